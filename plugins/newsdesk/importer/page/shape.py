"""The shape of a page: how much text, prose and links its elements hold, where its main part lies, what looks alike.

Counted once for a page, asked by `features` for each of its lines. Pure; elements serve as keys only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsdesk.importer.page.runs import Run

_TERMINAL = re.compile(r"[.!?…][\"”’»)\]“]*\Z")
_NEAR = 4  # a line's innermost containers, of which it is told how much of them the base takes


@dataclass(frozen=True, slots=True)
class Look:
    """What is measured of a line once, for its own features and its neighbours'."""

    text: str
    length: int
    density: float
    tag: str
    prose: bool


def looks(runs: Sequence[Run]) -> list[Look]:
    return [_look(run) for run in runs]


def _look(run: Run) -> Look:
    text = run.text
    length = len(text)
    density = min(1.0, run.linked / length) if length else 0.0
    return Look(text, length, density, run.owner.tag, length > 80 and density < 0.5 and bool(_TERMINAL.search(text)))


def style_of(run: Run) -> Hashable:
    """What lines that look alike have in common: tag and class of their element and of the one around it."""
    owner = run.owner
    outer = run.path[-2] if len(run.path) > 1 else owner
    return owner.tag, owner.get("class"), outer.tag, outer.get("class")


@dataclass(slots=True)
class Sums:
    """Characters: all, in links, of prose, taken by the base."""

    chars: int = 0
    linked: int = 0
    prose: int = 0
    based: int = 0

    def add(self, other: Sums) -> None:
        self.chars += other.chars
        self.linked += other.linked
        self.prose += other.prose
        self.based += other.based


class Shape:
    """What must be known of the whole page to say where a line stands in it."""

    def __init__(self, runs: Sequence[Run], seen: Sequence[Look], base: Sequence[bool]) -> None:
        self.counts = Counter(look.text for look in seen)
        self.total = sum(look.length for look in seen if look.prose) or 1
        self.sums: dict[HtmlElement, Sums] = defaultdict(Sums)
        self.based: dict[HtmlElement, int] = defaultdict(int)
        self.alike: dict[Hashable, Sums] = defaultdict(Sums)
        self.styles: list[Hashable] = [style_of(run) for run in runs]
        self.articles: dict[HtmlElement, int] = {}
        self._count(runs, seen, base)
        self.main = self._find_main(runs, seen)
        inside = [look.prose and self.main in run.path for run, look in zip(runs, seen, strict=True)]
        self.first = inside.index(True) if True in inside else 0
        self.last = len(inside) - 1 - inside[::-1].index(True) if True in inside else len(inside) - 1
        self.headline = next((i for i, run in enumerate(runs) if any(e.tag == "h1" for e in run.path[-2:])), -1)

    def _count(self, runs: Sequence[Run], seen: Sequence[Look], base: Sequence[bool]) -> None:
        own: dict[HtmlElement, tuple[Run, Sums]] = {}
        for run, look, taken, style in zip(runs, seen, base, self.styles, strict=True):
            length = look.length
            line = Sums(length, int(look.density * length), length if look.prose else 0, length if taken else 0)
            own.setdefault(run.owner, (run, Sums()))[1].add(line)
            self.alike[style].add(line)
            if taken:
                for element in run.path[-_NEAR:]:
                    self.based[element] += length
            if look.prose and (outer := article_of(run)) is not None:
                self.articles.setdefault(outer, len(self.articles))
        for run, sums in own.values():
            for element in run.path:
                self.sums[element].add(sums)

    def _find_main(self, runs: Sequence[Run], seen: Sequence[Look]) -> HtmlElement | None:
        """The element that holds the most prose in its children and theirs."""
        direct: dict[HtmlElement, int] = defaultdict(int)
        for run, look in zip(runs, seen, strict=True):
            if look.prose:
                for element in run.path[-3:-1]:
                    direct[element] += look.length
        return max(direct, key=lambda element: direct[element], default=None)


def article_of(run: Run) -> HtmlElement | None:
    """The outermost article that the line stands in."""
    return next((element for element in run.path if element.tag == "article"), None)
