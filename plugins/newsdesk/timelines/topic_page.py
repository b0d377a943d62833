"""A topic's own page: background, how we got here, the whole timeline, who speaks on it, what to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from html import escape

from newsdesk.model.cards import (
    Said,
    feeds_beside,
    front_page,
    latest_change,
    quotation_card,
    said_in,
    speaker_card,
    story_cards,
    topics_list,
)
from newsdesk.model.digest import Article, Digest, Topic
from newsdesk.model.hypertext import excerpt
from newsdesk.model.site import Link, Material, Page, PersonCard, QuotationCard, Site, page_at
from newsdesk.model.words import say
from newsdesk.timelines import addresses
from newsdesk.timelines.density import strip
from newsdesk.timelines.facets import Facet, FacetKind, selected
from newsdesk.timelines.timeline import additions, how_we_got_here, periods, span, whole_timeline
from newsdesk.timelines.views import Narrowed, Narrowing, TopicView

LATEST_STORIES = 6
LATEST_QUOTATIONS = 4
MOST_QUOTED = 12


def topic_page(slug: str, material: Material) -> Page:
    """The page of the topic `slug`, whose stories are the material's. Its facts: related topics' cards, facets."""
    topic = material.digest.topic[slug]
    return page_at(
        topic.url,
        "topic.html",
        _view(topic, material),
        topic.name,
        description=excerpt(topic.summary or topic.body.plain),
        crumbs=(front_page(), topics_list()),
        feeds=feeds_beside(topic.url, topic.name),
        modified=latest_change(material.digest.articles),
        claims=(topic.path,),
    )


def _view(topic: Topic, material: Material) -> TopicView:
    digest, (related, facets), preview = material.digest, material.facts, material.site.preview
    articles = digest.articles
    entries = whole_timeline(digest, proposals=preview)
    listed = periods(entries)
    said = said_in(articles, digest)
    published = any(article.status == "published" for article in articles)
    return TopicView(
        name=topic.name,
        summary=topic.summary,
        background=topic.body.html,
        span=span(entries),
        milestones=how_we_got_here([entry for _, entry in entries]),
        periods=listed,
        entries=len(entries),
        stories=story_cards(articles[:LATEST_STORIES], digest),
        people=_people(said, digest),
        quotations=_latest_quotations(said, digest),
        related=related,
        commentary=Link(f"{topic.url}commentary/", say("Commentary on %(topic)s", topic=topic.name)) if said else None,
        strip=strip(entries, listed),
        newest=addresses.newest(topic) if articles else None,
        narrowings=_narrowings(topic, facets, articles, proposals=preview),
        additions=additions(entries),
        downloads=addresses.downloads(topic) if published else (),
        embed=addresses.embed(topic) if published else "",
        snippet=_snippet(topic, material.site) if published else "",
        questions=topic.questions,
    )


def _narrowings(
    topic: Topic, facets: Sequence[Facet], articles: Sequence[Article], *, proposals: bool
) -> tuple[Narrowing, ...]:
    labels: tuple[tuple[FacetKind, str], ...] = (
        ("person", say("People")),
        ("place", say("Places")),
        ("source", say("Sources")),
    )
    found = []
    for kind, label in labels:
        links = tuple(
            Narrowed(Link(facet.url(topic.url), facet.name), len(selected(facet, articles, proposals=proposals)))
            for facet in facets
            if facet.kind == kind
        )
        found += [Narrowing(label, links, kind)] if links else []
    return tuple(found)


def _snippet(topic: Topic, site: Site) -> str:
    """What an editor of another site copies."""
    address, title = escape(f"{site.url}{addresses.embed(topic)}"), escape(f"{topic.name} – {site.name}")
    return f'<iframe src="{address}" title="{title}" width="100%" height="480" loading="lazy"></iframe>'


def _people(said: Sequence[Said], digest: Digest) -> tuple[PersonCard, ...]:
    """Whom the topic's stories quote most, with how often; then by name."""
    counts = Counter(speaker_card(one.quotation, digest) for one in said)
    people = [replace(person, quotations=times) for person, times in counts.items()]
    return tuple(sorted(people, key=lambda p: (-p.quotations, p.name.casefold(), p.url))[:MOST_QUOTED])


def _latest_quotations(said: Iterable[Said], digest: Digest) -> tuple[QuotationCard, ...]:
    return tuple(quotation_card(one, digest) for one in tuple(said)[:LATEST_QUOTATIONS])
