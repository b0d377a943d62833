"""How a command fails, each way with its own exit code (console.py). Every command needs these: they load nothing."""

from __future__ import annotations

TYPE_CHECKING = False  # type checkers know better; typing itself takes 6 ms to load
if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdesk.model.problems import Problem


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
