"""The digest: articles, topics, experts, editions, pages, and what stands in them.

These are the values that every room shares. They are frozen, compare by value and hold no paths of this machine:
`path` is always relative to the content folder, with forward slashes. HTML held here has been sanitised already.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from newsdesk.model.edtf import Edtf

Kind = Literal["news", "analysis", "opinion", "commentary"]
Status = Literal["draft", "published"]
Speech = Literal["direct", "mixed", "indirect"]
EventLevel = Literal["entry", "milestone"]
TargetKind = Literal["article", "topic", "expert", "said"]


@dataclass(frozen=True, slots=True)
class Byline:
    """A name as printed under a headline, with the slug of its author page."""

    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class Source:
    """The publication that an article came from. `slug` names its page; `url` is the article there."""

    name: str
    slug: str
    url: str | None = None
    author: str | None = None
    date: Edtf | None = None
    lang: str | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """What was put right and when; with `retraction` the story as a whole no longer stands."""

    date: dt.date
    text: str
    retraction: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """A picture below content/images/. `file` is relative to content/, e.g. "images/forum.jpg"."""

    file: str
    alt: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A dated thing that an article tells, from its `timeline:` list. `id` is stable and unique within the article.

    `anchor` is the id of the words in the story that `quote` names, None where they were not found.
    """

    id: str
    date: Edtf
    title: str
    level: EventLevel = "entry"
    text: str | None = None
    place: str | None = None
    people: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    quote: str | None = None
    proposed: bool = False
    anchor: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words and who said them, where they stand in an article.

    `words` is plain text, paragraphs apart by a blank line, without outer quotation marks. `html` is the same with
    its marks. `anchor` is the id of the element on the story's page; it depends on speaker and words only, so edits
    around it do not move it. `speaker` is an expert's slug, or None when only a name is given (`speaker_name`).
    `attribution` is what follows the name: in what capacity, where and when. `context` is the paragraph around words
    in running prose, plain; empty for block quotations.
    """

    anchor: str
    words: str
    html: str
    speech: Speech
    speaker: str | None
    speaker_name: str
    attribution: str = ""
    context: str = ""
    block: bool = False
    proposed: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A link in Markdown to another part of the digest, as typed: `kind:target`, `?` for a proposal."""

    kind: TargetKind
    target: str
    proposed: bool = False
    line: int = 0
    column: int = 0


@dataclass(frozen=True)
class Text:
    """A Markdown body, read: sanitised HTML and the data found in it.

    `links` are internal addresses as typed with their line (`/about/`, `images/x.jpg`); `ids` are the anchors that
    the HTML offers; `plain` is the text without marks, paragraphs apart by blank lines; `words` counts them.
    """

    html: str = ""
    plain: str = ""
    words: int = 0
    quotations: tuple[Quotation, ...] = ()
    references: tuple[Reference, ...] = ()
    links: tuple[tuple[str, int], ...] = ()
    images: tuple[tuple[str, str, int], ...] = ()
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Article:
    """A story. `date` carries its zone. `topics` are slugs, the first is primary."""

    slug: str
    path: str
    title: str
    date: dt.datetime
    topics: tuple[str, ...]
    body: Text = field(default_factory=Text)
    authors: tuple[Byline, ...] = ()
    summary: str = ""
    section: str | None = None
    kind: Kind = "news"
    dateline: str | None = None
    lang: str | None = None
    tags: tuple[str, ...] = ()
    source: Source | None = None
    timeline: tuple[Event, ...] = ()
    corrections: tuple[Correction, ...] = ()
    image: Image | None = None
    aliases: tuple[str, ...] = ()
    status: Status = "draft"
    modified: dt.datetime | None = None

    @property
    def url(self) -> str:
        return f"/articles/{self.slug}/"


@dataclass(frozen=True)
class Topic:
    slug: str
    path: str
    name: str
    summary: str = ""
    related: tuple[str, ...] = ()
    body: Text = field(default_factory=Text)
    questions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return f"/topics/{self.slug}/"


