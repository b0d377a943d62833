"""A timeline as files: read back by what reads such files, and held against what their readers demand."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from newsdesk.model.digest import Article, Digest, Event, Source
from newsdesk.model.site import File, Site
from newsdesk.timelines.assemble import sheets

from tests.digests import SITE, article, digest, event, expert, made, topic


def told(*events: Event, **fields: Any) -> Article:
    return article("teller", "2031-12-31", title="Looking back", timeline=events, **fields)


def content(some: Digest, name: str, site: Site = SITE) -> bytes:
    (file,) = [one for one in made(sheets, some, site) if one.path == f"topics/harbour/{name}"]
    assert isinstance(file, File)
    return file.content


def calendar_events(some: Digest) -> list[Any]:
    return list(Calendar.from_ical(content(some, "timeline.ics")).walk("VEVENT"))


def entries(some: Digest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(content(some, "topic.json"))["entries"]
    return found


def slides(some: Digest) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(content(some, "timelinejs.json"))["events"]
    return found


def test_a_known_day_is_a_whole_day_event_with_all_that_is_told() -> None:
    story = told(
        event("2031-05-10", "Talks; in Sandhaven", id="talks", place="Town Hall", text="They met.", level="milestone"),
        source=Source("The Gull", "the-gull"),
    )
    (one,) = calendar_events(digest(story))
    assert (one["dtstart"].dt, one["dtend"].dt) == (dt.date(2031, 5, 10), dt.date(2031, 5, 11))
    assert (one["summary"], one["location"], one["uid"]) == (
        "Talks; in Sandhaven",
        "Town Hall",
        "told-teller--talks@harbour.example",
    )
    assert one["url"] == "https://harbour.example/topics/harbour/#event-talks"
    assert "The Gull: Looking back (31 December 2031) https://harbour.example/articles/teller/" in one["description"]
    assert one["dtstamp"].dt == dt.datetime(2031, 12, 31, 7, 30, tzinfo=dt.UTC)


def test_an_interval_of_days_ends_on_the_day_after() -> None:
    (one,) = calendar_events(digest(told(event("2031-05-10/2031-05-12", "Congress"))))
    assert (one["dtstart"].dt, one["dtend"].dt) == (dt.date(2031, 5, 10), dt.date(2031, 5, 13))


@pytest.mark.parametrize(
    "date",
    ["2031", "2031-05", "2031-05-10~", "2031-05-10?", "2031-22", "203X", "2031-05-10/..", "../2031-05-10",
     "2031-05/2031-06", "2031-05-10~/2031-05-12", "-0043-03-15", "9999-12-31"],
)  # fmt: skip
def test_a_date_that_is_no_known_day_is_left_out_of_the_calendar(date: str) -> None:
    assert calendar_events(digest(told(event(date, "Thing", id="x")))) == []


def test_an_event_keeps_its_uid_when_its_words_change_and_the_site_moves() -> None:
    before = digest(told(event("2031-05-10", "Talks", id="talks")))
    after = digest(told(event("2031-05-11", "Talks, after all", id="talks")))
    site = replace(SITE, id="digest.example,2026")
    moved = replace(site, url="https://new.example")
    calendars = (content(before, "timeline.ics", site), content(after, "timeline.ics", moved))
    uids = {str(one["uid"]) for calendar in calendars for one in Calendar.from_ical(calendar).walk("VEVENT")}
    assert uids == {"told-teller--talks@digest.example"}


def test_the_same_content_gives_the_same_bytes() -> None:
    some = digest(told(event("2031-05-10", "Talks"), event("2031", "Year")))
    for name in ("timeline.ics", "topic.json", "timelinejs.json"):
        assert content(some, name) == content(some, name)


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.sampled_from(["2031-05-10", "-0043", "2031-22~", "Y99999", "2030/.."]),
)
def test_files_can_be_read_whatever_is_told(words: str, date: str) -> None:
    some = digest(
        topic("harbour", name=words), told(event(date, words, id="x", text=words, place=words, people=(words,)))
    )
    calendar = Calendar.from_ical(content(some, "timeline.ics"))
    assert not [error for part in calendar.walk() for error in part.errors]
    assert any(entry["title"] == words for entry in entries(some))
    assert all(slide["start_date"]["year"] for slide in slides(some))


def test_topic_json_says_all_that_the_page_says() -> None:
    first = told(
        event(
            "2031-05~",
            "Talks held in Sandhaven",
            id="talks",
            people=("ada-example", "Cy"),
            sources=("https://t.example/",),
        ),
        source=Source("The Gull", "the-gull"),
    )
    some = digest(first, expert("ada-example"))
    talks, story = entries(some)
    assert talks == {
        "id": "event-talks",
        "url": "https://harbour.example/topics/harbour/#event-talks",
        "kind": "event",
        "date": {
            "edtf": "2031-05~", "words": "around May 2031", "precision": "month",
            "earliest": "2031-05-01", "latest": "2031-05-31", "approximate": True,
        },
        "title": "Talks held in Sandhaven",
        "people": [{"name": "Ada Example", "url": "https://harbour.example/experts/ada-example/"}, {"name": "Cy"}],
        "added": "2031-12-31",
        "modified": "2031-12-31T09:30:00+02:00",
        "reports": [{
            "date": "2031-12-31T09:30:00+02:00", "title": "Looking back",
            "url": "https://harbour.example/articles/teller/",
            "source": {"name": "The Gull", "url": "https://harbour.example/sources/the-gull/"},
        }],
        "sources": ["https://t.example/"],
    }  # fmt: skip
    assert (story["kind"], story["title"]) == ("story", "Looking back")


@pytest.mark.parametrize(
    ("date", "earliest", "latest"),
    [
        ("-0043", "-0043-01-01", "-0043-12-31"),
        ("Y12345", "+12345-01-01", "+12345-12-31"),
        ("2030/..", "2030-01-01", None),
    ],
)
def test_bounds_are_iso_dates_of_any_year(date: str, earliest: str, latest: str | None) -> None:
    (found,) = [e["date"] for e in entries(digest(told(event(date, "Thing")))) if e["kind"] == "event"]
    assert (found["earliest"], found.get("latest")) == (earliest, latest)


def test_timelinejs_gets_what_its_loader_requires() -> None:
    some = digest(
        told(event("2031-05-10", "A <b> & c", id="x"), event("2031-22", "Summer"), event("../2030", "Before"))
    )
    data = json.loads(content(some, "timelinejs.json"))
    assert data["title"]["text"]["headline"] == "Harbour"
    ids = [slide["unique_id"] for slide in data["events"]]
    assert len(ids) == len(set(ids)) == 4
    for slide in data["events"]:
        assert set(slide["start_date"]) <= {"year", "month", "day"}
        assert all(isinstance(part, str) and part.lstrip("-").isdigit() for part in slide["start_date"].values())
        assert {"headline", "text"} <= set(slide["text"])
    by_words = {slide["text"]["headline"]: slide for slide in data["events"]}
    assert by_words["A &lt;b&gt; &amp; c"]["start_date"] == {"year": "2031", "month": "5", "day": "10"}
    assert "display_date" not in by_words["A &lt;b&gt; &amp; c"]
    assert (by_words["Summer"]["start_date"], by_words["Summer"]["display_date"]) == (
        {"year": "2031", "month": "6"},
        "summer 2031",
    )
    assert by_words["Before"]["display_date"] == "by the end of 2030"


@pytest.mark.parametrize(
    ("date", "end"),
    [
        ("2031-05-10/2031-05-12", {"year": "2031", "month": "5", "day": "12"}),
        ("2031-22/2032-24", {"year": "2033", "month": "2"}),
        ("2031-05-10/..", None),
        ("2031-05-10/2031-05-10", None),
        ("203X", None),
    ],
)
def test_timelinejs_gets_an_end_for_intervals_alone(date: str, end: dict[str, str] | None) -> None:
    (slide,) = [s for s in slides(digest(told(event(date, "Thing")))) if s["text"]["headline"] == "Thing"]
    assert slide.get("end_date") == end
