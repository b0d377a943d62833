"""What was imported: of each source its digest, the draft that came of it, and a digest of what was written.

With it a run that was cut off goes on where it was, a changed source is told from an unchanged one, and a draft that
an editor has worked on from one that nobody has touched. Kept in .cache/newsdesk; without it nothing is overwritten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsdesk.importer.caches import open_cache

_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS imports (
    name TEXT PRIMARY KEY, digest TEXT, stamp TEXT, path TEXT, written TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seen (feed TEXT, entry TEXT, PRIMARY KEY (feed, entry)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failed (
    feed TEXT, entry TEXT, told TEXT, reason TEXT, PRIMARY KEY (feed, entry)
) WITHOUT ROWID;
"""


@dataclass(frozen=True)
class Import:
    """One source that was settled. `path` is the draft's below content/, or the story's that it repeats; `written` is
    the digest of the draft, empty where none was written."""

    digest: str
    stamp: str = ""
    path: str = ""
    written: str = ""


class Record:
    """What was imported from where. `root` is the project's folder: files in it are known by their path there."""

    def __init__(self, cache: Path, root: Path) -> None:
        self._database = open_cache(cache / "imports.sqlite", _TABLES, _VERSION)
        self._root = root

    def find(self, name: str) -> Import | None:
        row = self._database.execute(
            "SELECT digest, stamp, path, written FROM imports WHERE name = ?", (self._known(name),)
        ).fetchone()
        return Import(*row) if row else None

    def keep(self, name: str, done: Import) -> None:
        self._database.execute(
            "INSERT OR REPLACE INTO imports VALUES (?, ?, ?, ?, ?)",
            (self._known(name), done.digest, done.stamp, done.path, done.written),
        )

    def seen(self, feed: str) -> frozenset[str]:
        """The entries of the feed that were settled."""
        rows = self._database.execute("SELECT entry FROM seen WHERE feed = ?", (self._known(feed),))
        return frozenset(row[0] for row in rows)

    def see(self, feed: str, entry: str) -> None:
        self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (self._known(feed), entry))
        self._database.execute("DELETE FROM failed WHERE feed = ? AND entry = ?", (self._known(feed), entry))

    def failed(self, feed: str) -> Mapping[tuple[str, str], str]:
        """Why entries of the feed could not be imported, by their id and a digest of what the feed told of them."""
        rows = self._database.execute("SELECT entry, told, reason FROM failed WHERE feed = ?", (self._known(feed),))
        return {(entry, told): reason for entry, told, reason in rows}

    def fail(self, feed: str, entry: str, told: str, reason: str) -> None:
        row = (self._known(feed), entry, told, reason)
        self._database.execute("INSERT OR REPLACE INTO failed VALUES (?, ?, ?, ?)", row)

    def close(self) -> None:
        self._database.close()

    def _known(self, name: str) -> str:
        """Files by their path in the project, or their whole path: however they were named. Others as they are."""
        path, mark, rest = name.partition("#")
        if "://" in path or not Path(path).exists():
            return _printable(name)
        whole = Path(path).resolve()
        inside = whole.relative_to(self._root) if whole.is_relative_to(self._root) else whole
        return _printable(f"{inside.as_posix()}{mark}{rest}")


def digest_of(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def stamp_of(path: Path) -> str:
    """What changes when the file is written; empty for what is no file."""
    try:
        state = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{state.st_size}:{state.st_mtime_ns}:{state.st_ino}"


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
