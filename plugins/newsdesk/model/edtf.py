"""EDTF dates (ISO 8601-2:2019), levels 0 and 1, and level 2's quarters and halves: parse, bound, order.

    2018  2018-09  2018-09-21  2018-09-21T14:30:00Z     a year, month, day, moment
    2018-22  2018-33                                   summer, first quarter of 2018
    2018-09~  2018?  2018-09-21%                       about, uncertain, both
    201X  2004-XX  1985-04-XX                          unspecified digits
    2018-10-11/2018-10-12  1985/..  ../1985  1985/     intervals: closed, open, with an unknown end
    Y17000000002  -0050                                years beyond four digits, years before the common era

Bounds are tuples (year, month, day), since years here are not limited to those of `datetime`. A date sorts by its
lower bound, then the coarser first (a month before its first day), then by its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Precision = Literal["century", "decade", "year", "half", "season", "quarter", "month", "day"]
Day = tuple[int, int, int]

_COARSENESS: dict[Precision, int] = {
    "century": 0, "decade": 1, "year": 2, "half": 3, "season": 4, "quarter": 5, "month": 6, "day": 7,
}  # fmt: skip
# First month and number of months. Seasons as in the northern hemisphere's meteorological year; 21–24 carry no
# hemisphere in the standard. A winter begins in December of the year that it is named for.
_PARTS: dict[int, tuple[int, int]] = {
    21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3),
    25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3),
    29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3),
    33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3),
    37: (1, 4), 38: (5, 4), 39: (9, 4), 40: (1, 6), 41: (7, 6),
}  # fmt: skip

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DATE = re.compile(
    r"(?P<year>Y-?\d{5,12}|-?[\dX]{4})(?:-(?P<part>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?(?P<mark>[~?%]?)\Z",
    re.ASCII,
)
_MOMENT = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)T(?P<time>([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00:00)"
    r"(?P<zone>Z|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)?\Z",
    re.ASCII,
)
_UNSPECIFIED_YEAR = re.compile(r"-?(?:\d{3}X|\d\dXX|\d{4})\Z", re.ASCII)


class EdtfError(ValueError):
    """Text that is not an EDTF date of the levels that we read; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date of whatever precision. `month` is 1–12, a season or part 21–41, or None; `day` 1–31 or None."""

    year: int
    month: int | None = None
    day: int | None = None
    precision: Precision = "year"
    mark: Literal["", "~", "?", "%"] = ""

    @property
    def lower(self) -> Day:
        """The first day that the date may mean."""
        if self.month is None:
            return (self.year, 1, 1)
        if self.month > 12:
            return (self.year, _PARTS[self.month][0], 1)
        return (self.year, self.month, self.day or 1)

    @property
    def upper(self) -> Day:
        """The last day that the date may mean."""
        if self.precision == "century":
            return (self.year + 99, 12, 31)
        if self.precision == "decade":
            return (self.year + 9, 12, 31)
        if self.month is None:
            return (self.year, 12, 31)
        if self.month > 12:
            first, count = _PARTS[self.month]
            year, month = self.year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
            return (year, month, _days_in(year, month))
        return (self.year, self.month, self.day or _days_in(self.year, self.month))


@dataclass(frozen=True, slots=True)
class Edtf:
    """A parsed date. `text` is as typed. For a plain date `start` and `end` are the same point.

    In an interval, `None` at either side means no date there: open (`..`) or unknown (empty), told apart by
    `is_open`. At least one side is a point.
    """

    text: str
    start: Point | None
    end: Point | None

    @property
    def is_interval(self) -> bool:
        return "/" in self.text

    @property
    def is_open(self) -> bool:
        """Whether a side of the interval is open, `..`: it goes on, or has always been."""
        return ".." in self.text

    @property
    def is_approximate(self) -> bool:
        return any(point is not None and point.mark in ("~", "%") for point in (self.start, self.end))

    @property
    def is_uncertain(self) -> bool:
        return any(point is not None and point.mark in ("?", "%") for point in (self.start, self.end))

    @property
    def precision(self) -> Precision:
        """That of the date, or of an interval's coarser side."""
        points = [point for point in (self.start, self.end) if point is not None]
        return min((point.precision for point in points), key=lambda p: _COARSENESS[p])

    @property
    def lower(self) -> Day | None:
        """The first day that may be meant; None if the beginning is open or unknown."""
        return self.start.lower if self.start else None

    @property
    def upper(self) -> Day | None:
        """The last day that may be meant; None if the end is open or unknown."""
        return self.end.upper if self.end else None

    @property
    def sort_key(self) -> tuple[Day, int, Day, str]:
        """Orders entries of a timeline: by lower bound, coarser first, then by upper bound and text.

        What has no beginning sorts by its end: "by the end of 2018" stands where 2018 ends.
        """
        lower = self.lower or self.upper
        assert lower is not None
        upper = self.upper or (10**9, 12, 31)
        return (lower, _COARSENESS[self.precision], upper, self.text)

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=8192)
def parse_edtf(text: str) -> Edtf:
    """The date that `text` writes in EDTF; raises `EdtfError` with the reason if it writes none."""
    if "/" not in text:
        point = _moment(text) if "T" in text else _point(text)
        return Edtf(text, point, point)
    sides = text.split("/")
    if len(sides) != 2:
        raise EdtfError(f'"{text}" has more than one slash')
    first, last = (None if side in ("", "..") else _point(side) for side in sides)
    if first is None and last is None:
        raise EdtfError(f'"{text}" names no date at either side of the slash')
    if first and last and first.lower > last.upper:
        raise EdtfError(f'"{text}" ends before it begins')
    return Edtf(text, first, last)


