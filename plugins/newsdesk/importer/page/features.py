"""What a line of a page looks like: named features of its words, its place in the tree and its neighbours.

The names are readable (`tag=p`, `class=related`, `container=main`) and hold only generic words of web markup, so that
a set of weights over them can be read and judged. Pure; a page's runs in, one list of names a run out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsdesk.importer import words
from newsdesk.importer.furniture import is_furniture
from newsdesk.importer.page.feature_words import MARKUP_WORDS, SMALL_WORDS
from newsdesk.importer.page.runs import Run
from newsdesk.importer.visible_dates import is_date_line
from newsdesk.importer.words import key

_SPLIT = re.compile(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])")
_ADDRESS = re.compile(r"@|http|newsletter|subscri", re.IGNORECASE)
_TERMINAL = re.compile(r"[.!?…][\"”’»)\]“]*\Z")
_CONTAINERS = frozenset(
    ["article", "main", "aside", "nav", "footer", "header", "form", "section", "figure", "table", "blockquote"]
)


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


def features(
    runs: Sequence[Run], title: str = "", base: Sequence[bool] = (), second: Sequence[bool] = ()
) -> list[list[str]]:
    """The names of the features that each run has, in the order of the runs.

    `base` says of each run whether the extractor that we build on takes it for the article's; `second` is its other
    opinion.
    """
    seen = looks(runs)
    page = _Page(runs, seen, title, base or [False] * len(runs))
    rows = [page.own(index) for index in range(len(runs))]
    votes = [
        f"votes={'yn'[not one]}{'yn'[not other]}" for one, other in zip(page.base, second or page.base, strict=True)
    ]
    return [_with_pairs([*rows[index], votes[index], *page.around(index)]) for index in range(len(runs))]


def _with_pairs(names: list[str]) -> list[str]:
    """The features with those that mean something only together: what the base says, where, of what size."""
    by_kind = {name.partition("=")[0]: name for name in names}
    base = by_kind["votes"]
    one = {
        kind: by_kind.get(kind, "")
        for kind in ("tag", "length", "stands", "container", "density", "ends", "above", "below")
    }
    pairs = [f"{base}&{one[kind]}" for kind in ("length", "stands", "container", "density", "ends", "above", "below")]
    pairs += [f"{one['length']}&{one['container']}", f"{one['tag']}&{one['container']}&{one['stands']}"]
    pairs += [f"{base}&{one['container']}&{one['stands']}", f"{one['tag']}&{one['ends']}&{one['density']}"]
    pairs += [f"{base}&{name}" for name in names if name.startswith(("own=", "near=", "is="))]
    return names + pairs


class _Page:
    """What must be known of the whole page to say where a line stands in it."""

    def __init__(self, runs: Sequence[Run], seen: Sequence[Look], title: str, base: Sequence[bool]) -> None:
        self.runs, self.seen, self.title, self.base = runs, seen, key(title), base
        self.based: dict[HtmlElement, int] = defaultdict(int)
        for run, look, taken in zip(runs, seen, base, strict=True):
            if taken:
                for element in run.path[-4:]:
                    self.based[element] += look.length
        self.first_based = next((i for i, taken in enumerate(base) if taken), len(runs))
        self.last_based = next((i for i in range(len(base) - 1, -1, -1) if base[i]), -1)
        self.markup: dict[HtmlElement, tuple[str, ...]] = {}
        self.prose: dict[HtmlElement, int] = defaultdict(int)
        self.linked: dict[HtmlElement, int] = defaultdict(int)
        self.chars: dict[HtmlElement, int] = defaultdict(int)
        self.direct: dict[HtmlElement, int] = defaultdict(int)
        counts: dict[str, int] = defaultdict(int)
        paths: dict[HtmlElement, tuple[HtmlElement, ...]] = {}
        sums: dict[HtmlElement, list[int]] = defaultdict(lambda: [0, 0, 0])
        for run, look in zip(runs, seen, strict=True):
            counts[look.text] += 1
            paths[run.owner] = run.path
            one = sums[run.owner]
            one[0] += look.length
            one[1] += int(look.density * look.length)
            one[2] += look.length if look.prose else 0
            if look.prose:
                for element in run.path[-3:-1]:
                    self.direct[element] += look.length
        for owner, (chars, linked, prose) in sums.items():
            for element in paths[owner]:
                self.chars[element] += chars
                self.linked[element] += linked
                self.prose[element] += prose
        self.counts = counts
        self.shared: dict[HtmlElement, tuple[str, ...]] = {}
        self.kinds = [_kind(look) for look in seen]
        self.parents = [run.owner.getparent() for run in runs]
        self.main = max(self.direct, key=lambda e: self.direct[e], default=None)
        self.total = sum(look.length for look in seen if look.prose) or 1
        self.first = next((i for i, look in enumerate(seen) if look.prose and self._in_main(i)), 0)
        self.last = next((i for i in range(len(seen) - 1, -1, -1) if seen[i].prose and self._in_main(i)), len(seen) - 1)
        self.headline = next((i for i, run in enumerate(runs) if _in_tag(run, "h1")), -1)

    def _in_main(self, index: int) -> bool:
        return self.main is not None and self.main in self.runs[index].path

    def own(self, index: int) -> list[str]:
        run, look = self.runs[index], self.seen[index]
        names = [f"tag={look.tag}", f"length={_step(look.length, (0, 15, 30, 50, 80, 120, 200, 350, 600))}"]
        names += [f"density={_step(look.density, (0.0, 0.05, 0.2, 0.5, 0.9))}"]
        names += self._based(index, run, look)
        names += wording(look.text)
        names += kinds(look.text, self.title)
        if self.counts[look.text] > 1:
            names.append("repeated")
        names += self._place(index, run)
        names += self._containers(run)
        if run.hidden:
            names.append("hidden")
        if look.prose:
            names.append("prose")
        return names

    def _based(self, index: int, run: Run, look: Look) -> list[str]:
        """What the base says of the line, its neighbours and its containers."""
        near = [
            "yn"[not self.base[place]] if 0 <= place < len(self.base) else "e" for place in range(index - 2, index + 3)
        ]
        taken = near[2]
        size = _step(look.length, (15, 50, 120))
        names = [f"base={taken}", f"base={''.join(near[1:4])}", f"bases={''.join(near)}", f"base={taken}{look.tag}"]
        names.append(f"base={taken}size{size}")
        if not self.first_based <= index <= self.last_based:
            names.append("base=outside")
        steps = [self._based_step(element) for element in reversed(run.path[-3:])]
        return names + [f"based{level}={taken}{step}" for level, step in enumerate(steps)]

    def _based_step(self, element: HtmlElement) -> int:
        """How much of the element the base takes, in steps."""
        if element not in self.based:
            return 0
        return _step(self.based[element] / (self.chars[element] or 1), (0.0, 0.2, 0.5, 0.8, 0.95))

    def _place(self, index: int, run: Run) -> list[str]:
        names = [f"part={_step(index / len(self.runs), (0.1, 0.25, 0.5, 0.75, 0.9))}"]
        if self.main is not None:
            names.append("container=main" if self.main in run.path else "container=other")
            if self.main in run.path[-3:-1] or run.owner is self.main:
                names.append("container=close")
        where = "before" if index < self.first else "after" if index > self.last else "between"
        names.append(f"stands={where}")
        away = self.first - index if where == "before" else index - self.last if where == "after" else 0
        names.append(f"away={where}{_step(away, (0, 1, 2, 4, 8, 16))}")
        if self.headline >= 0:
            names.append("headline=above" if index < self.headline else "headline=below")
        return names

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
            around += self._shares(run.path[-4:-1], 1) + self._markup(run.path[:-1])
            self.shared[parent] = tuple(dict.fromkeys(around))
        return [*own, *self.shared[parent]]

    def _shares(self, path: Sequence[HtmlElement], nearest: int) -> list[str]:
        """How much of the page's prose the containers hold, and how much of them is links, counted from the nearest."""
        names = []
        for level, element in enumerate(reversed(path), nearest):
            share = self.prose[element] / self.total
            density = self.linked[element] / (self.chars[element] or 1)
            names.append(f"share{level}={_step(share, (0.0, 0.05, 0.2, 0.5, 0.9))}")
            names.append(f"links{level}={_step(density, (0.02, 0.1, 0.3, 0.6))}")
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
            label = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop", "role"))
            found = tuple({w.lower() for w in _SPLIT.split(label[:400])} & MARKUP_WORDS)
            self.markup[element] = tuple(sorted(found))
            found = self.markup[element]
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
                same = "same" if self.parents[place] is self.parents[index] else "other"
                names.append(f"{side}{distance}={kind}")
                if distance == 1:
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
    if _TERMINAL.search(text):
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


def _in_tag(run: Run, tag: str) -> bool:
    return any(element.tag == tag for element in run.path[-2:])


def _step(value: float, limits: Sequence[float]) -> int:
    """The number of limits, given in order, that the value lies above."""
    return bisect_left(limits, value)
