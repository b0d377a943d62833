"""A feed (RSS, Atom, JSON Feed) as a list of entries, newest first, and each entry as a document.

Knows feedparser and the shape of JSON Feed; nothing of files or the network. The words of an entry are its page's;
where that cannot be fetched, those of the feed.
"""

from __future__ import annotations

import calendar
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from typing import Any
from urllib.parse import urljoin

import feedparser
from lxml import html

from newsdesk.importer.decoding import UnreadableError, decode, unpack
from newsdesk.importer.importing import Document
from newsdesk.importer.page.tree import text_of
from newsdesk.importer.reading import Note
from newsdesk.importer.told import Told

MOST = 5_000  # entries; the longest feeds seen hold some hundreds
_ENOUGH = 600  # characters of words: less is a teaser and no story
_BLANK = re.compile(r"\s+")
_MOST_MARKS = 60_000  # tags: more take seconds, and fifty whole stories have half as many


@dataclass(frozen=True)
class Entry:
    """One story that a feed tells of. `date` is ISO 8601, `words` its HTML; empty is unknown."""

    id: str
    url: str
    title: str = ""
    date: str = ""
    authors: tuple[str, ...] = ()
    summary: str = ""
    words: str = field(default="", repr=False)


@dataclass(frozen=True)
class Feed:
    """A feed's name and its entries, newest first; those without a date last, in the feed's order."""

    title: str
    entries: tuple[Entry, ...]


def read_feed(data: bytes, url: str = "") -> Feed:
    """The feed. `url` is where it came from. Raises UnreadableError if it is none."""
    data = unpack(data)
    text = decode(data).lstrip("\ufeff \t\r\n\x00")
    feed = _json_feed(text, url) if text.startswith("{") else _xml_feed(data, text, url)
    newest = sorted(feed.entries, key=lambda entry: _moment(entry.date), reverse=True)
    return Feed(feed.title, tuple(newest))


def document_of(entry: Entry, feed: Feed) -> Document:
    """The entry's words in the feed as a document. Raises UnreadableError if they are no story."""
    tree = html.fromstring(f"<div>{entry.words}</div>") if entry.words.strip() else None
    if tree is None or len(text_of(tree)) < _ENOUGH:
        raise UnreadableError("the feed holds only a teaser of it: save the page with a browser and import the file")
    page = f"<!doctype html><html><head><title>{escape(entry.title)}</title></head><body><article>{entry.words}"
    note = Note("unsure", "the words are the feed's, since the page could not be fetched")
    return Document(
        entry.url or entry.id, page.encode("utf-8", "replace"), entry.url, "utf-8", told_by(entry, feed), (note,)
    )


def told_by(entry: Entry, feed: Feed) -> Told:
    """What the feed says of the entry."""
    return Told("the feed", entry.title, entry.authors, entry.date, feed.title, entry.summary)


def _xml_feed(data: bytes, text: str, url: str) -> Feed:
    if text.count("<") > _MOST_MARKS:
        raise UnreadableError("the feed is larger than any feed: name one of its stories")
    if "<!ENTITY" in text[:100_000].upper():
        raise UnreadableError("the feed defines entities of its own, which feeds do not: name one of its stories")
    try:
        parsed: Any = feedparser.parse(io.BytesIO(data), response_headers={"content-location": url} if url else {})
    except (ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError) as error:
        raise UnreadableError("the feed is broken: name one of its stories") from error
    if not parsed.get("version") and not parsed.get("entries"):
        raise UnreadableError("this is no feed: RSS, Atom and JSON Feed can be read")
    entries = [_xml_entry(item, url) for item in parsed["entries"][:MOST]]
    return Feed(_line(parsed["feed"].get("title")), tuple(entry for entry in entries if entry.id))


def _xml_entry(item: Mapping[str, Any], base: str) -> Entry:
    contents = [str(part.get("value") or "") for part in item.get("content") or () if "html" in str(part.get("type"))]
    summary = str(item.get("summary") or "")
    words = max([*contents, summary], key=len)
    url = urljoin(base, str(item.get("link") or "")) if item.get("link") else ""
    # feedparser answers get("updated_parsed") with the other date and a warning where there is none: ask first.
    moment = next((item[key] for key in ("published_parsed", "updated_parsed") if item.get(key)), None)
    author = str(item.get("author") or "")
    # feedparser 6.0 cuts names out of "desk@example.org (Ada Example)" wrongly where the domain is a long one.
    names = [author] if "@" in author else [str(one.get("name") or "") for one in item.get("authors") or ()]
    return Entry(
        str(item.get("id") or url),
        url,
        _line(_plain(str(item.get("title") or ""))),
        _utc(moment) if moment else "",
        _names(names),
        _line(_plain(summary)) if contents and len(summary) < 600 else "",
        words,
    )


def _json_feed(text: str, url: str) -> Feed:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("this is no feed: its JSON is broken") from error
    if not isinstance(told, dict) or not isinstance(told.get("items"), list):
        raise UnreadableError("this is no feed: a JSON Feed has items")
    items = [item for item in told["items"][:MOST] if isinstance(item, dict)]
    entries = [_json_entry(item, url) for item in items]
    return Feed(_line(told.get("title")), tuple(entry for entry in entries if entry.id))


def _json_entry(item: Mapping[str, Any], base: str) -> Entry:
    link = _text(item.get("url")) or _text(item.get("external_url"))
    authors = item.get("authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_text(author.get("name")) for author in authors or () if isinstance(author, dict)]
    url = urljoin(base, link) if link else ""
    words = _text(item.get("content_html"))
    if not words and (plain := _text(item.get("content_text"))):
        words = "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", plain))
    return Entry(
        _text(item.get("id")) or url,
        url,
        _line(item.get("title")),
        _iso(_text(item.get("date_published")) or _text(item.get("date_modified"))),
        _names(names),
        _line(item.get("summary"))[:600],
        words,
    )


def _text(value: object) -> str:
    """A JSON value as text that can be written: numbers in words, lone surrogates replaced."""
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    return text.encode("utf-8", "replace").decode("utf-8")


def _line(value: object) -> str:
    return _BLANK.sub(" ", _text(value)).strip()


def _plain(markup: str) -> str:
    """The words of a little markup, which titles and summaries may hold."""
    if "<" not in markup and "&" not in markup:
        return markup
    try:
        return text_of(html.fromstring(f"<div>{markup}</div>"))
    except (ValueError, AssertionError):
        return re.sub(r"<[^>]{0,500}>", "", markup)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    """Authors as names; `desk@example.org (Ada Example)`, as RSS has it, names Ada Example."""
    out = []
    for name in map(_line, names):
        inner = re.search(r"\(([^()]{3,60})\)\s*\Z", name)
        plain = inner[1] if inner and "@" in name else name
        if plain and "@" not in plain and len(plain) <= 80:
            out.append(plain)
    return tuple(dict.fromkeys(out))


def _utc(moment: Any) -> str:
    try:
        return datetime.fromtimestamp(calendar.timegm(moment), UTC).isoformat(timespec="minutes")
    except (ValueError, TypeError, OverflowError, OSError):
        return ""


def _iso(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    return moment.isoformat(timespec="minutes") if moment.tzinfo else moment.date().isoformat()


def _moment(date: str) -> float:
    """The date as something that sorts; none is the oldest."""
    if not date:
        return float("-inf")
    moment = datetime.fromisoformat(date)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
