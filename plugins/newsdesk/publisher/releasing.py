"""What happens under the lock: a release is brought to the target, switched to, read back, recorded, tidied after.

Nothing is written before the lock is held; readers get the old release until the switch and the new one after it. If
anything fails after the switch, it is undone. The steps are announced to `at`, which tests use to kill the process.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.manifest import Manifest
from newsdesk.publisher.plan import is_story
from newsdesk.publisher.releases import Action, Entry, Record, kept, with_found
from newsdesk.publisher.targets import Step, Target


def entry_of(
    manifest: Manifest, moment: str, action: Action, previous: str | None, changes: str = "", forced: str | None = None
) -> Entry:
    """What the record says of making `manifest` live."""
    stories = sum(is_story(item.path) for item in manifest.items)
    return Entry(manifest.id, moment, action, len(manifest.items), manifest.size, stories, changes, forced, previous)


def release(
    built: Path | None, target: Target, manifest: Manifest, entry: Entry, live: str | None, at: Step
) -> tuple[str, ...]:
    """Brings the release to the target if need be, switches to it and reads it back; returns notes for the editor.

    `live` is what the plan was made against. Without `built`, a whole copy must lie at the target already.
    """
    with undone(target, live), target.lock() as lock:
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


def clear_up(target: Target, live: Manifest, moment: str) -> tuple[str, ...]:
    """Removes what a publisher left that died after its switch, and records its release; usually there is nothing."""
    if target.is_tidy() and with_found(target.record(), target.present(), live.id, moment) == target.record():
        return ()
    with undone(target, live.id), target.lock():
        record = with_found(target.record(), target.present(), live.id, moment)
        target.tidy(kept(record, live.id, keep=target.keep))
        if target.live() == live.id and record != target.record():
            target.keep_record(record)
    return ("cleared up after a publish that was cut off",)


@contextmanager
def reaching(target: Target) -> Iterator[None]:
    """Failures of disks and networks in the body, which writes nothing, become `RolledBackError`."""
    try:
        yield
    except OSError as error:
        raise RolledBackError(f"{target.name}: {_told(error)}. Nothing was changed; try again.") from error


@contextmanager
def undone(target: Target, live: str | None) -> Iterator[None]:
    """Failures of disks and networks in the body become `RolledBackError`, which says what readers get now."""
    try:
        yield
    except OSError as error:
        raise RolledBackError(f"{_told(error)}. {_after_failing(target, live)}") from error


def _after_failing(target: Target, live: str | None) -> str:
    try:
        now = target.live()
    except (OSError, RefusedError):
        return "The old or the new release is live, whole; the target could not be asked which. Publish again."
    if now == live:
        return "What was live before is live still."
    return f"Release {now} is live; what failed came after. The next publish tidies up."


def _told(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    return f"{error.strerror or error}{where}".rstrip(".")


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
