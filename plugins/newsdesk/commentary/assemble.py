"""From a digest to experts' pages, the list of them, and what was said on each topic, by whom.

Pure. Only accepted quotations count, each once. A speaker without a profile that readers may see stands in a topic's
commentary under the plain name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    speaker_key,
)
from newsdesk.model.digest import Article, Digest, Expert, Topic
from newsdesk.model.hypertext import excerpt
from newsdesk.model.site import Link, Page, PersonCard, QuotationCard, Site, page_at

EXPERTS = Link("/experts/", "Experts")
TOPICS = Link("/topics/", "Topics")
ELSEWHERE = Link("", "Other stories")


@dataclass(frozen=True, slots=True)
class _Quoted:
    """A quotation with its story, who said it (see `speaker_key`), and the card that every page shows of it."""

    article: Article
    speaker: str
    card: QuotationCard


def pages(digest: Digest, site: Site) -> tuple[Page, ...]:
    """A page for each expert, the list of experts, and the commentary on each topic that has any.

    `site` is asked for by the contract of all rooms; nothing here depends on it.
    """
    counts = Counter(speaker_key(quotation, digest) for article in digest.articles for quotation in accepted(article))
    by_story = {article.slug: _quoted(article, digest, counts) for article in digest.articles}
    by_speaker: dict[str, list[_Quoted]] = {}
    for article in digest.articles:
        for one in by_story[article.slug]:
            by_speaker.setdefault(one.speaker, []).append(one)
    return (
        *(_expert_page(expert, by_speaker.get(expert.slug, []), digest) for expert in digest.experts),
        _experts_page(digest, counts),
        *_commentary_pages(digest, by_story),
    )


def _quoted(article: Article, digest: Digest, counts: Mapping[str, int]) -> tuple[_Quoted, ...]:
    """The story's accepted quotations, in the order of the text."""
    return tuple(
        _Quoted(article, speaker_key(quotation, digest), quotation_card(Said(article, quotation), digest, counts))
        for quotation in accepted(article)
    )


def _expert_page(expert: Expert, said: Sequence[_Quoted], digest: Digest) -> Page:
    return page_at(
        expert.url,
        "expert.html",
        _expert_view(expert, said, digest),
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


def _expert_view(expert: Expert, said: Sequence[_Quoted], digest: Digest) -> ExpertView:
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


def _sources(said: Iterable[_Quoted]) -> tuple[Link, ...]:
    links = dict.fromkeys(link for one in said if (link := find_source_link(one.article)))
    return tuple(sorted(links, key=lambda link: (link.text.casefold(), link.url)))


def _by_topic(said: Iterable[_Quoted], digest: Digest) -> tuple[QuotationGroup, ...]:
    """Under each story's first topic; the topic spoken on last comes first."""
    groups: dict[str, list[QuotationCard]] = {}
    headings: dict[str, Link] = {}
    for one in said:
        heading = find_kicker(one.article, digest)
        slug = f"on-{one.article.topics[0]}" if heading else "on"
        headings[slug] = heading or ELSEWHERE
        groups.setdefault(slug, []).append(one.card)
    return tuple(QuotationGroup(slug, headings[slug], tuple(cards)) for slug, cards in groups.items())


def _experts_page(digest: Digest, counts: Mapping[str, int]) -> Page:
    def cards(kind: str) -> tuple[PersonCard, ...]:
        return tuple(person_card(e, counts.get(e.slug, 0)) for e in digest.experts if e.kind == kind)

    view = ExpertsView(cards("expert"), cards("official"))
    summary = "The people whom our stories quote, with everything they said."
    return page_at(EXPERTS.url, "experts.html", view, EXPERTS.text, description=summary, crumbs=(HOME,))


def _commentary_pages(digest: Digest, by_story: Mapping[str, tuple[_Quoted, ...]]) -> Iterator[Page]:
    for topic in digest.topics:
        said = [one for article in digest.articles_by_topic[topic.slug] for one in by_story[article.slug]]
        if said:
            yield _commentary_page(topic, said)


def _commentary_page(topic: Topic, said: Sequence[_Quoted]) -> Page:
    link = Link(topic.url, topic.name)
    return page_at(
        f"{topic.url}commentary/",
        "commentary.html",
        CommentaryView(link, _by_person(said), len(said)),
        f"Commentary on {topic.name}",
        description=f"Who said what on {topic.name}, with the source of every quotation.",
        crumbs=(HOME, TOPICS, link),
        modified=latest_change(one.article for one in said),
    )


def _by_person(said: Iterable[_Quoted]) -> tuple[QuotationGroup, ...]:
    groups: dict[str, list[QuotationCard]] = {}
    for one in said:
        groups.setdefault(one.speaker, []).append(one.card)
    found = [
        QuotationGroup(
            _person_id(speaker), Link(cards[0].speaker.url, cards[0].speaker.name), tuple(cards), cards[0].speaker
        )
        for speaker, cards in groups.items()
    ]
    return tuple(sorted(found, key=lambda group: (group.heading.text.casefold(), group.id)))


def _person_id(speaker: str) -> str:
    """An anchor for a speaker: the slug, or for a plain name, which may be in any script, a short digest of it."""
    if speaker[:1] != " ":
        return f"by-{speaker}"
    return f"by-name-{hashlib.sha256(speaker.encode('utf-8', 'replace')).hexdigest()[:10]}"
