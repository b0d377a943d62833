"""How often somebody was quoted, by month: pure numbers for an inline SVG, so that a template computes nothing.

Over more than four years the bars are years; over more than forty-eight of those, decades or longer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from newsdesk.commentary.views import Frequency, FrequencyBar
from newsdesk.model.edtf_words import month_words
from newsdesk.model.words import count, say

MOST_BARS = 48
STEPS = (1, 12, 120, 1200, 12000)  # in months
BAR, HEIGHT = 12, 56  # units; a bar and the gap after it, the whole drawing

Months = tuple[tuple[int, int], ...]  # (months since the year 0, how many quotations), oldest first


def by_month(dates: Iterable[tuple[int, int]]) -> Months:
    """How many fall in each (year, month)."""
    return tuple(sorted(Counter(year * 12 + month - 1 for year, month in dates).items()))


def frequency(months: Months) -> Frequency | None:
    """The bars; None if all was said in one month, which needs no drawing."""
    if len(months) < 2:
        return None
    first, last = months[0][0], months[-1][0]
    step = next(step for step in STEPS if last // step - first // step < MOST_BARS)
    counts: Counter[int] = Counter()
    for month, times in months:
        counts[month // step] += times
    most, start = max(counts.values()), first // step
    bars = tuple(_bar(place - start, counts[place], most, _words(place * step, step)) for place in sorted(counts))
    ends = _words(start * step, step), _words(last // step * step, step)
    return Frequency(
        width=(last // step - start + 1) * BAR,
        height=HEIGHT,
        bars=bars,
        unit=_unit(step),
        first=ends[0],
        last=ends[1],
        words=_summary(bars, *ends),
    )


def _bar(place: int, count: int, most: int, words: str) -> FrequencyBar:
    height = max(2, round(count * (HEIGHT - 2) / most))
    return FrequencyBar(place * BAR, HEIGHT - 1 - height, BAR - 3, height, words, count)


def _summary(bars: tuple[FrequencyBar, ...], first: str, last: str) -> str:
    total = sum(bar.quotations for bar in bars)
    busiest = max(bars, key=lambda bar: bar.quotations)
    values = {"first": first, "last": last, "busiest": busiest.words, "most": busiest.quotations}
    if first == last:
        return count(
            "%(num)s quotation in %(first)s; most in %(busiest)s: %(most)s.",
            "%(num)s quotations in %(first)s; most in %(busiest)s: %(most)s.",
            total,
            **values,
        )
    return count(
        "%(num)s quotation from %(first)s to %(last)s; most in %(busiest)s: %(most)s.",
        "%(num)s quotations from %(first)s to %(last)s; most in %(busiest)s: %(most)s.",
        total,
        **values,
    )


def _unit(step: int) -> str:
    named = {1: say("month"), 12: say("year"), 120: say("decade"), 1200: say("century")}
    return named.get(step) or say("millennium")


def _words(month: int, step: int) -> str:
    year = month // 12
    if step == 1:
        return month_words(year, month % 12 + 1)
    return str(year) if step == 12 else f"{year}–{year + step // 12 - 1}"
