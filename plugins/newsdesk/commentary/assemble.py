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
    accepted,
    feeds_beside,
    find_kicker,
    find_source_link,
    find_web_link,
    image_url,
    latest_change,
    person_card,
    quotation_card,
    said_by_speaker,
    speaker_card,
    speaker_key,
)
from newsdesk.model.digest import Digest, Expert, Topic
from newsdesk.model.hypertext import excerpt
from newsdesk.model.site import Link, Page, PersonCard, Site, page_at

EXPERTS = Link("/experts/", "Experts")
TOPICS = Link("/topics/", "Topics")
ELSEWHERE = Link("", "Other stories")


def pages(digest: Digest, site: Site) -> tuple[Page, ...]:
    """A page for each expert, the list of experts, and the commentary on each topic that has any.

    `site` is asked for by the contract of all rooms; nothing here depends on it.
    """
    said = said_by_speaker(digest)
    counts = {speaker: len(quotations) for speaker, quotations in said.items()}
    return (
        *(_expert_page(expert, said.get(expert.slug, ()), digest, counts) for expert in digest.experts),
        _experts_page(digest, counts),
        *_commentary_pages(digest, counts),
    )


def _expert_page(expert: Expert, said: Sequence[Said], digest: Digest, counts: Mapping[str, int]) -> Page:
    return page_at(
        expert.url,
        "expert.html",
        _expert_view(expert, said, digest, counts),
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


def _expert_view(expert: Expert, said: Sequence[Said], digest: Digest, counts: Mapping[str, int]) -> ExpertView:
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
        groups=_by_topic(said, digest, counts),
        quotations=len(said),
        sources=_sources(said),
        draft=expert.status == "draft",
    )


def _sources(said: Iterable[Said]) -> tuple[Link, ...]:
    links = dict.fromkeys(link for one in said if (link := find_source_link(one.article)))
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.url)))


def _by_topic(said: Iterable[Said], digest: Digest, counts: Mapping[str, int]) -> tuple[QuotationGroup, ...]:
    """Under each story's first topic; the topic spoken on last comes first."""
    groups: dict[str, list[Said]] = {}
    headings: dict[str, Link] = {}
    for one in said:
        heading = find_kicker(one.article, digest)
        slug = one.article.topics[0] if heading else ""
        headings[slug] = heading or ELSEWHERE
        groups.setdefault(slug, []).append(one)
    return tuple(
        QuotationGroup(
            f"on-{slug}" if slug else "on-others",
            headings[slug],
            tuple(quotation_card(one, digest, counts) for one in group),
        )
        for slug, group in groups.items()
    )


def _experts_page(digest: Digest, counts: Mapping[str, int]) -> Page:
    def cards(kind: str) -> tuple[PersonCard, ...]:
        return tuple(person_card(e, counts.get(e.slug, 0)) for e in digest.experts if e.kind == kind)

    view = ExpertsView(cards("expert"), cards("official"))
    summary = "The people whom our stories quote, with everything they said."
    return page_at(EXPERTS.url, "experts.html", view, EXPERTS.text, description=summary, crumbs=(HOME,))


def _commentary_pages(digest: Digest, counts: Mapping[str, int]) -> Iterator[Page]:
    for topic in digest.topics:
        articles = digest.articles_by_topic[topic.slug]
        said = [Said(article, quotation) for article in articles for quotation in accepted(article)]
        if said:
            yield _commentary_page(topic, said, digest, counts)


def _commentary_page(topic: Topic, said: Sequence[Said], digest: Digest, counts: Mapping[str, int]) -> Page:
    link = Link(topic.url, topic.name)
    title = f"Commentary on {topic.name}"
    return page_at(
        f"{topic.url}commentary/",
        "commentary.html",
        CommentaryView(link, _by_person(said, digest, counts), len(said)),
        title,
        description=f"Who said what on {topic.name}, with the source of every quotation.",
        crumbs=(HOME, TOPICS, link),
        modified=latest_change(one.article for one in said),
    )


def _by_person(said: Iterable[Said], digest: Digest, counts: Mapping[str, int]) -> tuple[QuotationGroup, ...]:
    groups: dict[str, list[Said]] = {}
    for one in said:
        groups.setdefault(speaker_key(one.quotation, digest), []).append(one)
    found = []
    for key, group in groups.items():
        person = speaker_card(group[0].quotation, digest, counts)
        quotations = tuple(quotation_card(one, digest, counts) for one in group)
        found.append(QuotationGroup(_person_id(key), Link(person.url, person.name), quotations, person))
    return tuple(sorted(found, key=lambda group: (group.heading.text.casefold(), group.id)))


def _person_id(key: str) -> str:
    """An anchor for a speaker: the slug, or for a plain name, which may be in any script, a short digest of it."""
    return key if key[:1] != " " else f"name-{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()[:10]}"
