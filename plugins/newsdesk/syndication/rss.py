"""RSS 2.0 (rssboard.org) from a channel, for mail services and older readers that know no Atom."""

from __future__ import annotations

import datetime as dt
from email.utils import format_datetime
from html import escape

from newsdesk.syndication.feed import Channel, Entry, writable

_NAMESPACES = 'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"'
_CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def rss(channel: Channel, address: str) -> bytes:
    """The feed as a file; `address` is its own, absolute. UTF-8, one element a line, no character XML forbids."""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<rss version="2.0" {_NAMESPACES} {_CONTENT}>\n<channel>\n',
        _element("title", channel.title),
        _element("link", channel.url),
        _element("description", channel.description or channel.title),
        _element("language", channel.lang),
        _element("lastBuildDate", _date(channel.updated)),
        f'<atom:link rel="self" type="application/rss+xml" href="{escape(address)}"/>\n',
    )
    return writable("".join((*head, *map(_item, channel.entries), "</channel>\n</rss>\n"))).encode()


def _item(entry: Entry) -> str:
    parts = (
        "<item>\n",
        _element("title", entry.title),
        _element("link", entry.url),
        f'<guid isPermaLink="false">{escape(entry.id, quote=False)}</guid>\n',
        _element("pubDate", _date(entry.published)),
        *(_element("dc:creator", author) for author in entry.authors),
        *(_element("category", topic) for topic in entry.topics),
        _element("description", entry.summary) if entry.summary else "",
        _element("content:encoded", entry.html) if entry.html else "",
        "</item>\n",
    )
    return "".join(parts)


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>\n"


def _date(rfc3339: str) -> str:
    """RFC 822, as the format wants it."""
    return format_datetime(dt.datetime.fromisoformat(rfc3339))
