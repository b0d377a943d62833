"""The front door: has anything changed since the last build? Asked first, answered without reading a file.

Times, sizes and identities of all sources (content, theme, settings, Newsdesk's code, installed libraries), the
settings' values, and the span of time for which the answer holds: until the next scheduled story is due. Equal to what
the last build left behind means there is nothing to do. If only files of content/ differ, `moved` names them.

A source that was saved in the very moment in which the last build looked could be missed by its times, so of a content
file as young as that no stamp is left, and the next build looks closer; if anything else is, nothing is left at all.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from newsdesk.builder.values import digest_of
from newsdesk.model.problems import Problem

YOUNG = 50_000_000  # nanoseconds; file systems keep times no finer than a few milliseconds


@dataclass(frozen=True, slots=True)
class Look:
    """What the sources looked like: stamps of the content files by path, a digest of all else, when it was taken, and
    the time of the youngest of all else (both in ns)."""

    stamps: dict[str, str]
    rest: str
    taken: int
    youngest: int


@dataclass(frozen=True, slots=True)
class Left:
    """What a finished build leaves at the door. `since` and `until` are ISO times between which it holds."""

    stamps: dict[str, str]
    rest: str
    since: str
    until: str | None
    summary: dict[str, int]
    waiting: int
    scheduled: int
    files: int
    output: str
    paths: tuple[str, ...]
    warnings: tuple[Problem, ...] = ()
    unpublished: dict[str, str] = field(default_factory=dict)


def look(content: Path, folders: Iterable[Path], files: Iterable[Path], settings: dict[str, Any]) -> Look:
    """How the sources look now."""
    taken = time.time_ns()
    youngest = 0
    lines: list[str] = [repr(sorted(settings.items()))]
    for folder in folders:
        for name, status in _walk(os.fspath(folder)):
            youngest = max(youngest, status.st_mtime_ns)
            lines.append(f"{name}:{stamp_of(status)}")
    for path in files:
        status = path.stat()
        youngest = max(youngest, status.st_mtime_ns)
        lines.append(f"{path}:{stamp_of(status)}")
    start = len(os.fspath(content)) + 1
    stamps = {_text(name[start:]): stamp_of(status) for name, status in _walk(os.fspath(content))}
    return Look(stamps, digest_of("\n".join(lines).encode("utf-8", "surrogateescape")), taken, youngest)


def is_shut(left: Left, now: Look, clock: dt.datetime, output: Path) -> bool:
    """Whether what the last build left still holds, and no content file differs."""
    return left.stamps == now.stamps and holds(left, now, clock, output)


def holds(left: Left, now: Look, clock: dt.datetime, output: Path) -> bool:
    """Whether what the last build left still holds but for what content files say."""
    if left.rest != now.rest or left.output != _output(output):
        return False
    if _utc(clock) < left.since or (left.until is not None and left.until <= _utc(clock)):
        return False
    # Ten thousand questions to the system, in ten milliseconds: the loop is in C.
    return all(map(os.access, (f"{output}{os.sep}{path}" for path in left.paths), itertools.repeat(os.F_OK)))


def moved(left: Left, now: Look) -> tuple[str, ...] | None:
    """The content files that may have changed; None if any came or went."""
    if left.stamps.keys() != now.stamps.keys():
        return None
    return tuple(path for path, stamp in now.stamps.items() if left.stamps[path] != stamp)


def shut(
    path: Path, before: Look, clock: dt.datetime, next_due: dt.datetime | None, output: Path, **built: Any
) -> None:
    """Leaves word of a finished build, of sources that looked like `before` when it began."""
    until = _utc(next_due) if next_due else None
    _leave(path, before, Left(stamps={}, rest="", since=_utc(clock), until=until, output=_output(output), **built))


def shut_again(path: Path, before: Look, left: Left) -> None:
    """Leaves the same word as before, of sources that looked like `before`."""
    _leave(path, before, left)


def _leave(path: Path, before: Look, left: Left) -> None:
    if before.youngest > before.taken - YOUNG:
        path.unlink(missing_ok=True)
        return
    stamps = {name: settled(stamp, before.taken) for name, stamp in before.stamps.items()}
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    content = msgspec.json.encode(replace(left, stamps=stamps, rest=before.rest))
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


def settled(stamp: str, taken: int) -> str:
    """The stamp of a file that was looked at when it was `taken` (ns), to be kept; none if the file had been saved so
    shortly before that a second save within the same tick of the file system's clock would bear the same times."""
    modified, changed = (int(part) for part in stamp.split(":", 2)[:2])
    return stamp if max(modified, changed) < taken - YOUNG else ""


def installed() -> tuple[str, ...]:
    """Names and versions of the libraries beside msgspec, from the names of their folders."""
    place = Path(msgspec.__file__).parents[1]
    return tuple(sorted(name for name in os.listdir(place) if name.endswith(".dist-info")))  # noqa: PTH208  # names only


def _walk(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            yield entry.path, entry.stat(follow_symlinks=False)


def _text(name: str) -> str:
    """A name that JSON can hold; one of the inbox may be of any bytes."""
    return name if name.isascii() else name.encode("utf-8", "backslashreplace").decode()


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
