"""Edits that move nothing: made without assembling the site, with the same bytes; and when the whole way is gone."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from newsdesk.builder import frozen, incremental
from newsdesk.builder.build import Built, build
from newsdesk.builder.frozen import UnknownFormError, freeze, thaw
from newsdesk.builder.making import assemble
from newsdesk.builder.stamps import YOUNG
from newsdesk.model.problems import ContentError
from newsdesk.model.site import Scope, Sheet
from newsdesk.signals import Draught

from tests.desks import Desk, Note
from tests.sites import contents

ROOMS = ("newsdesk.stories", "newsdesk.timelines", "newsdesk.commentary", "newsdesk.editions", "newsdesk.syndication")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.state.settings["NEWSDESK_SEARCH"] = False  # its index is made of all stories
    desk.save()
    time.sleep(YOUNG / 10**9)  # pictures as young as that would be looked at once more
    build(desk.conf)
    return desk


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each build that goes the whole way."""
    calls: list[str] = []
    real = incremental.build_what_changed

    def noting(*args: Any, **more: Any) -> incremental.Made:
        calls.append("whole")
        return real(*args, **more)

    monkeypatch.setattr(incremental, "build_what_changed", noting)
    return calls


def a_story(desk: Desk) -> Note:
    """A published story without a link of its own in its words."""
    return next(
        note
        for path, note in sorted(desk.state.notes.items())
        if path.startswith("articles/") and note.front.get("status") == "published"
    )


def add_words(note: Note) -> None:
    note.body.append("The tide was low that day, and nobody had said so before.")


def retitle(note: Note) -> None:
    note.front["title"] = "A title that nobody had thought of"


def set_summary(note: Note) -> None:
    note.front["summary"] = "Said in other words."


def add_heading(note: Note) -> None:
    note.body.append("## A part of its own")


def add_link(note: Note) -> None:
    note.body.append("See [the roads](topic:roads).")


def move_date(note: Note) -> None:
    note.front["date"] = "2030-02-03"


def move_topic(note: Note) -> None:
    note.front.pop("topics", None)
    note.front["topic"] = "money" if note.front.get("topic") != "money" else "tides"


def quote_ada(note: Note) -> None:
    note.body.append('The pier [must be closed](said:ada "in the council").')


def withdraw(note: Note) -> None:
    note.front["status"] = "draft"


def clean(desk: Desk, folder: Path) -> dict[str, bytes]:
    return contents(build(desk.conf, output=folder / "clean").output)


def edited(desk: Desk, edit: Callable[[Note], None]) -> Built:
    edit(a_story(desk))
    desk.save()
    return build(desk.conf)


@pytest.mark.parametrize("edit", [add_words, retitle, set_summary])
def test_words_and_titles_are_edited_without_assembling(
    desk: Desk, tmp_path: Path, whole: list[str], edit: Callable[[Note], None]
) -> None:
    made = edited(desk, edit)
    assert (made.touched > 0, whole) == (True, [])
    assert contents(desk.output) == clean(desk, tmp_path)


@pytest.mark.parametrize("edit", [add_heading, add_link, move_date, move_topic, quote_ada, withdraw])
def test_what_may_move_something_goes_the_whole_way(
    desk: Desk, tmp_path: Path, whole: list[str], edit: Callable[[Note], None]
) -> None:
    edited(desk, edit)
    assert whole == ["whole"]
    assert contents(desk.output) == clean(desk, tmp_path)


def test_edit_after_edit_equals_a_clean_build(desk: Desk, tmp_path: Path, whole: list[str]) -> None:
    for edit in (add_words, retitle, add_words, set_summary):
        edited(desk, edit)
    assert whole == []
    edited(desk, move_date)
    edited(desk, retitle)
    assert contents(desk.output) == clean(desk, tmp_path)


def test_an_edit_taken_back_gives_the_first_bytes_again(desk: Desk, whole: list[str]) -> None:
    before = contents(desk.output)
    desk.keep()
    edited(desk, add_words)
    assert contents(desk.output) != before
    desk.mend()
    desk.save()
    build(desk.conf)
    assert (contents(desk.output), whole) == (before, [])


def test_a_file_saved_without_a_change_changes_nothing_and_shuts_the_door(desk: Desk, whole: list[str]) -> None:
    path = next(desk.folder.glob("content/articles/*/*.md"))
    path.write_bytes(path.read_bytes())
    assert (build(desk.conf).touched, whole) == (0, [])


def test_with_a_search_index_an_edit_goes_the_whole_way(desk: Desk, tmp_path: Path, whole: list[str]) -> None:
    desk.state.settings["NEWSDESK_SEARCH"] = True
    desk.save()
    build(desk.conf)
    whole.clear()
    edited(desk, add_words)
    assert whole == ["whole"]
    assert contents(desk.output) == clean(desk, tmp_path)


