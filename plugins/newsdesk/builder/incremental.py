"""Building only what changed, with the same bytes as a clean build.

    tree read again → problems? stop → rows that are due → sheets → keys → stale ones made in a folder of their own
    → outputs marked that are about to change → moved into place → what nobody claims removed → remembered

Killed at any point, the next run makes good: an output is remembered as current only once it lies in its place, and
it is marked before it is touched. Two builds at once wait for one another.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import importlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import msgspec

import newsdesk
from newsdesk.builder import explain, searching
from newsdesk.builder.assets import Styles, static_files, styles
from newsdesk.builder.catalogues import catalogue
from newsdesk.builder.compiled import compiled_in
from newsdesk.builder.digests import digest_of, digest_of_files
from newsdesk.builder.door import installed
from newsdesk.builder.explain import Setting, read_setting, setting_of
from newsdesk.builder.making import Keys, assemble, site_of, told_by, unstyled
from newsdesk.builder.output import Changes, move_into_place, remove_unclaimed, scan
from newsdesk.builder.press import FEW, Press, Printed, Stories, workers_for
from newsdesk.builder.reading import Mapper
from newsdesk.builder.render import Renderer
from newsdesk.builder.staging import Staging, staging_in
from newsdesk.builder.store import Output, Store, StoreDamagedError, open_store
from newsdesk.builder.tree import Tree, read_again
from newsdesk.builder.values import encode, fingerprint
from newsdesk.model.collecting import without_collecting
from newsdesk.model.digest import Digest, visible
from newsdesk.model.index import Index, Row
from newsdesk.model.pictures import bare
from newsdesk.model.problems import ContentError, Problem, errors
from newsdesk.model.site import Listed, Sheet
from newsdesk.model.words import speaking
from newsdesk.settings import Settings
from newsdesk.signals import Draught

# Notes: what the last finished build was made with, the content files that differ since then, and what is known of the
# templates' blocks.
SETTING, UNBUILT, BLOCKS = "setting", "unbuilt", "blocks"
BATCH = 200  # rows that are put into the store at a time


@dataclass(frozen=True)
class Made:
    """What an incremental build did. `stale` are the sheets made anew, `reasons` why, by path."""

    tree: Tree
    shown: Index
    total: int
    templates: Counter[str]
    stylesheets: tuple[str, str]
    stale: tuple[Sheet, ...]
    changes: Changes
    problems: tuple[Problem, ...]
    files: int
    paths: tuple[str, ...]
    turns: tuple[dt.datetime, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class First:
    """Pages that somebody looks at: their `paths` in the output are made and put in place before all others if there
    is much to make, and `ready` is called then. For previews: if another page then fails, these are new already."""

    paths: frozenset[str]
    ready: Callable[[], None]


def code_version() -> str:
    """A digest of Newsdesk's code, of the Python that runs it and of the libraries that shape its output."""
    digests = [digest_of_files(Path(newsdesk.__file__).parent, pattern) for pattern in ("*.py", "*.ttf")]
    return fingerprint(digests, installed(), sys.version)


@lru_cache(maxsize=1)
def loaded_code() -> str:
    """The same of the code that this process has loaded. One that builds more than once asks before its first build:
    what is saved later does not run in it."""
    return code_version()


def build_what_changed(
    settings: Settings,
    *,
    code: str,
    output: Path,
    cache: Path,
    plugins: Sequence[str],
    progress: Callable[[str], None],
    workers: int | None = None,
    asked: Sequence[str] = (),
    first: First | None = None,
    mapper: Mapper | None = None,
) -> Made:
    """Brings `output` up to date; `code` is a digest of the code that does so, `asked` are paths in the output for
    which `reasons` are wanted. Raises `ContentError` or `UsageError` with the output untouched, but for pages that
    somebody wants `first`."""
    for plugin in plugins:
        if plugin != "newsdesk.builder.plugin":
            importlib.import_module(plugin).register()
    with only_one(cache / "lock"), without_collecting(), speaking(catalogue(settings.theme, settings.lang)):
        path = cache / f"{digest_of(str(output).encode())[:8]}.sqlite"

        def attempt() -> Made:
            with open_store(path, version=code) as store:
                return _build(
                    settings, output, cache, store, code, progress, workers_for(workers), asked, first, mapper
                )

        try:
            return attempt()
        except StoreDamagedError:
            return attempt()  # with a new store


