"""A person's pages: profile and what they said, newest first; the same by topic; and by year if it is much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from newsdesk.commentary import grouping
from newsdesk.commentary.frequency import Months, by_month, frequency
from newsdesk.commentary.parts import MOST, Part, counted, split
from newsdesk.commentary.telling import Key, Telling, keys_of, stories_of, tellings, told_here
from newsdesk.commentary.views import Counted, ExpertView, SaidView
from newsdesk.model.cards import (
    describe_expert,
    feeds_beside,
    find_web_link,
    front_page,
    image_url,
    latest_change,
)
from newsdesk.model.digest import Digest, Expert
from newsdesk.model.index import Index
from newsdesk.model.site import Link, Material, Page, Scope, Sheet, page_at, path_of
from newsdesk.model.words import say

LATEST = 40  # of a person whose words fill several pages, on the first


@dataclass(frozen=True, slots=True)
class Record:
    """What an index knows of all that a person said: `keys` of what stands on the page, and sums over everything."""

    keys: tuple[Key, ...]
    total: int
    months: Months
    sources: tuple[Link, ...]
    topics: tuple[Counted, ...]
    parts: tuple[Counted, ...]


def expert_sheets(expert: Expert, index: Index, above: Link) -> Iterator[Sheet]:
    """The pages of a person. `above` is the list of all experts."""
    told = tellings(index.by_expert.get(expert.slug, ()), index, expert=expert.slug)
    parts, topics = split(told, expert.url), _topics(told, expert, index)
    shown = told[:LATEST] if parts else told
    record = Record(
        keys_of(shown),
        len(told),
        by_month((telling.row.date.year, telling.row.date.month) for telling in told),
        _sources(told),
        topics,
        counted(parts),
    )
    scope = Scope(articles=stories_of(shown), experts=(expert.slug,), facts=(above, record))
    yield Sheet(path_of(expert.url), "expert.html", scope, partial(_expert_page, expert.slug))
    if topics:
        shown = _latest_by_topic(told, index, len(topics)) if parts else told
        record = replace(record, keys=keys_of(shown), months=(), sources=())
        scope = Scope(articles=stories_of(shown), facts=(above, record))
        yield Sheet(path_of(_by_topic_url(expert)), "said.html", scope, partial(_by_topic_page, expert.slug))
    for place, part in enumerate(parts):
        yield _part_sheet(expert, parts, place, part, above)


def _part_sheet(expert: Expert, parts: Sequence[Part], place: int, part: Part, above: Link) -> Sheet:
    older = parts[place + 1].link if place + 1 < len(parts) else None
    newer = parts[place - 1].link if place else None
    facts = (above, part.name, keys_of(part.told), older, newer)
    scope = Scope(articles=stories_of(part.told), facts=facts)
    return Sheet(path_of(part.url), "said.html", scope, partial(_part_page, expert.slug))


def _by_topic_url(expert: Expert) -> str:
    return f"{expert.url}by-topic/"


def _topic_of(telling: Telling, index: Index) -> str:
    """The first topic of the story, empty if no file describes it."""
    first = telling.row.topics[0] if telling.row.topics else ""
    return first if first in index.topic else ""


def _topics(told: Iterable[Telling], expert: Expert, index: Index) -> tuple[Counted, ...]:
    """The ways into the page by topic, the topic spoken on last first; none for a person who spoke on one alone."""
    counts = Counter(_topic_of(telling, index) for telling in told)
    if len(counts) < 2:
        return ()
    return tuple(
        Counted(
            Link(
                f"{_by_topic_url(expert)}#{grouping.topic_id(slug)}",
                index.topic[slug].name if slug else grouping.elsewhere().text,
            ),
            count,
        )
        for slug, count in counts.items()
    )


def _latest_by_topic(told: Iterable[Telling], index: Index, topics: int) -> tuple[Telling, ...]:
    """As many of each topic as fit on a page, at least one."""
    most = max(1, MOST // topics)
    seen: Counter[str] = Counter()
    found = []
    for telling in told:
        topic = _topic_of(telling, index)
        seen[topic] += 1
        found += [telling] if seen[topic] <= most else []
    return tuple(found)


def _sources(told: Iterable[Telling]) -> tuple[Link, ...]:
    sources = dict.fromkeys(telling.row.source for telling in told if telling.row.source)
    links = {source.slug: Link(f"/sources/{source.slug}/", source.name) for source in sources}
    return tuple(sorted(links.values(), key=lambda link: (link.text.casefold(), link.url)))


def _expert_page(slug: str, material: Material) -> Page:
    digest, (above, record) = material.digest, material.facts
    expert = digest.expert[slug]
    return page_at(
        expert.url,
        "expert.html",
        _expert_view(expert, record, digest),
        expert.name,
        description=describe_expert(expert),
        crumbs=(front_page(), above),
        feeds=feeds_beside(expert.url, say("%(name)s: quotations", name=expert.name)),
        draft=expert.status == "draft",
        noindex=expert.status == "draft",
        modified=latest_change(digest.articles),
        image=image_url(expert.photo) if expert.photo else None,
        claims=(expert.path,),
    )


def _expert_view(expert: Expert, record: Record, digest: Digest) -> ExpertView:
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
        groups=grouping.by_year(told_here(digest, record.keys), digest),
        quotations=record.total,
        sources=record.sources,
        draft=expert.status == "draft",
        frequency=frequency(record.months),
        topics=record.topics,
        parts=record.parts,
    )


def _by_topic_page(slug: str, material: Material) -> Page:
    """The same words as on the main page, which search engines are told to prefer."""
    digest, (above, record) = material.digest, material.facts
    expert = digest.expert[slug]
    totals = {one.link.url.partition("#")[2]: one.count for one in record.topics}
    groups = tuple(
        replace(group, total=totals[group.id]) if totals[group.id] > len(group.quotations) else group
        for group in grouping.by_topic(told_here(digest, record.keys), digest)
    )
    home, heading = Link(expert.url, expert.name), say("%(name)s, by topic", name=expert.name)
    summary = say("What %(name)s said, topic by topic, the newest first in each.", name=expert.name)
    view = SaidView(home, heading, summary, groups, record.total, parts=record.parts)
    return _further_page(_by_topic_url(expert), view, above, expert, material, same=not record.parts)


def _part_page(slug: str, material: Material) -> Page:
    digest, (above, (url, title, time), keys, older, newer) = material.digest, material.facts
    expert = digest.expert[slug]
    said = told_here(digest, keys)
    heading = say("%(name)s in %(title)s", name=expert.name, title=title)
    summary = say("What %(name)s said %(time)s, newest first.", name=expert.name, time=time)
    groups = grouping.by_month(said, digest)
    view = SaidView(Link(expert.url, expert.name), heading, summary, groups, len(said), False, True, older, newer)
    return _further_page(url, view, above, expert, material)


def _further_page(
    url: str, view: SaidView, above: Link, expert: Expert, material: Material, *, same: bool = False
) -> Page:
    """A page beside the main one; `same` if that one has all of its words."""
    return page_at(
        url,
        "said.html",
        view,
        view.heading,
        description=view.standfirst,
        crumbs=(front_page(), above, view.home),
        canonical=expert.url if same else None,
        draft=expert.status == "draft",
        noindex=expert.status == "draft",
        modified=latest_change(material.digest.articles),
    )
