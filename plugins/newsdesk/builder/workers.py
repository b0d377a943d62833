"""Processes that work beside this one: forked, so that they inherit what they work on, and gone when the work is done.

with forked(2, _begin, (press, sheets)) as pool:
    for done in pool.imap_unordered(_print_nth, range(len(sheets))): …
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.pool import Pool
from typing import Any


@contextmanager
def forked(count: int, begin: Callable[..., None], inherited: tuple[Any, ...]) -> Iterator[Pool]:
    """A pool whose processes call `begin` with what they inherit. If anything is raised meanwhile, they are ended."""
    with _holding_off_interrupts():
        pool = get_context("fork").Pool(count, _begin, (begin, inherited))
    try:
        yield pool
        pool.close()
    except BaseException:
        pool.terminate()
        raise
    finally:
        pool.join()


@contextmanager
def _holding_off_interrupts() -> Iterator[None]:
    """Ctrl-C waits until this is over, in this process; in those that are forked meanwhile, until they ignore it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(begin: Callable[..., None], inherited: tuple[Any, ...]) -> None:
    # What this process does when it is told to end is no business of theirs: a preview says good-bye, and a worker that
    # inherits that would not end. A terminal sends Ctrl-C to all; who started them ends them.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    begin(*inherited)
