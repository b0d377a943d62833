"""An edit that moves nothing: stories were saved, and of each only its words or its facts are others than before.

Which pages there are, and of which stories each is made, follows from what the index knows of stories: their dates,
topics, authors, speakers, anchors. If none of that has changed, every sheet is what it was when it was last made, and
only those that name an edited story can be stale. They are read from the store; the site is not assembled.

    files that moved at the door → read → heads but for facts and text as before? → sheets that name them
    → keys → stale ones made → in the list of pages as before? → moved into place → remembered

Any answer but yes, and `find_edit` gives None, with nothing touched: the whole way is gone then, which is slower and
finds the same. It takes locks, marks and remembers just as the whole way does.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from newsdesk.builder.catalogues import catalogue
from newsdesk.builder.compiled import compiled_in
from newsdesk.builder.digests import digest_of
from newsdesk.builder.finished import Left
from newsdesk.builder.frozen import UnknownFormError, thaw
from newsdesk.builder.incremental import (
    UNBUILT,
    First,
    keep_sheets,
    keys_of,
    known_blocks,
    newest_first,
    only_one,
    put_ahead,
    put_in_place,
)
from newsdesk.builder.making import site_of, told_by
from newsdesk.builder.output import Changes
from newsdesk.builder.press import Press, Stories
from newsdesk.builder.reading import Part, decode_head, decode_part, read_file
from newsdesk.builder.render import Renderer
from newsdesk.builder.searching import is_searched
from newsdesk.builder.staging import staging_in
from newsdesk.builder.store import Kept, Output, Store, StoreDamagedError, open_store
from newsdesk.builder.tree import digest_of_others, kept_between, label_of
from newsdesk.builder.values import encode
from newsdesk.model.collecting import without_collecting
from newsdesk.model.digest import Digest, visible
from newsdesk.model.index import Index, Row
from newsdesk.model.site import Sheet
from newsdesk.model.words import speaking
from newsdesk.settings import Settings
from newsdesk.signals import Draught, describing
from newsdesk.source.people import gather
from newsdesk.source.reading import Context
from newsdesk.source.tree import prefix_of, read_bytes

MANY = 200  # files saved at once: past that the whole way is as fast


@dataclass(frozen=True)
class Edit:
    """What an edit did: the sheets made anew, and what that changed in the output."""

    stale: tuple[Sheet, ...]
    changes: Changes


def find_edit(
    settings: Settings,
    *,
    output: Path,
    store: Path,
    plugins: Sequence[str],
    left: Left,
    saved: Mapping[str, str],
    first: First | None = None,
) -> Edit | None:
    """Brings `output` up to date if all that happened since `left` is an edit that moves nothing; None if not so.

    `left` must hold but for content files (`door.Glance`): `saved` are those that may differ, each with the stamp that
    shall be kept of it. Raises `UsageError` for a fault in a template, with the output untouched, but for pages that
    somebody wants `first`.
    """
    if len(saved) > MANY or not store.is_file():
        return None
    rooms = tuple(plugin.rpartition(".")[0] for plugin in plugins)
    for plugin in plugins:
        if plugin != "newsdesk.builder.plugin":
            importlib.import_module(plugin).register()
    words = speaking(catalogue(settings.theme, settings.lang))
    with only_one(store.parent / "lock"), without_collecting(), words:
        try:
            with open_store(store, version=left.code) as opened:
                return _Desk(settings, output, opened, left, saved, rooms, first).edit()
        except (StoreDamagedError, UnknownFormError):
            return None


@dataclass
class _Desk:
    """One edit: the store as it was left, and what is found out on the way."""

    settings: Settings
    output: Path
    store: Store
    left: Left
    saved: Mapping[str, str]
    rooms: tuple[str, ...]
    first: First | None

    def edit(self) -> Edit | None:
        if self.store.find_note(UNBUILT) != b"[]":
            return None  # the last build was not finished
        before = self.store.files(self.saved)
        changed = self._changed(before)
        if changed is None:
            return None
        fresh = self._read(changed)
        if not all(self._moves_nothing(before[kept.path], kept) for kept in fresh):
            return None
        return self._print(fresh, before)

    # --- What was edited --------------------------------------------------------------------------------------------
    def _changed(self, before: dict[str, Kept]) -> dict[str, bytes] | None:
        """The bytes of each story that has others than were kept of it; None if anything else has, or is not known."""
        if before.keys() != self.saved.keys() or any(kept.context != self._label for kept in before.values()):
            return None
        try:
            content = {path: read_bytes(self.settings.content, path) for path in self.saved}
        except OSError:
            return None  # the whole way says what is wrong
        changed = {path: raw for path, raw in content.items() if digest_of(raw) != before[path].sha}
        return changed if all(before[path].slug for path in changed) else None

    @property
    def _label(self) -> str:
        return label_of(self.settings.zone, self.settings.base, self.settings.content)

    def _read(self, changed: dict[str, bytes]) -> list[Kept]:
        people = gather(self.others.experts)
        context = Context(self.settings.zone, self.settings.base, prefix_of(self.settings.content)).with_people(people)
        return [
            read_file("article", path, raw, context, stamp=self.saved[path], label=self._label)
            for path, raw in changed.items()
        ]

    def _moves_nothing(self, before: Kept, after: Kept) -> bool:
        """Whether nothing but a story's words and facts can differ: not where it stands, nor what is wrong with it."""
        old, new = decode_head(before.head), decode_head(after.head)
        if old.row is None or new.row is None:
            return False
        same = replace(new, row=replace(new.row, facts=old.row.facts, text=old.row.text), asked=old.asked) == old
        name = f"{prefix_of(self.settings.content)}{after.path}"
        return same and all(problem.place.path != name for problem in kept_between(self.store))

    # --- What that makes stale --------------------------------------------------------------------------------------
    def _print(self, fresh: Sequence[Kept], before: Mapping[str, Kept]) -> Edit | None:
        rows = {kept.slug: _row(kept) for kept in fresh}
        sheets = self._sheets_naming(rows, {kept.slug: _row(before[kept.path]) for kept in fresh})
        index = self._index(sheets, rows) if sheets is not None else None
        if sheets is None or index is None:
            return None
        site = site_of(self.settings, self.left.stylesheets)
        if site.search and any(is_searched(sheet.path) for sheet in sheets):
            return None  # the search index is made of all stories
        self.store.put_note(UNBUILT, encode(sorted(kept.path for kept in fresh)))
        self.store.restamp(self.saved.items())
        self.store.put_files(fresh)
        self.store.commit()
        renderer = Renderer(
            self.settings.theme, site, compiled_in(self.store.path.parent, self.left.code), known_blocks(self.store)
        )
        draught = Draught(index, site, self.settings.clock, sheets)
        keys = keys_of(draught, renderer, self.left.code)
        known = self.store.outputs(keys)
        stale = tuple(sheet for sheet in sheets if known[sheet.path].key != keys[sheet.path])
        describing.send(draught)
        paths = {row.slug: row.path for row in index.rows}
        stories = Stories(self.store.path, self.left.code, self.settings.zone, paths)
        urgent = tuple(sheet for sheet in stale if self.first and sheet.path in self.first.paths)
        rest = tuple(sheet for sheet in stale if sheet not in urgent)
        with staging_in(self.store.path.parent, self.output) as staging:
            press = Press(draught, renderer, stories, staging, keys)
            ahead = Changes()
            if self.first and urgent:
                outputs = self._printed(press, urgent, known)
                if outputs is None:
                    return None
                ahead = put_ahead(self.store, staging, outputs)
                self.first.ready()
            outputs = self._printed(press, rest, known)
            if outputs is None:
                return None
            return Edit(stale, ahead + put_in_place(self.store, staging, outputs))

    def _printed(self, press: Press, sheets: Sequence[Sheet], known: Mapping[str, Output]) -> dict[str, Output] | None:
        """What is to be remembered of sheets that are printed now; None if files that are made of the list of all pages
        would change with them."""
        printed = list(press.print_all(sheets, workers=1, progress=_nobody))
        outputs = {each.output.path: each.output for each in printed}
        if any(output.listed != known[path].listed for path, output in outputs.items()):
            return None
        keep_sheets(self.store, printed)
        return outputs

    def _sheets_naming(self, rows: Mapping[str, Row], before: Mapping[str, Row]) -> list[Sheet] | None:
        """Every sheet in whose scope a story stands of which something counts there that has changed; None if one is
        not kept as it was last made."""
        found: dict[str, Sheet] = {}
        keys: dict[str, str] = {}
        for slug, row in rows.items():
            facts, text = row.facts != before[slug].facts, row.text != before[slug].text
            kept = self.store.sheets_naming(slug) if facts else self.store.sheets_telling(slug) if text else {}
            for path, (key, data) in kept.items():
                sheet = thaw(data, self.rooms)
                if (facts and slug in sheet.scope.articles) or ((facts or text) and slug in sheet.scope.texts):
                    found[path] = sheet
                    keys[path] = key
        outputs = self.store.outputs(found)
        if any(
            path not in outputs or told_by(outputs[path].key) != key or found[path].path != path
            for path, key in keys.items()
        ):
            return None
        return [found[path] for path in sorted(found)]

    def _index(self, sheets: Sequence[Sheet], fresh: Mapping[str, Row]) -> Index | None:
        """An index of the stories that these sheets are made of, and of everything else in full."""
        slugs = {slug for sheet in sheets for slug in (*sheet.scope.articles, *sheet.scope.texts)}
        kept = self.store.files(self.store.paths_of(slugs - fresh.keys()))
        rows = {
            **{row.slug: row for row in map(_row, kept.values())},
            **{slug: fresh[slug] for slug in slugs & fresh.keys()},
        }
        if rows.keys() != slugs:
            return None
        shown = visible(self.others, self.settings.clock, drafts=self.settings.preview)
        return Index(newest_first(rows.values()), shown.topics, shown.experts, shown.editions, shown.pages)

    @cached_property
    def others(self) -> Digest:
        """Everything but the stories."""
        parts: list[Part] = []
        for path, kept in self.store.files(self.store.paths_of_others()).items():
            head = decode_head(kept.head)
            if not head.broken:
                parts.append(decode_part(head.kind, self.store.find_part(path), zone=self.settings.zone))
        return digest_of_others(parts)


def _row(kept: Kept) -> Row:
    row = decode_head(kept.head).row
    if row is None:
        raise StoreDamagedError(kept.path)
    return row


def _nobody(_: int) -> None:
    """Nobody waits for so little."""
