"""Dates in prose: where they stand and which days they mean.

    find_dates("They met yesterday in Mogilev, after talks on September 21.", "en", date(2018, 10, 13))
    → yesterday 2018-10-12 · September 21 2018-09-21

Reads explicit, relative, weekday, partial, seasonal and fiscal expressions and ranges; leaves ages and durations
alone. `tables` says what a language brings, `grammar` finds expressions, `tense` tells the direction of those without
a year, `resolve` gives values, `calendar` writes them. One table a language: `languages`.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from newsdesk.language.analysis import FoundDate
from newsdesk.language.dates.calendar import Period
from newsdesk.language.dates.grammar import Hit, compiled, hits
from newsdesk.language.dates.resolve import Context, Reading, resolve
from newsdesk.language.dates.tense import direction
from newsdesk.language.sentences import sentences

_DIRECTED = frozenset((
    "day_month", "day_range", "day_month_range", "month", "weekday", "rel_weekday", "holiday", "season", "quarter",
    "in_units", "near_weekend",
))  # fmt: skip


def find_dates(text: str, lang: str = "en", published: date | None = None) -> tuple[FoundDate, ...]:
    """The date expressions of `text` in order, none overlapping; relative ones without `published` have no value."""
    grammar = compiled(lang)
    spans = sentences(text, lang)
    starts = [start for start, _ in spans]
    anchor: Period | None = None
    anchored = -1
    found = []
    for hit in hits(text, grammar):
        sentence = spans[max(0, bisect_right(starts, hit.start) - 1)]
        way = direction(text, sentence, hit.start, hit.end, lang) if hit.shape.rule in _DIRECTED else 0
        near = anchor if anchored >= sentence[0] else None
        context = Context(published, anchor, way, grammar.table.day_first, grammar.table.weekday_default, near)
        reading = resolve(hit, context)
        if reading is None:
            continue
        found.append(_found(text, hit, reading))
        if reading.period:
            anchor, anchored = reading.period, hit.start
    return tuple(found)


def _found(text: str, hit: Hit, reading: Reading) -> FoundDate:
    value, timex = _values(hit, reading)
    kind = "by" if hit.deadline else reading.kind
    return FoundDate(hit.start, hit.end, text[hit.start : hit.end], value, kind, 0.5, timex)


def _values(hit: Hit, reading: Reading) -> tuple[str | None, str | None]:
    """EDTF and TIMEX3 value."""
    if reading.period is None:
        return None, None
    timex = reading.period.timex()
    value = reading.period.edtf() + ("" if "/" in reading.period.edtf() else reading.mark)
    if reading.until:
        return f"{value}/{reading.until.edtf()}", f"{timex}/{reading.until.timex()}"
    if hit.deadline:
        return f"../{value.rpartition('/')[2]}", timex
    return value, timex
