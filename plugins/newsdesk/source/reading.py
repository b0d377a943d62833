"""One content file to one part of the digest: bytes in, a frozen model object and the file's problems out.

Each reader takes the path relative to content/ and the bytes; none opens a file. An object is given only if the file
has no error, so that half an article cannot be published.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Generic, TypeVar, cast
from zoneinfo import ZoneInfo

from newsdesk.model.digest import (
    Article,
    Byline,
    Correction,
    Edition,
    EditionItem,
    Event,
    Expert,
    Image,
    Kind,
    PlainPage,
    Source,
    Status,
    Text,
    Topic,
)
from newsdesk.model.edtf import Edtf
from newsdesk.model.hypertext import locate_events
from newsdesk.model.problems import Problem, errors
from newsdesk.model.slugs import is_slug
from newsdesk.source.addresses import RESERVED_SEGMENTS, is_page_slug
from newsdesk.source.decoding import decode
from newsdesk.source.dialect import Dialect
from newsdesk.source.faults import Faults
from newsdesk.source.fields import Values, read_values
from newsdesk.source.frontmatter import Record, split
from newsdesk.source.latin import latin_slug
from newsdesk.source.people import People
from newsdesk.source.schema import SCHEMA, FileKind, default_of

_Part = TypeVar("_Part")
_NAMES: dict[FileKind, str] = {
    "article": "an article", "topic": "a topic", "expert": "an expert", "edition": "an edition", "page": "a page",
}  # fmt: skip
_DATE_NAME = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


@dataclass(frozen=True)
class Context:
    """What a file cannot say itself: the site's zone and base path, who is who, and how paths are printed."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    base: str = ""
    prefix: str = "content/"
    people: People = field(default_factory=People)

    @cached_property
    def dialect(self) -> Dialect:
        """The one Markdown reader of this context."""
        return Dialect(self.base)

    def with_people(self, people: People) -> Context:
        """The same with other people, and the same Markdown reader."""
        other = replace(self, people=people)
        other.__dict__["dialect"] = self.dialect
        return other


@dataclass(frozen=True)
class Reading(Generic[_Part]):
    """What came of a file: the part, or None if an error stands against it, and all problems."""

    part: _Part | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _File:
    """A file half read: its slug, the values of its front matter and its body."""

    slug: str
    path: str
    values: Values
    body: Text
    faults: Faults


def read_article(path: str, raw: bytes, context: Context) -> Reading[Article]:
    """`articles/<year>/<slug>.md`."""
    file = _open("article", path, raw, context)
    if isinstance(file, tuple):
        return Reading(None, file)
    values, faults = file.values, file.faults
    topics = _either(values, "topic", "topics", "an article needs a topic", faults)
    authors = _either(values, "author", "authors", None, faults)
    date, modified = cast("dt.datetime | None", values.get("date")), cast("dt.datetime | None", values.get("modified"))
    if date and modified and modified < date:
        faults.add(values.places["modified"], '"modified" is before "date"', "Correct one of them.")
    bylines = tuple(Byline(name, _name_slug(name, "author", values, faults)) for name in authors)
    source = _source(values.record("source"), faults)
    timeline = _timeline(values.records("timeline"), faults)
    _check_year(path, date, values, faults)
    if date is None or errors(faults.problems):
        return Reading(None, faults.problems)
    return Reading(
        _located(
            Article(
                slug=file.slug,
                path=path,
                title=values.text("title"),
                date=date,
                topics=topics,
                body=file.body,
                authors=bylines,
                summary=values.text("summary"),
                section=values.find_text("section"),
                kind=cast(Kind, values.find_text("kind") or default_of("article", "kind")),
                dateline=values.find_text("dateline"),
                lang=values.find_text("lang"),
                tags=values.texts("tags"),
                source=source,
                timeline=timeline,
                corrections=tuple(
                    Correction(cast(dt.date, item.get("date")), item.text("text"), item.get("retraction") is True)
                    for item in values.records("corrections")
                ),
                image=_image(values.record("image")),
                aliases=values.texts("aliases"),
                status=_status("article", values),
                modified=modified,
            )
        ),
        faults.problems,
    )


