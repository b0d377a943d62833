"""What the templates of topic pages receive. Frozen values only; see model/site.py for cards."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.model.site import Link, Moment, PersonCard, QuotationCard, StoryCard, TopicCard


@dataclass(frozen=True, slots=True)
class Report:
    """Who told of an event, and when: the story (linked at its sentence where known) and its publication.

    `id` is the anchor of this account, to which the story links back; empty for a story's own entry.
    """

    story: Link
    date: Moment
    source: Link | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as listed. `id` is the anchor; `precision` is year, month, day …; `story` true for an article's own
    entry at its own date, whose `title` is its headline."""

    id: str
    when: Moment
    precision: str
    title: str
    text: str = ""
    milestone: bool = False
    story: bool = False
    place: str = ""
    people: tuple[PersonCard, ...] = ()
    quote: str = ""
    reports: tuple[Report, ...] = ()
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a month of a busy year, with its entries in order. `id` is the anchor of its heading."""

    id: str
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class TopicView:
    """A topic: background, how we got here (milestones), the whole timeline (oldest first), latest stories."""

    name: str
    summary: str
    background: str
    span: str
    milestones: tuple[Entry, ...]
    periods: tuple[Period, ...]
    entries: int
    stories: tuple[StoryCard, ...]
    people: tuple[PersonCard, ...]
    quotations: tuple[QuotationCard, ...]
    related: tuple[TopicCard, ...]
    commentary: Link | None


@dataclass(frozen=True)
class TopicsView:
    """The list of all topics, by name."""

    topics: tuple[TopicCard, ...]
