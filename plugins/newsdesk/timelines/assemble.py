"""From an index to the sheets of topics: their pages, their timelines in other orders and parts, and files of them.

Pure. The rules of a timeline: by EDTF bound, then milestones, then as told; precision in words, never a false day;
an event told by several stories is one entry that says who reported it and when.

    /topics/x/                      the topic, its timeline oldest first
    /topics/x/newest/               the timeline, newest first
    /topics/x/person/ada-example/   what stories tell of a person; likewise place/ and source/
    /topics/x/embed/                the milestones, for a frame on another site
    /topics/x/timeline.ics, topic.json, timelinejs.json
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from newsdesk.model.cards import front_page, latest_change, topic_card, topics_list
from newsdesk.model.digest import Topic
from newsdesk.model.hypertext import excerpt
from newsdesk.model.index import Index
from newsdesk.model.site import File, Link, Material, Page, Scope, Sheet, Site, page_at, path_of
from newsdesk.model.words import say
from newsdesk.timelines import addresses
from newsdesk.timelines.calendars import calendar
from newsdesk.timelines.density import sparkline
from newsdesk.timelines.facets import Facet, facets, selected
from newsdesk.timelines.portable import timelinejs, topic_json
from newsdesk.timelines.timeline import Dated, how_we_got_here, newest_first, periods, span, timeline, whole_timeline
from newsdesk.timelines.topic_page import topic_page
from newsdesk.timelines.views import EmbedView, Entry, Period, TimelineView, TopicsView

EMBEDDED_TITLE = 120  # characters, which keeps the frame below ten kilobytes in any script
EMBEDDED = 8  # latest entries that stand in a frame where a topic has no milestones
Write = Callable[[Topic, Sequence[Dated], Site], bytes]
FILES: tuple[tuple[str, Write], ...] = (
    (addresses.CALENDAR, calendar),
    (addresses.JSON, topic_json),
    (addresses.TIMELINEJS, timelinejs),
)


def sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """All pages and files of every topic, and the list of topics.

    `site` is asked for by the contract of all features; nothing here depends on it.
    """
    for topic in index.topics:
        yield from _of_topic(topic, index)
    cards = tuple(topic_card(topic, index) for topic in index.topics)
    until = index.rows[0].date if index.rows else None
    lines = tuple(sparkline([row.date for row in index.by_topic[topic.slug]], until) for topic in index.topics)
    yield Sheet(path_of(topics_list().url), "topics.html", Scope(facts=(cards, lines)), _topics_page)


def _of_topic(topic: Topic, index: Index) -> Iterator[Sheet]:
    rows, slug = index.by_topic[topic.slug], topic.slug
    related = tuple(topic_card(index.topic[other], index) for other in topic.related if other in index.topic)
    articles = tuple(row.slug for row in rows)
    parts = facets(rows, index)
    scope = Scope(articles=articles, topics=(slug,), facts=(related, parts))
    yield Sheet(path_of(topic.url), "topic.html", scope, partial(topic_page, slug))
    whole = Scope(articles=articles, topics=(slug,))
    if articles:
        yield Sheet(path_of(addresses.newest(topic).url), "timeline.html", whole, partial(_newest_page, slug))
    for facet in parts:
        scope = Scope(articles=facet.stories, facts=(Link(topic.url, topic.name), facet))
        yield Sheet(path_of(facet.url(topic.url)), "timeline.html", scope, _part_page)
    # What leaves the site holds no draft, not even in a preview.
    published = tuple(row.slug for row in rows if row.status == "published")
    if published:
        taken = Scope(articles=published, topics=(slug,))
        yield Sheet(path_of(addresses.embed(topic)), "embed.html", taken, partial(_embed_page, slug))
        for name, write in FILES:
            path = addresses.file_path(topic, name)
            yield Sheet(path, "", taken, partial(_file, slug, path, write))


def _topics_page(material: Material) -> Page:
    here, summary = topics_list(), say("The stories we follow, each with its timeline.")
    view = TopicsView(*material.facts)
    return page_at(here.url, "topics.html", view, here.text, description=summary, crumbs=(front_page(),))


def _newest_page(slug: str, material: Material) -> Page:
    """The same entries as on the topic's page, which search engines are told to prefer."""
    digest = material.digest
    topic = digest.topic[slug]
    entries = whole_timeline(digest, topic.url, proposals=material.site.preview)
    home = Link(topic.url, topic.name)
    heading = say("%(topic)s, newest first", topic=topic.name)
    summary = say("The whole timeline, newest first.")
    return page_at(
        addresses.newest(topic).url,
        "timeline.html",
        _timeline_view(home, heading, summary, entries, newest_first(periods(entries))),
        say("%(topic)s: timeline, newest first", topic=topic.name),
        description=say("%(topic)s: the whole timeline, newest first.", topic=topic.name),
        crumbs=(front_page(), topics_list(), home),
        canonical=topic.url,
        modified=latest_change(digest.articles),
    )


def _part_page(material: Material) -> Page:
    """What is told of a person or place, or by a source. Kept from search engines, since all of it is elsewhere."""
    digest, (home, facet) = material.digest, material.facts
    told = selected(facet, digest.articles, proposals=material.site.preview)
    entries = timeline(told, digest, home=home.url, by_telling=True)
    heading = f"{home.text}: {facet.name}"
    return page_at(
        facet.url(home.url),
        "timeline.html",
        _timeline_view(home, heading, _summary(facet), entries, periods(entries)),
        say("%(heading)s (timeline)", heading=heading),
        description=_summary(facet),
        crumbs=(front_page(), topics_list(), home),
        noindex=True,
    )


def _summary(facet: Facet) -> str:
    if facet.kind == "source":
        return say("What %(name)s told, oldest first.", name=facet.name)
    return say("What the stories that name %(name)s tell of it, oldest first.", name=facet.name)


def _timeline_view(
    home: Link, heading: str, standfirst: str, entries: Sequence[Dated], listed: tuple[Period, ...]
) -> TimelineView:
    whole = Link(f"{home.url}#timeline", say("The whole timeline, oldest first"))
    return TimelineView(home, heading, standfirst, listed, len(entries), span(entries), whole)


def _embed_page(slug: str, material: Material) -> Page:
    topic = material.digest.topic[slug]
    entries = _taken(slug, material)
    chosen = how_we_got_here([entry for _, entry in entries]) or _latest(entries)
    shown = tuple(replace(entry, title=excerpt(entry.title, EMBEDDED_TITLE)) for entry in chosen)
    return page_at(
        addresses.embed(topic),
        "embed.html",
        EmbedView(Link(topic.url, topic.name), say("How we got here"), shown, len(entries)),
        say("%(topic)s: how we got here", topic=topic.name),
        noindex=True,
    )


def _latest(entries: Sequence[Dated]) -> tuple[Entry, ...]:
    return tuple(entry for _, entry in entries[-EMBEDDED:])


def _file(slug: str, path: str, write: Write, material: Material) -> File:
    return File(path, write(material.digest.topic[slug], _taken(slug, material), material.site))


def _taken(slug: str, material: Material) -> tuple[Dated, ...]:
    """The timeline for other places: without proposals, its entries with addresses on the topic's page."""
    digest = material.digest
    return whole_timeline(digest, digest.topic[slug].url)