def _build(
    settings: Settings,
    output: Path,
    cache: Path,
    store: Store,
    code: str,
    progress: Callable[[str], None],
    workers: int,
    asked: Sequence[str],
    first: First | None,
    mapper: Mapper | None,
) -> Made:
    tree = read_again(settings.content, store, zone=settings.zone, base=settings.base, progress=progress, mapper=mapper)
    changed = _unbuilt(tree, store)
    store.commit()
    if errors(tree.problems):
        raise ContentError(tree.problems)
    sheets = styles(settings.theme)
    site = site_of(settings, sheets.addresses)
    shown = due(tree, settings.clock, drafts=settings.preview)
    draught = assemble(shown, site, settings.clock)
    renderer = Renderer(settings.theme, site, compiled_in(cache, code), known_blocks(store))
    keys = keys_of(draught, renderer, code)
    store.put_note(BLOCKS, encode(renderer.told))
    with staging_in(cache, output) as staging:
        run = _Run(store, staging, progress, workers)
        stories = Stories(store.path, code, settings.zone, {row.slug: row.path for row in shown.rows})
        press = Press(draught, renderer, stories, staging, keys)
        run.lay_files(settings, sheets, tree)
        stale = run.print_stale(draught, keys, press, first)
        run.close(draught)
        if site.search:
            run.lay_search_index(keys)
        reasons = {path: run.why(path, press, changed) for path in asked}
        changes = run.finish(setting_of(site, renderer.digests()))
    templates = Counter(sheet.template for sheet in draught.sheets if sheet.template)
    waiting = (edition.date for edition in tree.others.editions if edition.status == "published")
    midnights = (dt.datetime.combine(date, dt.time(), tzinfo=settings.zone) for date in waiting)
    return Made(
        tree=tree,
        shown=shown,
        total=sum(templates.values()),
        templates=templates,
        stylesheets=sheets.addresses,
        stale=stale,
        changes=changes,
        problems=tree.problems,
        files=len(run.claimed) - len(keys),
        paths=tuple(sorted(run.claimed)),
        turns=tuple(moment for moment in (*midnights, *draught.turns) if moment > settings.clock),
        reasons=reasons,
    )


def _unbuilt(tree: Tree, store: Store) -> frozenset[str]:
    """Content files that came, changed or went since the last build that was finished."""
    note = store.find_note(UNBUILT)
    before = msgspec.json.decode(note, type=frozenset[str]) if note else frozenset()
    paths = before | tree.changed | tree.gone
    store.put_note(UNBUILT, encode(sorted(paths)))
    return paths


def keys_of(draught: Draught, renderer: Renderer, code: str) -> dict[str, str]:
    """The key of every sheet; `code` is a digest of ours."""
    templates = {sheet.template for sheet in draught.sheets if sheet.template}
    closures = {name: renderer.closure(name) for name in templates}
    blocks = {name: renderer.blocks(name) for name in templates}
    common, plain = fingerprint(code, draught.site), fingerprint(code, unstyled(draught.site))
    keys = Keys(draught.index, common, plain, closures, blocks)
    return {sheet.path: keys.of(sheet) for sheet in draught.sheets}


def known_blocks(store: Store) -> dict[str, str]:
    """What the last build found out about the templates' blocks, as `Renderer.told` has it."""
    note = store.find_note(BLOCKS)
    return msgspec.json.decode(note, type=dict[str, str]) if note else {}


