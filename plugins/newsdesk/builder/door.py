"""The front door: has anything changed since the last build? Asked first, answered without reading a file.

Times, sizes and identities of all sources (content, theme, settings, Newsdesk's code, installed libraries), the
settings' values, and the span of time for which the answer holds: until the next scheduled story is due. Equal to what
the last build left behind means there is nothing to do. If only files of content/ differ, `moved` names them.

A source that was saved in the very moment in which the last build looked could be missed by its times, so of a content
file as young as that no stamp is left, and the next build looks closer; if anything else is, nothing is left at all.

Most builds end here, so it loads next to nothing; what those need that go on is in finished.py.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import sys
import time
from functools import partial
from importlib.util import find_spec

import newsdesk
from newsdesk.builder import searching
from newsdesk.builder.beside import Beside
from newsdesk.builder.digests import digest_of
from newsdesk.builder.stamps import GAP, YOUNG, stamp_of, stamps_below, stamps_in
from newsdesk.pelicanconf import TARGET, where

TYPE_CHECKING = False  # as in model/errors.py
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from newsdesk.builder.note import Note


class Look:
    """What the sources looked like: every content file and its stamp (`stamps_in`), those that are too young for theirs
    to be kept, a digest of all else and whether any of that is too young, and when it was taken (ns)."""

    def __init__(self, stamps: str, young: frozenset[str], rest: str, restless: bool, taken: int) -> None:
        self.stamps = stamps
        self.young = young
        self.rest = rest
        self.restless = restless
        self.taken = taken


class Glance:
    """What was left at the door of an output, how the sources look now, whether the note `holds` but for what content
    files say, and when looking was begun (`time.perf_counter`)."""

    def __init__(self, output: str, note: Note | None, now: Look, *, holds: bool, started: float) -> None:
        self.output = output
        self.note = note
        self.now = now
        self.holds = holds
        self.started = started

    @property
    def is_all_the_same(self) -> bool:
        """Whether nothing has changed."""
        return self.holds and self.note is not None and self.note.stamps == digest_of(self.now.stamps.encode())


def glance(
    note: Note | None, conf: str, raw: Mapping[str, Any], output: str, clock: dt.datetime, started: float
) -> Glance:
    """Looks at everything, at sources and output at the same time. `conf` is where pelicanconf.py lies, `raw` the
    settings. Raises `OSError`."""
    if note is None or not note.since <= utc(clock) or (note.until and note.until <= utc(clock)):
        return Glance(output, note, look(conf, raw), holds=False, started=started)
    with Beside(partial(is_whole, note, output)) as asked:
        now = look(conf, raw)
        holds = note.rest == now.rest and asked.answer()
    return Glance(output, note, now, holds=holds, started=started)


def look(conf: str, raw: Mapping[str, Any]) -> Look:
    """How the sources look now."""
    taken = time.time_ns()
    recent = taken - YOUNG
    root = os.path.dirname(conf)
    status = os.stat(conf)
    rest = [repr(sorted(_values(root, raw).items())), f"{conf}{GAP}{stamp_of(status)}"]
    restless = status.st_mtime_ns > recent
    for folder in (where(root, raw["THEME"]), os.path.dirname(newsdesk.__file__)):
        lines, new = stamps_below(folder, recent)
        rest += [f"{folder}{os.sep}{line}" for line in lines]
        restless = restless or _any_saved(new, recent)
    stamps, new = stamps_below(where(root, raw["PATH"]), recent)
    digest = digest_of("\n".join(rest).encode("utf-8", "surrogateescape"))
    return Look(_text(GAP.join(stamps)), frozenset(stamps_in(_text(GAP.join(new)))), digest, restless, taken)


def _any_saved(lines: Iterable[str], recent: int) -> bool:
    """Whether any of these files was saved after `recent`: in another way they may well be touched."""
    return any(int(stamp.partition(":")[0]) > recent for stamp in stamps_in(GAP.join(lines)).values())


def _values(root: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """All that is set, and what depends on more than files. The clock is asked for by itself."""
    return {name: value for name, value in raw.items() if name != "NEWSDESK_CLOCK"} | {
        "installed": installed(),
        "python": sys.version,
        "search": searching.is_there(),
        "target": where(root, raw.get("NEWSDESK_TARGET") or TARGET),
    }


def is_whole(note: Note, output: str) -> bool:
    """Whether every file that was left lies in the output, and at its top nothing else."""
    paths = note.find_paths()
    if paths is None or note.output != top_of(output):
        return False
    # Ten thousand questions to the system, in thirty milliseconds: the loop is in C.
    return all(map(os.access, (f"{output}{os.sep}{path}" for path in paths.split(GAP)), itertools.repeat(os.F_OK)))


def moved(note: Note, now: Look) -> dict[str, str] | None:
    """The content files that may have changed, each with the stamp to keep of it; None if any came or went, or nobody
    remembers which there were."""
    before, after = stamps_in(note.find_stamps() or ""), stamps_in(now.stamps)
    if before.keys() != after.keys():
        return None
    return {path: "" if path in now.young else stamp for path, stamp in after.items() if before[path] != stamp}


def top_of(output: str) -> str:
    """What lies at the top of the output folder, where something that was put there by hand is seen."""
    try:
        with os.scandir(output) as scan:
            names = sorted(entry.name for entry in scan)
    except OSError:
        return ""
    return digest_of("\n".join([output, *names]).encode("utf-8", "surrogateescape"))


def utc(moment: dt.datetime) -> str:
    """A moment as text, to be compared with others."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def installed() -> tuple[str, ...]:
    """Names and versions of the libraries, from the names of their folders."""
    found = find_spec("markdown")  # beside which the others lie
    place = os.path.dirname(os.path.dirname(found.origin)) if found and found.origin else "."
    return tuple(sorted(name for name in os.listdir(place) if name.endswith(".dist-info")))


def _text(names: str) -> str:
    """Names that can be written down; those of the inbox may be of any bytes."""
    return names if names.isascii() else names.encode("utf-8", "backslashreplace").decode()
