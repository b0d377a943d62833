"""The page that somebody looks at is made before all others, and the whole site is right after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk.builder.build import build
from newsdesk.builder.incremental import First
from newsdesk.model.problems import UsageError

from tests.desks import Desk, Note, slug_of
from tests.sites import contents

HOME, ABOUT, MARK = "index.html", "about/index.html", b"<!-- another face -->"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("newsdesk.builder.incremental.FEW", 5)
    desk = Desk(tmp_path)
    build(desk.conf)
    return desk


def change_every_page(desk: Desk) -> None:
    base = "templates/base.html"
    desk.state.theme[base] = desk.state.theme[base].replace(b"</body>", MARK + b"</body>")
    desk.save()


def test_the_page_that_is_open_is_new_while_others_are_still_made(desk: Desk, tmp_path: Path) -> None:
    seen: list[tuple[bool, bool]] = []

    def look() -> None:
        seen.append(tuple(MARK in (desk.output / name).read_bytes() for name in (HOME, ABOUT)))  # type: ignore[arg-type]

    change_every_page(desk)
    made = build(desk.conf, first=First(frozenset({HOME}), look))
    assert seen == [(True, False)]
    assert made.touched == made.fresh.total()  # type: ignore[attr-defined]
    assert contents(desk.output) == contents(build(desk.conf, output=tmp_path / "clean").output)
    assert build(desk.conf).touched == 0


def test_where_little_is_made_nothing_comes_first(desk: Desk) -> None:
    note = desk.state.notes["pages/about.md"]
    note.body.append("One word more.")
    desk.save()
    build(desk.conf, first=First(frozenset({ABOUT}), lambda: pytest.fail("told too early")))
    assert b"One word more." in (desk.output / ABOUT).read_bytes()


def test_a_page_that_fails_later_is_told_and_made_good(desk: Desk, tmp_path: Path) -> None:
    change_every_page(desk)
    good = desk.state.theme["templates/topic.html"]
    desk.state.theme["templates/topic.html"] = good.replace(b"{%- endblock -%}", b"{{ nobody.knows }}{%- endblock -%}")
    desk.save()
    with pytest.raises(UsageError, match="nobody"):
        build(desk.conf, first=First(frozenset({HOME}), lambda: None))
    assert MARK in (desk.output / HOME).read_bytes()
    desk.state.theme["templates/topic.html"] = good
    desk.save()
    build(desk.conf)
    assert contents(desk.output) == contents(build(desk.conf, output=tmp_path / "clean").output)


def a_story(desk: Desk) -> tuple[Note, Path, str]:
    """A published story, its file, and the page that is made of it."""
    path, note = next(
        (path, note)
        for path, note in sorted(desk.state.notes.items())
        if path.startswith("articles/") and note.front.get("status") == "published"
    )
    return note, desk.folder / "content" / path, f"articles/{slug_of(path)}/index.html"


def test_a_story_that_was_just_saved_is_shown_before_anybody_looks_for_more(desk: Desk, tmp_path: Path) -> None:
    note, file, page = a_story(desk)
    build(desk.conf)  # nothing is so young any more that it must be looked at again
    note.body.append("One word more.")
    desk.save()
    seen: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newsdesk.builder.door.look", lambda *_: pytest.fail("looked before it was shown"))
        with pytest.raises(pytest.fail.Exception):
            build(
                desk.conf,
                first=First(frozenset({page}), lambda: seen.append((desk.output / page).read_bytes())),
                saved={file},
            )
    assert len(seen) == 1
    assert b"One word more." in seen[0]
    build(desk.conf)
    assert contents(desk.output) == contents(build(desk.conf, output=tmp_path / "clean").output)


@pytest.mark.parametrize("told", [True, False])
def test_what_nobody_saw_being_saved_is_found_all_the_same(desk: Desk, tmp_path: Path, told: bool) -> None:
    note, file, page = a_story(desk)
    build(desk.conf)
    note.body.append("One word more.")
    change_every_page(desk)
    saved = {file} if told else {file, desk.folder / "theme/templates/base.html"}
    made = build(desk.conf, first=First(frozenset({page}), lambda: None), saved=saved)
    assert made.touched
    content = (desk.output / page).read_bytes()
    assert b"One word more." in content
    assert MARK in content
    assert contents(desk.output) == contents(build(desk.conf, output=tmp_path / "clean").output)
    assert build(desk.conf).touched == 0


def test_a_build_says_what_it_made_at_once_too(desk: Desk) -> None:
    note, file, page = a_story(desk)
    build(desk.conf)
    note.body.append("One word more.")
    desk.save()
    made = build(desk.conf, first=First(frozenset({page}), lambda: None), saved={file})
    assert made.touched
    assert made.fresh["story"] == 1


def test_what_nobody_remembers_is_cleared_away_though_a_page_came_first(desk: Desk, tmp_path: Path) -> None:
    note, file, page = a_story(desk)
    build(desk.conf)
    for store in desk.cache.iterdir():
        if store.is_file():
            store.unlink()
    note.front["status"] = "draft"
    change_every_page(desk)
    build(desk.conf, first=First(frozenset({HOME}), lambda: None), saved={file})
    assert not (desk.output / page).exists()
    assert contents(desk.output) == contents(build(desk.conf, output=tmp_path / "clean").output)
