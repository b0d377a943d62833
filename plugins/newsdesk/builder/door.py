"""The front door: has anything changed since the last build? Asked first, answered without reading a file.

Times, sizes and identities of all sources (content, theme, settings, Newsdesk's code, installed libraries), the
settings' values, and the span of time for which the answer holds: until the next scheduled story is due. Equal to what
the last build left behind means there is nothing to do.

A source that was saved in the very moment in which the last build looked could be missed by its times, so the door
stays open (the next build looks closer) if any source is as young as that.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from newsdesk.builder.values import digest_of
from newsdesk.model.problems import Problem

YOUNG = 50_000_000  # nanoseconds; file systems keep times no finer than a few milliseconds


@dataclass(frozen=True, slots=True)
class Look:
    """What the sources looked like: a digest, when it was taken, and the time of the youngest source (both in ns)."""

    digest: str
    taken: int
    youngest: int


@dataclass(frozen=True, slots=True)
class Left:
    """What a finished build leaves at the door. `since` and `until` are ISO times between which it holds."""

    digest: str
    since: str
    until: str | None
    summary: dict[str, int]
    waiting: int
    scheduled: int
    files: int
    output: str
    paths: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()


def look(folders: Iterable[Path], files: Iterable[Path], settings: dict[str, Any]) -> Look:
    """How the sources look now."""
    taken = time.time_ns()
    youngest = 0
    lines: list[str] = [repr(sorted(settings.items()))]
    for folder in folders:
        for name, modified, line in _walk(os.fspath(folder)):
            youngest = max(youngest, modified)
            lines.append(f"{name}:{line}")
    for path in files:
        status = path.stat()
        youngest = max(youngest, status.st_mtime_ns)
        lines.append(f"{path}:{stamp_of(status)}")
    return Look(digest_of("\n".join(lines).encode("utf-8", "surrogateescape")), taken, youngest)


def is_shut(left: Left | None, now: Look, clock: dt.datetime, output: Path) -> bool:
    """Whether what the last build left still holds."""
    if left is None or left.digest != now.digest or left.output != _output(output):
        return False
    if _utc(clock) < left.since or (left.until is not None and left.until <= _utc(clock)):
        return False
    # Ten thousand questions to the system, in ten milliseconds: the loop is in C.
    return all(map(os.access, (f"{output}{os.sep}{path}" for path in left.paths), itertools.repeat(os.F_OK)))


def shut(
    path: Path, before: Look, clock: dt.datetime, next_due: dt.datetime | None, output: Path, **built: Any
) -> None:
    """Leaves word of a finished build, of sources that looked like `before` when it began."""
    if before.youngest > before.taken - YOUNG:
        path.unlink(missing_ok=True)
        return
    until = _utc(next_due) if next_due else None
    left = Left(digest=before.digest, since=_utc(clock), until=until, output=_output(output), **built)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    content = msgspec.json.encode(left)
    beside.write_bytes(f"{digest_of(content)}\n".encode() + content)
    beside.replace(path)


def find_left(path: Path) -> Left | None:
    """What the last build left; None if there is nothing, or nothing that can be read."""
    try:
        proof, _, content = path.read_bytes().partition(b"\n")
        return msgspec.json.decode(content, type=Left) if digest_of(content).encode() == proof else None
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return None


def stamp_of(status: os.stat_result) -> str:
    """Times, size and identity of a file, by which a changed one is known without reading it."""
    return f"{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_size}:{status.st_ino}"


def installed() -> tuple[str, ...]:
    """Names and versions of the libraries beside msgspec, from the names of their folders."""
    place = Path(msgspec.__file__).parents[1]
    return tuple(sorted(name for name in os.listdir(place) if name.endswith(".dist-info")))  # noqa: PTH208  # names only


def _walk(folder: str) -> Iterator[tuple[str, int, str]]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            status = entry.stat(follow_symlinks=False)
            yield entry.path, status.st_mtime_ns, stamp_of(status)


def _output(output: Path) -> str:
    """What lies at the top of the output folder, where something that was put there by hand is seen."""
    try:
        with os.scandir(output) as scan:
            names = sorted(entry.name for entry in scan)
    except OSError:
        return ""
    return digest_of("\n".join([os.fspath(output), *names]).encode("utf-8", "surrogateescape"))


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")
