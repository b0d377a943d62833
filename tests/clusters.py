"""A real cluster on this machine: a scheduler with two workers, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def running_scheduler(tmp_path: Path) -> Iterator[str]:
    """The address of a scheduler on this machine that two workers have joined."""
    file = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "dask"]
    own = ["--scheduler-file", str(file), "--no-dashboard"]
    commands = [
        [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", *own],
        *([*dask, "worker", "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path), *own],) * 2,
    ]
    running = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path)
        for command in commands
    ]
    try:
        address = _address(file)
        _wait_for_workers(address)
        yield address
    finally:
        for process in reversed(running):
            process.terminate()
        for process in running:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Waits for a process that was told to end; one that says good-bye to a scheduler that is gone never does."""
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _address(file: Path) -> str:
    for _ in range(600):
        try:
            return str(json.loads(file.read_text())["address"])
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("no scheduler")


def _wait_for_workers(address: str) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    with distributed.Client(address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
