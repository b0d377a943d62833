"""The schema as data: it names each key once, and the reference is what it says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from newsdesk.source.reference import content_reference
from newsdesk.source.schema import SCHEMA, FileKind, Key, default_of, get_key

REFERENCE = Path(__file__).parents[2] / "docs" / "content-reference.md"


def every_list() -> Iterator[tuple[Key, ...]]:
    for keys in SCHEMA.values():
        yield keys
        yield from (key.keys for key in keys if key.keys)


def test_the_reference_is_current() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == content_reference(), (
        "run: python -m newsdesk.source.reference > docs/content-reference.md"
    )


@pytest.mark.parametrize("keys", list(every_list()))
def test_a_key_stands_once(keys: tuple[Key, ...]) -> None:
    assert len({key.name for key in keys}) == len(keys)


def test_choices_and_records_say_what_they_hold() -> None:
    for keys in every_list():
        for key in keys:
            assert bool(key.choices) == (key.shape == "choice")
            assert bool(key.keys) == (key.shape == "record")


@pytest.mark.parametrize(
    ("kind", "required"),
    [
        ("article", {"title", "date"}),
        ("topic", {"name"}),
        ("expert", {"name"}),
        ("edition", set()),
        ("page", {"title"}),
    ],
)
def test_few_keys_are_required(kind: FileKind, required: set[str]) -> None:
    assert {key.name for key in SCHEMA[kind] if key.required} == required


def test_stories_and_profiles_begin_as_drafts() -> None:
    assert default_of("article", "status") == default_of("expert", "status") == "draft"
    assert default_of("edition", "status") == "published"


def test_a_key_that_is_not_there_is_none() -> None:
    assert get_key(SCHEMA["topic"], "titel") is None
