"""Dates in prose: where they stand and which days they mean.

    find_dates("They met yesterday in Mogilev, after talks on September 21.", "en", date(2018, 10, 13))
    → yesterday 2018-10-12 · September 21 2018-09-21

Reads explicit, relative, weekday, partial, seasonal and fiscal expressions and ranges; leaves ages and durations
alone. `tables` says what a language brings, `grammar` finds expressions, `tense` tells the direction of those without
a year, `resolve` gives values, `calendar` writes them. One table a language: `languages`.

What `value` says beyond a plain date: a week is the interval of its days; "early", "mid", "late 2018" are thirds of the
year (2018-37 to -39), its start and end 2018-01~ and 2018-12~; "two weeks ago" is about that day (2018-09-29~); "by the
end of 2018" is open to the left, ../2018, and its words take "by" in. `timex` holds the calendar date or period alone.

`confidence` is the share of such expressions that gave the right calendar date: German newspapers (KRAUTS, 95
articles, expressions n) and English news (published figures of a like grammar on TempEval-3 and others):

    full           .99  n 8, English 1.00      day            .93  n 41: .90, English .99
    day word       .91  n 32: .88, English .94  weekday        .82  n 23: .65 (a diary in it), English .88
    year           .90  n 69: .94, English .84  month          .85  n 8: .88, English .82
    bare month     .83  n 20: .85, English .82  relative year  .93  n 20: .95
    relative week  .80  n 10: .80               time           .85  n 69: .87
    season         .80  n 6: .83                ago            .63  English; in KRAUTS these count as durations
    range          .75  n 8 (KRAUTS marks both ends singly)

Kinds seen less often stand at .6 to .85 by likeness. Of the words of `tests/unit/dates_*.txt` more are right, since
those are clean prose.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date

from newsdesk.language.analysis import FoundDate
from newsdesk.language.dates.calendar import Period
from newsdesk.language.dates.grammar import Hit, compiled, hits
from newsdesk.language.dates.reading import Context, Reading
from newsdesk.language.dates.resolve import resolve
from newsdesk.language.dates.tense import direction
from newsdesk.language.sentences import sentences

_DAYS = frozenset(("full", "day", "day word", "weekday"))
_CONFIDENCE = {
    "full": 0.99, "day": 0.93, "day word": 0.91, "weekday": 0.82, "year": 0.9, "month": 0.85, "bare month": 0.83,
    "relative year": 0.93, "relative month": 0.85, "relative week": 0.8, "relative weekend": 0.7, "time": 0.85,
    "season": 0.8, "ago": 0.63, "range": 0.75, "by": 0.85, "quarter": 0.8, "half": 0.8, "decade": 0.85,
    "century": 0.85, "anaphoric": 0.65, "fiscal year": 0.7, "relative quarter": 0.7,
}  # fmt: skip
_CLOCK_GAP = re.compile(r",? (?:(?:on|at|around|about) )?")
_DIRECTED = frozenset((
    "day_month", "day_range", "day_month_range", "month", "weekday", "rel_weekday", "holiday", "season", "quarter",
    "rel_season", "rel_month", "rel_unit", "month_day", "month_quarter",
    "in_units", "ahead", "near_weekend",
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
        way = -1 if hit.since else way
        near = anchor if anchored >= sentence[0] else None
        context = Context(published, anchor, way, grammar.table.day_first, grammar.table.weekday_default, near)
        reading = resolve(hit, context)
        if reading is None:
            continue
        found.append(_found(text, hit, reading))
        if reading.period:
            anchor, anchored = reading.period, hit.start
    return tuple(_clocks_joined(text, found) if grammar.table.joins_clock else found)


def _clocks_joined(text: str, found: list[FoundDate]) -> list[FoundDate]:
    """ "3 p.m. Monday" and "Monday at 3 p.m." as one date, that of the day."""
    joined: list[FoundDate] = []
    for one in found:
        last = joined[-1] if joined else None
        kinds = (last.kind, one.kind) if last else ("", "")
        if last and "time" in kinds and set(kinds) & _DAYS and _CLOCK_GAP.fullmatch(text[last.end : one.start]):
            day = one if last.kind == "time" else last
            joined[-1] = replace(day, start=last.start, end=one.end, text=text[last.start : one.end])
        else:
            joined.append(one)
    return joined


def _found(text: str, hit: Hit, reading: Reading) -> FoundDate:
    value, timex = _values(hit, reading)
    kind = "by" if hit.deadline else reading.kind
    return FoundDate(hit.start, hit.end, text[hit.start : hit.end], value, kind, _CONFIDENCE.get(kind, 0.6), timex)


def _values(hit: Hit, reading: Reading) -> tuple[str | None, str | None]:
    """EDTF and TIMEX3 value."""
    period = reading.period
    if period is None:
        return None, None
    timex = period.timex()
    if reading.until:
        return f"{period.edtf()}/{reading.until.edtf()}", f"{timex}/{reading.until.timex()}"
    if hit.deadline:
        return f"../{period.edtf().rpartition('/')[2]}", timex
    if period.grain == "year" and hit.part:
        return f"{period.first.year:04}-{_PARTS_OF_YEAR[hit.part]}", timex
    value = period.edtf()
    return value if "/" in value else value + reading.mark, timex


# EDTF's thirds of a year are as close as it comes to early, mid and late; its first and last month to start and end.
_PARTS_OF_YEAR = {"early": "37", "mid": "38", "late": "39", "start": "01~", "end": "12~"}
