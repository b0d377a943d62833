"""Making and rendering what is stale, in several processes if there is much of it, into a folder of its own.

Workers are forked: they inherit the draught and open the store for themselves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from newsdesk.builder.explain import parts_of
from newsdesk.builder.frames import Filling, filling_of, read_filling
from newsdesk.builder.frozen import freeze
from newsdesk.builder.making import Materials, listed, make, told_by
from newsdesk.builder.reading import decode_story
from newsdesk.builder.render import Renderer
from newsdesk.builder.staging import Staging
from newsdesk.builder.store import Output, Store
from newsdesk.builder.values import encode, fingerprint
from newsdesk.model.digest import Article
from newsdesk.model.site import Page, Sheet
from newsdesk.signals import Draught

FEW = 60  # sheets that are made in this process: starting workers would take longer
CHUNK = 40
KEPT = 20_000  # stories of which a process remembers the facts, some ten kilobytes each


@dataclass(frozen=True, slots=True)
class Printed:
    """What is to be remembered of a sheet: its output, its filling, the stories whose text counts and the sheet itself,
    all in JSON. Without a sheet, that which is remembered still holds."""

    output: Output
    filling: bytes = b""
    texts: str = ""
    sheet: bytes = b""


@dataclass
class Stories:
    """Stories by slug, from the store. Those read without their text are remembered: many pages show the same ones."""

    path: Path
    version: str
    zone: ZoneInfo
    paths: dict[str, str]
    _facts: dict[str, Article] = field(default_factory=dict)

    @cached_property
    def store(self) -> Store:
        return Store(self.path, version=self.version)

    def find(self, slug: str, text: bool) -> Article:  # the shape of model.material.Find
        path = self.paths[slug]
        if text:
            return decode_story(self.store.facts_of(path), self.store.text_of(path), zone=self.zone)
        if slug not in self._facts:
            if len(self._facts) >= KEPT:
                self._facts.clear()
            self._facts[slug] = decode_story(self.store.facts_of(path), zone=self.zone)
        return self._facts[slug]

    def forget_connection(self) -> None:
        """After a fork: a connection must not be shared."""
        self.__dict__.pop("store", None)


@dataclass
class Press:
    """Prints sheets into `staging`; `keys` are those by which they will be known."""

    draught: Draught
    renderer: Renderer
    stories: Stories
    staging: Staging
    keys: dict[str, str]

    def __post_init__(self) -> None:
        self.materials = Materials(self.draught, self.stories.find)
        self._site = fingerprint(self.draught.site)

    def print_all(self, stale: Sequence[Sheet], *, workers: int, progress: Callable[[int], None]) -> Iterator[Printed]:
        """Makes every stale sheet."""
        stale = sorted(stale, key=_kinship)
        count = min(workers, len(stale) // FEW)
        if count < 2:
            for done, sheet in enumerate(stale, start=1):
                yield self.print_one(sheet)
                progress(done)
            return
        from newsdesk.builder.workers import forked  # one page needs none

        done = 0
        with forked(count, _begin, (self, stale)) as pool:
            starts = range(0, len(stale), CHUNK)
            for outputs in pool.imap_unordered(_print_chunk, starts):
                yield from outputs
                done += len(outputs)
                progress(done)

    def print_one(self, sheet: Sheet) -> Printed:
        return self._frame_anew(sheet) or self._print_whole(sheet)

    def _frame_anew(self, sheet: Sheet) -> Printed | None:
        """A page of which the output holds all but the frame as it is wanted; None if it does not."""
        kept = self._find_filling(sheet) if sheet.template else None
        if kept is None:
            return None
        try:
            blocks = kept.blocks((self.staging.output / sheet.path).read_bytes())
        except OSError:
            return None
        framed = None if blocks is None else self.renderer.frame_anew(kept.head, blocks)
        if framed is None:
            return None
        content, seams = framed  # should blocks stand in another order now, the next build makes the page whole
        return self._page(sheet, content, replace(kept, seams=seams))

    def _find_filling(self, sheet: Sheet) -> Filling | None:
        data = self.stories.store.find_filling(sheet.path, told_by(self.keys[sheet.path]))
        return read_filling(data) if data else None

    def _print_whole(self, sheet: Sheet) -> Printed:
        made = make(sheet, self.materials)
        if isinstance(made, Page):
            content, seams = self.renderer.render_apart(made)
            printed = self._page(sheet, content, filling_of(made, content, seams))
        else:
            self.staging.write(sheet.path, made.content)
            printed = Printed(Output(sheet.path, self.keys[sheet.path], parts=self.parts_of(sheet)))
        return replace(printed, texts=encode(sheet.scope.texts).decode(), sheet=freeze(sheet))

    def _page(self, sheet: Sheet, content: bytes, filling: Filling) -> Printed:
        self.staging.write(sheet.path, content)
        output = Output(sheet.path, self.keys[sheet.path], encode(listed(filling.head)), self.parts_of(sheet))
        return Printed(output, encode(filling) if self.renderer.blocks(sheet.template) else b"")

    def parts_of(self, sheet: Sheet) -> str:
        """Digests by which it is explained later why the sheet was made anew."""
        return parts_of(sheet, self._site, self.renderer.closure(sheet.template) if sheet.template else "")


def _kinship(sheet: Sheet) -> tuple[object, ...]:
    """Sheets that are made of the same stories come one after the other."""
    return sheet.path.split("/", 2)[:2], sheet.scope.articles, sheet.scope.texts


# What a worker inherits at the fork; set once in each, never in the parent.
_inherited: list[tuple[Press, Sequence[Sheet]]] = []


def _begin(press: Press, stale: Sequence[Sheet]) -> None:
    press.stories.forget_connection()
    _inherited.append((press, stale))


def _print_chunk(start: int) -> list[Printed]:
    press, stale = _inherited[0]
    return [press.print_one(sheet) for sheet in stale[start : start + CHUNK]]


def workers_for(wanted: int | None = None) -> int:
    return wanted or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else wanted or os.cpu_count() or 1
