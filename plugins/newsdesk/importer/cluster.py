"""An import's work done by a cluster: `dask.distributed`'s client as an executor of `concurrent.futures`.

    ./desk import archive/ --cluster tcp://scheduler.example:8786

The documents are opened here and sent; what is written is written here, in order. Each worker needs newsdesk installed,
the same version. Knows distributed, an extra of its own; nothing of documents.
"""

from __future__ import annotations

from concurrent.futures import Executor
from functools import partial

from newsdesk.importer.batch import StartExecutor
from newsdesk.model.problems import UsageError

_PATIENCE = "10s"


def cluster(address: str) -> StartExecutor:
    """What starts an executor on the cluster whose scheduler is at the address. Raises UsageError if none is there."""
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
    return partial(_executor, client)


def _executor(client: object) -> Executor:
    executor: Executor = client.get_executor(pure=False)  # type: ignore[attr-defined]  # distributed is untyped for us
    return executor
