"""Reading a content tree again: only what changed is parsed, the rest is remembered.

What reading a file gives depends on its bytes, on the code, on the site's zone and base path, and on who is who: a
name in an attribution leads to a profile. Which names a file asked for is kept with it, so that a new profile makes
only those files be read anew that name the person.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from newsdesk.builder.digests import digest_of
from newsdesk.builder.stamps import stamp_of
from newsdesk.builder.store import Kept
from newsdesk.builder.values import encode, fingerprint
from newsdesk.model.digest import Article, Edition, Expert, PlainPage, Topic, facts_of
from newsdesk.model.index import Row, row_of
from newsdesk.model.problems import Problem
from newsdesk.source.people import People
from newsdesk.source.reading import (
    Context,
    Reading,
    read_article,
    read_edition,
    read_expert,
    read_page,
    read_topic,
)
from newsdesk.source.schema import FileKind
from newsdesk.source.tree import read_bytes

File = tuple[FileKind, str, str]  # kind, path, stamp
Part = Article | Topic | Expert | Edition | PlainPage
READERS: dict[FileKind, Callable[[str, bytes, Context], Reading[Any]]] = {
    "article": read_article, "topic": read_topic, "expert": read_expert, "edition": read_edition, "page": read_page,
}  # fmt: skip
TYPES: dict[FileKind, type[Part]] = {
    "article": Article, "topic": Topic, "expert": Expert, "edition": Edition, "page": PlainPage,
}  # fmt: skip
Sent = tuple[File, bytes]
# Does work on every item and gives the results in order, wherever it is done: all of it must be picklable.
Mapper = Callable[[Callable[[Sequence[Sent]], list[Kept]], Iterable[Sequence[Sent]]], Iterator[list[Kept]]]
_TOGETHER = 100  # files sent at once
FEW = 24  # files that are read in this process: starting workers would take longer


@dataclass(frozen=True, slots=True)
class Head:
    """What is kept of a file in a form that is loaded for every build: for stories a row, for others nothing.

    `asked` are the questions about people that reading it raised, each with its answer. `face` is a digest of all that
    other files' faults may depend on (addresses, anchors, status), `refs` of all that its own may (what it refers to).
    """

    kind: FileKind
    face: str = ""
    refs: str = ""
    row: Row | None = None
    problems: tuple[Problem, ...] = ()
    asked: tuple[tuple[str, str, str | None], ...] = ()
    broken: bool = False


@dataclass(frozen=True)
class Asking(People):
    """People, and a list of what was asked about them."""

    asked: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        return self.asked.setdefault(("find", name), super().find(name))

    def name_of(self, slug: str) -> str:
        answer = super().name_of(slug)
        self.asked.setdefault(("name_of", slug), answer)
        return answer


def answers_still(head: Head, people: People) -> bool:
    """Whether all that reading a file asked about people would be answered the same now."""
    return all(getattr(people, question)(word) == answer for question, word, answer in head.asked)


def read_file(kind: FileKind, path: str, raw: bytes, context: Context, *, stamp: str, label: str) -> Kept:
    """A file, read: what is to be kept of it. `label` says what else than bytes and people the reading depends on."""
    asking = Asking(context.people.slugs, context.people.names)
    reading = READERS[kind](path, raw, context.with_people(asking))
    asked = tuple((question, word, answer) for (question, word), answer in asking.asked.items())
    part: Part | None = reading.part
    row, facts, text = None, b"", b""
    if isinstance(part, Article):
        shown = facts_of(part)
        row, facts, text = _row(part, shown), encode(shown), encode([part.body.words, part.body.html])
        part = _without_text(part)
    head = Head(kind, *_sides(reading.part), row, reading.problems, asked, broken=part is None)
    kept = (digest_of(raw), label, encode(head), encode(part) if part else b"")
    return Kept(path, stamp, *kept, facts=facts, text=text, slug=row.slug if row else "")


def _sides(part: Part | None) -> tuple[str, str]:
    """`face` and `refs` of a part. Those of stories leave out what no fault can depend on; of the others, nothing."""
    if not isinstance(part, Article):
        whole = fingerprint(part)
        return whole, whole
    body, source = part.body, part.source
    month = f"{part.date:%Y-%m}"
    names = (part.authors, (source.name, source.slug) if source else None)
    face = fingerprint(part.slug, part.path, part.status, part.aliases, body.ids, names, month)
    refs = fingerprint(
        part.status,
        part.topics,
        part.aliases,
        names,
        [(event.people, event.proposed) for event in part.timeline],
        [(reference.kind, reference.target, reference.proposed) for reference in body.references],
        [address for address, _ in body.links],
        [(file, alt) for file, alt, _ in body.images],
        part.image.file if part.image else None,
        bool(body.plain or part.summary),
    )
    return face, refs


def _row(article: Article, facts: Article) -> Row:
    return row_of(article, facts=fingerprint(facts), text=fingerprint(article.body.html, article.body.words))


def _without_text(article: Article) -> Article:
    """The story as checks look at it."""
    body = article.body
    plain = "" if article.summary else body.plain[:1000]
    return replace(article, body=replace(body, html="", plain=plain or ("…" if body.plain else "")))


def read_files(
    wanted: Iterable[File],
    content: Path,
    context: Context,
    *,
    label: str,
    progress: Callable[[int], None],
    workers: int | None = None,
    mapper: Mapper | None = None,
) -> Iterator[Kept]:
    """Every wanted file (kind, path, stamp), read; in several processes if there are many, or by the `mapper`."""
    files = list(wanted)
    if mapper and len(files) > FEW:
        yield from _read_by(mapper, files, content, context, label=label, progress=progress)
        return
    read = partial(_read_one, content=content, context=context, label=label)
    count = min(workers or os.cpu_count() or 1, len(files) // FEW)
    if count < 2:
        for done, file in enumerate(files, start=1):
            yield read(file)
            progress(done)
        return
    from newsdesk.builder.workers import forked  # a few files need none

    with forked(count, _begin, (read, files)) as pool:
        for done, kept in enumerate(pool.imap(_read_nth, range(len(files)), chunksize=32), start=1):
            yield kept
            progress(done)


def _read_by(
    mapper: Mapper,
    files: Sequence[File],
    content: Path,
    context: Context,
    *,
    label: str,
    progress: Callable[[int], None],
) -> Iterator[Kept]:
    """Every file, read wherever the mapper has it read: its bytes are sent, in the order of the files."""
    site = Context(context.zone, context.base, context.prefix, context.people)
    work = partial(_read_sent, site=site, label=label)
    parts = (files[at : at + _TOGETHER] for at in range(0, len(files), _TOGETHER))
    sent = ([(file, read_bytes(content, file[1])) for file in part] for part in parts)
    read = (kept for part in mapper(work, sent) for kept in part)
    for done, kept in enumerate(read, start=1):
        yield kept
        progress(done)


def _read_sent(sent: Sequence[Sent], *, site: Context, label: str) -> list[Kept]:
    """Files that were sent with their bytes, read. The site's Markdown reader is made where it is done."""
    return [read_file(kind, path, raw, site, stamp=stamp, label=label) for (kind, path, stamp), raw in sent]


