"""A content tree as it stands now, read against what is kept of it: what changed, what it says, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from newsdesk.builder.reading import (
    Head,
    Part,
    answers_still,
    decode_head,
    decode_part,
    read_files,
    stamps,
)
from newsdesk.builder.store import Kept, Store
from newsdesk.builder.values import digest_of, fingerprint
from newsdesk.model.digest import Digest, Expert
from newsdesk.model.index import Row
from newsdesk.model.problems import Problem, errors
from newsdesk.source.check import check
from newsdesk.source.locating import locate_in
from newsdesk.source.people import People, gather
from newsdesk.source.reading import Context, read_expert
from newsdesk.source.schema import FileKind
from newsdesk.source.tree import Listing, list_tree, prefix_of, read_bytes

_SEEN = "fault-free"  # note: a digest of all faces with which the tree was last found free of errors


@dataclass
class Tree:
    """What lies in content/. `heads` are by path; `changed` and `gone` are the paths of this run's differences."""

    content: Path
    listing: Listing
    heads: dict[str, Head]
    changed: frozenset[str]
    gone: frozenset[str]
    people: People
    image_stamps: dict[str, str]
    find_part: Callable[[str], Part]
    problems: tuple[Problem, ...] = ()
    _parts: dict[str, Part] = field(default_factory=dict)

    def part(self, path: str) -> Part:
        if path not in self._parts:
            self._parts[path] = self.find_part(path)
        return self._parts[path]

    def of(self, kind: FileKind) -> list[str]:
        """Paths of the files of a kind that could be read."""
        return [path for path, head in self.heads.items() if head.kind == kind and not head.broken]

    @property
    def rows(self) -> list[Row]:
        return [head.row for head in self.heads.values() if head.row is not None]


def read_again(
    content: Path, store: Store, *, zone: ZoneInfo, base: str, progress: Callable[[str], None]
) -> Tree:
    """The tree, of which only what changed is parsed. The store is brought up to date (not committed)."""
    listing = list_tree(content)
    label = fingerprint(zone.key, base, content.name)
    context = Context(zone, base, prefix_of(content))
    kept = store.files()
    now = stamps(content, (path for _, path in listing.files))
    heads = {path: decode_head(file.head) for path, file in kept.items() if path in now}
    stale = _stale(listing, kept, now, label, content, store)
    people = _people(listing, stale, store, context, content)
    stale |= {path for path, head in heads.items() if path not in stale and not answers_still(head, people)}
    wanted = [(kind, path, now[path]) for kind, path in listing.files if path in stale]

    def report(done: int) -> None:
        progress(f"reading {done} of {len(wanted)} files")

    fresh = read_files(wanted, content, context.with_people(people), label=label, progress=report)
    batch: list[Kept] = []
    for file in fresh:
        heads[file.path] = decode_head(file.head)
        batch.append(file)
        if len(batch) == 200:
            store.put_files(batch)
            batch.clear()
    store.put_files(batch)
    gone = frozenset(kept) - frozenset(now)
    store.drop_files(gone)
    changed = frozenset(path for path in stale if path not in kept or not _is_same(heads[path], kept[path]))

    def find_part(path: str) -> Part:
        found = store.find_part(path)
        if found is None:
            raise StoreDamagedError(path)
        return decode_part(heads[path].kind, *found)

    images = dict(stamps(content, listing.images))
    tree = Tree(content, listing, heads, changed, gone, people, images, find_part)
    tree.problems = _problems(tree, {path: decode_head(kept[path].head) for path in stale if path in kept}, store)
    return tree


class StoreDamagedError(Exception):
    """What was kept of a file cannot be read; the store must be made anew."""


def _stale(
    listing: Listing, kept: dict[str, Kept], now: dict[str, str] | object, label: str, content: Path, store: Store
) -> set[str]:
    """Files to be read: new ones, and those whose bytes, not only their times, differ from what was kept."""
    stale: set[str] = set()
    touched: list[tuple[str, str]] = []
    times = cast("dict[str, str]", now)
    for _, path in listing.files:
        file = kept.get(path)
        if file is None or file.context != label:
            stale.add(path)
        elif file.stamp != times[path]:
            if digest_of(read_bytes(content, path)) == file.bytes:
                touched.append((path, times[path]))
            else:
                stale.add(path)
    store.restamp(touched)
    return stale


def _people(listing: Listing, stale: set[str], store: Store, context: Context, content: Path) -> People:
    """Who is who, from all profiles: from the files of changed ones, from what was kept of the others."""
    experts: list[Expert] = []
    for path in listing.of("expert"):
        found = None if path in stale else store.find_part(path)
        if found and found[0]:
            experts.append(cast(Expert, decode_part("expert", *found)))
        elif path in stale:
            reading = read_expert(path, read_bytes(content, path), context)
            experts += [reading.part] if reading.part else []
    return gather(experts)


def _is_same(head: Head, kept: Kept) -> bool:
    return decode_head(kept.head) == head


def _problems(tree: Tree, before: dict[str, Head], store: Store) -> tuple[Problem, ...]:
    """Every problem. What stands between files is looked into only as far as the changes can have touched it."""
    own = {*tree.listing.problems, *(problem for head in tree.heads.values() for problem in head.problems)}
    faces = fingerprint(sorted((path, head.face) for path, head in tree.heads.items()), tree.listing.images)
    settled = store.find_note(_SEEN) == faces.encode()
    moved = [path for path in tree.changed if path not in before or before[path].refs != tree.heads[path].refs]
    if settled and not moved and not errors(own):
        return _sorted({*own, *_kept_warnings(store, tree.changed)})
    if settled and all(tree.heads[path].kind == "article" for path in moved):
        digest = _digest(tree, full=frozenset(moved))
        found = {*_check(tree, digest), *_kept_warnings(store, tree.changed)}
    else:
        digest = _digest(tree, full=None)
        found = set(_check(tree, digest))
    problems = _sorted({*own, *found})
    store.put_note(_SEEN, b"" if errors(problems) else faces.encode())
    store.put_note("warnings", fingerprint_free(found - own))
    return problems


def _check(tree: Tree, digest: Digest) -> tuple[Problem, ...]:
    broken = frozenset(path for path, head in tree.heads.items() if head.broken)
    return check(digest, prefix=prefix_of(tree.content), locate=locate_in(tree.content), broken=broken)
