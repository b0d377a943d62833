"""What publishing remembers from one time to the next, so that only what changed is read: a file that may be deleted.

Two things are kept in it: which digest a file had whose size, time and identity are as they were; and what the verifier
found in a file of that digest. Either is believed only where it must be true still. A damaged or foreign file is begun
anew; one that cannot be written is done without.

    .cache/newsdesk/publish.sqlite
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from newsdesk.publisher.digests import Digests
from newsdesk.publisher.facts import Facts
from newsdesk.publisher.links import Use

FORM = 1
SPARE = 2  # times as many digests are kept as were asked for: a look at the target asks for fewer than a publish
_TABLES = """
CREATE TABLE digests (inode INTEGER, device INTEGER, size INTEGER, modified INTEGER, sha256 TEXT,
    PRIMARY KEY (inode, device)) WITHOUT ROWID;
CREATE TABLE heads (path TEXT PRIMARY KEY, sha256 TEXT, moved TEXT, latest REAL, empty INTEGER) WITHOUT ROWID;
CREATE TABLE bodies (path TEXT PRIMARY KEY, facts BLOB);
CREATE TABLE notes (name TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Head:
    """Of the facts of a file, what every inspection looks at; `empty` is a topic on which no story stands."""

    sha256: str
    moved: tuple[str, ...] = ()
    latest: float = 0.0
    empty: bool = False


class Memory:
    """Opened for one publish; `digests` may be asked by several threads."""

    def __init__(self, path: Path | None) -> None:
        self._connection, self._is_kept = _opened(path)
        rows = self._connection.execute("SELECT inode, device, size, modified, sha256 FROM digests")
        self.digests = Digests({(inode, device): (size, time, sha) for inode, device, size, time, sha in rows})

    def heads(self, rules: str) -> dict[str, Head]:
        """What was found in the files of the site last inspected, by path; nothing if other rules held then."""
        if self._note("rules") != rules:
            return {}
        rows = self._connection.execute("SELECT path, sha256, moved, latest, empty FROM heads")
        return {
            path: Head(sha, tuple(moved.split("\n")) if moved else (), latest, bool(empty))
            for path, sha, moved, latest, empty in rows
        }

    @property
    def sound(self) -> str:
        """What `fingerprint` said of the heads of the site last inspected, if it had no fault; else nothing."""
        return self._note("sound")

    def facts(self, paths: Collection[str] | None = None) -> Iterator[tuple[str, Facts]]:
        """The facts of the files at `paths` that are known; of all, without."""
        if paths is None:
            rows: Iterable[tuple[str, bytes]] = self._connection.execute("SELECT path, facts FROM bodies")
        else:
            query = "SELECT path, facts FROM bodies WHERE path = ?"
            rows = (row for path in paths for row in self._connection.execute(query, (path,)))
        common: dict[Use, Use] = {}  # most links stand on many pages
        for path, content in rows:
            facts = msgspec.msgpack.decode(content, type=Facts)
            yield path, replace(facts, uses=tuple(common.setdefault(use, use) for use in facts.uses))

    def keep(
        self, rules: str, heads: Mapping[str, Head], fresh: Mapping[str, Facts], gone: Collection[str], sound: str
    ) -> None:
        """Remembers an inspection: heads and facts of what is `fresh`; what is `gone` is forgotten.

        `heads` are those of the whole site, `sound` their fingerprint if it had no fault.
        """
        if not self._is_kept:
            return
        with contextlib.suppress(sqlite3.Error), self._connection as database:
            if self._note("rules") != rules:
                database.execute("DELETE FROM heads")
                database.execute("DELETE FROM bodies")
            new = ((path, heads[path]) for path in fresh)
            rows = ((path, h.sha256, "\n".join(h.moved), h.latest, int(h.empty)) for path, h in new)
            database.executemany("INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?, ?)", rows)
            bodies = ((path, msgspec.msgpack.encode(facts)) for path, facts in fresh.items())
            database.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?)", bodies)
            for table in ("heads", "bodies"):
                database.executemany(f"DELETE FROM {table} WHERE path = ?", ((path,) for path in gone))  # noqa: S608
            notes = (("rules", rules), ("sound", sound))
            database.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?)", notes)

    def forget(self) -> None:
        """Forgets what was found in files, e.g. since it cannot be read."""
        with contextlib.suppress(sqlite3.Error), self._connection as database:
            for table in ("heads", "bodies", "notes"):
                database.execute(f"DELETE FROM {table}")  # noqa: S608

    def close(self) -> None:
        """Keeps the digests that were asked for; others while there are not many more of them."""
        known, seen = self.digests.known, self.digests.seen
        with contextlib.suppress(sqlite3.Error), self._connection as database:
            if len(known) > SPARE * len(seen) > 0:
                gone = known.keys() - seen.keys()
                database.executemany("DELETE FROM digests WHERE inode = ? AND device = ?", gone)
            new = ((*key, *value) for key, value in seen.items() if known.get(key) != value)
            database.executemany("INSERT OR REPLACE INTO digests VALUES (?, ?, ?, ?, ?)", new)
        self._connection.close()

    def _note(self, name: str) -> str:
        row = self._connection.execute("SELECT text FROM notes WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""


def fingerprint(heads: Mapping[str, Head]) -> str:
    """Equal for equal digests at equal paths."""
    lines = (f"{path}\0{heads[path].sha256}\n" for path in sorted(heads))
    return hashlib.sha256("".join(lines).encode("utf-8", "surrogateescape")).hexdigest()


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
            except sqlite3.DatabaseError:  # damaged, or of something else
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
