"""Rules for expressions that name their date, whole or but for the year: 12 October, March 2011, the 1990s, Easter.

Without a year, the direction of the sentence and then nearness to the day of publication decide (`reading.nearest`).
"""

from __future__ import annotations

from datetime import date, timedelta

from newsdesk.language.dates.calendar import Grain, Period, add_months, easter
from newsdesk.language.dates.grammar import Hit
from newsdesk.language.dates.reading import Context, Reading, int_of, nearest, of_year, year_of


def read_full(hit: Hit, context: Context) -> Reading | None:
    year = year_of(hit, context)
    assert year is not None
    return Reading(Period("day", date(year, int_of(hit, "month"), int_of(hit, "day"))), kind="full")


def read_iso(hit: Hit, context: Context) -> Reading | None:
    return Reading(Period("day", date.fromisoformat(hit.words["iso"])), kind="full")


def read_numeric(hit: Hit, context: Context) -> Reading | None:
    one, two, year = int_of(hit, "num1"), int_of(hit, "num2"), year_of(hit, context)
    assert year is not None
    day, month = (one, two) if context.day_first else (two, one)
    if month > 12:
        # No month: the other order was meant.
        day, month = month, day
    return Reading(Period("day", date(year, month, day)), kind="full")


def read_year_first(hit: Hit, context: Context) -> Reading | None:
    return Reading(Period("day", date(int_of(hit, "year"), int_of(hit, "num1"), int_of(hit, "num2"))), kind="full")


def read_day_month(hit: Hit, context: Context) -> Reading | None:
    month, day = int_of(hit, "month" if "month" in hit.values else "num_month"), int_of(hit, "day")
    date(2020, month, day)
    return Reading(nearest(lambda year: Period("day", date(year, month, day)), context), kind="day")


def read_day_range(hit: Hit, context: Context) -> Reading | None:
    month, first, last = int_of(hit, "month"), int_of(hit, "day"), int_of(hit, "day2")
    if first >= last:
        return None
    year = year_of(hit, context)

    def build(one: int) -> Period:
        return Period("day", date(one, month, first))

    start = build(year) if year else nearest(build, context)
    end = Period("day", start.first.replace(day=last)) if start else None
    return Reading(start, end, kind="range")


def read_day_month_range(hit: Hit, context: Context) -> Reading | None:
    month, day = int_of(hit, "month2"), int_of(hit, "day2")
    year = year_of(hit, context)
    end = (
        Period("day", date(year, month, day))
        if year
        else nearest(lambda y: Period("day", date(y, month, day)), context)
    )
    if end is None:
        return Reading(None, kind="range")
    now = context.published
    if not year and now and end.first < now:
        # A range that is running is meant before one that is over.
        last = end.first.replace(year=now.year + (end.first.month < now.month))
        if date(last.year, int_of(hit, "month"), int_of(hit, "day")) <= now <= last:
            end = Period("day", last)
    start = date(end.first.year, int_of(hit, "month"), int_of(hit, "day"))
    if start > end.first:
        start = start.replace(year=start.year - 1)
    return Reading(Period("day", start), end, kind="range")


def read_month_range(hit: Hit, context: Context) -> Reading | None:
    year = int_of(hit, "year")
    first, last = int_of(hit, "month"), int_of(hit, "month2")
    start = date(year - (first > last), first, 1)
    return Reading(Period("month", start), Period("month", date(year, last, 1)), kind="range")


def read_month_year(hit: Hit, context: Context) -> Reading | None:
    year = year_of(hit, context)
    assert year is not None
    return Reading(Period("month", date(year, int_of(hit, "month"), 1)), kind="month")


def read_month(hit: Hit, context: Context) -> Reading | None:
    month = int_of(hit, "month")
    return Reading(nearest(lambda year: Period("month", date(year, month, 1)), context), kind="bare month")


def read_year(hit: Hit, context: Context) -> Reading | None:
    year = year_of(hit, context)
    assert year is not None
    return Reading(Period("year", date(year, 1, 1)), kind="year")


def read_year_range(hit: Hit, context: Context) -> Reading | None:
    first = int_of(hit, "year")
    last = int_of(hit, "year2") if "year2" in hit.values else first - first % 100 + int_of(hit, "short")
    if last < first and "short" in hit.values:
        last += 100
    if not first < last <= first + 150:
        return None
    return Reading(Period("year", date(first, 1, 1)), Period("year", date(last, 1, 1)), kind="range")


