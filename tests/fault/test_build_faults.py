"""A build that is killed, disturbed or short of space: the next one leaves what a clean build would have left."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from newsdesk.builder import incremental
from newsdesk.builder.build import build
from newsdesk.builder.staging import Staging

from tests.desks import Desk
from tests.sites import contents, golden_content, write_site

BUILD = "import sys; from pathlib import Path; from newsdesk.builder.build import build; build(Path(sys.argv[1]))"
# Dies at the n-th system call of these kinds: whatever a build does to files goes through one of them.
DYING = """
import os, sys
from pathlib import Path
left = int(sys.argv[2])
PREFIX = str(Path(sys.argv[1]).parent.resolve())
def hook(event, args):
    global left
    if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "sqlite3.connect") or (
        event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
    ):
        if event == "sqlite3.connect" or any(isinstance(arg, (str, os.PathLike)) and os.fspath(arg).startswith(PREFIX)
            for arg in args[:2]):
            left -= 1
            if left <= 0:
                os.kill(os.getpid(), 9)
sys.addaudithook(hook)
from newsdesk.builder.build import build
build(Path(sys.argv[1]))
"""


def run_build(desk: Desk, code: str = BUILD, *more: str) -> int:
    command = [sys.executable, "-c", code, str(desk.conf), *more]
    return subprocess.run(command, check=False, capture_output=True, cwd=desk.folder, timeout=120).returncode


def change(desk: Desk, number: int) -> None:
    """Something that touches many kinds of files: pages come, change and go."""
    for name in ("retitle", "rename_story", "add_topic", "add_page", "edit_style", "change_navigation"):
        desk.do_well(name, number)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("moment", [1, 10, 40, 80, 120, 145, 165, 185, 200, 212])
def test_a_build_killed_at_any_step_is_made_good_by_the_next(desk: Desk, moment: int) -> None:
    build(desk.conf)
    change(desk, 1)
    assert run_build(desk, DYING, str(moment)) == -signal.SIGKILL
    if moment % 20:
        desk.mend()  # the editor takes it all back, and what the killed build had moved into place must go
        desk.save()
    build(desk.conf)
    assert contents(desk.output) == desk.clean()
    assert not list(desk.cache.glob("build-*"))


@pytest.mark.slow
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("take_back", [True, False])
def test_a_build_killed_at_every_step_is_made_good(desk: Desk, first: bool, take_back: bool) -> None:
    for moment in range(1, 400, 7):
        shutil.rmtree(desk.cache, ignore_errors=True) if first else build(desk.conf)
        change(desk, moment)
        if run_build(desk, DYING, str(moment)) == 0:
            break
        if take_back:
            desk.mend()
            desk.save()
        build(desk.conf)
        assert contents(desk.output) == desk.clean(), moment
        desk.mend()
        desk.save()


@pytest.mark.slow
def test_builds_killed_at_random_moments_are_made_good(desk: Desk) -> None:
    chance = random.Random(3)
    for number in range(50):
        desk.do_well(chance.choice(["retitle", "edit_style", "change_navigation", "edit_template"]), number)
        process = subprocess.Popen([sys.executable, "-c", BUILD, str(desk.conf)], cwd=desk.folder)
        time.sleep(chance.uniform(0.05, 1.2))
        process.kill()
        process.wait()
        build(desk.conf)
        assert contents(desk.output) == desk.clean()


def test_two_builds_at_once_leave_one_whole_site(desk: Desk) -> None:
    build(desk.conf)
    change(desk, 3)
    command = [sys.executable, "-c", BUILD, str(desk.conf)]
    processes = [subprocess.Popen(command, cwd=desk.folder) for _ in range(3)]
    assert [process.wait(120) for process in processes] == [0, 0, 0]
    assert contents(desk.output) == desk.clean()


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_any_number_of_workers_makes_the_same_bytes(
    tmp_path: Path, golden_site: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr("newsdesk.builder.press.FEW", 3)
    monkeypatch.setattr("newsdesk.builder.reading.FEW", 2)
    monkeypatch.setattr(incremental, "workers_for", lambda _: workers)
    monkeypatch.setattr(os, "cpu_count", lambda: workers)
    assert contents(build(write_site(tmp_path, golden_content())).output) == contents(golden_site)


@pytest.mark.parametrize("after", [0, 1, 5, 12])
def test_a_full_disk_while_pages_are_printed_leaves_the_output_alone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    build(desk.conf)
    good = contents(desk.output)
    change(desk, 4)
    written = 0
    write = Staging.write

    def full(staging: Staging, name: str, content: bytes) -> None:
        nonlocal written
        written += 1
        if written > after:
            write(staging, name, content[: len(content) // 2])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)
        write(staging, name, content)

    with monkeypatch.context() as patch:
        patch.setattr(Staging, "write", full)
        with pytest.raises(OSError, match="No space"):
            build(desk.conf)
    assert contents(desk.output) == good
    build(desk.conf)
    assert contents(desk.output) == desk.clean()


@pytest.mark.parametrize("after", [0, 2, 9])
def test_a_failure_while_files_are_moved_is_made_good(desk: Desk, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    build(desk.conf)
    change(desk, 5)
    moved = 0
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        nonlocal moved
        moved += 1
        if moved > after:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), target)
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        with pytest.raises(PermissionError):
            build(desk.conf)
    build(desk.conf)
    assert contents(desk.output) == desk.clean()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_output_that_may_not_be_written_is_named(desk: Desk) -> None:
    build(desk.conf)
    change(desk, 6)
    desk.output.chmod(0o500)
    try:
        with pytest.raises(PermissionError, match="output"):
            build(desk.conf)
    finally:
        desk.output.chmod(0o700)
    build(desk.conf)
    assert contents(desk.output) == desk.clean()


def test_a_store_on_a_full_disk_is_not_thrown_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    build(desk.conf)
    store = next(desk.cache.glob("*.sqlite"))
    pages = f"PRAGMA max_page_count = {store.stat().st_size // 4096}"
    connect = incremental.Store._connect  # the only door to a limit on a store's size

    def small(self: incremental.Store):
        connection = connect(self)
        connection.execute(pages)
        return connection

    for number in range(30):
        desk.do_well("add_story", number)
    with monkeypatch.context() as patch:
        patch.setattr(incremental.Store, "_connect", small)
        with pytest.raises(Exception, match="full"):
            build(desk.conf)
    assert store.is_file()
    build(desk.conf)
    assert contents(desk.output) == desk.clean()
