"""The page that somebody looks at is made before all others, and the whole site is right after it."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk.builder.build import build
from newsdesk.builder.incremental import First
from newsdesk.model.problems import UsageError

from tests.desks import Desk
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
