"""What a parser adds to quotations: surer ones, and further ones that nobody need take for likely."""

from __future__ import annotations

import importlib.util
import random

import pytest
from newsdesk.importer.parsing import MODEL, find_parsers
from newsdesk.language.analysis import Clause, FoundQuotation
from newsdesk.language.quotations import find_quotations
from newsdesk.language.quotations.trust import LIKELY

TEXT = "Ada Example said that the pier is closed. The board sang on."
NEEDS_MODEL = pytest.mark.skipif(
    importlib.util.find_spec(MODEL) is None, reason="the nlp extra is not installed: pip install 'newsdesk[nlp]'"
)


def found(*clauses: Clause, text: str = TEXT) -> tuple[FoundQuotation, ...]:
    return find_quotations(text, "en", lambda _: clauses)[0]


def clause(words: str, text: str = TEXT) -> Clause:
    start = text.index(words)
    return Clause((start, start + len(words)), (12, 16), (0, 11))


def test_agreement_makes_surer_and_contradiction_less_sure() -> None:
    (alone,), _ = find_quotations(TEXT)
    (agreed,), (differs,), (silent,) = found(clause("the pier is closed")), found(clause("is closed")), found()
    assert agreed.confidence > alone.confidence > silent.confidence > differs.confidence
    assert agreed.why == "“said”, before a clause with “that”; the parser agrees"
    assert (agreed.content_start, agreed.content_end) == (differs.content_start, differs.content_end)


def test_what_the_parser_alone_finds_is_not_likely() -> None:
    text = "The board met. Ada Example sang the pier is closed."
    at = text.index("Ada")
    words = text.index("the pier")
    only = Clause((words, words + 18), (at + 12, at + 16), (at, at + 11))
    (further,) = found(only, text=text)
    assert (further.speaker_name, further.why) == ("Ada Example", "“sang”, found by the parser alone")
    assert further.confidence < LIKELY


def test_no_parser_however_wrong_does_harm() -> None:
    chance = random.Random(5)
    for text in ("", TEXT, "“Now,” he said. “Yes."):
        for _ in range(200):
            a, b, c, d, e, f = (chance.randrange(70) for _ in range(6))
            for one in found(Clause((a, b), (c, d), (e, f)), Clause((b, a), (e, f), (c, d)), text=text):
                assert 0 <= one.content_start < one.content_end <= len(text)


@NEEDS_MODEL
def test_the_parser_finds_a_clause_without_that() -> None:
    text = "The harbour master told the board the pier would stay closed."
    (only,) = find_parsers()["en"](text)
    assert text[slice(*only.words)].startswith("the pier would stay closed")
    assert text[slice(*only.subject)] == "The harbour master"


def test_without_the_extra_there_are_no_parsers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert find_parsers() == {}
