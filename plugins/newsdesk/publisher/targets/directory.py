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

import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.model.problems import RefusedError, UsageError
from newsdesk.publisher.digests import Digests
from newsdesk.publisher.lock import Lock, Owner, break_lock, is_abandoned, locked
from newsdesk.publisher.manifest import (
    Manifest,
    manifest_from,
)
from newsdesk.publisher.releases import Record, record_from
from newsdesk.publisher.targets import Step
from newsdesk.publisher.targets.folder import Shown, children, faults_in, flush, lay_out, remove, reuse

PLACE = re.compile(r"([0-9a-f]{12})(?:-[1-9][0-9]{0,5})?\Z")
SPARE = re.compile(r"\.spare-([0-9a-f]{12})\Z")
LEFTOVER = re.compile(r"\.(?:current|publish\.json|manifest|[0-9a-f]{12})\.tmp-[0-9a-f]{12}\Z")
FILE_MODE = 0o644


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
            flush(self.releases)  # and what was made in it before: file systems keep their journal in order
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
                flush(self.root)
                yield
                draft.replace(self.root / "publish.json")
            except BaseException:
                if before is None:
                    self.current.unlink(missing_ok=True)
                else:
                    back.replace(self.current)
                raise
            finally:
                flush(self.root)
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
            remove(leftover)
        old = [place for place in self._places() if place not in wanted]
        stay = {place[:12] for place in wanted if place}
        if old and not self._spares() and old[-1][:12] not in stay:
            place = old.pop()  # ten thousand folders take longer to remove than to make use of
            (self.releases / place).rename(self.releases / f".spare-{place[:12]}")
        for place in old:
            remove(self.releases / place)
        known = {*self.present(), *self._spares()}
        for path in children(self.manifests):
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
        folders = (path for path in children(self.releases) if path.is_dir() and not path.is_symlink())
        return tuple(sorted(path.name for path in folders if PLACE.match(path.name)))

    def _free_place(self, release: str) -> str:
        names = (release if n == 1 else f"{release}-{n}" for n in range(1, 1_000_000))
        return next(name for name in names if not os.path.lexists(self.releases / name))

    def _leftovers(self) -> Iterator[Path]:
        for folder in (self.root, self.releases, self.manifests):
            yield from (path for path in children(folder) if LEFTOVER.match(path.name))

    def _stage(self, built: Path, staged: Path, manifest: Manifest, at: Step) -> None:
        """Lays the release out in `staged`, of which the spare one is the beginning."""
        there = self._begin_with_spare(staged, manifest)
        shown = Shown(self.current.resolve(), self.manifest(self.live() or ""), self.digests)
        lay_out(built, staged, manifest, there=there, shown=shown, at=at)

    def _begin_with_spare(self, staged: Path, manifest: Manifest) -> set[str]:
        """Makes the spare release the beginning of the new one; returns the files and folders of which that is true."""
        for release, folder in self._spares().items():
            old = self.manifest(release)
            if old is None:
                remove(folder)
                continue
            folder.rename(staged)
            return reuse(staged, old, manifest, self._manifest_path(release).stat().st_mtime_ns, self.digests)
        return set()

    def _spares(self) -> dict[str, Path]:
        """Releases that had their day, and wait to be made use of."""
        found = ((SPARE.match(path.name), path) for path in children(self.releases))
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
        flush(self.manifests)


def _write_whole(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(FILE_MODE)
