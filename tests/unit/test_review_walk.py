"""An editor at the terminal: each decision is written at once, and whoever leaves finds the rest next time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from newsdesk.model.problems import UsageError
from newsdesk.review.walk import Tally, Terminal, review

PIER = """\
---
title: The pier
date: 2031-05-10
topic: harbour
timeline:
  - date: 2031-05-09
    title: The pier shuts
    proposed: true
---

Engineers said the pier [is shut](said:ada-novak? "to the council") and [cracks](said:ada-novak?) run deep.

Nobody [knows more](said:bo-lindqvist?).
"""
ADA = "---\nname: Ada Novak\nrole: city engineer\nstatus: published\n---\n"
BO = "---\nname: Bo Lindqvist\naliases: [B. Lindqvist]\n---\n"


class Editor:
    """Answers in turn; a callable answer is something that happens before the editor answers with what it returns."""

    def __init__(self, *answers: str | Callable[[], str]) -> None:
        self._answers = iter(answers)
        self.seen: list[str] = []

    def ask(self, prompt: str) -> str:
        self.seen.append(prompt)
        answer = next(self._answers, None)
        if answer is None:
            raise EOFError
        return answer if isinstance(answer, str) else answer()

    @property
    def text(self) -> str:
        return "\n".join(self.seen)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    files = {"articles/2031/pier.md": PIER, "experts/ada-novak.md": ADA, "experts/bo-lindqvist.md": BO}
    return write(tmp_path / "content", files.items())


def write(content: Path, files: Iterable[tuple[str, str]]) -> Path:
    for path, text in files:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(text.encode())
    return content


def pier(content: Path) -> str:
    return (content / "articles/2031/pier.md").read_bytes().decode()


def walk(content: Path, *answers: str | Callable[[], str], article: str = "") -> tuple[Tally, Editor]:
    editor = Editor(*answers)
    return review(content, article, Terminal(editor.ask, editor.seen.append)), editor


def test_every_proposal_is_asked_for_once_and_written(content: Path) -> None:
    tally, editor = walk(content, "m", "a", "r", "a")
    assert tally == Tally(accepted=3, rejected=1)
    assert tally.summary == "3 accepted, 1 rejected; no proposal is left"
    wanted = PIER.replace("proposed: true", "level: milestone").replace("[cracks](said:ada-novak?)", "cracks")
    assert pier(content) == wanted.replace("?", "")
    assert "content/articles/2031/pier.md: 4 open" in editor.text
    assert "Engineers said the pier [[is shut]] and cracks run deep." in editor.text
    assert "said by  ada-novak: Ada Novak, city engineer, to the council" in editor.text
    assert "(draft profile)" in editor.text


def test_each_decision_stands_in_the_file_before_the_next_question(content: Path) -> None:
    def look() -> str:
        assert "proposed" not in pier(content)
        return "q"

    tally, _ = walk(content, "a", look)
    assert (tally.accepted, tally.left) == (1, (("content/articles/2031/pier.md", 3),))
    assert "1 accepted, 0 rejected; 3 proposals are left:\n  content/articles/2031/pier.md: 3" in tally.summary


def test_who_left_goes_on_with_what_is_open(content: Path) -> None:
    walk(content, "a", "a")
    tally, _ = walk(content, "s", "r", "q")
    assert (tally.rejected, tally.left[0][1]) == (1, 1)
    assert "[cracks](said:ada-novak?)" in pier(content)


def test_the_end_of_input_is_quitting(content: Path) -> None:
    tally, _ = walk(content)
    assert tally.left == (("content/articles/2031/pier.md", 4),)
    assert pier(content) == PIER


@pytest.mark.parametrize("answers", [("bo-lindqvist",), ("Lindkvist Bo", "1"), ("novak", "lind", "1")])
def test_another_speaker_is_chosen_by_slug_or_from_suggestions(content: Path, answers: tuple[str, ...]) -> None:
    _, editor = walk(content, "s", "c", *answers, "q")
    assert pier(content) == PIER.replace("[is shut](said:ada-novak?", "[is shut](said:bo-lindqvist")
    assert len(answers) == 1 or "  1  bo-lindqvist: Bo Lindqvist (draft profile)" in editor.text


def test_nobody_like_the_name_leads_back_to_the_question(content: Path) -> None:
    tally, editor = walk(content, "s", "c", "Zacharias Unknown", "a", "q")
    assert 'nobody is like "Zacharias Unknown"; n starts a new profile' in editor.text
    assert tally.accepted == 1


def test_thinking_better_of_it_goes_back_to_the_question(content: Path) -> None:
    tally, _ = walk(content, "s", "c", "", "c", "bo", "", "n", "", "?", "", "a", "q")
    assert (tally.accepted, tally.left[0][1]) == (1, 3)


def test_a_new_profile_is_a_draft_and_speaks_at_once(content: Path) -> None:
    _, editor = walk(content, "s", "n", "Çelik Örnek", "diver", "c", "celik-ornek", "q")
    assert (content / "experts/celik-ornek.md").read_text("utf-8") == (
        "---\nname: Çelik Örnek\nrole: diver\nstatus: draft\n---\n"
    )
    assert "[is shut](said:celik-ornek " in pier(content)
    assert "[cracks](said:celik-ornek)" in pier(content)
    assert "celik-ornek.md: written as a draft" in editor.text


def test_a_profile_is_never_overwritten_nor_started_twice_unasked(content: Path) -> None:
    write(content, [("experts/carl-broken.md", "broken")])
    tally, editor = walk(content, "s", "n", "Ada Novak", "n", "Carl Broken", "", "n", "Bo Lindquist", "no", "q")
    assert "ada-novak is there" in editor.text
    assert "mend it first" in editor.text
    assert "Bo Lindqvist (bo-lindqvist) is like it" in editor.text
    assert sorted(path.stem for path in (content / "experts").iterdir()) == ["ada-novak", "bo-lindqvist", "carl-broken"]
    assert (tally.accepted, (content / "experts/carl-broken.md").read_text()) == (0, "broken")


def test_a_name_without_letters_starts_no_profile(content: Path) -> None:
    _, editor = walk(content, "s", "n", "!!!", "q")
    assert "no address can be made" in editor.text


def test_somebody_elses_change_is_kept_and_the_proposal_asked_for_again(content: Path) -> None:
    def edit() -> str:
        write(content, [("articles/2031/pier.md", PIER.replace("Engineers", "Two engineers"))])
        return "a"

    tally, editor = walk(content, edit, "a", "q")
    assert "was changed meanwhile" in editor.text
    assert tally.accepted == 1
    assert pier(content) == PIER.replace("Engineers", "Two engineers").replace("    proposed: true\n", "")


def test_a_file_that_goes_away_meanwhile_ends_its_questions(content: Path) -> None:
    def remove() -> str:
        (content / "articles/2031/pier.md").unlink()
        return "a"

    tally, _ = walk(content, remove)
    assert (tally.accepted, tally.left) == (0, ())


def test_what_must_be_changed_by_hand_stays_open(content: Path) -> None:
    write(content, [("articles/2031/pier.md", "---\ntitle: A\n---\n[a][x] [b](said:ada-novak?)\n\n[x]: said:bo?\n")])
    tally, editor = walk(content, "a", "r")
    assert "must be changed by hand. It stays open." in editor.text
    assert (tally.accepted, tally.rejected, tally.left[0][1]) == (1, 0, 1)


@pytest.mark.parametrize("name", ["pier", "content/articles/2031/pier.md", "articles/2031/pier.md"])
def test_one_article_by_slug_or_path(content: Path, name: str) -> None:
    write(content, [("articles/2031/other.md", PIER)])
    tally, _ = walk(content, "q", article=name)
    assert [path for path, _ in tally.left] == ["content/articles/2031/pier.md"]


def test_an_unknown_article_is_named_with_the_nearest(content: Path) -> None:
    with pytest.raises(UsageError, match=r'no article "peer"\. Did you mean "pier"\?'):
        walk(content, article="peer")


def test_files_that_cannot_be_read_are_named_and_passed_over(content: Path) -> None:
    write(content, [("articles/2031/bad.md", "a proposed thing"), ("articles/2031/worse.md", "")])
    (content / "articles/2031/worse.md").write_bytes(b"\xff proposed")
    tally, editor = walk(content, "q")
    assert "content/articles/2031/bad.md: the file cannot be read" in editor.text
    assert len(tally.left) == 1


def test_words_stand_in_their_quotation_marks_as_they_are_read(content: Path) -> None:
    write(content, [("articles/2031/pier.md", "---\ntitle: A\n---\nShe: “[It is shut](said:ada-novak?)”, and left.\n")])
    _, editor = walk(content, "q")
    assert "  She: “[[It is shut]]”, and left." in editor.text


def test_nothing_shown_steers_the_terminal(content: Path) -> None:
    write(content, [("articles/2031/pier.md", '---\ntitle: "A"\n---\n\x1b[2J \u202e[a\x07](said:ada-novak?)\n')])
    _, editor = walk(content, "q")
    assert not set(editor.text) & {"\x1b", "\x07", "\u202e"}


def test_the_mode_of_the_file_stays_and_nothing_else_is_left_behind(content: Path) -> None:
    path = content / "articles/2031/pier.md"
    path.chmod(0o640)
    walk(content, "a", "q")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["pier.md"]