def _located(article: Article) -> Article:
    """The article with an anchor for the words that each event stands on."""
    html, anchors = locate_events(article)
    if not anchors:
        return article
    timeline = tuple(replace(event, anchor=anchors.get(event.id)) for event in article.timeline)
    return replace(article, body=replace(article.body, html=html), timeline=timeline)


def read_topic(path: str, raw: bytes, context: Context) -> Reading[Topic]:
    """`topics/<slug>.md`."""
    file = _open("topic", path, raw, context)
    if isinstance(file, tuple):
        return Reading(None, file)
    values = file.values
    if errors(file.faults.problems):
        return Reading(None, file.faults.problems)
    topic = Topic(
        file.slug, path, values.text("name"), values.text("summary"), values.texts("related"), file.body,
        questions=values.texts("questions"), aliases=values.texts("aliases"),
    )  # fmt: skip
    return Reading(topic, file.faults.problems)


def read_expert(path: str, raw: bytes, context: Context) -> Reading[Expert]:
    """`experts/<slug>.md`."""
    file = _open("expert", path, raw, context)
    if isinstance(file, tuple):
        return Reading(None, file)
    values = file.values
    if errors(file.faults.problems):
        return Reading(None, file.faults.problems)
    expert = Expert(
        slug=file.slug,
        path=path,
        name=values.text("name"),
        kind="official" if values.text("kind") == "official" else "expert",
        aliases=values.texts("aliases"),
        role=values.find_text("role"),
        affiliation=values.find_text("affiliation"),
        interests=values.find_text("interests"),
        photo=_image(values.record("photo")),
        links=values.texts("links"),
        addresses=values.texts("addresses"),
        status=_status("expert", values),
        body=file.body,
    )
    return Reading(expert, file.faults.problems)


def read_edition(path: str, raw: bytes, context: Context) -> Reading[Edition]:
    """`editions/<date>.md`."""
    file = _open("edition", path, raw, context)
    if isinstance(file, tuple):
        return Reading(None, file)
    values = file.values
    if errors(file.faults.problems):
        return Reading(None, file.faults.problems)
    edition = Edition(
        slug=file.slug,
        path=path,
        date=dt.date.fromisoformat(file.slug),
        title=values.text("title"),
        items=tuple(EditionItem(item.text("article"), item.text("note")) for item in values.records("items")),
        status=_status("edition", values),
        body=file.body,
    )
    return Reading(edition, file.faults.problems)


def read_page(path: str, raw: bytes, context: Context) -> Reading[PlainPage]:
    """`pages/<slug>.md`."""
    file = _open("page", path, raw, context)
    if isinstance(file, tuple):
        return Reading(None, file)
    if errors(file.faults.problems):
        return Reading(None, file.faults.problems)
    page = PlainPage(file.slug, path, file.values.text("title"), file.values.text("summary"), file.body)
    return Reading(page, file.faults.problems)


def front_of(path: str, raw: bytes) -> Record:
    """The front matter of a file as nodes with places, faults aside; empty if it has none."""
    faults = Faults(path)
    text = decode(raw, faults)
    parts = split(text, faults) if text is not None else None
    return parts.front if parts else Record((1, 1))


def _open(kind: FileKind, path: str, raw: bytes, context: Context) -> _File | tuple[Problem, ...]:
    faults = Faults(f"{context.prefix}{path}")
    slug = PurePosixPath(path).stem
    _check_name(kind, slug, faults)
    text = decode(raw, faults)
    parts = split(text, faults) if text is not None else None
    if parts is None:
        return faults.problems
    values = read_values(parts.front, SCHEMA[kind], _NAMES[kind], context.zone, faults)
    body = context.dialect.read(parts.body, context.people, faults, first_line=parts.body_line)
    return _File(slug, path, values, body, faults)


