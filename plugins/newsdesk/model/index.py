"""The index of a digest: of every story only what decides on which pages it stands, and what those pages hold.

A story of ten thousand is known here by a `Row` of a few words. Which stories a page is made of can be said from rows
alone (its `Scope`); the stories themselves are read only for pages that must be made anew.

    index.by_topic["roads"] → rows, newest first
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from newsdesk.model.digest import Article, Byline, Digest, Edition, Expert, PlainPage, Quotation, Status, Text, Topic

_NO_TEXT = Text()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody quoted in a story: a profile's slug, or only a name; and a digest of each of the quotations' words.

    The same words told by several stories are one quotation and have one digest.
    """

    slug: str | None
    name: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A story as the index knows it.

    `facts` is a digest of all that the story is but its text, `text` one of its HTML: equal digests, equal values.
    `people` are slugs of profiles that the story names in any way, quoted or not; `ids` the anchors that its text
    offers to links. `event_people` and `event_places` are whom and where its accepted events name, each once: slugs of
    profiles or names, and places as written. `corrected` is the day of its latest correction.
    """

    slug: str
    path: str
    date: dt.datetime
    status: Status
    topics: tuple[str, ...] = ()
    authors: tuple[Byline, ...] = ()
    source: Byline | None = None
    speakers: tuple[Speaker, ...] = ()
    people: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    event_people: tuple[str, ...] = ()
    event_places: tuple[str, ...] = ()
    corrected: dt.date | None = None
    facts: str = ""
    text: str = ""

    @property
    def url(self) -> str:
        return f"/articles/{self.slug}/"


def row_of(article: Article, *, facts: str = "", text: str = "") -> Row:
    """The row of a story."""
    said: dict[tuple[str | None, str], list[str]] = {}
    for quotation in article.body.quotations:
        if not quotation.proposed:
            said.setdefault((quotation.speaker, quotation.speaker_name), []).append(words_digest(quotation))
    named = [quotation.speaker for quotation in article.body.quotations]
    named += [reference.target for reference in article.body.references if reference.kind in ("expert", "said")]
    named += [person for event in article.timeline for person in event.people]
    events = [event for event in article.timeline if not event.proposed]
    source = article.source
    return Row(
        slug=article.slug,
        path=article.path,
        date=article.date,
        status=article.status,
        topics=article.topics,
        authors=article.authors,
        source=Byline(source.name, source.slug) if source else None,
        speakers=tuple(Speaker(slug, name, tuple(words)) for (slug, name), words in said.items()),
        people=tuple(dict.fromkeys(name for name in named if name)),
        aliases=article.aliases,
        ids=article.body.ids,
        event_people=tuple(dict.fromkeys(person for event in events for person in event.people)),
        event_places=tuple(dict.fromkeys(event.place for event in events if event.place)),
        corrected=max((note.date for note in article.corrections), default=None),
        facts=facts,
        text=text,
    )


@dataclass(frozen=True)
class Index:
    """A digest whose stories are rows, newest first. Everything else, of which there is less, stands in full."""

    rows: tuple[Row, ...] = ()
    topics: tuple[Topic, ...] = ()
    experts: tuple[Expert, ...] = ()
    editions: tuple[Edition, ...] = ()
    pages: tuple[PlainPage, ...] = ()

    @cached_property
    def row(self) -> dict[str, Row]:
        return {row.slug: row for row in self.rows}

    @cached_property
    def topic(self) -> dict[str, Topic]:
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def expert(self) -> dict[str, Expert]:
        return {expert.slug: expert for expert in self.experts}

    @cached_property
    def topic_name(self) -> dict[str, Topic]:
        """Topics as a story that belongs to them may show them: by name."""
        return {topic.slug: name_only(topic) for topic in self.topics}

    @cached_property
    def expert_card(self) -> dict[str, Expert]:
        """People as a story that names them may show them."""
        return {expert.slug: card_only(expert) for expert in self.experts}

    @cached_property
    def edition(self) -> dict[str, Edition]:
        return {edition.slug: edition for edition in self.editions}

    @cached_property
    def page(self) -> dict[str, PlainPage]:
        return {page.slug: page for page in self.pages}

    @cached_property
    def author(self) -> dict[str, Byline]:
        """Everyone who wrote, by slug, under the name that the newest of their stories gives."""
        return _named(author for row in self.rows for author in row.authors)

    @cached_property
    def source(self) -> dict[str, Byline]:
        """Every publication, by slug, under the name that the newest of its stories gives."""
        return _named(row.source for row in self.rows if row.source)

    @cached_property
    def by_topic(self) -> dict[str, tuple[Row, ...]]:
        """Newest first, for every topic with a profile or a story."""
        groups = _grouped(self.rows, lambda row: row.topics)
        return {topic.slug: () for topic in self.topics} | groups

    @cached_property
    def by_author(self) -> dict[str, tuple[Row, ...]]:
        return _grouped(self.rows, lambda row: dict.fromkeys(author.slug for author in row.authors))

    @cached_property
    def by_source(self) -> dict[str, tuple[Row, ...]]:
        return _grouped(self.rows, lambda row: (row.source.slug,) if row.source else ())

    @cached_property
    def by_month(self) -> dict[tuple[int, int], tuple[Row, ...]]:
        """Months newest first."""
        months: dict[tuple[int, int], list[Row]] = {}
        for row in self.rows:
            months.setdefault((row.date.year, row.date.month), []).append(row)
        return {month: tuple(months[month]) for month in sorted(months, reverse=True)}

    @cached_property
    def by_expert(self) -> dict[str, tuple[Row, ...]]:
        """The stories that hold accepted words of each expert who has a profile."""
        known = self.expert
        return _grouped(self.rows, lambda row: {s.slug: None for s in row.speakers if s.slug in known})

    @cached_property
    def corrected(self) -> tuple[Row, ...]:
        """The stories that were corrected, the latest correction first."""
        rows = [row for row in self.rows if row.corrected]
        return tuple(sorted(rows, key=lambda row: (row.corrected, row.date.timestamp(), row.slug), reverse=True))

    @cached_property
    def times_quoted(self) -> dict[str, int]:
        """How many quotations there are of each expert with a profile."""
        said: dict[str, set[str]] = {slug: set() for slug in self.expert}
        for row in self.rows:
            for speaker in row.speakers:
                if speaker.slug in said:
                    said[speaker.slug].update(speaker.said)
        return {slug: len(words) for slug, words in said.items()}


def name_only(topic: Topic) -> Topic:
    """A topic as a story that belongs to it may show it: its name."""
    return Topic(topic.slug, topic.path, topic.name)


def card_only(expert: Expert) -> Expert:
    """A person as a story that names them may show them: without biography, interests, photo and links."""
    return replace(expert, body=_NO_TEXT, interests=None, photo=None, links=(), aliases=(), addresses=())


def words_digest(quotation: Quotation) -> str:
    """Equal for words that `cards.said_in` takes for the same."""
    words = " ".join(quotation.words.casefold().split())
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=6).hexdigest()


def index_of(digest: Digest) -> Index:
    """The index of a digest that is at hand in full."""
    rows = tuple(row_of(article) for article in digest.articles)
    return Index(rows, digest.topics, digest.experts, digest.editions, digest.pages)


def _named(bylines: Iterable[Byline]) -> dict[str, Byline]:
    names: dict[str, Byline] = {}
    for byline in bylines:
        names.setdefault(byline.slug, byline)
    return names


def _grouped(rows: Iterable[Row], keys: Callable[[Row], Iterable[str]]) -> dict[str, tuple[Row, ...]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        for key in keys(row):
            groups.setdefault(key, []).append(row)
    return {key: tuple(group) for key, group in groups.items()}
