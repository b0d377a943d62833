"""A raw text read: what is told apart, what is taken out, what is mended."""

from __future__ import annotations

import pytest
from newsdesk.importer.bylines import is_name, names_in
from newsdesk.importer.datelines import find_dateline
from newsdesk.importer.furniture import is_furniture
from newsdesk.importer.headlines import is_same_headline
from newsdesk.importer.mending import mend
from newsdesk.importer.paragraphs import paragraphs
from newsdesk.importer.rawtext import read_text
from newsdesk.importer.visible_dates import find_date, is_date_line

ARTICLE = """Ferry returns to the north harbour

Harbour Wrap: Gulls are back in the old town

Ferry returns to the north harbour - Example Post

The crossing opens on Monday after two years of work

NORTH HARBOUR – The ferry sails again, the harbour office said on Tuesday. It was out of service for two years..

Read more: Gulls are back in the old town

“We have waited for this, ”said Ada Example, the harbour master. “The crossing is part of the town “.

Share

Ferry returns to the north harbour

A second boat

The second boat follows in spring, and the ferry will then sail twice an hour on every day of the week.

  • Ben Sample

World news
"""


def test_an_article_text_is_read_into_its_parts() -> None:
    reading = read_text(ARTICLE)
    assert reading.title == "Ferry returns to the north harbour"
    assert reading.authors == ("Ben Sample",)
    assert reading.place == "NORTH HARBOUR"
    assert reading.section == "World news"
    assert reading.source == "Example Post"
    assert reading.language == "en"
    assert reading.summary == "The crossing opens on Monday after two years of work"
    assert reading.date == ""


def test_the_body_holds_neither_furniture_nor_the_headline_again() -> None:
    body = read_text(ARTICLE).body
    for gone in ("Ferry returns to the north harbour", "Gulls", "Share", "Ben Sample", "World news", "NORTH HARBOUR"):
        assert gone not in body
    assert "two years.\n" in body
    assert "“We have waited for this,” said Ada Example" in body
    assert body.count("“") == body.count("”")


def test_headings_and_standfirst_are_told_apart() -> None:
    kinds = [(block.kind, block.plain[:13]) for block in read_text(ARTICLE).blocks]
    assert kinds[0] == ("standfirst", "The crossing ")
    assert ("heading", "A second boat") in kinds


def test_everything_done_is_noted() -> None:
    notes = [(note.doing, note.what, note.line) for note in read_text(ARTICLE).notes]
    assert ("removed", "another story's headline", 3) in notes
    assert ("removed", "the headline again", 5) in notes
    assert ("mended", "doubled full stop", 9) in notes
    assert ("mended", "quotation mark on the wrong side", 13) in notes
    assert ("read", "byline", 23) in notes
    assert ("missing", "no publication date is in the text", 0) in notes


def test_a_publication_date_in_the_text_is_read() -> None:
    text = ARTICLE.replace("NORTH HARBOUR –", "By Ben Sample\n\nPublished 3 May 2023 14:05\n\nNORTH HARBOUR –")
    reading = read_text(text)
    assert reading.date == "2023-05-03"
    assert "2023" not in reading.body


@pytest.mark.parametrize(
    ("broken", "whole", "done"),
    [
        ("He said so..", "He said so.", 1),
        ("Wait... no", "Wait... no", 0),
        ("“It is over, ”she said.", "“It is over,” she said.", 1),
        ("“It costs too much, “he concluded.", "“It costs too much,” he concluded.", 1),
        ("“a loan “, – the dean said", "“a loan”, – the dean said", 1),
        ("The border will be closed. “.", "The border will be closed.”", 1),
        ("an exchange of “pleasantries” on it", "an exchange of “pleasantries” on it", 0),
        ("„Das Boot fährt“, sagte sie.", "„Das Boot fährt“, sagte sie.", 0),
        ('He said "yes" twice', 'He said "yes" twice', 0),
    ],
)
def test_marks_and_stops_are_mended_where_they_cannot_be_meant(broken: str, whole: str, done: int) -> None:
    mended, rules = mend(broken)
    assert mended == whole
    assert len(rules) == done


def test_hard_wrapped_lines_become_paragraphs() -> None:
    text = (
        "The ferry sails again, the harbour office said, and\nadded that nobody had expected it so soon after\n"
        "the long winter in which the boat lay in the yard.\n\nA second boat follows in the spring of next year, if\n"
        "the yard is done with it by then, which nobody in\nthe town would bet on after all that happened here."
    )
    assert [line.number for line in paragraphs(text)] == [1, 5]


def test_a_line_is_a_paragraph_where_nothing_is_wrapped() -> None:
    assert [line.words for line in paragraphs("One line.\nAnother line.\n\nA third.")] == [
        "One line.",
        "Another line.",
        "A third.",
    ]


