"""From an expression to the dates it means: against the day of publication, the tense, and what was said before.

Each rule of the tables is one function here. Relative expressions have no value without a day of publication;
anaphoric ones ("two days later", "that year") are counted from the date last mentioned.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from newsdesk.language.dates.calendar import Grain, Period, add_months, easter
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


def resolve(hit: Hit, context: Context) -> Reading | None:
    """The reading of `hit`; None where it is no date after all."""
    try:
        reading = _RULES[hit.shape.rule](hit, context)
    except (ValueError, OverflowError):
        # 31 April, or a date beyond the calendar: the words look like a date but name none.
        return None
    return reading


def _int(hit: Hit, name: str) -> int:
    return int(hit.values[name])


def _year_of(hit: Hit, context: Context) -> int | None:
    if "year" in hit.values:
        return _int(hit, "year")
    if "short" in hit.values:
        short = _int(hit, "short")
        now = context.published.year if context.published else 2020
        return short + (2000 if short <= now % 100 + 10 else 1900)
    return None


def _full(hit: Hit, context: Context) -> Reading | None:
    year = _year_of(hit, context)
    assert year is not None
    return Reading(Period("day", date(year, _int(hit, "month"), _int(hit, "day"))), kind="full")


def _iso(hit: Hit, context: Context) -> Reading | None:
    return Reading(Period("day", date.fromisoformat(hit.words["iso"])), kind="full")


def _numeric(hit: Hit, context: Context) -> Reading | None:
    one, two, year = _int(hit, "num1"), _int(hit, "num2"), _year_of(hit, context)
    assert year is not None
    day, month = (one, two) if context.day_first else (two, one)
    if month > 12:
        # No month: the other order was meant.
        day, month = month, day
    return Reading(Period("day", date(year, month, day)), kind="full")


# So near a day, nobody means the one a year away without saying so, whatever the tense.
_NEAR = 20


def _nearest(build: Callable[[int], Period], context: Context) -> Period | None:
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
    if _distance(closest, now) <= _NEAR:
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


def _day_month(hit: Hit, context: Context) -> Reading | None:
    month, day = _int(hit, "month" if "month" in hit.values else "num_month"), _int(hit, "day")
    date(2020, month, day)
    return Reading(_nearest(lambda year: Period("day", date(year, month, day)), context), kind="day")


def _day_range(hit: Hit, context: Context) -> Reading | None:
    month, first, last = _int(hit, "month"), _int(hit, "day"), _int(hit, "day2")
    if first >= last:
        return None
    year = _year_of(hit, context)

    def build(one: int) -> Period:
        return Period("day", date(one, month, first))

    start = build(year) if year else _nearest(build, context)
    end = Period("day", start.first.replace(day=last)) if start else None
    return Reading(start, end, kind="range")


def _day_month_range(hit: Hit, context: Context) -> Reading | None:
    month, day = _int(hit, "month2"), _int(hit, "day2")
    year = _year_of(hit, context)
    end = (
        Period("day", date(year, month, day))
        if year
        else _nearest(lambda y: Period("day", date(y, month, day)), context)
    )
    if end is None:
        return Reading(None, kind="range")
    start = date(end.first.year, _int(hit, "month"), _int(hit, "day"))
    if start > end.first:
        start = start.replace(year=start.year - 1)
    return Reading(Period("day", start), end, kind="range")


def _month_range(hit: Hit, context: Context) -> Reading | None:
    year = _int(hit, "year")
    first, last = _int(hit, "month"), _int(hit, "month2")
    start = date(year - (first > last), first, 1)
    return Reading(Period("month", start), Period("month", date(year, last, 1)), kind="range")


def _month_year(hit: Hit, context: Context) -> Reading | None:
    year = _year_of(hit, context)
    assert year is not None
    return Reading(Period("month", date(year, _int(hit, "month"), 1)), kind="month")


def _month(hit: Hit, context: Context) -> Reading | None:
    month = _int(hit, "month")
    return Reading(_nearest(lambda year: Period("month", date(year, month, 1)), context), kind="bare month")


def _strictly(hit: Hit, context: Context, build: Callable[[int], Period], kind: str) -> Reading | None:
    """last, this, next of what comes once a year."""
    now = context.published
    if now is None:
        return Reading(None, kind=kind)
    way = _int(hit, "direction") if "direction" in hit.values else 0
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


def _rel_month(hit: Hit, context: Context) -> Reading | None:
    month = _int(hit, "month")
    if "back" in hit.values and context.anchor:
        anchor = context.anchor
        context = Context(anchor.first, anchor, context.direction)
        way = _int(hit, "back")
        found = [Period("month", date(anchor.first.year + step, month, 1)) for step in (-1, 0, 1)]
        if way:
            chosen = [p for p in found if (p.first > anchor.first) == (way > 0)]
            return Reading(chosen[0] if way > 0 else chosen[-1], kind="bare month")
        return Reading(found[1], kind="bare month")
    return _strictly(hit, context, lambda year: Period("month", date(year, month, 1)), "bare month")


def _month_of(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="month")
    year = context.published.year + _int(hit, "direction")
    return Reading(Period("month", date(year, _int(hit, "month"), 1)), kind="month")


def _day_month_of(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="day")
    year = context.published.year + _int(hit, "direction")
    return Reading(Period("day", date(year, _int(hit, "month"), _int(hit, "day"))), kind="day")


def _year(hit: Hit, context: Context) -> Reading | None:
    return Reading(Period("year", date(_int(hit, "year"), 1, 1)), kind="year")


def _year_range(hit: Hit, context: Context) -> Reading | None:
    first = _int(hit, "year")
    last = _int(hit, "year2") if "year2" in hit.values else first - first % 100 + _int(hit, "short")
    if last < first and "short" in hit.values:
        last += 100
    if not first < last <= first + 150:
        return None
    return Reading(Period("year", date(first, 1, 1)), Period("year", date(last, 1, 1)), kind="range")


def _fiscal(hit: Hit, context: Context) -> Reading | None:
    year = _year_of(hit, context)
    assert year is not None
    # A fiscal year is named for the calendar year in which most of it, or its end, lies.
    return Reading(Period("year", date(year, 1, 1)), mark="~", kind="fiscal year")


def _decade(hit: Hit, context: Context) -> Reading | None:
    year = _int(hit, "year")
    if year % 10:
        return None
    return Reading(Period("century" if year % 100 == 0 and year < 2000 else "decade", date(year, 1, 1)), kind="decade")


def _decade_word(hit: Hit, context: Context) -> Reading | None:
    number = _int(hit, "decade" if "decade" in hit.values else "n")
    if number < 20 or number % 10:
        return None
    return Reading(Period("decade", date(1900 + number, 1, 1)), kind="decade")


def _century(hit: Hit, context: Context) -> Reading | None:
    number = next(_int(hit, name) for name in ("day", "ordinal", "century") if name in hit.values)
    if not 2 <= number <= 22:
        return None
    return Reading(Period("century", date(number * 100 - 100, 1, 1)), kind="century")


def _on_weekday(now: date, weekday: int, way: int, *, strict: bool = False) -> Period:
    """The weekday nearest to `now` in that direction; the same day counts unless `strict`."""
    if way >= 0:
        step = (weekday - now.weekday()) % 7 or (7 if strict else 0)
        return Period("day", now + timedelta(days=step))
    step = (now.weekday() - weekday) % 7 or (7 if strict else 0)
    return Period("day", now - timedelta(days=step))


def _weekday(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="weekday")
    way = context.direction or context.weekday_default
    return Reading(_on_weekday(context.published, _int(hit, "weekday"), way), kind="weekday")


def _rel_weekday(hit: Hit, context: Context) -> Reading | None:
    now = context.published
    if now is None:
        return Reading(None, kind="weekday")
    way = _int(hit, "direction")
    if way == 0:
        way = context.direction or 1
        return Reading(_on_weekday(now, _int(hit, "weekday"), way), kind="weekday")
    return Reading(_on_weekday(now, _int(hit, "weekday"), way, strict=True), kind="weekday")


def _weekday_week(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="weekday")
    week = Period.holding("week", context.published).shift(_int(hit, "direction"))
    return Reading(Period("day", week.first + timedelta(days=_int(hit, "weekday"))), kind="weekday")


def _anaphoric_weekday(hit: Hit, context: Context) -> Reading | None:
    base = context.anchor.first if context.anchor else context.published
    if base is None:
        return Reading(None, kind="anaphoric")
    way = _int(hit, "back")
    return Reading(_on_weekday(base, _int(hit, "weekday"), way or -1, strict=way != 0), kind="anaphoric")


def _day_word(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="day word")
    offset = _int(hit, "day_word" if "day_word" in hit.values else "day_adjective")
    return Reading(Period("day", context.published + timedelta(days=offset)), kind="day word")


def _holiday(hit: Hit, context: Context) -> Reading | None:
    name = str(hit.values["holiday"])

    def build(year: int) -> Period:
        return Period("day", _feast(name, year))

    if year := _year_of(hit, context):
        return Reading(build(year), kind="holiday")
    if "direction" in hit.values:
        return _strictly(hit, context, build, "holiday")
    return Reading(_nearest(build, context), kind="holiday")


def _feast(name: str, year: int) -> date:
    """ "12-25", or days from Easter Sunday: "easter", "easter-2", "easter+49" (Western churches)."""
    if not name.startswith("easter"):
        return date(year, int(name[:2]), int(name[3:]))
    return easter(year) + timedelta(days=int(name[6:] or 0))


def _compound(hit: Hit, context: Context) -> Reading | None:
    """Unit and direction in one word: "Vorjahr" is "year -1", "Vortag" "day a-1", "Jahresende" "year 0 end"."""
    unit, way, *_ = str(hit.values["compound"]).split()
    grain: Grain = unit  # type: ignore[assignment]
    if way == "ax":
        # "The year-earlier quarter": the same stretch a year before the one last mentioned.
        anchor = context.anchor or (Period("day", context.published) if context.published else None)
        return Reading(_moved(anchor, -1, "year")[0] if anchor else None, kind="anaphoric")
    if "year" in hit.values:
        return Reading(Period.holding(grain, date(_int(hit, "year"), 12, 31)), kind=f"relative {unit}")
    base = context.anchor.first if way.startswith("a") and context.anchor else context.published
    if base is None:
        return Reading(None, kind=f"relative {unit}")
    return Reading(Period.holding(grain, base).shift(int(way.lstrip("a"))), kind=f"relative {unit}")


# "The last days" is a while, no date.
_PLURALS = frozenset(
    "days weeks months years quarters decades centuries tage tagen wochen monate monaten jahre jahren "
    "quartale jahrzehnte jahrzehnten jahrhunderte jahrhunderten".split()
)


def _rel_unit(hit: Hit, context: Context) -> Reading | None:
    unit, way = str(hit.values["unit"]), _int(hit, "direction")
    if unit in ("half", "fortnight") or hit.words["unit"].lower() in _PLURALS:
        return None
    if context.published is None:
        return Reading(None, kind=f"relative {unit}")
    grain: Grain = unit  # type: ignore[assignment]  # the tables' values are grains
    period = Period.holding(grain, context.published).shift(way)
    if unit == "weekend" and way < 0 and context.published.weekday() == 6:
        period = period.shift(0)
    return Reading(period, kind=f"relative {unit}")


_THE = re.compile(r"\bthe\s", re.IGNORECASE)


def _unit(hit: Hit, context: Context) -> Reading | None:
    """ "The year", "the month": dates only under "the end of"."""
    unit = str(hit.values["unit"])
    if (
        not hit.part
        or unit in ("day", "fortnight", "half", "century", "decade")
        or hit.words["unit"].lower().endswith("s")
    ):
        return None
    if context.published is None:
        return Reading(None, kind=f"relative {unit}")
    grain: Grain = unit  # type: ignore[assignment]
    return Reading(Period.holding(grain, context.published), kind=f"relative {unit}")


def _same_unit(hit: Hit, context: Context) -> Reading | None:
    """ "The latest quarter": the one last mentioned, else the last that has ended."""
    unit = str(hit.values["unit"])
    if unit not in ("quarter", "half", "month", "week", "year") or hit.words["unit"].lower() in _PLURALS:
        return None
    if context.anchor and context.anchor.grain == unit:
        return Reading(context.anchor, kind="anaphoric")
    if context.published is None:
        return Reading(None, kind=f"relative {unit}")
    grain: Grain = unit  # type: ignore[assignment]
    return Reading(Period.holding(grain, context.published).shift(-1), kind=f"relative {unit}")


def _iconic(hit: Hit, context: Context) -> Reading | None:
    """The day that is known by its date: the attacks of 11 September 2001."""
    if "month" in hit.values and _int(hit, "month") != 9:
        return None
    return Reading(Period("day", date(2001, 9, 11)), kind="full")


def _near_weekend(hit: Hit, context: Context) -> Reading | None:
    """ "At the weekend": the one before or after, as the tense says."""
    now = context.published
    if now is None:
        return Reading(None, kind="relative weekend")
    weekend = Period.holding("weekend", now)
    if context.direction <= 0 and weekend.first >= now:
        weekend = weekend.shift(-1)
    return Reading(weekend, kind="relative weekend")


def _same_day(hit: Hit, context: Context) -> Reading | None:
    """ "In the evening", "at 8 p.m.": of the day last mentioned, else of the day of publication."""
    near = context.near if hit.shape.rule == "clock" else context.anchor
    if near and near.grain == "day":
        return Reading(near, kind="time")
    return Reading(Period("day", context.published) if context.published else None, kind="time")


def _rel_season(hit: Hit, context: Context) -> Reading | None:
    month = _int(hit, "season")
    if "back" in hit.values and context.anchor:
        # "That spring": of the year last mentioned.
        year = context.anchor.first.year + _int(hit, "back")
        return Reading(Period("season", date(year, month, 1)), kind="season")
    return _strictly(hit, context, lambda year: Period("season", date(year, month, 1)), "season")


def _season(hit: Hit, context: Context) -> Reading | None:
    month, year = _int(hit, "season"), _year_of(hit, context)
    if year:
        return Reading(Period("season", date(year, month, 1)), kind="season")
    return Reading(_nearest(lambda one: Period("season", date(one, month, 1)), context), kind="season")


def _season_of(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="season")
    year = context.published.year + _int(hit, "direction")
    return Reading(Period("season", date(year, _int(hit, "season"), 1)), kind="season")


def _anaphoric_unit(hit: Hit, context: Context) -> Reading | None:
    way = _int(hit, "back" if "back" in hit.values else "next")
    base = context.anchor
    if base is None and context.published:
        base = Period("day", context.published)
    unit = str(hit.values.get("unit", "day"))
    if base and unit == "year" and base.grain in ("quarter", "half") and way == -1:
        return Reading(_moved(base, -1, "year")[0], kind="anaphoric")
    if unit in ("half", "fortnight") or hit.words.get("unit", "").lower().endswith("s"):
        return None
    if base is None:
        return Reading(None, kind="anaphoric")
    grain: Grain = unit  # type: ignore[assignment]
    return Reading(Period.holding(grain, base.first).shift(way), kind="anaphoric")


def _moved(base: Period, count: int, unit: str) -> tuple[Period, str]:
    """`base` moved by so many units: as exact as the words are, "~" where they are rounder than the day."""
    day = base.first
    if unit in ("hour", "minute"):
        return Period("day", day), ""
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


def _ago(hit: Hit, context: Context) -> Reading | None:
    way, count, unit = (
        next(str(hit.values[name]) for name in ("way", "way_end", "after_way", "il_y_a") if name in hit.values),
        _int(hit, "n"),
        str(hit.values["counted"]),
    )
    anaphoric = way.startswith("a")
    base = context.anchor if anaphoric else None
    if base is None and context.published:
        base = Period("day", context.published)
    if base is None:
        return Reading(None, kind="ago")
    period, mark = _moved(base, count * int(way.lstrip("a")), unit)
    if anaphoric and base.grain == "day":
        mark = "" if unit in ("week", "day") else mark
    return Reading(period, mark=mark, kind="anaphoric" if anaphoric else "ago")


def _ago_one(hit: Hit, context: Context) -> Reading | None:
    """ "A week ago" where the language leaves the one out."""
    return _ago(replace(hit, values={**hit.values, "n": 1}), context)


def _ahead(hit: Hit, context: Context) -> Reading | None:
    """ "In two weeks" where the language has its own word for it: from the date last mentioned if that is past."""
    count = _int(hit, "n") if "n" in hit.values else 1
    base = context.anchor if context.direction < 0 and context.anchor else None
    if base is None and context.published:
        base = Period("day", context.published)
    if base is None:
        return Reading(None, kind="ahead")
    period, mark = _moved(base, count, str(hit.values["counted"]))
    return Reading(period, mark=mark, kind="anaphoric" if base is context.anchor else "ahead")


def _in_units(hit: Hit, context: Context) -> Reading | None:
    """ "In two weeks": a date only where the sentence looks ahead, else how long something took."""
    if context.direction <= 0:
        return None
    if context.published is None:
        return Reading(None, kind="ahead")
    period, mark = _moved(Period("day", context.published), _int(hit, "n"), str(hit.values["counted"]))
    return Reading(period, mark=mark, kind="ahead")


def _part_of_year(hit: Hit, context: Context, grain: Grain, number: int) -> Reading | None:
    size = 3 if grain == "quarter" else 6
    if not 1 <= number <= 12 // size:
        return None
    month = (number - 1) * size + 1
    year = _year_of(hit, context)
    if year is None and "direction" in hit.values and context.published:
        year = context.published.year + _int(hit, "direction")
    if year:
        return Reading(Period(grain, date(year, month, 1)), kind=grain)
    return Reading(_nearest(lambda one: Period(grain, date(one, month, 1)), context), kind=grain)


def _quarter(hit: Hit, context: Context) -> Reading | None:
    number = _int(hit, "ordinal") if "ordinal" in hit.values else _int(hit, "quarter")
    return _part_of_year(hit, context, "quarter", number)


def _half(hit: Hit, context: Context) -> Reading | None:
    if "year" not in hit.values and "direction" not in hit.values and context.published:
        number = _int(hit, "ordinal")
        if not 1 <= number <= 2:
            return None
        return Reading(Period("half", date(context.published.year, number * 6 - 5, 1)), kind="half")
    return _part_of_year(hit, context, "half", _int(hit, "ordinal"))


_RULES: dict[str, Callable[[Hit, Context], Reading | None]] = {
    "full": _full, "iso": _iso, "numeric": _numeric, "day_month": _day_month, "day_range": _day_range,
    "day_month_range": _day_month_range, "month_range": _month_range, "month_year": _month_year, "month": _month,
    "rel_month": _rel_month, "month_of": _month_of, "day_month_of": _day_month_of, "year": _year,
    "year_range": _year_range, "fiscal": _fiscal, "decade": _decade, "decade_word": _decade_word, "century": _century,
    "weekday": _weekday, "rel_weekday": _rel_weekday, "weekday_week": _weekday_week,
    "anaphoric_weekday": _anaphoric_weekday, "day_word": _day_word, "holiday": _holiday, "rel_holiday": _holiday, "compound": _compound, "near_weekend": _near_weekend, "same_unit": _same_unit, "iconic": _iconic, "same_day": _same_day, "clock": _same_day,
    "rel_unit": _rel_unit, "unit": _unit, "rel_season": _rel_season, "season": _season, "season_of": _season_of,
    "anaphoric_unit": _anaphoric_unit, "ago": _ago, "in_units": _in_units, "ago_one": _ago_one, "ahead": _ahead,
    "quarter": _quarter, "quarter_of": _quarter, "half": _half, "half_of": _half,
}  # fmt: skip
