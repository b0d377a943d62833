"""Atom 1.0 (RFC 4287) from a channel.

Written here rather than with feedgenerator, which gives an empty feed the current time, makes ids from addresses,
knows one author an entry, and stops at a control character in the middle of a file.
"""

from __future__ import annotations

from html import escape

from newsdesk.syndication.feed import Channel, Entry, writable


def atom(channel: Channel, address: str) -> bytes:
    """The feed as a file; `address` is its own, absolute. UTF-8, one element a line, no character XML forbids."""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(channel.lang)}">\n',
        _element("title", channel.title),
        _element("subtitle", channel.description) if channel.description else "",
        _element("id", channel.id),
        _element("updated", channel.updated),
        f"<author>{_element('name', channel.author)}</author>\n",
        _link("alternate", channel.url, "text/html"),
        _link("self", address, "application/atom+xml"),
    )
    return writable("".join((*head, *map(_entry, channel.entries), "</feed>\n"))).encode()


def _entry(entry: Entry) -> str:
    lang = f' xml:lang="{escape(entry.lang)}"' if entry.lang else ""
    parts = (
        f"<entry{lang}>\n",
        _element("title", entry.title),
        _element("id", entry.id),
        _link("alternate", entry.url, "text/html"),
        _link("via", entry.original) if entry.original else "",
        _element("published", entry.published),
        _element("updated", entry.updated),
        *(f"<author>{_element('name', author)}</author>\n" for author in entry.authors),
        *(f'<category term="{escape(topic)}"/>\n' for topic in entry.topics),
        _element("summary", entry.summary) if entry.summary else "",
        f'<content type="html">{escape(entry.html)}</content>\n' if entry.html else "",
        "</entry>\n",
    )
    return "".join(parts)


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>\n"


def _link(relation: str, url: str, kind: str = "") -> str:
    type_of = f' type="{kind}"' if kind else ""
    return f'<link rel="{relation}"{type_of} href="{escape(url)}"/>\n'
