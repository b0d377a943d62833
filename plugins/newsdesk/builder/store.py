"""What earlier builds found out, kept in .cache/newsdesk/store.sqlite: files as they were read, outputs as written.

A cache and nothing more: it may be deleted or damaged at any time, and a store that cannot be read, or was written by
another version of the code, is thrown away. It holds JSON, never objects that run code when they are loaded, and a
checksum beside each value, by which damage is noticed: then all is thrown away.

    files     path → stamp (times and size), digest of the bytes, and what reading them gave
    stories   path → what pages may show of a story: its facts, and its text
    outputs   path → key of what it was made of, what the sitemap says of it, and why it may become stale
    sheets    path → what it tells (the first half of its key), the stories whose text counts, and how the output that
              tells this was made: a sheet in JSON
    fillings  path → what it tells, and where its blocks lie in the output that does: a filling in JSON
    notes     name → value: what the last finished build was made with
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

FORMAT = "7"
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
  path TEXT PRIMARY KEY, stamp TEXT, bytes TEXT, context TEXT, slug TEXT, mark INTEGER, head BLOB,
  part_mark INTEGER, part BLOB
);
CREATE INDEX IF NOT EXISTS slugs ON files (slug);
CREATE TABLE IF NOT EXISTS stories (
  path TEXT PRIMARY KEY, facts_mark INTEGER, facts BLOB, text_mark INTEGER, text BLOB
);
CREATE TABLE IF NOT EXISTS outputs (
  path TEXT PRIMARY KEY, key TEXT, listed BLOB, parts TEXT, mark INTEGER
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sheets (path TEXT PRIMARY KEY, key TEXT, mark INTEGER, texts TEXT, sheet BLOB);
CREATE TABLE IF NOT EXISTS fillings (path TEXT PRIMARY KEY, key TEXT, mark INTEGER, filling BLOB);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value BLOB, mark INTEGER) WITHOUT ROWID;
"""
# What SQLite raises for a damaged file: also a message that quotes it and so is no text itself.
DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)
# What a full disk, a slow one or a missing right raises is no damage: to throw the store away would not help.
_NO_DAMAGE = frozenset(
    (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_NOMEM,
    )
)


class StoreDamagedError(Exception):
    """What was kept cannot be read; the store must be made anew."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was read, in JSON: `head` is a `Head`, `part` the model object, for a story without its text.

    `facts` and `text` are what pages may show of a story (`model.digest.facts_of`). `context` is a digest of what else
    the reading depended on, `slug` a story's. All but the head is fetched only when asked for.
    """

    path: str
    stamp: str
    sha: str
    context: str
    head: bytes
    part: bytes = b""
    facts: bytes = b""
    text: bytes = b""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Output:
    """A file as it was written. `parts` are digests by which a stale key is explained."""

    path: str
    key: str
    listed: bytes = b""
    parts: str = ""


