"""What the digest has already, as far as an import must know it: people with their spellings, topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from newsdesk.importer.register import Profile, Register
from newsdesk.importer.speakers import Known
from newsdesk.language.analysis import KnownEvent
from newsdesk.source.reading import Context, read_article, read_expert

_LOOSE = 200  # people whom no register holds


def read_known(content: Path, topic: str = "") -> Known:
    """What is known, with the timeline of `topic`. Files that cannot be read are left to `check`; their people are
    known by the file's name."""
    people = tuple(
        _profile(f"experts/{path.name}", path.read_bytes()) for path in sorted((content / "experts").glob("*.md"))
    )
    topics = frozenset(path.stem for path in (content / "topics").glob("*.md"))
    told = read_told(content, topic) if topic else ()
    return _registered(Known(people, topics, told=told))


def read_told(content: Path, topic: str) -> tuple[KnownEvent, ...]:
    """The confirmed entries of the topic's timeline, each once, in the order of the files."""
    told: dict[KnownEvent, None] = {}
    for path in sorted((content / "articles").glob("*/*.md")):
        data = path.read_bytes()
        if b"\ntimeline:" not in data or topic.encode() not in data:
            continue
        article = read_article(path.relative_to(content).as_posix(), data, Context()).part
        if article and topic in article.topics:
            told |= {KnownEvent(event.date.text, event.title): None for event in article.timeline if not event.proposed}
    return tuple(told)


def with_files(known: Known, files: Iterable[tuple[str, str]]) -> Known:
    """What is known once these files (path below content/, text) were written too."""
    there = {profile.slug for profile in known.people}
    new = [_profile(path, text.encode()) for path, text in files if path.startswith("experts/")]
    people = (*known.people, *(profile for profile in new if profile.slug not in there))
    return _registered(replace(known, people=people))


def _registered(known: Known) -> Known:
    """With everybody in the register, if many are not: to look at a few of them costs less."""
    if len(known.people) - len(known.register.people) <= _LOOSE:
        return known
    return replace(known, register=Register(known.people))


def _profile(path: str, data: bytes) -> Profile:
    slug = path.rpartition("/")[2].removesuffix(".md")
    expert = read_expert(path, data, Context()).part
    return Profile(slug, (expert.name, *expert.aliases) if expert else (slug.replace("-", " ").title(),))
