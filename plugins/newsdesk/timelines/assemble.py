"""From a digest to topic pages: background, how we got here, the whole timeline, who speaks on it.

Pure. The rules of a timeline: by EDTF bound, then milestones, then as told; precision in words, never a false day;
an event told by several stories is one entry that says who reported it and when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newsdesk.model.cards import (
    HOME,
    Said,
    feeds_beside,
    latest_change,
    quotation_card,
    said_in,
    speaker_card,
    speaker_key,
    story_cards,
    topic_card,
)
from newsdesk.model.digest import Digest, Topic
from newsdesk.model.hypertext import excerpt
from newsdesk.model.site import Link, Page, PersonCard, QuotationCard, Site, page_at
from newsdesk.timelines.timeline import how_we_got_here, periods, span, timeline
from newsdesk.timelines.views import TopicsView, TopicView

TOPICS = Link("/topics/", "Topics")
LATEST_STORIES = 6
LATEST_QUOTATIONS = 4
MOST_QUOTED = 12


def pages(digest: Digest, site: Site) -> tuple[Page, ...]:
    """A page for each topic, and the list of topics."""
    return (*_topic_pages(digest, site), _topics_page(digest))


def _topics_page(digest: Digest) -> Page:
    view = TopicsView(tuple(topic_card(topic, digest) for topic in digest.topics))
    summary = "The stories we follow, each with its timeline."
    return page_at(TOPICS.url, "topics.html", view, TOPICS.text, description=summary, crumbs=(HOME,))


def _topic_pages(digest: Digest, site: Site) -> Iterator[Page]:
    anchors: dict[str, dict[str, str]] = {}
    for topic in digest.topics:
        view = _view(topic, digest, site, anchors)
        yield page_at(
            topic.url,
            "topic.html",
            view,
            topic.name,
            description=excerpt(topic.summary or topic.body.plain),
            crumbs=(HOME, TOPICS),
            feeds=feeds_beside(topic.url, topic.name),
            modified=latest_change(digest.articles_by_topic[topic.slug]),
            claims=(topic.path,),
        )


def _view(topic: Topic, digest: Digest, site: Site, anchors: dict[str, dict[str, str]]) -> TopicView:
    articles = digest.articles_by_topic[topic.slug]
    entries = timeline(articles, digest, anchors, proposals=site.preview)
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
        related=tuple(topic_card(digest.topic[slug], digest) for slug in topic.related if slug in digest.topic),
        commentary=Link(f"{topic.url}commentary/", f"Commentary on {topic.name}") if said else None,
    )


def _people(said: Sequence[Said], digest: Digest) -> tuple[PersonCard, ...]:
    """Whom the topic's stories quote most, with how often; then by name."""
    counts = Counter(speaker_key(one.quotation, digest) for one in said)
    cards = {speaker_key(one.quotation, digest): one.quotation for one in said}
    people = [speaker_card(quotation, digest, counts) for quotation in cards.values()]
    return tuple(sorted(people, key=lambda p: (-p.quotations, p.name.casefold(), p.url))[:MOST_QUOTED])


def _latest_quotations(said: Sequence[Said], digest: Digest) -> tuple[QuotationCard, ...]:
    return tuple(quotation_card(one, digest) for one in said[:LATEST_QUOTATIONS])
