"""Dates in words and small cards: what a list shows of a story, a topic, a person, a quotation."""

import datetime as dt
import re
import zoneinfo

import pytest
from newsdesk.model.cards import (
    Said,
    day,
    event_moment,
    find_web_link,
    moment,
    person_card,
    quotation_card,
    rfc3339,
    said_by,
    said_in,
    speaker_card,
    speaker_key,
    story_card,
    topic_card,
    updated,
)
from newsdesk.model.digest import Correction, Digest, Source
from newsdesk.model.edtf import parse_edtf
from newsdesk.model.index import index_of
from newsdesk.model.site import Link, Moment

from tests.digests import article, at, byline, digest, expert, said, text, topic

# Local mean times had seconds in their offsets.
AMSTERDAM = dt.timezone(dt.timedelta(minutes=19, seconds=32))
DAKAR = dt.timezone(dt.timedelta(hours=-1, minutes=-9, seconds=-44))
# What HTML takes for a year, a month or a date in <time datetime> (HTML Living Standard, "Dates and times").
HTML_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")


@pytest.mark.parametrize(
    ("edtf", "iso", "words"),
    [
        ("2031", "2031", "2031"),
        ("2031-05", "2031-05", "May 2031"),
        ("2031-05-10", "2031-05-10", "10 May 2031"),
        ("0042-01-02", "0042-01-02", "2 January 42"),
        ("2031-05-XX", "2031-05", "May 2031"),
        ("2031-05~", "", "around May 2031"),
        ("2031-05-10?", "", "possibly 10 May 2031"),
        ("2031-33", "", "first quarter of 2031"),
        ("2031-22", "", "summer 2031"),
        ("203X", "", "2030s"),
        ("2031-05-10/2031-05-12", "", "10–12 May 2031"),
        ("../2031", "", "by the end of 2031"),
        ("-0043", "", "44 BC"),
        ("Y12345", "", "12345"),
    ],
)
def test_an_events_date_has_words_and_a_machine_date_only_if_html_can_hold_it(edtf: str, iso: str, words: str) -> None:
    assert event_moment(parse_edtf(edtf)) == Moment(iso, words)
    assert not iso or HTML_DATE.match(iso)


def test_a_date_without_a_time_tells_no_hour() -> None:
    assert moment(at("2031-05-10", "00:00")) == Moment("2031-05-10", "10 May 2031")
    assert moment(at("2031-05-10", "09:30")) == Moment("2031-05-10T09:30:00+02:00", "10 May 2031")
    assert day(dt.date(2031, 12, 1)) == Moment("2031-12-01", "1 December 2031")


