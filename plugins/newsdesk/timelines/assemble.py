"""From an index to the sheets of topic pages: background, how we got here, the whole timeline, who speaks on it.

Pure. The rules of a timeline: by EDTF bound, then milestones, then as told; precision in words, never a false day;
an event told by several stories is one entry that says who reported it and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from newsdesk.model.cards import (
    HOME,
    Said,
    feeds_beside,
    latest_change,
    quotation_card,
    said_in,
    speaker_card,
    story_cards,
    topic_card,
)
from newsdesk.model.digest import Digest, Topic
from newsdesk.model.hypertext import excerpt
from newsdesk.model.index import Index
from newsdesk.model.site import (
    Link,
    Material,
    Page,
    PersonCard,
    QuotationCard,
    Scope,
    Sheet,
    Site,
    page_at,
    path_of,
)
from newsdesk.timelines.timeline import how_we_got_here, periods, span, timeline
from newsdesk.timelines.views import TopicsView, TopicView

TOPICS = Link("/topics/", "Topics")
LATEST_STORIES = 6
LATEST_QUOTATIONS = 4
MOST_QUOTED = 12


def sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """A page for each topic, and the list of topics.

    `site` is asked for by the contract of all features; nothing here depends on it.
    """
    for topic in index.topics:
        related = tuple(topic_card(index.topic[slug], index) for slug in topic.related if slug in index.topic)
        articles = tuple(row.slug for row in index.by_topic[topic.slug])
        scope = Scope(articles=articles, topics=(topic.slug,), facts=(related,))
        yield Sheet(path_of(topic.url), "topic.html", scope, partial(_topic_page, topic.slug))
    cards = tuple(topic_card(topic, index) for topic in index.topics)
    yield Sheet(path_of(TOPICS.url), "topics.html", Scope(facts=cards), _topics_page)


def _topics_page(material: Material) -> Page:
    summary = "The stories we follow, each with its timeline."
    view = TopicsView(material.facts)
    return page_at(TOPICS.url, "topics.html", view, TOPICS.text, description=summary, crumbs=(HOME,))


def _topic_page(slug: str, material: Material) -> Page:
    topic = material.digest.topic[slug]
    return page_at(
        topic.url,
        "topic.html",
        _view(topic, material),
        topic.name,
        description=excerpt(topic.summary or topic.body.plain),
        crumbs=(HOME, TOPICS),
        feeds=feeds_beside(topic.url, topic.name),
        modified=latest_change(material.digest.articles),
        claims=(topic.path,),
    )


def _view(topic: Topic, material: Material) -> TopicView:
    digest, (related,) = material.digest, material.facts
    articles = digest.articles
    entries = timeline(articles, digest, proposals=material.site.preview)
    said = said_in(articles, digest)
    return TopicView(
        name=topic.name,
        summary=topic.summary,
        background=topic.body.html,
        span=span(entries),
        milestones=how_we_got_here([entry for _, entry in entries]),
        periods=periods(entries),
        entries=len(entries),
        stories=story_cards(articles[:LATEST_STORIES], digest),
        people=_people(said, digest),
        quotations=_latest_quotations(said, digest),
        related=related,
        commentary=Link(f"{topic.url}commentary/", f"Commentary on {topic.name}") if said else None,
    )


def _people(said: Sequence[Said], digest: Digest) -> tuple[PersonCard, ...]:
    """Whom the topic's stories quote most, with how often; then by name."""
    counts = Counter(speaker_card(one.quotation, digest) for one in said)
    people = [replace(person, quotations=times) for person, times in counts.items()]
    return tuple(sorted(people, key=lambda p: (-p.quotations, p.name.casefold(), p.url))[:MOST_QUOTED])


def _latest_quotations(said: Sequence[Said], digest: Digest) -> tuple[QuotationCard, ...]:
    return tuple(quotation_card(one, digest) for one in said[:LATEST_QUOTATIONS])
