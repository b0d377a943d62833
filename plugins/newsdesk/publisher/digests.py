"""Digests of files that need not be read again, since the system says that they are as they were."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field

# A file that was written so shortly before it was looked at may be written again within the same tick of the clock.
YOUNG = 50_000_000  # nanoseconds
State = tuple[int, int, str]  # size, time of the last change in ns, SHA-256


@dataclass
class Digests:
    """SHA-256 of files by inode and device: `known` from before, `seen` those that were asked for since.

    A file counts as unchanged if its inode, size and time of change are those with which it was read. Who wants to be
    deceived by none of these, asks for its digest without this.
    """

    known: dict[tuple[int, int], State] = field(default_factory=dict)
    seen: dict[tuple[int, int], State] = field(default_factory=dict)

    def find(self, state: os.stat_result) -> str | None:
        """The digest of the file that is in this state, None if it must be read."""
        key = (state.st_ino, state.st_dev)
        found = self.seen.get(key) or self.known.get(key)
        if found is None or found[:2] != (state.st_size, state.st_mtime_ns):
            return None
        self.seen[key] = found
        return found[2]

    def keep(self, state: os.stat_result, sha256: str) -> None:
        """Remembers the digest of a file that was read, in this state before and after."""
        if state.st_mtime_ns < time.time_ns() - YOUNG:
            self.seen[state.st_ino, state.st_dev] = (state.st_size, state.st_mtime_ns, sha256)
