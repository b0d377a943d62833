"""JSON Feed 1.1 (jsonfeed.org/version/1.1) from a channel."""

from __future__ import annotations

import json
from typing import Any

from newsdesk.syndication.feed import Channel, Entry, writable


def json_feed(channel: Channel, address: str) -> bytes:
    """The feed as a file; `address` is its own, absolute."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.url,
        "feed_url": address,
        "description": channel.description,
        "authors": [{"name": channel.author}],
        "language": channel.lang,
        "items": [_item(entry) for entry in channel.entries],
    }
    return (writable(json.dumps(_present(feed), ensure_ascii=False)) + "\n").encode()


def _item(entry: Entry) -> dict[str, Any]:
    content = {"content_html": entry.html} if entry.html else {"content_text": entry.summary or entry.title}
    item = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.original,
        "title": entry.title,
        "summary": entry.summary,
        **content,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "authors": [{"name": author} for author in entry.authors],
        "tags": list(entry.topics),
        "language": entry.lang,
    }
    return _present(item)


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    """Only what is said; but `items` stands in every feed."""
    return {key: value for key, value in fields.items() if value or key == "items"}