@pytest.mark.parametrize("line", ["Share", "Teilen", "12 comments", "Read more: Gulls", "Lesen Sie auch: Möwen", "•"])
def test_buttons_and_prompts_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", ["Read more books, she advised her pupils.", "A second boat", "Shared ground"])
def test_prose_and_headings_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("MOSCOW – The talks went on.", "MOSCOW"),
        ("BEIRUT/THE HAGUE, March 7 (Example) - A crew said", "BEIRUT/THE HAGUE"),
        ("Berlin (dpa) - Die Fähre fährt wieder.", "Berlin"),
        ("Talks – a surprise to many – went on for hours and hours without any result at all.", None),
        ("The ferry sails again.", None),
    ],
)
def test_a_dateline_is_a_place_before_a_dash(line: str, place: str | None) -> None:
    match = find_dateline(line)
    assert (match["place"] if match else None) == place


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ada Example", ("Ada Example",)),
        ("Von Ada Example und Ben Sample | Example Post", ("Ada Example", "Ben Sample")),
        ("By Ada Example, Harbour Correspondent", ("Ada Example",)),
        ("Ada Example 3 May 2023", ("Ada Example",)),
        ("posted on 2023-05-03 by Ada Example", ("Ada Example",)),
        ("ByAda Example May 3, 2023", ("Ada Example",)),
        ("Click Here", ()),
    ],
)
def test_names_are_cleaned_of_dates_and_roles(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize("text", ["The ferry sails", "Ada", "Example Press", "Senior Editor Ada", "Ada 2 Example"])
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("22. November 2024", "de", "2024-11-22"),
        ("Stand: 13.06.2023, 14:05 Uhr", "de", "2023-06-13"),
        ("April 28, 2023", "en", "2023-04-28"),
        ("03/05/2023", "en", "2023-03-05"),
        ("03/05/2023", "fr", "2023-05-03"),
        ("25/12/2023", "en", "2023-12-25"),
        ("2023-06-13T07:00:00+00:00", "en", "2023-06-13T07:00:00+00:00"),
        ("3 de mayo de 2023", "es", "2023-05-03"),
        ("31 February 2023", "en", ""),
        ("in May", "en", ""),
    ],
)
def test_full_dates_are_found(text: str, language: str, day: str) -> None:
    assert find_date(text, language) == day


def test_a_date_line_holds_nothing_else() -> None:
    assert is_date_line("Published 3 May 2023 14:05")
    assert not is_date_line("The ferry sailed on 3 May 2023")


def test_a_headline_with_the_site_or_one_word_changed_is_the_same() -> None:
    assert is_same_headline("Ferry returns to harbour", "Ferry returns to harbour | Example Post")
    assert is_same_headline("The ferry returns to the north harbour", "The ferry returns to the old harbour")
    assert not is_same_headline("Ferry returns to harbour", "Gulls return to the old town")


def test_a_pasted_page_gives_its_article() -> None:
    menu = ["Home", "World", "Sport", "Culture", "Sign in", "Subscribe", "Menu", "Search", "Weather", "Jobs"]
    foot = ["Most read", "Gulls are back", "Boats for sale", "A day at sea", "About us", "Contact", "Privacy", "Terms"]
    prose = [
        f"The ferry sails again on day {n}, the harbour office said in a statement, and the town, which had waited for "
        "two years, came down to the quay to see it leave for the other shore in the morning light."
        for n in range(8)
    ]
    page = ["Ferry returns to the north harbour | Example Post", *menu, "Ferry returns to the north harbour",
            "By Ada Example", "3 May 2023", *prose, *foot]  # fmt: skip
    reading = read_text("\n".join(page))
    assert reading.title == "Ferry returns to the north harbour"
    assert reading.authors == ("Ada Example",)
    assert reading.date == "2023-05-03"
    assert "Subscribe" not in reading.body
    assert "About us" not in reading.body
    assert all(f"day {n}," in reading.body for n in range(8))


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("Por Ada R. Ejemplo", ("Ada R. Ejemplo",)),
        ("Von aex und bsa", ("aex", "bsa")),
        ("By Example staff reporter", ("Example staff reporter",)),
        ("  • Ada Example\n\n  • Ben Sample", ("Ada Example", "Ben Sample")),
        ("  • Example.at", ("Example.at",)),
        ("  • Ada Example   • Harbour Team", ("Ada Example", "Harbour Team")),
    ],
)
def test_bylines_of_raw_texts(byline: str, authors: tuple[str, ...]) -> None:
    story = "\n\n".join(f"The ferry to the island sails again, the harbour office said on day {n}." for n in range(4))
    assert read_text(f"Ferry sails again\n\n{story}\n\n{byline}\n").authors == authors
