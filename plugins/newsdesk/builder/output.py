"""Bringing an output folder up to date with a finished build, file by file, each whole or not at all.

Only what differs is touched, so that times and inodes of unchanged files stay; what the new build does not claim is
removed. Deletes come last. If anything fails before, the folder holds a mixture of two whole builds' files, never half
a file; the next build mends it.
"""

from __future__ import annotations

import filecmp
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Changes:
    """What was done to an output folder: paths relative to it, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def bring_up_to_date(output: Path, built: Path) -> Changes:
    """Moves what is new or different from `built` into `output` and prunes the rest; `built` is used up.

    Both must lie on one file system, for renames.
    """
    output.mkdir(parents=True, exist_ok=True)
    fresh, present = _files(built), _files(output)
    added = sorted(fresh - present)
    changed = sorted(name for name in fresh & present if not _same(built / name, output / name))
    removed = sorted(present - fresh)
    for name in (*added, *changed):
        target = output / name
        _make_room(output, target)
        (built / name).replace(target)
    for name in removed:
        (output / name).unlink()
    _remove_empty_folders(output)
    return Changes(tuple(added), tuple(changed), tuple(removed))


def _files(folder: Path) -> set[str]:
    names: set[str] = set()
    for parent, _, files in os.walk(folder):
        names.update((Path(parent) / name).relative_to(folder).as_posix() for name in files)
    return names


def _same(one: Path, other: Path) -> bool:
    return not other.is_symlink() and filecmp.cmp(one, other, shallow=False)


def _make_room(output: Path, target: Path) -> None:
    """Makes the folders above `target`; a file that stands where a folder is due gives way."""
    for parent in reversed(target.relative_to(output).parents[:-1]):
        place = output / parent
        if place.is_symlink() or place.is_file():
            place.unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        _remove_empty_folders(target)
        if not any(target.iterdir()):
            target.rmdir()


def _remove_empty_folders(folder: Path) -> None:
    for parent, folders, _ in os.walk(folder, topdown=False):
        for name in folders:
            place = Path(parent) / name
            if not place.is_symlink() and not any(place.iterdir()):
                place.rmdir()