@dataclass(frozen=True)
class Expert:
    """A person with a profile. `aliases` are other spellings of the name, `addresses` old ones of the page; `interests`
    are declared interests."""

    slug: str
    path: str
    name: str
    kind: Literal["expert", "official"] = "expert"
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    interests: str | None = None
    photo: Image | None = None
    links: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    status: Status = "draft"
    body: Text = field(default_factory=Text)

    @property
    def url(self) -> str:
        return f"/experts/{self.slug}/"


@dataclass(frozen=True, slots=True)
class EditionItem:
    article: str
    note: str = ""


@dataclass(frozen=True)
class Edition:
    """A dated issue. Without `items` it gathers what was published since the one before it."""

    slug: str
    path: str
    date: dt.date
    title: str = ""
    items: tuple[EditionItem, ...] = ()
    status: Status = "published"
    body: Text = field(default_factory=Text)

    @property
    def url(self) -> str:
        return f"/editions/{self.slug}/"


@dataclass(frozen=True)
class PlainPage:
    """About, corrections policy and the like. The slug is the address: content/pages/about.md is at /about/."""

    slug: str
    path: str
    title: str
    summary: str = ""
    body: Text = field(default_factory=Text)

    @property
    def url(self) -> str:
        return f"/{self.slug}/"


@dataclass(frozen=True)
class Digest:
    """A whole content tree. Articles newest first (then slug), topics and experts by name, editions newest first."""

    articles: tuple[Article, ...] = ()
    topics: tuple[Topic, ...] = ()
    experts: tuple[Expert, ...] = ()
    editions: tuple[Edition, ...] = ()
    pages: tuple[PlainPage, ...] = ()
    images: tuple[str, ...] = ()

    __hash__ = object.__hash__  # what is remembered of a digest is that of the very one; its value is too large to hash

    @cached_property
    def article(self) -> dict[str, Article]:
        return {article.slug: article for article in self.articles}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def expert(self) -> dict[str, Expert]:
        return {expert.slug: expert for expert in self.experts}


OPENING = 640  # characters of the plain text that stand in for a missing summary


def facts_of(article: Article) -> Article:
    """The story as lists, timelines and indexes may see it: without its text, and without places in its file.

    Of the text only the opening stays, and only where there is no summary. So an edit of the text alone, or one that
    moves lines, leaves the facts as they were.
    """
    body = article.body
    facts = Text(
        plain="" if article.summary else body.plain[:OPENING],
        quotations=tuple(replace(quotation, html="", line=0) for quotation in body.quotations),
        references=tuple(replace(reference, line=0, column=0) for reference in body.references),
    )
    return replace(article, body=facts, timeline=tuple(replace(event, line=0) for event in article.timeline))


def story_of(article: Article) -> Article:
    """The story as its own page and full-text feeds may see it: the facts, and the text."""
    facts = facts_of(article)
    return replace(facts, body=replace(facts.body, html=article.body.html, words=article.body.words))


def in_order(digest: Digest) -> Digest:
    """The same digest in the order that `Digest` promises, whatever order its parts came in."""
    return Digest(
        articles=tuple(sorted(digest.articles, key=lambda a: (-a.date.timestamp(), a.slug))),
        topics=tuple(sorted(digest.topics, key=lambda t: (t.name.casefold(), t.slug))),
        experts=tuple(sorted(digest.experts, key=lambda e: (e.name.casefold(), e.slug))),
        editions=tuple(sorted(digest.editions, key=lambda e: e.slug, reverse=True)),
        pages=tuple(sorted(digest.pages, key=lambda p: p.slug)),
        images=tuple(sorted(digest.images)),
    )


def visible(digest: Digest, clock: dt.datetime, *, drafts: bool = False) -> Digest:
    """What a reader may see at `clock` (with a zone): published and due. With `drafts`, everything.

    Law 4 is kept by the caller: what this leaves out is counted and named by `status` and the build's summary.
    """
    if drafts:
        return in_order(digest)
    due = [a for a in digest.articles if a.status == "published" and a.date <= clock]
    editions = tuple(e for e in digest.editions if e.status == "published" and e.date <= clock.date())
    return in_order(
        Digest(
            articles=tuple(due),
            topics=digest.topics,
            experts=tuple(e for e in digest.experts if e.status == "published"),
            editions=editions,
            pages=digest.pages,
            images=digest.images,
        )
    )
