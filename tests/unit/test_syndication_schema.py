"""Every feed of the golden site, against the schema of its format and a feed reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import feedparser
from jsonschema import Draft202012Validator

_URL = {"type": "string", "format": "uri", "pattern": "^https?://"}
_AUTHORS = {"type": "array", "minItems": 1, "items": {"type": "object", "minProperties": 1}}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
# jsonfeed.org/version/1.1, the parts that we write.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": _URL,
        "feed_url": _URL,
        "description": {"type": "string"},
        "authors": _AUTHORS,
        "language": {"type": "string"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": _URL,
                    "external_url": _URL,
                    "title": {"type": "string"},
                    "summary": {"type": "string"},
                    "content_html": {"type": "string"},
                    "content_text": {"type": "string"},
                    "date_published": _DATE,
                    "date_modified": _DATE,
                    "authors": _AUTHORS,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": {"type": "string"},
                },
            },
        },
    },
}


def test_json_feeds_pass_the_schema(golden_site: Path) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    validator = Draft202012Validator(SCHEMA)
    feeds = sorted(golden_site.rglob("feed.json"))
    assert len(feeds) > 5
    for path in feeds:
        feed = json.loads(path.read_bytes())
        assert [error.message for error in validator.iter_errors(feed)] == [], path
        ids = [item["id"] for item in feed["items"]]
        assert len(ids) == len(set(ids))


def test_feed_readers_find_no_fault(golden_site: Path) -> None:
    feeds = [*golden_site.rglob("feed.xml"), *golden_site.rglob("rss.xml")]
    assert {path.name for path in feeds} == {"feed.xml", "rss.xml"}
    for path in feeds:
        parsed = feedparser.parse(path.read_bytes())
        assert not parsed.bozo, (path, parsed.get("bozo_exception"))
        assert all(entry.get("id") and entry.get("link") for entry in parsed.entries), path
