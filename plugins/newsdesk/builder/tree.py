"""A content tree as it stands now, held against what is kept of it: what changed, and what is wrong with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import msgspec

from newsdesk.builder.digests import digest_of
from newsdesk.builder.reading import (
    Head,
    Mapper,
    Part,
    answers_still,
    decode_head,
    decode_part,
    read_files,
    stamps,
)
from newsdesk.builder.stamps import settled
from newsdesk.builder.store import Kept, Store
from newsdesk.builder.values import encode, fingerprint
from newsdesk.model.digest import Article, Digest, Edition, Expert, PlainPage, Source, Text, Topic, in_order
from newsdesk.model.index import Row
from newsdesk.model.problems import Problem
from newsdesk.source.check import check
from newsdesk.source.locating import locate_in
from newsdesk.source.people import People, gather
from newsdesk.source.reading import Context, read_expert
from newsdesk.source.tree import Listing, list_tree, prefix_of, read_bytes

# Notes: all faces as last checked, the problems between files then, and who was who.
_FACES, _BETWEEN, _WHO = "faces", "between", "people"


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

    @cached_property
    def others(self) -> Digest:
        """Everything but the stories, in full."""
        return digest_of_others(
            [self.part(path) for path, head in self.heads.items() if head.kind != "article" and not head.broken]
        )

    @property
    def rows(self) -> list[Row]:
        return [head.row for head in self.heads.values() if head.row is not None]


def read_again(
    content: Path,
    store: Store,
    *,
    zone: ZoneInfo,
    base: str,
    progress: Callable[[str], None],
    mapper: Mapper | None = None,
) -> Tree:
    """The tree, of which only what changed is parsed; the store is brought up to date (not committed)."""
    listing = list_tree(content)
    label = label_of(zone, base, content)
    context = Context(zone, base, prefix_of(content))
    kept = store.files()
    taken = time.time_ns()
    now = stamps(content, (path for _, path in listing.files))
    heads = {path: decode_head(file.head) for path, file in kept.items() if path in now}
    stale = _stale(listing, kept, now, label, content, store, taken)
    people = _people(listing, stale, store, context, content)
    who = fingerprint(people).encode()
    if store.find_note(_WHO) != who:
        stale |= {path for path, head in heads.items() if path not in stale and not answers_still(head, people)}
        store.put_note(_WHO, who)
    wanted = [(kind, path, settled(now[path], taken)) for kind, path in listing.files if path in stale]

    def report(done: int) -> None:
        progress(f"reading {done} of {len(wanted)} files")

    fresh = read_files(wanted, content, context.with_people(people), label=label, progress=report, mapper=mapper)
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
        return decode_part(heads[path].kind, store.find_part(path), zone=zone)

    images = dict(stamps(content, listing.images))
    tree = Tree(content, listing, heads, changed, gone, people, images, find_part)
    tree.problems = _problems(tree, {path: decode_head(kept[path].head) for path in stale if path in kept}, store)
    return tree


def digest_of_others(parts: Sequence[Part]) -> Digest:
    """A digest of everything but stories."""
    return Digest(
        topics=tuple(part for part in parts if isinstance(part, Topic)),
        experts=tuple(part for part in parts if isinstance(part, Expert)),
        editions=tuple(part for part in parts if isinstance(part, Edition)),
        pages=tuple(part for part in parts if isinstance(part, PlainPage)),
    )


def label_of(zone: ZoneInfo, base: str, content: Path) -> str:
    """A digest of what else than bytes, code and people the reading of a file depends on."""
    return fingerprint(zone.key, base, content.name)


def _stale(
    listing: Listing,
    kept: Mapping[str, Kept],
    now: Mapping[str, str],
    label: str,
    content: Path,
    store: Store,
    taken: int,
) -> set[str]:
    """Files to be read: new ones, and those whose bytes, not only their times, differ from what was kept."""
    stale: set[str] = set()
    touched: list[tuple[str, str]] = []
    for _, path in listing.files:
        file = kept.get(path)
        if file is None or file.context != label:
            stale.add(path)
        elif file.stamp != now[path]:
            if digest_of(read_bytes(content, path)) == file.sha:
                touched.append((path, settled(now[path], taken)))
            else:
                stale.add(path)
    store.restamp(touched)
    return stale


def _people(listing: Listing, stale: set[str], store: Store, context: Context, content: Path) -> People:
    """Who is who, from all profiles: from the files of changed ones, from what was kept of the others."""
    experts: list[Expert] = []
    for path in listing.of("expert"):
        if path in stale:
            reading = read_expert(path, read_bytes(content, path), context)
            experts += [reading.part] if reading.part else []
        elif part := store.find_part(path):
            experts.append(cast(Expert, decode_part("expert", part, zone=context.zone)))
    return gather(experts)


def _is_same(head: Head, kept: Kept) -> bool:
    return decode_head(kept.head) == head


def _problems(tree: Tree, before: Mapping[str, Head], store: Store) -> tuple[Problem, ...]:
    """Every problem. What stands between files is looked into only as far as the changes can have touched it; `before`
    are the heads of the files that were read again, as they were."""
    own = {*tree.listing.problems, *(problem for head in tree.heads.values() for problem in head.problems)}
    faces = fingerprint(sorted((path, head.face) for path, head in tree.heads.items()), tree.listing.images).encode()
    settled = store.find_note(_FACES) == faces
    kept, prefix = kept_between(store), prefix_of(tree.content)
    moved = frozenset(p for p in tree.changed if p not in before or before[p].refs != tree.heads[p].refs)
    blamed = {problem.place.path for problem in kept}  # whose lines may be others now, though it refers to the same
    moved |= {path for path in before if f"{prefix}{path}" in blamed}
    if settled and not moved:
        between = kept
    elif settled and all(tree.heads[path].kind == "article" for path in moved):
        names = {f"{prefix}{path}" for path in moved}
        # Stubs can be at fault only where an unmoved file is, which is known already.
        found = (problem for problem in _check(tree, moved) if problem.place.path in names)
        between = {*found, *(problem for problem in kept if problem.place.path not in names)}
    else:
        between = {*_check(tree, None)}
    store.put_note(_FACES, faces)
    store.put_note(_BETWEEN, encode(sorted(between)))
    return tuple(sorted({*own, *between}))


def kept_between(store: Store) -> set[Problem]:
    """The problems between files, as last checked."""
    note = store.find_note(_BETWEEN)
    return set(msgspec.json.decode(note, type=list[Problem])) if note else set()


def _check(tree: Tree, full: frozenset[str] | None) -> tuple[Problem, ...]:
    """Problems between files. Of stories not in `full` only what others refer to is looked at; None: all in full."""
    broken = frozenset(path for path, head in tree.heads.items() if head.broken)
    articles = tuple(
        cast(Article, tree.find_part(row.path)) if full is None or row.path in full else _stub(row) for row in tree.rows
    )
    digest = replace(tree.others, articles=articles, images=tree.listing.images)
    return check(in_order(digest), prefix=prefix_of(tree.content), locate=locate_in(tree.content), broken=broken)


def _stub(row: Row) -> Article:
    """A story as far as other files may refer to it."""
    source = Source(row.source.name, row.source.slug) if row.source else None
    return Article(
        slug=row.slug,
        path=row.path,
        title=row.slug,
        date=row.date,
        topics=(),
        body=Text(plain=row.slug, ids=row.ids),
        authors=row.authors,
        source=source,
        aliases=row.aliases,
        status=row.status,
    )
