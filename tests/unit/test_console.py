"""How commands end: each expected failure with a message and its exit code, anything else with its traceback."""

from __future__ import annotations

import pytest
from newsdesk.console import ends_well, say, show_problems, showing_progress
from newsdesk.model.problems import ContentError, Place, Problem, RefusedError, RolledBackError, UsageError

FAULT = Problem(Place("content/topics/a.md", 3, 1), "no name", "Give it one.", "front-matter")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ContentError([FAULT]), 1, "content/topics/a.md:3:1: error: no name. Give it one. [front-matter]\n1 error\n"),
        (UsageError("no such day."), 2, "no such day.\n"),
        (RefusedError("the site is empty."), 3, "refused: the site is empty.\n"),
        (RolledBackError("the disk is full."), 4, "failed and rolled back: the disk is full.\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
    ],
)
def test_each_failure_has_its_exit_code(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    @ends_well
    def command() -> None:
        raise error

    with pytest.raises(SystemExit) as caught:
        command()
    assert caught.value.code == code
    assert capsys.readouterr() == ("", said)


def test_what_nobody_expected_flies() -> None:
    @ends_well
    def command() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        command()


def test_a_command_gives_back_what_it_returns() -> None:
    @ends_well
    def command(number: int, *, twice: bool) -> int:
        return number * 2 if twice else number

    assert command(3, twice=True) == 6


def test_annotations_leave_standard_output_to_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    show_problems([FAULT])
    out, err = capsys.readouterr()
    assert out == ""
    assert "::error file=content/topics/a.md,line=3,col=1,title=front-matter::no name. Give it one." in err


def test_no_problems_say_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([])
    with showing_progress(patience=0) as progress:
        progress("nobody looks")
    say("one line\n\n")
    assert capsys.readouterr() == ("one line\n", "")
