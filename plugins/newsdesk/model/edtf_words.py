"""EDTF dates in words: visible precision, and never a false day.

2018-10-12 → 12 October 2018        2018-09~ → around September 2018     ../2018 → by the end of 2018
2018-33 → first quarter of 2018     2018-10-11/2018-10-12 → 11–12 October 2018
201X/.. → since the 2010s           20XX → 2000–2099
"""

from __future__ import annotations

from newsdesk.model.edtf import Edtf, Point

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_PARTS = {
    **dict.fromkeys((21, 25, 31), "spring"), **dict.fromkeys((22, 26, 32), "summer"),
    **dict.fromkeys((23, 27, 29), "autumn"), **dict.fromkeys((24, 28, 30), "winter"),
    33: "first quarter of", 34: "second quarter of", 35: "third quarter of", 36: "fourth quarter of",
    37: "early", 38: "mid-", 39: "late",
    40: "first half of", 41: "second half of",
}  # fmt: skip
_MARKS = {"": "", "~": "around ", "?": "possibly ", "%": "possibly around "}


def in_words(date: Edtf) -> str:
    """The date as an English reader expects it, with words for how exact it is."""
    if not date.is_interval:
        assert date.start is not None
        return _point(date.start)
    if date.start is None:
        assert date.end is not None
        return f"{_MARKS[date.end.mark]}{_by(date.end)}"
    if date.end is None:
        return f"since {_in_a_phrase(date.start)}" if date.is_open else f"{_point(date.start)}, end unknown"
    return _interval(date.start, date.end)


def _by(end: Point) -> str:
    return f"by {_plain(end)}" if end.precision == "day" else f"by the end of {_the(end)}{_plain(end)}"


def _interval(start: Point, end: Point) -> str:
    if start == end:
        return _point(start)
    if start.mark or end.mark or {start.precision, end.precision} & {"century", "decade", "season", "quarter", "half"}:
        return f"{_point(start)} to {_point(end)}"
    if start.year != end.year:
        joint = "–" if start.precision == end.precision == "year" else " – "
        return f"{_plain(start)}{joint}{_plain(end)}"
    if start.precision == end.precision == "day":
        if start.month == end.month:
            return f"{start.day}–{_plain(end)}"
        return f"{start.day} {_month(start)} – {_plain(end)}"
    if start.precision == end.precision == "month":
        return f"{_month(start)}–{_plain(end)}"
    return f"{_plain(start)} to {_plain(end)}"


def _point(point: Point) -> str:
    return _in_a_phrase(point) if point.mark else _plain(point)


def _in_a_phrase(point: Point) -> str:
    """After a preposition or a mark: since the 2010s, around the first half of 2018."""
    return f"{_MARKS[point.mark]}{_the(point)}{_plain(point)}"


def _the(point: Point) -> str:
    if point.year <= 0 or (point.month or 0) in (37, 38, 39):  # early, mid- and late take no article
        return ""
    return "the " if point.precision in ("decade", "quarter", "half") else ""


def _plain(point: Point) -> str:
    year = _year(point)
    if point.month is None:
        return year
    if point.month > 12:
        part = _PARTS[point.month]
        return f"{part}{year}" if part.endswith("-") else f"{part} {year}"
    if point.day is None:
        return f"{_month(point)} {year}"
    return f"{point.day} {_month(point)} {year}"


def _month(point: Point) -> str:
    assert point.month is not None
    return MONTHS[point.month - 1]


def _year(point: Point) -> str:
    if point.precision == "decade" and point.year > 0:
        return f"{point.year}s"
    if point.precision in ("decade", "century"):
        first, last = _era(point.lower[0]), _era(point.upper[0])
        return f"{first.removesuffix(' BC')}–{last}" if last.endswith(" BC") else f"{first}–{last}"
    return _era(point.year)


def _era(year: int) -> str:
    # EDTF counts astronomically: year 0 is 1 BC.
    return str(year) if year > 0 else f"{1 - year} BC"
