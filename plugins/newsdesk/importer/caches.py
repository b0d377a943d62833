"""Small databases below .cache/newsdesk: what may be forgotten at any time, and is worth remembering.

One that is damaged, foreign or of another shape is put away and begun anew.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


def open_cache(path: Path, tables: str, version: int) -> sqlite3.Connection:
    """The database with these tables. What is written is kept at once, also if the program is killed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _open(path, tables, version)
    except sqlite3.DatabaseError:
        for name in (path, *path.parent.glob(f"{path.name}-*")):
            name.unlink(missing_ok=True)
        return _open(path, tables, version)


def _open(path: Path, tables: str, version: int) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=30, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = OFF")  # a cache need not survive the machine, only the program
        _check(database, version)
        database.executescript(tables)
        database.execute(f"PRAGMA user_version = {version}")
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database


def _check(database: sqlite3.Connection, version: int) -> None:
    """Raises DatabaseError if the database is damaged or has another shape."""
    found = database.execute("PRAGMA user_version").fetchone()[0]
    if found not in (0, version) or database.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("damaged, or of another shape")
