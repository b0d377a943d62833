"""The launcher, with an interpreter that only pretends: set-up, stale and broken environments, locks, help, places.

The pretended Python makes an "environment" that is a copy of itself, installs nothing, and says what it runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import newsdesk
import pytest

ROOT = Path(__file__).parents[2]
PYTHON = """#!/bin/sh
case "$*" in
  *version_info*) exit ${OLD:-0} ;;
  --version) echo "Python 3.11.0" ;;
  "-m venv "*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; cp "$0" "$3/bin/invoke" ;;
  *"pip install"*) exit ${OFFLINE:-0} ;;
  *) printf '<%s>' "$@" ;;
esac
"""


class Launcher:
    def __init__(self, folder: Path) -> None:
        self.root = folder / "a desk"
        (self.root / "plugins" / "newsdesk").mkdir(parents=True)
        shutil.copy(ROOT / "desk", self.root)
        shutil.copy(ROOT / "plugins" / "newsdesk" / "__init__.py", self.root / "plugins" / "newsdesk")
        for name in ("requirements.lock", "requirements-test.lock", "pyproject.toml"):
            (self.root / name).write_text("one==1\n")
        self.python = folder / "python3"
        self.python.write_text(PYTHON)
        self.python.chmod(0o755)

    def run(self, *words: str, desk: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(desk or self.root / "desk"), *words],
            cwd="/",
            env={"PATH": os.defpath, "PYTHON": str(self.python), **env},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )


@pytest.fixture
def launcher(tmp_path: Path) -> Launcher:
    return Launcher(tmp_path)


def test_the_version_needs_no_set_up(launcher: Launcher) -> None:
    assert launcher.run("--version").stdout == f"newsdesk {newsdesk.__version__}\n"
    assert not (launcher.root / ".venv").exists()


def test_the_first_run_sets_up_and_the_second_only_runs(launcher: Launcher) -> None:
    first = launcher.run("publish", "--force", "two words")
    assert "first run here: making .venv with Python 3.11.0" in first.stderr
    asked = f"<-m><newsdesk.program><--search-root><{launcher.root}><publish><--force><two words>"
    assert first.stdout == asked
    second = launcher.run("publish", "--force", "two words", OFFLINE="1")
    assert (second.stdout, second.stderr) == (asked, "")


def test_it_works_through_a_link_from_elsewhere(launcher: Launcher, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "desk").symlink_to("../a desk/desk")
    assert f"<{launcher.root}><check>" in launcher.run("check", desk=tmp_path / "bin" / "desk").stdout


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ((), "<--list>"),
        (("new", "--help"), "<--help><new>"),
        (("import", "x", "--topic", "y", "--help"), "<--help><import>"),
        (("--help",), "<--help>"),
        (("test", "--help"), "<--help><test>"),
    ],
)
def test_help_is_never_a_headline(launcher: Launcher, words: tuple[str, ...], asked: str) -> None:
    ran = launcher.run(*words)
    assert ran.stdout.endswith(f"<{launcher.root}>{asked}")
    assert not (launcher.root / ".venv" / ".desk-test").exists()


def test_a_changed_lock_makes_the_environment_anew(launcher: Launcher) -> None:
    launcher.run("check")
    (launcher.root / "requirements.lock").write_text("one==2\n")
    assert "making .venv anew" in launcher.run("check").stderr
    assert launcher.run("check").stderr == ""


def test_without_a_network_the_old_environment_stays(launcher: Launcher) -> None:
    launcher.run("check")
    (launcher.root / ".venv" / "mine").touch()
    before = (launcher.root / "requirements.lock").read_text()
    (launcher.root / "requirements.lock").write_text("one==2\n")
    failed = launcher.run("check", OFFLINE="1")
    assert failed.returncode == 2
    assert "could not be installed" in failed.stderr
    assert failed.stdout == ""
    (launcher.root / "requirements.lock").write_text(before)
    assert launcher.run("check", OFFLINE="1").stderr == ""
    assert (launcher.root / ".venv" / "mine").exists()
    assert not list(launcher.root.glob(".venv-*"))


def test_a_set_up_that_did_not_finish_is_done_again(launcher: Launcher) -> None:
    assert launcher.run("check", OFFLINE="1").returncode == 2
    again = launcher.run("check")
    assert "the last set-up did not finish" in again.stderr
    assert again.returncode == 0


def test_the_lock_of_a_dead_set_up_is_taken_over(launcher: Launcher) -> None:
    with subprocess.Popen(["/bin/true"]) as dead:
        dead.wait()
    (launcher.root / ".venv-lock").mkdir()
    (launcher.root / ".venv-lock" / "pid").write_text(f"{dead.pid}\n")
    ran = launcher.run("check")
    assert f"an earlier set-up was cut off (process {dead.pid})" in ran.stderr
    assert ran.returncode == 0
    assert not (launcher.root / ".venv-lock").exists()


def test_the_test_tools_come_with_the_tests_and_stay(launcher: Launcher) -> None:
    launcher.run("check")
    assert "adding the test tools" in launcher.run("test").stderr
    assert launcher.run("check").stderr == launcher.run("lint").stderr == ""


def test_an_old_python_is_refused_with_the_remedy(launcher: Launcher, tmp_path: Path) -> None:
    empty = tmp_path / "bin"
    empty.mkdir()
    for tool in ("dirname", "cat", "cksum", "mkdir", "rm", "sh", "sed", "readlink"):
        (empty / tool).symlink_to(shutil.which(tool) or "")
    refused = launcher.run("check", PATH=str(empty), OLD="1")
    assert refused.returncode == 2
    assert "no Python 3.11 or newer was found" in refused.stderr
    assert not (launcher.root / ".venv-lock").exists()
