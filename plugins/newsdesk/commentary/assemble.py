"""From an index to the sheets of experts' pages, the list of them, and what was said on each topic, by whom.

Pure. Only accepted quotations count, each once. A speaker without a profile that readers may see stands in a topic's
commentary under the plain name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from newsdesk.commentary.views import CommentaryView, ExpertsView, ExpertView, QuotationGroup
from newsdesk.model.cards import (
    HOME,
    Said,
    describe_expert,
    feeds_beside,
    find_kicker,
    find_source_link,
    find_web_link,
    image_url,
    latest_change,
    person_card,
    quotation_card,
    said_by,
    said_in,
    speaker_card,
    speaker_key,
)
from newsdesk.model.digest import Digest, Expert
from newsdesk.model.index import Index
from newsdesk.model.site import Link, Material, Page, PersonCard, QuotationCard, Scope, Sheet, Site, page_at, path_of

EXPERTS = Link("/experts/", "Experts")
TOPICS = Link("/topics/", "Topics")
ELSEWHERE = Link("", "Other stories")


def sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """A page for each expert, the list of experts, and the commentary on each topic that has any.

    `site` is asked for by the contract of all features; nothing here depends on it.
    """
    for expert in index.experts:
        articles = tuple(row.slug for row in index.by_expert.get(expert.slug, ()))
        scope = Scope(articles=articles, experts=(expert.slug,))
        yield Sheet(path_of(expert.url), "expert.html", scope, partial(_expert_page, expert.slug))
    cards = tuple(person_card(expert, index.times_quoted[expert.slug]) for expert in index.experts)
    yield Sheet(path_of(EXPERTS.url), "experts.html", Scope(facts=cards), _experts_page)
    for topic in index.topics:
        articles = tuple(row.slug for row in index.by_topic[topic.slug] if row.speakers)
        if articles:
            scope = Scope(articles=articles, facts=(Link(topic.url, topic.name),))
            yield Sheet(path_of(_commentary_url(topic.url)), "commentary.html", scope, _commentary_page)


def _expert_page(slug: str, material: Material) -> Page:
    digest = material.digest
    expert = digest.expert[slug]
    said = said_by(expert, digest)
    return page_at(
        expert.url,
        "expert.html",
        _expert_view(expert, said, digest),
        expert.name,
        description=describe_expert(expert),
        crumbs=(HOME, EXPERTS),
        feeds=feeds_beside(expert.url, f"{expert.name}: quotations"),
        draft=expert.status == "draft",
        noindex=expert.status == "draft",
        modified=latest_change(one.article for one in said),
        image=image_url(expert.photo) if expert.photo else None,
        claims=(expert.path,),
    )


def _expert_view(expert: Expert, said: Sequence[Said], digest: Digest) -> ExpertView:
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
        groups=_by_topic(said, digest),
        quotations=len(said),
        sources=_sources(said),
        draft=expert.status == "draft",
    )


def _sources(said: Iterable[Said]) -> tuple[Link, ...]:
    links = dict.fromkeys(link for one in said if (link := find_source_link(one.article)))
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.url)))


def _by_topic(said: Iterable[Said], digest: Digest) -> tuple[QuotationGroup, ...]:
    """Under each story's first topic; the topic spoken on last comes first."""
    groups: dict[str, list[QuotationCard]] = {}
    headings: dict[str, Link] = {}
    for one in said:
        heading = find_kicker(one.article, digest)
        slug = f"on-{one.article.topics[0]}" if heading else "on"
        headings[slug] = heading or ELSEWHERE
        groups.setdefault(slug, []).append(quotation_card(one, digest))
    return tuple(QuotationGroup(slug, headings[slug], tuple(group)) for slug, group in groups.items())


def _experts_page(material: Material) -> Page:
    cards: tuple[PersonCard, ...] = material.facts
    experts = tuple(card for card in cards if card.kind == "expert")
    view = ExpertsView(experts, tuple(card for card in cards if card.kind == "official"))
    summary = "The people whom our stories quote, with everything they said."
    return page_at(EXPERTS.url, "experts.html", view, EXPERTS.text, description=summary, crumbs=(HOME,))


def _commentary_url(topic: str) -> str:
    return f"{topic}commentary/"


def _commentary_page(material: Material) -> Page:
    digest, (topic,) = material.digest, material.facts
    said = said_in(digest.articles, digest)
    return page_at(
        _commentary_url(topic.url),
        "commentary.html",
        CommentaryView(topic, _by_person(said, digest), len(said)),
        f"Commentary on {topic.text}",
        description=f"Who said what on {topic.text}, with the source of every quotation.",
        crumbs=(HOME, TOPICS, topic),
        modified=latest_change(one.article for one in said),
    )


def _by_person(said: Iterable[Said], digest: Digest) -> tuple[QuotationGroup, ...]:
    """Under each speaker, with how often they are quoted on this topic."""
    groups: dict[str, list[Said]] = {}
    for one in said:
        groups.setdefault(speaker_key(one.quotation, digest), []).append(one)
    found = []
    for key, group in groups.items():
        person = speaker_card(group[0].quotation, digest, len(group))
        quotations = tuple(quotation_card(one, digest) for one in group)
        found.append(QuotationGroup(_person_id(key), Link(person.url, person.name), quotations, person))
    return tuple(sorted(found, key=lambda group: (group.heading.text.casefold(), group.id)))


def _person_id(speaker: str) -> str:
    """An anchor for a speaker: the slug, or for a plain name, which may be in any script, a short digest of it."""
    if speaker[:1] != " ":
        return f"by-{speaker}"
    return f"by-name-{hashlib.sha256(speaker.encode('utf-8', 'replace')).hexdigest()[:10]}"
