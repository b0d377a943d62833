"""What the templates of expert and commentary pages receive. Frozen values only; see model/site.py for cards."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.model.site import Link, PersonCard, QuotationCard


@dataclass(frozen=True, slots=True)
class QuotationGroup:
    """Quotations under one heading: a topic, a person, a year or a month. Newest first.

    `total` says how many there are where the page shows only the latest of them; else 0.
    """

    id: str
    heading: Link
    quotations: tuple[QuotationCard, ...]
    person: PersonCard | None = None
    total: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """A link with how many quotations, or people, lie behind it. `current` is the page that the reader is on."""

    link: Link
    count: int
    current: bool = False


@dataclass(frozen=True, slots=True)
class FrequencyBar:
    """One step of time in which something was said; whole units of the drawing."""

    x: int
    y: int
    width: int
    height: int
    words: str
    quotations: int


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often somebody was quoted: bars, oldest first. `words` say the same to those who do not see them."""

    width: int
    height: int
    bars: tuple[FrequencyBar, ...]
    unit: str
    first: str
    last: str
    words: str


@dataclass(frozen=True)
class ExpertView:
    """A person's profile and what they said, newest first, grouped by year; every quotation once.

    `biography` is HTML; `interests` are the declared interests; `spellings` other forms of the name; `sources` the
    publications that carried their words. `quotations` counts all of them. Where they are too many for one page,
    `groups` are the latest and `parts` lead to all, by year. `topics` lead to the same words by topic.
    """

    name: str
    kind: str
    role: str
    affiliation: str
    biography: str
    interests: str
    spellings: tuple[str, ...]
    links: tuple[Link, ...]
    photo: str
    photo_alt: str
    photo_credit: str
    groups: tuple[QuotationGroup, ...]
    quotations: int
    sources: tuple[Link, ...]
    draft: bool = False
    frequency: Frequency | None = None
    topics: tuple[Counted, ...] = ()
    parts: tuple[Counted, ...] = ()


@dataclass(frozen=True)
class SaidView:
    """Quotations in another order than the main page's, or of one part of the time. `home` is that main page.

    With `speakers` each quotation names who said it, with `topics` what it is about.
    """

    home: Link
    heading: str
    standfirst: str
    groups: tuple[QuotationGroup, ...]
    quotations: int
    speakers: bool = False
    topics: bool = False
    older: Link | None = None
    newer: Link | None = None
    parts: tuple[Counted, ...] = ()


@dataclass(frozen=True)
class ExpertsView:
    """People with a profile, by name: experts first, then officials. All of them, or those quoted on one topic.

    `topics` are the ways to narrow the list, each with how many people it leaves.
    """

    experts: tuple[PersonCard, ...]
    officials: tuple[PersonCard, ...]
    topics: tuple[Counted, ...] = ()
    everyone: Link | None = None
    commentary: Link | None = None


@dataclass(frozen=True)
class CommentaryView:
    """Who says what on one topic, side by side: grouped by person, people by name.

    `quotations` counts all. Where they are too many for one page, `groups` hold the latest words of those quoted most,
    and `parts` lead to all, by year. `by_date` is the same newest first, where more than one person speaks.
    """

    topic: Link
    groups: tuple[QuotationGroup, ...]
    quotations: int
    people: int = 0
    by_date: Link | None = None
    parts: tuple[Counted, ...] = ()
