"""Small fictional digests, declared in a test: a story, a topic, an expert, with what matters there spelled out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from newsdesk.builder.values import fingerprint
from newsdesk.model.digest import (
    Article,
    Byline,
    Digest,
    Edition,
    Event,
    Expert,
    Quotation,
    Text,
    Topic,
    facts_of,
    in_order,
    story_of,
)
from newsdesk.model.edtf import parse_edtf
from newsdesk.model.hypertext import locate_events
from newsdesk.model.index import Index, index_of, row_of
from newsdesk.model.material import material
from newsdesk.model.site import File, Material, Page, Scope, Sheet, Site
from newsdesk.source.plain import count_words

Room = Callable[[Index, Site], Iterable[Sheet]]
Describe = Callable[[Page, Material], Page]

ZONE = dt.timezone(dt.timedelta(hours=2))
SITE = Site("The Harbour Digest", "https://harbour.example")


def at(day: str, time: str = "09:30") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZONE)


def article(slug: str, day: str = "2031-05-10", *topics: str, **fields: Any) -> Article:
    """A published story of that day, in the topic "harbour" unless others are named."""
    fields = {"title": slug.replace("-", " ").capitalize(), "status": "published", "date": at(day), **fields}
    return Article(slug=slug, path=f"articles/{day[:4]}/{slug}.md", topics=topics or ("harbour",), **fields)


def topic(slug: str = "harbour", **fields: Any) -> Topic:
    return Topic(slug=slug, path=f"topics/{slug}.md", **{"name": slug.capitalize(), **fields})


def expert(slug: str, **fields: Any) -> Expert:
    name = slug.replace("-", " ").title()
    return Expert(slug=slug, path=f"experts/{slug}.md", **{"name": name, "status": "published", **fields})


def edition(day: str, **fields: Any) -> Edition:
    return Edition(slug=day, path=f"editions/{day}.md", date=dt.date.fromisoformat(day), **fields)


def event(date: str, title: str, **fields: Any) -> Event:
    slug = "-".join(title.lower().split())
    return Event(**{"id": f"{date}-{slug}", "date": parse_edtf(date), "title": title, **fields})


def said(words: str, speaker: str | None = "ada-example", **fields: Any) -> Quotation:
    name = speaker.replace("-", " ").title() if speaker else "Plain Name"
    anchor = "q-" + "-".join(words.lower().split()[:4])
    fields = {"anchor": anchor, "html": words, "speech": "direct", "speaker_name": name, **fields}
    return Quotation(words=words, speaker=speaker, **fields)


def text(*paragraphs: str, quotations: Iterable[Quotation] = ()) -> Text:
    html = "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    plain = "\n\n".join(paragraphs)
    return Text(html=html, plain=plain, words=count_words(plain), quotations=tuple(quotations))


def byline(name: str) -> Byline:
    return Byline(name, "-".join(name.lower().split()))


def digest(*parts: Article | Topic | Expert | Edition | Any, **fields: Any) -> Digest:
    """A digest of these parts in its order, as if read; with the topic "harbour" if none is given."""
    topics = tuple(part for part in parts if isinstance(part, Topic)) or (topic(),)
    return in_order(
        Digest(
            articles=tuple(as_read(part) for part in parts if isinstance(part, Article)),
            topics=topics,
            experts=tuple(part for part in parts if isinstance(part, Expert)),
            editions=tuple(part for part in parts if isinstance(part, Edition)),
            **fields,
        )
    )


def as_read(story: Article) -> Article:
    """The story with anchors for the words that its events stand on, as it comes out of reading its file."""
    html, anchors = locate_events(story)
    timeline = tuple(replace(event, anchor=anchors.get(event.id)) for event in story.timeline)
    return replace(story, body=replace(story.body, html=html), timeline=timeline)


def material_of(scope: Scope, some: Digest, site: Site = SITE) -> Material:
    """The part of a digest that a scope names."""

    def find(slug: str, text: bool) -> Article:  # the shape that material() asks for
        return story_of(some.article[slug]) if text else facts_of(some.article[slug])

    return material(scope, index_of(some), site, find)


def kept_index(some: Digest) -> Index:
    """The index with digests of each story's facts and text, as an incremental build keeps it."""
    rows = (
        row_of(story, facts=fingerprint(facts_of(story)), text=fingerprint(story.body.html, story.body.words))
        for story in some.articles
    )
    return replace(index_of(some), rows=tuple(rows))


def made(room: Room, some: Digest, site: Site = SITE, *, describe: Describe | None = None) -> tuple[Page | File, ...]:
    """All pages and files of a room, each made of what its scope names and of nothing else; pages described."""
    index = index_of(some)
    found: list[Page | File] = []
    for sheet in room(index, site):
        stuff = material_of(sheet.scope, some, site)
        one = sheet.make(stuff)
        found.append(describe(one, stuff) if describe and isinstance(one, Page) else one)
    return tuple(found)


def pages_of(room: Room, some: Digest, site: Site = SITE, *, describe: Describe | None = None) -> tuple[Page, ...]:
    """The pages among what a room makes."""
    return tuple(one for one in made(room, some, site, describe=describe) if isinstance(one, Page))


def page_of(pages: Iterable[Page], url: str) -> Page:
    """The page at `url`; fails the test with all addresses if there is none."""
    by_url = {page.url: page for page in pages}
    assert url in by_url, f"no {url} among {sorted(by_url)}"
    return by_url[url]
