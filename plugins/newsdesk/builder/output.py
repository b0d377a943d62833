"""Bringing an output folder up to date with a finished build, file by file, each whole or not at all.

Only what differs is touched, so that times and inodes of unchanged files stay; what the new build does not claim is
removed. Deletes come last. If anything fails before, the folder holds a mixture of two whole builds' files, never half
a file; the next build mends it.
"""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Changes:
    """What was done to an output folder: paths relative to it, sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def __add__(self, later: Changes) -> Changes:
        return Changes((*self.added, *later.added), (*self.changed, *later.changed), (*self.removed, *later.removed))

    def __len__(self) -> int:
        return len(self.added) + len(self.changed) + len(self.removed)


def bring_up_to_date(output: Path, built: Path) -> Changes:
    """Moves what is new or different from `built` into `output` and prunes the rest; `built` is used up."""
    fresh = scan(built)
    gone = scan(output) - fresh
    added, changed = move_into(output, built, fresh)
    return Changes(added, changed, remove_unclaimed(output, gone))


def move_into(output: Path, built: Path, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Moves files from `built`, which holds these and no others, to their places in `output`, each in one step; returns
    those added and those changed.

    A folder that is new is moved with all that is in it. A file that is there with the same bytes is left alone. Both
    folders must lie on one file system.
    """
    output.mkdir(parents=True, exist_ok=True)
    moved = frozenset(_move_new_folders(built, output))
    added: list[str] = []
    changed: list[str] = []
    for name in sorted(names):
        if moved and any(name[: at + 1] in moved for at, letter in enumerate(name) if letter == "/"):
            added.append(name)
            continue
        target = output / name
        if target.is_file() and _same(built / name, target):
            continue
        (changed if target.is_file() else added).append(name)
        _make_room(output, target)
        (built / name).replace(target)
    return tuple(added), tuple(changed)


def _move_new_folders(built: Path, output: Path, within: str = "") -> Iterator[str]:
    """Moves folders that `output` lacks; yields the path of each, with a slash at its end."""
    with os.scandir(built) as scan:
        folders = [entry.name for entry in scan if entry.is_dir(follow_symlinks=False)]
    for name in folders:
        source, target = built / name, output / name
        if not os.path.lexists(target):
            source.rename(target)
            yield f"{within}{name}/"
        elif target.is_dir() and not target.is_symlink():
            yield from _move_new_folders(source, target, f"{within}{name}/")


def remove_unclaimed(output: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Removes files, and the folders that this leaves empty; returns those that were there. Nothing outside of `output`
    is touched, whatever the names say."""
    removed: list[str] = []
    root = output.resolve()
    for name in sorted(names):
        place = output / name
        if not place.parent.resolve().is_relative_to(root):
            continue
        if place.is_file() or place.is_symlink():
            place.unlink()
            removed.append(name)
        for parent in place.relative_to(output).parents[:-1]:
            folder = output / parent
            if not folder.is_dir() or any(folder.iterdir()):
                break
            folder.rmdir()
    return tuple(removed)


def scan(folder: Path) -> set[str]:
    """Every file below a folder, by its path in it; nothing if there is no such folder."""
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
