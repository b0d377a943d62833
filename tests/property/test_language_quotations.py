"""The language room never raises, its offsets always fit, and hostile text ends."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from newsdesk.language.analysis import FoundQuotation
from newsdesk.language.quotations import find_quotations
from newsdesk.model.names import fold_name, score, surname

LANGUAGES = st.sampled_from(["en", "de", "ru", "uk", "be", "fr", "xx"])
MARKS = ["“", "”", '"', "«", "»", "„", "‘", "’", "'", "–", "—", ",", ".", ":", ";", "(", ")", "\n", "\r\n", " ", "?"]
WORDS = (
    "he|said|says|that|and|who|Ann|Lee|Mr.|the professor|according to|told|in|a|it seems to|in his opinion|saying|"
    "interview|which|was|The|’s|sagte|dass|сказал|что"
)
PIECES = st.sampled_from([*MARKS, *WORDS.split("|")])
HOSTILE = [
    '"' * 50_000,
    "“" * 50_000,
    "”" * 50_000,
    "“a ” " * 12_000,
    "‘a " * 20_000,
    "word " * 200_000,
    "he said " * 12_000,
    "he said, " * 12_000,
    "Name " * 40_000,
    "Ann Lee, " * 20_000,
    "according to " * 12_000,
    '"x," he said. ' * 4_000,
    "(" * 50_000,
    "\n" * 100_000,
    "“a\n" * 15_000,
]


def assert_fits(text: str, quotations: tuple[FoundQuotation, ...]) -> None:
    for quotation in quotations:
        assert 0 <= quotation.content_start < quotation.content_end <= len(text)
        assert 0 <= quotation.confidence <= 1
        if quotation.speaker_start is not None:
            assert quotation.speaker_end is not None
            assert text[quotation.speaker_start : quotation.speaker_end] == quotation.speaker_text
    starts = [quotation.content_start for quotation in quotations]
    assert starts == sorted(starts)


@given(st.text(max_size=300), LANGUAGES)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_raise(text: str, lang: str) -> None:
    assert_fits(text, find_quotations(text, lang)[0])


@given(st.lists(PIECES, max_size=80), st.sampled_from(["", " "]), LANGUAGES)
@settings(max_examples=400, deadline=None)
def test_no_order_of_marks_and_cues_makes_it_raise(pieces: list[str], glue: str, lang: str) -> None:
    text = glue.join(pieces)
    assert_fits(text, find_quotations(text, lang)[0])


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text[:14]) for text in HOSTILE])
def test_hostile_text_ends(text: str) -> None:
    assert_fits(text, find_quotations(text)[0])


@given(st.lists(PIECES, max_size=40))
@example(["and", "told", "that"])  # the text ends where a clause is due
@example(["it seems to", "that", "“", "“", "“"])  # nobody to whom it seems
@example(["saying", "“", "“"])  # marks around nothing
@settings(max_examples=100, deadline=None)
def test_one_text_gives_one_result(pieces: list[str]) -> None:
    text = " ".join(pieces)
    assert find_quotations(text) == find_quotations(text)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_a_score_is_symmetric_and_between_nought_and_one(first: str, second: str) -> None:
    assert 0 <= score(first, second) <= 1
    assert score(first, second) == score(second, first)
    assert isinstance(surname(first), str)


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_a_folded_name_stays_folded(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=40).filter(str.strip))
def test_a_name_is_itself(name: str) -> None:
    assert score(name, name) == 1
