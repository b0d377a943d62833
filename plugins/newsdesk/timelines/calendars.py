"""A timeline as an iCalendar file (RFC 5545): whole-day events, for what happened on days that are known.

Left out: stories' own entries, months, years and seasons, what is approximate or uncertain, and intervals that are
open or coarser than a day; a calendar would show a false day. The same content gives the same bytes: a UID is made of
the first story that told of the event and its id there, DTSTAMP of the last change of any story that tells of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsdesk.model.digest import Topic
from newsdesk.model.edtf import Edtf, Point
from newsdesk.model.site import Site
from newsdesk.timelines.timeline import Dated
from newsdesk.timelines.views import Entry

if TYPE_CHECKING:
    from icalendar import Event

REFRESH = dt.timedelta(days=1)
_LAST_STAMP = dt.datetime(9999, 12, 30, tzinfo=dt.UTC).timestamp()


def calendar(topic: Topic, entries: Sequence[Dated], site: Site) -> bytes:
    """The file. It has a calendar without events if no event of the topic has a known day."""
    # Loading the library takes longer than all else here; a build that changes no topic needs none of it.
    from icalendar import Calendar, vText

    found = Calendar()
    found.add("prodid", "-//Newsdesk//Topic timeline//EN")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    # The library does not know these two for text, and would leave their commas as they are.
    name = vText(_line(f"{topic.name} – {site.name}"))
    found.add("name", name)
    found.add("x-wr-calname", name)
    found.add("url", f"{site.url}{topic.url}")
    found.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for date, entry in entries:
        days = known_days(date)
        if days and not entry.story:
            found.add_component(_event(topic, entry, days, site))
    return bytes(found.to_ical())


def known_days(date: Edtf) -> tuple[dt.date, dt.date] | None:
    """The first day and that after the last, if both are known and certain."""
    first, last = _day(date.start), _day(date.end)
    if first is None or last is None or last == dt.date.max:
        return None
    return first, last + dt.timedelta(days=1)


def _day(point: Point | None) -> dt.date | None:
    if point is None or point.precision != "day" or point.mark or not 1 <= point.year <= 9999:
        return None
    return dt.date(point.year, point.month or 1, point.day or 1)


def _event(topic: Topic, entry: Entry, days: tuple[dt.date, dt.date], site: Site) -> Event:
    from icalendar import Event

    told = next((report.id for report in entry.reports if report.id), entry.id)
    found = Event()
    found.add("uid", f"{told}@{_authority(site)}")
    found.add("dtstamp", _stamp(entry.modified))
    found.add("dtstart", days[0])
    found.add("dtend", days[1])
    found.add("summary", _line(entry.title))
    found.add("description", _writable("\n\n".join(part for part in (entry.text, _reported(entry, site)) if part)))
    if entry.place:
        found.add("location", _line(entry.place))
    found.add("categories", [_line(topic.name), *(["Milestone"] if entry.milestone else [])])
    found.add("url", f"{site.url}{topic.url}#{entry.id}")
    found.add("transp", "TRANSPARENT")
    return found


def _reported(entry: Entry, site: Site) -> str:
    """Who told of it, one a line, with addresses."""
    lines = []
    for report in entry.reports:
        source = f"{report.source.text}: " if report.source else ""
        lines.append(f"{source}{report.story.text} ({report.date.words}) {site.url}{report.story.url}")
    return "\n".join([*lines, *(link.url or link.text for link in entry.sources)])


def _authority(site: Site) -> str:
    """What UIDs end in: kept, by the setting, when the site moves."""
    return site.id.partition(",")[0] or urlsplit(site.url).hostname or "localhost"


def _stamp(modified: str) -> dt.datetime:
    """In UTC; years at either end of what Python can hold have no room for another zone."""
    seconds = dt.datetime.fromisoformat(modified).timestamp()
    return dt.datetime.fromtimestamp(min(max(seconds, 0), _LAST_STAMP), dt.UTC)


def _line(text: str) -> str:
    return " ".join(_writable(text).split())


def _writable(text: str) -> str:
    """The text without control characters, of which a calendar can hold none but the end of a line."""
    return "".join(character for character in text if character.isprintable() or character == "\n")