def due(tree: Tree, clock: dt.datetime, *, drafts: bool) -> Index:
    """The index of what readers may see at `clock`."""
    others: Digest = visible(tree.others, clock, drafts=drafts)
    rows = tree.rows if drafts else [row for row in tree.rows if row.status == "published" and row.date <= clock]
    return Index(newest_first(rows), others.topics, others.experts, others.editions, others.pages)


def newest_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """In the order in which an index holds them."""
    return tuple(sorted(rows, key=lambda row: (-row.date.timestamp(), row.slug)))


@dataclass
class _Run:
    """One build's outputs: what is claimed, what was printed, and how they come into place."""

    store: Store
    staging: Staging
    progress: Callable[[str], None]
    workers: int
    claimed: set[str] = field(default_factory=set)
    printed: dict[str, Output] = field(default_factory=dict)
    ahead: Changes = field(default_factory=Changes)

    def __post_init__(self) -> None:
        self.output = self.staging.output
        self.known = self.store.outputs()
        self.is_first = not self.known  # as far as is remembered: what lies in the output may be anything

    def is_current(self, path: str, key: str) -> bool:
        known = self.known.get(path)
        return known is not None and known.key == key and os.path.isfile(f"{self.output}{os.sep}{path}")  # noqa: PTH113

    def print_stale(
        self, draught: Draught, keys: dict[str, str], press: Press, first: First | None
    ) -> tuple[Sheet, ...]:
        self.claimed.update(keys)
        stale = tuple(sheet for sheet in draught.sheets if not self.is_current(sheet.path, keys[sheet.path]))
        rest = stale
        wanted = tuple(sheet for sheet in stale if first and sheet.path in first.paths)
        if first and wanted and len(stale) > FEW:
            self._print(wanted, press)
            self._put_in_place_now()
            first.ready()
            rest = tuple(sheet for sheet in stale if sheet.path not in first.paths)
        self._print(rest, press)
        return stale

    def _print(self, sheets: Sequence[Sheet], press: Press) -> None:
        def report(done: int) -> None:
            self.progress(f"rendering {done} of {len(sheets)} pages")

        self.store.commit()  # a worker would take a lock that it inherits for its own, and read what is being written
        batch: list[Printed] = []
        for printed in press.print_all(sheets, workers=self.workers, progress=report):
            self.printed[printed.output.path] = printed.output
            batch.append(printed)
            if len(batch) == BATCH:
                self._keep(batch)
        self._keep(batch)

    def _put_in_place_now(self) -> None:
        """What was printed so far, ahead of the rest."""
        self.ahead = put_ahead(self.store, self.staging, self.printed)
        self.known |= self.printed
        self.printed = {}

    def _keep(self, batch: list[Printed]) -> None:
        """Puts sheets into the store at once: workers wait for it while it is being changed."""
        keep_sheets(self.store, batch)
        self.store.commit()
        batch.clear()

    def why(self, path: str, press: Press, changed: frozenset[str]) -> str:
        """Why `path` was made anew, or why not."""
        known = self.known.get(path)
        if path not in self.printed:
            return explain.UP_TO_DATE if path in self.claimed else explain.NOWHERE
        if known is None:
            return explain.NEW if not self.is_first else explain.ALL
        if not known.key:
            return explain.INTERRUPTED
        if path not in press.keys or known.key == press.keys[path]:
            return explain.OTHER if (self.output / path).is_file() else explain.MISSING
        sheet = next(sheet for sheet in press.draught.sheets if sheet.path == path)
        return explain.why(
            sheet,
            press.draught.index,
            parts=(known.parts, press.parts_of(sheet)),
            settings=(
                read_setting(self.store.find_note(SETTING)),
                setting_of(press.draught.site, press.renderer.digests()),
            ),
            templates=press.renderer.reachable(sheet.template) if sheet.template else (),
            changed=changed,
        )

    def lay(self, path: str, key: str, content: Callable[[], bytes]) -> None:
        """A file that is not a sheet's."""
        self.claimed.add(path)
        if not self.is_current(path, key):
            self.staging.write(path, content())
            self.printed[path] = Output(path, key)

    def lay_files(self, settings: Settings, styles: Styles, tree: Tree) -> None:
        for sheet in styles.files:
            self.lay(sheet.path, digest_of(sheet.content), lambda content=sheet.content: content)  # type: ignore[misc]
        for target, source in static_files(settings.theme):
            content = source.read_bytes()
            self.lay(target, digest_of(content), lambda content=content: bare(content))  # type: ignore[misc]
        for image in tree.listing.images:
            source = settings.content / image
            self.lay(image, tree.image_stamps[image], lambda source=source: bare(source.read_bytes()))  # type: ignore[misc]

    def lay_search_index(self, keys: Mapping[str, str]) -> None:
        """The search index, made anew if any page that it is made from was."""
        searched = {path: key for path, key in keys.items() if searching.is_searched(path)}
        key = fingerprint(searched)
        known = [path for path in self.known if path.startswith(f"{searching.FOLDER}/")]
        if known and all(self.is_current(path, key) for path in known):
            self.claimed.update(known)
            return
        from newsdesk.builder import search_index  # no edit needs it

        self.progress(f"indexing {len(searched)} stories")
        pages = {
            path: Path(self.staging.find(path)) if path in self.printed else self.output / path for path in searched
        }
        for file in search_index.index_files(pages, self.staging.folder):
            self.claimed.add(file.path)
            self.staging.write(file.path, file.content)
            self.printed[file.path] = Output(file.path, key)

    def close(self, draught: Draught) -> None:
        """Files that are made of the list of all pages."""
        outputs = {**self.known, **self.printed}
        pages = [outputs[sheet.path].listed for sheet in draught.sheets if sheet.template]
        listing = tuple(msgspec.json.decode(page, type=Listed) for page in pages)
        for closer in draught.closers:
            for file in closer(listing, draught.site):
                self.lay(file.path, digest_of(file.content), lambda file=file: file.content)  # type: ignore[misc]

    def finish(self, setting: Setting) -> Changes:
        """Moves what was printed into place and removes what nobody claims."""
        gone = set(self.known) - self.claimed
        if self.is_first:
            gone |= scan(self.output) - self.claimed
        self.store.put_note(SETTING, encode(setting))
        return self.ahead + put_in_place(self.store, self.staging, self.printed, gone)


