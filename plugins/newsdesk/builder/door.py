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
import json
import os
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsdesk.builder.digests import digest_of
from newsdesk.builder.whole import write_whole
from newsdesk.model.problems import Place, Problem

YOUNG = 50_000_000  # nanoseconds; file systems keep times no finer than a few milliseconds
_GAP = "\0"  # which no path has


@dataclass(frozen=True, slots=True)
class Look:
    """What the sources looked like: every content file and its stamp (`stamps_in`), those that are too young for theirs
    to be kept, a digest of all else and whether any of that is too young, and when it was taken (ns)."""

    stamps: str
    young: frozenset[str]
    rest: str
    restless: bool
    taken: int


@dataclass(frozen=True, slots=True)
class Left:
    """What a finished build leaves at the door: what it made, with which code (a digest) and style sheets (addresses),
    and, filled in when it is left, the sources that it was made of, the files of the output, one after another with
    gaps between, and the ISO times `since` and `until` between which it holds."""

    code: str
    stylesheets: tuple[str, ...]
    summary: dict[str, int]
    waiting: int
    scheduled: int
    files: int
    warnings: tuple[Problem, ...] = ()
    unpublished: dict[str, str] = field(default_factory=dict)
    stamps: str = ""
    rest: str = ""
    output: str = ""
    paths: str = ""
    since: str = ""
    until: str | None = None


def look(content: Path, folders: Iterable[Path], files: Iterable[Path], settings: dict[str, Any]) -> Look:
    """How the sources look now."""
    taken = time.time_ns()
    rest = [repr(sorted(settings.items()))]
    last = 0
    for path in files:
        status = path.stat()
        rest.append(f"{path}{_GAP}{stamp_of(status)}")
        last = max(last, status.st_mtime_ns)
    for folder in folders:
        lines, saved, _ = _stamps_below(folder)
        rest += [f"{folder}{os.sep}{line}" for line in lines]
        last = max(last, saved)
    stamps, *changes = _stamps_below(content)
    young = _young(stamps, taken) if max(changes) > taken - YOUNG else ()
    digest = digest_of("\n".join(rest).encode("utf-8", "surrogateescape"))
    return Look(_GAP.join(stamps), frozenset(young), digest, last > taken - YOUNG, taken)


def _young(lines: Iterable[str], taken: int) -> Iterator[str]:
    """The files of which no stamp can be kept."""
    for line in lines:
        name, stamp = line.split(_GAP)
        if not settled(stamp, taken):
            yield name


def stamps_in(stamps: str) -> dict[str, str]:
    """The stamp of each file, by its path below content/."""
    parts = stamps.split(_GAP)
    return dict(zip(parts[::2], parts[1::2], strict=True)) if stamps else {}


def holds(left: Left, now: Look, clock: dt.datetime, output: Path) -> bool:
    """Whether what the last build left still holds but for what content files say."""
    if left.rest != now.rest or left.output != _output(output):
        return False
    if _utc(clock) < left.since or (left.until is not None and left.until <= _utc(clock)):
        return False
    # Ten thousand questions to the system, in twenty milliseconds: the loop is in C.
    paths = (f"{output}{os.sep}{path}" for path in left.paths.split(_GAP))
    return all(map(os.access, paths, itertools.repeat(os.F_OK)))


def moved(left: Left, now: Look) -> dict[str, str] | None:
    """The content files that may have changed, each with the stamp to keep of it; None if any came or went."""
    before, after = stamps_in(left.stamps), stamps_in(now.stamps)
    if before.keys() != after.keys():
        return None
    return {path: "" if path in now.young else stamp for path, stamp in after.items() if before[path] != stamp}


def shut(
    mat: Path,
    before: Look,
    left: Left,
    clock: dt.datetime,
    next_due: dt.datetime | None,
    output: Path,
    paths: Iterable[str],
) -> None:
    """Leaves word of a finished build, of sources that looked like `before` when it began."""
    until = _utc(next_due) if next_due else None
    left = replace(left, paths=_GAP.join(paths), output=_output(output), since=_utc(clock), until=until)
    shut_again(mat, before, left)


