"""Quotations: which words, said by whom, in prose about plainly fictional people."""

from __future__ import annotations

import pytest
from newsdesk.language.analysis import FoundQuotation
from newsdesk.language.quotations import find_quotations


def found(text: str, lang: str = "en") -> list[tuple[str, str | None, str]]:
    """Words, person or phrase, and manner of every quotation."""
    return [(words(text, q), q.speaker_name or q.speaker_text, q.speech) for q in find_quotations(text, lang)[0]]


def words(text: str, quotation: FoundQuotation) -> str:
    return text[quotation.content_start : quotation.content_end].strip(" ,.")


@pytest.mark.parametrize(
    ("text", "said", "speaker", "speech"),
    [
        ("“The dam will hold,” said Ann Lee.", "The dam will hold", "Ann Lee", "direct"),
        ("“The dam will hold,” Ann Lee said on Friday.", "The dam will hold", "Ann Lee", "direct"),
        ('"The dam will hold," Ann Lee said.', "The dam will hold", "Ann Lee", "direct"),
        ("‘The dam will hold,’ Ann Lee said.", "The dam will hold", "Ann Lee", "direct"),
        ("Ann Lee told reporters: “The dam will hold.”", "The dam will hold", "Ann Lee", "direct"),
        ("Ann Lee said that the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("Ann Lee said the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("Ann Lee said on Friday the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("Ann Lee, a judge at Borda, said the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("Ann Lee told the Borda Echo on Friday that the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("The dam will hold, Ann Lee said.", "The dam will hold", "Ann Lee", "indirect"),
        ("According to Ann Lee, the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("The dam will hold, according to Ann Lee.", "The dam will hold", "Ann Lee", "indirect"),
        ("In the opinion of Ann Lee, the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("Ann Lee believes the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("Ann Lee said the dam “will hold for years”.", "the dam “will hold for years", "Ann Lee", "mixed"),
        ("Ann Lee pointed out that the dam will hold.", "the dam will hold", "Ann Lee", "indirect"),
        ("“The dam will hold,” Ann Lee grinned.", "The dam will hold", "Ann Lee", "direct"),
    ],
)
def test_words_and_speaker_are_found(text: str, said: str, speaker: str, speech: str) -> None:
    result = find_quotations(text)[0]
    assert [(words(text, q).rstrip("”"), q.speaker_name, q.speech) for q in result] == [(said, speaker, speech)]


@pytest.mark.parametrize(
    "text",
    [
        "The report of the claims court states no reason.",
        "At a rally in Borda, Ann Lee promised to return.",
        "Ann Lee did what she could.",
        "The soup contains added sugar.",
        "Lord Street, 15 miles of claims and notes.",
        "",
        "”",
    ],
)
def test_prose_that_reports_nothing_gives_nothing(text: str) -> None:
    assert found(text) == []


def test_a_quotation_goes_on_behind_its_attribution() -> None:
    text = "“The dam will hold,” said Ann Lee. “It was built by my father. He knew.”"
    assert found(text)[1] == ("It was built by my father. He knew", "Ann Lee", "direct")


def test_parts_on_both_sides_of_an_attribution_are_two() -> None:
    text = "“The dam,” said Ann Lee, “will hold for years.”"
    assert [said for said, _, _ in found(text)] == ["The dam", "will hold for years"]


def test_indirect_parts_around_an_attribution_are_two() -> None:
    assert [said for said, _, _ in found("The dam, Ann Lee says, will hold for years.")] == [
        "The dam",
        "will hold for years",
    ]


def test_a_participle_shares_the_subject_before_it() -> None:
    text = "Ann Lee praised the dam, adding that it will hold."
    assert found(text) == [("it will hold", "Ann Lee", "indirect")]


def test_a_clause_ends_at_the_next_attribution() -> None:
    text = "Ann Lee said the dam will hold, but Bob Roe warned that it is old."
    assert found(text) == [("the dam will hold", "Ann Lee", "indirect"), ("it is old", "Bob Roe", "indirect")]


def test_pronouns_mean_the_person_of_that_gender() -> None:
    text = "Ann Lee met Robert Roe in Borda. “The dam will hold,” she said. “It is old,” he answered."
    assert [speaker for _, speaker, _ in found(text)] == ["Ann Lee", "Robert Roe"]


def test_a_surname_means_the_full_name_below() -> None:
    text = "Roe: dam will hold\n\nThe dam is sound, Roe said.\n\nRobert Roe built it."
    assert found(text)[-1][1] == "Robert Roe"


def test_a_role_means_the_person_who_has_it() -> None:
    text = "The economist Ann Lee met the lawyer Robert Roe. “The dam will hold,” the economist said."
    assert found(text) == [("The dam will hold", "Ann Lee", "direct")]


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Ann Lee and Robert Lee spoke. Mr. Lee said the dam is old. Ms. Lee said the dam will hold."
    assert [speaker for _, speaker, _ in found(text)] == ["Robert Lee", "Ann Lee"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ann Lee said the dam will hold.", "person"),
        ("Observers say that the dam will hold.", "collective"),
        ("Experts note that the dam will hold.", "collective"),
        ("The ministry said the dam will hold.", "collective"),
        ("A spokesman for Ann Lee said the dam will hold.", "unnamed"),
    ],
)
def test_people_crowds_and_unnamed_sources_are_told_apart(text: str, kind: str) -> None:
    quotation = find_quotations(text)[0][0]
    assert quotation.speaker_kind == kind
    assert (quotation.speaker_name is not None) == (kind == "person")


@pytest.mark.parametrize(
    "text",
    [
        "“The dam will hold, ”engineer Ann Lee wrote.",
        "“The dam will hold “, – engineer Ann Lee summed up.",
        "“The dam will hold, “engineer Ann Lee concluded..",
        "« The dam will hold », engineer Ann Lee said.",
        "„The dam will hold“, engineer Ann Lee said.",
        "“The dam will hold,” – engineer Ann Lee said.",
    ],
)
def test_broken_and_foreign_marks_are_read(text: str) -> None:
    assert [(said.strip(" “”"), who) for said, who, _ in found(text)] == [("The dam will hold", "Ann Lee")]


def test_speech_goes_on_behind_a_dash_without_a_mark() -> None:
    text = "Ann Lee came. “The dam holds,” she says. – The road is closed. Where is the “new” bridge? “."
    assert found(text)[1] == ("The road is closed. Where is the “new” bridge?", "Ann Lee", "mixed")


def test_nested_marks_do_not_end_a_quotation() -> None:
    text = "“They call the dam “old” in town, and it holds,” said Ann Lee."
    assert found(text)[0][:2] == ("They call the dam “old” in town, and it holds", "Ann Lee")


def test_a_quotation_runs_over_paragraphs() -> None:
    text = "Ann Lee said: “The dam will hold.\n\n“It was built well.\n\n“And it is ours.”\n\nThe end."
    assert [speaker for _, speaker, _ in found(text)] == ["Ann Lee", "Ann Lee", "Ann Lee"]


def test_a_paragraph_that_only_closes_a_quotation_belongs_to_it() -> None:
    text = "According to Ann Lee, the view is clear: “The dam will hold.\n\nIt was built well “.\n\nThe end."
    assert found(text)[-1][:2] == ("It was built well", "Ann Lee")


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Ann Lee wrote in her blog on Friday that the dam will hold.", "in her blog on Friday"),
        ("“It holds,” Ann Lee said in an interview with the Borda Echo.", "in an interview with the Borda Echo"),
        ("Ann Lee told the Borda Echo that the dam will hold.", "to the Borda Echo"),
        ("In a statement, Ann Lee said the dam will hold.", "In a statement"),
        ("Ann Lee said the dam will hold.", None),
    ],
)
def test_where_words_were_said_is_told(text: str, venue: str | None) -> None:
    assert find_quotations(text)[0][0].venue == venue


def test_a_named_speaker_is_surer_than_a_pronoun() -> None:
    first, second = find_quotations("“It holds,” said Ann Lee.\n\n“It is old,” she said.")[0]
    assert first.confidence > second.confidence > 0.5
    assert "pronoun" in second.why


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", "„Der Damm hält“, sagte Anna Keller. Sie betonte, dass er alt sei.", ["Der Damm hält", "er alt sei"]),
        ("de", "Anna Keller erklärte: „Der Damm hält.“", ["Der Damm hält"]),
        ("ru", "«Плотина цела», — сказала Анна Рыбина. Она отметила, что вода ушла.", ["Плотина цела", "вода ушла"]),
    ],
)  # fmt: skip
def test_direct_speech_is_read_in_other_languages(lang: str, text: str, expected: list[str]) -> None:
    result = found(text, lang)
    assert [said for said, _, _ in result] == expected
    assert all(speaker and speaker.split()[0] in ("Anna", "Анна") for _, speaker, _ in result)