def _moment(text: str) -> Point:
    match = _MOMENT.match(text)
    if not match:
        raise EdtfError(f'"{text}" is not a date and time such as 2018-10-12T14:30:00Z')
    return _point(match["date"])


def _point(text: str) -> Point:
    match = _DATE.match(text)
    if not match:
        raise EdtfError(f'"{text}" is not an EDTF date such as 2018, 2018-09, 2018-09-21 or 2018-09~')
    year, part, day = match["year"], match["part"], match["day"]
    mark: Literal["", "~", "?", "%"] = match["mark"]  # type: ignore[assignment]  # the pattern allows no other
    if "X" in year:
        return _unspecified_year(text, year, part, mark)
    number = int(year.lstrip("Y"))
    if year == "-0000" or (year.startswith("Y") and len(year.lstrip("Y-").lstrip("0")) < 5):
        raise EdtfError(f'"{text}": the year {year} is not written as EDTF asks')
    if part is None or part == "XX":
        if day not in (None, "XX"):
            raise EdtfError(f'"{text}" names a day of an unspecified month')
        return Point(number, mark=mark)
    month = int(part)
    if month in _PARTS:
        if day is not None:
            raise EdtfError(f'"{text}" names a day of a season or quarter')
        return Point(number, month, precision=_part_precision(month), mark=mark)
    if not 1 <= month <= 12:
        raise EdtfError(f'"{text}": there is no month {part}')
    if day is None or day == "XX":
        return Point(number, month, precision="month", mark=mark)
    if not 1 <= int(day) <= _days_in(number, month):
        raise EdtfError(f'"{text}": that month has no day {day}')
    return Point(number, month, int(day), precision="day", mark=mark)


def _unspecified_year(text: str, year: str, part: str | None, mark: Literal["", "~", "?", "%"]) -> Point:
    if not _UNSPECIFIED_YEAR.match(year) or (part is not None and part != "XX"):
        raise EdtfError(f'"{text}": only the last one or two digits of a bare year may be X')
    if year.startswith("-"):
        # -201X means the years -2019 to -2010: the first of them is the one with nines.
        return Point(int(year.replace("X", "9")), precision="century" if "XX" in year else "decade", mark=mark)
    return Point(int(year.replace("X", "0")), precision="century" if "XX" in year else "decade", mark=mark)


def _part_precision(part: int) -> Precision:
    if 33 <= part <= 36:
        return "quarter"
    return "half" if part >= 37 else "season"


def _days_in(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]
