"""EDTF dates in words: visible precision, and never a false day. In the site's language (model/words.py).

2018-10-12 → 12 October 2018        2018-09~ → around September 2018     ../2018 → by the end of 2018
2018-33 → first quarter of 2018     2018-10-11/2018-10-12 → 11–12 October 2018
201X/.. → since the 2010s           20XX → 2000–2099

A date has two forms: alone ("first half of 2018", "September 2018"), and after a word such as *since* ("the first half
of 2018"; in Russian the genitive). A message that holds a date is given both, as `date` and as `phrase`.
"""

from __future__ import annotations

from newsdesk.model.edtf import Edtf, Point
from newsdesk.model.words import say, say_as

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {
    **dict.fromkeys((21, 25, 31), "spring"), **dict.fromkeys((22, 26, 32), "summer"),
    **dict.fromkeys((23, 27, 29), "autumn"), **dict.fromkeys((24, 28, 30), "winter"),
}  # fmt: skip


def in_words(date: Edtf) -> str:
    """The date as a reader expects it, with words for how exact it is."""
    if not date.is_interval:
        assert date.start is not None
        return _point(date.start)
    if date.start is None:
        assert date.end is not None
        return _marked(date.end.mark, by := _by(date.end), by)
    if date.end is None:
        if date.is_open:
            return say("since %(phrase)s", date=_point(date.start), phrase=_in_a_phrase(date.start))
        return say("%(date)s, end unknown", date=_point(date.start))
    return _interval(date.start, date.end)


def day_words(year: int, month: int, day: int) -> str:
    """12 October 2018"""
    return say_as("date", "%(day)s %(month)s %(year)s", day=day, month=_month_in_date(month), year=year)


def month_words(year: int, month: int) -> str:
    """October 2018"""
    return say_as("date", "%(month)s %(year)s", month=month_name(month), year=year)


def month_name(month: int) -> str:
    """The month alone: October."""
    return (
        say_as("month", "January"), say_as("month", "February"), say_as("month", "March"), say_as("month", "April"),
        say_as("month", "May"), say_as("month", "June"), say_as("month", "July"), say_as("month", "August"),
        say_as("month", "September"), say_as("month", "October"), say_as("month", "November"),
        say_as("month", "December"),
    )[month - 1]  # fmt: skip


def month_short(month: int) -> str:
    """The month in a list under its year: Oct."""
    return (
        say_as("short month", "Jan"), say_as("short month", "Feb"), say_as("short month", "Mar"),
        say_as("short month", "Apr"), say_as("short month", "May"), say_as("short month", "Jun"),
        say_as("short month", "Jul"), say_as("short month", "Aug"), say_as("short month", "Sep"),
        say_as("short month", "Oct"), say_as("short month", "Nov"), say_as("short month", "Dec"),
    )[month - 1]  # fmt: skip


def _month_in_date(month: int) -> str:
    """The month after a day, or after a word: in Russian the genitive."""
    return (
        say_as("date", "January"), say_as("date", "February"), say_as("date", "March"), say_as("date", "April"),
        say_as("date", "May"), say_as("date", "June"), say_as("date", "July"), say_as("date", "August"),
        say_as("date", "September"), say_as("date", "October"), say_as("date", "November"), say_as("date", "December"),
    )[month - 1]  # fmt: skip


def _marked(mark: str, date: str, phrase: str) -> str:
    """The date with the words of its mark: uncertain, approximate or both."""
    match mark:
        case "~":
            return say("around %(phrase)s", date=date, phrase=phrase)
        case "?":
            return say("possibly %(phrase)s", date=date, phrase=phrase)
        case "%":
            return say("possibly around %(phrase)s", date=date, phrase=phrase)
    return phrase


def _by(end: Point) -> str:
    if end.precision == "day":
        return say("by %(date)s", date=_plain(end))
    return say("by the end of %(phrase)s", date=_plain(end), phrase=_phrase(end))


def _interval(start: Point, end: Point) -> str:
    if start == end:
        return _point(start)
    if start.mark or end.mark or {start.precision, end.precision} & {"century", "decade", "season", "quarter", "half"}:
        return _to(_point(start), _point(end))
    if start.year != end.year:
        joint = "–" if start.precision == end.precision == "year" else " – "
        return f"{_plain(start)}{joint}{_plain(end)}"
    if start.precision == end.precision == "day":
        return _days(start, end)
    if start.precision == end.precision == "month":
        assert start.month is not None
        return f"{month_name(start.month)}–{_plain(end)}"
    return _to(_plain(start), _plain(end))