def test_the_summary_names_what_was_made(desk: Desk) -> None:
    made = edited(desk, retitle)
    total, fresh = sum(made.pages.values()), sum(made.fresh.values())
    assert 1 < fresh < total
    assert made.summary.startswith(f"{fresh} of {total} pages made: ")


def test_a_broken_edit_is_refused_in_the_words_of_the_whole_way(desk: Desk) -> None:
    before = contents(desk.output)
    with pytest.raises(ContentError, match="title"):
        edited(desk, lambda note: note.front.update(title='""'))
    assert contents(desk.output) == before


def test_a_sheet_that_is_not_the_last_one_is_not_believed(desk: Desk, tmp_path: Path, whole: list[str]) -> None:
    (store,) = desk.cache.glob("*.sqlite")
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE outputs SET key = 'other', mark = 0")
    edited(desk, add_words)
    assert whole == ["whole"]
    assert contents(desk.output) == clean(desk, tmp_path)


# --- Sheets in JSON --------------------------------------------------------------------------------------------------
def test_every_sheet_comes_back_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for sheet in draught_of(desk, monkeypatch).sheets:
        back = thaw(freeze(sheet), ROOMS)
        assert replace(back, make=sheet.make) == sheet
        assert taken_apart(back.make) == taken_apart(sheet.make)


def test_sheets_do_not_depend_on_what_an_edit_changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `edit` relies on: facts and texts of stories are in keys, not in sheets."""
    draught = draught_of(desk, monkeypatch)
    index = replace(draught.index, rows=tuple(replace(row, facts="", text="") for row in draught.index.rows))
    for one, other in zip(draught.sheets, assemble(index, draught.site, draught.clock).sheets, strict=True):
        assert replace(one, make=other.make) == other
        assert taken_apart(one.make) == taken_apart(other.make)


def draught_of(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Draught:
    """What the site consists of when it is built the whole way."""
    found: list[Draught] = []

    def noting(*args: Any) -> Draught:
        found.append(assemble(*args))
        return found[0]

    monkeypatch.setattr(incremental, "assemble", noting)
    add_heading(a_story(desk))
    desk.save()
    build(desk.conf)
    return found[0]


def taken_apart(make: Any) -> Any:
    """A function, or a partial one as a tuple: two of those are equal only if they are one."""
    return (make.func, *map(taken_apart, make.args)) if isinstance(make, partial) else make


def test_a_sheet_of_something_without_a_form_is_refused() -> None:
    with pytest.raises(TypeError, match="no form"):
        freeze(Sheet("a", "", Scope(facts=(object(),)), freeze))
    with pytest.raises(TypeError, match="cannot be found by its name"):
        freeze(Sheet("a", "", Scope(), lambda material: material))


@pytest.mark.parametrize(
    "name", ["os:system", "newsdesk.builder.store:remove_store", "newsdesk.stories.assemble:partial"]
)
def test_a_kept_sheet_can_name_nothing_but_functions_of_the_features(name: str) -> None:
    data = frozen.encode(["a", "", {"=": "newsdesk.model.site:Scope", "of": []}, {"do": name, "with": ["x"]}])
    with pytest.raises(UnknownFormError):
        thaw(data, ROOMS)


@pytest.mark.parametrize("name", ["os:PathLike", "subprocess:Popen", "newsdesk.builder.store:Output"])
def test_a_kept_sheet_can_name_nothing_but_dataclasses_of_ours(name: str) -> None:
    data = frozen.encode(["a", "", {"=": name, "of": ["x"]}, {"do": "newsdesk.stories.assemble:_plain_page"}])
    with pytest.raises(UnknownFormError):
        thaw(data, ROOMS)


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"[]", b"[1,2]", b'["a","",{"=":1},{}]', b'["a","",{"at":"x"},{"do":"y"}]']
)
def test_damaged_sheets_are_told_as_such(data: bytes) -> None:
    with pytest.raises(UnknownFormError):
        thaw(data, ROOMS)


def test_a_store_whose_damage_sqlite_cannot_tell_in_words_is_made_anew(desk: Desk, tmp_path: Path) -> None:
    (store,) = desk.cache.glob("*.sqlite")
    content = (
        store.read_bytes()
        .replace(b"tablefilesfiles", b"table\xe3ilesfiles")
        .replace(b"CREATE TABLE f", b"CREATE TABL\xe3 f")
    )
    store.write_bytes(content)
    with pytest.raises(UnicodeDecodeError):
        sqlite3.connect(store).execute("PRAGMA journal_mode = DELETE").fetchone()
    a_story(desk).body.append("One word more.")
    desk.save()
    build(desk.conf)
    assert contents(desk.output) == contents(build(desk.conf, output=tmp_path / "clean").output)
