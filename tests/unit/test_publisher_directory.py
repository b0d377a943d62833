"""Publishing to a folder, from the outside: what lies there and what is said, after each kind of publish."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
from pathlib import Path

import pytest
from newsdesk.model.problems import RefusedError, RolledBackError, UsageError
from newsdesk.publisher.publish import drift, list_releases, live, publish, resume, rollback, unlock
from newsdesk.publisher.summary import Outcome
from newsdesk.publisher.targets.directory import DirectoryTarget

from tests.built_sites import SITE, URL, contents, page, traces, write_built

CLOCK = dt.datetime(2018, 10, 13, 8, 30, tzinfo=dt.timezone(dt.timedelta(hours=3)))
Files = dict[str, str | bytes | None]


class Desk:
    """A built site and a folder to publish it to."""

    def __init__(self, root: Path, keep: int = 5) -> None:
        self.built, self.target = write_built(root / "built"), DirectoryTarget(root / "site", keep)
        self.site = root / "site"

    def publish(self, files: Files | None = None, *, force: str | None = None, dry_run: bool = False) -> Outcome:
        write_built(self.built, {path: None for path in contents(self.built) if path not in SITE})
        write_built(self.built, files)
        return publish(self.built, self.target, site_url=URL, clock=CLOCK, force=force, dry_run=dry_run, environ={})

    def shown(self) -> dict[str, bytes]:
        return contents(self.site / "current")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def note(n: int) -> Files:
    return {"note.txt": f"{n}\n"}


def test_a_first_release_is_the_built_site(desk: Desk) -> None:
    outcome = desk.publish()
    assert (outcome.status, outcome.previous) == ("published", None)
    assert outcome.changes == "first release: 2 stories, 1 topic, 2 other pages, 2 feeds, 1 other file"
    assert desk.shown() == contents(desk.built)
    assert str((desk.site / "current").readlink()) == f"releases/{outcome.release}"
    assert sorted(path.name for path in desk.site.iterdir()) == ["current", "manifests", "publish.json", "releases"]


def test_an_unchanged_site_publishes_nothing_and_writes_nothing(desk: Desk) -> None:
    first = desk.publish()
    before = traces(desk.site)
    again = desk.publish()
    assert (again.status, again.release) == ("unchanged", first.release)
    assert again.summary.startswith("nothing to publish")
    assert traces(desk.site) == before


def test_a_dry_run_says_what_would_be_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    planned = desk.publish(dry_run=True)
    assert planned.status == "planned"
    assert not desk.site.exists()
    desk.publish()
    before = traces(tmp_path / "site")
    planned = desk.publish({"articles/dam/index.html": page("Dam")}, dry_run=True)
    assert planned.changes == "1 new story"
    assert traces(desk.site) == before


def test_a_dry_run_names_what_would_be_refused(desk: Desk) -> None:
    desk.publish({"about/index.html": page("About")})
    assert "would be refused: Nothing would answer /about/" in desk.publish(dry_run=True).summary


def test_a_second_release_stands_beside_the_first(desk: Desk) -> None:
    first = desk.publish()
    second = desk.publish({"articles/dam/index.html": page("Dam")})
    assert (second.changes, second.previous) == ("1 new story", first.release)
    assert desk.shown() == contents(desk.built)
    assert (desk.site / "releases" / first.release / "index.html").read_text() == SITE["index.html"]


def test_modes_do_not_depend_on_the_umask_or_the_source(desk: Desk) -> None:
    (desk.built / "index.html").chmod(0o400)
    (desk.built / "feed.xml").chmod(0o777)
    (desk.built / "topics").chmod(0o700)
    before = os.umask(0o077)
    try:
        desk.publish()
    finally:
        os.umask(before)
    for path in [(desk.site / "current").resolve(), *(desk.site / "current").resolve().rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o444)
    assert stat.S_IMODE((desk.site / "publish.json").stat().st_mode) == 0o644


def test_unchanged_files_keep_their_time_for_caches_and_changed_ones_do_not(desk: Desk) -> None:
    desk.publish(note(1))
    shown = desk.site / "current"
    for path in shown.resolve().rglob("*.*"):
        os.utime(path, (1_539_000_000, 1_539_000_000))
    desk.publish(note(2))
    assert (shown / "index.html").stat().st_mtime == 1_539_000_000
    assert (shown / "note.txt").stat().st_mtime > 1_539_000_000


def test_a_refused_release_touches_nothing(desk: Desk) -> None:
    desk.publish({"about/index.html": page("About")})
    before = traces(desk.site)
    with pytest.raises(RefusedError, match="Nothing would answer /about/"):
        desk.publish()
    with pytest.raises(RefusedError, match="leads nowhere"):
        desk.publish({"about/index.html": page("About", "/none/")})
    assert traces(desk.site) == before


def test_a_reason_overrules_guards_and_is_kept(desk: Desk) -> None:
    desk.publish({"about/index.html": page("About")})
    outcome = desk.publish(force="withdrawn on request")
    assert outcome.gone == ("/about/",)
    assert "overruled: Nothing would answer /about/" in outcome.summary
    assert json.loads((desk.site / "publish.json").read_text())["releases"][-1]["forced"] == "withdrawn on request"


@pytest.mark.parametrize("force", ["", "  "])
def test_an_empty_reason_is_no_reason(desk: Desk, force: str) -> None:
    desk.publish({"about/index.html": page("About")})
    with pytest.raises(RefusedError):
        desk.publish(force=force)


def test_a_reason_that_was_not_needed_is_not_kept(desk: Desk) -> None:
    assert desk.publish(force="just in case").forced is None


def test_faults_of_the_site_cannot_be_overruled(desk: Desk) -> None:
    with pytest.raises(RefusedError, match="data-draft"):
        desk.publish({"about/index.html": page("About", body="<p data-draft>")}, force="I know")
    assert not desk.site.exists()


def test_an_alias_answers_for_an_address(desk: Desk) -> None:
    desk.publish({"about/index.html": page("About")})
    assert desk.publish({"_redirects": "/about/ /topics/ports/ 301\n"}).gone == ()


def test_rollback_goes_back_one_release_at_a_time(desk: Desk) -> None:
    ids = [desk.publish(note(n)).release for n in range(3)]
    assert rollback(desk.target, clock=CLOCK).release == ids[1]
    assert desk.shown()["note.txt"] == b"1\n"
    assert rollback(desk.target, clock=CLOCK).release == ids[0]
    with pytest.raises(RefusedError, match="no earlier release"):
        rollback(desk.target)
    assert rollback(desk.target, to=ids[2]).summary.startswith(f"rolled back: release {ids[2]} is live")
    assert desk.shown()["note.txt"] == b"2\n"


def test_rollback_to_what_is_live_writes_nothing(desk: Desk) -> None:
    release = desk.publish().release
    before = traces(desk.site)
    assert rollback(desk.target, to=release).status == "unchanged"
    assert traces(desk.site) == before


@pytest.mark.parametrize("to", ["0" * 12, "../releases", "", "latest"])
def test_rollback_to_an_unknown_release_is_refused(desk: Desk, to: str) -> None:
    desk.publish()
    with pytest.raises(RefusedError):
        rollback(desk.target, to=to)


def test_rollback_to_a_damaged_release_is_refused(desk: Desk) -> None:
    first = desk.publish(note(1)).release
    second = desk.publish(note(2)).release
    (desk.site / "releases" / first / "index.html").write_text("damaged")
    with pytest.raises(RefusedError, match="not whole any more"):
        rollback(desk.target)
    assert desk.target.live() == second


def test_after_a_rollback_publishing_waits_until_it_is_resumed(desk: Desk) -> None:
    first, second = desk.publish(note(1)).release, desk.publish(note(2)).release
    assert "on hold until ./desk resume" in rollback(desk.target, clock=CLOCK).summary
    for files in (note(2), note(3)):
        with pytest.raises(RefusedError, match="on hold: on 2018-10-13T08:30:00"):
            desk.publish(files)
        assert "would be refused: Publishing is on hold" in desk.publish(files, dry_run=True).summary
    assert desk.publish(note(1)).status == "unchanged"
    assert "on hold since" in list_releases(desk.target).summary
    assert desk.target.live() == first
    assert "may go on" in resume(desk.target, clock=CLOCK)
    assert "was not on hold" in resume(desk.target, clock=CLOCK)
    assert desk.publish(note(2)).release == second
    assert rollback(desk.target, clock=CLOCK).release == first


def test_a_hold_outlives_mending_and_ends_with_a_reason(desk: Desk) -> None:
    desk.publish(note(1))
    desk.publish(note(2))
    rollback(desk.target, clock=CLOCK)
    (desk.site / "current" / "index.html").write_text("by hand")
    assert desk.publish(note(1)).status == "mended"
    with pytest.raises(RefusedError, match="on hold"):
        desk.publish(note(2))
    assert desk.publish(note(3), force="it is right now").forced == "it is right now"
    assert desk.publish(note(4)).status == "published"


def test_an_older_build_does_not_replace_a_newer_release(desk: Desk) -> None:
    desk.publish(note(1))
    write_built(desk.built, note(2))
    with pytest.raises(RefusedError, match="is newer: it was published on 2018-10-13T08:30:00"):
        publish(desk.built, desk.target, site_url=URL, clock=CLOCK - dt.timedelta(seconds=1), environ={})


def test_verify_names_what_is_not_as_it_was_published(desk: Desk) -> None:
    assert drift(desk.target).summary.endswith("nothing published yet")
    desk.publish()
    assert "is whole, 8 files" in drift(desk.target).summary
    (desk.site / "current" / "index.html").write_text("by hand")
    (desk.site / "current" / "more.html").write_text("by hand")
    assert drift(desk.target).faults == ("index.html: changed", "more.html: not part of the release")
    assert "./desk publish mends it" in drift(desk.target).summary


def test_publishing_after_a_rollback_uses_the_release_that_is_there(desk: Desk) -> None:
    desk.publish(note(1))
    second = desk.publish(note(2))
    rollback(desk.target)
    resume(desk.target)
    inode = (desk.site / "releases" / second.release).stat().st_ino
    assert desk.publish(note(2)).status == "published"
    assert (desk.site / "current").stat().st_ino == inode


def test_the_last_releases_stay(tmp_path: Path) -> None:
    desk = Desk(tmp_path, keep=3)
    ids = [desk.publish(note(n)).release for n in range(6)]
    assert desk.target.present() == tuple(sorted(ids[3:]))
    assert sorted(path.name for path in (desk.site / "releases").iterdir()) == sorted([*ids[3:], f".spare-{ids[2]}"])
    assert sorted(path.stem for path in (desk.site / "manifests").iterdir()) == sorted(ids[2:])


def test_the_live_release_stays_however_old(tmp_path: Path) -> None:
    desk = Desk(tmp_path, keep=2)
    first = desk.publish(note(0)).release
    desk.publish(note(1))
    rollback(desk.target)
    resume(desk.target)
    assert desk.target.live() == first
    ids = [desk.publish(note(n)).release for n in range(2, 5)]
    assert set(desk.target.present()) == set(ids[1:])


@pytest.mark.parametrize(
    "damage",
    [
        lambda site: (site / "current" / "index.html").write_text("by hand"),
        lambda site: (site / "current" / "index.html").unlink(),
        lambda site: (site / "current" / "added.html").write_text("by hand"),
        lambda site: (site / "current").resolve().rename(site / "releases" / "gone"),
        lambda site: (
            (site / "current" / "feed.xml").unlink(),
            (site / "current" / "feed.xml").symlink_to("/etc/passwd"),
        ),
        lambda site: (site / "manifests" / f"{(site / 'current').resolve().name}.json").write_text("{}"),
    ],
    ids=["edited", "deleted", "added", "folder moved", "linked", "manifest damaged"],
)
def test_a_hand_edited_release_is_whole_again_after_the_next_publish(desk: Desk, damage: object) -> None:
    desk.publish(note(1))
    desk.publish(note(2))
    damage(desk.site)  # type: ignore[operator]
    outcome = desk.publish(note(2))
    assert outcome.status in ("mended", "unchanged")
    assert desk.shown() == contents(desk.built)
    assert desk.publish(note(2)).status == "unchanged"
    assert desk.publish(note(3)).status == "published"
    assert desk.shown() == contents(desk.built)


def test_mending_never_touches_the_files_that_readers_are_reading(desk: Desk) -> None:
    desk.publish()
    damaged = (desk.site / "current").resolve()
    (damaged / "index.html").write_text("by hand")
    desk.publish()
    assert (desk.site / "current").resolve().name == f"{damaged.name}-2"
    assert not damaged.exists()
    assert desk.target.live() == damaged.name


def test_a_link_that_leads_elsewhere_is_replaced(desk: Desk, tmp_path: Path) -> None:
    desk.publish()
    (tmp_path / "elsewhere").mkdir()
    (desk.site / "current").unlink()
    (desk.site / "current").symlink_to(tmp_path / "elsewhere")
    assert desk.target.live() is None
    desk.publish()
    assert desk.shown() == contents(desk.built)


def test_a_folder_in_place_of_the_link_is_refused_and_left_alone(desk: Desk) -> None:
    (desk.site / "current").mkdir(parents=True)
    (desk.site / "current" / "index.html").write_text("an older site")
    with pytest.raises(RefusedError, match="not a link made by publishing"):
        desk.publish()
    assert (desk.site / "current" / "index.html").read_text() == "an older site"


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_a_damaged_record_is_begun_anew_and_no_release_is_lost(desk: Desk, text: str) -> None:
    first = desk.publish(note(1)).release
    second = desk.publish(note(2)).release
    (desk.site / "publish.json").write_text(text)
    desk.publish(note(2))
    assert {entry.release for entry in desk.target.record().entries} == {first, second}
    assert rollback(desk.target).release == first


def test_leftovers_of_a_dead_publisher_are_removed_and_nothing_else(desk: Desk) -> None:
    desk.publish()
    ours = [
        desk.site / "releases" / ".0123456789ab.tmp-0123456789ab",
        desk.site / ".current.tmp-0123456789ab",
        desk.site / "manifests" / ".manifest.tmp-0123456789ab",
    ]
    theirs = [desk.site / ".htaccess", desk.site / "releases" / ".keep", desk.site / "releases" / "notes"]
    for path in (*ours, *theirs):
        path.mkdir() if path.name == "notes" else path.write_text("")
    desk.publish()
    assert not any(path.exists() for path in ours)
    assert all(path.exists() for path in theirs)
    assert desk.publish().status == "unchanged"


def test_a_locked_target_is_refused_until_it_is_unlocked(desk: Desk) -> None:
    desk.publish()
    with desk.target.lock():
        with pytest.raises(RefusedError, match="Another publisher is at work"):
            desk.publish(note(1))
        assert desk.publish().status == "unchanged"
        assert f"process {os.getpid()}" in unlock(desk.target)
        assert desk.publish(note(1)).status == "published"
    assert unlock(desk.target).endswith("was not locked")


def test_target_and_built_site_must_not_lie_in_one_another(desk: Desk) -> None:
    for root in (desk.built / "site", desk.built.parent, desk.built):
        with pytest.raises(UsageError, match="in one another"):
            publish(desk.built, DirectoryTarget(root), site_url=URL, environ={})


def test_a_site_that_changes_while_it_is_published_is_not_published(desk: Desk) -> None:
    desk.publish()
    live_before = desk.shown()
    write_built(desk.built, note(1))

    def meddle(step: str) -> None:
        if step == "copying":
            (desk.built / "note.txt").write_text("meanwhile")

    with pytest.raises(RolledBackError, match="changed while it was published"):
        publish(desk.built, desk.target, site_url=URL, at=meddle, environ={})
    assert desk.shown() == live_before
    assert desk.target.is_tidy()


def test_the_listing_says_what_is_there(desk: Desk) -> None:
    assert list_releases(desk.target).summary.endswith("nothing published yet")
    assert live(desk.target) is None
    first = desk.publish(note(1)).release
    second = desk.publish(note(2)).release
    now = live(desk.target)
    assert now is not None
    assert (now.id, now.time, now.live) == (second, "2018-10-13T08:30:00+03:00", True)
    lines = list_releases(desk.target).summary.splitlines()
    assert [line.split()[:2] for line in lines] == [["live", second], [first, "2018-10-13T08:30:00+03:00"]]
    assert [one["live"] for one in json.loads(list_releases(desk.target).as_json())["releases"]] == [True, False]


def test_the_outcome_is_told_to_machines_and_to_ci(desk: Desk, tmp_path: Path) -> None:
    step_page = tmp_path / "summary.md"
    outcome = publish(
        desk.built, desk.target, site_url=URL, clock=CLOCK, environ={"GITHUB_STEP_SUMMARY": str(step_page)}
    )
    told = json.loads(outcome.as_json())
    assert (told["status"], told["release"], told["files"]) == ("published", outcome.release, len(SITE))
    assert f"| Release | `{outcome.release}` |" in step_page.read_text()
