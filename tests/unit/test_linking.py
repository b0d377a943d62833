"""Undated sentences and the date they belong to: which are linked, to what, and which are left alone."""

from __future__ import annotations

from datetime import date

import pytest
from newsdesk.language.analysis import FoundLink, KnownEvent
from newsdesk.language.dates import find_dates
from newsdesk.language.events import LIMIT, find_events
from newsdesk.language.linking import find_links

PUBLISHED = date(2018, 10, 13)  # a Saturday


def links(text: str, lang: str = "en", known: tuple[KnownEvent, ...] = ()) -> tuple[FoundLink, ...]:
    return find_links(text, lang, PUBLISHED, find_dates(text, lang, PUBLISHED), known)


def linked(text: str, lang: str = "en") -> list[tuple[str, str, str]]:
    return [(text[link.start : link.end], link.value, link.kind) for link in links(text, lang)]


LEAD = "The council of Oldport votes on its budget. "


@pytest.mark.parametrize(
    ("dated", "undated", "when"),
    [
        ("The firm was suspended in July 2003.", "The suspension cost it two tenders.", "2003-07"),
        ("The ferry line was launched on April 28, 2003.", "Since its launch it has carried a million.", "2003-04-28"),
        ("Both towns signed the accord on 15 June.", "The deal was approved unanimously.", "2018-06-15"),
        ("The mayor resigned in 2011.", "His resignation ended a long quarrel.", "2011"),
    ],
)
def test_an_event_named_as_known_has_the_date_told_before(dated: str, undated: str, when: str) -> None:
    assert linked(f"{LEAD}{dated} {undated}") == [(undated, when, "same event")]


@pytest.mark.parametrize(
    "text",
    [
        # The article's own event: named in the lead, or as known before it is dated.
        "The council ended a strike. Another strike hit the port in 2011. The strike had cost a fortune.",
        f"{LEAD}The strike is over. Another strike hit the port in 2011. The strike had cost a fortune.",
        # Not named as known, another event, this very year, or someone's own words.
        f"{LEAD}The firm was suspended in July 2003. A suspension is a serious matter.",
        f"{LEAD}The firm was suspended in July 2003. The harvest is poor.",
        f"{LEAD}The firm was suspended this year. The suspension cost it two tenders.",
        f"{LEAD}The firm was suspended in July 2003. “We regret the suspension.”",
    ],
)
def test_the_articles_own_event_and_another_one_are_not_linked(text: str) -> None:
    assert [link for link in links(text) if link.kind == "same event"] == []


def test_the_plain_past_goes_on_telling_of_the_day_that_the_lead_dates() -> None:
    text = (
        "The mayor opened the bridge on Thursday. She thanked the engineers. The bridge has two lanes. "
        "It will be closed at night. In 2011 the old one burned down."
    )
    assert linked(text) == [("She thanked the engineers.", "2018-10-11", "report day")]


def test_a_lead_without_a_day_takes_that_of_the_sentence_after_it() -> None:
    text = "Mayor opens bridge\n\nThe mayor opened the bridge on Thursday."
    assert linked(text) == [("Mayor opens bridge", "2018-10-11", "report day")]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor opened the bridge today. She thanked the engineers.",
        "The mayor opened the bridge in 2011. She thanked the engineers.",
        "October 13, 2018\nThe mayor opened the bridge. She thanked the engineers.",
        "The mayor opened the bridge on 3 May. She thanked the engineers.",
    ],
)
def test_there_is_no_report_day_of_today_or_long_ago(text: str) -> None:
    assert links(text) == ()


def test_german_links_by_its_own_words() -> None:
    text = "Der Rat tagte am Donnerstag. Die Bürgermeisterin dankte den Ingenieuren. Die Brücke ist geschlossen."
    assert linked(text, "de") == [("Die Bürgermeisterin dankte den Ingenieuren.", "2018-10-11", "report day")]


def test_a_language_without_words_links_nothing() -> None:
    assert links("Мэр открыл мост в четверг. Он поблагодарил инженеров.", "ru") == ()


def test_a_confirmed_entry_of_the_topic_dates_what_tells_it_again() -> None:
    known = (KnownEvent("2016-03", "Council closed the salt mine"), KnownEvent("2015", "Bridge opened"))
    text = f"{LEAD}Years after the council closed the salt mine at Harrow, nobody has a plan. The bridge opened late."
    found = links(text, known=known)
    assert [(link.value, link.kind) for link in found] == [("2016-03", "known entry")]
    (event,) = find_events(text, "en", PUBLISHED, (), found)
    assert (event.date, event.kind, event.date_start) == ("2016-03", "known entry", None)


def test_a_linked_sentence_is_a_proposal_that_shows_the_words_it_is_dated_by() -> None:
    text = f"{LEAD}The firm was suspended in July 2003. The suspension cost the firm two tenders."
    dates = find_dates(text, "en", PUBLISHED)
    dated, undated = find_events(text, "en", PUBLISHED, dates, links(text))
    assert (dated.date, dated.kind, undated.date, undated.kind) == ("2003-07", "month", "2003-07", "same event")
    assert undated.title == "Suspension cost the firm two tenders"
    assert undated.confidence < dated.confidence
    assert undated.date_start is not None
    assert text[undated.date_start : undated.date_end] == "July 2003"


def test_links_take_no_place_from_dated_sentences() -> None:
    dated = " ".join(f"The firm was suspended in 200{year}." for year in range(LIMIT))
    text = f"{LEAD}{dated} The suspension cost it two tenders."
    found = find_events(text, "en", PUBLISHED, find_dates(text, "en", PUBLISHED), links(text))
    assert [event.date for event in found] == [f"200{year}" for year in range(LIMIT)]
