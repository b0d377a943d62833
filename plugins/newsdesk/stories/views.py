"""What the templates of story pages and lists receive. Frozen values only; see model/site.py for cards."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.model.site import Link, Moment, PersonCard, StoryCard


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture. `width` and `height` in pixels keep the page still while it loads; 0 where they are not known."""

    url: str
    alt: str
    credit: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A correction, or the retraction of the story, with its date."""

    date: Moment
    text: str
    retraction: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A dated event that the story tells, with the address of its entry in a timeline."""

    when: Moment
    title: str
    url: str
    proposed: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """A story to read next, and why this one: `kind` is topic or person, `why` which."""

    story: StoryCard
    kind: str
    why: Link


@dataclass(frozen=True)
class StoryView:
    """A story. `body` is sanitised HTML whose quotations carry ids; `original` is the article at its source.

    `newer` and `older` are its neighbours in time on its first topic; `citation` is complete with the site's name, the
    date and the address. `translated` says that the original has another language.
    """

    headline: str
    standfirst: str
    kicker: Link | None
    section: str
    kind: str
    byline: tuple[Link, ...]
    date: Moment
    modified: Moment | None
    dateline: str
    lang: str | None
    source: Link | None
    original: Link | None
    original_author: str
    original_date: Moment | None
    image: Figure | None
    corrections: tuple[Note, ...]
    body: str
    topics: tuple[Link, ...]
    tags: tuple[str, ...]
    people: tuple[PersonCard, ...]
    events: tuple[Told, ...]
    more: tuple[Related, ...]
    minutes: int
    draft: bool = False
    newer: Link | None = None
    older: Link | None = None
    citation: str = ""
    licence: str = ""
    translated: bool = False


@dataclass(frozen=True)
class StoriesView:
    """A list of stories under one heading: an author's, a source's, a month's. Newest first; `earlier` leads to those
    that stand on pages of their own."""

    heading: str
    summary: str
    stories: tuple[StoryCard, ...]
    newer: Link | None = None
    older: Link | None = None
    website: Link | None = None
    earlier: Shelf | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction in the list of all, with the story that it stands in."""

    date: Moment
    text: str
    story: Link
    lang: str | None = None


@dataclass(frozen=True)
class CorrectionsView:
    """What was corrected, the latest first."""

    notes: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A heading of an index with links under it and how many stories each holds."""

    heading: str
    links: tuple[Link, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class IndexView:
    """An index: authors by name, sources by name, months by year (newest first)."""

    heading: str
    summary: str
    shelves: tuple[Shelf, ...]


@dataclass(frozen=True)
class SearchView:
    """Ways to a story: by topic, by month (a shelf a year, newest first), and by the other indexes."""

    topics: Shelf | None
    years: tuple[Shelf, ...]
    indexes: tuple[Link, ...]


@dataclass(frozen=True)
class PlainView:
    """About and the like: a heading and sanitised HTML."""

    heading: str
    body: str


@dataclass(frozen=True)
class MissingView:
    """404: what readers may want instead."""

    stories: tuple[StoryCard, ...]
    topics: tuple[Link, ...]
