"""Many documents prepared by many workers, given back in the order in which they came.

Knows any executor of `concurrent.futures`: processes of this machine, or a cluster's through `dask.distributed`. Only
so many documents are under way at once, so that a million take no more memory than a thousand. A document that
a worker dies on is a failure of that document alone.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from datetime import date
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context

from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.importing import Document, Prepared, prepare
from newsdesk.importer.sources.found import Found

FEW = 3  # documents that are prepared in this process: starting workers would take longer
_AHEAD = 8  # documents under way for each process
_FAR = 256  # documents under way in a cluster

Answer = Prepared | str  # prepared, or why not
StartExecutor = Callable[[], Executor]


def prepare_all(
    found: Iterable[Found],
    published: date | None = None,
    *,
    workers: int | None = None,
    start: StartExecutor | None = None,
) -> Iterator[tuple[Found, Answer]]:
    """Each of what was found, prepared or with the reason why not. `start` starts another executor than processes."""
    work = partial(prepare_one, published=published)
    waiting = iter(found)
    first = list(islice(waiting, FEW + 1))
    count = workers or os.cpu_count() or 1
    if start is None and (len(first) <= FEW or count < 2):
        for item in (*first, *waiting):
            yield item, _answer(item, work)
        return
    window = _FAR if start else count * _AHEAD
    yield from _Pool(start or partial(_processes, count), work, window).run(chain(first, waiting))


def prepare_one(document: Document, published: date | None = None) -> Answer:
    """The document prepared, or in words why it cannot be. Raises nothing, so that no document stops another."""
    try:
        return prepare(document, published)
    except UnreadableError as refusal:
        return str(refusal)
    except Exception as fault:  # noqa: BLE001  # whatever it is, it is this document's fault and is told
        return f"the importer stumbled over it ({type(fault).__name__}: {' '.join(str(fault).split())[:120]})"


def _answer(item: Found, work: Callable[[Document], Answer]) -> Answer:
    return work(item.document) if item.document else item.fault


def _processes(count: int) -> Executor:
    return ProcessPoolExecutor(count, get_context("fork"))


class _Pool:
    """An executor that is started anew when it breaks, and the documents that are under way."""

    def __init__(self, start: StartExecutor, work: Callable[[Document], Answer], window: int) -> None:
        self._start = start
        self._work = work
        self._window = window
        self._under_way: deque[tuple[Found, Future[Answer] | None]] = deque()

    def run(self, found: Iterable[Found]) -> Iterator[tuple[Found, Answer]]:
        self._executor = self._start()
        try:
            for item in found:
                self._under_way.append((item, self._submit(item)))
                if len(self._under_way) >= self._window:
                    yield self._next()
            while self._under_way:
                yield self._next()
        finally:
            self._stop()

    def _submit(self, item: Found) -> Future[Answer] | None:
        if item.document is None:
            return None
        try:
            return self._executor.submit(self._work, item.document)
        except BrokenExecutor as fault:
            broken: Future[Answer] = Future()
            broken.set_exception(fault)
            return broken

    def _next(self) -> tuple[Found, Answer]:
        item, future = self._under_way.popleft()
        if future is None or item.document is None:
            return item, item.fault
        try:
            return item, future.result()
        except (BrokenExecutor, CancelledError):
            self._begin_anew()
            return item, self._alone(item.document)
        except Exception as fault:  # noqa: BLE001  # the work itself raises nothing: a cluster lost it, more than once
            return item, f"the worker that read it failed ({type(fault).__name__}): import it again"

    def _begin_anew(self) -> None:
        """A new executor, with everything that was under way in the broken one."""
        self._stop()
        self._executor = self._start()
        self._under_way = deque(
            (item, future if future and future.done() and not _is_lost(future) else self._submit(item))
            for item, future in tuple(self._under_way)
        )

    def _stop(self) -> None:
        """Ends the executor and what it has not begun; a cluster's knows no `cancel_futures`."""
        for _, future in self._under_way:
            if future:
                future.cancel()
        self._executor.shutdown(wait=False)

    def _alone(self, document: Document) -> Answer:
        """The document in a process of its own, which nothing but itself can break."""
        with ProcessPoolExecutor(1, get_context("fork")) as executor:
            try:
                return executor.submit(self._work, document).result()
            except BrokenExecutor:
                return "the process that read it died: cut out the article and import that"


def _is_lost(future: Future[Answer]) -> bool:
    return future.cancelled() or future.exception() is not None
