"""Problems: what is wrong, where, and how to mend it.

A problem names *place, fault, remedy*. Readers of content collect them and carry on, so that an editor sees all of
them at once, sorted by place. Example of one in print:

    content/articles/2018/mogilev.md:14:3: error: no expert "nikolay-petrow". Did you mean "nikolay-petrov"? [reference]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from newsdesk.model.errors import ContentError, RefusedError, RolledBackError, UsageError

__all__ = [
    "ContentError",
    "Level",
    "Place",
    "Problem",
    "RefusedError",
    "RolledBackError",
    "UsageError",
    "did_you_mean",
    "errors",
]

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


def errors(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Only the problems that must stop a build."""
    return tuple(problem for problem in problems if problem.level == "error")


def did_you_mean(word: str, known: Iterable[str], *, likeness: float = 0.6) -> str:
    """`Did you mean "x"?` for the nearest of `known` words, or an empty string if none is so like it (0 to 1)."""
    import difflib  # only when something is wrong

    near = difflib.get_close_matches(word, sorted(known), n=1, cutoff=likeness)
    return f'Did you mean "{near[0]}"?' if near else ""
