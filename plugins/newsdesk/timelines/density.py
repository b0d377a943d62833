"""How much happened when: a strip of bars, one a month or a longer step, each a link; and small lines of activity.

Pure numbers for an inline SVG, whole units, so that a template computes nothing. Bars are 24 units wide and the strip
is shown at one unit a pixel, so that every bar is as wide as a finger needs (WCAG 2.2, 2.5.8).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from newsdesk.model.edtf import Edtf, Point
from newsdesk.model.edtf_words import decade_words, in_words, month_words
from newsdesk.model.words import count, say
from newsdesk.timelines.views import Bar, Entry, Period, Sparkline, Strip

MOST_BARS = 36  # what a desk shows side by side
BAR, GAP, HEIGHT, HEAD = 24, 4, 72, 12  # units; HEAD is the room above the bars for the marks of milestones
MONTHS_SHOWN = 24  # of a line of activity
FIRST_QUARTER = 33  # EDTF's number for it
LINE_STEP, LINE_HEIGHT = 5, 24

Dated = tuple[Edtf, Entry]
Step = tuple[int, str]  # months; "month", "year", …


def strip(entries: Sequence[Dated], periods: Iterable[Period]) -> Strip | None:
    """The strip of a timeline (oldest first) that stands under `periods`; None if there is nothing to compare."""
    if len(entries) < 2:
        return None
    months = [_month_of(date) for date, _ in entries]
    step = _step(min(months), max(months))
    if step == 0:
        return None
    first = min(months) // step
    groups: dict[int, list[Entry]] = {}
    for month, (_, entry) in zip(months, entries, strict=True):
        groups.setdefault(month // step - first, []).append(entry)
    if len(groups) < 2:
        return None
    most = max(len(group) for group in groups.values())
    openings = {period.entries[0].id: period.id for period in periods if period.entries}
    bars = tuple(
        _bar(place, group, most, openings, _step_words((first + place) * step, step))
        for place, group in sorted(groups.items())
    )
    busiest = max(bars, key=lambda bar: bar.entries)
    last = max(months) // step
    return Strip(
        width=(last - first + 1) * BAR,
        height=HEIGHT,
        bars=bars,
        unit=_unit(step),
        first=_step_words(first * step, step),
        last=_step_words(last * step, step),
        busiest=busiest.words,
        most=busiest.entries,
    )


def _bar(place: int, group: Sequence[Entry], most: int, openings: dict[str, str], words: str) -> Bar:
    opening = group[0].id
    height = max(3, round(len(group) * (HEIGHT - HEAD - 1) / most))
    return Bar(
        x=place * BAR,
        y=HEIGHT - 1 - height,
        width=BAR,
        height=height,
        url=f"#{openings.get(opening, opening)}",
        words=words,
        entries=len(group),
        milestones=sum(entry.milestone for entry in group),
    )


def _month_of(date: Edtf) -> int:
    """Months since the year 0, of where a date stands in the order."""
    year, month, _ = date.lower or date.upper or (0, 1, 1)
    return year * 12 + month - 1


def _step(first: int, last: int) -> int:
    """The shortest step, in months, with which the strip holds; 0 if even a million years would not do."""
    for step in _steps():
        if last // step - first // step < MOST_BARS:
            return step
    return 0


def _steps() -> Iterator[int]:
    yield 1
    yield 3
    yield from (12 * 10**power for power in range(8))


def _unit(step: int) -> str:
    """What a bar stands for, as it follows "Entries by"."""
    named = {1: say("month"), 3: say("quarter"), 12: say("year"), 120: say("decade"), 1200: say("century")}
    return named.get(step) or count("%(years)s year", "%(years)s years", step // 12, years=f"{step // 12:,}")


def _step_words(month: int, step: int) -> str:
    """The step that begins at a month: "October 2018", "2018", "2010s", "1900s", "from 3000 BC"."""
    year = month // 12
    if step == 1:
        return _words(Point(year, month % 12 + 1, precision="month"))
    if step == 3:
        return _words(Point(year, FIRST_QUARTER + month % 12 // 3, precision="quarter"))
    if 12 < step <= 1200 and year >= 0:
        return decade_words(year)
    return _words(Point(year)) if step == 12 else say("from %(date)s", date=_words(Point(year)))


def _words(point: Point) -> str:
    return in_words(Edtf("", point, point))


def sparkline(dates: Sequence[dt.datetime], until: dt.datetime | None) -> Sparkline | None:
    """Stories a month over two years up to the month of `until`, as a line; None if there were none."""
    if until is None:
        return None
    end = until.year * 12 + until.month - 1
    counts = Counter(end - (date.year * 12 + date.month - 1) for date in dates)
    values = [counts[ago] for ago in range(MONTHS_SHOWN - 1, -1, -1)]
    most = max(values)
    if most == 0:
        return None
    points = (
        f"{place * LINE_STEP + 2} {LINE_HEIGHT - 2 - round(value * (LINE_HEIGHT - 4) / most)}"
        for place, value in enumerate(values)
    )
    total, last = sum(values), month_words(until.year, until.month)
    peak = end - (MONTHS_SHOWN - 1 - values.index(most))
    words = count(
        "%(num)s story in the %(months)s months to %(month)s",
        "%(num)s stories in the %(months)s months to %(month)s",
        total,
        months=MONTHS_SHOWN,
        month=last,
    )
    if total > 1:
        month = month_words(peak // 12, peak % 12 + 1)
        words = say("%(stories)s, most in %(month)s: %(most)s", stories=words, month=month, most=most)
    return Sparkline(f"M{' L'.join(points)}", (MONTHS_SHOWN - 1) * LINE_STEP + 4, LINE_HEIGHT, words)
