"""What the templates of expert and commentary pages receive. Frozen values only; see model/site.py for cards."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.model.site import Link, PersonCard, QuotationCard


@dataclass(frozen=True, slots=True)
class QuotationGroup:
    """Quotations under one heading: a topic on an expert's page, a person on a topic's. Newest first."""

    id: str
    heading: Link
    quotations: tuple[QuotationCard, ...]
    person: PersonCard | None = None


@dataclass(frozen=True)
class ExpertView:
    """A person's profile and every quotation once, newest first, grouped by the story's primary topic.

    `biography` is HTML; `interests` are the declared interests; `spellings` other forms of the name; `sources` the
    publications that carried their words.
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


@dataclass(frozen=True)
class ExpertsView:
    """All people with a profile, by name: experts first, then officials."""

    experts: tuple[PersonCard, ...]
    officials: tuple[PersonCard, ...]


@dataclass(frozen=True)
class CommentaryView:
    """Who says what on one topic: grouped by person, people by name."""

    topic: Link
    groups: tuple[QuotationGroup, ...]
    quotations: int
