"""Building a site: the way in for tasks. Nothing changed → done; only our plugins → only what changed; else Pelican.

Strict: a fault in content or settings, an exception anywhere, or even a warning of Pelican's stops the build, and the
output of the last good build stays as it was.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsdesk.builder import door, searching
from newsdesk.builder.finished import Built, Left, find_left, note_of
from newsdesk.builder.note import CACHE, Note, find_note, leave, leave_nothing, mat_of, place_of
from newsdesk.builder.stamps import GAP
from newsdesk.model.problems import UsageError
from newsdesk.pelicanconf import read_pelicanconf
from newsdesk.settings import Settings, settings_from

if TYPE_CHECKING:
    from newsdesk.builder.edit import Edit
    from newsdesk.builder.incremental import First, Made
    from newsdesk.builder.reading import Mapper
    from newsdesk.model.digest import Article
    from newsdesk.model.index import Row

# Plugins that change no page but through sheets, whose scope says what they depend on.
PURE = frozenset(
    f"newsdesk.{room}.plugin" for room in ("builder", "stories", "timelines", "commentary", "editions", "syndication")
)


def _silent(_: str) -> None:
    """Nobody looks."""


def build(
    conf: Path,
    *,
    output: Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] = _silent,
    explain: Sequence[str] = (),
    first: First | None = None,
    saved: Collection[Path] = (),
    mapper: Mapper | None = None,
    seen: door.Glance | None = None,
) -> Built:
    """Builds the site whose pelicanconf.py is `conf` into `output`, or into the folder that the settings name.

    Raises `ContentError` (with every problem) or `UsageError`; the output is untouched then. Exceptions of plugins
    fly. `overrides` are settings that take precedence, e.g. NEWSDESK_PREVIEW. `progress` is told what is being done;
    `explain` are addresses or files for which `reasons` shall say why they were made anew, or not; `first` names the
    pages that a preview shows just now, and `saved` the files that somebody saw being saved since the last build;
    `mapper` reads content files where there are more than a few to read; `seen` is what somebody has seen of this very
    site just now.
    """
    started = seen.started if seen else time.perf_counter()
    raw = {**read_pelicanconf(conf), **(overrides or {})}
    root = conf.parent.resolve()
    settings = settings_from(raw, root=root)
    output = (output or settings.output).absolute()
    strangers = [name for name in raw.get("PLUGINS") or () if name not in PURE]
    if strangers or "newsdesk.builder.plugin" not in raw.get("PLUGINS", ()):
        return _through_pelican(conf, output, overrides or {}, strangers, started)
    _check_folders(settings)
    work = _Work(conf, raw, settings, output, root, started, first, seen)
    early = work.edit_at_once(saved) if saved and first else None
    if not explain and (made := work.go_on()):
        return replace(made, fresh=_fresh(early), touched=len(early.changes)) if early and not made.touched else made
    return work.build(progress, explain, mapper)


@dataclass(frozen=True)
class _Work:
    """One site to bring up to date."""

    conf: Path
    raw: Mapping[str, Any]
    settings: Settings
    output: Path
    root: Path
    started: float
    first: First | None
    seen: door.Glance | None

    @property
    def cache(self) -> Path:
        return self.root / CACHE

    @property
    def mat(self) -> str:
        return mat_of(str(self.root), str(self.output))

    @cached_property
    def note(self) -> Note | None:
        return self.seen.note if self.seen else find_note(self.mat)

    @cached_property
    def left(self) -> Left | None:
        return find_left(self.note)

    @cached_property
    def glance(self) -> door.Glance:
        return self.seen or door.glance(
            self.note, str(self.conf), self.raw, str(self.output), self.settings.clock, self.started
        )

    @property
    def remark(self) -> str:
        wanted = self.settings.search and not self.settings.preview
        return searching.MISSING if wanted and not searching.is_there() else ""

    # --- Little to do -----------------------------------------------------------------------------------------------
    def edit_at_once(self, saved: Collection[Path]) -> Edit | None:
        """Makes the pages of stories that were just saved, as if nothing else had changed, before anybody looks whether
        that is so. What is remembered of them says what they were made of: a look that finds more makes them again."""
        from newsdesk.builder.incremental import loaded_code

        content = self.settings.content
        if not (self.left and self.left.code == loaded_code() and all(path.is_relative_to(content) for path in saved)):
            return None
        return self._edit(self.left, {path.relative_to(content).as_posix(): "" for path in saved})

    def go_on(self) -> Built | None:
        """What comes of it if little or nothing changed since the last build; None if somebody must look closer."""
        glance, note, left = self.glance, self.note, self.left
        if note is None or left is None or not glance.holds:
            return None
        if glance.is_all_the_same:
            return self._as_left(left)
        saved = door.moved(note, glance.now)
        edit = self._edit(left, saved) if saved else None
        if edit is None:
            return None
        leave(note, glance.now)
        return self._as_left(left, edit)

    def _edit(self, left: Left, saved: Mapping[str, str]) -> Edit | None:
        from newsdesk.builder.edit import find_edit

        return find_edit(
            self.settings,
            output=self.output,
            store=self.cache / f"{place_of(str(self.output))}.sqlite",
            plugins=self.raw["PLUGINS"],
            left=left,
            saved=saved,
            first=self.first,
        )

    def _as_left(self, left: Left, edit: Edit | None = None) -> Built:
        """What the last build left, but for the pages of an edit."""
        return Built(
            output=self.output,
            pages=left.summary,
            fresh=_fresh(edit),
            files=left.files,
            touched=len(edit.changes) if edit else 0,
            waiting=left.waiting,
            scheduled=left.scheduled,
            warnings=left.warnings,
            seconds=time.perf_counter() - self.started,
            note=self.remark,
            unpublished=left.unpublished,
        )

    # --- More ---------------------------------------------------------------------------------------------------------
    def build(self, progress: Callable[[str], None], explain: Sequence[str], mapper: Mapper | None) -> Built:
        from newsdesk.builder.explain import path_asked
        from newsdesk.builder.incremental import build_what_changed, code_version, loaded_code
        from newsdesk.builder.pelican_run import check_settings

        settings, now = self.settings, self.glance.now
        check_settings(self.conf, self.raw, self.cache)
        code = self.left.code if self.left and self.note and self.note.rest == now.rest else loaded_code()
        asked = {text: path_asked(text, settings, self.output) for text in explain}
        made = build_what_changed(
            settings,
            code=code,
            output=self.output,
            cache=self.cache,
            plugins=self.raw["PLUGINS"],
            progress=progress,
            asked=tuple(asked.values()),
            first=self.first,
            mapper=mapper,
        )
        held = _held_back(made.tree.rows, settings)
        left = Left(
            stylesheets=made.stylesheets,
            code=code,
            summary={name.removesuffix(".html"): count for name, count in made.templates.items()},
            waiting=len(held.drafts),
            scheduled=len(held.later),
            files=made.files,
            warnings=made.problems,
            unpublished=held.unpublished,
        )
        if code_version() == code:
            due = min([*(story.date for story in held.later), *made.turns], default=None)
            words = self._as_left(left).said, self.remark
            note = note_of(left, self.mat, str(self.output), settings.clock, due, words)
            leave(note, now, GAP.join(made.paths))
        else:  # it was saved since it was loaded: the next build shall look closer
            leave_nothing(self.mat)
        return replace(
            self._as_left(left),
            fresh=_fresh(made),
            touched=len(made.changes),
            reasons={path: made.reasons[path] for path in asked.values()},
        )


def _fresh(made: Edit | Made | None) -> dict[str, int]:
    """How many pages were made anew, by template."""
    return Counter(sheet.template.removesuffix(".html") for sheet in made.stale if sheet.template) if made else {}


@dataclass(frozen=True)
class _Held:
    """The stories that readers may not see yet; a preview holds none back."""

    drafts: tuple[Article | Row, ...] = ()
    later: tuple[Article | Row, ...] = ()

    @property
    def unpublished(self) -> dict[str, str]:
        """Their slugs, each with why, as half a sentence."""
        return {story.slug: "is a draft" for story in self.drafts} | {
            story.slug: f"is not due before {story.date.isoformat(timespec='minutes')}" for story in self.later
        }


def _held_back(stories: Iterable[Article | Row], settings: Settings) -> _Held:
    if settings.preview:
        return _Held()
    stories = tuple(stories)
    drafts = tuple(story for story in stories if story.status == "draft")
    return _Held(drafts, tuple(s for s in stories if s.status == "published" and s.date > settings.clock))


def _check_folders(settings: Settings) -> None:
    faults = [
        f"{folder}: there is no such folder; pelicanconf.py names it as {name}."
        for name, folder in (("PATH", settings.content), ("THEME", settings.theme))
        if not folder.is_dir()
    ]
    if faults:
        raise UsageError("\n".join(faults))


def _through_pelican(
    conf: Path, output: Path, overrides: Mapping[str, Any], strangers: Sequence[str], started: float
) -> Built:
    from newsdesk.builder.pelican_run import run_pelican

    work, changes = run_pelican(conf, output, dict(overrides), conf.parent.resolve() / CACHE)
    held = _held_back(work.digest.articles, work.settings)
    pages = Counter(page.template.removesuffix(".html") for page in work.pages.values())
    return Built(
        output=output,
        pages=pages,
        fresh=pages,
        files=work.files,
        touched=len(changes),
        waiting=len(held.drafts),
        scheduled=len(held.later),
        warnings=tuple(problem for problem in work.problems if problem.level == "warning"),
        seconds=time.perf_counter() - started,
        note=f"built in full: {', '.join(strangers)} may change any page" if strangers else "built in full by Pelican",
        unpublished=held.unpublished,
    )
