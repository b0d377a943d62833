"""Where a reader notes what is wrong with one file, while it carries on.

A `Faults` belongs to one call and one file; what it gathered leaves as a tuple of `Problem`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TypeVar

from newsdesk.model.problems import Level, Place, Problem

Found = TypeVar("Found")
_MOST = 10


class Faults:
    """The problems of one file. `path` is as printed: content/topics/harbour.md."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._problems: list[Problem] = []

    def add(
        self, at: tuple[int, int], fault: str, remedy: str = "", *, rule: str = "front-matter", level: Level = "error"
    ) -> None:
        """Note a fault at (line, column), both from 1; (0, 0) is the whole file."""
        self._problems.append(Problem(Place(self.path, *at), fault, remedy, rule, level))

    def add_many(
        self,
        found: Iterable[Found],
        tell: Callable[[Found], tuple[tuple[int, int], str]],
        remedy: str,
        *,
        rule: str,
        level: Level = "error",
    ) -> None:
        """Note the first ten of a kind that may fill a page, and how many more there are. `tell` says where one is and
        what is wrong with it; it is asked for no more than are noted, since a file may have a million."""
        every = iter(found)
        for at, fault in map(tell, islice(every, _MOST)):
            self.add(at, fault, remedy, rule=rule, level=level)
        if (next_one := next(every, None)) is not None:
            more = 1 + sum(1 for _ in every)
            self.add(tell(next_one)[0], f"{more} more like this follow", remedy, rule=rule, level=level)

    def absorb(self, other: Faults) -> None:
        """Take over what another gathered on the same file."""
        self._problems += other._problems

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(sorted(set(self._problems)))
