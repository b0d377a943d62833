"""Dates and times as front matter writes them: ISO 8601 only, in a time zone, never guessed.

    2018-10-13                    the start of that day in the site's zone
    2018-10-13 14:30              that time in the site's zone
    2018-10-13T14:30:05+03:00     that moment, brought into the site's zone

A local time that a change of clocks skips does not exist; one that it repeats needs its offset.
"""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

_MOMENT = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)[ ]?(?P<offset>Z|[+-]\d\d:\d\d)?)?\Z", re.ASCII
)
# A digest of news has no use for other years, and datetime arithmetic no room outside 1 to 9999.
_FIRST_YEAR, _LAST_YEAR = 1000, 2999


class MomentError(ValueError):
    """Text that is no date; `fault` and `remedy` say why and what to write."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(f"{fault}. {remedy}")
        self.fault = fault
        self.remedy = remedy


def parse_day(text: str) -> dt.date:
    """The date that ISO text writes. Raises MomentError."""
    match = _MOMENT.match(text)
    if not match or match["time"]:
        raise MomentError(f'"{text[:60]}" is not a date', "Write it as 2018-10-13.")
    return _day(match["day"])


def parse_moment(text: str, zone: ZoneInfo) -> dt.datetime:
    """The moment that ISO text writes, in `zone`. Raises MomentError."""
    match = _MOMENT.match(text)
    if not match:
        raise MomentError(f'"{text[:60]}" is not a date', "Write it as 2018-10-13 or 2018-10-13 14:30.")
    day = _day(match["day"])
    time = _time(match["time"]) if match["time"] else dt.time()
    if match["offset"]:
        return dt.datetime.combine(day, time, _offset(match["offset"])).astimezone(zone)
    return _local(dt.datetime.combine(day, time), zone, is_day=match["time"] is None)


def _local(naive: dt.datetime, zone: ZoneInfo, *, is_day: bool) -> dt.datetime:
    early, late = naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return early
    if is_day:
        # Some zones change their clocks at midnight; the day begins with its first moment that exists.
        return early.astimezone(dt.UTC).astimezone(zone) if _is_skipped(early, zone) else early
    words = f"{naive:%Y-%m-%d %H:%M}"
    if _is_skipped(early, zone):
        raise MomentError(
            f"{words} does not exist in {zone.key}: clocks go forward over it", "Correct the time, or write an offset."
        )
    raise MomentError(
        f"{words} comes twice in {zone.key}: clocks go back over it",
        f"Write the offset: {early.isoformat(timespec='minutes')} or {late.isoformat(timespec='minutes')}.",
    )


def _is_skipped(moment: dt.datetime, zone: ZoneInfo) -> bool:
    back = moment.astimezone(dt.UTC).astimezone(zone)
    return back.replace(tzinfo=None) != moment.replace(tzinfo=None)


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise MomentError(f"there is no day {text}", "Correct the date.") from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise MomentError(f"the year {day.year:04d} is not between {_FIRST_YEAR} and {_LAST_YEAR}", "Correct the date.")
    return day


def _time(text: str) -> dt.time:
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        raise MomentError(f"there is no time {text}", "Write hours 00 to 23 and minutes 00 to 59.") from None


def _offset(text: str) -> dt.timezone:
    if text == "Z":
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[4:6])
    if hours > 14 or minutes > 59:
        raise MomentError(f"there is no offset {text}", "Write one between -12:00 and +14:00.")
    delta = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-delta if text[0] == "-" else delta)
