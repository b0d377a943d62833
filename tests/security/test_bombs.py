"""Bombs in content: small files that would keep a parser busy for minutes, fill memory or end the stack.

Each is refused with its reason, or is read within a number of steps that a long article needs too. Steps are calls, of
Python's and of C's functions: the same on every machine, unlike seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from newsdesk.source.decoding import MAX_FILE, MAX_LINE
from newsdesk.source.dialect import Dialect
from newsdesk.source.faults import Faults
from newsdesk.source.limits import MAX_LINES, MAX_MARKS, MAX_NESTING
from newsdesk.source.people import People
from newsdesk.source.reading import Context, read_article
from newsdesk.source.tree import read_bytes

DIALECT = Dialect()
NOBODY = People({}, {})
CONTEXT = Context(ZoneInfo("UTC"))
FRONT = "---\ntitle: A\ndate: 2030-05-01\ntopic: roads\nstatus: published\n{}---\n{}"
MOST_STEPS = 500_000  # a story of ten thousand words takes as many


class TooMuchError(Exception):
    """A reader has taken more steps than it may."""


def within(steps: int, work: Callable[[], object]) -> int:
    """How many steps the work took; it is stopped once it has taken more than it may."""
    taken = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal taken
        if event in ("call", "c_call"):
            taken += 1
            if taken > steps:
                sys.setprofile(None)
                raise TooMuchError

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return taken


def filled(unit: str, *, line: int = MAX_LINE - 100, lines: int = 40, between: str = "\n\n") -> str:
    """Lines made of a unit, as long as they may be."""
    return between.join([unit * (line // len(unit))] * lines)


PAST_LIMITS = {
    "brackets": "[" * 20_000,
    "open links": "[a](" * 4_000,
    "links": "[a](b) " * 2_500,
    "links in many paragraphs": "[a](b)\n\n" * 2_400,
    "references": "[a][b] " * 2_500,
    "nested quotes": ">" * 500 + " a",
    "quotes in quotes": "\n".join(f"{'> ' * depth}a" for depth in range(1, 200)),
    "nested lists": "\n".join(f"{' ' * 4 * depth}- a" for depth in range(200)),
    "lists in a line": "- " * 5_000,
    "numbers in lists": "1. " * 5_000,
    "emphasis": filled("*a "),
    "emphasis in emphasis": filled("**_"),
    "underscores": filled("_a_"),
    "backslashes": filled("\\"),
    "escapes in one paragraph": filled("\\*", line=4_000, lines=5, between="\n"),
    "code": filled("`a "),
    "angles": filled("<a "),
    "entities": filled("&a;"),
    "a wide table": "|".join(["a"] * 4_000) + "\n" + "|".join(["-"] * 4_000),
    "a long table": "a|b\n-|-\n" + "a|b\n" * MAX_LINES,
    "many headings": "# a\n" * (MAX_LINES + 1),
    "many definitions": "[a]: b\n" * (MAX_LINES + 1),
    "a line of ten megabytes": "a" * 10_000_000,
    "ten megabytes of lines": "a\n" * 5_000_000,
}


@pytest.mark.parametrize("name", PAST_LIMITS)
def test_a_body_past_the_limits_is_refused_before_it_is_parsed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DIALECT._markdown, "convert", lambda text: pytest.fail("it was parsed"))
    faults = Faults("x.md")
    taken = within(100_000, lambda: DIALECT.read(PAST_LIMITS[name], NOBODY, faults))
    assert taken < 100_000
    assert faults.problems
    assert all(problem.rule == "size" and problem.remedy for problem in faults.problems)


WITHIN_LIMITS = {
    "plain words": filled("word "),
    "quotes": "\n\n".join([f"{'> ' * MAX_NESTING}a"] * 200),
    "lists": "\n".join(f"{' ' * 4 * (n % MAX_NESTING)}- a" for n in range(600)),
    "definitions": "".join(f"[{n}]: b 'c'\n" for n in range(900)) + "\n[1][2] " * 40,
    "broken definitions": "[a]: <b 'c\n" * 290,
    "links": ("[a](b) " * 250 + "\n\n") * 7,
    "brackets": ("[a] " * 900 + "\n\n") * 5,
    "emphasis": ("*a **b " * 600 + "\n\n") * 9,
    "closing emphasis": ("a* b_ " * 900 + "\n\n") * 9,
    "backslashes": ("\\" * 1_900 + "\n\n") * 10,
    "code": ("`a ``b " * 150 + "\n\n") * 10,
    "angles": ("<a " * 290 + "\n\n") * 6,
    "comments": ("<!-- a " * 290 + "\n\n") * 6,
    "entities": ("&a;" * 900 + "\n\n") * 5,
    "tables": ("a|b\n-|-\n" + "a|b\n" * 40 + "\n") * 30,
    "headings": "# a\n\n" * 2_000,
    "paragraphs": "a\n\n" * 2_400,
    "addresses": filled("http://a.b/c "),
    "control characters": "\x02wzxhzdk:0\x03" * 1_500,
    "quotation marks": filled("“a” 'b' ", lines=10),
}


@pytest.mark.parametrize("name", WITHIN_LIMITS)
def test_a_body_within_the_limits_is_read_in_bounded_steps(name: str) -> None:
    text = WITHIN_LIMITS[name]
    assert len(text) <= MAX_FILE
    faults = Faults("x.md")
    taken = within(MOST_STEPS, lambda: DIALECT.read(text, NOBODY, faults))
    assert not [problem for problem in faults.problems if problem.rule == "size"]
    assert 100 < taken <= MOST_STEPS


@pytest.mark.parametrize("character", ["\x02", "\u2028", "\u202e"])
def test_characters_that_may_not_stand_anywhere_are_told_by_the_dozen(character: str) -> None:
    faults = Faults("x.md")
    text = filled(character, line=19_000, lines=50)
    assert within(MOST_STEPS * 4, lambda: DIALECT.read(text, NOBODY, faults)) > 100
    assert len(faults.problems) == 11
    assert "949990 more like this follow" in {problem.fault for problem in faults.problems}


@pytest.mark.parametrize(("mark", "most"), [(mark, most) for mark, most, _ in MAX_MARKS])
def test_each_mark_is_read_up_to_its_limit_and_no_further(mark: str, most: int) -> None:
    faults = Faults("x.md")
    unit = {"](": "[a](b) ", "[": "[a] "}.get(mark, f"a{mark} ")
    per_unit = unit.count(mark)
    DIALECT.read("\n".join([unit * 10] * (most // per_unit // 10)), NOBODY, faults)
    assert not any("times" in problem.fault for problem in faults.problems)
    DIALECT.read("\n".join([unit * 10] * (most // per_unit // 10 + 1)), NOBODY, faults)
    assert any(f"times {mark}" in problem.fault for problem in faults.problems)


FRONT_MATTER = {
    "aliases of aliases": "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{f'*{chr(97 + n)}, ' * 9}]\n" for n in range(9)),
    "an anchor on itself": "tags: &a [*a, *a]\n",
    "merged keys": "<<: {a: b}\n" * 50,
    "brackets": f"tags: {'[' * 8_000}\n",
    "braces": f"source: {'{a: ' * 3_000}\n",
    "lists in a line": f"tags: {'- ' * 7_000}\n",
    "questions": f"tags: {'? ' * 7_000}\n",
    "tags": f"tags: {'!a ' * 5_000}\n",
    "a huge scalar": f"summary: {'a' * 16_000}\n",
    "a huge folded scalar": "summary: >\n" + "  a\n" * 4_000,
    "a million keys": "".join(f"a{n}: b\n" for n in range(1_000_000)),
    "a list of everything": f"tags: [{', '.join(map(str, range(3_000)))}]\n",
    "quotation marks": 'tags: "' + "\\" * 8_001 + "\n",
    "comments": "#" * 15_000 + "\n" + "# a\n" * 100,
    "a binary number": "tags: !!binary " + "A" * 8_000 + "\n",
    "a time of the Stone Age": f"modified: {'9' * 9_000}-01-01\n",
}


@pytest.mark.parametrize("name", FRONT_MATTER)
def test_front_matter_that_is_a_bomb_is_refused_in_bounded_steps(name: str) -> None:
    raw = FRONT.format(FRONT_MATTER[name], "").encode()
    found = []
    within(MOST_STEPS, lambda: found.append(read_article("articles/2030/a.md", raw, CONTEXT)))
    (reading,) = found
    assert reading.part is None or name == "comments"
    assert reading.problems or name == "comments"
    assert len(reading.problems) < 700


def test_of_a_file_no_more_than_its_limit_is_read(tmp_path) -> None:
    (tmp_path / "a.md").write_bytes(b"a" * 50_000_000)
    raw = read_bytes(tmp_path, "a.md")
    assert len(raw) == MAX_FILE + 1
    reading = read_article("articles/2030/a.md", raw, CONTEXT)
    assert reading.part is None
    assert [problem.rule for problem in reading.problems] == ["encoding"]
    assert f"at most {MAX_FILE:,} are read" in reading.problems[0].fault


def test_the_count_of_steps_stops_what_does_not_end() -> None:
    def endless() -> None:
        while True:
            len("")

    with pytest.raises(TooMuchError):
        within(1_000, endless)
