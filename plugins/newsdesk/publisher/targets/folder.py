"""A release's folder on disk: laid out anew, made of an old one, compared with what it should be.

    releases/3f9a1c0b77de/index.html          a plain file of mode 0444: releases share files, so nobody writes into one
    releases/3f9a1c0b77de/topics/…            folders of mode 0755

Knows nothing of which release is live, or of where manifests are kept: both are told.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.model.problems import RolledBackError
from newsdesk.publisher.digests import Digests
from newsdesk.publisher.manifest import CHUNK, Item, Manifest, digest_of, entries_below, in_threads, open_plain
from newsdesk.publisher.targets import Step

# Releases share files, so nobody shall write into one.
SHARED_MODE, FOLDER_MODE = 0o444, 0o755


def faults_in(folder: Path, manifest: Manifest, digests: Digests | None = None) -> tuple[str, ...]:
    """What differs in `folder` from `manifest`: files missing, changed or added, each as a phrase; sorted."""
    if not folder.is_dir():
        return (f"{folder.name}: missing",)
    left, doubtful, faults = dict(manifest.by_path), [], []
    for path, entry in entries_below(folder):
        item = left.pop(path, None)
        if item is None:
            faults.append(f"{path}: not part of the release")
        elif not (digests and digests.find(entry.stat(follow_symlinks=False)) == item.sha256):
            doubtful.append(item)
    faults += [f"{path}: missing" for path in left]
    faults += [fault for fault in in_threads(lambda item: _fault(folder, item, digests), doubtful) if fault]
    return tuple(sorted(faults))


def folders_of(manifest: Manifest) -> dict[str, None]:
    """Every folder of a release, each before those in it; "" is the release's own."""
    folders = {""}
    for item in manifest.items:
        folder = item.path.rpartition("/")[0]
        while folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return dict.fromkeys(sorted(folders))


def lay_out(built: Path, staged: Path, manifest: Manifest, *, there: Collection[str], shown: Shown, at: Step) -> None:
    """Makes `staged` the whole release: what is `there` stays, what is shown as well is linked, the rest is copied from
    `built` and read back. Raises RolledBackError for a file that changed meanwhile or does not read back."""
    for folder in folders_of(manifest):
        if folder not in there:
            _make_folder(f"{staged}/{folder}")
    at("copying")
    copied = []
    for item in manifest.items:
        at(f"copy {item.path}")
        if item.path in there or shown.link(item, staged):
            continue
        _copy(built / item.path, staged / item.path, item)
        copied.append(item.path)
    at("copied")
    in_threads(flush, [f"{staged}/{path}" for path in copied])
    _prove(staged, [manifest.by_path[path] for path in copied])


def reuse(folder: Path, old: Manifest, manifest: Manifest, finished: int, digests: Digests | None) -> set[str]:
    """Makes the folder of an old release, `finished` at that time (ns), the beginning of a new one; returns the paths
    of files and folders that stay, the files whole."""
    return _emptied_of_others(folder, old, manifest, _without_strangers(folder, old, finished), digests)


@dataclass
class Shown:
    """The live release, of which files may become part of a new one."""

    folder: Path
    manifest: Manifest | None
    digests: Digests | None
    _real: dict[str, bool] = field(default_factory=dict)

    def link(self, item: Item, staged: Path) -> bool:
        """Makes the live copy of an unchanged file part of the new release too, with its time, from which web servers
        make ETag and Last-Modified. Not of a file that someone edited or put there by a link, nor where the file
        system makes no link."""
        if self.manifest is None or self.manifest.by_path.get(item.path) != item:
            return False
        if not self._is_real(item.path.rpartition("/")[0]) or _fault(self.folder, item, self.digests):
            return False
        try:
            os.link(f"{self.folder}/{item.path}", f"{staged}/{item.path}", follow_symlinks=False)
        except OSError:
            return False
        return True

    def _is_real(self, path: str) -> bool:
        """Whether a folder of the release is one, and all above it are."""
        if path not in self._real:
            state = _state_of(f"{self.folder}/{path}")
            is_folder = state is not None and stat.S_ISDIR(state.st_mode)
            self._real[path] = is_folder and (not path or self._is_real(path.rpartition("/")[0]))
        return self._real[path]


