"""What the digest has already, as far as an import must know it: people with their spellings, topics."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from newsdesk.importer.speakers import Known, Profile
from newsdesk.source.reading import Context, read_expert


def read_known(content: Path) -> Known:
    """Files that cannot be read are left to `check`; their people are known by the file's name."""
    people = (
        _profile(f"experts/{path.name}", path.read_bytes()) for path in sorted((content / "experts").glob("*.md"))
    )
    topics = frozenset(path.stem for path in (content / "topics").glob("*.md"))
    return Known(tuple(people), topics)


def with_files(known: Known, files: Iterable[tuple[str, str]]) -> Known:
    """What is known once these files (path below content/, text) were written too."""
    there = {profile.slug for profile in known.people}
    new = [_profile(path, text.encode()) for path, text in files if path.startswith("experts/")]
    return replace(known, people=(*known.people, *(profile for profile in new if profile.slug not in there)))


def _profile(path: str, data: bytes) -> Profile:
    slug = path.rpartition("/")[2].removesuffix(".md")
    expert = read_expert(path, data, Context()).part
    return Profile(slug, (expert.name, *expert.aliases) if expert else (slug.replace("-", " ").title(),))