@pytest.mark.parametrize(
    ("when", "written"),
    [
        (dt.datetime(2031, 5, 10, 9, 30, tzinfo=dt.UTC), "2031-05-10T09:30:00Z"),
        (dt.datetime(2031, 5, 10, 9, 30, 1, 999, tzinfo=dt.UTC), "2031-05-10T09:30:01Z"),
        (
            dt.datetime(1850, 1, 1, tzinfo=AMSTERDAM),
            "1850-01-01T00:00:00+00:19",
        ),
        (dt.datetime(1, 1, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Warsaw")), "0001-01-01T00:00:00+01:24"),
        (
            dt.datetime(1850, 1, 1, tzinfo=DAKAR),
            "1850-01-01T00:00:00-01:10",
        ),
    ],
)
def test_a_time_is_written_with_its_offset_to_the_minute(when: dt.datetime, written: str) -> None:
    assert rfc3339(when) == written


def test_a_story_changes_with_its_latest_correction_or_modification_and_never_before_its_date() -> None:
    assert updated(article("a", "2031-05-10")) == at("2031-05-10")
    corrected = article("a", "2031-05-10", corrections=(Correction(dt.date(2031, 6, 1), "One boat, not two."),))
    assert updated(corrected) == at("2031-06-01", "00:00")
    assert updated(article("a", "2031-05-10", modified=at("2031-05-12"))) == at("2031-05-12")
    assert updated(article("a", "2031-05-10", modified=at("2031-05-01"))) == at("2031-05-10")


def test_a_story_card_says_what_a_list_needs() -> None:
    story = article(
        "boats",
        "2031-05-10",
        "harbour",
        "trade",
        title="Boats & barges",
        summary="More of both.",
        authors=(byline("Bo Writer"),),
        source=Source("The Gull", "the-gull"),
        corrections=(Correction(dt.date(2031, 5, 11), "x"),),
    )
    card = story_card(story, digest(story, topic("harbour", name="The harbour"), topic("trade")))
    assert (card.url, card.headline, card.standfirst) == ("/articles/boats/", "Boats & barges", "More of both.")
    assert card.kicker == Link("/topics/harbour/", "The harbour")
    assert card.byline == (Link("/authors/bo-writer/", "Bo Writer"),)
    assert card.source == Link("/sources/the-gull/", "The Gull")
    assert card.corrected
    assert not card.draft


def test_a_story_whose_topic_has_no_file_has_no_kicker() -> None:
    story = article("boats", "2031-05-10", "nowhere")
    assert story_card(story, digest(story)).kicker is None


def test_a_topic_card_counts_its_stories_and_dates_the_latest() -> None:
    some = digest(article("a", "2031-05-10"), article("b", "2031-06-10"), topic("harbour"), topic("empty"))
    told, empty = (topic_card(some.topic[slug], index_of(some)) for slug in ("harbour", "empty"))
    assert (told.stories, told.latest) == (2, moment(at("2031-06-10")))
    assert (empty.stories, empty.latest) == (0, None)


def test_a_person_without_a_profile_has_a_name_and_no_address() -> None:
    assert (person_card("Cy Stranger").url, person_card("Cy Stranger").name) == ("", "Cy Stranger")
    card = person_card(expert("ada-example", role="engineer", affiliation="Port", kind="official"), 3)
    assert (card.url, card.role, card.affiliation) == ("/experts/ada-example/", "engineer", "Port")
    assert (card.kind, card.quotations) == ("official", 3)


def test_a_quotation_leads_to_its_sentence_and_keeps_its_paragraphs() -> None:
    story = article("a", lang="de", body=text(quotations=[said("First.\n\nSecond.", attribution="at noon")]))
    (one,) = said_in([story], digest(story, expert("ada-example")))
    card = quotation_card(one, digest(story, expert("ada-example")))
    assert card.url == f"/articles/a/#{card.anchor}"
    assert card.paragraphs == ("First.", "Second.")
    assert (card.speaker.url, card.attribution, card.lang) == ("/experts/ada-example/", "at noon", "de")
    assert card.story == Link("/articles/a/", "A")


def test_proposed_quotations_are_in_no_list() -> None:
    story = article("a", body=text(quotations=[said("One."), said("Two.", proposed=True)]))
    some = digest(story, expert("ada-example"))
    assert [one.quotation.words for one in said_in(some.articles, some)] == ["One."]
    assert [one.quotation.words for one in said_by(some.expert["ada-example"], some)] == ["One."]


def test_a_speaker_whose_profile_readers_may_not_see_stands_under_the_plain_name() -> None:
    story = article("a", body=text(quotations=[said("One.", "hidden-person")]))
    card = quotation_card(Said(story, story.body.quotations[0]), digest(story))
    assert (card.speaker.url, card.speaker.name) == ("", "Hidden Person")


def test_a_plain_name_is_never_taken_for_the_profile_with_that_slug() -> None:
    quotations = [said("One.", None, speaker_name="ada-example"), said("Two.", "ada-example")]
    some = digest(article("a", body=text(quotations=quotations)), expert("ada-example"))
    assert [speaker_key(one.quotation, some) for one in said_in(some.articles, some)] == [" ada-example", "ada-example"]
    assert [speaker_card(one.quotation, some).url for one in said_in(some.articles, some)] == [
        "",
        "/experts/ada-example/",
    ]
    assert [one.quotation.words for one in said_by(some.expert["ada-example"], some)] == ["Two."]


def test_quotations_come_newest_story_first_and_within_it_as_they_stand() -> None:
    old = article("old", "2031-05-01", body=text(quotations=[said("Old one."), said("Old two.")]))
    new = article("new", "2031-05-02", body=text(quotations=[said("New.")]))
    gathered = said_by(expert("ada-example"), digest(old, new, expert("ada-example")))
    assert [one.quotation.words for one in gathered] == ["New.", "Old one.", "Old two."]


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://www.gull.example/a?b=c", Link("https://www.gull.example/a?b=c", "gull.example")),
        ("http://gull.example", Link("http://gull.example", "gull.example")),
        ("javascript:alert(1)", None),
        ("//gull.example/", None),
        ("http://[broken", None),
        ("https://", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links_out_of_the_site(url: str | None, link: Link | None) -> None:
    assert find_web_link(url) == link


def test_an_empty_digest_has_no_quotations() -> None:
    assert said_in((), Digest()) == ()
    assert said_by(expert("ada-example"), Digest()) == ()


def test_words_told_again_are_one_quotation_of_the_story_that_told_them_first() -> None:
    first = article("first", "2031-05-01", body=text(quotations=[said("We  open."), said("Twice."), said("Twice.")]))
    again = article("again", "2031-05-02", body=text(quotations=[said("New."), said("we open."), said("Last.")]))
    other = article("other", "2031-05-03", body=text(quotations=[said("We open.", "bo-other")]))
    some = digest(first, again, other, expert("ada-example"), expert("bo-other"))
    gathered = said_by(some.expert["ada-example"], some)
    assert [(one.article.slug, one.quotation.words) for one in gathered] == [
        ("again", "New."),
        ("again", "Last."),
        ("first", "We  open."),
        ("first", "Twice."),
    ]
    assert len(said_by(some.expert["bo-other"], some)) == 1
