"""What publishing remembers from one time to the next, so that only what changed is read: a file that may be deleted.

Two things are kept in it: which digest a file had whose size, time and identity are as they were; and what the verifier
found in a file of that digest. Either is believed only where it must be true still. A damaged or foreign file is begun
anew; one that cannot be written is done without.

    .cache/newsdesk/publish.sqlite
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from newsdesk.publisher.digests import Digests
from newsdesk.publisher.facts import Facts
from newsdesk.publisher.links import Use

A = TypeVar("A")
FORM = 2
SPARE = 2  # times as many digests are kept as were asked for: a look at the target asks for fewer than a publish
_TABLES = """
CREATE TABLE facts (path TEXT PRIMARY KEY, sha256 TEXT, content BLOB);
CREATE TABLE notes (name TEXT PRIMARY KEY, content BLOB);
"""
_FACTS = "SELECT path, sha256, content FROM facts"
MANY = 500  # files, of which it takes longer to ask one by one than to read all
_Digest = tuple[int, int, int, int, str]  # inode, device, size, time of the last change in ns, SHA-256


@dataclass(frozen=True, slots=True)
class Head:
    """Of the facts of a file, what every inspection looks at; `empty` is a topic on which no story stands."""

    sha256: str
    moved: tuple[str, ...] = ()
    latest: float = 0.0
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Inspected:
    """The site last inspected: by which rules, what was found by path, and whether that was nothing wrong at all."""

    rules: str
    heads: dict[str, Head]
    sound: bool


class Memory:
    """Opened for one publish; `digests` may be asked by several threads."""

    def __init__(self, path: Path | None) -> None:
        self._connection, self._is_kept = _opened(path)
        known = self._note("digests", list[_Digest]) or []
        self.digests = Digests({(inode, device): (size, time, sha) for inode, device, size, time, sha in known})

    def inspected(self, rules: str) -> Inspected:
        """What was found last time; nothing if other rules held then."""
        found = self._note("inspected", Inspected)
        return found if found and found.rules == rules else Inspected(rules, {}, False)

    def facts(self, heads: Mapping[str, Head]) -> Iterator[tuple[str, Facts]]:
        """What was found in these files: in those of which it is known, and with these digests."""
        if len(heads) > MANY:
            rows: Iterable[tuple[str, str, bytes]] = self._connection.execute(_FACTS)
        else:
            rows = (row for path in heads for row in self._connection.execute(f"{_FACTS} WHERE path = ?", (path,)))
        common: dict[Use, Use] = {}  # most links stand on many pages
        for path, sha256, content in rows:
            if path not in heads or heads[path].sha256 != sha256:
                continue
            facts = msgspec.msgpack.decode(content, type=Facts)
            yield path, replace(facts, uses=tuple(common.setdefault(use, use) for use in facts.uses))

    def keep(self, found: Inspected, fresh: Mapping[str, Facts], gone: Collection[str], *, anew: bool) -> None:
        """Remembers an inspection: the facts of what is `fresh`; what is `gone` is forgotten; if `anew`, all else."""
        if not self._is_kept:
            return
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError), self._connection as database:
            if anew:
                database.execute("DELETE FROM facts")
            rows = ((path, found.heads[path].sha256, msgspec.msgpack.encode(facts)) for path, facts in fresh.items())
            database.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", rows)
            database.executemany("DELETE FROM facts WHERE path = ?", ((path,) for path in gone))
            self._put("inspected", found)

    def forget(self) -> None:
        """Forgets what was found in files, e.g. since it cannot be read."""
        with contextlib.suppress(sqlite3.Error, UnicodeDecodeError), self._connection as database:
            database.execute("DELETE FROM facts")
            database.execute("DELETE FROM notes WHERE name = 'inspected'")

    def close(self) -> None:
        """Keeps the digests that were asked for; others while there are not many more of them."""
        known, seen = self.digests.known, self.digests.seen
        if self._is_kept and any(known.get(key) != value for key, value in seen.items()):
            stay = seen if len(known) > SPARE * len(seen) else {**known, **seen}
            with contextlib.suppress(sqlite3.Error, UnicodeDecodeError), self._connection:
                self._put("digests", [(*key, *value) for key, value in stay.items()])
        self._connection.close()

    def _note(self, name: str, kind: type[A]) -> A | None:
        """What is noted; nothing if it cannot be read."""
        with contextlib.suppress(sqlite3.DatabaseError, UnicodeDecodeError, msgspec.MsgspecError):
            row = self._connection.execute("SELECT content FROM notes WHERE name = ?", (name,)).fetchone()
            return msgspec.msgpack.decode(row[0], type=kind) if row else None
        return None

    def _put(self, name: str, value: object) -> None:
        query = "INSERT OR REPLACE INTO notes VALUES (?, ?)"
        self._connection.execute(query, (name, msgspec.msgpack.encode(value)))


@contextlib.contextmanager
def remembering(path: Path | None) -> Iterator[Memory]:
    """The memory at `path`, kept when the body ends well or not; without a path, one of this run alone."""
    memory = Memory(path)
    try:
        yield memory
    finally:
        memory.close()


def _opened(path: Path | None) -> tuple[sqlite3.Connection, bool]:
    """The database at `path`, made if need be, and whether it will be kept: not without a path that can be written."""
    if path:
        for _ in range(2):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                return _connected(os.fspath(path)), True
            except (sqlite3.DatabaseError, UnicodeDecodeError):  # damaged, or of something else; its words too
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
            except OSError:
                break
    return _connected(":memory:"), False


def _connected(name: str) -> sqlite3.Connection:
    connection = sqlite3.connect(name, timeout=60, check_same_thread=False)
    form = connection.execute("PRAGMA user_version").fetchone()[0]
    if form != FORM:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in names:
            connection.execute(f'DROP TABLE "{table}"')
        connection.executescript(_TABLES)
        connection.execute(f"PRAGMA user_version = {FORM}")
        connection.commit()
    connection.execute("SELECT count(*) FROM notes").fetchone()
    return connection
