"""A lock at a place that only a network reaches: a small text that is replaced only by who has read the last one.

The rules are those of `lock`: an owner with a token and an expiry, and a dead owner who does not block for ever. What
differs from place to place, reading the text and swapping it, is a `Slot`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

from newsdesk.model.problems import RefusedError
from newsdesk.publisher.lock import LEASE, Owner, is_stale, new_owner, owner_from, owner_json


@dataclass(frozen=True, slots=True)
class Kept:
    """A text as it was read, and the version by which its place knows it."""

    text: str
    version: str


class Slot(Protocol):
    """A place for one small text. Failures of the network are `OSError`."""

    def read(self) -> Kept | None:
        """What is there; None if nothing is."""

    def swap(self, text: str | None, before: Kept | None) -> bool:
        """Writes `text` (None: removes it) if what is there is still `before`; says whether it did.

        Where the place cannot be trusted to compare, it waits until a rival's text would have come.
        """

    def now(self) -> float:
        """Seconds since 1970 by the clock of the place, so that those of publishers need not agree."""


@dataclass(frozen=True, slots=True)
class Lease:
    """A lock that is held in a slot."""

    slot: Slot
    owner: Owner

    def confirm(self) -> None:
        if holder_of(self.slot) != self.owner:
            raise RefusedError("Another publisher has taken over the lock. Nothing was published; publish again.")


@contextmanager
def leased(slot: Slot, *, lease: float = LEASE) -> Iterator[Lease]:
    """Holds the lock in `slot`. Raises `RefusedError` at once if someone else holds it or was quicker."""
    now, before = slot.now(), slot.read()
    holder = owner_from(before.text) if before else None
    if holder and not is_stale(holder, now):
        raise RefusedError(f"Another publisher is at work: {holder}. Wait for it, or ./desk unlock if it died.")
    mine = new_owner(now, lease)
    held = Lease(slot, mine)
    if not slot.swap(owner_json(mine), before) or holder_of(slot) != mine:
        raise RefusedError("Another publisher is at work: it was a moment quicker. Publish again when it is done.")
    try:
        yield held
    finally:
        with suppress(OSError):  # out of reach: the lock ends by its expiry
            _give_back(held)


def holder_of(slot: Slot) -> Owner | None:
    """Who holds the lock, None if nobody does or nobody can be read from it."""
    there = slot.read()
    return owner_from(there.text) if there else None


def is_abandoned(slot: Slot) -> bool:
    """Whether a lock lies there that nobody holds any more."""
    there = slot.read()
    holder = owner_from(there.text) if there else None
    return there is not None and (holder is None or is_stale(holder, slot.now()))


def remove(slot: Slot) -> Owner | None:
    """Removes the lock whoever holds it; returns its owner, None if there was none or nobody can be read from it."""
    there = slot.read()
    if there is None:
        return None
    slot.swap(None, there)
    return owner_from(there.text)


def _give_back(held: Lease) -> None:
    there = held.slot.read()
    if there and owner_from(there.text) == held.owner:
        held.slot.swap(None, there)


def machine_clock() -> float:
    """For places that tell no time of their own."""
    return time.time()
