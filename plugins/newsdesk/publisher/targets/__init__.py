"""Where releases live. Each kind of target is one module that offers what `Target` says.

Whatever goes wrong on the way to a target is an `OSError`: disks and networks fail alike.

A target holds several whole releases and shows one of them to readers. Everything that may run out of room or time
happens before the switch; the switch itself, and its undoing, are one step that either happened or did not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from newsdesk.publisher.lock import Owner
from newsdesk.publisher.manifest import Manifest
from newsdesk.publisher.releases import Record

Step = Callable[[str], None]


def nothing(step: str) -> None:
    """The usual answer to a step that was reached. Tests give a function that kills the process instead."""


class Held(Protocol):
    """A lock that is held."""

    def confirm(self) -> None:
        """Raises `RefusedError` if the lock was taken over, e.g. because this publisher slept past its expiry."""


class Target(Protocol):
    """A place for releases. A `place` names one copy of a release at the target, in the target's own terms."""

    @property
    def name(self) -> str:
        """What to call the target in a message."""

    @property
    def keep(self) -> int:
        """How many releases stay for rollback, the live one counted."""

    def live(self) -> str | None:
        """The id of the release that readers get. Raises `RefusedError` if what they get was not put there by us."""

    def present(self) -> tuple[str, ...]:
        """Ids of the releases that lie there, sorted."""

    def manifest(self, release: str) -> Manifest | None:
        """What `release` consists of, None if that is not known any more."""

    def live_faults(self, manifest: Manifest, *, thorough: bool = False) -> tuple[str, ...]:
        """Compares all that readers get with `manifest`; names each file that differs, sorted.

        Where the target tells of every change by itself, only what changed is read, unless `thorough`.
        """

    def find(self, manifest: Manifest) -> str | None:
        """The place of a whole copy of the release, each file read and compared; None if there is none."""

    def put(self, built: Path, manifest: Manifest, at: Step) -> str:
        """Brings a release there, whole and read back, not live yet; returns its place. Raises `RolledBackError`."""

    def swing(self, place: str, manifest: Manifest, record: Record) -> AbstractContextManager[None]:
        """Makes the release live for the body, and keeps `record` when the body ends well; `manifest` is kept before.

        If the body raises, what was live before is live again.
        """

    def record(self) -> Record:
        """The record of releases; empty if there is none or it is damaged."""

    def keep_record(self, record: Record) -> None:
        """Keeps `record` without touching what is live. Only under the lock."""

    def is_tidy(self) -> bool:
        """Whether nothing lies about that a publisher left when it died."""

    def tidy(self, releases: Collection[str]) -> None:
        """Removes leftovers, and every release that is neither live nor one of `releases`. Only under the lock."""

    def lock(self) -> AbstractContextManager[Held]:
        """Keeps other publishers out. Raises `RefusedError` if one is at work."""

    def unlock(self) -> Owner | None:
        """Removes the lock; returns who held it, None if nobody did."""
