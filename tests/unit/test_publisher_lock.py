"""The lock: one at a time, with an owner, and no dead owner blocks for ever."""

from __future__ import annotations

import json
import multiprocessing
import os
import socket
import time
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from newsdesk.model.problems import RefusedError
from newsdesk.publisher.lock import LEASE, Owner, break_lock, is_stale, locked, read_owner

NOW = 1_539_400_000.0
HERE = socket.gethostname()


def owner(pid: int = 0, host: str = HERE, since: float = NOW) -> Owner:
    return Owner(host, pid or os.getpid(), since, since + LEASE, "token")


def dead_pid() -> int:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return child


def leave(path: Path, holder: Owner) -> None:
    path.write_text(json.dumps(asdict(holder)))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "publish.lock"


def test_a_lock_is_there_while_held_and_gone_after(path: Path) -> None:
    with locked(path) as lock:
        assert read_owner(path) == lock.owner
        assert (lock.owner.host, lock.owner.pid) == (HERE, os.getpid())
        lock.confirm()
    assert not path.exists()


def test_a_lock_is_given_back_when_the_work_fails(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), locked(path):
        raise ZeroDivisionError
    assert not path.exists()


def test_a_second_publisher_is_refused_and_told_who_is_at_work(path: Path) -> None:
    with locked(path):
        with pytest.raises(RefusedError, match=f"process {os.getpid()} on {HERE}"), locked(path):
            pytest.fail("two publishers hold one lock")
        assert path.exists()


@pytest.mark.parametrize(
    ("holder", "stale"),
    [
        (owner(), False),
        (owner(host="elsewhere"), False),
        (owner(pid=dead_pid()), True),
        (owner(pid=dead_pid(), host="elsewhere"), False),
        (owner(since=NOW - LEASE), True),
        (owner(host="elsewhere", since=NOW - LEASE), True),
        (owner(since=NOW - LEASE + 1), False),
        (owner(host="elsewhere", since=NOW + 60), False),
        (owner(host="elsewhere", since=NOW + 10 * LEASE), True),
        (owner(pid=-1), True),
        (owner(pid=2**70), True),
    ],
    ids=str,
)
def test_a_lock_is_stale_when_its_owner_is_dead_or_late(holder: Owner, stale: bool) -> None:
    assert is_stale(holder, NOW) == stale


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": 1}', "null"])
def test_a_lock_cut_off_half_way_is_taken_over(path: Path, text: str) -> None:
    path.write_text(text)
    with locked(path) as lock:
        assert read_owner(path) == lock.owner


def test_a_dead_owners_lock_is_taken_over(path: Path) -> None:
    leave(path, replace(owner(dead_pid()), since=time.time(), expires=time.time() + LEASE))
    with locked(path) as lock:
        lock.confirm()


def test_a_publisher_that_overslept_its_lease_notices_and_leaves_the_new_owner_alone(path: Path) -> None:
    with locked(path, now=lambda: NOW) as slow:
        with locked(path, now=lambda: NOW + LEASE) as other:
            with pytest.raises(RefusedError, match="taken over"):
                slow.confirm()
            other.confirm()
        leave(path, owner(host="third"))
    assert path.exists()


def test_unlocking_says_whose_lock_it_was(path: Path) -> None:
    assert break_lock(path) is None
    leave(path, owner(host="elsewhere"))
    assert break_lock(path) == owner(host="elsewhere")
    assert not path.exists()


def _try_to_take_over(path: Path, barrier: object, wins: object) -> None:
    barrier.wait()  # type: ignore[attr-defined]
    try:
        with locked(path):
            wins.put(os.getpid())  # type: ignore[attr-defined]
            barrier.wait()  # type: ignore[attr-defined]
    except RefusedError:
        barrier.wait()  # type: ignore[attr-defined]


def test_of_many_that_find_one_stale_lock_one_takes_it_over(path: Path) -> None:
    context = multiprocessing.get_context("fork")
    for _ in range(10):
        leave(path, owner(dead_pid()))
        barrier, wins = context.Barrier(6), context.SimpleQueue()
        takers = [context.Process(target=_try_to_take_over, args=(path, barrier, wins)) for _ in range(6)]
        for taker in takers:
            taker.start()
        for taker in takers:
            taker.join()
        wins.get()
        assert wins.empty()
        assert not path.exists()
