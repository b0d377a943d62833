"""A whole page pasted as text: which of its lines are the article's.

Menus, buttons, teasers and footers stand around the article and in it, one line each, without any markup. Lines are
scored by features of their words and of what stands around them, with learned weights (`pasted.json`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsdesk.importer.bylines import INNER_BYLINE, is_name, names_in
from newsdesk.importer.headlines import SITE_SUFFIX, is_headline, is_same_headline
from newsdesk.importer.page.features import kinds, wording
from newsdesk.importer.page.scoring import Row, likelihoods, load_weights
from newsdesk.importer.visible_dates import find_date, is_date_line
from newsdesk.importer.words import BY, key

_PROSE = re.compile(r"[.!?…:][\"”’»)\]“]*\Z")
_WEIGHTS = Path(__file__).with_name("pasted.json")
_LIKE = 0.6
_NEAR = 8  # lines above the text that may hold a headline unlike the page's title
_GAP = 8  # so many other lines may stand between two paragraphs of one article


def is_pasted(lines: Sequence[str]) -> bool:
    """Whether the lines are a page's: more of them are short and no sentence than an article ever has."""
    if len(lines) < 25:
        return False
    scraps = sum(len(line.split()) <= 6 and not _PROSE.search(line) for line in lines)
    return scraps >= 0.4 * len(lines)