def keep_sheets(store: Store, batch: Iterable[Printed]) -> None:
    """Remembers how sheets were made, by what they tell; not yet that their outputs are there."""
    told = [(each.output.path, told_by(each.output.key), each) for each in batch]
    store.put_sheets((path, key, each.texts, each.sheet) for path, key, each in told if each.sheet)
    store.put_fillings((path, key, each.filling) for path, key, each in told if each.filling)


def put_ahead(store: Store, staging: Staging, printed: Mapping[str, Output]) -> Changes:
    """Moves what was printed into place while the rest of the build is still being made."""
    store.put_outputs(Output(path, "") for path in printed)
    store.commit()
    changes = Changes(*move_into_place(staging, printed))
    store.put_outputs(printed.values())
    store.commit()
    return changes


def put_in_place(store: Store, staging: Staging, printed: Mapping[str, Output], gone: Iterable[str] = ()) -> Changes:
    """Moves what was printed into place, removes what is gone, and remembers both as finished."""
    # Known without a key: not current, and removed by the next build if this one is killed and that claims it not.
    store.put_outputs(Output(path, "") for path in (*printed, *gone))
    store.commit()
    added, changed = move_into_place(staging, printed)
    removed = remove_unclaimed(staging.output, gone)
    store.put_outputs(printed.values())
    store.drop_outputs(gone)
    store.drop_sheets(gone)
    store.put_note(UNBUILT, b"[]")
    store.commit()
    return Changes(added, changed, removed)


@contextlib.contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Waits until no other build of this project is under way. The lock goes with the process, however it ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
