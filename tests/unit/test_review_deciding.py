"""Decisions on proposals: exactly the place decided changes, whatever stands around it."""

from __future__ import annotations

import pytest
from newsdesk.review.deciding import Decision, UndecidableError, decide
from newsdesk.review.proposals import OpenEvent, OpenLink, Proposal, find_proposals
from newsdesk.source.dialect import Dialect

DIALECT = Dialect()
FRONT = "---\ntitle: The pier\ndate: 2031-05-10\ntopic: harbour\n---\n\n"
ACCEPT, REJECT, MILESTONE = Decision("accept"), Decision("reject"), Decision("milestone")
BO = Decision("speaker", "bo-lind")


def proposals(text: str) -> tuple[Proposal, ...]:
    found = find_proposals(text, DIALECT)
    assert found is not None
    return found


def decided(text: str, decision: Decision, number: int = 0) -> str:
    return decide(text, proposals(text)[number], decision, DIALECT)


@pytest.mark.parametrize(
    ("body", "decision", "after"),
    [
        ("It [is shut](said:ada?).", ACCEPT, "It [is shut](said:ada)."),
        ("It [is shut](said:ada?).", REJECT, "It is shut."),
        ("It [is shut](said:ada?).", BO, "It [is shut](said:bo-lind)."),
        ('It [is shut](said:ada? "at (the) pier").', ACCEPT, 'It [is shut](said:ada "at (the) pier").'),
        ('It [is shut](said:ada? "at (the) pier").', REJECT, "It is shut."),
        ("It [is shut](said:ada? 'in \"May\"').", BO, "It [is shut](said:bo-lind 'in \"May\"')."),
        ("It [is shut](<said:ada?>).", ACCEPT, "It [is shut](<said:ada>)."),
        ("It [is shut](<said:ada?>).", REJECT, "It is shut."),
        ('He ["saw [sic] it"](said:ada?).', REJECT, 'He "saw [sic] it".'),
        (r'He ["saw \] `]` it"](said:ada?).', REJECT, r'He "saw \] `]` it".'),
        (r"A \[[b](said:ada?) \] c", REJECT, r"A \[b \] c"),
        ("[a ![x](images/x.png) b](said:ada?)", REJECT, "a ![x](images/x.png) b"),
        ("[*all* of `it`](said:ada?)", REJECT, "*all* of `it`"),
        ("«[Ünïcode — 𝔘 漢字](said:ada?)» 😀", REJECT, "«Ünïcode — 𝔘 漢字» 😀"),
        ("😀 [漢](said:ada?) [字](said:ada)", ACCEPT, "😀 [漢](said:ada) [字](said:ada)"),
        ("[One\nand two](said:ada?) three", REJECT, "One\nand two three"),
        ("> [One\n> and two](said:ada?) three", REJECT, "> One\n> and two three"),
        ("[1. No list](said:ada?)", REJECT, "1\\. No list"),
        ("[# No heading](said:ada?)", REJECT, "\\# No heading"),
        ("[- No item](said:ada?)", REJECT, "\\- No item"),
        ("It [is shut](said:ada?)<!-- 0.87: “said” -->.", ACCEPT, "It [is shut](said:ada)."),
        ("It [is shut](said:ada?)<!-- 0.87: “said” -->.", REJECT, "It is shut."),
        ("It [is shut](said:ada?)<!-- 0.87: “said” -->.", BO, "It [is shut](said:bo-lind)."),
        ("It [is shut](said:ada?)<!-- ask her -->.", ACCEPT, "It [is shut](said:ada)<!-- ask her -->."),
        ("See [the pier](topic:harbour?).", ACCEPT, "See [the pier](topic:harbour)."),
        ("See [Ada](expert:ada?#said-x).", ACCEPT, None),
        ("> Shut.\n>\n> — [Ada](expert:ada?), at noon", ACCEPT, "> Shut.\n>\n> — [Ada](expert:ada), at noon"),
        ("> Shut.\n>\n> — [Ada](expert:ada?), at noon", REJECT, "> Shut.\n>\n> — Ada, at noon"),
        ("> Shut.\n>\n> — [Ada](expert:ada?), at noon", BO, "> Shut.\n>\n> — [Ada](expert:bo-lind), at noon"),
        ("[a][x] [b][x]\n\n[x]: said:ada?", ACCEPT, "[a][x] [b][x]\n\n[x]: said:ada"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_decision_on_a_link_changes_the_link_only(body: str, decision: Decision, after: str | None, end: str) -> None:
    text = (FRONT + body).replace("\n", end)
    wanted = body.replace("ada?", "ada") if after is None else after
    assert decided(text, decision) == (FRONT + wanted).replace("\n", end)


TIMELINE = """\
---
title: The pier
timeline:  # three
  # likely .91
  - date: 2031-05-09
    title: "Shut # for good"  # by the words
    proposed: true  # guessed
    quote: |
      shut
      # on Monday

  - {date: 2031-05-08, title: Ünïcode, proposed: true}
  # about the third
  - proposed: true
    date: 2031-05
    level: entry
    title: Cracks
# status follows
status: draft
---

Text with proposed: true in it.
"""


def without(*lines: str) -> str:
    """The file without these lines."""
    text = TIMELINE
    for line in lines:
        assert f"{line}\n" in text
        text = text.replace(f"{line}\n", "", 1)
    return text


@pytest.mark.parametrize(
    ("number", "decision", "after"),
    [
        (0, ACCEPT, without("    proposed: true  # guessed")),
        (0, MILESTONE, TIMELINE.replace("    proposed: true  # guessed", "    level: milestone  # guessed")),
        (
            0,
            REJECT,
            TIMELINE[: TIMELINE.index("  # likely")] + TIMELINE[TIMELINE.index("  - {date") :],
        ),
        (1, ACCEPT, TIMELINE.replace("Ünïcode, proposed: true}", "Ünïcode}")),
        (1, MILESTONE, TIMELINE.replace("Ünïcode, proposed: true}", "Ünïcode, level: milestone}")),
        (1, REJECT, without("  - {date: 2031-05-08, title: Ünïcode, proposed: true}")),
        (2, ACCEPT, TIMELINE.replace("proposed: true\n    date: 2031-05\n", "date: 2031-05\n")),
        (
            2,
            MILESTONE,
            TIMELINE.replace("proposed: true\n    date: 2031-05\n", "date: 2031-05\n").replace(
                "level: entry", "level: milestone"
            ),
        ),
        (2, REJECT, TIMELINE[: TIMELINE.index("  # about")] + TIMELINE[TIMELINE.index("# status") :]),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_decision_on_an_event_changes_the_event_only(number: int, decision: Decision, after: str, end: str) -> None:
    text = TIMELINE.replace("\n", end)
    assert decided(text, decision, number) == after.replace("\n", end)


def test_the_last_event_takes_the_key_with_it() -> None:
    text = "---\ntitle: The pier\ntimeline:\n  - date: 2031\n    title: Shut\n    proposed: true\nstatus: draft\n---\n"
    assert decided(text, REJECT) == "---\ntitle: The pier\nstatus: draft\n---\n"
    flow = "---\ntitle: The pier\ntimeline: [{date: 2031, title: Shut, proposed: true}]\n---\n"
    assert decided(flow, REJECT) == "---\ntitle: The pier\n---\n"


def test_a_comment_between_keeps_its_place_and_the_proposal_is_called_none() -> None:
    text = "---\ntimeline:\n  - proposed: true\n    # as told\n    date: 2031\n    title: Shut\n---\n"
    assert decided(text, ACCEPT) == text.replace("proposed: true", "proposed: false")


def test_events_show_the_comments_that_belong_to_them() -> None:
    first, second, third = proposals(TIMELINE)
    assert isinstance(first, OpenEvent)
    assert first.reasons == ("likely .91", "by the words", "guessed")
    assert (second.reasons, third.reasons) == ((), ("about the third",))
    assert (first.title, first.quote, first.line) == ("Shut # for good", "shut # on Monday", 5)


def test_links_show_their_context_title_and_the_comments_that_name_the_speaker() -> None:
    text = (
        "---\ntitle: A\nstatus: draft  # ada-novak .91: she said\n---\n\nBefore.\n\nShe *looked* at [the [old](/pier/) "
        'pier](article:x). [It is shut](said:ada-novak? "at noon"), she said.\n\nAfter.\n'
    )
    (link,) = proposals(text)
    assert isinstance(link, OpenLink)
    assert (link.words, link.where, link.after) == ("It is shut", "at noon", ", she said.")
    assert link.before.startswith("She *looked*")
    assert link.reasons == ("ada-novak .91: she said",)


def test_each_link_shows_its_own_confidence_and_reason() -> None:
    body = "[One](said:ada?)<!-- 0.87: “said” -->, [two](said:ada?)<!-- 0.62: “added” -->. <!-- ask her -->"
    first, second = proposals(FRONT + body)
    assert (first.reasons, second.reasons) == (("0.87: “said”", "ask her"), ("0.62: “added”", "ask her"))
    assert isinstance(first, OpenLink)
    assert (first.words, first.after) == ("One", ", two.")


def test_the_words_of_a_block_are_shown_with_its_attribution() -> None:
    (link,) = proposals(FRONT + "> It is shut.\n>\n> — [Ada](expert:ada?), at noon\n")
    assert isinstance(link, OpenLink)
    assert (link.before, link.words, link.after) == ("“It is shut.” —", "Ada", ", at noon")


def test_what_is_accepted_or_in_code_is_no_proposal() -> None:
    assert proposals(FRONT + "[a](said:ada) `[b](said:ada?)`\n\n    [c](said:ada?)\n") == ()


def test_a_definition_cannot_be_rejected_for_its_words_are_elsewhere() -> None:
    with pytest.raises(UndecidableError, match="line 9 is written in a way"):
        decided(FRONT + "[a][x]\n\n[x]: said:ada?", REJECT)


@pytest.mark.parametrize("decision", [MILESTONE, Decision("speaker", "No Slug"), Decision("speaker")])
def test_a_decision_that_does_not_fit_is_refused(decision: Decision) -> None:
    with pytest.raises(UndecidableError):
        decided(FRONT + "[a](said:ada?)", decision)


def test_a_topic_gets_no_speaker() -> None:
    with pytest.raises(UndecidableError):
        decided(FRONT + "[a](topic:pier?)", BO)


@pytest.mark.parametrize("text", ["", "no front matter", "---\n", "---\na: [\n---\n", "---\n- a\n---\n[a](said:b?)"])
def test_a_file_that_cannot_be_read_has_no_proposals_to_decide(text: str) -> None:
    assert find_proposals(text, DIALECT) is None


def test_a_byte_order_mark_stays() -> None:
    text = "\ufeff" + FRONT + "[a](said:ada?)"
    assert decided(text, REJECT) == "\ufeff" + FRONT + "a"
