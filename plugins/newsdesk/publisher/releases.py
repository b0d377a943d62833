"""The record of releases (publish.json): what was made live when, by what means, and what follows from it. Pure.

The record explains; it does not decide. What is live is what the target shows to readers.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any, Literal

Action = Literal["published", "rolled back", "resumed", "mended", "found"]
# Entries that tell of something else than a publication: they do not change the order of releases.
ASIDE = ("rolled back", "resumed")
FORM = 1
# Enough for years of daily releases to be explained; older entries are of no use to a rollback.
ENTRIES_KEPT = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One time that a release was made live. `time` is ISO with its zone, `size` in bytes, `changes` in words.

    `forced` is the reason for which guards were overruled; `previous` is what was live before.
    """

    release: str
    time: str
    action: Action
    files: int = 0
    size: int = 0
    stories: int = 0
    changes: str = ""
    forced: str | None = None
    previous: str | None = None


@dataclass(frozen=True)
class Record:
    """Entries, oldest first."""

    entries: tuple[Entry, ...] = ()

    def with_entry(self, entry: Entry) -> Record:
        return Record((*self.entries, entry)[-ENTRIES_KEPT:])

    def order(self) -> tuple[str, ...]:
        """Releases by the last time that they were published, oldest first. A rollback does not change the order."""
        last = {entry.release: n for n, entry in enumerate(self.entries) if entry.action not in ASIDE}
        return tuple(sorted(last, key=last.__getitem__))

    def last(self, release: str) -> Entry | None:
        """The entry of the last time that `release` was made live."""
        made_live = (entry for entry in reversed(self.entries) if entry.action != "resumed")
        return next((entry for entry in made_live if entry.release == release), None)

    @property
    def hold(self) -> Entry | None:
        """The rollback for which publishing waits; None if there was none, or it was resumed or published since."""
        decisive = [entry for entry in self.entries if entry.action in ("published", *ASIDE)]
        return decisive[-1] if decisive and decisive[-1].action == "rolled back" else None

    @property
    def newest(self) -> Entry | None:
        """The last publication, whether it is live or was rolled back."""
        return next((entry for entry in reversed(self.entries) if entry.action == "published"), None)

    def find(self, release: str) -> Entry | None:
        """The entry that says most about `release`: its last publication, with its counts and changes."""
        known = [entry for entry in self.entries if entry.release == release and entry.action not in ASIDE]
        return known[-1] if known else self.last(release)

    def as_json(self) -> str:
        entries = [asdict(entry) for entry in self.entries]
        return json.dumps({"form": FORM, "releases": entries}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def record_from(text: str) -> Record | None:
    """The record as it was kept, or None if the text is damaged."""
    try:
        content: Any = json.loads(text)
        entries = tuple(Entry(**entry) for entry in content["releases"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if not all(isinstance(entry.release, str) and isinstance(entry.time, str) for entry in entries):
        return None
    return Record(entries)


def with_found(record: Record, present: Collection[str], live: str | None, time: str) -> Record:
    """The record with an entry for the live release if it has none: its publisher was killed before writing one.

    If the whole record was lost, every release that lies at the target is entered, the live one last. Otherwise what
    is not recorded was never live, and does not become something to go back to.
    """
    unknown = ({live} & set(present) if record.entries else set(present)) - {one.release for one in record.entries}
    for release in sorted(unknown - {None}, key=lambda one: (one == live, str(one))):
        record = record.with_entry(Entry(str(release), time, "found", changes="not recorded when it was published"))
    return record


def before(record: Record, live: str | None, present: Collection[str]) -> str | None:
    """The release to go back to: the last one published before the live one that is still there."""
    order = [release for release in record.order() if release in present or release == live]
    if live not in order:
        return order[-1] if order else None
    position = order.index(live)
    return order[position - 1] if position else None


def kept(record: Record, live: str | None, *, keep: int) -> frozenset[str]:
    """The releases that stay: the last `keep` of the record, and always the live one."""
    order = [release for release in record.order() if release != live]
    others = max(keep - 1, 0)
    return frozenset(order[len(order) - others :] if others else ()) | ({live} if live else frozenset())
