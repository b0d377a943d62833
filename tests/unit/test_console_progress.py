"""Progress: a line for a person at a terminal who has waited a while, and nothing for anybody else."""

from __future__ import annotations

import io

import pytest
from newsdesk.console import showing_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time; a test sets it."""
    now = [0.0]
    monkeypatch.setattr("newsdesk.console.time.monotonic", lambda: now[0])
    return now


def show(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, clock: list[float], moments: list[float]) -> str:
    monkeypatch.setattr("sys.stderr", stream)
    with showing_progress() as progress:
        for moment in moments:
            clock[0] = moment
            progress(f"rendering {moment} of 9 pages")
    return stream.getvalue()


def test_what_takes_long_is_told_and_the_line_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch, clock: list[float]
) -> None:
    shown = show(monkeypatch, Terminal(), clock, [0.5, 1.5, 1.51, 2.0])
    assert shown == "\r\033[Krendering 1.5 of 9 pages\r\033[Krendering 2.0 of 9 pages\r\033[K"


def test_the_first_second_is_silent(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert show(monkeypatch, Terminal(), clock, [0.1, 0.9]) == ""


def test_nobody_at_a_terminal_hears_nothing(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    assert show(monkeypatch, io.StringIO(), clock, [2.0, 4.0]) == ""


def test_a_line_never_wraps(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert "rendering 2.0 of 9 " in (shown := show(monkeypatch, Terminal(), clock, [2.0]))
    assert "pages" not in shown
