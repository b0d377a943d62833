"""What lies beside every topic of two built sites: topic.json by its published schema, calendars, TimelineJS, feeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar
from jsonschema import Draft202012Validator

from tests.sites import ROOT

SCHEMA = json.loads((ROOT / "docs" / "topic-json.schema.json").read_text("utf-8"))
# As TimelineJS 3.9's loader and its date class read them: strings or numbers, a year at least, and text of HTML.
_DATE = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "properties": {name: {"type": "string", "pattern": r"^-?\d+$"} for name in ("year", "month", "day")},
}
_TEXT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
}
TIMELINEJS = {
    "type": "object",
    "required": ["events"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "object", "required": ["text"], "properties": {"text": _TEXT}},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date", "text", "unique_id"],
                "additionalProperties": False,
                "properties": {
                    "unique_id": {"type": "string", "minLength": 1},
                    "start_date": _DATE,
                    "end_date": _DATE,
                    "display_date": {"type": "string", "minLength": 1},
                    "text": _TEXT,
                    "group": {"type": "string", "minLength": 1},
                },
            },
        },
    },
}


@pytest.fixture(scope="module", params=["golden_site", "sample_site"])
def topics(request: pytest.FixtureRequest) -> list[Path]:
    """The folders of the topics that have a timeline."""
    site: Path = request.getfixturevalue(request.param)
    folders = [path.parent for path in sorted(site.glob("topics/*/topic.json"))]
    assert len(folders) >= 2
    return folders


def strict(schema: Any) -> Any:
    """The schema with every field that it does not name refused: what we write is all documented."""
    if isinstance(schema, dict):
        closed = {key: strict(value) for key, value in schema.items()}
        return {**closed, "additionalProperties": False} if "properties" in schema else closed
    return [strict(item) for item in schema] if isinstance(schema, list) else schema


def faults(schema: Any, data: Any) -> list[str]:
    Draft202012Validator.check_schema(schema)
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(data)]


def events(folder: Path) -> Iterator[dict[str, Any]]:
    data = json.loads((folder / "topic.json").read_bytes())
    return (entry for entry in data["entries"] if entry["kind"] == "event")


def test_topic_json_is_as_its_schema_says_and_holds_nothing_else(topics: list[Path]) -> None:
    for folder in topics:
        assert faults(strict(SCHEMA), json.loads((folder / "topic.json").read_bytes())) == [], folder.name


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", 2),
        ("url", "/topics/x/"),
        ("entries", [{"id": "x"}]),
        ("language", ""),
        ("site", {"name": "No page"}),
    ],
)
def test_the_schema_refuses_what_is_wrong(field: str, value: object, golden_site: Path) -> None:
    data = json.loads((golden_site / "topics" / "harbour-bridge" / "topic.json").read_bytes())
    assert faults(SCHEMA, {**data, field: value})


def test_every_field_of_the_schema_is_described(golden_site: Path) -> None:
    words = (ROOT / "docs" / "topic-json.md").read_text("utf-8")
    fields = {name for part in (SCHEMA, *SCHEMA["$defs"].values()) for name in part["properties"]}
    assert {name for name in fields if f"`{name}`" not in words} == set()


def test_calendars_hold_the_events_of_known_days(topics: list[Path]) -> None:
    for folder in topics:
        calendar = Calendar.from_ical((folder / "timeline.ics").read_bytes())
        assert [error for part in calendar.walk() for error in part.errors] == []
        days = [str(event["DTSTART"].dt) for event in calendar.walk("VEVENT")]
        vague = ("approximate", "uncertain")
        known = [
            event["date"]["earliest"]
            for event in events(folder)
            if event["date"]["precision"] == "day"
            and "earliest" in event["date"]
            and "latest" in event["date"]
            and not any(name in event["date"] for name in vague)
        ]
        assert sorted(days) == sorted(known), folder.name
        uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
        assert len(uids) == len(set(uids))


def test_timelinejs_gets_what_its_loader_reads(topics: list[Path]) -> None:
    for folder in topics:
        data = json.loads((folder / "timelinejs.json").read_bytes())
        assert faults(TIMELINEJS, data) == [], folder.name
        ids = [event["unique_id"] for event in data["events"]]
        assert len(ids) == len(set(ids))
        assert len(ids) == len(json.loads((folder / "topic.json").read_bytes())["entries"])


def test_feeds_of_topics_are_read_without_a_fault(topics: list[Path]) -> None:
    for folder in topics:
        parsed = feedparser.parse((folder / "feed.xml").read_bytes())
        assert not parsed.bozo, (folder.name, parsed.get("bozo_exception"))
        assert parsed.entries
