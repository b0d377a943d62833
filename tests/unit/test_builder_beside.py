"""Questions that another process answers: the same answers as if they were asked here, and no process is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from newsdesk.builder import beside
from newsdesk.builder.beside import Beside

LINUX = pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="only Linux tells of threads")


def in_a_process_of_its_own(program: str) -> tuple[int, str, str]:
    """How a program without threads ends, and what it says."""
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Questions are asked in forks, whose ids are noted, even if the tests' runner has threads."""
    children: list[int] = []
    real = beside._begin

    def noting(question: Callable[[], bool]) -> int:
        children.append(real(question))
        return children[-1]

    monkeypatch.setattr(beside, "_is_alone", lambda: True)
    monkeypatch.setattr(beside, "_begin", noting)
    return children


def is_gone(child: int) -> bool:
    """Whether a child has ended and been waited for."""
    try:
        os.waitpid(child, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


@pytest.mark.parametrize("truth", [True, False])
def test_the_answer_is_that_of_the_question_and_comes_from_elsewhere(
    tmp_path: Path, alone: list[int], truth: bool
) -> None:
    def question() -> bool:
        (tmp_path / str(os.getpid())).touch()
        return truth

    with Beside(question) as asked:
        assert asked.answer() is truth
    assert [path.name for path in tmp_path.iterdir()] == [str(child) for child in alone]
    assert is_gone(*alone)


def test_one_that_is_killed_is_replaced_by_this_process(tmp_path: Path, alone: list[int]) -> None:
    here = os.getpid()

    def question() -> bool:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return True

    with Beside(question) as asked:
        assert asked.answer()
    assert is_gone(*alone)


def test_what_a_question_raises_is_raised_here(alone: list[int], capfd: pytest.CaptureFixture[str]) -> None:
    def question() -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), Beside(question) as asked:
        asked.answer()
    assert is_gone(*alone)
    assert capfd.readouterr() == ("", "")


def _fail_beside_a_sleeper() -> None:
    with Beside(lambda: time.sleep(600) is None):
        raise ZeroDivisionError


def test_an_exception_ends_it_though_it_would_go_on_for_ever(alone: list[int]) -> None:
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        with pytest.raises(ZeroDivisionError):
            _fail_beside_a_sleeper()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert is_gone(*alone)


def test_a_handler_of_the_parent_s_is_not_inherited(alone: list[int]) -> None:
    def is_default() -> bool:
        return signal.getsignal(signal.SIGTERM) is signal.getsignal(signal.SIGINT) is signal.SIG_DFL

    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        with Beside(is_default) as asked:
            told = asked.answer()
    finally:
        signal.signal(signal.SIGTERM, before)
    assert told


def test_a_process_with_threads_asks_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("forked"))
    ending = threading.Event()
    thread = threading.Thread(target=ending.wait)
    thread.start()
    try:
        with Beside(lambda: True) as asked:
            assert asked.answer()
    finally:
        ending.set()
        thread.join()


def test_where_no_process_can_be_made_it_is_asked_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(beside, "_is_alone", lambda: True)
    monkeypatch.setattr(os, "fork", refuse)
    with Beside(lambda: True) as asked:
        assert asked.answer()


@LINUX
def test_nothing_that_the_parent_had_still_to_write_is_written_twice() -> None:
    assert in_a_process_of_its_own("""
        import os
        from newsdesk.builder.beside import Beside
        here = os.getpid()
        print("once")
        with Beside(lambda: os.getpid() != here) as asked:
            print(asked.answer())
    """) == (0, "once\nTrue\n", "")


@LINUX
def test_it_answers_where_nobody_may_hear_how_processes_end() -> None:
    assert in_a_process_of_its_own("""
        import signal
        from newsdesk.builder.beside import Beside
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        with Beside(lambda: True) as asked:
            print(asked.answer())
    """) == (0, "True\n", "")
