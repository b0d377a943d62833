"""Work done by a cluster: `dask.distributed`'s client as an executor of `concurrent.futures`, or as an ordered map.

    ./desk import archive/ --cluster tcp://scheduler.example:8786
    ./desk build --cluster tcp://scheduler.example:8786

Files are opened here and sent; what is written is written here, in order. Each worker needs newsdesk installed, the
very same code. Knows distributed, an extra of its own; nothing of what the work is.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from newsdesk.model.problems import UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")

_PATIENCE = "10s"
_AHEAD = 64  # items under way at once


def cluster(address: str) -> Callable[[], Executor]:
    """What starts an executor on the cluster whose scheduler is at the address.

    Raises UsageError if none is there, if it has no workers, or workers that run other code than this.
    """
    try:
        import distributed
    except ImportError:
        raise UsageError('--cluster needs an extra: .venv/bin/python -m pip install "newsdesk[cluster]"') from None
    try:
        client = distributed.Client(address, timeout=_PATIENCE, set_as_default=False)
        workers = client.scheduler_info()["workers"]
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(f'no scheduler answers at "{address}" ({error}): give it as tcp://HOST:8786.') from error
    if not workers:
        client.close()
        raise UsageError(f'the scheduler at "{address}" has no workers: start some with `dask worker {address}`.')
    _check_code(client)
    return partial(_executor, client)


def mapped(start: Callable[[], Executor], work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """The result of each item in the order of the items, however many workers there are; few are under way at once.

    What the cluster loses is worked on here.
    """
    with start() as executor:
        under_way: deque[tuple[Item, Future[Result]]] = deque()
        for item in items:
            under_way.append((item, executor.submit(work, item)))
            if len(under_way) >= _AHEAD:
                yield _next(under_way, work)
        while under_way:
            yield _next(under_way, work)


def _next(under_way: deque[tuple[Item, Future[Result]]], work: Callable[[Item], Result]) -> Result:
    item, future = under_way.popleft()
    try:
        return future.result()
    except Exception:  # noqa: BLE001  # a worker died, or the work raises: here it does so too, with its own traceback
        return work(item)


def _executor(client: object) -> Executor:
    executor: Executor = client.get_executor(pure=False)  # type: ignore[attr-defined]  # distributed is untyped for us
    return executor


def _check_code(client: Any) -> None:
    """Raises UsageError if a worker runs other code: what it made would be unlike what is made here."""
    try:
        found = client.run(code_digest)
    except Exception as error:
        client.close()
        raise UsageError(
            f"a worker of the cluster cannot run newsdesk ({error}): install it there, the same code."
        ) from error
    others = sorted(worker for worker, digest in found.items() if digest != code_digest())
    if others:
        client.close()
        raise UsageError(f"{', '.join(others)}: runs another newsdesk than this one; install the same code there.")


@cache
def code_digest() -> str:
    """A digest of the code of newsdesk as it is installed."""
    digest = hashlib.blake2b(digest_size=16)
    root = Path(__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".json"):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
