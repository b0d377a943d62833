"""Building a site: the way in for tasks. Nothing changed → done; only our plugins → only what changed; else Pelican.

Strict: a fault in content or settings, an exception anywhere, or even a warning of Pelican's stops the build, and the
output of the last good build stays as it was.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import newsdesk
from newsdesk.builder import door, searching
from newsdesk.builder.digests import digest_of
from newsdesk.model.problems import Problem, UsageError
from newsdesk.settings import Settings, read_pelicanconf, settings_from

if TYPE_CHECKING:
    from newsdesk.builder.edit import Edit
    from newsdesk.builder.incremental import First
    from newsdesk.builder.reading import Mapper
    from newsdesk.model.digest import Article
    from newsdesk.model.index import Row

CACHE = ".cache/newsdesk"
# Plugins that change no page but through sheets, whose scope says what they depend on.
PURE = frozenset(
    f"newsdesk.{room}.plugin" for room in ("builder", "stories", "timelines", "commentary", "editions", "syndication")
)
# How the summary calls pages, by template, in this order.
_KINDS = (("story", "stories"), ("topic", "topics"), ("expert", "experts"), ("edition", "editions"))


def _silent(_: str) -> None:
    """Nobody looks."""


@dataclass(frozen=True)
class Built:
    """What a build made. `pages` counts all pages by template, `fresh` those made anew; `touched` are the files that
    changed in the output; `waiting` are drafts left out, `scheduled` stories not due yet, `unpublished` the slugs of
    both, each with what is said of it; `reasons` say, by path, why something was made anew; `note` is for the reader of
    the summary."""

    output: Path
    pages: Mapping[str, int]
    fresh: Mapping[str, int]
    files: int
    touched: int
    waiting: int
    scheduled: int
    warnings: tuple[Problem, ...]
    seconds: float
    reasons: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    unpublished: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """As the preview asks: whether, and how many files changed."""
        return self.touched

    @property
    def summary(self) -> str:
        """One line, e.g. `12 of 10,842 pages made: 1 story, 2 topics, 1 expert, 8 others; 3 drafts left out, 0.4 s`."""
        total, fresh = sum(self.pages.values()), sum(self.fresh.values())
        counts = self.pages if fresh == total else self.fresh
        parts = [f"{counts[one]} {one if counts[one] == 1 else many}" for one, many in _named(counts)]
        rest = (total if fresh == total else fresh) - sum(counts[one] for one, _ in _named(counts))
        parts += [f"{rest} others" if parts else f"{rest}"] if rest else []
        made = f"{total:,} pages" if fresh == total else f"{fresh:,} of {total:,} pages made" if fresh else ""
        text = f"{made}: {', '.join(parts)}" if made else f"nothing to do: {total:,} pages are up to date"
        held = [f"{self.waiting} {'draft' if self.waiting == 1 else 'drafts'} left out"] if self.waiting else []
        held += [f"{self.scheduled} scheduled"] if self.scheduled else []
        return f"{'; '.join([text, *held])}; {self.seconds:.2f} s{f' ({self.note})' if self.note else ''}"


def _named(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(one, many) for one, many in _KINDS if counts.get(one)]


def build(
    conf: Path,
    *,
    output: Path | None = None,
    overrides: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] = _silent,
    explain: Sequence[str] = (),
    first: First | None = None,
    mapper: Mapper | None = None,
) -> Built:
    """Builds the site whose pelicanconf.py is `conf` into `output`, or into the folder that the settings name.

    Raises `ContentError` (with every problem) or `UsageError`; the output is untouched then. Exceptions of plugins
    fly. `overrides` are settings that take precedence, e.g. NEWSDESK_PREVIEW. `progress` is told what is being done;
    `explain` are addresses or files for which `reasons` shall say why they were made anew, or not; `first` names the
    pages that a preview shows just now; `mapper` reads content files where there are more than a few to read.
    """
    started = time.perf_counter()
    raw = {**read_pelicanconf(conf), **(overrides or {})}
    root = conf.parent.resolve()
    settings = settings_from(raw, root=root)
    output = (output or settings.output).absolute()
    strangers = [name for name in raw.get("PLUGINS") or () if name not in PURE]
    if strangers or "newsdesk.builder.plugin" not in raw.get("PLUGINS", ()):
        return _through_pelican(conf, output, overrides or {}, strangers, started)
    return _what_changed(conf, raw, settings, output, root / CACHE, progress, started, explain, first, mapper)


def _what_changed(
    conf: Path,
    raw: Mapping[str, Any],
    settings: Settings,
    output: Path,
    cache: Path,
    progress: Callable[[str], None],
    started: float,
    explain: Sequence[str],
    first: First | None,
    mapper: Mapper | None,
) -> Built:
    folders = (settings.theme, Path(newsdesk.__file__).parent)
    _check_folders(settings)
    values = {name: value for name, value in raw.items() if name != "NEWSDESK_CLOCK"}
    values |= {"installed": door.installed(), "python": sys.version}
    now = door.look(settings.content, folders, (conf,), values)
    place = digest_of(str(output).encode())[:8]
    mat = cache / f"door-{place}.json"
    left = door.find_left(mat)
    note = searching.MISSING if settings.search and not settings.preview and not searching.is_there() else ""
    if left and not explain:
        if door.is_shut(left, now, settings.clock, output):
            return _as_left(left, output, started, note)
        if edit := _find_edit(settings, output, cache / f"{place}.sqlite", raw["PLUGINS"], left, now):
            door.shut_again(mat, now, left)
            return _as_left(left, output, started, note, edit)
    from newsdesk.builder.explain import path_asked
    from newsdesk.builder.incremental import build_what_changed, code_version
    from newsdesk.builder.pelican_run import check_settings

    check_settings(conf, raw, cache)
    code = left.code if left and left.rest == now.rest else code_version()
    asked = {text: path_asked(text, settings, output) for text in explain}
    made = build_what_changed(
        settings,
        code=code,
        output=output,
        cache=cache,
        plugins=raw["PLUGINS"],
        progress=progress,
        asked=tuple(asked.values()),
        first=first,
        mapper=mapper,
    )
    rows = made.tree.rows
    unpublished = _unpublished(rows, settings)
    drafts = 0 if settings.preview else sum(row.status == "draft" for row in rows)
    later = [] if settings.preview else [r.date for r in rows if r.status == "published" and r.date > settings.clock]
    pages = Counter({name.removesuffix(".html"): count for name, count in made.templates.items()})
    next_due = min([*later, *made.turns], default=None)
    door.shut(
        mat,
        now,
        settings.clock,
        next_due,
        output,
        made.paths,
        code=code,
        summary=dict(pages),
        waiting=drafts,
        scheduled=len(later),
        files=made.files,
        warnings=made.problems,
        unpublished=unpublished,
    )
    return Built(
        output=output,
        pages=pages,
        fresh=Counter(sheet.template.removesuffix(".html") for sheet in made.stale if sheet.template),
        files=made.files,
        touched=len(made.changes),
        waiting=drafts,
        scheduled=len(later),
        warnings=made.problems,
        seconds=time.perf_counter() - started,
        reasons={path: made.reasons[path] for path in asked.values()},
        note=note,
        unpublished=unpublished,
    )


def _find_edit(
    settings: Settings, output: Path, store: Path, plugins: Sequence[str], left: door.Left, now: door.Look
) -> Edit | None:
    if not door.holds(left, now, settings.clock, output):
        return None
    from newsdesk.builder.edit import find_edit

    return find_edit(settings, output=output, store=store, plugins=plugins, left=left, now=now)


def _as_left(left: door.Left, output: Path, started: float, note: str, edit: Edit | None = None) -> Built:
    """What the last build left, but for the pages of an edit."""
    return Built(
        output=output,
        pages=left.summary,
        fresh=Counter(sheet.template.removesuffix(".html") for sheet in edit.stale if sheet.template) if edit else {},
        files=left.files,
        touched=len(edit.changes) if edit else 0,
        waiting=left.waiting,
        scheduled=left.scheduled,
        warnings=left.warnings,
        seconds=time.perf_counter() - started,
        note=note,
        unpublished=left.unpublished,
    )


def _unpublished(stories: Iterable[Article | Row], settings: Settings) -> dict[str, str]:
    """Slugs of the stories that readers may not see, each with why, as half a sentence."""
    if settings.preview:
        return {}
    drafts = {story.slug: "is a draft" for story in stories if story.status == "draft"}
    later = (story for story in stories if story.status == "published" and story.date > settings.clock)
    return drafts | {story.slug: f"is not due before {story.date.isoformat(timespec='minutes')}" for story in later}


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
    articles = work.digest.articles
    drafts = sum(article.status == "draft" for article in articles)
    pages = Counter(page.template.removesuffix(".html") for page in work.pages.values())
    preview = work.settings.preview
    return Built(
        output=output,
        pages=pages,
        fresh=pages,
        files=work.files,
        touched=len(changes),
        waiting=0 if preview else drafts,
        scheduled=0 if preview else len(articles) - drafts - len(work.shown.articles),
        warnings=tuple(problem for problem in work.problems if problem.level == "warning"),
        seconds=time.perf_counter() - started,
        note=f"built in full: {', '.join(strangers)} may change any page" if strangers else "built in full by Pelican",
        unpublished=_unpublished(articles, work.settings),
    )