def _days(start: Point, end: Point) -> str:
    """Two days of a year."""
    assert start.month is not None
    if start.month == end.month:
        return say_as("date", "%(day)s–%(last)s", day=start.day, last=_plain(end))
    month = _month_in_date(start.month)
    return say_as("date", "%(day)s %(month)s – %(last)s", day=start.day, month=month, last=_plain(end))


def _to(first: str, last: str) -> str:
    return say_as("date", "%(first)s to %(last)s", first=first, last=last)


def _point(point: Point) -> str:
    return _in_a_phrase(point) if point.mark else _plain(point)


def _in_a_phrase(point: Point) -> str:
    """After a preposition or a mark: since the 2010s, around the first half of 2018."""
    return _marked(point.mark, _plain(point), _phrase(point))


def _plain(point: Point) -> str:
    """The date alone."""
    year = _year(point)
    if point.month is None:
        return year
    if point.month > 12:
        return _part(point.month, year)
    if point.day is None:
        return say_as("date", "%(month)s %(year)s", month=month_name(point.month), year=year)
    return say_as("date", "%(day)s %(month)s %(year)s", day=point.day, month=_month_in_date(point.month), year=year)


def _phrase(point: Point) -> str:
    """The date after a word."""
    if point.day is not None:
        return _plain(point)
    if point.precision == "decade" and point.year > 0:
        return say("the %(year)ss", year=point.year)
    year = _year(point)
    if point.month is None:
        return year if point.precision in ("decade", "century") else say_as("phrase", "%(year)s", year=year)
    if point.month > 12:
        return _part_phrase(point.month, year, before=point.year <= 0)
    return say_as("phrase", "%(month)s %(year)s", month=_month_in_date(point.month), year=year)


def _part(part: int, year: str) -> str:
    """A season, quarter, half, or third of a year."""
    match _SEASONS.get(part, part):
        case "spring":
            return say("spring %(year)s", year=year)
        case "summer":
            return say("summer %(year)s", year=year)
        case "autumn":
            return say("autumn %(year)s", year=year)
        case "winter":
            return say("winter %(year)s", year=year)
        case 33:
            return say("first quarter of %(year)s", year=year)
        case 34:
            return say("second quarter of %(year)s", year=year)
        case 35:
            return say("third quarter of %(year)s", year=year)
        case 36:
            return say("fourth quarter of %(year)s", year=year)
        case 37:
            return say("early %(year)s", year=year)
        case 38:
            return say("mid-%(year)s", year=year)
        case 39:
            return say("late %(year)s", year=year)
        case 40:
            return say("first half of %(year)s", year=year)
    return say("second half of %(year)s", year=year)


def _part_phrase(part: int, year: str, *, before: bool) -> str:
    """The same after a word; of a year before our era as it is alone."""
    match part if before is False else 0:
        case 33:
            return say("the first quarter of %(year)s", year=year)
        case 34:
            return say("the second quarter of %(year)s", year=year)
        case 35:
            return say("the third quarter of %(year)s", year=year)
        case 36:
            return say("the fourth quarter of %(year)s", year=year)
        case 40:
            return say("the first half of %(year)s", year=year)
        case 41:
            return say("the second half of %(year)s", year=year)
        case 37:
            return say_as("phrase", "early %(year)s", year=year)
        case 38:
            return say_as("phrase", "mid-%(year)s", year=year)
        case 39:
            return say_as("phrase", "late %(year)s", year=year)
    match _SEASONS.get(part):
        case "spring":
            return say_as("phrase", "spring %(year)s", year=year)
        case "summer":
            return say_as("phrase", "summer %(year)s", year=year)
        case "autumn":
            return say_as("phrase", "autumn %(year)s", year=year)
        case "winter":
            return say_as("phrase", "winter %(year)s", year=year)
    return _part(part, year)


def _year(point: Point) -> str:
    if point.precision == "decade" and point.year > 0:
        return decade_words(point.year)
    if point.precision in ("decade", "century"):
        first, last = point.lower[0], point.upper[0]
        if last <= 0:
            return say("%(year)s BC", year=f"{1 - first}–{1 - last}")
        return f"{_era(first)}–{_era(last)}"
    return _era(point.year)


def decade_words(year: int) -> str:
    """2010s"""
    return say("%(year)ss", year=year)


def _era(year: int) -> str:
    # EDTF counts astronomically: year 0 is 1 BC.
    return str(year) if year > 0 else say("%(year)s BC", year=1 - year)
