"""What earlier builds found out, kept in .cache/newsdesk/store.sqlite: files as they were read, outputs as written.

A cache and nothing more: it may be deleted or damaged at any time, and a store that cannot be read, or was written by
another version of the code, is thrown away. It holds JSON, never objects that run code when they are loaded, and a
digest beside each value by which damage is noticed.

    files     path → stamp (times and size), digest of the bytes, and what reading them gave
    outputs   path → key of what it was made of, and what the sitemap says of it
    notes     name → value: what the last finished build was made with
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from newsdesk.builder.values import digest_of

FORMAT = "1"
_TABLES = """
CREATE TABLE IF NOT EXISTS files (
  path TEXT PRIMARY KEY, stamp TEXT, bytes TEXT, context TEXT, head BLOB, part BLOB, text BLOB, proof TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outputs (path TEXT PRIMARY KEY, key TEXT, listed BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it was read: `head` is a `Head` in JSON, `part` the model object without its text, `text` that text.

    `context` is a digest of what else the reading depended on. Part and text are fetched only when asked for.
    """

    path: str
    stamp: str
    sha: str
    context: str
    head: bytes
    part: bytes = b""
    text: bytes = b""

    @property
    def proof(self) -> str:
        return digest_of(b"\0".join((self.head, self.part, self.text)))


@dataclass(frozen=True, slots=True)
class Output:
    path: str
    key: str
    listed: bytes = b""


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
        with contextlib.suppress(sqlite3.DatabaseError):
            connection = self._connect()
            found = connection.execute("SELECT value FROM notes WHERE name = 'version'").fetchone()
            if found and found[0] == self._version.encode():
                return connection
            connection.close()
        return self._afresh()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=60, isolation_level="DEFERRED")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(_TABLES)
        return connection

    def _afresh(self) -> sqlite3.Connection:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        connection = self._connect()
        connection.execute("INSERT INTO notes VALUES ('version', ?)", (self._version.encode(),))
        connection.commit()
        return connection

    # --- Files ------------------------------------------------------------------------------------------------------
    def files(self) -> dict[str, Kept]:
        """Every file by path, without part and text."""
        rows = self._connection.execute("SELECT path, stamp, bytes, context, head FROM files")
        return {row[0]: Kept(*row) for row in rows}

    def find_part(self, path: str) -> tuple[bytes, bytes] | None:
        """Part and text of a file, None if there are none or they have been damaged."""
        row = self._connection.execute("SELECT head, part, text, proof FROM files WHERE path = ?", (path,)).fetchone()
        if row is None or digest_of(b"\0".join(row[:3])) != row[3]:
            return None
        return row[1], row[2]

    def put_files(self, kept: Iterable[Kept]) -> None:
        values = ((k.path, k.stamp, k.sha, k.context, k.head, k.part, k.text, k.proof) for k in kept)
        self._connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)

    def restamp(self, stamps: Iterable[tuple[str, str]]) -> None:
        """New stamps for files whose bytes are the same: (path, stamp) pairs."""
        self._connection.executemany("UPDATE files SET stamp = ?2 WHERE path = ?1", stamps)

    def drop_files(self, paths: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM files WHERE path = ?", ((path,) for path in paths))

    # --- Outputs ----------------------------------------------------------------------------------------------------
    def outputs(self) -> dict[str, Output]:
        return {row[0]: Output(*row) for row in self._connection.execute("SELECT path, key, listed FROM outputs")}

    def put_outputs(self, outputs: Iterable[Output]) -> None:
        values = ((output.path, output.key, output.listed) for output in outputs)
        self._connection.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?, ?)", values)

    def drop_outputs(self, paths: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM outputs WHERE path = ?", ((path,) for path in paths))

    # --- Notes ------------------------------------------------------------------------------------------------------
    def find_note(self, name: str) -> bytes | None:
        row = self._connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def put_note(self, name: str, value: bytes) -> None:
        self._connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))

    def commit(self) -> None:
        self._connection.commit()


@contextlib.contextmanager
def open_store(path: Path, *, version: str) -> Iterator[Store]:
    """The store at `path`; if it turns out to be damaged while it is used, it is removed, so that the next run is
    well, and the error flies."""
    try:
        with Store(path, version=version) as store:
            yield store
    except (sqlite3.DatabaseError, msgspec.DecodeError):
        path.unlink(missing_ok=True)
        raise
