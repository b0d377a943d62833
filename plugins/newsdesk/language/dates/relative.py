"""Rules for expressions counted from the day of publication or from the date last mentioned.

yesterday · last Tuesday · this week · two years ago · the following day · at the weekend · the end of the year
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from newsdesk.language.dates.calendar import Grain, Period, add_months
from newsdesk.language.dates.grammar import Hit
from newsdesk.language.dates.reading import Context, Reading, int_of, moved, of_year, on_weekday

# "The last days" is a while, no date.
_PLURALS = frozenset(
    [
        "days",
        "weeks",
        "months",
        "years",
        "quarters",
        "decades",
        "centuries",
        "tage",
        "tagen",
        "wochen",
        "monate",
        "monaten",
        "jahre",
        "jahren",
        "quartale",
        "jahrzehnte",
        "jahrzehnten",
        "jahrhunderte",
        "jahrhunderten",
    ]
)
_STRETCHES = frozenset(("quarter", "half"))
_MIDWEEK = 2
_THE = re.compile(r"\bthe\s", re.IGNORECASE)


def read_rel_month(hit: Hit, context: Context) -> Reading | None:
    month = int_of(hit, "month")
    if "back" in hit.values and context.anchor:
        anchor = context.anchor
        context = Context(anchor.first, anchor, context.direction)
        way = int_of(hit, "back")
        found = [Period("month", date(anchor.first.year + step, month, 1)) for step in (-1, 0, 1)]
        if way:
            chosen = [p for p in found if (p.first > anchor.first) == (way > 0)]
            return Reading(chosen[0] if way > 0 else chosen[-1], kind="bare month")
        return Reading(found[1], kind="bare month")
    return of_year(hit, context, lambda year: Period("month", date(year, month, 1)), "bare month")


def read_month_of(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="month")
    year = context.published.year + int_of(hit, "direction")
    return Reading(Period("month", date(year, int_of(hit, "month"), 1)), kind="month")


def read_day_month_of(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="day")
    year = context.published.year + int_of(hit, "direction")
    return Reading(Period("day", date(year, int_of(hit, "month"), int_of(hit, "day"))), kind="day")


def read_rel_day_month(hit: Hit, context: Context) -> Reading | None:
    """ "Next June 30", "last Nov. 5"."""
    month, day = int_of(hit, "month"), int_of(hit, "day")
    return of_year(hit, context, lambda year: Period("day", date(year, month, day)), "day")


def read_month_day(hit: Hit, context: Context) -> Reading | None:
    """ "On the 20th": of this month or, where the sentence points there, of the one before or after."""
    now = context.published
    if now is None:
        return Reading(None, kind="day")
    day = Period("day", now.replace(day=int_of(hit, "day")))
    if context.direction > 0 and day.first < now:
        return Reading(Period("day", add_months(day.first, 1)), kind="day")
    if context.direction <= 0 and day.first > now:
        return Reading(Period("day", add_months(day.first, -1)), kind="day")
    return Reading(day, kind="day")


def read_weekday(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="weekday")
    way = context.direction or context.weekday_default
    return Reading(on_weekday(context.published, int_of(hit, "weekday"), way), kind="weekday")


def read_rel_weekday(hit: Hit, context: Context) -> Reading | None:
    now = context.published
    if now is None:
        return Reading(None, kind="weekday")
    way = int_of(hit, "direction")
    if way == 0:
        way = context.direction or 1
        return Reading(on_weekday(now, int_of(hit, "weekday"), way), kind="weekday")
    return Reading(on_weekday(now, int_of(hit, "weekday"), way, strict=True), kind="weekday")


def read_weekday_week(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="weekday")
    week = Period.holding("week", context.published).shift(int_of(hit, "direction"))
    return Reading(Period("day", week.first + timedelta(days=int_of(hit, "weekday"))), kind="weekday")


def read_anaphoric_weekday(hit: Hit, context: Context) -> Reading | None:
    base = context.anchor.first if context.anchor else context.published
    if base is None:
        return Reading(None, kind="anaphoric")
    way = int_of(hit, "back")
    return Reading(on_weekday(base, int_of(hit, "weekday"), way or -1, strict=way != 0), kind="anaphoric")


def read_day_word(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="day word")
    offset = int_of(hit, "day_word" if "day_word" in hit.values else "day_adjective")
    return Reading(Period("day", context.published + timedelta(days=offset)), kind="day word")


def read_compound(hit: Hit, context: Context) -> Reading | None:
    """Unit and direction in one word: "Vorjahr" is "year -1", "Vortag" "day a-1", "Jahresende" "year 0 end"."""
    unit, way, *_ = str(hit.values["compound"]).split()
    grain: Grain = unit  # type: ignore[assignment]
    if way == "ax":
        # "The year-earlier quarter": the same stretch a year before the one last mentioned.
        anchor = context.anchor or (Period("day", context.published) if context.published else None)
        if unit == "quarter":
            anchor = _last_told("quarter", context)
        return Reading(moved(anchor, -1, "year")[0] if anchor else None, kind="anaphoric")
    if "year" in hit.values:
        return Reading(Period.holding(grain, date(int_of(hit, "year"), 12, 31)), kind=f"relative {unit}")
    base = context.anchor.first if way.startswith("a") and context.anchor else context.published
    if base is None:
        return Reading(None, kind=f"relative {unit}")
    return Reading(Period.holding(grain, base).shift(int(way.lstrip("a"))), kind=f"relative {unit}")


def read_rel_unit(hit: Hit, context: Context) -> Reading | None:
    unit, way = str(hit.values["unit"]), int_of(hit, "direction")
    if unit in ("half", "fortnight") or hit.words["unit"].lower() in _PLURALS:
        return None
    if unit == "day" and way == 0 and not hit.part:
        # "This day": the one spoken of, if there is one.
        anchor = context.anchor
        return Reading(anchor, kind="anaphoric") if anchor and anchor.grain == "day" else None
    if context.published is None:
        return Reading(None, kind=f"relative {unit}")
    grain: Grain = unit  # type: ignore[assignment]  # the tables' values are grains
    period = Period.holding(grain, context.published).shift(way)
    early = context.published.weekday() < _MIDWEEK
    if unit == "weekend" and way == 0 and early and context.direction < 0:
        # "This weekend the bridge fell", read on a Monday: the one before.
        period = period.shift(-1)
    return Reading(period, kind=f"relative {unit}")


def read_unit(hit: Hit, context: Context) -> Reading | None:
    """ "The year", "the month": dates only under "the end of"."""
    unit = str(hit.values["unit"])
    if unit == "day" and hit.part in ("early", "late"):
        # "Earlier in the day": the one spoken of. "At the end of the day" is a manner of speaking.
        return read_same_day(hit, context)
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


def read_same_unit(hit: Hit, context: Context) -> Reading | None:
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


def read_same_of(hit: Hit, context: Context) -> Reading | None:
    """ "The same quarter last year": the stretch last told, else the last that has ended, a year before."""
    stretch = str(hit.values["stretch"])
    years = int_of(hit, "direction") if "direction" in hit.values else -1
    base = _last_told(stretch, context)
    return Reading(moved(base, years, "year")[0] if base else None, kind="anaphoric")


def _last_told(stretch: str, context: Context) -> Period | None:
    """The quarter, month, … last mentioned; else the last that has ended, which a "period" alone does not tell."""
    anchor = context.anchor
    if anchor and (anchor.grain == stretch or (stretch == "period" and anchor.grain in ("quarter", "half", "month"))):
        return anchor
    if context.published is None or stretch == "period":
        return None
    grain: Grain = stretch  # type: ignore[assignment]
    return Period.holding(grain, context.published).shift(-1)


def read_near_weekend(hit: Hit, context: Context) -> Reading | None:
    """ "At the weekend": the one before or after, as the tense says."""
    now = context.published
    if now is None:
        return Reading(None, kind="relative weekend")
    weekend = Period.holding("weekend", now)
    if context.direction <= 0 and weekend.first >= now:
        weekend = weekend.shift(-1)
    return Reading(weekend, kind="relative weekend")


def read_same_day(hit: Hit, context: Context) -> Reading | None:
    """ "In the evening", "at 8 p.m.": of the day last mentioned, else of the day of publication."""
    near = context.near if hit.shape.rule == "clock" else context.anchor
    if near and near.grain == "day":
        return Reading(near, kind="time")
    return Reading(Period("day", context.published) if context.published else None, kind="time")


def read_rel_season(hit: Hit, context: Context) -> Reading | None:
    month = int_of(hit, "season")
    if "back" in hit.values and context.anchor:
        # "That spring": of the year last mentioned.
        year = context.anchor.first.year + int_of(hit, "back")
        return Reading(Period("season", date(year, month, 1)), kind="season")
    return of_year(hit, context, lambda year: Period("season", date(year, month, 1)), "season")


def read_season_of(hit: Hit, context: Context) -> Reading | None:
    if context.published is None:
        return Reading(None, kind="season")
    year = context.published.year + int_of(hit, "direction")
    return Reading(Period("season", date(year, int_of(hit, "season"), 1)), kind="season")


def read_anaphoric_unit(hit: Hit, context: Context) -> Reading | None:
    way = int_of(hit, "back" if "back" in hit.values else "next")
    base = context.anchor
    if base is None and context.published:
        base = Period("day", context.published)
    unit = str(hit.values.get("unit", "day"))
    if base and unit == "year" and base.grain in ("quarter", "half") and way == -1:
        return Reading(moved(base, -1, "year")[0], kind="anaphoric")
    if unit in ("half", "fortnight") or hit.words.get("unit", "").lower().endswith("s"):
        return None
    if base is None:
        return Reading(None, kind="anaphoric")
    grain: Grain = unit  # type: ignore[assignment]
    return Reading(Period.holding(grain, base.first).shift(way), kind="anaphoric")


def read_ago(hit: Hit, context: Context) -> Reading | None:
    way, count, unit = (
        next(str(hit.values[name]) for name in ("way", "way_end", "after_way", "il_y_a") if name in hit.values),
        int_of(hit, "n"),
        str(hit.values["counted"]),
    )
    # "3 million in the third quarter, 2 million a year ago": the same quarter.
    compared = way == "-1" and (count, unit) == (1, "year") and context.near and context.near.grain in _STRETCHES
    anaphoric = way.startswith("a") or bool(compared)
    base = context.anchor if anaphoric else None
    if base is None and context.published:
        base = Period("day", context.published)
    if base is None:
        return Reading(None, kind="ago")
    period, mark = moved(base, count * int(way.lstrip("a")), unit)
    if anaphoric and base is context.anchor and base.grain == "day":
        mark = "" if unit in ("week", "day") else mark
    return Reading(period, mark=mark, kind="anaphoric" if anaphoric else "ago")


def read_anaphoric_ago(hit: Hit, context: Context) -> Reading | None:
    """ "The day before": of what was last mentioned."""
    if hit.words["unit"].lower() in _PLURALS or hit.values["unit"] in ("half", "weekend", "fortnight"):
        return None
    way = {"way": hit.values["before_after"], "n": 1, "counted": hit.values["unit"]}
    return read_ago(replace(hit, values={**hit.values, **way}), context)


def read_ago_one(hit: Hit, context: Context) -> Reading | None:
    """ "A week ago" where the language leaves the one out."""
    return read_ago(replace(hit, values={**hit.values, "n": 1}), context)


def read_ahead(hit: Hit, context: Context) -> Reading | None:
    """ "In two weeks" where the language has its own word for it: from the date last mentioned if that is past."""
    count = int_of(hit, "n") if "n" in hit.values else 1
    base = context.anchor if context.direction < 0 and context.anchor else None
    if base is None and context.published:
        base = Period("day", context.published)
    if base is None:
        return Reading(None, kind="ahead")
    period, mark = moved(base, count, str(hit.values["counted"]))
    return Reading(period, mark=mark, kind="anaphoric" if base is context.anchor else "ahead")


def read_in_units(hit: Hit, context: Context) -> Reading | None:
    """ "In two weeks": a date only where the sentence looks ahead, else how long something took."""
    if context.direction <= 0 or hit.values["counted"] in ("hour", "minute"):
        return None
    if context.published is None:
        return Reading(None, kind="ahead")
    period, mark = moved(Period("day", context.published), int_of(hit, "n"), str(hit.values["counted"]))
    return Reading(period, mark=mark, kind="ahead")
