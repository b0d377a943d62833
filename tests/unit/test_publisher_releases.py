"""The record of releases and what follows from it. No files."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk.publisher.releases import ENTRIES_KEPT, Action, Entry, Record, before, kept, record_from, with_found
from newsdesk.publisher.summary import Outcome, in_words


def record(*history: str) -> Record:
    """`a` is a publication of a, `<a` a rollback to it."""
    entries = Record()
    for n, step in enumerate(history):
        action: Action = "rolled back" if step.startswith("<") else "published"
        entries = entries.with_entry(Entry(step.lstrip("<"), f"2018-10-{n + 1:02}T08:00:00+00:00", action))
    return entries


@pytest.mark.parametrize(
    ("history", "live", "present", "expected"),
    [
        ("", None, "", None),
        ("a", "a", "a", None),
        ("ab", "b", "ab", "a"),
        ("abc", "c", "abc", "b"),
        ("abc", "c", "ac", "a"),
        (("a", "b", "c", "<b"), "b", "abc", "a"),
        (("a", "b", "c", "<b", "<a"), "a", "abc", None),
        (("a", "b", "<a", "c"), "c", "abc", "b"),
        (("a", "b", "a"), "a", "ab", "b"),
        ("ab", None, "ab", "b"),
        ("ab", "x", "abx", "b"),
    ],
)
def test_rollback_leads_to_the_release_published_before(
    history: tuple[str, ...], live: str | None, present: str, expected: str | None
) -> None:
    assert before(record(*history), live, tuple(present)) == expected


@pytest.mark.parametrize(
    ("history", "live", "keep", "stay"),
    [
        ("abcdef", "f", 5, "bcdef"),
        ("abcdef", "a", 5, "acdef"),
        ("abcdef", "a", 1, "a"),
        ("abc", "c", 0, "c"),
        ("abc", None, 2, "c"),
        ("", None, 5, ""),
        ("abcab", "b", 2, "ab"),
    ],
)
def test_the_last_releases_stay_and_always_the_live_one(history: str, live: str | None, keep: int, stay: str) -> None:
    assert kept(record(*history), live, keep=keep) == set(stay)


def test_a_release_made_live_by_a_publisher_that_died_is_found() -> None:
    found = with_found(record("b"), ("a", "b", "c"), "c", "2018-10-13T08:00:00+00:00")
    assert [entry.release for entry in found.entries] == ["b", "c"]
    assert before(found, "c", ("a", "b", "c")) == "b"


def test_a_lost_record_is_made_again_from_what_is_there() -> None:
    found = with_found(Record(), ("a", "b", "c"), "b", "2018-10-13T08:00:00+00:00")
    assert [entry.release for entry in found.entries] == ["a", "c", "b"]


def test_a_whole_record_is_left_as_it_is() -> None:
    assert with_found(record("a", "b"), ("a", "b", "staged"), "b", "") == record("a", "b")
    assert with_found(record("a"), ("a",), None, "") == record("a")


def test_a_record_survives_being_kept() -> None:
    kept_record = record("a", "b", "<a")
    assert record_from(kept_record.as_json()) == kept_record


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"releases": [{"release": 1, "time": 2, "action": "x"}]}', "[" * 99999]
)
def test_a_damaged_record_is_none(text: str) -> None:
    assert record_from(text) is None


@given(st.recursive(st.none() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)))
def test_no_json_breaks_reading_a_record(data: object) -> None:
    record_from(json.dumps(data))
    record_from(json.dumps({"releases": data}))


def test_a_record_does_not_grow_for_ever() -> None:
    assert len(record(*("a" for _ in range(20))).entries) == 20
    long = Record(tuple(Entry(str(n), "", "published") for n in range(ENTRIES_KEPT)))
    assert [long.with_entry(Entry("new", "", "published")).entries[n].release for n in (0, -1)] == ["1", "new"]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (999_950, "1.0 MB"),
        (3_400_000, "3.4 MB"),
        (10**16, "10,000.0 TB"),
    ],
)
def test_sizes_are_told_as_people_say_them(size: int, words: str) -> None:
    assert in_words(size) == words


def test_nothing_in_a_summary_acts_as_markup() -> None:
    outcome = Outcome("published", "0" * 12, "site", "2018-10-13", forced="<script>|x\ny")
    assert "&lt;script>\\|x y |" in outcome.as_markdown()
