"""A function over many items in worker processes, the CPU time of each item beside its result."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK = 8


def timed(
    work: Callable[[Item], Result], items: Iterable[Item], workers: int = 0, chunk: int = _CHUNK
) -> Iterator[tuple[Result, float]]:
    """(result, CPU milliseconds) of each item, in order. `workers` are as many as there are processors, if 0.

    A worker takes `chunk` items at a time.
    """
    with ProcessPoolExecutor(workers or os.cpu_count()) as pool:
        yield from pool.map(partial(_timed, work), items, chunksize=chunk)


def _timed(work: Callable[[Item], Result], item: Item) -> tuple[Result, float]:
    before = time.process_time()
    result = work(item)
    return result, 1000 * (time.process_time() - before)
