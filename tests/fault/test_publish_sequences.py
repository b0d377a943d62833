"""Law 6 over whole histories: publishes, rollbacks, deaths, full disks and meddling hands, in any order."""

from __future__ import annotations

import errno
import itertools
import os
import signal
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.manifest import manifest_of
from newsdesk.publisher.publish import publish, resume, rollback
from newsdesk.publisher.targets.directory import DirectoryTarget
from newsdesk.publisher.targets.folder import faults_in

from tests.built_sites import SITE, URL, write_built

SITES = 3
# A publish of these sites announces no more steps than this.
STEPS = len(SITE) + 14

act = st.one_of(
    st.tuples(st.just("publish"), st.integers(0, SITES - 1)),
    st.tuples(st.just("rollback"), st.just(0)),
    st.tuples(st.just("resume"), st.just(0)),
    st.tuples(st.just("meddle"), st.sampled_from(["leftover", "record", "old release"])),
)
fate = st.one_of(st.just(("lives", 0)), st.tuples(st.sampled_from(["dies", "full"]), st.integers(0, STEPS)))
history = st.lists(st.tuples(act, fate), min_size=1, max_size=6)


def at_step(fate: tuple[str, int]) -> Callable[[str], None]:
    """Lets a publisher live, or die or find the disk full at the step with that number (once it holds the lock)."""
    kind, number = fate
    count = itertools.count()
    locked = False

    def at(step: str) -> None:
        nonlocal locked
        locked = locked or step == "locked"
        if kind == "lives" or next(count) != number:
            return
        if kind == "dies":
            os.kill(os.getpid(), signal.SIGKILL)
        if locked:
            raise OSError(errno.ENOSPC, "No space left on device")

    return at


def in_a_process(work: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        code = 99
        try:
            work()
            code = 0
        except (RefusedError, RolledBackError):
            code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) in (0, -signal.SIGKILL)


def meddle(site: Path, how: str) -> None:
    if how == "leftover":
        (site / "releases").mkdir(parents=True, exist_ok=True)
        (site / "releases" / ".0123456789ab.tmp-0123456789ab").mkdir(exist_ok=True)
    elif how == "record" and site.is_dir():
        (site / "publish.json").write_text("{")
    elif how == "old release" and site.is_dir():
        live = (site / "current").resolve()
        for place in (site / "releases").glob("[0-9a-f]*"):
            if place != live:
                (place / "index.html").unlink(missing_ok=True)  # as editors save: releases share files
                (place / "index.html").write_text("by hand")


@settings(max_examples=20, deadline=None)
@given(history)
def test_one_whole_release_is_live_after_any_history(
    history: list[tuple[tuple[str, int | str], tuple[str, int]]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        target = DirectoryTarget(root / "site", keep=2)
        built = [write_built(root / str(n), {"note.txt": str(n)}) for n in range(SITES)]
        manifests = [manifest_of(folder) for folder in built]
        shown = root / "site" / "current"
        for (kind, which), fate in history:
            before = shown.resolve() if shown.exists() else None
            if kind == "publish":
                options = {"site_url": URL, "at": at_step(fate), "environ": {}}
                in_a_process(partial(publish, built[int(which)], target, **options))
            elif kind == "rollback":
                in_a_process(partial(rollback, target, at=at_step(fate)))
            elif kind == "resume":
                resume(target)
            else:
                meddle(root / "site", str(which))
            assert shown.exists() or before is None
            assert not shown.exists() or any(not faults_in(shown.resolve(), manifest) for manifest in manifests)
        resume(target)
        publish(built[0], target, site_url=URL, environ={})
        assert not faults_in(shown.resolve(), manifests[0])
        assert publish(built[0], target, site_url=URL, environ={}).notes == ()
        assert target.is_tidy()