def choose_lines(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it belongs to the article."""
    weights = load_weights(_WEIGHTS)
    likely = likelihoods(rows_of(lines), weights)
    return [p > weights.threshold for p in likely]


def rows_of(lines: Sequence[str]) -> list[Row]:
    """The names of the features that each line has."""
    page = _Page(lines)
    return [page.row(index) for index in range(len(lines))]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    length: int
    prose: bool


class _Page:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = [_Line(line, len(line), len(line) > 70 and bool(_PROSE.search(line))) for line in lines]
        self.cluster = _clusters([line.prose for line in self.lines])
        sizes: dict[int, int] = {}
        for item, number in zip(self.lines, self.cluster, strict=True):
            if number >= 0 and item.prose:
                sizes[number] = sizes.get(number, 0) + item.length
        self.main = max(sizes, key=lambda number: sizes[number], default=-1)
        inside = [i for i, number in enumerate(self.cluster) if number == self.main and self.lines[i].prose]
        self.first, self.last = (inside[0], inside[-1]) if inside else (0, len(lines) - 1)
        counts: dict[str, int] = {}
        for line in lines:
            counts[line] = counts.get(line, 0) + 1
        self.counts = counts

    def row(self, index: int) -> Row:
        line = self.lines[index]
        names = [f"length={_step(line.length, (15, 30, 50, 80, 120, 200, 350, 600))}"]
        names += wording(line.text) + kinds(line.text, "")
        if line.prose:
            names.append("prose")
        if self.counts[line.text] > 1:
            names.append("repeated")
        names += self._place(index)
        names += self._around(index)
        return [*names, *_pairs(names)]

    def _place(self, index: int) -> list[str]:
        where = "before" if index < self.first else "after" if index > self.last else "between"
        away = self.first - index if where == "before" else index - self.last if where == "after" else 0
        same = "main" if self.cluster[index] == self.main else "none" if self.cluster[index] < 0 else "other"
        part = _step(index / len(self.lines), (0.05, 0.1, 0.25, 0.5, 0.75, 0.9))
        return [
            f"stands={where}",
            f"away={where}{_step(away, (1, 2, 4, 8, 16, 32))}",
            f"cluster={same}",
            f"part={part}",
        ]

    def _around(self, index: int) -> list[str]:
        signs = [self._sign(place) for place in range(index - 3, index + 4)]
        near = [self.lines[i].prose for i in range(max(0, index - 6), min(len(self.lines), index + 7))]
        return [
            f"above={signs[2]}",
            f"below={signs[4]}",
            f"near={signs[1]}{signs[2]}|{signs[4]}{signs[5]}",
            f"far={signs[0]}|{signs[6]}",
            f"thick={_step(sum(near) / len(near), (0.1, 0.25, 0.4, 0.6, 0.8))}",
        ]

    def _sign(self, place: int) -> str:
        if not 0 <= place < len(self.lines):
            return "e"
        line = self.lines[place]
        return "P" if line.prose else "s" if line.length < 30 else "m" if line.length < 90 else "l"


def _clusters(prose: Sequence[bool]) -> list[int]:
    """The number of the cluster of prose that each line stands in; -1 outside of all."""
    numbers = [-1] * len(prose)
    current, last = -1, -_GAP * 2
    for index, is_prose in enumerate(prose):
        if is_prose:
            if index - last > _GAP:
                current += 1
            else:
                numbers[last + 1 : index] = [current] * (index - last - 1)
            numbers[index] = current
            last = index
    return numbers


def _pairs(names: Sequence[str]) -> list[str]:
    """Features that mean something only together."""
    by_kind = {name.split("=")[0]: name for name in names}
    size, place = by_kind.get("length", ""), by_kind.get("stands", "")
    cluster, near = by_kind.get("cluster", ""), by_kind.get("near", "")
    ends, thick = by_kind.get("ends", ""), by_kind.get("thick", "")
    return [f"{size}&{place}", f"{size}&{cluster}", f"{ends}&{cluster}&{place}", f"{near}&{cluster}", f"{thick}&{size}"]


def _step(value: float, limits: Sequence[float]) -> int:
    return sum(value > limit for limit in limits)


@dataclass(frozen=True)
class Head:
    """What stands at the top of a pasted page: the numbers of the lines that it was read from, and what they say."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    used: frozenset[int] = frozenset()


def read_head(lines: Sequence[str], chosen: Sequence[bool], language: str) -> Head:
    """Headline, byline and date of a pasted page, from the lines around the start of its article."""
    first = next((i for i, taken in enumerate(chosen) if taken and len(lines[i]) > 70), len(lines))
    at = _headline(lines, first)
    title = _without_site(lines[at], lines) if at >= 0 else ""
    low = max(0, at - 4) if 0 <= at < first else max(0, first - 14)
    near = range(low, min(len(lines), first + 8))
    by, authors = _byline(lines, near)
    dated = next((i for i in near if len(lines[i]) < 120 and find_date(lines[i], language)), -1)
    used = {i for i, line in enumerate(lines) if title and is_same_headline(title, line)} | ({by} if by >= 0 else set())
    if dated >= 0 and (is_date_line(lines[dated], language) or dated == by):
        used.add(dated)
    date = find_date(lines[dated], language) if dated >= 0 else ""
    return Head(title, authors, date, frozenset(used))


def _headline(lines: Sequence[str], first: int) -> int:
    """The number of the headline: the line most like the page's title, else the last long one above the text."""
    below = [i for i in range(1, min(len(lines), first + 3)) if is_headline(lines[i]) and len(lines[i].split()) >= 2]
    opening = set(key(lines[0]).split()) if lines else set()
    scored = [(_overlap(set(key(lines[i]).split()), opening), i) for i in below]
    best = max(scored, key=lambda item: item[0], default=(0.0, -1))
    if best[0] >= _LIKE:
        return best[1]
    near = [i for i in below if i >= first - _NEAR and len(lines[i].split()) >= 5]
    return near[0] if near else 0 if lines and is_headline(lines[0]) else -1


def _overlap(one: set[str], other: set[str]) -> float:
    """How much two lines share of the words of both."""
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def _without_site(title: str, lines: Sequence[str]) -> str:
    """The title without the publication's name, if the rest stands on the page too or a bar parts them."""
    suffix = SITE_SUFFIX.search(title)
    if not suffix:
        return title
    bare = title[: suffix.start()]
    repeated = any(key(line) == key(bare) for line in lines)
    return bare if repeated or "|" in title[suffix.start() :] or len(suffix["site"].split()) <= 3 else title


def _byline(lines: Sequence[str], near: Sequence[int]) -> tuple[int, tuple[str, ...]]:
    for i in near:
        line = lines[i]
        if len(line) > 160:
            continue
        if key(line) in ("by", "von", "por", "par", "written by") and i + 1 < len(lines):
            names = tuple(name for name in names_in(lines[i + 1]) if is_name(name))
            if names:
                return i + 1, names
        opens = BY.match(line)
        if (opens or INNER_BYLINE.search(line[:120])) and not re.search(r"[.!?]\s+[A-Z].*[.!?]", line):
            names = tuple(name for name in names_in(line, trusted=bool(opens)) if name[:1].isupper())
            if names:
                return i, names[:6]
    return -1, ()
