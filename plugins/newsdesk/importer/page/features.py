"""What a line of a page looks like: named features of its words, its place in the tree and its neighbours.

The names are readable (`tag=p`, `near=related`, `container=main`) and hold only generic words of web markup, so that
a set of weights over them can be read and judged. Pure; a page's runs in, one list of names a run out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from lxml.html import HtmlElement

from newsdesk.importer import words
from newsdesk.importer.furniture import is_furniture
from newsdesk.importer.page.feature_words import MARKUP_WORDS, SMALL_WORDS
from newsdesk.importer.page.runs import Run
from newsdesk.importer.page.shape import Look, Shape, article_of, looks
from newsdesk.importer.visible_dates import is_date_line
from newsdesk.importer.words import key

_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_ADDRESS = re.compile(r"@|http|newsletter|subscri", re.IGNORECASE)
_STOP = re.compile(r"[.!?…][\"”’»)\]“]*\Z")
_CONTAINERS = frozenset(
    ["article", "main", "aside", "nav", "footer", "header", "form", "section", "figure", "table", "blockquote"]
)
_LENGTHS = (0, 15, 30, 50, 80, 120, 200, 350, 600)
_DENSITIES = (0.0, 0.05, 0.2, 0.5, 0.9)
_SHARES = (0.0, 0.05, 0.2, 0.5, 0.9)
_LINKS = (0.02, 0.1, 0.3, 0.6)
_BASED = (0.0, 0.2, 0.5, 0.8, 0.95)


def features(runs: Sequence[Run], title: str = "", base: Sequence[bool] = ()) -> list[list[str]]:
    """The names of the features that each run has, in the order of the runs.

    `base` says of each run whether the extractor that we build on takes it for the article's. A line of links alone,
    and one without words, far from all that it takes, has none: of the lines of articles they hold three in a thousand
    words, of all lines they are more than half.
    """
    page = _Page(runs, title, base or [False] * len(runs))
    return [[] if page.is_far(index) else [*page.own(index), *page.around(index)] for index in range(len(runs))]


class _Page:
    """The runs of a page, what is measured of each, and the page's shape."""

    def __init__(self, runs: Sequence[Run], title: str, base: Sequence[bool]) -> None:
        self.runs, self.seen, self.title = runs, looks(runs), key(title)
        self.shape = Shape(runs, self.seen, base)
        self.base = f"ee{''.join('y' if taken else 'n' for taken in base)}ee"  # from two lines before the first
        self.first_based = self.base.find("y") - 2
        self.last_based = self.base.rfind("y") - 2
        self.kinds = [_kind(look) for look in self.seen]
        self.parents = [run.owner.getparent() for run in runs]
        self.markup: dict[HtmlElement, tuple[str, ...]] = {}
        self.shared: dict[HtmlElement, tuple[str, ...]] = {}

    def is_far(self, index: int) -> bool:
        """Whether the line is no more than links, and nothing near it is taken by the base."""
        look = self.seen[index]
        return (not look.length or look.density > _DENSITIES[-1]) and "y" not in self.base[index : index + 5]

    def own(self, index: int) -> list[str]:
        run, look = self.runs[index], self.seen[index]
        names = [
            f"tag={look.tag}",
            f"length={_step(look.length, _LENGTHS)}",
            f"density={_step(look.density, _DENSITIES)}",
        ]
        names += self._based(index, run, look)
        names += wording(look.text)
        names += kinds(look.text, self.title)
        names += self._place(index, run)
        names += self._containers(run)
        names += self._alike(index)
        if self.shape.counts[look.text] > 1:
            names.append("repeated")
        if run.hidden:
            names.append("hidden")
        if look.prose:
            names.append("prose")
        return names

    def _based(self, index: int, run: Run, look: Look) -> list[str]:
        """What the base says of the line, its neighbours and its containers."""
        taken = self.base[index + 2]
        names = [f"base={self.base[index + 1 : index + 4]}", f"base={taken}{look.tag}"]
        names.append(f"base={taken}size{_step(look.length, (15, 50, 120))}")
        if not self.first_based <= index <= self.last_based:
            names.append("base=outside")
        steps = [self._based_step(element) for element in reversed(run.path[-3:])]
        return names + [f"based{level}={taken}{step}" for level, step in enumerate(steps)]

    def _based_step(self, element: HtmlElement) -> int:
        """How much of the element the base takes, in steps."""
        if element not in self.shape.based:
            return 0
        return _step(self.shape.based[element] / (self.shape.sums[element].chars or 1), _BASED)

    def _place(self, index: int, run: Run) -> list[str]:
        shape = self.shape
        names = [f"part={_step(index / len(self.runs), (0.1, 0.25, 0.5, 0.75, 0.9))}"]
        if shape.main is not None:
            names.append("container=main" if shape.main in run.path else "container=other")
            if shape.main in run.path[-3:-1] or run.owner is shape.main:
                names.append("container=close")
        names.append(f"stands={'before' if index < shape.first else 'after' if index > shape.last else 'between'}")
        if shape.headline >= 0:
            names.append("headline=above" if index < shape.headline else "headline=below")
        outer = article_of(run)
        if outer is not None:
            names.append(f"article={_step(shape.articles.get(outer, 9), (0, 1, 4, 8))}")
        elif shape.articles:
            names.append("article=outside")
        return names

    def _alike(self, index: int) -> list[str]:
        """What the page's lines of this look are: taken by the base, prose, links."""
        alike = self.shape.alike[self.shape.styles[index]]
        chars = alike.chars or 1
        return [
            f"alike={_step(alike.based / chars, _BASED)}",
            f"alikeprose={_step(alike.prose / self.shape.total, (0.0, 0.05, 0.2, 0.5, 0.8))}",
            f"alikelinks={_step(alike.linked / chars, _LINKS)}",
        ]

    def _containers(self, run: Run) -> list[str]:
        """What the line's element and those around it say; all but the first is the same for all of its siblings."""
        own = [f"own={word}" for word in self._words(run.owner)]
        if run.owner.tag in _CONTAINERS:
            own.append(f"in={run.owner.tag}")
        own += self._shares(run.path[-1:], 0)
        if len(run.path) < 2:
            return own
        parent = run.path[-2]
        if parent not in self.shared:
            around = [f"in={element.tag}" for element in run.path[:-1] if element.tag in _CONTAINERS]
            around += self._shares(run.path[-3:-1], 1) + self._markup(run.path[:-1])
            self.shared[parent] = tuple(dict.fromkeys(around))
        return [*own, *self.shared[parent]]

    def _shares(self, path: Sequence[HtmlElement], nearest: int) -> list[str]:
        """How much of the page's prose the containers hold, and how much of them is links, counted from the nearest."""
        names = []
        for level, element in enumerate(reversed(path), nearest):
            sums = self.shape.sums[element]
            names.append(f"share{level}={_step(sums.prose / self.shape.total, _SHARES)}")
            names.append(f"links{level}={_step(sums.linked / (sums.chars or 1), _LINKS)}")
        return names

    def _markup(self, path: Sequence[HtmlElement]) -> list[str]:
        return [
            f"{'near' if level <= 3 else 'far'}={word}"
            for level, element in enumerate(reversed(path), 1)
            for word in self._words(element)
        ]

    def _words(self, element: HtmlElement) -> tuple[str, ...]:
        found = self.markup.get(element)
        if found is None:
            label = " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "role"))))
            named = {word.lower() for word in _SPLIT.split(label[:400])} if label else frozenset[str]()
            found = self.markup[element] = tuple(sorted(named & MARKUP_WORDS))
        return found

    def around(self, index: int) -> list[str]:
        names: list[str] = []
        for side, step in (("above", -1), ("below", 1)):
            for distance in (1, 2):
                place = index + step * distance
                if not 0 <= place < len(self.seen):
                    names.append(f"{side}{distance}=edge")
                    continue
                kind = self.kinds[place]
                names.append(f"{side}{distance}={kind}")
                if distance == 1:
                    same = "same" if self.parents[place] is self.parents[index] else "other"
                    names.append(f"{side}={kind}-{same}")
        return names


