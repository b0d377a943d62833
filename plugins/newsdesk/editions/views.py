"""What the templates of home and edition pages receive. Frozen values only; see model/site.py for cards."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.model.site import Link, Moment, StoryCard, TopicCard


@dataclass(frozen=True, slots=True)
class Item:
    """A story in an edition, with the editor's note on it."""

    story: StoryCard
    note: str = ""


@dataclass(frozen=True)
class EditionView:
    """A dated issue. `number` counts from 1, the oldest; `letter` is the editor's, sanitised HTML."""

    title: str
    number: int
    date: Moment
    letter: str
    items: tuple[Item, ...]
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True)
class EditionCard:
    url: str
    title: str
    number: int
    date: Moment
    stories: int


@dataclass(frozen=True)
class EditionsView:
    """All editions, newest first."""

    editions: tuple[EditionCard, ...]


@dataclass(frozen=True)
class HomeView:
    """The latest edition (its first item leads the page), stories since or beside it, and topics."""

    edition: EditionView | None
    edition_url: str
    latest: tuple[StoryCard, ...]
    topics: tuple[TopicCard, ...]
