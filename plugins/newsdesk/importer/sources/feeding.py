"""A feed opened: its new entries, newest first, each with its page, or else the feed's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import astuple, replace
from pathlib import Path
from urllib.parse import urljoin

from lxml import html

from newsdesk.importer.decoding import LARGEST, UnreadableError, decode, unpack
from newsdesk.importer.fetch import FEED, FetchError, fetch, is_address
from newsdesk.importer.importing import Document
from newsdesk.importer.page.tree import looks_like_html, parse
from newsdesk.importer.record import digest_of
from newsdesk.importer.sources.feed import Entry, Feed, document_of, read_feed, told_by
from newsdesk.importer.sources.found import Found, Ticket

_FEED_TYPE = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)\b", re.IGNORECASE)


def load_feed(name: str, *, allow_private: bool = False) -> Feed:
    """The feed at an address or in a file; of a page that names one, that. Raises UnreadableError, FetchError."""
    if not is_address(name):
        return read_feed(_file(Path(name)))
    got = fetch(name, wanted=FEED, allow_private=allow_private)
    text = decode(unpack(got.data), got.charset)
    if looks_like_html(text) and (link := _named_feed(parse(text), got.url)):
        got = fetch(link, wanted=FEED, allow_private=allow_private)
    return read_feed(got.data, got.url)


def open_entry(name: str, entry: Entry, feed: Feed, *, allow_private: bool = False) -> Found:
    """The entry's page as a document, what the feed tells of it beside it."""
    ticket = ticket_of(name, entry)
    label = label_of(name, entry)
    try:
        if not is_address(entry.url):
            return Found(label, replace(document_of(entry, feed), name=label), entry=ticket)
        return Found(label, _page(label, entry, feed, allow_private=allow_private), entry=ticket)
    except (FetchError, UnreadableError, OSError) as error:
        return Found(label, fault=str(error), entry=ticket)


def ticket_of(name: str, entry: Entry) -> Ticket:
    """What an entry of the feed of that name is remembered by."""
    return Ticket(name, entry.id, digest_of(repr(astuple(entry)).encode("utf-8", "backslashreplace")))


def label_of(name: str, entry: Entry) -> str:
    """How an entry is told of: by its address, if it has one."""
    return entry.url or f"{name}#{entry.id}"


def failed_entries(name: str, feed: Feed, failed: Mapping[tuple[str, str], str]) -> Iterator[Found]:
    """The entries that failed before and of which the feed tells nothing new; `failed` are the reasons."""
    for entry in feed.entries:
        ticket = ticket_of(name, entry)
        if reason := failed.get((ticket.id, ticket.told)):
            yield Found(label_of(name, entry), entry=ticket, failed=reason)


def new_entries(feed: Feed, seen: frozenset[str], limit: int) -> Iterator[Entry]:
    """The newest entries that were not seen, at most so many."""
    fresh = (entry for entry in feed.entries if entry.id not in seen)
    for _, entry in zip(range(limit), fresh, strict=False):
        yield entry


def _page(label: str, entry: Entry, feed: Feed, *, allow_private: bool) -> Document:
    try:
        page = fetch(entry.url, allow_private=allow_private)
    except FetchError as error:
        try:
            return replace(document_of(entry, feed), name=label)
        except UnreadableError:
            raise error from None
    return Document(label, page.data, page.url, page.charset, told_by(entry, feed))


def _named_feed(root: html.HtmlElement, url: str) -> str:
    for link in root.iter("link"):
        if "alternate" in (link.get("rel") or "").lower() and _FEED_TYPE.match(link.get("type") or ""):
            return str(urljoin(url, link.get("href") or ""))
    return ""


def _file(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"larger than {LARGEST // 1_000_000} MB: no feed is")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(f"cannot be read: {getattr(error, 'strerror', '') or error}") from error
