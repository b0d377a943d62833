"""A timeline as JSON: in a format of our own (docs/topic-json.md), and as TimelineJS 3 wants it.

Everything in them stands on the topic's page too. Addresses are whole. Absent is what nobody told.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import Any

from newsdesk.model.digest import Topic
from newsdesk.model.edtf import Edtf, Point
from newsdesk.model.site import Link, Moment, PersonCard, Site
from newsdesk.timelines.timeline import Dated
from newsdesk.timelines.views import Differing, Entry, Report

FORMAT, VERSION = "newsdesk-topic", 1
Node = dict[str, Any]


def topic_json(topic: Topic, entries: Sequence[Dated], site: Site) -> bytes:
    """The timeline with all that it says, oldest first; docs/topic-json.md describes every field."""
    home = f"{site.url}{topic.url}"
    return _serialise(
        {
            "format": FORMAT,
            "version": VERSION,
            "url": home,
            "name": topic.name,
            "summary": topic.summary,
            "language": site.lang,
            "site": {"name": site.name, "url": f"{site.url}/"},
            "entries": [_entry(date, entry, home, site) for date, entry in entries],
        }
    )


def _entry(date: Edtf, entry: Entry, home: str, site: Site) -> Node:
    return _present(
        {
            "id": entry.id,
            "url": f"{home}#{entry.id}",
            "kind": "story" if entry.story else "event",
            "date": _date(date, entry.when),
            "title": entry.title,
            "text": entry.text,
            "milestone": entry.milestone,
            "place": entry.place,
            "people": [_person(person, site) for person in entry.people],
            "added": entry.added,
            "modified": entry.modified,
            "reports": [_report(report, site) for report in entry.reports],
            "sources": [link.url or link.text for link in entry.sources],
            "dated_differently": [_differing(one, home, site) for one in entry.differs],
        }
    )


def _date(date: Edtf, when: Moment) -> Node:
    return _present(
        {
            "edtf": date.text,
            "words": when.words,
            "precision": date.precision,
            "earliest": _bound(date.lower),
            "latest": _bound(date.upper),
            "approximate": date.is_approximate,
            "uncertain": date.is_uncertain,
        }
    )


def _bound(day: tuple[int, int, int] | None) -> str:
    """ISO 8601, with as many digits and signs as the year needs: 2018-10-12, -0043-01-01, +12345-12-31."""
    if day is None:
        return ""
    year, month, number = day
    sign = "-" if year < 0 else "+" if year > 9999 else ""
    return f"{sign}{abs(year):04}-{month:02}-{number:02}"


def _person(person: PersonCard, site: Site) -> Node:
    return _present({"name": person.name, "url": f"{site.url}{person.url}" if person.url else ""})


def _report(report: Report, site: Site) -> Node:
    return _present(
        {
            "date": report.date.iso,
            "title": report.story.text,
            "url": f"{site.url}{report.story.url}",
            "source": _link(report.source, site) if report.source else None,
        }
    )


def _differing(one: Differing, home: str, site: Site) -> Node:
    return {"words": one.when.words, "url": f"{home}{one.url}", "by": [_link(link, site) for link in one.by]}


def _link(link: Link, site: Site) -> Node:
    return {"name": link.text, "url": f"{site.url}{link.url}"}


def timelinejs(topic: Topic, entries: Sequence[Dated], site: Site) -> bytes:
    """What TimelineJS loads: a title, and for every entry a start and a unique id (its text is HTML).

    An end is given for intervals only, since the library drops one that equals the start; words for the date wherever
    year, month and day alone would claim more than is known.
    """
    home = f"{site.url}{topic.url}"
    title = {"headline": escape(topic.name), "text": f"<p>{escape(topic.summary)}</p>" if topic.summary else ""}
    return _serialise(
        {
            "title": {"unique_id": "topic", "text": title},
            "events": [_slide(date, entry, home, site) for date, entry in entries],
        }
    )


def _slide(date: Edtf, entry: Entry, home: str, site: Site) -> Node:
    start, end = date.start or date.end, date.end
    assert start is not None
    plain = bool(entry.when.iso)
    return _present(
        {
            "unique_id": entry.id,
            "start_date": _parts(start),
            "end_date": _parts(end, last=True) if date.is_interval and date.start and end and end != start else None,
            "display_date": "" if plain else entry.when.words,
            "text": {"headline": escape(entry.title), "text": _slide_text(entry, home, site)},
            "group": "Milestones" if entry.milestone else "",
        }
    )


def _parts(point: Point, *, last: bool = False) -> Node:
    """Year, month and day as strings, as the library's own examples have them; a season by the month at its edge."""
    month = point.month
    if month and month > 12:
        month = (point.upper if last else point.lower)[1]
    year = point.upper[0] if last else point.year
    parts = (("year", year), ("month", month), ("day", point.day))
    return {name: str(value) for name, value in parts if value is not None}


def _slide_text(entry: Entry, home: str, site: Site) -> str:
    text = f"<p>{escape(entry.text)}</p>" if entry.text else ""
    links = "".join(f"<li>{_told(report, site)}</li>" for report in entry.reports)
    more = f'<p><a href="{escape(home)}#{escape(entry.id)}">{escape(site.name)}</a></p>'
    return f"{text}<ul>{links}</ul>{more}" if links else f"{text}{more}"


def _told(report: Report, site: Site) -> str:
    source = f"{escape(report.source.text)}, " if report.source else ""
    story = f'<a href="{escape(site.url + report.story.url)}">{escape(report.story.text)}</a>'
    return f"{source}{escape(report.date.words)}: {story}"


def _present(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {}, False)}


def _serialise(node: Node) -> bytes:
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate, which no UTF-8 file can hold, is lost here and nowhere else.
    return f"{text}\n".encode("utf-8", "replace")
