"""From a built folder to a live release, and back to an earlier one: the way it goes, step by step.

    read the built site → same as live? done → verify → plan → guards → lock → copy → switch → read back → record

What happens under the lock is `releasing`'s; here it is decided whether it shall happen.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

from newsdesk.model.collecting import without_collecting
from newsdesk.model.problems import RefusedError
from newsdesk.publisher.guards import local_address, reasons_against
from newsdesk.publisher.manifest import Manifest, manifest_of
from newsdesk.publisher.memory import Memory
from newsdesk.publisher.plan import make_plan
from newsdesk.publisher.releases import Entry, Record, before
from newsdesk.publisher.releasing import clear_up, entry_of, reaching, release, undone
from newsdesk.publisher.summary import Drift, Listing, Outcome, Release, Status, release_of
from newsdesk.publisher.targets import Step, Target, nothing
from newsdesk.publisher.verify import PAGE_LIMIT, PICTURE_LIMIT, Inspection, Rules, inspect


@without_collecting()
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
    page_limit: int = PAGE_LIMIT,
    picture_limit: int = PICTURE_LIMIT,
    unpublished: Mapping[str, str] | None = None,
    memory: Memory | None = None,
    notes: Sequence[str] = (),
) -> Outcome:
    """Makes the site in `built` the live release of `target`, and says what that changed.

    A site that is live already is left alone, nothing is written. `clock` (with a zone) is the time that the record
    names. `force` is a reason for which guards are overruled; faults that `verify` finds cannot be overruled. Limits
    and `unpublished` are those of `verify.Rules`; with `memory`, files that are as they were are not read again;
    `notes` are said again with the outcome.

    Raises `RefusedError` with every reason (nothing was touched) or `RolledBackError` (what was live is live still).
    """
    clock = clock or dt.datetime.now(dt.UTC)
    moment = clock.isoformat(timespec="seconds")
    memory = memory or Memory(None)
    manifest = manifest_of(built, memory.digests)
    at("read")
    with reaching(target):
        live = target.live()
        before_this = target.manifest(live) if live else None
        is_live = live == manifest.id and before_this == manifest and not target.live_faults(manifest)
    if is_live:
        cleared = () if dry_run else clear_up(target, manifest, moment)
        outcome = _outcome("unchanged", manifest, target, moment, live)
        return _announced(replace(outcome, notes=(*notes, *cleared)), environ)
    if (local := local_address(site_url, allow_local=allow_local)) and not (force or dry_run):
        raise RefusedError(local)  # said once, not for every page that would hold the address
    rules = Rules(site_url, clock, allow_local, page_limit, picture_limit, unpublished or {})
    inspection = _verified(built, manifest, rules, memory)
    plan = make_plan(manifest, before_this, inspection.redirects)
    with reaching(target):
        history = target.record() if live != manifest.id else Record()  # mending what is live needs no leave
    reasons = reasons_against(plan, manifest, history, moment=clock, site_url=site_url, allow_local=allow_local)
    overruled = force if reasons and (force or "").strip() else None
    planned = replace(
        _outcome("planned", manifest, target, moment, live),
        changes=plan.words,
        upload=plan.upload,
        gone=plan.gone,
        against=reasons,
        forced=overruled,
        notes=tuple(notes),
    )
    if dry_run:
        return _announced(planned, environ)
    if reasons and not overruled:
        raise RefusedError("\n".join(reasons))
    at("planned")
    action: Literal["mended", "published"] = "mended" if live == manifest.id else "published"
    entry = entry_of(manifest, moment, action, live, plan.words, overruled)
    left = release(built, target, manifest, entry, live, at)
    return _announced(replace(planned, status=action, notes=(*notes, *left)), environ)


def rollback(target: Target, *, to: str | None = None, clock: dt.datetime | None = None, at: Step = nothing) -> Outcome:
    """Makes an earlier release live: `to`, or the one published before the live one. Publishing waits until `resume`.

    Raises `RefusedError` if there is none, or it is not whole any more; `RolledBackError` if the switch failed.
    """
    moment = (clock or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    with reaching(target):
        live, present = target.live(), target.present()
        wanted = to or before(target.record(), live, present)
        manifest = target.manifest(wanted) if wanted in present else None
    if wanted is None:
        raise RefusedError("There is no earlier release to go back to. ./desk releases lists what is there.")
    if manifest is None:
        raise RefusedError(f'There is no release "{wanted}" in {target.name}. ./desk releases lists what is there.')
    if wanted == live:
        return _outcome("unchanged", manifest, target, moment, live)
    release(None, target, manifest, entry_of(manifest, moment, "rolled back", live), live, at)
    return _outcome("rolled back", manifest, target, moment, live)


def resume(target: Target, *, clock: dt.datetime | None = None) -> str:
    """Lifts the hold that a rollback set, so that the next publish goes ahead; says so."""
    moment = (clock or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
    with reaching(target):
        live, hold = target.live(), target.record().hold
    if hold is None:
        return f"{target.name}: publishing was not on hold"
    with undone(target, live), target.lock():
        record = target.record()
        target.keep_record(record.with_entry(replace(hold, time=moment, action="resumed", previous=live)))
    return f"{target.name}: publishing may go on; it was on hold since {hold.time}"


def list_releases(target: Target) -> Listing:
    """The releases that lie at `target`, newest first."""
    with reaching(target):
        live, record, present = target.live(), target.record(), target.present()
    entries = [record.find(one) or Entry(one, "", "found") for one in present]
    order = {one: n for n, one in enumerate(record.order())}
    entries.sort(key=lambda entry: (-order.get(entry.release, -1), entry.release))
    hold = record.hold.time if record.hold else None
    return Listing(target.name, tuple(release_of(entry, live=entry.release == live) for entry in entries), hold)


def live(target: Target) -> Release | None:
    """The release that readers get, None if there is none. Its time is the last time that it was made live."""
    with reaching(target):
        now = target.live()
        if now is None:
            return None
        return release_of(target.record().last(now) or Entry(now, "", "found"), live=True)


def drift(target: Target, *, thorough: bool = True) -> Drift:
    """How what readers get differs from the release that was published; everything is read if `thorough`."""
    with reaching(target):
        now = target.live()
        manifest = target.manifest(now) if now else None
        if now is None or manifest is None:
            faults: tuple[str, ...] = ("what it consists of is not known any more",) if now else ()
        else:
            faults = target.live_faults(manifest, thorough=thorough)
        hold = target.record().hold
    files = len(manifest.items) if manifest else 0
    return Drift(target.name, now, files, faults, hold.time if hold else None)


def unlock(target: Target) -> str:
    """Removes the lock of a publisher that died; says whose it was."""
    with reaching(target):
        owner = target.unlock()
    return f"{target.name}: unlocked; the lock was held by {owner}" if owner else f"{target.name}: was not locked"


def _verified(built: Path, manifest: Manifest, rules: Rules, memory: Memory) -> Inspection:
    inspection = inspect(built, manifest, rules, memory)
    if inspection.problems:
        shown = [str(problem) for problem in inspection.problems[:50]]
        more = len(inspection.problems) - len(shown)
        rest = [f"and {more:,} more"] if more else []
        raise RefusedError("\n".join(["the built site has faults; nothing was published:", *shown, *rest]))
    return inspection


def _outcome(status: Status, manifest: Manifest, target: Target, moment: str, previous: str | None) -> Outcome:
    return Outcome(status, manifest.id, target.name, moment, previous, files=len(manifest.items), size=manifest.size)


def _announced(outcome: Outcome, environ: Mapping[str, str]) -> Outcome:
    """The same outcome, after telling the page of the CI run where there is one."""
    page = environ.get("GITHUB_STEP_SUMMARY")
    if page:
        with Path(page).open("a", encoding="utf-8") as file:
            file.write(outcome.as_markdown())
    return outcome
