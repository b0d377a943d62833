"""Stories that are there already: the same words, or nearly, in content/ or earlier in the same import.

Words are taken in runs of three; the likeness of two texts is the share of runs that they have in common (Dice), so
that a wire story cut or edited by another outlet is found and a story about the same event is not. Of each story one
run in eight is indexed, those whose hash says so, which two texts choose alike; the few stories that share most of
them are compared in full. The index is a database in .cache/newsdesk that follows content/ by the files' stamps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from newsdesk.importer.caches import open_cache
from newsdesk.importer.record import stamp_of

LIKE = 0.5  # of two texts that share half of their runs, one is the other's
RUN = 3
_ONE_IN = 8
_LEAST = 24  # runs that are indexed of a short text
_MOST = 4_000  # runs that are indexed of a text as long as a book
_COMPARED = 4
_VERSION = 1
_TABLES = """
CREATE TABLE IF NOT EXISTS stories (number INTEGER PRIMARY KEY, path TEXT UNIQUE, stamp TEXT);
CREATE TABLE IF NOT EXISTS runs (hash INTEGER, story INTEGER, PRIMARY KEY (hash, story)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS runs_of ON runs (story);
"""
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TARGET = re.compile(r"\]\([^()\n]{0,500}\)")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Likeness:
    """A story that is like another: its path below content/, and how much, from 0 to 1."""

    path: str
    share: float

    @property
    def percent(self) -> int:
        """In whole per cent; 100 only for the very same words."""
        return 100 if self.share == 1 else min(99, round(100 * self.share))


def likeness(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of runs that two texts have in common; 0 where one has none."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def runs_of(text: str) -> frozenset[int]:
    """The hashes of all runs of words in a story's file, without its front matter and its links' targets."""
    words = [word.casefold() for word in _WORD.findall(_TARGET.sub("]", _FRONT.sub("", text, count=1)))]
    if len(words) < RUN:
        return frozenset()
    return frozenset(_hash(" ".join(words[at : at + RUN])) for at in range(len(words) - RUN + 1))


class Stories:
    """The index of the stories below `content`."""

    def __init__(self, cache: Path, content: Path) -> None:
        self._database = open_cache(cache / "duplicates.sqlite", _TABLES, _VERSION)
        self._content = content

    def follow(self, progress: Callable[[int, int], None] = lambda done, of: None) -> None:
        """Brings the index up to the files as they are now."""
        kept = dict(self._database.execute("SELECT path, stamp FROM stories"))
        there = {
            path.relative_to(self._content).as_posix(): stamp_of(path)
            for path in (self._content / "articles").glob("*/*.md")
        }
        changed = sorted(path for path, stamp in there.items() if kept.get(path) != stamp)
        self._database.execute("BEGIN")
        for path in kept.keys() - there.keys():
            self._forget(path)
        for done, path in enumerate(changed, start=1):
            self._index(path, there[path], runs_of(self._text(path)))
            progress(done, len(changed))
        self._database.execute("COMMIT")

    def add(self, path: str, text: str) -> None:
        """Takes a story in that was just written."""
        self._database.execute("BEGIN")
        self._index(path, stamp_of(self._content / path), runs_of(text))
        self._database.execute("COMMIT")

    def find_like(self, text: str, *, but: str = "") -> Likeness | None:
        """The story that is most like the text, if one is like enough; never the one at the path `but`."""
        mine = runs_of(text)
        found = [
            Likeness(path, likeness(mine, runs_of(self._text(path)))) for path in self._nearest(mine) if path != but
        ]
        best = max(found, key=lambda like: like.share, default=None)
        return best if best and best.share >= LIKE else None

    def close(self) -> None:
        self._database.close()

    def _nearest(self, runs: frozenset[int]) -> list[str]:
        """The stories that share most of the indexed runs."""
        chosen = _indexed(runs)
        marks = ",".join("?" * len(chosen))
        rows = self._database.execute(
            f"SELECT path FROM runs JOIN stories ON number = story WHERE hash IN ({marks})"  # noqa: S608  # only marks
            " GROUP BY story ORDER BY count(*) DESC, path LIMIT ?",
            (*chosen, _COMPARED),
        )
        return [row[0] for row in rows]

    def _index(self, path: str, stamp: str, runs: frozenset[int]) -> None:
        self._forget(path)
        number = self._database.execute("INSERT INTO stories (path, stamp) VALUES (?, ?)", (path, stamp)).lastrowid
        self._database.executemany("INSERT INTO runs VALUES (?, ?)", ((one, number) for one in _indexed(runs)))

    def _forget(self, path: str) -> None:
        self._database.execute("DELETE FROM runs WHERE story = (SELECT number FROM stories WHERE path = ?)", (path,))
        self._database.execute("DELETE FROM stories WHERE path = ?", (path,))

    def _text(self, path: str) -> str:
        try:
            return (self._content / path).read_text("utf-8", "replace")
        except OSError:
            return ""


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


def _indexed(runs: Iterable[int]) -> list[int]:
    """The runs that stand for a text: one in eight, chosen by their hash, and in a short text more, the same way."""
    ordered = sorted(runs, key=lambda one: (one % _ONE_IN != 0, one))
    count = max(_LEAST, sum(one % _ONE_IN == 0 for one in ordered))
    return ordered[: min(count, _MOST)]