def _kind(look: Look) -> str:
    """What a neighbour takes the line for."""
    if look.prose:
        return "prose"
    return "links" if look.density > 0.5 else "short" if look.length < 80 else "long"


def wording(text: str) -> list[str]:
    """How a line is worded: its end, small words, capitals, commas."""
    tokens = text.split()
    names: list[str] = []
    if _STOP.search(text):
        names.append("ends=stop")
    elif text:
        names.append("ends=colon" if text.endswith(":") else "ends=open")
    if tokens:
        small = sum(token.lower().strip(",.;:") in SMALL_WORDS for token in tokens) / len(tokens)
        names.append(f"small={_step(small, (0.0, 0.1, 0.2, 0.35))}")
        capital = sum(token[:1].isupper() for token in tokens) / len(tokens)
        names.append(f"capitals={_step(capital, (0.1, 0.3, 0.6, 0.9))}")
    names.append(f"commas={_step(text.count(','), (0, 1, 3))}")
    if text[:1] in "“\"„«'‘–—":
        names.append("opens=quote")
    elif text[:1].islower():
        names.append("opens=small")
    elif text[:1].isdigit():
        names.append("opens=figure")
    return names


def kinds(text: str, title: str) -> list[str]:
    """What a line is known to be: furniture, a date, a byline, a lead elsewhere. `title` is a headline's key."""
    names: list[str] = []
    if len(text) <= 200:
        if not text:
            names.append("is=picture")
        elif is_furniture(text):
            names.append("is=furniture")
        elif is_date_line(text):
            names.append("is=date")
        if words.BY.match(text) and len(text) < 100:
            names.append("is=byline")
        if words.LEADS.match(text):
            names.append("is=lead")
        if title and key(text) == title:
            names.append("is=headline")
    if len(text) < 300 and words.COPYRIGHT.search(text):
        names.append("is=copyright")
    if len(text) < 500 and _ADDRESS.search(text):
        names.append("has=address")
    return names


def _step(value: float, limits: Sequence[float]) -> int:
    """The number of limits, given in order, that the value lies above."""
    return bisect_left(limits, value)
