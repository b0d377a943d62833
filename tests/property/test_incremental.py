"""Law 1: whatever happened before, a build leaves the same bytes as a clean one into a fresh folder.

And it refuses with the same words: an incremental build names the problems that a clean one would name.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk.builder import apart, incremental, making
from newsdesk.builder.build import Built, build
from newsdesk.builder.incremental import First
from newsdesk.builder.pelican_run import run_pelican
from newsdesk.builder.render import Renderer
from newsdesk.model.problems import ContentError, UsageError
from newsdesk.signals import Draught

from tests import desks
from tests.desks import OPERATIONS, Desk
from tests.sites import contents

STEPS = st.tuples(st.sampled_from(sorted(OPERATIONS)), st.integers(0, 10_000))
Step = tuple[str, int]


def outcome(conf: Path, overrides: dict[str, Any], output: Path, **more: Any) -> dict[str, Any]:
    """What a build says and leaves, refused or not."""
    try:
        made = build(conf, output=output, overrides=overrides, **more)
    except (ContentError, UsageError) as error:
        return {"refused": str(error)}
    return {"warnings": made.warnings, "counts": counts(made), "files": contents(output)}


def counts(made: Built) -> tuple[object, ...]:
    return (dict(made.pages), made.files, made.waiting, made.scheduled)


def overrides_of(desk: Desk) -> dict[str, Any]:
    return {"NEWSDESK_PREVIEW": desk.state.preview}


def clean_outcome(desk: Desk) -> dict[str, Any]:
    """The same project, built without a past."""
    with desk.without_a_past() as (conf, there):
        return outcome(conf, {**overrides_of(desk), **there}, conf.parent / "output")


def check_pelican(desk: Desk) -> None:
    with tempfile.TemporaryDirectory() as name:
        run_pelican(desk.conf, Path(name) / "output", overrides_of(desk), Path(name) / "cache")
        assert_same({"files": contents(desk.output)}, {"files": contents(Path(name) / "output")})


def assert_same(found: dict[str, Any], clean: dict[str, Any]) -> None:
    """Equal, and if not, in which files."""
    files, wanted = found.pop("files", {}), clean.pop("files", {})
    assert found == clean
    assert sorted(files) == sorted(wanted)
    other = [name for name, content in wanted.items() if files[name] != content]
    assert not other


def _nobody() -> None:
    """Nobody looks."""


def walk(folder: Path, steps: Iterable[Step], *, compare: int = 1) -> None:
    """Does step after step, building after each; every `compare`-th is held against a clean build, and the last one
    against one of Pelican's."""
    desk = Desk(folder)
    outcome(desk.conf, overrides_of(desk), desk.output)
    for number, (name, seed) in enumerate(steps, start=1):
        desk.do(name, seed)
        before = contents(desk.output)
        # Every other build is a preview's, which is told what was saved and which pages are open: half of them.
        told = (
            {"first": First(frozenset(sorted(before)[seed % 2 :: 2]), _nobody), "saved": desk.saved} if seed & 4 else {}
        )
        found = outcome(desk.conf, overrides_of(desk), desk.output, **told)
        if "refused" in found and not told:
            assert contents(desk.output) == before
        if number % compare == 0 or "refused" in found:
            assert_same(found, clean_outcome(desk))
        if "refused" not in found:
            desk.keep()
        elif seed % 4:
            desk.mend()
            desk.save()
    desk.mend()
    desk.save()
    found = outcome(desk.conf, overrides_of(desk), desk.output)
    assert_same(found, clean_outcome(desk))
    check_pelican(desk)


@pytest.mark.parametrize("half", range(2))
def test_every_operation_in_some_order_equals_a_clean_build(tmp_path: Path, half: int) -> None:
    chance = random.Random(4)
    names = sorted(OPERATIONS)
    chance.shuffle(names)
    walk(tmp_path, [(name, chance.randrange(10_000)) for name in names[half::2]], compare=3)


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(STEPS, min_size=4, max_size=10))
def test_any_sequence_of_edits_and_accidents_equals_a_clean_build(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        walk(Path(name), steps, compare=2)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(60))
def test_long_sequences_equal_a_clean_build(tmp_path: Path, seed: int) -> None:
    chance = random.Random(f"long/{seed}")
    walk(tmp_path, [(chance.choice(sorted(OPERATIONS)), chance.randrange(10_000)) for _ in range(60)], compare=3)


