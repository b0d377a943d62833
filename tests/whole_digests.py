"""Digests with something of everything, drawn: stories that share topics, people, sources, days and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from hypothesis import strategies as st
from newsdesk.model.digest import (
    Article,
    Correction,
    Digest,
    Edition,
    EditionItem,
    Event,
    Expert,
    Image,
    PlainPage,
    Quotation,
    Reference,
    Source,
    Text,
    Topic,
    in_order,
)

from tests.digests import article, as_read, at, byline, digest, edition, event, expert, said, text, topic

TOPICS = ("harbour", "trade", "weather")
PEOPLE = ("ada-example", "bo-other", "cy-third")
DAYS = ("2031-04-30", "2031-05-01", "2031-05-02", "2032-01-01")
WORDS = st.sampled_from(["The harbour opens.", "The  harbour opens.", "No ship came.", "Never.", "Strike & storm <b>"])
Part = Article | Topic | Expert | Edition | PlainPage
MAYBE = st.sampled_from(["", "A word."])


@st.composite
def quotations(draw: st.DrawFn) -> Quotation:
    speaker = draw(st.sampled_from([*PEOPLE, "hidden-person", None]))
    return said(
        draw(WORDS),
        speaker,
        speech=draw(st.sampled_from(["direct", "indirect"])),
        attribution=draw(MAYBE),
        proposed=draw(st.sampled_from([False, False, True])),
        line=draw(st.integers(0, 9)),
    )


@st.composite
def references(draw: st.DrawFn) -> Reference:
    kind, targets = draw(st.sampled_from([("expert", PEOPLE), ("said", PEOPLE), ("topic", TOPICS)]))
    return Reference(kind, draw(st.sampled_from(targets)), draw(st.booleans()), line=draw(st.integers(0, 9)))  # type: ignore[arg-type]


@st.composite
def events(draw: st.DrawFn, number: int) -> Event:
    return event(
        draw(st.sampled_from(["2031", "2031-05-01", "2031-05-01?", "203X", "-0043"])),
        draw(st.sampled_from(["Harbour opens", "The harbour opens again", "Strike"])),
        id=f"e{number}",
        level=draw(st.sampled_from(["entry", "milestone"])),
        people=tuple(draw(st.lists(st.sampled_from([*PEOPLE, "Plain Name"]), max_size=2))),
        quote=draw(st.sampled_from([None, "harbour opens", "nowhere"])),
        proposed=draw(st.booleans()),
        line=draw(st.integers(0, 9)),
    )


@st.composite
def bodies(draw: st.DrawFn) -> Text:
    body = text(*draw(st.lists(WORDS, max_size=2)), quotations=draw(st.lists(quotations(), max_size=3)))
    return replace(
        body,
        references=tuple(draw(st.lists(references(), max_size=2))),
        links=(("/about/", draw(st.integers(1, 9))),),
        images=(("images/a.jpg", "A", draw(st.integers(1, 9))),),
        ids=tuple(sorted(draw(st.sets(st.sampled_from(["one", "two"]))))),
    )


@st.composite
def stories(draw: st.DrawFn, slug: str = "") -> Article:
    slug = slug or draw(st.sampled_from(["s0", "s1", "s2", "new"]))
    source = Source(draw(st.sampled_from(["The Gull", "THE GULL"])), "the-gull", "https://gull.example/x")
    authors = draw(st.lists(st.sampled_from([byline("Bo Writer"), byline("Cy Writer")]), max_size=2))
    return article(
        slug,
        draw(st.sampled_from(DAYS)),
        *draw(st.lists(st.sampled_from([*TOPICS, "undescribed"]), min_size=1, max_size=2, unique=True)),
        title=draw(WORDS),
        body=draw(bodies()),
        authors=tuple(authors),
        summary=draw(MAYBE),
        kind=draw(st.sampled_from(["news", "opinion"])),
        dateline=draw(st.sampled_from([None, "Sandhaven"])),
        source=draw(st.sampled_from([None, source])),
        timeline=tuple(draw(events(number)) for number in range(draw(st.integers(0, 2)))),
        corrections=tuple(draw(st.lists(st.just(Correction(dt.date(2031, 6, 1), "Two.")), max_size=1))),
        image=draw(st.sampled_from([None, Image("images/a.jpg", "A")])),
        aliases=draw(st.sampled_from([(), (f"/old/{slug}.html",)])),
        status=draw(st.sampled_from(["published", "published", "draft"])),
        modified=draw(st.sampled_from([None, at("2032-02-02")])),
    )


@st.composite
def topics(draw: st.DrawFn, slug: str) -> Topic:
    related = draw(st.lists(st.sampled_from([*TOPICS, "gone"]), max_size=2, unique=True))
    name = draw(st.sampled_from([slug.capitalize(), "Zebra"]))
    aliases = draw(st.sampled_from([(), (f"/was/{slug}/",)]))
    return topic(slug, name=name, summary=draw(MAYBE), related=tuple(related), body=text(draw(WORDS)), aliases=aliases)


@st.composite
def experts(draw: st.DrawFn, slug: str) -> Expert:
    return expert(
        slug,
        kind=draw(st.sampled_from(["expert", "official"])),
        role=draw(st.sampled_from([None, "engineer"])),
        interests=draw(st.sampled_from([None, "Advises the port."])),
        photo=draw(st.sampled_from([None, Image("images/a.jpg", "A")])),
        addresses=draw(st.sampled_from([(), (f"/was/{slug}/",)])),
        status=draw(st.sampled_from(["published", "draft"])),
        body=text(draw(WORDS)),
    )


@st.composite
def editions(draw: st.DrawFn, day: str) -> Edition:
    listed = draw(st.lists(st.sampled_from(["s0", "s1", "gone"]), max_size=2, unique=True))
    items = tuple(EditionItem(slug, draw(MAYBE)) for slug in listed)
    return edition(day, title=draw(MAYBE), items=items, status=draw(st.sampled_from(["published", "draft"])))


PAGES = st.builds(lambda words: PlainPage("about", "pages/about.md", "About", body=text(words)), WORDS)


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """A few stories, all three topics, some of the people, editions and a plain page."""
    people = draw(st.sets(st.sampled_from(PEOPLE)))
    days = draw(st.sets(st.sampled_from(DAYS), max_size=2))
    return digest(
        *(draw(stories(f"s{number}")) for number in range(draw(st.integers(0, 4)))),
        *(draw(topics(slug)) for slug in TOPICS),
        *(draw(experts(slug)) for slug in sorted(people)),
        *(draw(editions(day)) for day in sorted(days)),
        pages=tuple(draw(st.lists(PAGES, max_size=1))),
        images=("images/a.jpg",),
    )


MAKERS: dict[str, Callable[[str], st.SearchStrategy[Part]]] = {
    "articles": stories,
    "topics": topics,
    "experts": experts,
    "editions": editions,
    "pages": lambda _: PAGES,
}
SLUGS = {"articles": ("s0", "s1", "new"), "topics": TOPICS, "experts": PEOPLE, "editions": DAYS, "pages": ("about",)}


@st.composite
def edits(draw: st.DrawFn, some: Digest) -> Digest:
    """The same digest after one file was written, removed, or changed in one respect."""
    kind = draw(st.sampled_from(["articles", "articles", *SLUGS]))
    slug = draw(st.sampled_from(SLUGS[kind]))
    fresh = draw(MAKERS[kind](slug))
    parts: dict[str, Any] = {part.slug: part for part in getattr(some, kind)}
    how = draw(st.sampled_from(["field", "text", "text", "file", "removed"])) if slug in parts else "file"
    if how == "removed":
        del parts[slug]
    elif how == "text":
        name = draw(st.sampled_from(["html", "html", "plain", "words", "quotations", "references"]))
        body = replace(parts[slug].body, **{name: getattr(fresh.body, name)})
        parts[slug] = replace(parts[slug], body=body)
    elif how == "field":
        name = draw(st.sampled_from([each.name for each in fields(fresh) if each.name not in ("slug", "path")]))
        parts[slug] = replace(parts[slug], **{name: getattr(fresh, name)})
    else:
        parts[slug] = as_read(fresh) if isinstance(fresh, Article) else fresh
    changed: dict[str, Any] = {kind: tuple(parts.values())}
    return in_order(replace(some, **changed))