def _check_name(kind: FileKind, slug: str, faults: Faults) -> None:
    if kind == "edition":
        try:
            day = dt.date.fromisoformat(slug) if _DATE_NAME.match(slug) else None
        except ValueError:
            day = None
        if day is None:
            faults.add((0, 0), f'"{slug[:80]}" is not a date', "Name the file by its date: 2018-10-13.md.", rule="name")
    elif kind == "page" and slug in RESERVED_SEGMENTS:
        faults.add(
            (0, 0), f"the address /{slug}/ belongs to the site itself", "Give the file another name.", rule="name"
        )
    elif not (is_page_slug(slug) if kind == "page" else is_slug(slug)):
        remedy = "Rename it: small letters a–z, digits and single hyphens, at most 80."
        faults.add((0, 0), f'the file name "{slug[:80]}" is not a slug', remedy, rule="name")


def _either(values: Values, one: str, several: str, missing: str | None, faults: Faults) -> tuple[str, ...]:
    """The values of `topic` or `topics`, of which a file has one."""
    if one in values.places and several in values.places:
        faults.add(
            values.places[one], f'both "{one}" and "{several}" are given', f'Keep "{several}" and put all there.'
        )
    elif not {one, several} & (values.places.keys() | values.broken) and missing:
        faults.add(values.at, missing, f"Add `{one}: slug` or `{several}: [slug, slug]`.")
    elif several in values and not values.texts(several) and missing:
        faults.add(values.places[several], f'"{several}" is empty', f"Add `{one}: slug` or `{several}: [slug, slug]`.")
    return values.texts(several) if several in values else (values.text(one),) if one in values else ()


def _name_slug(name: str, key: str, values: Values, faults: Faults) -> str:
    slug = latin_slug(name)
    if not slug:
        at = values.places.get(key) or values.places.get(f"{key}s") or (1, 1)
        faults.add(at, f'the name "{name[:40]}" has no letters to make an address of', "Write the name in letters.")
    return slug


def _source(values: Values | None, faults: Faults) -> Source | None:
    if values is None or "name" not in values:
        return None
    return Source(
        name=values.text("name"),
        slug=_name_slug(values.text("name"), "name", values, faults),
        url=values.find_text("url"),
        author=values.find_text("author"),
        date=cast("Edtf | None", values.get("date")),
        lang=values.find_text("lang"),
        licence=values.find_text("licence"),
    )


def _image(values: Values | None) -> Image | None:
    if values is None:
        return None
    return Image(values.text("file"), values.text("alt"), values.find_text("credit"))


def _timeline(records: tuple[Values, ...], faults: Faults) -> tuple[Event, ...]:
    events: list[Event] = []
    taken: set[str] = set()
    for item in records:
        if "id" in item:
            if item.text("id") in taken:
                fault = f'the id "{item.text("id")}" stands twice in the timeline'
                faults.add(item.places["id"], fault, "Give each entry its own, or delete the ids.")
            taken.add(item.text("id"))
    for item in records:
        if "date" not in item or "title" not in item:
            continue
        identity = item.text("id") or _event_id(item, taken)
        taken.add(identity)
        events.append(_event(item, identity))
    return tuple(events)


def _event(item: Values, identity: str) -> Event:
    return Event(
        id=identity,
        date=cast(Edtf, item.get("date")),
        title=item.text("title"),
        level="milestone" if item.text("level") == "milestone" else "entry",
        text=item.find_text("text"),
        place=item.find_text("place"),
        people=item.texts("people"),
        sources=item.texts("sources"),
        quote=item.find_text("quote"),
        proposed=item.get("proposed") is True,
        line=item.places["date"][0],
    )


def _event_id(item: Values, taken: set[str]) -> str:
    """An id made of date and title, so that other entries may come and go without moving it."""
    stem = latin_slug(f"{item.get('date')} {item.text('title')}") or "event"
    number, identity = 1, stem
    while identity in taken:
        number += 1
        identity = f"{stem}-{number}"
    return identity


def _check_year(path: str, date: dt.datetime | None, values: Values, faults: Faults) -> None:
    folder = PurePosixPath(path).parent.name
    if date and folder.isdigit() and f"{date.year:04d}" != folder:
        remedy = f"Move it to articles/{date.year:04d}/, or correct the date."
        faults.add(values.places["date"], f"the article of {date.year} lies in {folder}/", remedy, level="warning")


def _status(kind: FileKind, values: Values) -> Status:
    return cast(Status, values.find_text("status") or default_of(kind, "status"))
