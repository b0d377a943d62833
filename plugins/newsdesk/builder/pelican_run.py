"""Pelican's own run, in this process: for `PLUGINS` that hold a stranger, and the yardstick for what we do without.

Strict: what Pelican would only log stops the build, and the output is touched only when all is made.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsdesk.builder.door import installed
from newsdesk.builder.output import Changes, bring_up_to_date
from newsdesk.builder.render import template_fault
from newsdesk.builder.staging import staging_in
from newsdesk.builder.values import fingerprint
from newsdesk.builder.work import Work
from newsdesk.model.problems import ContentError, Place, Problem, UsageError
from newsdesk.model.words import speaking, spoken
from newsdesk.settings import load_settings, settings_from


def run_pelican(conf: Path, output: Path, overrides: dict[str, Any], cache: Path) -> tuple[Work, Changes]:
    """Builds the whole site into a folder of its own and brings `output` up to date with it."""
    with staging_in(cache, output) as staging:
        work = _run_pelican(conf, staging.tree, overrides)
        return work, bring_up_to_date(staging)


def check_settings(conf: Path, raw: Mapping[str, Any], cache: Path) -> None:
    """Looks for slips in names of Pelican's settings. Its list of names is costly to load, so only when they change."""
    cache.mkdir(parents=True, exist_ok=True)
    mark = cache / "settings-checked"
    names = fingerprint(str(conf), sorted(raw), installed())
    if mark.is_file() and mark.read_text("utf-8", "replace") == names:
        return
    from pelican.settings import DEFAULT_CONFIG

    settings_from(raw, root=conf.parent.resolve(), known=DEFAULT_CONFIG)
    mark.write_text(names, "utf-8")


def _run_pelican(conf: Path, staging: Path, overrides: dict[str, Any]) -> Work:
    """What our plugin made of the site, in `staging`."""
    # Imported here: half a second that commands which build nothing need not pay.
    from jinja2 import TemplateError
    from pelican import Pelican
    from pelican.generators import PelicanTemplateNotFound
    from pelican.log import console
    from pelican.settings import read_settings

    # Our own reader of the file first: it names faults with their line, which Pelican's does not.
    load_settings(conf, overrides=overrides)
    console.quiet = True
    with _strict_logging() as complaints, speaking(spoken()):  # the plugin begins to speak the site's language
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
    work: Work = settings["newsdesk"]
    return work


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
