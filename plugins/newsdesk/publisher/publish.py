"""From a built folder to a live release: the way it goes, step by step.

    read the built site → same as live? done → verify → plan → guards → lock → copy → switch → read back → record

Nothing is written before the lock is held; readers get the old release until the switch and the new one after it. If
anything fails after the switch, it is undone. The steps are announced to `at`, which tests use to kill the process.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.guards import local_address, reasons_against
from newsdesk.publisher.manifest import Manifest, manifest_of
from newsdesk.publisher.plan import Plan, is_story, make_plan
from newsdesk.publisher.releases import Action, Entry, Record, before, kept, with_found
from newsdesk.publisher.summary import Listing, Outcome, Release, Status, release_of
from newsdesk.publisher.targets import Step, Target, nothing
from newsdesk.publisher.verify import Inspection, inspect


def publish(
    built: Path,
    target: Target,
    *,
    site_url: str,
    allow_local: bool = False,
    dry_run: bool = False,
    force: str | None = None,
    clock: dt.datetime | None = None,
    at: Step = nothing,
    environ: Mapping[str, str] = os.environ,
) -> Outcome:
    """Makes the site in `built` the live release of `target`, and says what that changed.

    A site that is live already is left alone, nothing is written. `clock` (with a zone) is the time that the record
    names. `force` is a reason for which guards are overruled; faults that `verify` finds cannot be overruled.

    Raises `RefusedError` with every reason (nothing was touched) or `RolledBackError` (what was live is live still).
    """
    moment = (clock or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    manifest = manifest_of(built)
    at("read")
    live = target.live()
    if live == manifest.id and target.manifest(live) == manifest and not target.live_faults(manifest):
        notes = () if dry_run else _cleared_up(target, manifest, moment)
        return _announced(_outcome("unchanged", manifest, target, moment, previous=live, notes=notes), environ)
    if (local := local_address(site_url, allow_local=allow_local)) and not (force or dry_run):
        raise RefusedError(local)  # said once, not for every page that would hold the address
    inspection = _verified(built, manifest, site_url=site_url, allow_local=allow_local)
    plan = make_plan(manifest, target.manifest(live) if live else None, inspection.redirects)
    reasons = reasons_against(plan, manifest, site_url=site_url, allow_local=allow_local)
    if dry_run:
        return _announced(_planned(manifest, target, moment, plan, reasons, live, force), environ)
    if reasons and not (force or "").strip():
        raise RefusedError("\n".join(reasons))
    at("planned")
    overruled = force if reasons else None
    status: Status = "mended" if live == manifest.id else "published"
    entry = _entry(manifest, moment, "mended" if status == "mended" else "published", plan.words, overruled, live)
    notes = _release(built, target, manifest, entry, live, at)
    outcome = _outcome(
        status,
        manifest,
        target,
        moment,
        previous=live,
        changes=plan.words,
        upload=plan.upload,
        gone=plan.gone,
        against=reasons,
        forced=overruled,
        notes=notes,
    )
    return _announced(outcome, environ)


def rollback(target: Target, *, to: str | None = None, clock: dt.datetime | None = None, at: Step = nothing) -> Outcome:
    """Makes an earlier release live: `to`, or the one published before the live one.

    Raises `RefusedError` if there is none, or it is not whole any more; `RolledBackError` if the switch failed.
    """
    moment = (clock or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    live, present = target.live(), target.present()
    wanted = to or before(target.record(), live, present)
    if wanted is None:
        raise RefusedError("There is no earlier release to go back to. ./desk releases lists what is there.")
    manifest = target.manifest(wanted) if wanted in present else None
    if manifest is None:
        raise RefusedError(f'There is no release "{wanted}" in {target.name}. ./desk releases lists what is there.')
    if wanted == live:
        return _outcome("unchanged", manifest, target, moment, previous=live)
    entry = _entry(manifest, moment, "rolled back", "", None, live)
    _release(None, target, manifest, entry, live, at)
    return _outcome("rolled back", manifest, target, moment, previous=live)


def list_releases(target: Target) -> Listing:
    """The releases that lie at `target`, newest first."""
    live, record = target.live(), target.record()
    entries = [record.find(release) or Entry(release, "", "found") for release in target.present()]
    order = {release: n for n, release in enumerate(record.order())}
    entries.sort(key=lambda entry: (-order.get(entry.release, -1), entry.release))
    return Listing(target.name, tuple(release_of(entry, live=entry.release == live) for entry in entries))


def live(target: Target) -> Release | None:
    """The release that readers get, None if there is none. Its time is the last time that it was made live."""
    release = target.live()
    if release is None:
        return None
    return release_of(target.record().last(release) or Entry(release, "", "found"), live=True)


def unlock(target: Target) -> str:
    """Removes the lock of a publisher that died; says whose it was."""
    owner = target.unlock()
    return f"{target.name}: unlocked; the lock was held by {owner}" if owner else f"{target.name}: was not locked"


def _release(
    built: Path | None, target: Target, manifest: Manifest, entry: Entry, live: str | None, at: Step
) -> tuple[str, ...]:
    """Brings the release to the target if need be, switches to it and reads it back; returns notes for the editor."""
    with _undone(target, live), target.lock() as lock:
        at("locked")
        if target.live() != live:
            raise RefusedError(f"Someone else made release {target.live()} live meanwhile. Look, then publish again.")
        record = with_found(target.record(), target.present(), live, entry.time)
        target.tidy(kept(record, live, keep=target.keep) | {manifest.id})
        at("tidied")
        place = _place(built, target, manifest, at)
        lock.confirm()
        record = record.with_entry(entry)
        with target.swing(place, manifest, record):
            at("switched")
            _read_back(target, manifest)
            at("read back")
        return _tidied(target, record, manifest.id, at)


@contextmanager
def _undone(target: Target, live: str | None) -> Iterator[None]:
    """Failures of disks and networks in the body become `RolledBackError`, as long as `live` is live still."""
    try:
        yield
    except OSError as error:
        if target.live() != live:
            raise  # the new release is live and recorded; what failed came after
        where = f" ({error.filename})" if error.filename else ""
        raise RolledBackError(f"{error.strerror or error}{where}. What was live before is live still.") from error


def _place(built: Path | None, target: Target, manifest: Manifest, at: Step) -> str:
    place = target.find(manifest)
    if place is not None:
        return place
    if built is None:
        raise RefusedError(f"Release {manifest.id} is not whole any more. Choose another: ./desk releases lists them.")
    return target.put(built, manifest, at)


def _read_back(target: Target, manifest: Manifest) -> None:
    faults = target.live_faults(manifest)
    if faults:
        shown = "; ".join(faults[:5]) + (f"; and {len(faults) - 5} more" if len(faults) > 5 else "")
        raise RolledBackError(f"{target.name}: the new release does not read back as it was written: {shown}.")


def _tidied(target: Target, record: Record, live: str, at: Step) -> tuple[str, ...]:
    """Removes releases that are too old. The release is live by now: failing here is a note, not a failure."""
    try:
        at("recorded")
        target.tidy(kept(record, live, keep=target.keep))
    except OSError as error:
        return (f"old releases could not be removed ({error}); the next publish tries again",)
    return ()


def _cleared_up(target: Target, live: Manifest, moment: str) -> tuple[str, ...]:
    """Removes what a publisher left that died after its switch, and records its release; usually there is nothing."""
    if target.is_tidy() and with_found(target.record(), target.present(), live.id, moment) == target.record():
        return ()
    with _undone(target, live.id), target.lock():
        place = target.find(live)
        record = with_found(target.record(), target.present(), live.id, moment)
        target.tidy(kept(record, live.id, keep=target.keep))
        if place is not None and target.live() == live.id and record != target.record():
            with target.swing(place, live, record):
                _read_back(target, live)
    return ("cleared up after a publish that was cut off",)


def _verified(built: Path, manifest: Manifest, *, site_url: str, allow_local: bool) -> Inspection:
    inspection = inspect(built, manifest, site_url=site_url, allow_local=allow_local)
    if inspection.problems:
        shown = [str(problem) for problem in inspection.problems[:50]]
        more = len(inspection.problems) - len(shown)
        rest = [f"and {more:,} more"] if more else []
        raise RefusedError("\n".join(["the built site has faults; nothing was published:", *shown, *rest]))
    return inspection


def _entry(
    manifest: Manifest, moment: str, action: Action, changes: str, forced: str | None, previous: str | None
) -> Entry:
    stories = sum(is_story(item.path) for item in manifest.items)
    return Entry(manifest.id, moment, action, len(manifest.items), manifest.size, stories, changes, forced, previous)


def _planned(
    manifest: Manifest,
    target: Target,
    moment: str,
    plan: Plan,
    reasons: tuple[str, ...],
    live: str | None,
    force: str | None,
) -> Outcome:
    return _outcome(
        "planned",
        manifest,
        target,
        moment,
        previous=live,
        changes=plan.words,
        upload=plan.upload,
        gone=plan.gone,
        against=reasons,
        forced=force if reasons else None,
    )


def _outcome(
    status: Status,
    manifest: Manifest,
    target: Target,
    moment: str,
    *,
    previous: str | None,
    changes: str = "",
    upload: int = 0,
    gone: tuple[str, ...] = (),
    against: tuple[str, ...] = (),
    forced: str | None = None,
    notes: tuple[str, ...] = (),
) -> Outcome:
    return Outcome(
        status=status,
        release=manifest.id,
        target=target.name,
        time=moment,
        previous=previous,
        changes=changes,
        files=len(manifest.items),
        size=manifest.size,
        upload=upload,
        gone=gone,
        against=against,
        forced=forced,
        notes=notes,
    )


def _announced(outcome: Outcome, environ: Mapping[str, str]) -> Outcome:
    """The same outcome, after telling the page of the CI run where there is one."""
    page = environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(outcome.as_markdown())
    return outcome