class Store:
    """One connection. Use as a context manager; changes are kept when `commit` is called."""

    def __init__(self, path: Path, *, version: str) -> None:
        self.path = path
        self._version = f"{FORMAT}/{version}"
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = self._open()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        with contextlib.suppress(*DAMAGE):
            connection = self._connect()
            if self._is_ours(connection):
                return connection
            connection.close()
        return self._afresh()

    def _is_ours(self, connection: sqlite3.Connection) -> bool:
        try:
            found = connection.execute("SELECT value FROM notes WHERE name = 'version'").fetchone()
        except DAMAGE:
            return False
        return bool(found and found[0] == self._version.encode())

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=60, isolation_level="DEFERRED")
        try:
            # No write-ahead log: it is mapped into memory, where a file that is cut short ends the process.
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(_TABLES)
        except (sqlite3.Error, *DAMAGE):
            connection.close()
            raise
        return connection

    def _afresh(self) -> sqlite3.Connection:
        remove_store(self.path)
        connection = self._connect()
        connection.execute("INSERT INTO notes VALUES ('version', ?, 0)", (self._version.encode(),))
        connection.commit()
        return connection

    # --- Files ------------------------------------------------------------------------------------------------------
    def files(self, paths: Iterable[str] | None = None) -> dict[str, Kept]:
        """Every file by path, or each of `paths` that is known, without part and text."""
        rows = self._rows("SELECT path, stamp, bytes, context, head, mark, slug FROM files", paths)
        files: dict[str, Kept] = {}
        for path, stamp, sha, context, head, mark, slug in rows:
            if _mark(path, head, context) != mark:
                raise StoreDamagedError(path)
            files[path] = Kept(path, stamp, sha, context, head, slug=slug)
        return files

    def paths_of(self, slugs: Iterable[str]) -> list[str]:
        """Of the files of stories; for a slug that none has, nothing."""
        question = "SELECT path FROM files WHERE slug = ?"
        return [path for slug in slugs for (path,) in self._connection.execute(question, (slug,))]

    def paths_of_others(self) -> list[str]:
        """Of all files but stories'."""
        return [path for (path,) in self._connection.execute("SELECT path FROM files WHERE slug = ''")]

    def find_part(self, path: str) -> bytes:
        """The part of a file; empty if it has none. Raises `StoreDamagedError` if nothing is known of the file."""
        return self._whole("SELECT part, part_mark FROM files WHERE path = ?", path)

    def facts_of(self, path: str) -> bytes:
        """Of a story. Raises `StoreDamagedError` if there are none."""
        return self._whole("SELECT facts, facts_mark FROM stories WHERE path = ?", path)

    def text_of(self, path: str) -> bytes:
        """Of a story. Raises `StoreDamagedError` if there is none."""
        return self._whole("SELECT text, text_mark FROM stories WHERE path = ?", path)

    def _whole(self, question: str, path: str) -> bytes:
        """What is kept of a file and its mark, if they fit one another."""
        row = self._connection.execute(question, (path,)).fetchone()
        if row is None or _mark(path, row[0]) != row[1]:
            raise StoreDamagedError(path)
        value: bytes = row[0]
        return value

    def put_files(self, kept: Sequence[Kept]) -> None:
        self._connection.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (_file_row(file) for file in kept)
        )
        stories = ((k.path, _mark(k.path, k.facts), k.facts, _mark(k.path, k.text), k.text) for k in kept if k.facts)
        self._connection.executemany("INSERT OR REPLACE INTO stories VALUES (?, ?, ?, ?, ?)", stories)

    def restamp(self, stamps: Iterable[tuple[str, str]]) -> None:
        """New stamps for files whose bytes are the same: (path, stamp) pairs."""
        self._connection.executemany("UPDATE files SET stamp = ?2 WHERE path = ?1", stamps)

    def drop_files(self, paths: Iterable[str]) -> None:
        gone = [(path,) for path in paths]
        self._connection.executemany("DELETE FROM files WHERE path = ?", gone)
        self._connection.executemany("DELETE FROM stories WHERE path = ?", gone)

    def _rows(self, question: str, paths: Iterable[str] | None) -> list[Any]:
        if paths is None:
            return self._connection.execute(question).fetchall()
        one = f"{question} WHERE path = ?"
        return [row for path in paths for row in self._connection.execute(one, (path,))]

    # --- Outputs ----------------------------------------------------------------------------------------------------
    def outputs(self, paths: Iterable[str] | None = None) -> dict[str, Output]:
        """Every output by path, or each of `paths` that is known."""
        outputs: dict[str, Output] = {}
        rows = self._rows("SELECT path, key, listed, parts, mark FROM outputs", paths)
        for path, key, listed, parts, mark in rows:
            if _mark(path, listed, key) != mark:
                raise StoreDamagedError(path)
            outputs[path] = Output(path, key, listed, parts)
        return outputs

    def put_outputs(self, outputs: Iterable[Output]) -> None:
        values = ((o.path, o.key, o.listed, o.parts, _mark(o.path, o.listed, o.key)) for o in outputs)
        self._connection.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?)", values)

    def drop_outputs(self, paths: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM outputs WHERE path = ?", ((path,) for path in paths))

    # --- Sheets -----------------------------------------------------------------------------------------------------
    def put_sheets(self, sheets: Iterable[tuple[str, str, str, bytes]]) -> None:
        """(path, key, texts, sheet) each, texts being the slugs of stories whose text counts, in JSON."""
        values = ((path, key, _mark(path, sheet, key + texts), texts, sheet) for path, key, texts, sheet in sheets)
        self._connection.executemany("INSERT OR REPLACE INTO sheets VALUES (?, ?, ?, ?, ?)", values)

    def drop_sheets(self, paths: Iterable[str]) -> None:
        gone = [(path,) for path in paths]
        self._connection.executemany("DELETE FROM sheets WHERE path = ?", gone)
        self._connection.executemany("DELETE FROM fillings WHERE path = ?", gone)

    def sheets_naming(self, slug: str) -> dict[str, tuple[str, bytes]]:
        """Key and sheet, by path, of every sheet in which `slug` stands, as a name of a story or otherwise."""
        question = "SELECT path, key, mark, texts, sheet FROM sheets WHERE instr(sheet, ?)"
        return self._sheets(question, f'"{slug}"'.encode())

    def sheets_telling(self, slug: str) -> dict[str, tuple[str, bytes]]:
        """Likewise of every sheet that is made of the text of the story `slug`; they are found without reading all."""
        question = "SELECT path, key, mark, texts, sheet FROM sheets WHERE instr(texts, ?)"
        return self._sheets(question, f'"{slug}"')

    def _sheets(self, question: str, sought: str | bytes) -> dict[str, tuple[str, bytes]]:
        found: dict[str, tuple[str, bytes]] = {}
        for path, key, mark, texts, sheet in self._connection.execute(question, (sought,)):
            if not isinstance(texts, str) or _mark(path, sheet, key + texts) != mark:
                raise StoreDamagedError(path)
            found[path] = key, sheet
        return found

    def put_fillings(self, fillings: Iterable[tuple[str, str, bytes]]) -> None:
        """(path, key, filling) each."""
        values = ((path, key, _mark(path, filling, key), filling) for path, key, filling in fillings)
        self._connection.executemany("INSERT OR REPLACE INTO fillings VALUES (?, ?, ?, ?)", values)

    def find_filling(self, path: str, key: str) -> bytes | None:
        """Of a page, if it is known to tell what `key` says."""
        question = "SELECT mark, filling FROM fillings WHERE path = ? AND key = ?"
        row = self._connection.execute(question, (path, key)).fetchone()
        if row and _mark(path, row[1], key) != row[0]:
            raise StoreDamagedError(path)
        return row[1] if row else None

    # --- Notes ------------------------------------------------------------------------------------------------------
    def find_note(self, name: str) -> bytes | None:
        row = self._connection.execute("SELECT value, mark FROM notes WHERE name = ?", (name,)).fetchone()
        if row and _mark(name, row[0]) != row[1]:
            raise StoreDamagedError(name)
        return row[0] if row else None

    def put_note(self, name: str, value: bytes) -> None:
        self._connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?)", (name, value, _mark(name, value)))

    def commit(self) -> None:
        self._connection.commit()


