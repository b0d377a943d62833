"""A folder of releases with a link to the live one; a web server serves `current`.

    site/
      current -> releases/3f9a1c0b77de         the switch is the rename of a link, which is atomic (rename(2))
      releases/3f9a1c0b77de/index.html …       whole releases, never changed once there
      manifests/3f9a1c0b77de.json              what each consists of
      releases/.spare-9b1d40e2c7aa/            the last release that had its day; the next is made of its folders
      publish.json                             the record
      publish.lock                             only while a publisher is at work

A file that did not change since the live release is a hard link to its copy there, so that a release costs what
changed. A damaged release is not mended in place, as readers look at it: a fresh copy is laid beside it, as
3f9a1c0b77de-2, of which nothing is linked that is not whole. Works on Linux and macOS, on file systems that know
symbolic links.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.model.problems import RefusedError, RolledBackError, UsageError
from newsdesk.publisher.digests import Digests
from newsdesk.publisher.lock import Lock, Owner, break_lock, is_abandoned, locked
from newsdesk.publisher.manifest import (
    CHUNK,
    Item,
    Manifest,
    digest_of,
    entries_below,
    in_threads,
    manifest_from,
    open_plain,
)
from newsdesk.publisher.releases import Record, record_from
from newsdesk.publisher.targets import Step

PLACE = re.compile(r"([0-9a-f]{12})(?:-[1-9][0-9]{0,5})?\Z")
SPARE = re.compile(r"\.spare-([0-9a-f]{12})\Z")
LEFTOVER = re.compile(r"\.(?:current|publish\.json|manifest|[0-9a-f]{12})\.tmp-[0-9a-f]{12}\Z")
# Releases share files, so nobody shall write into one.
SHARED_MODE, FILE_MODE, FOLDER_MODE = 0o444, 0o644, 0o755


@dataclass(frozen=True)
class DirectoryTarget:
    """The folder `root`, made when first published to. `keep` releases stay, the live one counted.

    With `digests`, files that are as they were when they were last read are not read again unless that is asked for.
    """

    root: Path
    keep: int = 5
    digests: Digests | None = field(default=None, compare=False)

    @property
    def name(self) -> str:
        return str(self.root)

    @property
    def current(self) -> Path:
        return self.root / "current"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def manifests(self) -> Path:
        return self.root / "manifests"

    def live(self) -> str | None:
        place = self._live_place()
        return place[:12] if place else None

    def present(self) -> tuple[str, ...]:
        return tuple(sorted({place[:12] for place in self._places()}))

    def manifest(self, release: str) -> Manifest | None:
        return manifest_from(self._manifest_text(release), release)

    def live_faults(self, manifest: Manifest, *, thorough: bool = False) -> tuple[str, ...]:
        digests = None if thorough else self.digests
        return faults_in(self.current.resolve(), manifest, digests) if self.current.is_dir() else ("nothing is live",)

    def find(self, manifest: Manifest) -> str | None:
        live = self._live_place()
        mine = [place for place in self._places() if place[:12] == manifest.id]
        for place in sorted(mine, key=lambda one: (one != live, one)):
            if not faults_in(self.releases / place, manifest):
                return place
        return None

    def put(self, built: Path, manifest: Manifest, at: Step) -> str:
        one, other = built.resolve(), self.root.resolve()
        if one.is_relative_to(other) or other.is_relative_to(one):
            raise UsageError(f"{self.root}: the target and the built site lie in one another. Choose another folder.")
        self.releases.mkdir(parents=True, exist_ok=True)
        staged = self.releases / f".{manifest.id}.tmp-{secrets.token_hex(6)}"
        try:
            self._stage(built, staged, manifest, at)
            at("staged")
            self._keep_manifest(manifest)
            at("manifest kept")
            place = self._free_place(manifest.id)
            staged.rename(self.releases / place)
            _flush(self.releases)  # and what was made in it before: file systems keep their journal in order
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        at("in place")
        return place

    @contextmanager
    def swing(self, place: str, manifest: Manifest, record: Record) -> Iterator[None]:
        # A full disk must not come between the switch and its undoing: all that needs room is made before.
        token = secrets.token_hex(6)
        forth, back = self.root / f".current.tmp-{token}", self.root / f".current.tmp-{secrets.token_hex(6)}"
        draft = self.root / f".publish.json.tmp-{token}"
        before = str(self.current.readlink()) if self.current.is_symlink() else None
        try:
            forth.symlink_to(f"releases/{place}")
            if before is not None:
                back.symlink_to(before)
            _write_whole(draft, record.as_json())
            self._keep_manifest(manifest)
            try:
                forth.replace(self.current)
                _flush(self.root)
                yield
                draft.replace(self.root / "publish.json")
            except BaseException:
                if before is None:
                    self.current.unlink(missing_ok=True)
                else:
                    back.replace(self.current)
                raise
            finally:
                _flush(self.root)
        finally:
            for leftover in (forth, back, draft):
                leftover.unlink(missing_ok=True)

    def record(self) -> Record:
        try:
            return record_from((self.root / "publish.json").read_text("utf-8")) or Record()
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return Record()

    def keep_record(self, record: Record) -> None:
        draft = self.root / f".publish.json.tmp-{secrets.token_hex(6)}"
        try:
            _write_whole(draft, record.as_json())
            draft.replace(self.root / "publish.json")
        finally:
            draft.unlink(missing_ok=True)

    def is_tidy(self) -> bool:
        return not any(self._leftovers()) and not is_abandoned(self._lock_path)

    def tidy(self, releases: Collection[str]) -> None:
        live = self._live_place()
        wanted = {live} | {place for place in self._places() if place[:12] in releases and place[:12] != self.live()}
        for leftover in self._leftovers():
            _remove(leftover)
        old = [place for place in self._places() if place not in wanted]
        stay = {place[:12] for place in wanted if place}
        if old and not self._spares() and old[-1][:12] not in stay:
            place = old.pop()  # ten thousand folders take longer to remove than to make use of
            (self.releases / place).rename(self.releases / f".spare-{place[:12]}")
        for place in old:
            _remove(self.releases / place)
        known = {*self.present(), *self._spares()}
        for path in _children(self.manifests):
            if PLACE.match(path.stem) and path.stem not in known:
                path.unlink()

    def lock(self) -> AbstractContextManager[Lock]:
        self.root.mkdir(parents=True, exist_ok=True)
        return locked(self._lock_path)

    def unlock(self) -> Owner | None:
        return break_lock(self._lock_path)

    @property
    def _lock_path(self) -> Path:
        return self.root / "publish.lock"

    def _manifest_path(self, release: str) -> Path:
        return self.manifests / f"{release}.json"

    def _manifest_text(self, release: str) -> str:
        try:
            return self._manifest_path(release).read_text("utf-8")
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return ""

    def _live_place(self) -> str | None:
        """The name that `current` leads to; it may be gone. A link to elsewhere counts as nothing, and is replaced."""
        if self.current.is_symlink():
            leads = self.current.readlink()
            return leads.name if leads.parent == Path("releases") and PLACE.match(leads.name) else None
        if self.current.exists():
            raise RefusedError(f"{self.current} is not a link made by publishing. Move it away, then publish again.")
        return None

    def _places(self) -> tuple[str, ...]:
        folders = (path for path in _children(self.releases) if path.is_dir() and not path.is_symlink())
        return tuple(sorted(path.name for path in folders if PLACE.match(path.name)))

    def _free_place(self, release: str) -> str:
        names = (release if n == 1 else f"{release}-{n}" for n in range(1, 1_000_000))
        return next(name for name in names if not os.path.lexists(self.releases / name))

    def _leftovers(self) -> Iterator[Path]:
        for folder in (self.root, self.releases, self.manifests):
            yield from (path for path in _children(folder) if LEFTOVER.match(path.name))

    def _stage(self, built: Path, staged: Path, manifest: Manifest, at: Step) -> None:
        """Lays the release out in `staged`: what of it lies in the spare one stays, what is live as well is linked, the
        rest is copied."""
        there = self._begin_with_spare(staged, manifest)
        for folder in folders_of(manifest):
            if folder not in there:
                _make_folder(f"{staged}/{folder}")
        at("copying")
        live = self.manifest(self.live() or "")
        known, shown, copied = live.by_path if live else {}, Shown(self.current.resolve(), self.digests), []
        for item in manifest.items:
            at(f"copy {item.path}")
            if item.path in there or (known.get(item.path) == item and shown.link(item, staged)):
                continue
            _copy(built / item.path, staged / item.path, item)
            copied.append(item.path)
        at("copied")
        in_threads(_flush, [f"{staged}/{path}" for path in copied])
        _prove(staged, [manifest.by_path[path] for path in copied])

    def _begin_with_spare(self, staged: Path, manifest: Manifest) -> set[str]:
        """Makes the spare release the beginning of the new one; returns the files and folders of which that is true."""
        for release, folder in self._spares().items():
            old = self.manifest(release)
            if old is None:
                _remove(folder)
                continue
            folder.rename(staged)
            folders = _without_strangers(staged, old, self._manifest_path(release).stat().st_mtime_ns)
            return _emptied_of_others(staged, old, manifest, folders, self.digests)
        return set()

    def _spares(self) -> dict[str, Path]:
        """Releases that had their day, and wait to be made use of."""
        found = ((SPARE.match(path.name), path) for path in _children(self.releases))
        return {match[1]: path for match, path in found if match and path.is_dir() and not path.is_symlink()}

    def _keep_manifest(self, manifest: Manifest) -> None:
        if self._manifest_text(manifest.id) == manifest.text:
            return
        self.manifests.mkdir(exist_ok=True)
        draft = self.manifests / f".manifest.tmp-{secrets.token_hex(6)}"
        try:
            _write_whole(draft, manifest.text)
            draft.replace(self._manifest_path(manifest.id))
        finally:
            draft.unlink(missing_ok=True)
        _flush(self.manifests)


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


def _make_folder(path: str) -> None:
    os.mkdir(path)  # noqa: PTH102  # ten thousand of them
    os.chmod(path, FOLDER_MODE)  # noqa: PTH101


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
            _remove(Path(place))
            continue
        there[path] = None
        if state.st_mtime_ns >= finished:
            names = ((f"{path}/{child.name}".lstrip("/"), child) for child in _children(Path(place)))
            for stranger in [child for name, child in names if name not in folders and name not in manifest.by_path]:
                _remove(stranger)
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
            _remove(folder / item.path)
    kept = folders_of(manifest)
    for path in reversed(folders):
        if path in kept:
            stay.add(path)
        else:
            _remove(folder / path)
    for path in kept:
        if path not in stay and path.rpartition("/")[0] in stay:
            _remove(folder / path)  # what stands where a folder is due
    return stay


def _is_whole(folder: Path, item: Item, digests: Digests | None) -> bool:
    state = _state_of(f"{folder}/{item.path}")
    if state is None or state.st_mode & 0o777 != SHARED_MODE:
        return False
    return bool(digests and digests.find(state) == item.sha256) or not _fault(folder, item, digests)


def _state_of(path: str) -> os.stat_result | None:
    try:
        return os.lstat(path)
    except OSError:
        return None


def _prove(staged: Path, items: Sequence[Item]) -> None:
    faults = [fault for fault in in_threads(lambda item: _fault(staged, item), items) if fault]
    if faults:
        raise RolledBackError(f"{staged}: does not read back as it was written: {'; '.join(faults[:5])}")


def _fault(folder: Path, item: Item, digests: Digests | None = None) -> str:
    try:
        found = digest_of(f"{folder}/{item.path}", digests)
    except (FileNotFoundError, NotADirectoryError):
        return f"{item.path}: missing"
    except OSError as error:
        return f"{item.path}: {error.strerror}"
    return "" if found == (item.sha256, item.size) else f"{item.path}: changed"


@dataclass
class Shown:
    """The live release, of which files may become part of a new one."""

    folder: Path
    digests: Digests | None
    _real: dict[str, bool] = field(default_factory=dict)

    def link(self, item: Item, staged: Path) -> bool:
        """Makes the live copy of an unchanged file part of the new release too, with its time, from which web servers
        make ETag and Last-Modified. Not of a file that someone edited or put there by a link, nor where the file
        system makes no link."""
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


def _copy(source: Path, target: Path, item: Item) -> None:
    digest = hashlib.sha256()
    with open_plain(source) as reader, target.open("xb") as writer:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
            writer.write(chunk)
    target.chmod(SHARED_MODE)
    if digest.hexdigest() != item.sha256:
        raise RolledBackError(f"{source}: changed while it was published. Nothing was published; publish again.")


def _write_whole(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(FILE_MODE)


def _flush(path: str | Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _children(folder: Path) -> tuple[Path, ...]:
    return tuple(sorted(folder.iterdir())) if folder.is_dir() else ()