def shut_again(mat: Path, before: Look, left: Left) -> None:
    """Leaves the same word as before, of sources that looked like `before`."""
    if before.restless:
        mat.unlink(missing_ok=True)
        return
    content = _written(replace(left, stamps=_settled(before), rest=before.rest))
    write_whole(mat, f"{digest_of(content)}\n".encode() + content)


def _settled(look: Look) -> str:
    """The stamps of a look that may be kept."""
    if not look.young:
        return look.stamps
    stamps = stamps_in(look.stamps)
    return _GAP.join(part for name in stamps for part in (name, "" if name in look.young else stamps[name]))


def _written(left: Left) -> bytes:
    """A line of JSON, then the stamps, then the paths: these are compared and asked for as they stand."""
    stamps = left.stamps.encode()
    head = asdict(replace(left, stamps="", paths=""))
    return b"\n".join([json.dumps([head, len(stamps)]).encode(), stamps + left.paths.encode()])


def _read(content: bytes) -> Left:
    line, _, rest = content.partition(b"\n")
    head, size = json.loads(line)
    warnings = tuple(Problem(**{**told, "place": Place(**told["place"])}) for told in head["warnings"])
    return Left(**{**head, "stamps": rest[:size].decode(), "paths": rest[size:].decode(), "warnings": warnings})


def find_left(path: Path) -> Left | None:
    """What the last build left; None if there is nothing, or nothing that can be read."""
    try:
        proof, _, content = path.read_bytes().partition(b"\n")
        return _read(content) if digest_of(content).encode() == proof else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def stamp_of(status: os.stat_result) -> str:
    """Times, size and identity of a file, by which a changed one is known without reading it."""
    return f"{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_size}:{status.st_ino}"


def settled(stamp: str, taken: int) -> str:
    """The stamp of a file that was looked at when it was `taken` (ns), to be kept; none if the file had been saved so
    shortly before that a second save within the same tick of the file system's clock would bear the same times."""
    modified, changed = (int(part) for part in stamp.split(":", 2)[:2])
    return stamp if max(modified, changed) <= taken - YOUNG else ""


def installed() -> tuple[str, ...]:
    """Names and versions of the libraries, from the names of their folders."""
    found = find_spec("markdown")  # beside which the others lie
    place = Path(found.origin).parents[1] if found and found.origin else Path()
    return tuple(sorted(name for name in os.listdir(place) if name.endswith(".dist-info")))  # noqa: PTH208  # names only


def _stamps_below(folder: Path) -> tuple[list[str], int, int]:
    """Every file below a folder as its path in there, a gap and its stamp, in order; when the last of them was saved,
    and when anything was last done to one, in ns."""
    found: list[str] = []
    top = os.open(folder, os.O_RDONLY)
    try:
        saved, changed = _add_stamps(top, "", found)
    finally:
        os.close(top)
    return sorted(found), saved, changed


def _add_stamps(folder: int, prefix: str, found: list[str]) -> tuple[int, int]:
    """By way of open folders: the system then has but a name to look up for each file."""
    saved = changed = 0
    with os.scandir(folder) as scan:
        for entry in scan:
            if not entry.is_dir(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                found.append(f"{prefix}{_text(entry.name)}{_GAP}{stamp_of(status)}")
                saved, changed = max(saved, status.st_mtime_ns), max(changed, status.st_ctime_ns)
            elif entry.name != "__pycache__":
                below = os.open(entry.name, os.O_RDONLY, dir_fd=folder)
                try:
                    times = _add_stamps(below, f"{prefix}{_text(entry.name)}{os.sep}", found)
                finally:
                    os.close(below)
                saved, changed = max(saved, times[0]), max(changed, times[1])
    return saved, changed


def _text(name: str) -> str:
    """A name that can be written down; one of the inbox may be of any bytes."""
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