def _file_row(kept: Kept) -> tuple[object, ...]:
    mark, part_mark = _mark(kept.path, kept.head, kept.context), _mark(kept.path, kept.part)
    return kept.path, kept.stamp, kept.sha, kept.context, kept.slug, mark, kept.head, part_mark, kept.part


def _mark(name: object, value: object, more: object = "") -> int:
    """A checksum that is fast enough for all rows of a large store, against damage, not against malice. Values that
    are not of the types that were put in have none."""
    if not (isinstance(name, str) and isinstance(value, bytes) and isinstance(more, str)):
        return -1
    return zlib.crc32(value, zlib.crc32(f"{name}\0{more}".encode("utf-8", "surrogateescape")))


@contextlib.contextmanager
def open_store(path: Path, *, version: str) -> Iterator[Store]:
    """The store at `path`. If it turns out to be damaged while it is used it is removed, and `StoreDamagedError` flies:
    the next run is well."""
    try:
        with Store(path, version=version) as store:
            yield store
    except (*DAMAGE, msgspec.DecodeError, StoreDamagedError) as error:
        if _is_no_damage(error):
            raise
        remove_store(path)
        raise StoreDamagedError(str(error)) from error


def remove_store(path: Path) -> None:
    for suffix in ("", "-journal"):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _is_no_damage(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_DAMAGE
