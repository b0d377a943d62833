"""What a rule of dates works with and answers: the context, the reading, and the arithmetic that rules share.

Relative expressions have no value without a day of publication; anaphoric ones ("two days later", "that year") are
counted from the date last mentioned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from newsdesk.language.dates.calendar import Grain, Period, add_months
from newsdesk.language.dates.grammar import Hit


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against: published, the last date mentioned, the direction of its sentence.

    `near` is the last date mentioned in the same sentence.
    """

    published: date | None
    anchor: Period | None
    direction: int
    day_first: bool = True
    weekday_default: int = -1
    near: Period | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule's answer: the period, the last one of a range, "~" if about, the kind. No period: not resolvable."""

    period: Period | None
    until: Period | None = None
    mark: str = ""
    kind: str = ""


# Two digits mean the last such year that is no more than this many years ahead.
_AHEAD = 10
# So near a day, nobody means the one a year away without saying so, whatever the tense.
_NEAR = 20


def int_of(hit: Hit, name: str) -> int:
    return int(hit.values[name])


def year_of(hit: Hit, context: Context) -> int | None:
    if "year" in hit.values:
        return int_of(hit, "year")
    if "short" in hit.values:
        short = int_of(hit, "short")
        latest = (context.published.year if context.published else 2020) + _AHEAD
        return latest - (latest - short) % 100
    return None


def nearest(build: Callable[[int], Period], context: Context) -> Period | None:
    """Of the periods that `build` gives for years, the one that the direction, then nearness, asks for."""
    now = context.published
    if now is None:
        return build(context.anchor.first.year) if context.anchor else None
    found = []
    for year in range(now.year - 1, now.year + 2):
        try:
            found.append(build(year))
        except ValueError:
            # 29 February exists in one year of four.
            continue
    if not found:
        return None
    closest = min(found, key=lambda period: _distance(period, now))
    # A month or season that only begins soon is not the one that a past tense speaks of.
    begins = closest.grain != "day" and closest.first > now
    if _distance(closest, now) <= _NEAR and not (begins and context.direction < 0):
        return closest
    if context.direction < 0:
        past = [period for period in found if period.first <= now]
        return past[-1] if past else found[0]
    if context.direction > 0:
        ahead = [period for period in found if period.last >= now]
        return ahead[0] if ahead else found[-1]
    return closest


def _distance(period: Period, now: date) -> int:
    """Days from `now` to the nearest day of the period."""
    return max((period.first - now).days, (now - period.last).days, 0)


def of_year(hit: Hit, context: Context, build: Callable[[int], Period], kind: str) -> Reading | None:
    """last, this, next of what comes once a year."""
    now = context.published
    if now is None:
        return Reading(None, kind=kind)
    way = int_of(hit, "direction") if "direction" in hit.values else 0
    found = [build(year) for year in range(now.year - 2, now.year + 3)]
    if way < 0:
        return Reading(max((p for p in found if p.last < now), key=lambda p: p.first), kind=kind)
    if way > 0:
        return Reading(min((p for p in found if p.first > now), key=lambda p: p.first), kind=kind)
    # A winter is this winter until it ends, and the one to come from spring on.
    running = [p for p in found if p.first <= now <= p.last]
    if not running and context.direction:
        asked = [p for p in found if (p.first > now) == (context.direction > 0)]
        return Reading(asked[0] if context.direction > 0 else asked[-1], kind=kind)
    same = running or [p for p in found if p.first.year == now.year]
    return Reading(same[0], kind=kind)


def moved(base: Period, count: int, unit: str) -> tuple[Period, str]:
    """`base` moved by so many units: as exact as the words are, "~" where they are rounder than the day."""
    day = base.first
    if unit in ("hour", "minute"):
        hours = count if unit == "hour" else 0
        return Period("day", day + timedelta(days=int(hours / 24))), ""
    if unit == "day":
        return Period("day", day + timedelta(days=count)), ""
    if unit in ("week", "fortnight"):
        return Period("day", day + timedelta(days=count * (7 if unit == "week" else 14))), "~"
    if unit in ("month", "quarter"):
        months = count * (1 if unit == "month" else 3)
        return Period.holding("month", add_months(day.replace(day=1), months)), ""
    years = count * {"year": 1, "decade": 10, "century": 100}[unit]
    if base.grain in ("month", "quarter", "half", "season") and unit == "year":
        return Period(base.grain, base.first.replace(year=base.first.year + years)), ""
    if abs(years) == 1 and base.grain == "day":
        return Period.holding("month", add_months(day.replace(day=1), 12 * years)), "~"
    grain: Grain = "year" if unit == "year" else "decade"
    return Period.holding(grain, date(day.year + years, 1, 1)), ""


def on_weekday(now: date, weekday: int, way: int, *, strict: bool = False) -> Period:
    """The weekday nearest to `now` in that direction; the same day counts unless `strict`."""
    if way >= 0:
        step = (weekday - now.weekday()) % 7 or (7 if strict else 0)
        return Period("day", now + timedelta(days=step))
    step = (now.weekday() - weekday) % 7 or (7 if strict else 0)
    return Period("day", now - timedelta(days=step))
