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
class Differing:
    """Others date what seems to be the same event differently: when, who does, and where that entry stands."""

    when: Moment
    by: tuple[Link, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as listed. `id` is the anchor; `precision` is year, month, day …; `story` true for an article's own
    entry at its own date, whose `title` is its headline.

    `url` is its lasting address, empty where that is `#id`. `added` is when it came into the timeline: the day of the
    first story that told of it, ISO; `modified` when any of its stories last changed, RFC 3339. `others` are ids under
    which other stories know it, which links may still use. `sources` are who else, its stories say, told of it;
    `differs` says who dates it differently.
    """

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
    url: str = ""
    added: str = ""
    modified: str = ""
    others: tuple[str, ...] = ()
    sources: tuple[Link, ...] = ()
    differs: tuple[Differing, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a month of a busy year, with its entries in order. `id` is the anchor of its heading.

    Of a busy year's periods `year` names it and `short` the month, in a word for a list under that year.
    """

    id: str
    heading: str
    entries: tuple[Entry, ...]
    year: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a density strip, in the units of its SVG: how many entries its step of time has, and their first."""

    x: int
    y: int
    width: int
    height: int
    url: str
    words: str
    entries: int
    milestones: int


@dataclass(frozen=True, slots=True)
class Strip:
    """How much happened when: `unit` is what a bar stands for, `busiest` the step with `most` entries."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    unit: str
    first: str
    last: str
    busiest: str
    most: int


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A line of activity: the `d` of an SVG path, its box, and what it says in words."""

    path: str
    width: int
    height: int
    words: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A link to the part of a timeline that concerns one person, place or source, with its number of entries."""

    link: Link
    entries: int
    current: bool = False


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One way to narrow a timeline: `kind` is person, place or source, `label` that in words."""

    label: str
    links: tuple[Narrowed, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """The timeline as a file for other programs: for whom it is, in a word or two."""

    url: str
    name: str
    use: str
    type: str


@dataclass(frozen=True, slots=True)
class Addition:
    """An entry that came into the timeline lately, with the day on which it did."""

    added: Moment
    when: Moment
    title: str
    url: str


@dataclass(frozen=True)
class TopicView:
    """A topic: background, how we got here (milestones), the whole timeline (oldest first), latest stories.

    `newest` leads to the timeline with the newest first. `embed` is the address of the page for other sites,
    `snippet` the HTML with which they show it. `questions` are what is still open.
    """

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
    strip: Strip | None = None
    newest: Link | None = None
    narrowings: tuple[Narrowing, ...] = ()
    additions: tuple[Addition, ...] = ()
    downloads: tuple[Download, ...] = ()
    embed: str = ""
    snippet: str = ""
    questions: tuple[str, ...] = ()


@dataclass(frozen=True)
class TimelineView:
    """A topic's timeline on a page of its own: the newest first, or that of one person, place or source.

    `whole` leads to the whole timeline, oldest first.
    """

    topic: Link
    heading: str
    standfirst: str
    periods: tuple[Period, ...]
    entries: int
    span: str
    whole: Link
    narrowings: tuple[Narrowing, ...] = ()


@dataclass(frozen=True)
class EmbedView:
    """A topic's milestones, or its latest events where it has none, for a frame on another site."""

    topic: Link
    heading: str
    entries: tuple[Entry, ...]
    total: int


@dataclass(frozen=True)
class TopicsView:
    """The list of all topics, by name; `activity` has a line, or None, for each."""

    topics: tuple[TopicCard, ...]
    activity: tuple[Sparkline | None, ...] = ()
