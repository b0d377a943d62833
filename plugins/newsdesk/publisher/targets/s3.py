"""A bucket of S3, or of a server that speaks its language, in one of two modes.

    s3://bucket/prefix                                       a pointer names the live release
    s3://bucket/prefix?mode=in-place                         the live release is copied to where readers look
    s3://bucket/prefix?endpoint=https://s3.example&region=eu another server than Amazon's

    .newsdesk/releases/3f9a1c0b77de/index.html …   whole releases
    .newsdesk/manifests/3f9a1c0b77de.json          what each consists of; beside it, .etags.json: as what it was stored
    .newsdesk/current                              the id of the live release
    .newsdesk/publish.json, .newsdesk/lock
    index.html …                                   in place only: what readers get

With a pointer the switch is one write, and whoever serves the bucket reads the pointer. In place, readers get the
bucket itself: every object is the old or the new one, and they are changed in an order in which no page leads to
something that is not there yet; a publish that is cut off half-way is completed or undone by the next.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.lease import Lease, is_abandoned, leased, remove
from newsdesk.publisher.lock import Owner
from newsdesk.publisher.manifest import Item, Manifest, manifest_from, open_plain
from newsdesk.publisher.order import rank
from newsdesk.publisher.releases import Record, record_from
from newsdesk.publisher.targets import Step
from newsdesk.publisher.targets.bucket import Bucket, LockObject, Stored, each
from newsdesk.publisher.targets.directory import PLACE

OURS = ".newsdesk/"
POINTER, RECORD = f"{OURS}current", f"{OURS}publish.json"
JSON, NEVER = "application/json; charset=utf-8", "no-store"


@dataclass(frozen=True)
class S3Target:
    """Releases in `bucket`; readers get them at once if `in_place`, else through whoever reads the pointer."""

    bucket: Bucket
    in_place: bool = False
    keep: int = 5

    @property
    def name(self) -> str:
        return f"s3://{self.bucket.name}/{self.bucket.prefix}"

    def live(self) -> str | None:
        there = self.bucket.get(POINTER)
        if there is None:
            return None
        told = there.content.decode("ascii", "replace").strip()
        return told if PLACE.match(told) else None

    def present(self) -> tuple[str, ...]:
        return tuple(name for name in self.bucket.folders(f"{OURS}releases/") if PLACE.match(name))

    def manifest(self, release: str) -> Manifest | None:
        there = self.bucket.get(f"{OURS}manifests/{release}.json")
        return manifest_from(there.content.decode("utf-8", "replace"), release) if there else None

    def live_faults(self, manifest: Manifest, *, thorough: bool = False) -> tuple[str, ...]:
        if self.live() != manifest.id:
            return ("nothing is live",)
        return self._faults(self._shown(manifest.id), manifest, thorough=thorough)

    def find(self, manifest: Manifest) -> str | None:
        return None if self._faults(_place(manifest.id), manifest) else manifest.id

    def put(self, built: Path, manifest: Manifest, at: Step) -> str:
        at("copying")
        here, known = self.bucket.listed(_place(manifest.id)), self._etags(manifest.id)
        source = self._source()
        wanted = [item for item in manifest.items if not _same(item.path, here, known)]
        etags = {path: etag for path, etag in here.items() if _same(path, here, known) and path in manifest.by_path}
        for _, group in groupby(sorted(wanted, key=lambda item: rank(item.path)), key=lambda item: rank(item.path)):
            items = tuple(group)
            at(f"upload {items[0].path}")
            done = each(lambda item: self._bring(built, _place(manifest.id), item, source), items)
            etags |= {item.path: etag for item, etag in zip(items, done, strict=True)}
        each(lambda path: self.bucket.remove(_place(manifest.id) + path), here.keys() - manifest.by_path.keys())
        at("copied")
        self._keep_etags(manifest, etags)
        if faults := self._faults(_place(manifest.id), manifest):
            raise RolledBackError(f"{self.name}: does not read back as it was written: {'; '.join(faults[:5])}")
        at("in place")
        return manifest.id

    @contextmanager
    def swing(self, place: str, manifest: Manifest, record: Record) -> Iterator[None]:
        before = self.live()
        if self.in_place and before is None and (strange := self._root() - manifest.by_path.keys()):
            shown = ", ".join(sorted(strange)[:5])
            raise RefusedError(
                f"{self.name} holds other things ({shown}). Name an empty bucket or a prefix of its own."
            )
        self._keep_manifest(manifest)
        try:
            self._show(manifest)
            yield
            self.keep_record(record)
        except BaseException:
            self._go_back(before, manifest)
            raise

    def record(self) -> Record:
        there = self.bucket.get(RECORD)
        return (record_from(there.content.decode("utf-8", "replace")) if there else None) or Record()

    def keep_record(self, record: Record) -> None:
        self._keep(RECORD, record.as_json())

    def is_tidy(self) -> bool:
        return self._manifests() == set(self.present()) and not is_abandoned(self._lock)

    def tidy(self, releases: Collection[str]) -> None:
        stay = {*releases, self.live()}
        for release in (self._manifests() | set(self.present())) - stay:
            each(self.bucket.remove, [_place(release) + path for path in self.bucket.listed(_place(release))])
            for suffix in (".json", ".etags.json"):
                self.bucket.remove(f"{OURS}manifests/{release}{suffix}")

    def lock(self) -> AbstractContextManager[Lease]:
        return leased(self._lock)

    def unlock(self) -> Owner | None:
        return remove(self._lock)

    @property
    def _lock(self) -> LockObject:
        return LockObject(self.bucket, f"{OURS}lock")

    def _shown(self, release: str) -> str:
        """Where readers get a release from, as the beginning of keys."""
        return "" if self.in_place else _place(release)

    def _root(self) -> set[str]:
        """In place: the keys that readers may ask for."""
        return {key for key in self.bucket.listed() if not key.startswith(OURS)}

    def _manifests(self) -> set[str]:
        return {key.split(".")[0] for key in self.bucket.listed(f"{OURS}manifests/")}

    def _etags(self, release: str | None) -> dict[str, str]:
        there = self.bucket.get(f"{OURS}manifests/{release}.etags.json") if release else None
        try:
            told: Any = json.loads(there.content) if there else {}
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}

    def _source(self) -> dict[Item, str]:
        """The objects of the live release that are as they were stored: item → key, to be copied instead of sent."""
        live = self.live()
        manifest = self.manifest(live) if live else None
        if live is None or manifest is None:
            return {}
        here, known = self.bucket.listed(_place(live)), self._etags(live)
        return {item: _place(live) + item.path for item in manifest.items if _same(item.path, here, known)}

    def _bring(self, built: Path, place: str, item: Item, source: Mapping[Item, str]) -> str:
        """Copies or sends one file, and reads it back; returns its ETag."""
        if item in source:
            self.bucket.copy(source[item], place + item.path)
        else:
            with open_plain(built / item.path) as file:
                content: bytes = file.read()
            if hashlib.sha256(content).hexdigest() != item.sha256:
                raise RolledBackError(f"{built / item.path}: changed while it was published. Nothing was published.")
            self.bucket.put(place + item.path, content, item.type, item.cache)
        stored = self.bucket.get(place + item.path)
        if stored is None or (fault := _fault(stored, item)):
            raise RolledBackError(
                f"{self.name}: {item.path} does not read back as it was written: {fault or 'missing'}"
            )
        return stored.etag

    def _faults(self, place: str, manifest: Manifest, *, thorough: bool = False) -> tuple[str, ...]:
        """Objects whose ETag is as it was when they were read back are whole; the others are read."""
        here, known = self.bucket.listed(place), self._etags(manifest.id)
        strange = {path for path in here.keys() - manifest.by_path.keys() if place or not path.startswith(OURS)}
        faults = [f"{path}: not part of the release" for path in strange]
        faults += [f"{item.path}: missing" for item in manifest.items if item.path not in here]
        doubtful = [i for i in manifest.items if i.path in here and (thorough or not _same(i.path, here, known))]
        read = each(lambda item: self.bucket.get(place + item.path), doubtful)
        for item, stored in zip(doubtful, read, strict=True):
            if fault := _fault(stored, item) if stored else "missing":
                faults.append(f"{item.path}: {fault}")
        return tuple(sorted(faults))

    def _show(self, manifest: Manifest) -> None:
        """Makes the release what readers get."""
        if self.in_place:
            self._copy_out(manifest)
        self._keep(POINTER, manifest.id)

    def _copy_out(self, manifest: Manifest) -> None:
        """In place: what pages need first, pages next, what leads to them after, and what goes last of all."""
        here, known = self.bucket.listed(), self._etags(manifest.id)
        differing = [item.path for item in manifest.items if not _same(item.path, here, known)]
        for _, group in groupby(sorted(differing, key=rank), key=rank):
            each(lambda path: self.bucket.copy(_place(manifest.id) + path, path), tuple(group))
        each(self.bucket.remove, {key for key in here if not key.startswith(OURS)} - manifest.by_path.keys())

    def _go_back(self, before: str | None, failed: Manifest) -> None:
        manifest = self.manifest(before) if before else None
        if manifest:
            self._show(manifest)
        else:
            self.bucket.remove(POINTER)
            if self.in_place:
                each(self.bucket.remove, failed.by_path)

    def _keep_etags(self, manifest: Manifest, etags: Mapping[str, str]) -> None:
        self._keep(f"{OURS}manifests/{manifest.id}.etags.json", json.dumps(etags, sort_keys=True))

    def _keep_manifest(self, manifest: Manifest) -> None:
        """Keeps it with the ETags of the release's objects, which were read before: by `put`, or by `find`."""
        if self.manifest(manifest.id) == manifest:
            return
        self._keep_etags(manifest, self.bucket.listed(_place(manifest.id)))
        self._keep(f"{OURS}manifests/{manifest.id}.json", manifest.text)

    def _keep(self, key: str, text: str) -> None:
        self.bucket.put(key, text.encode(), JSON, NEVER)


def _place(release: str) -> str:
    return f"{OURS}releases/{release}/"


def _same(path: str, here: Mapping[str, str], known: Mapping[str, str]) -> bool:
    """Whether an object is the one that was read back when it was stored."""
    return path in here and here[path] == known.get(path)


def _fault(stored: Stored, item: Item) -> str:
    if hashlib.sha256(stored.content).hexdigest() != item.sha256:
        return "changed"
    if (stored.type, stored.cache) != (item.type, item.cache):
        return "its headers are others"
    return ""
