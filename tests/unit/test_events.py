"""Events proposed from sentences: which, with what title, how many, and what is left alone."""

from __future__ import annotations

from datetime import date

import pytest
from newsdesk.language.analysis import FoundEvent
from newsdesk.language.dates import find_dates
from newsdesk.language.events import LIMIT, find_events
from newsdesk.language.linking import find_links

PUBLISHED = date(2018, 10, 13)  # a Saturday


def events(text: str, lang: str = "en", published: date | None = PUBLISHED) -> tuple[FoundEvent, ...]:
    return find_events(text, lang, published, find_dates(text, lang, published))


@pytest.mark.parametrize(
    ("text", "when", "title"),
    [
        ("The bridge at Oldport collapsed yesterday.", "2018-10-12", "Bridge at Oldport collapsed"),
        ("On March 3, 2016 the council closed the mine.", "2016-03-03", "Council closed the mine"),
        ("Meanwhile, the senate voted on Thursday to end the strike.", "2018-10-11", "Senate voted to end the strike"),
        (
            "The issues, which were agreed upon at the previous talks in Harrow on September 21, remain.",
            "2018-09-21",
            "Talks in Harrow",
        ),
        ("According to the ministry, the ferry sank last week.", "2018-10-01/2018-10-07", "Ferry sank"),
        ("It was also reported that the port was reopened in March 2017.", "2017-03", "Port was reopened"),
        ("Norland, which is a small republic, joined the union in 1994.", "1994", "Norland joined the union"),
        ("Tuesday's meeting ended without an agreement.", "2018-10-09", "Meeting ended without an agreement"),
        ("Workers rebuilt the dam from 1994 to 2003.", "1994/2003", "Workers rebuilt the dam"),
        ("The forum took place in Harrow on September 12-14.", "2018-09-12/2018-09-14", "Forum took place in Harrow"),
        ("The museum will open on November 4 in Oldport.", "2018-11-04", "Museum will open in Oldport"),
        (
            "The first buyer is due to receive its ship in May 2019.",
            "2019-05",
            "First buyer is due to receive its ship",
        ),
        ("The mayor announced that a new bridge would be opened in 2021.", "2021", "New bridge would be opened"),
        ("In a July 16 press conference, the mayor promised a bridge.", "2018-07-16", "Mayor promised a bridge"),
        ("The mayor was the winner of Tuesday's debate.", "2018-10-09", "Mayor was the winner of debate"),
        ("So far, the mine has been closed since 2011.", "2011", "Mine has been closed"),
        ("Two years after the fire, the museum in February bought a mill.", "2018-02", "Museum bought a mill"),
        ("There were fires at Harrow airport, which was opened in 2017.", "2017", "Harrow airport was opened"),
        (
            "The council closed the mine in 2016, sparking questions whether it could pay.",
            "2016",
            "Council closed the mine",
        ),
    ],
)
def test_a_dated_clause_becomes_a_proposal_titled_in_its_own_words(text: str, when: str, title: str) -> None:
    assert [(event.date, event.title) for event in events(text)] == [(when, title)]


@pytest.mark.parametrize(
    "text",
    [
        "The farmer, 45, worked for five years and three months.",
        "The mine may close on November 4 if prices fall.",
        "Prices could double by 2030.",
        "He said that all painful questions will be resolved by the end of the year.",
        "Mara Voss (born 3 June 1950) leads the college.",
        "The song was popular in the 1990s.",
        "A plan for the year 2020.",
    ],
)
def test_ages_durations_speculation_and_notes_on_names_are_no_events(text: str) -> None:
    assert events(text) == ()


def test_relative_dates_give_no_event_without_a_day_of_publication() -> None:
    text = "The bridge collapsed yesterday. The council met on Monday. The dam broke in 2011."
    assert [event.date for event in events(text, published=None)] == ["2011"]


def test_an_article_has_at_most_five_proposals_the_safest_in_the_order_of_the_text() -> None:
    text = " ".join(f"The council of Harrow voted on {day} May {1990 + day}." for day in range(1, 9))
    found = events(text + " Some said in 1980 that it was over.")
    assert len(found) == LIMIT
    assert all(event.kind == "full" for event in found)
    assert [event.start for event in found] == sorted(event.start for event in found)


