"""What `import` does: opens what was named, prepares it, settles it, and tells what became of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TextIO

from newsdesk.cluster import cluster
from newsdesk.importer.batch import prepare_all
from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.fetch import FetchError
from newsdesk.importer.photographs import fetch_picture
from newsdesk.importer.settling import Asked, Desk, Outcome
from newsdesk.importer.sources.feeding import failed_entries, load_feed, new_entries, open_entry
from newsdesk.importer.sources.found import Found
from newsdesk.importer.sources.opening import locate, open_source
from newsdesk.importer.telling import FULL, as_json, tell, tell_all
from newsdesk.model.problems import UsageError

CONTENT, REFUSED = 1, 3
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """What to import, and how: files, folders and addresses, and feeds, of each at most `limit` new entries."""

    names: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    limit: int = 20
    allow_private: bool = False
    images: bool = False
    workers: int | None = None
    cluster: str = ""  # where a scheduler is: the work is done there and not by processes of this machine


def run(
    job: Job,
    asked: Asked,
    *,
    content: Path,
    cache: Path,
    json: bool = False,
    out: TextIO | None = None,
    progress: Progress = lambda text: None,
) -> int:
    """Imports everything; one failure never stops the rest. Returns the exit code: 0, 1 if something failed, 3 if what
    was named is a duplicate."""
    out = out or sys.stdout
    if not job.names and not job.feeds:
        raise UsageError("nothing to import: name files, folders or addresses, or a feed with --feed.")
    pictures = partial(fetch_picture, allow_private=job.allow_private) if job.images else None
    desk = Desk(content, cache, asked, pictures)
    try:
        desk.stories.follow(lambda done, of: progress(f"import: looking at stories {_bar(done, of)}"))
        outcomes: list[Outcome] = []
        for outcome in _outcomes(job, asked, desk, progress):
            outcomes.append(_slim(outcome) if len(outcomes) >= FULL else outcome)
    finally:
        desk.close()
    out.write(as_json(outcomes, content.name) + "\n" if json else _told(outcomes, content.name))
    return _code(outcomes)


def day(text: str) -> date | None:
    """The day that an editor gave. Raises UsageError."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f'date "{text}" is not a day such as 2018-10-13.') from error


def _outcomes(job: Job, asked: Asked, desk: Desk, progress: Progress) -> Iterator[Outcome]:
    total = _Total(progress)
    found = (desk.sift(item) for item in _found(job, desk, total))
    start = cluster(job.cluster) if job.cluster else None
    for item, answer in prepare_all(found, asked.published, workers=job.workers, start=start):
        outcome = desk.settle(item, answer)
        total.count(outcome)
        yield outcome


def _found(job: Job, desk: Desk, total: _Total) -> Iterator[Found]:
    sources = locate(job.names)
    total.expect(len(sources))
    for source in sources:
        yield from open_source(
            source,
            allow_private=job.allow_private,
            is_done=lambda source: desk.is_done(source.name, named=source.named),
        )
    for name in job.feeds:
        yield from _from_feed(name, job, desk, total)


def _from_feed(name: str, job: Job, desk: Desk, total: _Total) -> Iterator[Found]:
    try:
        feed = load_feed(name, allow_private=job.allow_private)
    except (UnreadableError, FetchError) as error:
        yield Found(name, fault=str(error))
        return
    failed = tuple(failed_entries(name, feed, desk.failed(name)))
    settled = desk.seen(name) | {found.entry.id for found in failed if found.entry}
    entries = tuple(new_entries(feed, settled, job.limit))
    total.expect(len(failed) + len(entries))
    yield from failed
    for entry in entries:
        yield open_entry(name, entry, feed, allow_private=job.allow_private)


class _Total:
    """How far an import is, shown as a bar."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._expected = self._settled = self._drafts = 0

    def expect(self, more: int) -> None:
        self._expected += more

    def count(self, outcome: Outcome) -> None:
        self._settled += 1
        self._drafts += outcome.kind == "draft"
        of = max(self._expected, self._settled)
        self._progress(f"import: {_bar(self._settled, of)}, {self._drafts} drafts: {outcome.name}")


def _bar(done: int, of: int, width: int = 24) -> str:
    filled = width * done // max(of, 1)
    return f"[{'#' * filled}{'.' * (width - filled)}] {done} of {of}"


def _slim(outcome: Outcome) -> Outcome:
    """The outcome without all that is told only of few documents, so that a million fit."""
    return replace(outcome, result=None)


def _told(outcomes: Sequence[Outcome], content: str) -> str:
    if 0 < len(outcomes) <= FULL:
        return "".join(tell(outcome, content, full=True) for outcome in outcomes)
    other = [outcome for outcome in outcomes if outcome.kind not in ("draft", "unchanged")]
    return "".join(tell(outcome, content, full=False) for outcome in other) + tell_all(outcomes)


def _code(outcomes: Sequence[Outcome]) -> int:
    kinds = {outcome.kind for outcome in outcomes}
    if "failure" in kinds:
        return CONTENT
    return REFUSED if kinds == {"duplicate"} and len(outcomes) == 1 else 0
