"""The front door: when a build may say at once that there is nothing to do, and when it must look closer."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from newsdesk.builder.build import Built, build

from tests.sites import TOPIC, article, write_site

NOON, LATER = "2030-06-01T12:00Z", "2030-07-01T12:00Z"


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    """A built site of which nothing is younger than a second."""
    files = {**TOPIC, "articles/2030/a.md": article(), "articles/2030/b.md": article("Later", date="2030-06-15")}
    conf = write_site(tmp_path, files)
    for path in (conf, *(tmp_path / "content").rglob("*.md")):
        set_back(path)
    build_at(conf)
    return conf


def set_back(path: Path) -> None:
    long_ago = time.time_ns() - 5_000_000_000
    os.utime(path, ns=(long_ago, long_ago))


def build_at(conf: Path, clock: str = NOON, **overrides: object) -> Built:
    return build(conf, overrides={"NEWSDESK_CLOCK": clock, **overrides})


def is_shut(conf: Path, clock: str = NOON, **overrides: object) -> bool:
    """Whether the next build finds nothing to do."""
    return build_at(conf, clock, **overrides).summary.startswith("nothing to do")


def test_nothing_changed_is_nothing_to_do_and_says_what_there_is(conf: Path) -> None:
    made = build_at(conf)
    assert made.summary.startswith("nothing to do: ")
    assert (made.scheduled, made.waiting, made.touched) == (1, 0, 0)


def test_a_story_whose_time_has_come_is_shown(conf: Path) -> None:
    assert not is_shut(conf, LATER)
    assert (conf.parent / "output/articles/b/index.html").is_file()


def test_a_clock_that_goes_on_without_anything_due_changes_nothing(conf: Path) -> None:
    assert is_shut(conf, "2030-06-02T12:00Z")


def test_a_clock_that_is_set_back_is_noticed(conf: Path) -> None:
    assert build_at(conf, "2030-04-01T12:00Z").fresh
    assert not (conf.parent / "output/articles/a/index.html").exists()


def test_a_preview_is_another_site(conf: Path) -> None:
    assert not is_shut(conf, NEWSDESK_PREVIEW=True)


def test_another_output_folder_is_filled(conf: Path, tmp_path: Path) -> None:
    assert build(conf, output=tmp_path / "other", overrides={"NEWSDESK_CLOCK": NOON}).touched


@pytest.mark.parametrize("lost", ["articles/a/index.html", "feed.xml", "sitemap.xml", "topics/roads/index.html"])
def test_a_lost_output_file_is_made_again(conf: Path, lost: str) -> None:
    file = conf.parent / "output" / lost
    content = file.read_bytes()
    file.unlink()
    build_at(conf)
    assert file.read_bytes() == content


def test_an_output_file_outside_of_the_output_is_never_removed(conf: Path) -> None:
    from newsdesk.builder.output import remove_unclaimed

    names = ["../content/topics/roads.md", str(conf)]
    assert remove_unclaimed(conf.parent / "output", names) == ()
    assert conf.is_file()


def test_a_source_saved_a_moment_ago_is_looked_at_more_closely(conf: Path) -> None:
    """Its times could be those of a second save within the same tick of the file system's clock."""
    path = conf.parent / "content/articles/2030/a.md"
    path.write_text(path.read_text() + "More.\n")
    before = path.stat()
    build_at(conf)
    text = path.read_text()
    path.write_text(text.replace("More.", "Less."))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    build_at(conf)
    assert "Less." in (conf.parent / "output/articles/a/index.html").read_text()


@pytest.mark.parametrize("content", [b"", b"{}", b"null", b"hello\n{}", b"\xff\xfe", None])
def test_a_damaged_note_at_the_door_is_as_good_as_none(conf: Path, content: bytes | None) -> None:
    note = min((conf.parent / ".cache/newsdesk").glob("door-*"))
    note.write_bytes(note.read_bytes().replace(b'"files":', b'"files":1') if content is None else content)
    files = build_at(conf).files
    assert files == build_at(conf).files < 100


def test_a_refused_build_is_refused_again(conf: Path) -> None:
    from newsdesk.model.problems import ContentError

    broken = conf.parent / "content/articles/2030/c.md"
    broken.write_text("---\ntitel: x\n---\n")
    set_back(broken)
    for _ in range(2):
        with pytest.raises(ContentError):
            build_at(conf)
    broken.unlink()
    build_at(conf)
    assert is_shut(conf)


def test_warnings_are_told_again_though_there_is_nothing_to_do(conf: Path) -> None:
    wrong_year = conf.parent / "content/articles/2029/d.md"
    wrong_year.parent.mkdir()
    wrong_year.write_text(article())
    set_back(wrong_year)
    first, second = build_at(conf), build_at(conf)
    assert first.warnings == second.warnings != ()
    assert second.summary.startswith("nothing to do")
    assert (first.changes > 0, second.changes) == (True, 0)
