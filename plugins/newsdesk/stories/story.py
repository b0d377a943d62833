"""A story's own page: text, byline, source, corrections, the people quoted, the events told, what to read next."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import partial

from newsdesk.model.cards import (
    accepted,
    byline_links,
    day,
    description,
    event_moment,
    find_kicker,
    find_source_link,
    find_web_link,
    front_page,
    image_url,
    moment,
    person_card,
    rfc3339,
    speaker_card,
    story_card,
    topic_links,
    updated,
)
from newsdesk.model.chronicle import telling_id
from newsdesk.model.digest import Article, Digest, Image
from newsdesk.model.index import Index
from newsdesk.model.site import Link, Material, Page, PersonCard, Scope, Sheet, page_at, path_of
from newsdesk.model.words import in_a_row, say
from newsdesk.stories.near import neighbours
from newsdesk.stories.views import Figure, Note, Related, StoryView, Told

WORDS_A_MINUTE = 220


def story_sheets(index: Index) -> Iterator[Sheet]:
    """A page for each story, newest first."""
    near = neighbours(index)
    for row in index.rows:
        found = near[row.slug]
        scope = Scope(articles=found.slugs, texts=(row.slug,), facts=(found,))
        yield Sheet(path_of(row.url), "story.html", scope, partial(_page, row.slug))


def minutes_to_read(words: int) -> int:
    """Whole minutes, at least one."""
    return max(1, math.ceil(words / WORDS_A_MINUTE))


def _page(slug: str, material: Material) -> Page:
    digest = material.digest
    article = digest.article[slug]
    view = _view(article, material)
    kicker = find_kicker(article, digest)
    return page_at(
        article.url,
        "story.html",
        view,
        article.title,
        description=description(article),
        lang=article.lang,
        crumbs=(front_page(), kicker) if kicker else (front_page(),),
        # A digest that gives the source's address carries the source's text: search engines are sent there.
        canonical=view.original.url if view.original else None,
        draft=view.draft,
        noindex=view.draft,
        modified=rfc3339(updated(article)),
        image=view.image.url if view.image else None,
        claims=(article.path,),
    )


def _view(article: Article, material: Material) -> StoryView:
    digest, source, (near,) = material.digest, article.source, material.facts
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
        corrections=tuple(
            Note(day(c.date), c.text, c.retraction) for c in sorted(article.corrections, key=lambda c: c.date)
        ),
        body=article.body.html,
        topics=topic_links(article, digest),
        tags=article.tags,
        people=_people(article, digest),
        events=_told(article, digest, proposals=material.site.preview),
        more=tuple(_related(slug, kind, why, digest) for slug, kind, why in near.related),
        minutes=minutes_to_read(article.body.words),
        draft=article.status == "draft",
        newer=_link(near.newer, digest),
        older=_link(near.older, digest),
        citation=_citation(article),
        licence=(source.licence or "") if source else "",
        translated=bool(source and source.lang and source.lang != (article.lang or material.site.lang)),
    )


def _related(slug: str, kind: str, why: str, digest: Digest) -> Related:
    card = story_card(digest.article[slug], digest)
    if kind == "person":
        return Related(card, kind, Link(digest.expert[why].url, digest.expert[why].name))
    return Related(card, kind, Link(f"/topics/{why}/", digest.topic[why].name))


def _link(slug: str | None, digest: Digest) -> Link | None:
    return Link(digest.article[slug].url, digest.article[slug].title) if slug else None


def _citation(article: Article) -> str:
    writers = in_a_row([author.name for author in article.authors])
    if writers:
        return say("%(writers)s: “%(title)s”", writers=writers, title=article.title)
    return say("“%(title)s”", title=article.title)


def _figure(image: Image) -> Figure:
    return Figure(image_url(image), image.alt, image.credit or "")


def _told(article: Article, digest: Digest, *, proposals: bool) -> tuple[Told, ...]:
    """The events that stand in the timeline of the story's first topic, by date; the proposed ones too if asked for."""
    topic = find_kicker(article, digest)
    if topic is None:
        return ()
    events = sorted((e for e in article.timeline if proposals or not e.proposed), key=lambda event: event.date.sort_key)
    return tuple(
        Told(event_moment(event.date), event.title, f"{topic.url}#{telling_id(article, event)}", event.proposed)
        for event in events
    )


def _people(article: Article, digest: Digest) -> tuple[PersonCard, ...]:
    """Who is quoted, then who is only linked to, each once, in the order of the text."""
    quoted = [speaker_card(quotation, digest) for quotation in accepted(article)]
    named = [ref.target for ref in article.body.references if ref.kind == "expert" and not ref.proposed]
    linked = [person_card(digest.expert[slug]) for slug in named if slug in digest.expert]
    return tuple(dict.fromkeys((*quoted, *linked)))
