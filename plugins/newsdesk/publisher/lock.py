"""A lock with an owner and an expiry: one publisher at a time, and a dead one does not block the next for ever.

The lock is a file that is created or not (O_EXCL), with the owner in it:

    {"expires": 1539429000.0, "host": "newsroom-3", "pid": 4121, "since": 1539425400.0, "token": "5f0c…"}

It is stale when its owner's process on this machine is gone, or when it has expired. Looking, judging and replacing
happen under a kernel lock on the folder, which ends with the process that holds it: two publishers that find the same
stale lock cannot both take it over.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from newsdesk.model.problems import RefusedError

LEASE = 3600.0


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a lock. `since` and `expires` are seconds of the machine's clock (the site's clock may stand still).

    `machine` tells machines and containers of one name apart: only on the same one does a process's absence mean death.
    """

    host: str
    pid: int
    since: float
    expires: float
    token: str
    machine: str = ""

    def __str__(self) -> str:
        since = time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(self.since))
        return f"process {self.pid} on {self.host}, since {since}"


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held: `path` is the lock file."""

    path: Path
    owner: Owner

    def confirm(self) -> None:
        """Raises `RefusedError` if the lock was taken over, e.g. because this publisher slept past its expiry."""
        if read_owner(self.path) != self.owner:
            raise RefusedError("Another publisher has taken over the lock. Nothing was published; publish again.")


@contextmanager
def locked(path: Path, *, lease: float = LEASE, now: Callable[[], float] = time.time) -> Iterator[Lock]:
    """Holds the lock at `path`, whose folder exists. Raises `RefusedError` at once if someone else holds it."""
    since = now()
    mine = new_owner(since, lease)
    with _alone(path.parent):
        if path.exists():
            holder = read_owner(path)
            if holder and not is_stale(holder, since):
                raise RefusedError(f"Another publisher is at work: {holder}. Wait for it, or ./desk unlock if it died.")
            path.unlink()
        _create(path, mine)
    try:
        yield Lock(path, mine)
    finally:
        with _alone(path.parent):
            if read_owner(path) == mine:
                path.unlink()


def break_lock(path: Path) -> Owner | None:
    """Removes the lock whoever holds it; returns its owner, None if there was no lock or nobody can be read from it."""
    if not path.exists():
        return None
    with _alone(path.parent):
        holder = read_owner(path)
        path.unlink(missing_ok=True)
    return holder


def is_abandoned(path: Path, *, now: Callable[[], float] = time.time) -> bool:
    """Whether a lock lies at `path` that nobody holds any more."""
    if not path.exists():
        return False
    with _alone(path.parent):
        holder = read_owner(path)
        return path.exists() and (holder is None or is_stale(holder, now()))


def new_owner(since: float, lease: float = LEASE) -> Owner:
    """This process as the owner of a lock from `since` on, with a token that nobody else has."""
    return Owner(socket.gethostname(), os.getpid(), since, since + lease, secrets.token_hex(8), this_machine())


def read_owner(path: Path) -> Owner | None:
    """Who holds the lock, or None. A file cut off half-way is nobody's: its writer died under the kernel's lock."""
    try:
        return owner_from(path.read_text("utf-8"))
    except (FileNotFoundError, UnicodeDecodeError):
        return None


def owner_from(text: str) -> Owner | None:
    """The owner that a lock's text names, or None if it is damaged."""
    try:
        return Owner(**json.loads(text))
    except (ValueError, TypeError, RecursionError):
        return None


def owner_json(owner: Owner) -> str:
    return json.dumps(asdict(owner), sort_keys=True)


def is_stale(owner: Owner, now: float) -> bool:
    """Whether the owner is dead or past its time. A lock from the far future (a clock set back) is past its time."""
    if now >= owner.expires or owner.since - now > LEASE:
        return True
    here = owner.host == socket.gethostname() and owner.machine in ("", this_machine())
    return here and not _is_alive(owner.pid)


@lru_cache(maxsize=1)
def this_machine() -> str:
    """What stays the same on a machine until it starts anew, and differs in every container; empty if unknown."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return ""


def _create(path: Path, owner: Owner) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(owner_json(owner))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _is_alive(pid: int) -> bool:
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
