"""The same import, and the same build, on a cluster: a real scheduler with two workers, each a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from newsdesk.builder.build import build
from newsdesk.cluster import cluster, mapped
from newsdesk.importer.command import Job
from newsdesk.model.problems import UsageError

from tests.clusters import running_scheduler
from tests.sites import TOPIC, article, contents, write_site
from tests.unit.test_importer_many import Inbox, story


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    with running_scheduler(tmp_path) as address:
        yield address


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
    monkeypatch.setattr("newsdesk.cluster._PATIENCE", "1s")
    inbox = Inbox(tmp_path)
    inbox.put("a.txt", story(0))
    with pytest.raises(UsageError, match="no scheduler answers"):
        inbox.run(job=Job((str(tmp_path / "inbox"),), cluster="tcp://127.0.0.1:9"))
    assert not inbox.content.exists()


@pytest.mark.slow
def test_a_cluster_builds_what_this_machine_builds(tmp_path: Path, scheduler: str) -> None:
    expert = "---\nname: Ada Example\nrole: engineer\nstatus: published\n---\n"
    words = "> It holds.\n>\n> — Ada Example, engineer, in Sandhaven\n\nThe road is [mended](topic:roads)."
    files = {f"articles/2030/road-{n:03}.md": article(f"Road {n} is mended", body=words) for n in range(230)}
    made = []
    for name in ("here", "there"):
        conf = write_site(tmp_path / name, {**TOPIC, **files, "experts/ada-example.md": expert})
        mapper = partial(mapped, cluster(scheduler)) if name == "there" else None
        made.append((build(conf, mapper=mapper), contents(tmp_path / name / "output")))
    (here, pages), (there, same_pages) = made
    assert here.pages == there.pages
    assert here.pages["story"] == 230
    assert pages == same_pages


def test_results_come_in_order_and_what_is_lost_is_done_here() -> None:
    from concurrent.futures import ThreadPoolExecutor
    from threading import current_thread, main_thread

    def work(number: int) -> int:
        if number == 70 and current_thread() is not main_thread():
            raise OSError("the worker died")
        return number * number

    assert list(mapped(partial(ThreadPoolExecutor, 2), work, range(200))) == [n * n for n in range(200)]


def test_workers_with_other_code_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    distributed = pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

    class Client:
        """A scheduler with one worker, that runs something else."""

        def __init__(self, *_: object, **__: object) -> None:
            self.closed = False

        def scheduler_info(self) -> dict[str, object]:
            return {"workers": {"tcp://10.0.0.7:4000": {}}}

        def run(self, _: object) -> dict[str, str]:
            return {"tcp://10.0.0.7:4000": "other"}

        def close(self) -> None:
            self.closed = True

    monkeypatch.setattr(distributed, "Client", Client)
    with pytest.raises(UsageError, match="runs another newsdesk"):
        cluster("tcp://10.0.0.5:8786")
