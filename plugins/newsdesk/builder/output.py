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

from newsdesk.builder.staging import Staging


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


def bring_up_to_date(staging: Staging) -> Changes:
    """Moves what is new or different from the staging's tree into its output and prunes the rest."""
    fresh = scan(staging.tree)
    gone = scan(staging.output) - fresh
    added, changed = move_into_place(staging, fresh)
    return Changes(added, changed, remove_unclaimed(staging.output, gone))


def move_into_place(staging: Staging, names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Moves these files, which are all that was staged, to their places in the output, each in one step; returns those
    added and those changed.

    A folder that is new is moved with all that is in it. A file that is there with the same bytes is left alone.
    """
    output = staging.output
    output.mkdir(parents=True, exist_ok=True)
    moved = frozenset(_move_new_folders(staging.tree, output))
    added: list[str] = []
    changed: list[str] = []
    made: set[str] = {""}
    for name in sorted(names):
        if moved and any(name[: at + 1] in moved for at, letter in enumerate(name) if letter == "/"):
            added.append(name)
            continue
        _make_folder(output, os.path.dirname(name), made)
        built, target = staging.find(name), f"{output}{os.sep}{name}"
        if not os.path.isfile(target):
            _make_room(output / name)
            added.append(name)
        elif _same(built, target):
            continue
        else:
            changed.append(name)
        os.replace(built, target)
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


def _same(one: str, other: str) -> bool:
    return not os.path.islink(other) and filecmp.cmp(one, other, shallow=False)


def _make_folder(output: Path, name: str, made: set[str]) -> None:
    """Makes a folder and those above it, but for those `made` already; a file or link that stands there gives way."""
    if name in made:
        return
    _make_folder(output, os.path.dirname(name), made)
    place = f"{output}{os.sep}{name}"
    if os.path.islink(place) or os.path.isfile(place):
        os.unlink(place)
    if not os.path.isdir(place):
        os.mkdir(place)
    made.add(name)


def _make_room(target: Path) -> None:
    """Removes empty folders that stand where a file is due."""
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
