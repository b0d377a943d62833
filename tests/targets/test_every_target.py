"""What every kind of target promises, tried on each: publish, nothing to publish, roll back, heal, keep others out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.publish import drift, list_releases, live, publish, resume, rollback, unlock
from newsdesk.publisher.summary import Outcome

from tests.built_sites import URL, contents, page, write_built
from tests.targets.places import Place

CLOCK = dt.datetime(2018, 10, 13, 8, 30, tzinfo=dt.UTC)


def built_with(place: Place, note: str) -> Path:
    return write_built(place.root / note, {"note.txt": note, "articles/dam/index.html": page(f"Dam, {note}")})


def publish_to(place: Place, note: str, **options: object) -> Outcome:
    return publish(built_with(place, note), place.open(), site_url=URL, clock=CLOCK, environ={}, **options)  # type: ignore[arg-type]


@pytest.mark.also_on("ssh", "s3 in place")
def test_what_readers_get_is_the_built_site_and_then_the_next(place: Place) -> None:
    target = place.open()
    assert (target.live(), target.present(), target.record().entries, live(target)) == (None, (), (), None)
    first = publish_to(place, "one")
    assert (first.status, first.previous) == ("published", None)
    assert place.shown() == contents(place.root / "one")
    second = publish_to(place, "two")
    assert (second.status, second.previous, second.changes) == (
        "published",
        first.release,
        "1 story changed, 1 other file changed",
    )
    assert place.shown() == contents(place.root / "two")
    assert (target.live(), target.present()) == (second.release, tuple(sorted([first.release, second.release])))
    assert target.manifest(first.release) is not None
    assert target.is_tidy()


def test_an_unchanged_site_publishes_nothing(place: Place) -> None:
    first = publish_to(place, "one")
    again = publish_to(place, "one")
    assert (again.status, again.release, again.notes) == ("unchanged", first.release, ())
    assert len(place.open().record().entries) == 1


@pytest.mark.also_on("ssh")
def test_rolling_back_holds_until_it_is_resumed(place: Place) -> None:
    first, second = publish_to(place, "one"), publish_to(place, "two")
    assert rollback(place.open(), clock=CLOCK).release == first.release
    assert place.shown() == contents(place.root / "one")
    with pytest.raises(RefusedError, match="on hold"):
        publish_to(place, "two")
    resume(place.open(), clock=CLOCK)
    assert publish_to(place, "two").release == second.release
    assert place.shown() == contents(place.root / "two")
    assert [entry.action for entry in place.open().record().entries] == [
        "published",
        "published",
        "rolled back",
        "resumed",
        "published",
    ]


def test_old_releases_go_and_the_last_ones_stay(place: Place) -> None:
    made = [publish_to(place, note).release for note in ("one", "two", "three", "four")]
    assert place.open().present() == tuple(sorted(made[1:]))
    assert len(list_releases(place.open()).releases) == 3
    assert rollback(place.open(), to=made[1]).status == "rolled back"
    assert place.shown() == contents(place.root / "two")


@pytest.mark.parametrize(
    ("path", "content"), [("index.html", b"by hand"), ("articles/dam/index.html", None), ("added.html", b"by hand")]
)
def test_what_somebody_changed_by_hand_is_found_and_mended(place: Place, path: str, content: bytes | None) -> None:
    publish_to(place, "one")
    place.edit(path, content)
    found = drift(place.open())
    assert [fault.split(":")[0] for fault in found.faults] == [path]
    assert publish_to(place, "one").status == "mended"
    assert place.shown() == contents(place.root / "one")
    assert drift(place.open()).faults == ()
    assert publish_to(place, "one").status == "unchanged"


@pytest.mark.also_on("s3 in place")
def test_a_second_publisher_is_refused_until_the_lock_is_gone(place: Place) -> None:
    publish_to(place, "one")
    with place.open().lock():
        with pytest.raises(RefusedError, match="Another publisher is at work: process"):
            publish_to(place, "two")
        assert "was held by process" in unlock(place.open())
        assert publish_to(place, "two").status == "published"
    assert unlock(place.open()).endswith("was not locked")


def test_a_publisher_that_lost_its_lock_does_not_switch(place: Place) -> None:
    publish_to(place, "one")

    def rob(step: str) -> None:
        if step == "copied":
            place.open().unlock()

    with pytest.raises(RefusedError, match="taken over the lock"):
        publish_to(place, "two", at=rob)
    assert place.shown() == contents(place.root / "one")
    assert publish_to(place, "two").status == "published"


@pytest.mark.also_on("s3 in place")
def test_what_does_not_read_back_after_the_switch_is_undone(place: Place) -> None:
    first = publish_to(place, "one")

    def corrupt(step: str) -> None:
        if step == "switched":
            place.edit("articles/dam/index.html", b"rotten")

    if place.kind == "git":  # nobody can push between: the branch moves only from where it was
        with pytest.raises((RolledBackError, RefusedError)):
            publish_to(place, "two", at=corrupt)
    else:
        with pytest.raises(RolledBackError, match=r"articles/dam/index\.html"):
            publish_to(place, "two", at=corrupt)
        assert place.open().live() == first.release
        assert place.shown() == contents(place.root / "one")
    assert publish_to(place, "two").status in ("published", "mended")
    assert place.shown() == contents(place.root / "two")


def test_a_dry_run_writes_nothing(place: Place) -> None:
    publish_to(place, "one")
    before = place.open().record()
    assert publish_to(place, "two", dry_run=True).status == "planned"
    assert place.open().record() == before
    assert place.shown() == contents(place.root / "one")