# What a worker inherits at the fork: a Markdown reader cannot be sent. Set once in each worker, never in the parent.
_inherited: list[tuple[Callable[[File], Kept], list[File]]] = []


def _begin(read: Callable[[File], Kept], files: list[File]) -> None:
    _inherited.append((read, files))


def _read_nth(number: int) -> Kept:
    read, files = _inherited[0]
    return read(files[number])


def _read_one(file: File, *, content: Path, context: Context, label: str) -> Kept:
    kind, path, stamp = file
    return read_file(kind, path, read_bytes(content, path), context, stamp=stamp, label=label)


def stamps(content: Path, paths: Iterable[str]) -> Mapping[str, str]:
    """The stamp of each file, as the front door takes it."""
    root = f"{content}{os.sep}"
    # os.stat and not Path.stat: ten thousand times
    return {path: stamp_of(os.stat(f"{root}{path}", follow_symlinks=False)) for path in paths}  # noqa: PTH116


_HEAD = msgspec.json.Decoder(Head)
_PARTS = {kind: msgspec.json.Decoder(type_) for kind, type_ in TYPES.items()}
_STORY = msgspec.json.Decoder(Article)
_TEXT = msgspec.json.Decoder(tuple[int, str])


def decode_head(data: bytes) -> Head:
    return _HEAD.decode(data)


def decode_part(kind: FileKind, part: bytes, *, zone: ZoneInfo) -> Part:
    """The model object as it was read in the site's zone, a story without its text."""
    decoded = _PARTS[kind].decode(part)
    return _in_zone(decoded, zone) if isinstance(decoded, Article) else decoded


def decode_story(facts: bytes, text: bytes = b"", *, zone: ZoneInfo) -> Article:
    """A story as pages may see it: its facts, and its text if that is given."""
    story: Article = _STORY.decode(facts)
    if not text:
        return _in_zone(story, zone)
    words, html = _TEXT.decode(text)
    return _in_zone(replace(story, body=replace(story.body, html=html, words=words)), zone)


def _in_zone(story: Article, zone: ZoneInfo) -> Article:
    modified = in_zone(story.modified, zone) if story.modified else None
    return replace(story, date=in_zone(story.date, zone), modified=modified)


def in_zone(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """A moment of which JSON kept the time on the clock and the offset in minutes, in its zone again."""
    early = moment.replace(tzinfo=zone)
    offset, found = moment.utcoffset(), early.utcoffset()
    assert offset is not None
    assert found is not None
    return early if abs(offset - found) < dt.timedelta(minutes=1) else early.replace(fold=1)
