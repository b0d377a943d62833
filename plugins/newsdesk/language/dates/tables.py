"""What a language brings to the reading of dates: its words, and the shapes that expressions have in it.

A table is data; `grammar` compiles it and `resolve` gives the shapes their values. A shape is a pattern of slots:
`{month}`, `{weekday}`, `{unit}`, … stand for any word of that list, `{day}`, `{year}`, `{n}` for numbers, the rest is
regular expression, where a blank matches any white space. Every shape begins with a slot, so that only words of the
lists are ever looked at: that is what makes the reading fast.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Words = Mapping[str, int | str]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of expression: the rule that gives its value, its pattern, and what must hold around it.

    `before` and `unless_before` are patterns for the text right before, `after` and `unless_after` for that right
    after. Of the shapes that match at a word the longest wins, then the one listed first.
    """

    rule: str
    pattern: str
    before: str = ""
    unless_before: str = ""
    unless_after: str = ""
    case: bool = False


@dataclass(frozen=True, slots=True)
class DateTable:
    """All that the reading of dates needs to know of a language. Word lists are in lower case.

    `slots` maps a slot's name to its words and their values: months 1–12, weekdays 0 (Monday) to 6, units to grains,
    `direction` words to -1, 0, 1, or "a…" for anaphoric ones, day words to offsets in days. `cased` words are dates
    only with a capital ("May", "March"). `articles` are taken into the expression. `part` maps "early", "the end of"
    to early, mid, late, start, end. `deadline` is what makes "by the end of". `since` is what makes a date past
    whatever the verb; `joins_clock` whether "3 p.m. Monday" is one expression. `listed` is a day before a day that
    shares its month, `listed_after` all days behind one that gives them its month. `day_suffix` follows a day's number.
    `past`, `future` are patterns of verbs that tell the direction, `open` such as look ahead less
    surely (modals, infinitives), `saying` verbs of reporting, `weak` such as speak of the past unless a finite
    verb nearby says otherwise (participles).
    """

    lang: str
    slots: Mapping[str, Words]
    shapes: tuple[Shape, ...]
    day_suffix: str
    articles: str
    part: Words
    part_joint: str
    deadline: str
    past: str
    future: str
    open: str = ""
    saying: str = ""
    weak: str = ""
    since: str = ""
    joins_clock: bool = False
    cased: frozenset[str] = frozenset()
    daypart_after: str = ""
    listed: str = ""
    listed_after: str = ""
    day_first: bool = True
    weekday_default: int = -1


def forms(**values: str) -> dict[str, str]:
    """Word → value from value → its words parted by commas."""
    return {word.strip(): value for value, words in values.items() for word in words.split(",")}


def numbered(rows: str, first: int = 1) -> dict[str, int | str]:
    """Word → number, a row a number, counted from `first`; a row's words parted by blanks."""
    return {
        word.replace("_", " "): number
        for number, row in enumerate(rows.strip().split("\n"), first)
        for word in row.split()
    }


def inflected(stems: Words, endings: str, *, bare: bool = False) -> dict[str, int | str]:
    """Word → value for every stem with every ending; the stem itself too if `bare`."""
    every = [*endings.split(), *([""] if bare else [])]
    return {stem + ending: value for stem, value in stems.items() for ending in every}
