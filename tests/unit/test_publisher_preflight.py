"""Before a publish: programs that a target needs, and whether the project's history holds the site."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from newsdesk.model.problems import UsageError
from newsdesk.publisher.preflight import notes_on
from newsdesk.publisher.publish import publish
from newsdesk.publisher.targets.addresses import open_target
from newsdesk.publisher.targets.directory import DirectoryTarget

from tests.built_sites import CLOCK, URL, write_built


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=Ada Vale", "-c", "user.email=ada@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project below a repository's top, with all of it committed and pushed."""
    root = tmp_path / "repository" / "desk"
    (root / "content").mkdir(parents=True)
    (root / "content" / "a b.md").write_text("a")
    (root / "inbox.txt").write_text("x")
    git(tmp_path, "init", "-q", "--bare", "remote.git")
    git(root, "init", "-q", "-b", "main", "..")
    git(root, "add", "content")
    git(root, "commit", "-q", "-m", "Begin")
    git(root, "push", "-q", "-u", str(tmp_path / "remote.git"), "main")
    return root


def notes(root: Path) -> tuple[str, ...]:
    return notes_on(root, (root / "content", root / "pelicanconf.py", root.parent / "elsewhere"))


def test_of_a_project_whose_history_holds_it_nothing_is_said(project: Path) -> None:
    assert notes(project) == ()


def test_files_that_are_not_committed_are_named(project: Path) -> None:
    (project / "content" / "a b.md").write_text("b")
    (project / "content" / "é.md").write_text("new")
    assert notes(project)[0].startswith("not committed: content/a b.md, content/é.md. This release cannot be built")
    for number in range(9):
        (project / "content" / f"{number}.md").write_text("new")
    assert "content/0.md, content/1.md, content/2.md and 8 more" in notes(project)[0]


def test_commits_that_nobody_else_has_are_counted(project: Path) -> None:
    git(project, "remote", "add", "origin", str(project.parents[1] / "remote.git"))
    git(project, "fetch", "-q", "origin")
    git(project, "branch", "-q", "--set-upstream-to=origin/main")
    assert notes(project) == ()
    (project / "content" / "a b.md").write_text("b")
    git(project, "commit", "-q", "-a", "-m", "Edit")
    assert notes(project) == ("1 commit is not pushed: CI would publish the site without it.",)


def test_looking_writes_nothing(project: Path) -> None:
    (project / "content" / "a b.md").touch()
    index = project.parent / ".git" / "index"
    before = index.stat()
    notes(project)
    assert (index.stat().st_ino, index.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_without_git_nothing_is_said(tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert notes(tmp_path) == ()
    (project / "content" / "a b.md").write_text("b")
    monkeypatch.setenv("PATH", "")
    assert notes(project) == ()


def test_notes_stand_with_the_outcome(tmp_path: Path) -> None:
    target, built = DirectoryTarget(tmp_path / "site"), write_built(tmp_path / "built")
    for status in ("published", "unchanged"):
        outcome = publish(built, target, site_url=URL, clock=CLOCK, environ={}, notes=["not committed: a.md"])
        assert (outcome.status, outcome.notes) == (status, ("not committed: a.md",))
        assert "note: not committed: a.md" in outcome.summary


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ssh://deploy@www.example.org/srv/site", r"ssh and rsync\. On .*: apt-get install openssh-client rsync"),
        ("git+https://example.org/site.git#pages", r"A git target needs git\. .* git$"),
        ("git+ssh://git@example.org/site.git#pages", r"needs git and ssh"),
    ],
)
def test_programs_that_a_target_lacks_are_named_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, words: str
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match=words):
        open_target(address, root=tmp_path, cache=tmp_path, keep=3)
