"""Workers end when their work does, whatever the process that started them does with signals."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from newsdesk.builder import incremental, press, workers
from newsdesk.builder.build import build
from newsdesk.builder.press import Press
from newsdesk.builder.workers import forked

from tests.sites import golden_content, write_site

_given: list[int] = []


def _begin(number: int) -> None:
    _given.append(number)


def _added(number: int) -> int:
    return _given[0] + number


def _disposition(_: int) -> tuple[bool, bool, int]:
    kinds = signal.getsignal(signal.SIGTERM) is signal.SIG_DFL, signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    return (*kinds, os.getpid())


def test_workers_have_what_they_inherit() -> None:
    with forked(2, _begin, (40,)) as pool:
        assert pool.map(_added, range(3)) == [40, 41, 42]


def test_a_handler_of_the_parent_s_is_not_inherited() -> None:
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        with forked(2, _begin, (0,)) as pool:
            told = pool.map(_disposition, range(8))
    finally:
        signal.signal(signal.SIGTERM, before)
    assert {one[:2] for one in told} == {(True, True)}
    assert not [pid for pid in {one[2] for one in told} if Path(f"/proc/{pid}").exists()]


def _fail_beside_a_sleeper(pids: list[int]) -> None:
    with forked(2, _begin, (0,)) as pool:
        pids += [one[2] for one in pool.map(_disposition, range(8))]
        pool.apply_async(time.sleep, (600,))
        raise ZeroDivisionError


def test_an_exception_ends_them_though_the_parent_would_not_be_ended() -> None:
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    pids: list[int] = []
    try:
        with pytest.raises(ZeroDivisionError):
            _fail_beside_a_sleeper(pids)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert pids
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.mark.parametrize("pause", [0, 0.02])  # seconds between a fork and what a worker does first
def test_ctrl_c_ends_all_without_a_word_of_the_workers(pause: float) -> None:
    program = f"""
        import os, sys, time
        from newsdesk.builder.workers import forked
        os.register_at_fork(after_in_child=lambda: time.sleep({pause}))
        try:
            with forked(2, lambda: None, ()) as pool:
                waiting = pool.map_async(time.sleep, [600, 600])
                print("ready", flush=True)
                waiting.get()
        except KeyboardInterrupt:
            print("ended", flush=True)
    """
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=60) == ("ended\n", "")


def test_nothing_is_uncommitted_when_workers_are_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They inherit what SQLite knows of their parent's locks, and would read what is being written."""
    asked: list[Path] = []

    def asking(count: int, begin: Callable[..., None], inherited: tuple[Any, ...]) -> Any:
        if isinstance(inherited[0], Press):
            asked.append(inherited[0].stories.path)
            connection = sqlite3.connect(asked[-1], timeout=0)
            connection.execute("BEGIN IMMEDIATE")  # refused while another connection has something to commit
            connection.close()
        return forked(count, begin, inherited)

    monkeypatch.setattr(workers, "forked", asking)
    monkeypatch.setattr(press, "FEW", 3)
    monkeypatch.setattr(incremental, "workers_for", lambda _: 2)
    build(write_site(tmp_path, golden_content()))
    assert asked
