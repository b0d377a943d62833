"""Building a site: check, run Pelican into a fresh folder, and only then touch the output.

Strict: a fault in content or settings, an exception anywhere, or even a warning of Pelican's stops the build, and the
output of the last good build stays as it was.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsdesk.builder.output import Changes, bring_up_to_date
from newsdesk.builder.render import template_fault
from newsdesk.model.problems import ContentError, Place, Problem, UsageError

CACHE = ".cache/newsdesk"


@dataclass(frozen=True)
class Built:
    """What a build made. `pages` counts them by template; `waiting` are drafts, `scheduled` not due yet."""

    output: Path
    pages: Mapping[str, int]
    files: int
    waiting: int
    scheduled: int
    changes: Changes
    warnings: tuple[Problem, ...]
    seconds: float

    @property
    def summary(self) -> str:
        """One line, e.g. `63 pages (12 stories, 3 topics, 6 experts, 2 editions), 4 changed, in 0.8 s`."""
        kinds = (("story", "stories"), ("topic", "topics"), ("expert", "experts"), ("edition", "editions"))
        parts = [
            f"{self.pages[f'{one}.html']} {one if self.pages[f'{one}.html'] == 1 else many}"
            for one, many in kinds
            if self.pages.get(f"{one}.html")
        ]
        total = sum(self.pages.values())
        held = [f"{self.waiting} drafts left out"] if self.waiting else []
        held += [f"{self.scheduled} scheduled"] if self.scheduled else []
        touched = len(self.changes.added) + len(self.changes.changed) + len(self.changes.removed)
        return (
            f"{total} pages ({', '.join(parts)}), {touched or 'no'} {'file' if touched == 1 else 'files'} changed"
            f"{''.join(f', {words}' for words in held)}, in {self.seconds:.1f} s"
        )


def build(conf: Path, *, output: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Built:
    """Builds the site whose pelicanconf.py is `conf` into `output`, or into the folder that the settings name.

    Raises `ContentError` (with every problem) or `UsageError`; the output is untouched then. Exceptions of templates
    and plugins fly. `overrides` are settings that take precedence, e.g. NEWSDESK_PREVIEW.
    """
    started = time.perf_counter()
    cache = conf.parent.resolve() / CACHE
    cache.mkdir(parents=True, exist_ok=True)
    _remove_leftovers(cache)
    staging = Path(tempfile.mkdtemp(prefix=f"build-{os.getpid()}-", dir=cache))
    try:
        work, configured = _run_pelican(conf, staging, dict(overrides or {}))
        changes = bring_up_to_date(output or configured, staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    articles = work.digest.articles
    drafts = sum(article.status == "draft" for article in articles)
    return Built(
        output=output or configured,
        pages=Counter(page.template for page in work.pages.values()),
        files=work.files,
        waiting=0 if work.settings.preview else drafts,
        scheduled=len(articles) - drafts - len(work.shown.articles) if not work.settings.preview else 0,
        changes=changes,
        warnings=tuple(problem for problem in work.problems if problem.level == "warning"),
        seconds=time.perf_counter() - started,
    )


def _run_pelican(conf: Path, staging: Path, overrides: dict[str, Any]) -> tuple[Any, Path]:
    """Pelican's own run, in this process; returns what our plugin made and the folder that the settings name."""
    # Imported here: half a second that commands which build nothing need not pay.
    from jinja2 import TemplateError
    from pelican import Pelican
    from pelican.generators import PelicanTemplateNotFound
    from pelican.log import console
    from pelican.settings import read_settings

    from newsdesk.settings import load_settings

    # Our own reader of the file first: it names faults with their line, which Pelican's does not.
    configured = load_settings(conf, overrides=overrides).output
    console.quiet = True
    with _strict_logging() as complaints:
        settings = read_settings(str(conf), override={**overrides, "OUTPUT_PATH": str(staging)})
        pelican = Pelican(settings)
        if "newsdesk" not in settings:
            raise UsageError("pelicanconf.py: PLUGINS lacks newsdesk.builder.plugin, or it could not be loaded.")
        try:
            pelican.run()
        except ContentError as error:
            raise ContentError((*error.problems, *_as_problems(complaints))) from error
        except (PelicanTemplateNotFound, TemplateError) as error:
            raise UsageError(template_fault(error, Path(settings["THEME"]) / "templates")) from error
    if complaints:
        raise ContentError(_as_problems(complaints))
    return settings["newsdesk"], configured


@contextmanager
def _strict_logging() -> Iterator[list[str]]:
    """Collects what Pelican and its plugins would only have logged: whatever is worth a warning is worth a stop."""
    complaints: list[str] = []
    handler = _Collector(complaints)
    logger = logging.getLogger("pelican")
    logger.addHandler(handler)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield complaints
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _as_problems(complaints: list[str]) -> tuple[Problem, ...]:
    return tuple(Problem(Place("pelican"), complaint, rule="pelican") for complaint in complaints)


class _Collector(logging.Handler):
    def __init__(self, complaints: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.complaints = complaints

    def emit(self, record: logging.LogRecord) -> None:
        # Pelican 4.12 logs "Could not process" from inside its except block and leaves the exception out.
        error = sys.exc_info()[1]
        self.complaints.append(f"{record.getMessage()}{f' ({type(error).__name__}: {error})' if error else ''}")


def _remove_leftovers(cache: Path) -> None:
    """Staging folders of builds that were killed: those whose process is gone."""
    for folder in cache.glob("build-*-*"):
        pid = folder.name.split("-")[1]
        if pid.isdigit() and not _is_alive(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
