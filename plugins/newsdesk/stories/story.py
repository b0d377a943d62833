"""A story's own page: text, byline, source, corrections, the people quoted, the events told, what to read next."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from newsdesk.model.cards import (
    HOME,
    accepted,
    byline_links,
    day,
    description,
    event_moment,
    find_kicker,
    find_source_link,
    find_web_link,
    image_url,
    moment,
    person_card,
    rfc3339,
    said_by_speaker,
    speaker_key,
    story_card,
    topic_links,
    updated,
)
from newsdesk.model.chronicle import event_addresses
from newsdesk.model.digest import Article, Digest, Image
from newsdesk.model.hypertext import locate_events
from newsdesk.model.site import Page, PersonCard, Site, StoryCard, page_at
from newsdesk.stories.views import Figure, Note, StoryView, Told

WORDS_A_MINUTE = 220
# Chinese and Japanese are written without blanks; two of their characters take about as long to read as a word.
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
NEXT_STORIES = 1
EARLIER_STORIES = 3


def story_pages(digest: Digest, site: Site) -> Iterator[Page]:
    """A page for each story, newest first."""
    counts = {speaker: len(said) for speaker, said in said_by_speaker(digest).items()}
    addresses = event_addresses(digest, proposals=site.preview)
    cards = {article.slug: story_card(article, digest) for article in digest.articles}
    more = _neighbours(digest, cards)
    for article in digest.articles:
        told = _told(article, addresses)
        people = _people(article, digest, counts)
        view = _view(article, digest, told=told, people=people, more=more.get(article.slug, ()))
        yield _page(article, digest, view)


def minutes_to_read(plain: str) -> int:
    """Whole minutes, at least one."""
    words = len(plain.split())
    if not plain.isascii():
        words += len(_IDEOGRAPHS.findall(plain)) // 2
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _page(article: Article, digest: Digest, view: StoryView) -> Page:
    kicker = find_kicker(article, digest)
    return page_at(
        article.url,
        "story.html",
        view,
        article.title,
        description=description(article),
        lang=article.lang,
        crumbs=(HOME, kicker) if kicker else (HOME,),
        # A digest that gives the source's address carries the source's text: search engines are sent there.
        canonical=view.original.url if view.original else None,
        draft=view.draft,
        noindex=view.draft,
        modified=rfc3339(updated(article)),
        image=view.image.url if view.image else None,
        claims=(article.path,),
    )


def _view(
    article: Article,
    digest: Digest,
    *,
    told: tuple[Told, ...],
    people: tuple[PersonCard, ...],
    more: tuple[StoryCard, ...],
) -> StoryView:
    source = article.source
    body, _ = locate_events(article)
    changed = updated(article)
    return StoryView(
        headline=article.title,
        standfirst=article.summary,
        kicker=find_kicker(article, digest),
        section=article.section or "",
        kind=article.kind,
        byline=byline_links(article),
        date=moment(article.date),
        modified=moment(changed) if changed > article.date else None,
        dateline=article.dateline or "",
        lang=article.lang,
        source=find_source_link(article),
        original=find_web_link(source.url, source.name) if source else None,
        original_author=(source.author or "") if source else "",
        original_date=event_moment(source.date) if source and source.date else None,
        image=_figure(article.image) if article.image else None,
        corrections=tuple(Note(day(c.date), c.text) for c in sorted(article.corrections, key=lambda c: c.date)),
        body=body,
        topics=topic_links(article, digest),
        tags=article.tags,
        people=people,
        events=told,
        more=more,
        minutes=minutes_to_read(article.body.plain),
        draft=article.status == "draft",
    )


def _figure(image: Image) -> Figure:
    return Figure(image_url(image), image.alt, image.credit or "")


def _told(article: Article, addresses: dict[tuple[str, str], str]) -> tuple[Told, ...]:
    """The events that stand in a timeline, by date."""
    events = sorted(article.timeline, key=lambda event: event.date.sort_key)
    return tuple(
        Told(event_moment(event.date), event.title, addresses[article.slug, event.id])
        for event in events
        if (article.slug, event.id) in addresses
    )


def _people(article: Article, digest: Digest, counts: dict[str, int]) -> tuple[PersonCard, ...]:
    """Who is quoted, then who is only linked to, each once, in the order of the text."""
    people: dict[str, PersonCard] = {}
    for quotation in accepted(article):
        key = speaker_key(quotation, digest)
        person = digest.expert.get(key) or quotation.speaker_name
        people.setdefault(key, person_card(person, counts.get(key, 0)))
    for reference in article.body.references:
        expert = digest.expert.get(reference.target)
        if reference.kind == "expert" and expert and not reference.proposed:
            people.setdefault(expert.slug, person_card(expert, counts.get(expert.slug, 0)))
    return tuple(people.values())


def _neighbours(digest: Digest, cards: dict[str, StoryCard]) -> dict[str, tuple[StoryCard, ...]]:
    """For each story the next and the three before it on its first topic, newest first.

    Neighbours in time, not the latest of the topic: a new story then changes the page of one story, not of all.
    """
    more: dict[str, tuple[StoryCard, ...]] = {}
    for topic, articles in digest.articles_by_topic.items():
        for place, article in enumerate(articles):
            if article.topics[0] == topic:
                newer = articles[max(0, place - NEXT_STORIES) : place]
                older = articles[place + 1 : place + 1 + EARLIER_STORIES]
                more[article.slug] = tuple(cards[near.slug] for near in (*newer, *older))
    return more
