"""The manifest of a release: every file with its digest, size, type and cache policy.

The id of a release is the digest of its manifest, so that equal sites have equal ids on every machine and at every
time. Knows how to read a folder; knows nothing of targets. One file of a manifest in JSON:

    {"path": "articles/talks/index.html", "sha256": "9f86…", "size": 18211,
     "type": "text/html; charset=utf-8", "cache": "public, max-age=0, must-revalidate"}
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from newsdesk.model.media import media_type
from newsdesk.model.problems import RefusedError
from newsdesk.model.slugs import fold

A = TypeVar("A")
B = TypeVar("B")
FORM = 1
CHUNK = 1 << 20
# Reading and hashing leave the interpreter's lock; more threads than this gain nothing on a local disk, and starting
# them costs more than a few files do.
THREADS, WORTH_THREADS = 8, 64

# A name that carries its own digest never changes its content: style.3f9a1c0b.css
HASHED = re.compile(r"[.-][0-9a-f]{8,64}\.[a-z0-9]{2,12}\Z")
FOR_EVER = "public, max-age=31536000, immutable"
ALWAYS_ASK = "public, max-age=0, must-revalidate"
FIVE_MINUTES = "public, max-age=300"
AN_HOUR = "public, max-age=3600"
# Hidden files are how secrets get published; these two are meant to be.
HIDDEN_ALLOWED = frozenset({".well-known", ".nojekyll"})


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """One file. `path` is relative with forward slashes, `size` in bytes, `type` and `cache` are header values."""

    path: str
    sha256: str
    size: int
    type: str
    cache: str


@dataclass(frozen=True)
class Manifest:
    """All files of a release, sorted by path."""

    items: tuple[Item, ...]

    @cached_property
    def id(self) -> str:
        """The release id: 12 hexadecimal digits of the digest of the canonical JSON."""
        return hashlib.sha256(self.as_json().encode()).hexdigest()[:12]

    @cached_property
    def by_path(self) -> dict[str, Item]:
        return {item.path: item for item in self.items}

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(item.size for item in self.items)

    def as_json(self) -> str:
        """Canonical JSON: what the id is the digest of."""
        content = {"form": FORM, "files": [asdict(item) for item in self.items]}
        return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=0, separators=(",", ":")) + "\n"


def manifest_from(text: str, release: str) -> Manifest | None:
    """The manifest of `release` as it was kept, or None if the text is damaged: its digest must be the id."""
    try:
        content: Any = json.loads(text)
        manifest = Manifest(tuple(Item(**item) for item in content["files"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return manifest if manifest.id == release else None


def manifest_of(folder: Path) -> Manifest:
    """Reads a folder. Raises `RefusedError`, with every reason, for whatever cannot be published.

    That is: symbolic links, things that are neither file nor folder, hidden files, names with control characters or
    backslashes, and two names that are one on a file system that ignores case or Unicode form.
    """
    paths = tuple(sorted(files_below(folder)))
    faults = [*_unpublishable(folder), *_collisions(paths)]
    if faults:
        raise RefusedError("\n".join(faults))
    return Manifest(in_threads(lambda path: item_of(folder, path), paths))


def item_of(folder: Path, path: str) -> Item:
    """The item that stands for one file. Raises `OSError` if it cannot be read or is a symbolic link."""
    sha256, size = digest_of(folder / path)
    return Item(path, sha256, size, media_type(path), cache_policy(path))


def digest_of(path: Path) -> tuple[str, int]:
    """SHA-256 in hexadecimal, and size in bytes. Never follows a symbolic link: raises `OSError` instead."""
    digest, size = hashlib.sha256(), 0
    with open_plain(path) as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size


def differences(found: Mapping[str, str], manifest: Manifest) -> tuple[str, ...]:
    """What differs from `manifest` in a place where `found` files lie (path → SHA-256), each as a phrase; sorted."""
    faults = [f"{path}: not part of the release" for path in found if path not in manifest.by_path]
    for item in manifest.items:
        if found.get(item.path) != item.sha256:
            faults.append(f"{item.path}: {'changed' if item.path in found else 'missing'}")
    return tuple(sorted(faults))


def in_threads(function: Callable[[A], B], values: Sequence[A]) -> tuple[B, ...]:
    """`function` of each value, in order; several at a time where there are many."""
    if len(values) < WORTH_THREADS:
        return tuple(map(function, values))
    with ThreadPoolExecutor(THREADS) as pool:
        return tuple(pool.map(function, values))


def open_plain(path: Path) -> Any:
    """Opens a file for reading bytes; a symbolic link in its place raises `OSError`, a pipe does not hang."""
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    return os.fdopen(os.open(path, flags), "rb", buffering=0)


def files_below(folder: Path) -> Iterator[str]:
    """Paths of all that is not a folder below `folder`, relative, with forward slashes; links are not followed."""
    for entry in _entries(folder):
        if not entry.is_dir(follow_symlinks=False):
            yield Path(entry.path).relative_to(folder).as_posix()


def cache_policy(path: str) -> str:
    """The value of Cache-Control: names with a digest for ever, pages never unasked, feeds five minutes."""
    name = path.rsplit("/", 1)[-1]
    if HASHED.search(name):
        return FOR_EVER
    if name.endswith(".html"):
        return ALWAYS_ASK
    if name.endswith((".xml", ".json", ".txt", ".ics", ".csv")):
        return FIVE_MINUTES
    return AN_HOUR


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as listing:
        for entry in listing:
            yield entry
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(Path(entry.path))


def _unpublishable(folder: Path) -> list[str]:
    return sorted(
        f"{Path(entry.path).relative_to(folder).as_posix()!a}: {fault}"
        for entry in _entries(folder)
        if (fault := _fault_of(entry))
    )


def _fault_of(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "is a symbolic link; a release holds only files and folders."
    if not entry.is_dir() and not entry.is_file():
        return "is neither a file nor a folder; a release holds nothing else."
    if entry.name.startswith(".") and entry.name not in HIDDEN_ALLOWED:
        return "is hidden; such files often hold secrets and are never published. Remove it from the built site."
    if "\\" in entry.name or not entry.name.isprintable():
        return "has a name with a backslash or a control character, which hosts treat differently. Rename it."
    return ""


def _collisions(paths: tuple[str, ...]) -> list[str]:
    seen: dict[str, str] = {}
    faults = []
    for path in paths:
        other = seen.setdefault(fold(path), path)
        if other != path:
            faults.append(f"{path!a} and {other!a}: one name on file systems that ignore case. Rename one.")
    return faults
