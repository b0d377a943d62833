"""From an expression to the dates it means: which rule reads which shape. A new rule is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from newsdesk.language.dates import named, relative
from newsdesk.language.dates.grammar import Hit
from newsdesk.language.dates.reading import Context, Reading


def resolve(hit: Hit, context: Context) -> Reading | None:
    """The reading of `hit`; None where it is no date after all."""
    try:
        reading = _RULES[hit.shape.rule](hit, context)
    except (ValueError, OverflowError):
        # 31 April, or a date beyond the calendar: the words look like a date but name none.
        return None
    return reading


_RULES: Mapping[str, Callable[[Hit, Context], Reading | None]] = {
    "full": named.read_full,
    "short_year": named.read_year,
    "anaphoric_ago": relative.read_anaphoric_ago,
    "iso": named.read_iso,
    "numeric": named.read_numeric,
    "year_first": named.read_year_first,
    "day_month": named.read_day_month,
    "day_range": named.read_day_range,
    "day_month_range": named.read_day_month_range,
    "month_range": named.read_month_range,
    "month_year": named.read_month_year,
    "month": named.read_month,
    "rel_month": relative.read_rel_month,
    "month_of": relative.read_month_of,
    "day_month_of": relative.read_day_month_of,
    "rel_day_month": relative.read_rel_day_month,
    "month_day": relative.read_month_day,
    "month_quarter": named.read_month_quarter,
    "same_of": relative.read_same_of,
    "year": named.read_year,
    "year_range": named.read_year_range,
    "fiscal": named.read_fiscal,
    "decade": named.read_decade,
    "decade_word": named.read_decade_word,
    "century": named.read_century,
    "weekday": relative.read_weekday,
    "rel_weekday": relative.read_rel_weekday,
    "weekday_week": relative.read_weekday_week,
    "anaphoric_weekday": relative.read_anaphoric_weekday,
    "day_word": relative.read_day_word,
    "holiday": named.read_holiday,
    "rel_holiday": named.read_holiday,
    "compound": relative.read_compound,
    "near_weekend": relative.read_near_weekend,
    "same_unit": relative.read_same_unit,
    "iconic": named.read_iconic,
    "same_day": relative.read_same_day,
    "clock": relative.read_same_day,
    "rel_unit": relative.read_rel_unit,
    "unit": relative.read_unit,
    "rel_season": relative.read_rel_season,
    "season": named.read_season,
    "season_of": relative.read_season_of,
    "anaphoric_unit": relative.read_anaphoric_unit,
    "ago": relative.read_ago,
    "in_units": relative.read_in_units,
    "ago_one": relative.read_ago_one,
    "ahead": relative.read_ahead,
    "quarter": named.read_quarter,
    "quarter_of": named.read_quarter,
    "half": named.read_half,
    "half_of": named.read_half,
}
