"""Problems: what is wrong, where, and how to mend it.

A problem names *place, fault, remedy*. Readers of content collect them and carry on, so that an editor sees all of
them at once, sorted by place. Example of one in print:

    content/articles/2018/mogilev.md:14:3: error: no expert "nikolay-petrow". Did you mean "nikolay-petrov"? [reference]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a source file: path relative to the project, line and column counted from 1; 0 = the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault at one place. `fault` states what is wrong, `remedy` what to do; both are plain sentences."""

    place: Place
    fault: str
    remedy: str = ""
    rule: str = "content"
    level: Level = "error"

    @property
    def message(self) -> str:
        """Fault and remedy as one text, each a sentence."""
        fault = self.fault if self.fault.endswith((".", "?", "!")) else f"{self.fault}."
        return f"{fault} {self.remedy}".strip()

    def __str__(self) -> str:
        return f"{self.place}: {self.level}: {self.message} [{self.rule}]"


class ContentError(Exception):
    """Content that cannot be built, with every problem found. Exit code 1."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UsageError(Exception):
    """A command or a setting that cannot be carried out as given; the message names fault and remedy. Exit code 2."""


class RefusedError(Exception):
    """A guard refused to act, e.g. to publish an empty site; the message says which and how to proceed. Exit code 3."""


class RolledBackError(Exception):
    """Something failed half-way and was undone; what was live before is live still. Exit code 4."""


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only the problems that must stop a build."""
    return tuple(problem for problem in problems if problem.level == "error")


def did_you_mean(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """`Did you mean "x"?` for the nearest of `known` words, or an empty string if none is so like it (0 to 1)."""
    import difflib  # only when something is wrong

    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=likeness)
    return f'Did you mean "{near[0]}"?' if near else ""
