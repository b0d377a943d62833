"""Stretches of the calendar that words name: a day, a week, a quarter, a decade; shifted, cut and written down.

Knows the Gregorian calendar, ISO weeks, meteorological seasons. Writes EDTF (`edtf`) and the forms that temporal
taggers use (`timex`, TIMEX3 of ISO-TimeML). Knows nothing of language.

    Period("quarter", date(2018, 7, 1)).edtf() → "2018-35", .timex() → "2018-Q3"
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Grain = Literal["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]

_MONTHS: dict[Grain, int] = {
    "month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200,
}  # fmt: skip
_DAYS: dict[Grain, int] = {"day": 1, "week": 7, "weekend": 7}
_SEASONS = {3: ("21", "SP"), 6: ("22", "SU"), 9: ("23", "FA"), 12: ("24", "WI")}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar, known by its grain and its first day. A winter begins in December of its year."""

    grain: Grain
    first: date

    @classmethod
    def holding(cls, grain: Grain, day: date) -> Period:
        """The period of this grain that `day` lies in; for a weekend, that of the same ISO week."""
        year, month = day.year, day.month
        if grain in _DAYS:
            back = {"day": 0, "week": day.weekday(), "weekend": day.weekday() - 5}[grain]
            return cls(grain, day - timedelta(days=back))
        if grain == "season":
            return cls(grain, date(year - (month < 3), month - month % 3 or 12, 1))
        if grain in ("decade", "century"):
            size = 10 if grain == "decade" else 100
            return cls(grain, date(max(1, year - year % size), 1, 1))
        size = _MONTHS[grain]
        return cls(grain, date(year, (month - 1) // size * size + 1, 1))

    def shift(self, count: int) -> Period:
        """The period `count` grains later; raises OverflowError or ValueError beyond the years 1 to 9999."""
        if self.grain in _DAYS:
            return Period(self.grain, self.first + timedelta(days=_DAYS[self.grain] * count))
        return Period(self.grain, add_months(self.first, _MONTHS[self.grain] * count))

    @property
    def last(self) -> date:
        """The last day."""
        if self.grain == "weekend":
            return self.first + timedelta(days=1)
        try:
            return self.shift(1).first - timedelta(days=1)
        except (OverflowError, ValueError):
            return date.max

    def edtf(self) -> str:
        """EDTF; weeks, which EDTF does not know, as intervals of days."""
        year, month = f"{self.first.year:04}", self.first.month
        match self.grain:
            case "day":
                return self.first.isoformat()
            case "week" | "weekend":
                return f"{self.first.isoformat()}/{self.last.isoformat()}"
            case "month":
                return f"{year}-{month:02}"
            case "quarter":
                return f"{year}-{33 + (month - 1) // 3}"
            case "half":
                return f"{year}-{40 + (month - 1) // 6}"
            case "season":
                return f"{year}-{_SEASONS[month][0]}"
            case "decade":
                return f"{year[:3]}X"
            case "century":
                return f"{year[:2]}XX"
        return year

    def timex(self) -> str:
        """The value that TIMEX3 gives it."""
        year, month = f"{self.first.year:04}", self.first.month
        match self.grain:
            case "week" | "weekend":
                iso = self.first.isocalendar()
                return f"{iso.year:04}-W{iso.week:02}{'-WE' if self.grain == 'weekend' else ''}"
            case "quarter":
                return f"{year}-Q{(month - 1) // 3 + 1}"
            case "half":
                return f"{year}-H{(month - 1) // 6 + 1}"
            case "season":
                return f"{year}-{_SEASONS[month][1]}"
            case "decade" | "century":
                return year[: 3 if self.grain == "decade" else 2]
        return self.edtf()


def add_months(day: date, count: int) -> date:
    """`day` so many months later, in the same place of the month or its last day."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    first = date(year, month + 1, 1)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1) if (year, month) < (9999, 11) else date.max
    return first.replace(day=min(day.day, max(28, (following - first).days)))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (Meeus, Jones and Butcher's computation)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
