"""Stamps: how a file that has changed is known without reading it.

A file that was saved in the very moment in which somebody looked could be saved once more within the same tick of the
file system's clock, and would bear the same stamp: of one as young as that no stamp is kept.

    1539414000000000000:1539414000000000000:5120:1311768    modified, changed (ns), bytes, number of the file
"""

from __future__ import annotations

import os

YOUNG = 50_000_000  # nanoseconds; file systems keep times no finer than a few milliseconds
GAP = "\0"  # which no path has


def stamp_of(status: os.stat_result) -> str:
    """Times, size and identity of a file, by which a changed one is known without reading it."""
    return f"{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_size}:{status.st_ino}"


def settled(stamp: str, taken: int) -> str:
    """The stamp of a file that was looked at when it was `taken` (ns), to be kept; none if the file had been saved so
    shortly before that a second save within the same tick of the file system's clock would bear the same times."""
    modified, changed = (int(part) for part in stamp.split(":", 2)[:2])
    return stamp if max(modified, changed) <= taken - YOUNG else ""


def stamps_in(stamps: str) -> dict[str, str]:
    """The stamp of each file, by its path, of lines with gaps between."""
    parts = stamps.split(GAP)
    return dict(zip(parts[::2], parts[1::2], strict=True)) if stamps else {}


def stamps_below(folder: str, recent: int) -> tuple[list[str], list[str]]:
    """Every file below a folder as a line: its path in there, a gap and its stamp; in order. And again the lines of
    those to which anything was done after `recent` (ns)."""
    found: list[str] = []
    new: list[str] = []
    top = os.open(folder, os.O_RDONLY)
    try:
        _add_stamps(top, "", recent, found, new)
    finally:
        os.close(top)
    return sorted(found), new


def _add_stamps(folder: int, prefix: str, recent: int, found: list[str], new: list[str]) -> None:
    """By way of open folders: the system then has but a name to look up for each file."""
    with os.scandir(folder) as scan:
        for entry in scan:
            if not entry.is_dir(follow_symlinks=False):
                status = entry.stat(follow_symlinks=False)
                found.append(f"{prefix}{entry.name}{GAP}{stamp_of(status)}")
                if status.st_mtime_ns > recent or status.st_ctime_ns > recent:
                    new.append(found[-1])
            elif entry.name != "__pycache__":
                below = os.open(entry.name, os.O_RDONLY, dir_fd=folder)
                try:
                    _add_stamps(below, f"{prefix}{entry.name}{os.sep}", recent, found, new)
                finally:
                    os.close(below)