def read_fiscal(hit: Hit, context: Context) -> Reading | None:
    year = year_of(hit, context)
    assert year is not None
    # A fiscal year is named for the calendar year in which most of it, or its end, lies.
    return Reading(Period("year", date(year, 1, 1)), mark="~", kind="fiscal year")


def read_decade(hit: Hit, context: Context) -> Reading | None:
    year = int_of(hit, "year")
    if year % 10:
        return None
    return Reading(Period("century" if year % 100 == 0 and year < 2000 else "decade", date(year, 1, 1)), kind="decade")


def read_decade_word(hit: Hit, context: Context) -> Reading | None:
    number = int_of(hit, "decade" if "decade" in hit.values else "n")
    if number < 20 or number % 10:
        return None
    return Reading(Period("decade", date(1900 + number, 1, 1)), kind="decade")


def read_century(hit: Hit, context: Context) -> Reading | None:
    number = next(int_of(hit, name) for name in ("day", "ordinal", "century") if name in hit.values)
    if not 2 <= number <= 22:
        return None
    return Reading(Period("century", date(number * 100 - 100, 1, 1)), kind="century")


def _part_of_year(hit: Hit, context: Context, grain: Grain, number: int) -> Reading | None:
    size = 3 if grain == "quarter" else 6
    if not 1 <= number <= 12 // size:
        return None
    month = (number - 1) * size + 1
    year = year_of(hit, context)
    if year is None and "direction" in hit.values and context.published:
        year = context.published.year + int_of(hit, "direction")
    if year:
        return Reading(Period(grain, date(year, month, 1)), kind=grain)
    return Reading(nearest(lambda one: Period(grain, date(one, month, 1)), context), kind=grain)


def read_quarter(hit: Hit, context: Context) -> Reading | None:
    number = int_of(hit, "ordinal") if "ordinal" in hit.values else int_of(hit, "quarter")
    return _part_of_year(hit, context, "quarter", number)


def read_month_quarter(hit: Hit, context: Context) -> Reading | None:
    """ "The April-June quarter", "the June quarter": the one that ends with that month, or holds it."""
    last = int_of(hit, "month2" if "month2" in hit.values else "month")
    if "month2" in hit.values and (last - int_of(hit, "month")) % 12 != 2:
        return None
    return _part_of_year(hit, context, "quarter", (last + 2) // 3)


def read_half(hit: Hit, context: Context) -> Reading | None:
    if "year" not in hit.values and "direction" not in hit.values and context.published:
        number = int_of(hit, "ordinal")
        if not 1 <= number <= 2:
            return None
        return Reading(Period("half", date(context.published.year, number * 6 - 5, 1)), kind="half")
    return _part_of_year(hit, context, "half", int_of(hit, "ordinal"))


def read_iconic(hit: Hit, context: Context) -> Reading | None:
    """The day that is known by its date: the attacks of 11 September 2001."""
    if "month" in hit.values and int_of(hit, "month") != 9:
        return None
    return Reading(Period("day", date(2001, 9, 11)), kind="full")


def read_holiday(hit: Hit, context: Context) -> Reading | None:
    name = str(hit.values["holiday"])

    def build(year: int) -> Period:
        return Period("day", _feast(name, year))

    if year := year_of(hit, context):
        return Reading(build(year), kind="holiday")
    if "direction" in hit.values:
        return of_year(hit, context, build, "holiday")
    return Reading(nearest(build, context), kind="holiday")


def _feast(name: str, year: int) -> date:
    """ "12-25"; days from Easter Sunday, "easter-2"; or month, weekday and its count in the month, "11/3/4"."""
    if name.startswith("easter"):
        return easter(year) + timedelta(days=int(name[6:] or 0))
    if "/" not in name:
        return date(year, int(name[:2]), int(name[3:]))
    month, weekday, count = (int(part) for part in name.split("/"))
    first = date(year, month, 1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7)
    weeks = count - 1 if count > 0 else (add_months(first, 1) - timedelta(days=1) - found).days // 7
    return found + timedelta(weeks=weeks)


def read_season(hit: Hit, context: Context) -> Reading | None:
    month, year = int_of(hit, "season"), year_of(hit, context)
    if year:
        return Reading(Period("season", date(year, month, 1)), kind="season")
    return Reading(nearest(lambda one: Period("season", date(one, month, 1)), context), kind="season")
