"""Whether a file that is no page is what its name says: feeds, sitemaps, calendars, JSON, text, pictures.

The library that reads calendars is loaded when there is one to read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from lxml import etree

from newsdesk.model.pictures import bare, is_picture
from newsdesk.model.problems import Place, Problem

FEED = (".atom", ".rss")
ATOM, _NEEDED_IN_ATOM = "{http://www.w3.org/2005/Atom}", ("id", "title", "updated")
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
_REMEDY = "Mend what it is made from, or report it as a fault of Newsdesk."


def data_faults(path: str, content: bytes) -> Iterator[Problem]:
    """Feeds, sitemaps, calendars and JSON must parse; a picture must be one, and hide nothing."""
    name = path.rsplit("/", 1)[-1]
    if path.lower().endswith(PICTURES):
        rule, fault = "picture", _picture_fault(content)
    elif name in ("feed.xml", "rss.xml") or name.endswith(FEED):
        rule, fault = "feed", _feed_fault(content)
    elif name.endswith((".xml", ".svg")):
        rule, fault = "sitemap" if "sitemap" in name else "xml", _xml_fault(content)
    elif name.endswith((".json", ".webmanifest")):
        rule, fault = "feed" if name == "feed.json" else "json", _json_fault(name, content)
    elif name.endswith(".ics"):
        rule, fault = "calendar", _calendar_fault(content)
    else:
        rule, fault = "text", "" if is_utf8(content) else "not UTF-8"
    if fault:
        yield Problem(Place(path), fault, _REMEDY, rule)


def is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _picture_fault(content: bytes) -> str:
    if not is_picture(content):
        return "is no picture that browsers show, whatever its name says"
    return "" if bare(content) == content else "hides more than the picture: where, when or by whom it was taken"


def _feed_fault(content: bytes) -> str:
    """What Atom (RFC 4287, 4.1.1 and 4.1.2) or RSS 2.0 asks of a feed, and readers need to show it."""
    fault = _xml_fault(content)
    if fault:
        return fault
    root = _xml(content)
    if root.tag == f"{ATOM}feed":
        return _lacking(root, "the feed", ATOM, _NEEDED_IN_ATOM) or next(
            (
                lack
                for entry in root.iterfind(f"{ATOM}entry")
                if (lack := _lacking(entry, "an entry", ATOM, _NEEDED_IN_ATOM))
            ),
            "",
        )
    channel = root.find("channel")
    if root.tag != "rss" or channel is None:
        return "is not a feed: neither Atom nor RSS"
    return _lacking(channel, "the feed", "", ("title", "link", "description"))


def _lacking(element: etree._Element, what: str, space: str, names: Sequence[str]) -> str:
    return next(
        (f"{what} has no {name}" for name in names if not (element.findtext(f"{space}{name}") or "").strip()), ""
    )


def _xml_fault(content: bytes) -> str:
    try:
        _xml(content)
    except etree.XMLSyntaxError as error:
        return f"is not well-formed XML: {error.msg}"
    return ""


def _xml(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _json_fault(name: str, content: bytes) -> str:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        return f"is not JSON: {error}"
    if name == "feed.json" and not (
        isinstance(data, dict) and "version" in data and isinstance(data.get("items"), list)
    ):
        return "is not a JSON feed: it needs version and items"
    return ""


def _calendar_fault(content: bytes) -> str:
    from icalendar import Calendar

    try:
        found = Calendar.from_ical(content)
    except ValueError as error:
        return f"does not parse as a calendar: {error}"
    broken = [part for part in found.walk() if part.errors]
    return f"has a property that no calendar can read: {broken[0].errors[0]}" if broken else ""
