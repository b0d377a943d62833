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
from dataclasses import dataclass
from functools import cached_property, lru_cache
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any, TypeVar

from newsdesk.model.media import media_type
from newsdesk.model.problems import RefusedError
from newsdesk.model.slugs import fold
from newsdesk.publisher.digests import Digests

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
# Files that hold keys, and what editors leave beside files.
KEYS = re.compile(
    r"^id_(?:rsa|dsa|ecdsa|ed25519)$|\.(?:pem|key|pfx|p12|jks|kdbx|sqlite3?|env|bak|orig|swp)$|~$", re.IGNORECASE
)
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
        return _id_of(self.text)

    @cached_property
    def by_path(self) -> dict[str, Item]:
        return {item.path: item for item in self.items}

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(item.size for item in self.items)

    @cached_property
    def text(self) -> str:
        """Canonical JSON: what the id is the digest of. Keys sorted, one a line, nothing escaped that need not be."""
        files = ",\n".join(map(_item_json, self.items))
        return f'{{\n"files":[\n{files}\n],\n"form":{FORM}\n}}\n' if files else f'{{\n"files":[],\n"form":{FORM}\n}}\n'


def _id_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _item_json(item: Item) -> str:
    cache, path, sha256, kind = map(encode_basestring, (item.cache, item.path, item.sha256, item.type))
    return f'{{\n"cache":{cache},\n"path":{path},\n"sha256":{sha256},\n"size":{item.size},\n"type":{kind}\n}}'


@lru_cache(maxsize=4)  # what is live is asked for several times
def manifest_from(text: str, release: str) -> Manifest | None:
    """The manifest of `release` as it was kept, or None if the text is damaged: its digest must be the id."""
    if _id_of(text) != release:
        return None
    try:
        content: Any = json.loads(text)
        return Manifest(tuple(Item(**item) for item in content["files"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def manifest_of(folder: Path, digests: Digests | None = None) -> Manifest:
    """Reads a folder. Raises `RefusedError`, with every reason, for whatever cannot be published.

    That is: symbolic links, things that are neither file nor folder, hidden files and those whose names say that they
    hold keys, names with control characters or backslashes, and two names that are one on a file system that ignores
    case or Unicode form.
    """
    found = list(all_below(folder))
    entries = {path: entry for path, entry, is_folder in found if not is_folder}
    paths = tuple(sorted(entries))
    named = ((path, _fault_of(entry)) for path, entry, _ in found)
    faults = [*sorted(f"{path!a}: {fault}" for path, fault in named if fault), *_collisions(paths)]
    if faults:
        raise RefusedError("\n".join(faults))
    items = {path: item for path in paths if digests and (item := _known_item(path, entries[path], digests))}
    unknown = [path for path in paths if path not in items]
    items |= zip(unknown, in_threads(lambda path: item_of(folder, path, digests), unknown), strict=True)
    return Manifest(tuple(items[path] for path in paths))


def item_of(folder: Path, path: str, digests: Digests | None = None) -> Item:
    """The item that stands for one file. Raises `OSError` if it cannot be read or is a symbolic link."""
    return _item(path, *digest_of(f"{folder}{os.sep}{path}", digests))


def _known_item(path: str, entry: os.DirEntry[str], digests: Digests) -> Item | None:
    state = entry.stat(follow_symlinks=False)
    sha256 = digests.find(state)
    return _item(path, sha256, state.st_size) if sha256 else None


def _item(path: str, sha256: str, size: int) -> Item:
    return Item(path, sha256, size, media_type(path), cache_policy(path))


def digest_of(path: str | Path, digests: Digests | None = None) -> tuple[str, int]:
    """SHA-256 in hexadecimal, and size in bytes. Never follows a symbolic link: raises `OSError` instead.

    With `digests`, a file that is as it was when it was last read is not read again.
    """
    if digests and (known := digests.find(state := os.lstat(path))):
        return known, state.st_size
    digest, size = hashlib.sha256(), 0
    with open_plain(path) as file:
        before = os.fstat(file.fileno())
        while chunk := file.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
        if digests and _is_same(before, os.fstat(file.fileno())):
            digests.keep(before, digest.hexdigest())
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


def _is_same(one: os.stat_result, other: os.stat_result) -> bool:
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)


def open_plain(path: str | Path) -> Any:
    """Opens a file for reading bytes; a symbolic link in its place raises `OSError`, a pipe does not hang."""
    flags = os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    return os.fdopen(os.open(path, flags), "rb", buffering=0)


def files_below(folder: Path) -> Iterator[str]:
    """Paths of all that is not a folder below `folder`, relative, with forward slashes; links are not followed."""
    return (path for path, _ in entries_below(folder))


def entries_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The same, each with what the folder says of it."""
    return ((path, entry) for path, entry, is_folder in all_below(folder) if not is_folder)


def all_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str], bool]]:
    """All that lies below a folder, by its path in it with forward slashes, and whether it is a folder itself; links
    are not followed."""
    start = len(os.fspath(folder)) + 1
    folders = [os.fspath(folder)]
    while folders:
        with os.scandir(folders.pop()) as listing:
            for entry in listing:
                is_folder = entry.is_dir(follow_symlinks=False)
                yield entry.path[start:].replace(os.sep, "/"), entry, is_folder
                if is_folder:
                    folders.append(entry.path)


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


def _fault_of(entry: os.DirEntry[str]) -> str:
    if entry.is_symlink():
        return "is a symbolic link; a release holds only files and folders. [symlink]"
    if not entry.is_dir() and not entry.is_file():
        return "is neither a file nor a folder; a release holds nothing else. [special]"
    return _fault_of_name(entry.name)


@lru_cache(maxsize=4096)  # most files of a site are called index.html
def _fault_of_name(name: str) -> str:
    if name.startswith(".") and name not in HIDDEN_ALLOWED:
        return "is hidden; such files often hold secrets and are never published. Take it out of the site. [hidden]"
    if KEYS.search(name):
        return "has the name of a file that holds keys, or of a copy that an editor left. Take it out. [keys]"
    if "\\" in name or not name.isprintable():
        return "has a name with a backslash or a control character, which hosts treat differently. Rename it. [name]"
    return ""


def _collisions(paths: tuple[str, ...]) -> list[str]:
    seen: dict[str, str] = {}
    faults = []
    for path in paths:
        other = seen.setdefault(fold(path), path)
        if other != path:
            faults.append(f"{path!a} and {other!a}: one name on file systems that ignore case. Rename one. [case]")
    return faults
