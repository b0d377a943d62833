"""From a digest to experts' pages, the list of them, and what was said on each topic, by whom.

Pure. Only accepted quotations count, each once. A speaker without a profile that readers may see stands in a topic's
commentary under the plain name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsdesk.commentary.views import CommentaryView, ExpertsView, ExpertView, QuotationGroup
from newsdesk.model.cards import (
    HOME,
    Said,
    feeds_beside,
    find_kicker,
    find_source_link,
    find_web_link,
    image_url,
    latest_change,
    person_card,
    quotation_card,
    said_by_speaker,
    said_in,
    speaker_key,
)
from newsdesk.model.digest import Digest, Expert, Topic
from newsdesk.model.hypertext import excerpt
from newsdesk.model.site import Link, Page, PersonCard, QuotationCard, Site, page_at

EXPERTS = Link("/experts/", "Experts")
TOPICS = Link("/topics/", "Topics")
ELSEWHERE = Link("", "Other stories")


class _Cards:
    """The card of each quotation, made once however many pages show it."""

    def __init__(self, digest: Digest, counts: Mapping[str, int]) -> None:
        self._digest = digest
        self._counts = counts
        self._made: dict[tuple[str, str], QuotationCard] = {}

    def of(self, said: Said) -> QuotationCard:
        key = (said.article.slug, said.quotation.anchor)
        if key not in self._made:
            self._made[key] = quotation_card(said, self._digest, self._counts)
        return self._made[key]


def pages(digest: Digest, site: Site) -> tuple[Page, ...]:
    """A page for each expert, the list of experts, and the commentary on each topic that has any.

    `site` is asked for by the contract of all rooms; nothing here depends on it.
    """
    said = said_by_speaker(digest)
    counts = {speaker: len(quotations) for speaker, quotations in said.items()}
    cards = _Cards(digest, counts)
    return (
        *(_expert_page(expert, said.get(expert.slug, ()), digest, cards) for expert in digest.experts),
        _experts_page(digest, counts),
        *_commentary_pages(digest, cards),
    )


def _expert_page(expert: Expert, said: Sequence[Said], digest: Digest, cards: _Cards) -> Page:
    return page_at(
        expert.url,
        "expert.html",
        _expert_view(expert, said, digest, cards),
        expert.name,
        description=_describe(expert),
        crumbs=(HOME, EXPERTS),
        feeds=feeds_beside(expert.url, f"{expert.name}: quotations"),
        draft=expert.status == "draft",
        noindex=expert.status == "draft",
        modified=latest_change(one.article for one in said),
        image=image_url(expert.photo) if expert.photo else None,
        claims=(expert.path,),
    )


def _describe(expert: Expert) -> str:
    """Who this is, in a line: role and affiliation, else how the biography opens."""
    office = ", ".join(part for part in (expert.role, expert.affiliation) if part)
    return f"{expert.name}: {office}" if office else excerpt(expert.body.plain)


def _expert_view(expert: Expert, said: Sequence[Said], digest: Digest, cards: _Cards) -> ExpertView:
    photo = expert.photo
    return ExpertView(
        name=expert.name,
        kind=expert.kind,
        role=expert.role or "",
        affiliation=expert.affiliation or "",
        biography=expert.body.html,
        interests=expert.interests or "",
        spellings=expert.aliases,
        links=tuple(link for url in expert.links if (link := find_web_link(url))),
        photo=image_url(photo) if photo else "",
        photo_alt=photo.alt if photo else "",
        photo_credit=(photo.credit or "") if photo else "",
        groups=_by_topic(said, digest, cards),
        quotations=len(said),
        sources=_sources(said),
        draft=expert.status == "draft",
    )


def _sources(said: Iterable[Said]) -> tuple[Link, ...]:
    links = dict.fromkeys(link for one in said if (link := find_source_link(one.article)))
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.url)))


def _by_topic(said: Iterable[Said], digest: Digest, cards: _Cards) -> tuple[QuotationGroup, ...]:
    """Under each story's first topic; the topic spoken on last comes first."""
    groups: dict[str, list[QuotationCard]] = {}
    headings: dict[str, Link] = {}
    for one in said:
        heading = find_kicker(one.article, digest)
        slug = f"on-{one.article.topics[0]}" if heading else "on"
        headings[slug] = heading or ELSEWHERE
        groups.setdefault(slug, []).append(cards.of(one))
    return tuple(QuotationGroup(slug, headings[slug], tuple(group)) for slug, group in groups.items())


def _experts_page(digest: Digest, counts: Mapping[str, int]) -> Page:
    def cards(kind: str) -> tuple[PersonCard, ...]:
        return tuple(person_card(e, counts.get(e.slug, 0)) for e in digest.experts if e.kind == kind)

    view = ExpertsView(cards("expert"), cards("official"))
    summary = "The people whom our stories quote, with everything they said."
    return page_at(EXPERTS.url, "experts.html", view, EXPERTS.text, description=summary, crumbs=(HOME,))


def _commentary_pages(digest: Digest, cards: _Cards) -> Iterator[Page]:
    for topic in digest.topics:
        said = said_in(digest.articles_by_topic[topic.slug], digest)
        if said:
            yield _commentary_page(topic, said, digest, cards)


def _commentary_page(topic: Topic, said: Sequence[Said], digest: Digest, cards: _Cards) -> Page:
    link = Link(topic.url, topic.name)
    return page_at(
        f"{topic.url}commentary/",
        "commentary.html",
        CommentaryView(link, _by_person(said, digest, cards), len(said)),
        f"Commentary on {topic.name}",
        description=f"Who said what on {topic.name}, with the source of every quotation.",
        crumbs=(HOME, TOPICS, link),
        modified=latest_change(one.article for one in said),
    )


def _by_person(said: Iterable[Said], digest: Digest, cards: _Cards) -> tuple[QuotationGroup, ...]:
    groups: dict[str, list[QuotationCard]] = {}
    for one in said:
        groups.setdefault(speaker_key(one.quotation, digest), []).append(cards.of(one))
    found = [_group(speaker, tuple(group)) for speaker, group in groups.items()]
    return tuple(sorted(found, key=lambda group: (group.heading.text.casefold(), group.id)))


def _group(speaker: str, quotations: tuple[QuotationCard, ...]) -> QuotationGroup:
    person = quotations[0].speaker
    return QuotationGroup(_person_id(speaker), Link(person.url, person.name), quotations, person)


def _person_id(speaker: str) -> str:
    """An anchor for a speaker: the slug, or for a plain name, which may be in any script, a short digest of it."""
    if speaker[:1] != " ":
        return f"by-{speaker}"
    return f"by-name-{hashlib.sha256(speaker.encode('utf-8', 'replace')).hexdigest()[:10]}"