def flush(path: str | Path) -> None:
    """Has a file's bytes, or a folder's names, written to the disk."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(path: Path) -> None:
    """Removes a file, a link or a folder with all in it; nothing where none is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def children(folder: Path) -> tuple[Path, ...]:
    """What lies in a folder, sorted; nothing where none is."""
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()


def _make_folder(path: str) -> None:
    os.mkdir(path)  # noqa: PTH102  # ten thousand of them
    os.chmod(path, FOLDER_MODE)  # noqa: PTH101


def _copy(source: Path, target: Path, item: Item) -> None:
    digest = hashlib.sha256()
    with open_plain(source) as reader, target.open("xb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
    target.chmod(SHARED_MODE)
    if digest.hexdigest() != item.sha256:
        raise RolledBackError(f"{source}: changed while it was published. Nothing was published; publish again.")


def _prove(staged: Path, items: Sequence[Item]) -> None:
    faults = [fault for fault in in_threads(lambda item: _fault(staged, item), items) if fault]
    if faults:
        raise RolledBackError(f"{staged}: does not read back as it was written: {'; '.join(faults[:5])}")


def _without_strangers(folder: Path, manifest: Manifest, finished: int) -> dict[str, None]:
    """Removes what somebody added to a release after it was `finished` (ns): only folders that changed since are
    looked into. Returns the release's folders that are there, parents first; what lies below a link is not."""
    folders, there = folders_of(manifest), {"": None}
    for path in folders:
        if path.rpartition("/")[0] not in there:
            continue
        place = f"{folder}/{path}"
        state = _state_of(place)
        if state is None or not stat.S_ISDIR(state.st_mode):
            remove(Path(place))
            continue
        there[path] = None
        if state.st_mtime_ns >= finished:
            names = ((f"{path}/{child.name}".lstrip("/"), child) for child in children(Path(place)))
            for stranger in [child for name, child in names if name not in folders and name not in manifest.by_path]:
                remove(stranger)
    return there


def _emptied_of_others(
    folder: Path, old: Manifest, manifest: Manifest, folders: dict[str, None], digests: Digests | None
) -> set[str]:
    """Removes from an old release, of which these folders are left, what is not part of the new one; returns the paths
    of files and folders that stay, the files whole."""
    stay = set()
    for item in old.items:
        if item.path.rpartition("/")[0] not in folders:
            continue
        if manifest.by_path.get(item.path) == item and _is_whole(folder, item, digests):
            stay.add(item.path)
        else:
            remove(folder / item.path)
    kept = folders_of(manifest)
    for path in reversed(folders):
        if path in kept:
            stay.add(path)
        else:
            remove(folder / path)
    for path in kept:
        if path not in stay and path.rpartition("/")[0] in stay:
            remove(folder / path)  # what stands where a folder is due
    return stay


def _is_whole(folder: Path, item: Item, digests: Digests | None) -> bool:
    state = _state_of(f"{folder}/{item.path}")
    if state is None or state.st_mode & 0o777 != SHARED_MODE:
        return False
    return bool(digests and digests.find(state) == item.sha256) or not _fault(folder, item, digests)


def _fault(folder: Path, item: Item, digests: Digests | None = None) -> str:
    try:
        found = digest_of(f"{folder}/{item.path}", digests)
    except (FileNotFoundError, NotADirectoryError):
        return f"{item.path}: missing"
    except OSError as error:
        return f"{item.path}: {error.strerror}"
    return "" if found == (item.sha256, item.size) else f"{item.path}: changed"


def _state_of(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except OSError:
        return None
