"""What can be said at once of a plain build: that there is nothing to do, which is so for most of them and takes less
time to find out than the builder takes to load.

Said only where the builder would say the same. If anything else is the case or anything is in the way, the builder is
asked; what was seen here is handed on to it, as it takes time to look at ten thousand files.
"""

from __future__ import annotations

import os
import time
from zoneinfo import ZoneInfo

from newsdesk.builder.door import Glance, glance
from newsdesk.builder.note import find_note, mat_of, summary
from newsdesk.console import say, show_told
from newsdesk.pelicanconf import overrides, read_clock, read_pelicanconf, shown, where


def glance_at(root: str) -> Glance | None:
    """What the project in `root` looks like; None if something is in the way, which the builder will name."""
    started = time.perf_counter()
    conf = os.path.join(root, "pelicanconf.py")
    try:
        raw = {**read_pelicanconf(conf), **overrides(drafts=False, clock="")}
        clock = read_clock(raw.get("NEWSDESK_CLOCK"), ZoneInfo(raw["TIMEZONE"]))
        output = where(root, raw["OUTPUT_PATH"])
        return glance(find_note(mat_of(root, output)), conf, raw, output, clock, started)
    except Exception:  # noqa: BLE001  # a settings file may do anything
        return None


def answered(seen: Glance, root: str) -> bool:
    """Whether that was all: if nothing changed, what the last build left is said again."""
    note = seen.note
    if note is None or not seen.is_all_the_same:
        return False
    show_told(note.told, note.annotations)
    say(f"{shown(root, seen.output)}: {summary(note.said, time.perf_counter() - seen.started, note.remark)}")
    return True
