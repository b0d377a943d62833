"""Gold tables of date expressions in fictional news prose: what is found, where it stands, what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from newsdesk.language.dates import find_dates

_MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
# Language, shares of expressions found in exactly these words with exactly this value, and at least as many of them.
TABLES = (
    ("english", "en", 0.95, 300),
    ("german", "de", 0.95, 60),
    ("russian", "ru", 0.95, 50),
    ("french", "fr", 0.95, 30),
    ("ukrainian", "uk", 0.95, 25),
    ("belarusian", "be", 0.95, 20),
)


@dataclass(frozen=True)
class Sentence:
    text: str
    published: date
    gold: frozenset[tuple[int, str, str]]


def read_table(name: str) -> Iterator[Sentence]:
    """The sentences of a table, their marks taken out."""
    published = date.min
    for line in (Path(__file__).parent / f"dates_{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("= "):
            published = date.fromisoformat(line[2:])
        elif line and not line.startswith("#"):
            yield _unmarked(line, published)


def _unmarked(line: str, published: date) -> Sentence:
    text, gold, last = "", set(), 0
    for match in _MARK.finditer(line):
        text += line[last : match.start()]
        gold.add((len(text), match[1], match[2]))
        text += match[1]
        last = match.end()
    return Sentence(text + line[last:], published, frozenset(gold))


def found(sentence: Sentence, lang: str) -> frozenset[tuple[int, str, str]]:
    dates = find_dates(sentence.text, lang, sentence.published)
    return frozenset((one.start, one.text, one.value or "") for one in dates)


@pytest.mark.parametrize(("name", "lang", "floor", "size"), TABLES)
def test_expressions_are_found_in_their_words_and_with_their_value(
    name: str, lang: str, floor: float, size: int
) -> None:
    table = tuple(read_table(name))
    right = sum(len(found(one, lang) & one.gold) for one in table)
    asked = sum(len(one.gold) for one in table)
    given = sum(len(found(one, lang)) for one in table)
    wrong = [f"{one.text} {sorted(found(one, lang) ^ one.gold)}" for one in table if found(one, lang) != one.gold]
    assert asked >= size
    assert 2 * right / (asked + given) >= floor, "\n".join(wrong)


@pytest.mark.parametrize(("name", "lang"), [(name, lang) for name, lang, *_ in TABLES])
def test_relative_expressions_have_no_value_without_a_day_of_publication(name: str, lang: str) -> None:
    for one in read_table(name):
        for dated in find_dates(one.text, lang, None):
            if dated.kind in ("day word", "weekday", "relative week", "relative month", "relative year"):
                assert dated.value is None, one.text