def test_a_problem_between_files_is_named_with_the_line_where_it_stands_now(tmp_path: Path) -> None:
    """What was refused is edited above the fault, which stays: by a key, and by a remark that nobody reads."""
    desk = Desk(tmp_path)
    path, note = next(item for item in sorted(desk.state.notes.items()) if item[0].startswith("articles/"))
    note.body.append("See [it](topic:nowhere).")
    desk.save()
    refusals = [outcome(desk.conf, {}, desk.output)["refused"]]
    note.front["dateline"] = "Sandhaven"
    desk.save()
    refusals.append(outcome(desk.conf, {}, desk.output)["refused"])
    assert refusals[-1] == clean_outcome(desk)["refused"]
    file = desk.folder / "content" / path
    file.write_text(file.read_text("utf-8").replace("---\n", "---\n# a remark\n", 1), "utf-8")
    refusals.append(outcome(desk.conf, {}, desk.output)["refused"])
    assert refusals[-1] == clean_outcome(desk)["refused"]
    assert len(set(refusals)) == 3


# --- The test itself is tried: faults that an incremental builder may have, each planted and each found --------------
def find_fault(folder: Path, *steps: Step) -> bool:
    """Whether a walk over these steps tells that something is wrong."""
    try:
        walk(folder, steps)
    except AssertionError:
        return True
    return False


def test_a_key_that_leaves_out_the_navigation_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys_of = incremental.keys_of

    def blind(draught: Draught, renderer: Renderer, code: str) -> dict[str, str]:
        return keys_of(replace(draught, site=replace(draught.site, nav=())), renderer, code)

    monkeypatch.setattr(incremental, "keys_of", blind)
    assert find_fault(tmp_path, ("change_navigation", 1))


def test_profiles_whose_names_are_not_looked_for_again_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsdesk.builder.tree.answers_still", lambda head, people: True)
    assert find_fault(tmp_path, *(("edit_expert", seed) for seed in range(6)), ("add_expert", 1), ("add_expert", 2))


def test_pages_that_are_not_removed_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incremental, "remove_unclaimed", lambda output, names: ())
    assert find_fault(tmp_path, ("edit_style", 1))


def test_a_template_of_which_only_its_own_file_counts_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Renderer, "reachable", lambda self, name: {name})
    assert find_fault(tmp_path, ("bring_in_a_template", 1), ("bring_in_a_template", 2), ("bring_in_a_template", 3))


def test_a_door_that_never_opens_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shut = "newsdesk.builder.build._Work.go_on"
    monkeypatch.setattr(shut, lambda work: work._as_left(work.left) if work.left else None)
    assert find_fault(tmp_path, ("retitle", 1))


def test_stories_whose_facts_are_not_in_the_key_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making.Keys, "_row", lambda self, row: row.slug)
    assert find_fault(tmp_path, ("retitle", 1))


@pytest.mark.parametrize(
    ("what", "meeting"),
    [("_is_of_blocks", n) for n in (0, 2, 3, 7)] + [("_is_of_frame", n) for n in (5, 6, 8)] + [("_clash", 1)],
)
def test_blocks_that_are_thought_apart_from_their_frame_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, meeting: int
) -> None:
    monkeypatch.setattr(apart, what, (lambda *_: False) if what == "_clash" else (lambda *_: True))
    monkeypatch.setattr(desks, "MEETINGS", desks.MEETINGS[meeting : meeting + 1])
    assert find_fault(
        tmp_path, *((name, seed) for seed in range(4) for name in ("let_blocks_and_frame_meet", "edit_style"))
    )


def test_blocks_that_are_taken_from_before_their_template_changed_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = making.Keys.of
    monkeypatch.setattr(making.Keys, "of", lambda keys, sheet: of(replace(keys, blocks={}), sheet))
    assert find_fault(tmp_path, *(("edit_template", seed) for seed in range(12)))
