"""The same import on a cluster: a real scheduler with two workers, each a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsdesk.importer.command import Job
from newsdesk.model.problems import UsageError

from tests.sites import contents
from tests.unit.test_importer_many import Inbox, story


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
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
            process.wait(30)


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


@pytest.mark.slow
def test_a_cluster_writes_what_this_machine_writes(tmp_path: Path, scheduler: str) -> None:
    here, there = Inbox(tmp_path / "here"), Inbox(tmp_path / "there")
    for inbox in (here, there):
        for number in range(12):
            inbox.put(f"{number:02}.txt", story(number) if number != 5 else "")
    code, became = here.run(job=Job((str(here.folder / "inbox"),), workers=1))
    code_there, became_there = there.run(job=Job((str(there.folder / "inbox"),), cluster=scheduler))
    assert code == code_there == 1
    assert contents(here.content) == contents(there.content)
    outcomes = {name: (document["outcome"], document["path"]) for name, document in became.items()}
    assert {name: (document["outcome"], document["path"]) for name, document in became_there.items()} == outcomes
    assert list(outcomes.values()).count(("failure", None)) == 1


def test_an_address_without_a_scheduler_is_a_usage_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.importer.cluster._PATIENCE", "1s")
    inbox = Inbox(tmp_path)
    inbox.put("a.txt", story(0))
    with pytest.raises(UsageError, match="no scheduler answers"):
        inbox.run(job=Job((str(tmp_path / "inbox"),), cluster="tcp://127.0.0.1:9"))
    assert not inbox.content.exists()
