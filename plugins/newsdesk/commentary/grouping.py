"""Quotations of a page under headings: by topic, person, year or month; and with anchors that the page has once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from newsdesk.commentary.views import QuotationGroup
from newsdesk.model.cards import Said, find_kicker, quotation_card, speaker_card, speaker_key
from newsdesk.model.digest import Digest
from newsdesk.model.edtf_words import month_words
from newsdesk.model.site import Link
from newsdesk.model.words import say

Heading = tuple[str, Link]  # the id of the group, and its heading


def elsewhere() -> Link:
    """The heading of what belongs to no topic."""
    return Link("", say("Other stories"))


def by_topic(said: Iterable[Said], digest: Digest) -> tuple[QuotationGroup, ...]:
    """Under each story's first topic; the topic spoken on last comes first."""

    def heading(one: Said) -> Heading:
        kicker = find_kicker(one.article, digest)
        return (topic_id(one.article.topics[0]), kicker) if kicker else (topic_id(""), elsewhere())

    return _grouped(said, digest, heading)


def topic_id(slug: str) -> str:
    """The anchor of a topic's group; of stories without a topic that is described, for an empty slug."""
    return f"on-{slug}" if slug else "on"


def by_year(said: Iterable[Said], digest: Digest) -> tuple[QuotationGroup, ...]:
    """Newest first."""
    return _grouped(said, digest, lambda one: _year(one.article.date.year))


def by_month(said: Iterable[Said], digest: Digest) -> tuple[QuotationGroup, ...]:
    """Newest first."""
    return _grouped(said, digest, lambda one: _month(one.article.date.year, one.article.date.month))


def _year(year: int) -> Heading:
    return f"in-{year:04}", Link("", str(year))


def _month(year: int, month: int) -> Heading:
    return f"in-{year:04}-{month:02}", Link("", month_words(year, month))


def by_person(said: Iterable[Said], digest: Digest, totals: Mapping[str, int]) -> tuple[QuotationGroup, ...]:
    """Under each speaker, people by name, with how often they are quoted in all: `totals`, by `cards.speaker_key`."""
    groups: dict[str, list[Said]] = {}
    for one in said:
        groups.setdefault(speaker_key(one.quotation, digest), []).append(one)
    found = []
    for key, group in groups.items():
        person = speaker_card(group[0].quotation, digest, totals[key])
        quotations = tuple(quotation_card(one, digest) for one in group)
        more = totals[key] if totals[key] > len(group) else 0
        found.append(QuotationGroup(_person_id(key), Link(person.url, person.name), quotations, person, more))
    return _anchored(sorted(found, key=lambda group: (group.heading.text.casefold(), group.id)))


def _person_id(speaker: str) -> str:
    """An anchor for a speaker: the slug, or for a plain name, which may be in any script, a short digest of it."""
    if speaker[:1] != " ":
        return f"by-{speaker}"
    return f"by-name-{hashlib.sha256(speaker.encode('utf-8', 'replace')).hexdigest()[:10]}"


def _grouped(said: Iterable[Said], digest: Digest, heading: Callable[[Said], Heading]) -> tuple[QuotationGroup, ...]:
    """In the order in which the groups' first quotations come."""
    groups: dict[Heading, list[Said]] = {}
    for one in said:
        groups.setdefault(heading(one), []).append(one)
    return _anchored(
        QuotationGroup(name, link, tuple(quotation_card(one, digest) for one in group))
        for (name, link), group in groups.items()
    )


def _anchored(groups: Iterable[QuotationGroup]) -> tuple[QuotationGroup, ...]:
    """With anchors that are unique on the page: two stories may have given theirs to different words."""
    seen: set[str] = set()
    found = []
    for group in groups:
        cards = []
        for card in group.quotations:
            anchor, number = card.anchor, 1
            while anchor in seen:
                number += 1
                anchor = f"{card.anchor}-{number}"
            seen.add(anchor)
            cards.append(replace(card, anchor=anchor) if number > 1 else card)
        found.append(replace(group, quotations=tuple(cards)))
    return tuple(found)
