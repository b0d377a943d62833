"""Where date expressions stand in a text, and which words fill their slots; not yet what day they mean.

A table (`tables.DateTable`) is compiled once. Only words that may open an expression are looked at; the longest shape
that matches there wins; then what stands before it is taken in: "early", "the end of", an article, "by".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from newsdesk.language.dates.tables import DateTable, Shape

# A blank in a shape: some blanks, or one end of line; never a paragraph's end. Bounded, so that matching is linear.
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]{0,2}\n)"
_TOKEN = re.compile(r"[^\W_]+")
_SLOT = re.compile(r"\{([a-z_]+)(?::(\d))?\}")
_NUMERIC = {
    "year": r"(?:1[0-9]\d\d|20\d\d)(?!\d)",
    "iso": r"(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)",
    "num": r"(?:0?[1-9]|[12]\d|3[01])(?!\d)",
    "late_year": r"(?:19\d\d|20[0-4]\d)(?!\d)",
    "hhmm": r"(?:[01]\d|2[0-3])[0-5]\d(?!\d)",
    "hour": r"(?:[01]?\d|2[0-4])(?!\d)",
    "num_month": r"(?:0?[1-9]|1[0-2])(?!\d)",
    "short": r"\d\d(?!\d)",
}
_BLANK = re.compile(r"\[[^\]]*\]| \??")
_NUMBER = re.compile(r"\d+")
_LOOKBACK = 48
_ITEMS = 12
# "The 2016 election", "the September 21 talks": the article is the noun's.
_WITHOUT_ARTICLE = frozenset(("year", "year_range", "month", "month_year", "weekday", "day_month", "iconic"))


@dataclass(frozen=True, slots=True)
class Hit:
    """An expression in the text: its span, its shape, the slots' words as they stand and their values.

    `part` is early, mid, late, start or end where the text says so; `deadline`
    and `since` are whether "by", "since" stand
    before; `lead` is what was taken in before the shape.
    """

    start: int
    end: int
    shape: Shape
    words: Mapping[str, str]
    values: Mapping[str, int | str]
    part: str = ""
    deadline: bool = False
    since: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class _Compiled:
    shape: Shape
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Grammar:
    """A compiled table. `opening` maps a first word to the shapes that may begin with it; "#" is any number."""

    table: DateTable
    opening: Mapping[str, tuple[_Compiled, ...]]
    lead: re.Pattern[str]
    article: re.Pattern[str]
    deadline: re.Pattern[str]
    trailing: re.Pattern[str] | None
    listed: re.Pattern[str] | None
    listed_after: re.Pattern[str] | None
    since: re.Pattern[str] | None


def hits(text: str, grammar: Grammar) -> Iterator[Hit]:
    """The expressions of `text` in order; none overlaps another."""
    done = 0
    for token in _TOKEN.finditer(text):
        if token.start() < done:
            continue
        word = token[0]
        shapes = grammar.opening.get("#" if word[0].isdecimal() else word.lower())
        if not shapes:
            continue
        hit = _longest(text, token.start(), shapes, grammar)
        if hit:
            hit = _widened(text, hit, done, grammar)
            if grammar.listed and hit.shape.rule in ("day_month", "full"):
                yield from _listed(text, hit, done, grammar.listed)
            yield hit
            further: list[Hit] = []
            if grammar.listed_after and hit.shape.rule in ("day_month", "full"):
                further = _listed_after(text, hit, grammar.listed_after)
                yield from further
            done = further[-1].end if further else hit.end


def _listed(text: str, hit: Hit, floor: int, item: re.Pattern[str]) -> list[Hit]:
    """The days that share the month of `hit`: "3., 4. und" of "3., 4. und 5. Oktober", in order."""
    found: list[Hit] = []
    start = hit.start
    while len(found) < _ITEMS and (match := item.search(text, max(floor, start - _LOOKBACK), start)):
        start = match.start("day")
        values = {**hit.values, "day": int(match["day"])}
        found.append(Hit(start, match.end("day"), hit.shape, {**hit.words, "day": match["day"]}, values))
    return found[::-1]


def _listed_after(text: str, hit: Hit, items: re.Pattern[str]) -> list[Hit]:
    """The days that share the month of `hit`: "4" and "5, 2018" of "October 3, 4 and 5, 2018", in order."""
    match = None if text[hit.start].isdecimal() else items.match(text, hit.end)
    if match is None:
        return []
    year = match.start("year") if match["year"] else match.end()
    found = [
        replace(hit, start=day.start(), end=day.end(), words={**hit.words, "day": day[0]})
        for day in _NUMBER.finditer(text, match.start(), year)
    ]
    found = [replace(one, values={**one.values, "day": int(one.words["day"])}, lead="") for one in found]
    return [*found[:-1], replace(found[-1], end=match.end())]


def _longest(text: str, start: int, shapes: tuple[_Compiled, ...], grammar: Grammar) -> Hit | None:
    best: tuple[int, _Compiled, re.Match[str]] | None = None
    for compiled in shapes:
        match = compiled.pattern.match(text, start)
        if match and (best is None or match.end() > best[0]) and _fits(text, start, compiled):
            if compiled.shape.case and not text[start].isupper():
                continue
            best = (match.end(), compiled, match)
    if best is None:
        return None
    words = {name: word for name, word in best[2].groupdict().items() if word}
    if any(word.lower().rstrip(".") in grammar.table.cased and word.islower() for word in words.values()):
        return None
    return Hit(start, best[0], best[1].shape, words, _values(words, grammar.table))


def _fits(text: str, start: int, compiled: _Compiled) -> bool:
    window = text[max(0, start - _LOOKBACK) : start]
    if compiled.before and not compiled.before.search(window):
        return False
    return not (compiled.unless_before and compiled.unless_before.search(window))


def _values(words: Mapping[str, str], table: DateTable) -> dict[str, int | str]:
    values: dict[str, int | str] = {}
    for name, word in words.items():
        folded = re.sub(r"\s+", " ", word.lower()).rstrip(".")
        vocabulary = table.slots.get(name.rstrip("23456789"), {})
        if folded in vocabulary:
            values[name] = vocabulary[folded]
        elif word.isdecimal():
            values[name] = int(word)
    for name in ("sure_month", "doubtful_month", "short_month", "possessed_month"):
        if name in values:
            values["month"] = values[name]
    if "direction_after" in values:
        values["direction"] = values["direction_after"]
    elif "this" in values:
        values["direction"] = values["this"]
    if "late_year" in values:
        values["year"] = values["late_year"]
    return values


def _widened(text: str, hit: Hit, floor: int, grammar: Grammar) -> Hit:
    """The hit with what stands before and after it: part, article, "by", part of the day."""
    window = text[max(floor, hit.start - _LOOKBACK) : hit.start]
    offset = hit.start - len(window)
    part, deadline = "", False
    since = bool(grammar.since and grammar.since.search(window))
    if match := grammar.lead.search(window):
        part = str(grammar.table.part[re.sub(r"[\s-]+", " ", match["part"].lower()).strip()])
        window = window[: match.start()]
    bare = (
        not part
        and hit.shape.rule in _WITHOUT_ARTICLE
        and not (hit.shape.rule == "day_month" and text[hit.start].isdecimal())
    )
    if not bare and (match := grammar.article.search(window)):
        window = window[: match.start()]
    if match := grammar.deadline.search(window):
        window, deadline = window[: match.start()], True
    start, end = offset + len(window), hit.end
    if grammar.trailing and (after := grammar.trailing.match(text, end)):
        end = after.end()
    return replace(hit, start=start, end=end, part=part, deadline=deadline, since=since, lead=text[start : hit.start])


def _blank(pattern: str) -> str:
    return _BLANK.sub(lambda m: m[0] if m[0][0] == "[" else _GAP + m[0][1:], pattern)


def _alternation(words: Mapping[str, int | str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", _GAP) for word in ordered)


def _slot(name: str, number: str | None, table: DateTable) -> str:
    group = name + (number or "")
    if name == "day":
        return rf"(?P<{group}>(?:0?[1-9]|[12]\d|3[01])(?!\d)){table.day_suffix}"
    if name in _NUMERIC:
        return f"(?P<{group}>{_NUMERIC[name]})"
    words = _alternation(table.slots[name])
    if name == "n":
        return rf"(?P<{group}>\d{{1,3}}(?![\d,.]\d)|{words})"
    if name in ("month", "short_month", "weekday"):
        # The full stop of an abbreviation belongs to it, that of a sentence does not.
        full = {word: 0 for word in table.slots[name] if not _is_abbreviation(word, table.slots["month"])}
        short = {word: 0 for word in table.slots[name] if word not in full}
        choices = [rf"(?:{_alternation(full)})\b"] if full else []
        choices += [rf"(?:{_alternation(short)})\b[.]?"] if short else []
        return rf"(?P<{group}>{'|'.join(choices)})"
    return rf"(?P<{group}>(?:{words})\b)"


def _is_abbreviation(word: str, months: Mapping[str, int | str]) -> bool:
    return (
        len(word) <= 5
        and (word not in months or any(m != word and m.startswith(word) for m in months))
        and (not word.endswith("day"))
    )


def _compile(shape: Shape, table: DateTable) -> _Compiled:
    pattern = _SLOT.sub(lambda m: _slot(m[1], m[2], table), _blank(shape.pattern))
    ending = rf"(?!\w)(?<!\s){f'(?!{_blank(shape.unless_after)})' if shape.unless_after else ''}"
    return _Compiled(
        shape,
        re.compile(pattern + ending, re.IGNORECASE),
        re.compile(rf"(?:{_blank(shape.before)})\Z", re.IGNORECASE) if shape.before else None,
        re.compile(rf"(?:{_blank(shape.unless_before)})\Z", re.IGNORECASE) if shape.unless_before else None,
    )


def _openers(shape: Shape, table: DateTable) -> set[str]:
    match = _SLOT.match(shape.pattern)
    assert match, f"the shape {shape.pattern!r} opens with no slot"
    name = match[1]
    opening = {"#"} if name in _NUMERIC or name in ("day", "n") else set()
    for word in table.slots.get(name, {}):
        first = _TOKEN.search(word)
        assert first
        opening.add("#" if first[0][0].isdecimal() else first[0])
    return opening


@lru_cache(maxsize=32)
def compiled(name: str) -> Grammar:
    """The grammar of a language by its ISO code; English where there is no table for it."""
    from newsdesk.language.dates.languages import get_table

    table = get_table(name)
    opening: dict[str, list[_Compiled]] = {}
    for shape in table.shapes:
        one = _compile(shape, table)
        for word in _openers(shape, table):
            opening.setdefault(word, []).append(one)
    part = _alternation(table.part).replace(r"\-", "-")
    return Grammar(
        table,
        {word: tuple(shapes) for word, shapes in opening.items()},
        re.compile(rf"(?<!\w)(?P<part>{part}){_blank(table.part_joint)}\Z", re.IGNORECASE),
        re.compile(rf"(?<!\w){_blank(table.articles)}\Z", re.IGNORECASE),
        re.compile(rf"(?<!\w){_blank(table.deadline)}\Z", re.IGNORECASE),
        re.compile(_blank(table.daypart_after), re.IGNORECASE) if table.daypart_after else None,
        re.compile(_blank(table.listed) + r"\Z", re.IGNORECASE) if table.listed else None,
        re.compile(_blank(table.listed_after), re.IGNORECASE) if table.listed_after else None,
        re.compile(rf"\b{_blank(table.since)}\Z", re.IGNORECASE) if table.since else None,
    )
