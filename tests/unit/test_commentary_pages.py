"""How often, by topic, by date, corrected, how to cite: what the pages of experts and topics say beside the words."""

from __future__ import annotations

import datetime as dt

import pytest
from newsdesk.commentary.assemble import sheets
from newsdesk.commentary.frequency import MOST_BARS, by_month, frequency
from newsdesk.commentary.views import CommentaryView, ExpertsView, ExpertView, SaidView
from newsdesk.model.digest import Correction, Digest, Source
from newsdesk.model.site import Moment, Page, QuotationCard
from newsdesk.source.addresses import addresses, strip_feed
from newsdesk.syndication.describing import describe

from tests.digests import article, byline, digest, expert, page_of, pages_of, said, text, topic


def pages(some: Digest) -> tuple[Page, ...]:
    return pages_of(sheets, some)


def only_card(some: Digest) -> QuotationCard:
    view = page_of(pages(some), "/experts/ada-example/").view
    assert isinstance(view, ExpertView)
    ((card,),) = (group.quotations for group in view.groups)
    return card


def test_a_quotation_is_cited_with_speaker_headline_writers_publication_and_date() -> None:
    story = article(
        "a",
        title="Harbour opens",
        authors=(byline("Bo Writer"), byline("Cy Writer")),
        source=Source("The Gull", "gull"),
        body=text(quotations=[said("We open.")]),
    )
    cited = only_card(digest(story, expert("ada-example"))).citation
    assert cited == "Ada Example, quoted in “Harbour opens” by Bo Writer and Cy Writer, The Gull, 10 May 2031"


def test_reported_speech_is_cited_as_such_and_what_is_not_known_is_left_out() -> None:
    story = article("a", title="Harbour opens", body=text(quotations=[said("it opens", speech="indirect")]))
    cited = only_card(digest(story, expert("ada-example"))).citation
    assert cited == "Ada Example, reported in “Harbour opens”, 10 May 2031"


def test_the_original_author_is_cited_where_the_story_has_no_byline() -> None:
    source = Source("The Gull", "gull", author="Di Author")
    story = article("a", title="Harbour opens", source=source, body=text(quotations=[said("We open.")]))
    assert "by Di Author, The Gull" in only_card(digest(story, expert("ada-example"))).citation


def test_a_retraction_marks_the_words_of_its_story_with_its_own_date() -> None:
    notes = (
        Correction(dt.date(2031, 5, 12), "It was all wrong.", retraction=True),
        Correction(dt.date(2031, 6, 1), "x"),
    )
    story = article("wrong", corrections=notes, body=text(quotations=[said("One.")]))
    card = only_card(digest(story, expert("ada-example"), topic("harbour")))
    assert (card.retracted, card.corrected) == (True, Moment("2031-05-12", "12 May 2031"))


def test_a_correction_marks_the_words_of_its_story_on_every_page_with_the_latest_date() -> None:
    notes = (Correction(dt.date(2031, 6, 1), "One."), Correction(dt.date(2031, 5, 20), "Two."))
    some = digest(
        article("wrong", corrections=notes, body=text(quotations=[said("One."), said("A.", "bo-other")])),
        article("right", "2031-05-01", "trade", body=text(quotations=[said("Two.")])),
        expert("ada-example"),
        expert("bo-other"),
        topic("harbour"),
        topic("trade"),
    )
    marked = set()
    for page in pages(some):
        if isinstance(page.view, ExpertView | SaidView | CommentaryView):
            cards = [card for group in page.view.groups for card in group.quotations]
            for card in cards:
                wrong = card.story.url == "/articles/wrong/"
                assert card.corrected == (Moment("2031-06-01", "1 June 2031") if wrong else None)
                marked |= {page.url} if wrong else set()
    assert marked == {
        "/experts/ada-example/",
        "/experts/ada-example/by-topic/",
        "/experts/bo-other/",
        "/topics/harbour/commentary/",
        "/topics/harbour/commentary/by-date/",
    }


def test_bars_are_months_and_say_in_words_what_they_show() -> None:
    drawn = frequency(by_month([(2031, 5), (2031, 5), (2031, 5), (2031, 8)]))
    assert drawn
    assert [(bar.words, bar.quotations) for bar in drawn.bars] == [("May 2031", 3), ("August 2031", 1)]
    assert [bar.x for bar in drawn.bars] == [0, 36]
    assert drawn.width == 48
    assert drawn.words == "4 quotations from May 2031 to August 2031; most in May 2031: 3."


@pytest.mark.parametrize(
    ("years", "unit", "last"),
    [
        ((2029, 2031), "month", "May 2031"),
        ((2020, 2031), "year", "2031"),
        ((1900, 2031), "decade", "2030–2039"),
        ((1, 2031), "century", "2000–2099"),
        ((1, 9999), "millennium", "9000–9999"),
    ],
)
def test_a_longer_time_has_longer_steps(years: tuple[int, int], unit: str, last: str) -> None:
    drawn = frequency(by_month((year, 5) for year in years))
    assert drawn
    assert (drawn.unit, drawn.last) == (unit, last)
    assert drawn.width <= MOST_BARS * 12
    assert all(0 <= bar.y < drawn.height and bar.height > 0 for bar in drawn.bars)


@pytest.mark.parametrize("dates", [[], [(2031, 5)], [(2031, 5), (2031, 5)]])
def test_words_of_a_single_month_need_no_drawing(dates: list[tuple[int, int]]) -> None:
    assert frequency(by_month(dates)) is None