def test_a_date_that_says_less_than_another_of_its_clause_is_no_event_of_its_own() -> None:
    found = events("The ferry was shown by Ada May at the firm's 2018 fair three days ago.")
    assert [event.date for event in found] == ["2018-10-10"]


def test_dates_in_one_list_go_out_of_the_title_together() -> None:
    found = events("He visited in March and June with the mayor.")
    assert [(event.date, event.title) for event in found] == [
        ("2018-03", "He visited with the mayor"),
        ("2018-06", "He visited with the mayor"),
    ]


def test_a_sentence_linked_to_a_decade_is_no_event() -> None:
    text = "The council voted. The agreement was signed in the 1990s. That agreement still holds and was praised."
    dates = find_dates(text, "en", PUBLISHED)
    assert find_events(text, "en", PUBLISHED, dates, find_links(text, "en", PUBLISHED, dates)) == ()


def test_a_dateline_tells_no_event() -> None:
    assert events("Ferry sinks\nOctober 13, 2018\nThe crew is safe.") == ()


def test_what_the_articles_own_entry_tells_comes_after_what_happened_earlier() -> None:
    earlier = "".join(f"The council voted on {day} May. " for day in range(1, LIMIT + 1))
    found = events(f"The bridge at Oldport collapsed yesterday. {earlier}")
    assert [event.date for event in found] == [f"2018-05-0{day}" for day in range(1, LIMIT + 1)]


def test_a_mark_left_over_from_the_sentence_before_is_no_part_of_the_event() -> None:
    text = "“It is over.\n”\nThe bridge collapsed on October 2."
    assert [text[event.start : event.end] for event in events(text)] == ["The bridge collapsed on October 2."]


def test_what_stands_in_quotation_marks_or_is_only_said_is_less_safe() -> None:
    plain = events("The bridge collapsed on October 2.")[0]
    said = events("The bridge, he said, collapsed on October 2.")[0]
    quoted = events("“The bridge collapsed on October 2,” a farmer recalled.")[0]
    assert plain.confidence > said.confidence
    assert plain.confidence > quoted.confidence


def test_place_and_people_are_named_when_plain() -> None:
    text = "President Ada May and Minister Tom Reed met. The talks of May and Reed took place yesterday in Oldport."
    found = events(text)[-1]
    assert (found.place, found.people) == ("Oldport", ("Ada May", "Tom Reed"))


def test_a_title_is_cut_at_a_joint_and_keeps_at_most_twelve_words() -> None:
    text = (
        "The meeting of the two ministers took place yesterday in Oldport within the framework of the ninth forum of "
        "the regions of Westmark and Norland."
    )
    assert events(text)[0].title == "Meeting of the two ministers took place in Oldport"


def test_the_words_that_an_event_stands_on_are_its_span() -> None:
    text = "It rained. The bridge at Oldport collapsed yesterday. Nobody was hurt."
    found = events(text)[0]
    assert text[found.start : found.end] == "The bridge at Oldport collapsed yesterday."


@pytest.mark.parametrize(
    ("lang", "text", "when", "title"),
    [
        ("ru", "Переговоры в Лесногорске прошли вчера.", "2018-10-12", "Переговоры в Лесногорске прошли"),
        ("ru", "Мост рухнул 3 марта 2016 года, погибли люди.", "2016-03-03", "Мост рухнул, погибли люди"),
        ("ru", "Если цены упадут, в ноябре шахта может закрыться.", None, None),
        ("fr", "Le conseil de Valmont a fermé la mine hier.", "2018-10-12", "Conseil de Valmont a fermé la mine"),
        ("uk", "Міст упав 3 березня 2016 року.", "2016-03-03", "Міст упав"),
        ("be", "Перамовы ў Лясным прайшлі ўчора.", "2018-10-12", "Перамовы ў Лясным прайшлі"),
        ("de", "Am 3. März 2016 wurde die neue Brücke gesperrt.", "2016-03-03", "Neue Brücke wurde gesperrt"),
    ],
)
def test_other_languages_propose_alike(lang: str, text: str, when: str | None, title: str | None) -> None:
    assert [(event.date, event.title) for event in events(text, lang)] == ([(when, title)] if when else [])
