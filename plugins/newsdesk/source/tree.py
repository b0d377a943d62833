"""A whole content tree to a digest: every file read, or named in a problem.

Opens files below content/ and nothing else: links are refused, not followed. `inbox/` is never opened. What is
neither a known file nor a hidden one is a problem, since a story saved under a wrong name must not vanish in silence.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from newsdesk.model.digest import Digest, in_order
from newsdesk.model.problems import Place, Problem, did_you_mean
from newsdesk.source.addresses import find_image_fault
from newsdesk.source.decoding import MAX_FILE
from newsdesk.source.people import gather
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

FOLDERS: dict[str, FileKind] = {
    "articles": "article", "topics": "topic", "experts": "expert", "editions": "edition", "pages": "page",
}  # fmt: skip
_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in a content tree, by kind; paths relative to it, with forward slashes, in order."""

    files: tuple[tuple[FileKind, str], ...]
    images: tuple[str, ...]
    problems: tuple[Problem, ...]

    def of(self, kind: FileKind) -> tuple[str, ...]:
        return tuple(path for found, path in self.files if found == kind)


def read_tree(content: Path, *, zone: ZoneInfo, base: str = "") -> tuple[Digest, tuple[Problem, ...]]:
    """The digest of all files that can be read, and every problem of those that cannot, sorted by place.

    References between files are `check`'s. Raises OSError if the disk fails.
    """
    listing = list_tree(content)
    context = Context(zone, base, prefix_of(content))
    problems = list(listing.problems)
    experts = _read_all(content, listing.of("expert"), read_expert, context, problems)
    context = context.with_people(gather(experts))
    digest = Digest(
        articles=_read_all(content, listing.of("article"), read_article, context, problems),
        topics=_read_all(content, listing.of("topic"), read_topic, context, problems),
        experts=_read_all(content, listing.of("expert"), read_expert, context, problems),
        editions=_read_all(content, listing.of("edition"), read_edition, context, problems),
        pages=_read_all(content, listing.of("page"), read_page, context, problems),
        images=listing.images,
    )
    return in_order(digest), tuple(sorted(set(problems)))


def list_tree(content: Path) -> Listing:
    """What lies in the tree, unread."""
    prefix = prefix_of(content)
    if not content.is_dir():
        place = Place(prefix.rstrip("/"))
        return Listing((), (), (Problem(place, "there is no such folder", "Create it, or correct the path.", "file"),))
    files: list[tuple[FileKind, str]] = []
    images: list[str] = []
    problems: list[Problem] = []
    for path, fault in _walk(content, ""):
        top, _, rest = path.partition("/")
        if fault is None and top in FOLDERS:
            fault = _misplaced(top, rest)
        elif fault is None and top == "images":
            fault = find_image_fault(path)
        elif fault is None:
            fault = "no file belongs here"
        if fault:
            problems.append(Problem(Place(f"{prefix}{path}"), fault, _remedy(path), "file"))
        elif top == "images":
            images.append(path)
        else:
            files.append((FOLDERS[top], path))
    return Listing(tuple(files), tuple(images), tuple(problems))


def prefix_of(content: Path) -> str:
    """What stands before a path in a message: the folder's own name."""
    return f"{content.name or 'content'}/"


def read_bytes(content: Path, path: str) -> bytes:
    """The bytes of a content file, one more than the limit at most. Raises OSError for a link in its last part."""
    handle = os.open(content / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
    with os.fdopen(handle, "rb") as file:
        return file.read(MAX_FILE + 1)


def _read_all(
    content: Path,
    paths: tuple[str, ...],
    read: Callable[[str, bytes, Context], Reading[_Part]],
    context: Context,
    problems: list[Problem],
) -> tuple[_Part, ...]:
    parts = []
    for path in paths:
        reading = read(path, read_bytes(content, path), context)
        problems += reading.problems
        if reading.part is not None:
            parts.append(reading.part)
    return tuple(parts)


def _walk(folder: Path, path: str) -> Iterator[tuple[str, str | None]]:
    """Every file below a folder with what is wrong with its being there, if anything is, in order of names."""
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        here = f"{path}{entry.name}"
        if _is_ignored(entry.name, here):
            continue
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            yield here, "this is a symbolic link, and links are not followed"
        elif stat.S_ISDIR(mode):
            yield from _walk(Path(entry.path), f"{here}/")
        elif not stat.S_ISREG(mode):
            yield here, "this is not a regular file"
        else:
            yield here, None


def _is_ignored(name: str, path: str) -> bool:
    """Hidden files are the system's or an editor's, but a hidden story is not let pass."""
    if path == "inbox":
        return True
    return name.startswith(".") and (not name.endswith(".md") or name.startswith(".#"))


def _misplaced(top: str, rest: str) -> str | None:
    parts = rest.split("/")
    if not parts[-1].endswith(".md") or parts[-1].startswith("."):
        return "only Markdown files (.md) are read here"
    if top == "articles":
        year = parts[0]
        if len(parts) != 2 or not (year.isascii() and year.isdigit() and len(year) == 4):
            return "an article lies in a folder named by its year"
    elif len(parts) != 1:
        return f"files of {top}/ lie in it directly, not in folders"
    return None


def _remedy(path: str) -> str:
    top, _, rest = path.partition("/")
    if top == "images":
        return "Rename it, or move it out of content/."
    if top == "articles":
        return "Move it to articles/<year>/<slug>.md, or out of content/."
    if rest and top not in FOLDERS:
        return f"{did_you_mean(top, [*FOLDERS, 'images', 'inbox'])} Move it, or move it out of content/.".strip()
    return "Move it to its folder, or out of content/."