def test_an_expert_on_one_topic_has_no_page_by_topic() -> None:
    some = digest(article("a", body=text(quotations=[said("One.")])), expert("ada-example"))
    assert "/experts/ada-example/by-topic/" not in [page.url for page in pages(some)]


def test_stories_whose_topic_nobody_described_stand_under_other_stories() -> None:
    some = digest(
        article("a", "2031-05-02", "nowhere", body=text(quotations=[said("One.")])),
        article("b", "2031-05-01", "harbour", body=text(quotations=[said("Two.")])),
        expert("ada-example"),
        topic("harbour"),
    )
    view = page_of(pages(some), "/experts/ada-example/by-topic/").view
    assert isinstance(view, SaidView)
    assert [(group.id, group.heading.text) for group in view.groups] == [
        ("on", "Other stories"),
        ("on-harbour", "Harbour"),
    ]


def test_commentary_by_date_names_every_speaker_and_yields_to_the_main_page() -> None:
    some = digest(
        article("a", "2031-05-01", body=text(quotations=[said("One.")])),
        article("b", "2031-06-01", body=text(quotations=[said("Two.", None)])),
        expert("ada-example"),
    )
    page = page_of(pages(some), "/topics/harbour/commentary/by-date/")
    assert isinstance(page.view, SaidView)
    assert page.view.speakers
    assert page.canonical == "/topics/harbour/commentary/"
    assert [(g.heading.text, [q.speaker.name for q in g.quotations]) for g in page.view.groups] == [
        ("June 2031", ["Plain Name"]),
        ("May 2031", ["Ada Example"]),
    ]


def test_where_one_person_speaks_there_is_no_second_order() -> None:
    some = digest(article("a", body=text(quotations=[said("One."), said("Two.")])), expert("ada-example"))
    view = page_of(pages(some), "/topics/harbour/commentary/").view
    assert isinstance(view, CommentaryView)
    assert (view.by_date, view.people) == (None, 1)
    assert "/topics/harbour/commentary/by-date/" not in [page.url for page in pages(some)]


def test_experts_can_be_narrowed_to_a_topic_with_how_often_they_speak_on_it() -> None:
    some = digest(
        article("a", "2031-05-01", "harbour", body=text(quotations=[said("One."), said("Two."), said("P.", None)])),
        article("b", "2031-05-02", "trade", body=text(quotations=[said("Three."), said("A.", "bo-office")])),
        expert("ada-example"),
        expert("bo-office", kind="official"),
        topic("harbour"),
        topic("trade"),
        topic("weather"),
    )
    everyone = page_of(pages(some), "/experts/").view
    assert isinstance(everyone, ExpertsView)
    assert [(one.link.url, one.count) for one in everyone.topics] == [
        ("/topics/harbour/experts/", 1),
        ("/topics/trade/experts/", 2),
    ]
    view = page_of(pages(some), "/topics/harbour/experts/").view
    assert isinstance(view, ExpertsView)
    assert [(who.name, who.quotations) for who in view.experts] == [("Ada Example", 2)]
    assert view.officials == ()


def test_no_name_of_an_expert_can_take_the_address_of_another_page() -> None:
    names = ("by-topic", "topic", "on", "2031", "commentary", "experts")
    stories = [article(f"s-{name}", body=text(quotations=[said(f"Words of {name}.", name)])) for name in names] + [
        article("other", "2031-05-02", "trade", body=text(quotations=[said(f"More of {n}.", n) for n in names]))
    ]
    some = digest(*stories, *(expert(name) for name in names), topic("harbour"), topic("trade"))
    urls = [page.url for page in pages(some)]
    assert len(set(urls)) == len(urls)
    known = addresses(some)
    assert [url for url in urls if strip_feed(url) not in known] == []


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/experts/ada-example/2031/", "/experts/ada-example/"),
        ("/experts/ada-example/2031/12/", "/experts/ada-example/"),
        ("/experts/ada-example/by-topic/", "/experts/ada-example/"),
        ("/experts/ada-example/2031/x/", "/experts/ada-example/2031/x/"),
        ("/topics/harbour/commentary/2031/2/", "/topics/harbour/"),
        ("/topics/harbour/commentary/by-date/", "/topics/harbour/"),
        ("/topics/harbour/experts/", "/topics/harbour/"),
        ("/experts/2031/", "/experts/2031/"),
    ],
)
def test_years_and_orders_are_known_as_parts_of_their_page(address: str, page: str) -> None:
    assert strip_feed(address) == page


def test_structured_data_names_the_person_and_quotes_what_the_page_shows() -> None:
    some = digest(
        article("a", "2031-05-01", "harbour", body=text(quotations=[said("We open.")])),
        article("b", "2031-05-02", "trade", body=text(quotations=[said("it closes", speech="indirect")])),
        expert("ada-example"),
        topic("harbour"),
        topic("trade"),
    )
    described = pages_of(sheets, some, describe=describe)
    for url in ("/experts/ada-example/", "/experts/ada-example/by-topic/"):
        data = page_of(described, url).data
        assert '"mainEntity":{"@type":"Person","@id":"https://harbour.example/experts/ada-example/#person"' in data
        assert '"text":"We open."' in data
        assert "it closes" not in data
    assert '"@type":"Quotation"' in page_of(described, "/topics/harbour/commentary/").data
