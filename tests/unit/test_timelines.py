"""Topic pages: periods, milestones, entries and who reported them."""

from dataclasses import replace

import pytest
from newsdesk.model.digest import Digest, Event, Source
from newsdesk.model.site import Link, Page, Site
from newsdesk.timelines.assemble import sheets
from newsdesk.timelines.views import Entry, TopicsView, TopicView

from tests.digests import SITE, article, digest, event, expert, page_of, pages_of, said, text, topic


def pages(some: Digest, site: Site) -> tuple[Page, ...]:
    return pages_of(sheets, some, site)


def topic_view(some: Digest, slug: str = "harbour", *, preview: bool = False) -> TopicView:
    view = page_of(pages(some, replace(SITE, preview=preview)), f"/topics/{slug}/").view
    assert isinstance(view, TopicView)
    return view


def entries(view: TopicView) -> list[Entry]:
    return [entry for period in view.periods for entry in period.entries]


def told(*events: Event, day: str = "2031-12-31") -> Digest:
    return digest(article("teller", day, title="Looking back", timeline=events))


def test_periods_are_years_and_the_months_of_a_busy_year() -> None:
    busy = [event(f"2030-{month:02}-{day:02}", f"Thing {month} {day}") for month in (2, 11) for day in range(1, 8)]
    view = topic_view(told(event("2029-05", "Before"), event("2030", "All year"), *busy))
    assert [(p.id, p.heading, len(p.entries)) for p in view.periods] == [
        ("period-2029", "2029", 1),
        ("period-2030", "2030", 1),
        ("period-2030-02", "February 2030", 7),
        ("period-2030-11", "November 2030", 7),
        ("period-2031", "2031", 1),
    ]
    assert view.entries == 17


def test_twelve_entries_are_not_yet_busy() -> None:
    view = topic_view(told(*[event(f"2030-{month:02}-01", f"Thing {month}") for month in range(1, 13)]))
    assert [p.heading for p in view.periods] == ["2030", "2031"]


@pytest.mark.parametrize(
    ("date", "heading"),
    [
        ("203X", "2030s"),
        ("20XX", "2000–2099"),
        ("-0043", "44 BC"),
        ("2030-22", "2030"),
        ("../2030", "2030"),
        ("2029-12-30/2030-01-02", "2029"),
        ("Y12345", "12345"),
    ],
)
def test_every_date_stands_under_a_heading_that_is_true(date: str, heading: str) -> None:
    view = topic_view(told(event(date, "A thing", id="x")))
    assert [p.heading for p in view.periods for e in p.entries if e.id == "event-x"] == [heading]


def test_in_a_busy_year_coarse_dates_keep_the_order() -> None:
    days = [event(f"2030-01-{day:02}", f"Thing {day}") for day in range(1, 14)]
    coarse = [event("2030-33", "A quarter"), event("2030-34", "Next quarter"), event("2030", "The year")]
    view = topic_view(told(*days, *coarse))
    assert [p.heading for p in view.periods[:3]] == ["2030", "January 2030", "April 2030"]
    assert [e.title for e in view.periods[0].entries] == ["The year", "A quarter"]


def test_an_entry_says_who_reported_it_and_leads_to_the_words() -> None:
    gull, tern = Source("The Gull", "gull"), Source("The Tern", "tern")
    talks = event("2031-05-10", "Talks in Sandhaven", id="talks", quote="met on 10 May")
    first = article("first", "2031-05-11", source=gull, body=text("They met on 10 May."), timeline=(talks,))
    later = article("later", "2031-05-20", source=tern, timeline=(replace(talks, title="Sandhaven talks", quote=None),))
    (entry,) = [e for e in entries(topic_view(digest(first, later))) if not e.story]
    assert (entry.id, entry.title, entry.when.words) == ("event-talks", "Talks in Sandhaven", "10 May 2031")
    assert [(r.story.url, r.date.words, r.source, r.id) for r in entry.reports] == [
        ("/articles/first/#event-talks", "11 May 2031", Link("/sources/gull/", "The Gull"), "told-first--talks"),
        ("/articles/later/", "20 May 2031", Link("/sources/tern/", "The Tern"), "told-later--talks"),
    ]


def test_an_entry_gathers_text_place_and_people_from_whoever_names_them() -> None:
    one = event("2031-05-10", "Talks in Sandhaven", people=("ada-example", "Cy Stranger"))
    two = event("2031-05-10", "Talks in Sandhaven", people=("Cy Stranger",), text="They met.", place="Town hall")
    some = digest(
        article("a", "2031-05-11", timeline=(one,)),
        article("b", "2031-05-12", timeline=(two,)),
        expert("ada-example"),
    )
    (entry,) = [e for e in entries(topic_view(some)) if not e.story]
    assert (entry.text, entry.place) == ("They met.", "Town hall")
    assert [(p.name, p.url) for p in entry.people] == [("Ada Example", "/experts/ada-example/"), ("Cy Stranger", "")]


def test_a_storys_own_entry_has_its_headline_standfirst_and_report() -> None:
    (entry,) = entries(topic_view(digest(article("boats", "2031-05-10", summary="More of both."))))
    assert (entry.id, entry.story, entry.title, entry.text) == ("story-boats", True, "Boats", "More of both.")
    assert [(r.story.url, r.id) for r in entry.reports] == [("/articles/boats/", "")]


def test_a_story_that_tells_the_day_itself_is_one_entry_with_its_standfirst() -> None:
    story = article(
        "opens",
        "2031-05-10",
        title="Harbour opens",
        summary="At last.",
        timeline=(event("2031-05-10", "The harbour opens", level="milestone"),),
    )
    (entry,) = entries(topic_view(digest(story)))
    assert (entry.story, entry.milestone, entry.text) == (False, True, "At last.")


def test_milestones_are_at_most_twelve_with_the_beginning_and_the_latest() -> None:
    events = [event(f"20{year}", f"Turn {year}", level="milestone") for year in range(10, 30)]
    view = topic_view(told(*events, event("2009", "No milestone")))
    assert [e.title for e in view.milestones] == ["Turn 10", *[f"Turn {year}" for year in range(19, 30)]]


@pytest.mark.parametrize(
    ("dates", "span"),
    [
        ((), "2031"),
        (("1996-04-02",), "1996 – 2031"),
        (("-0043",), "44 BC – 2031"),
        (("2031/2040",), "2031 – 2040"),
        (("2029/..",), "2029 – 2031"),
    ],
)
def test_the_span_is_in_years_and_words(dates: tuple[str, ...], span: str) -> None:
    assert topic_view(told(*[event(date, "A thing") for date in dates])).span == span


def test_proposed_events_are_shown_as_drafts_in_a_preview_only() -> None:
    some = digest(article("a", status="draft", timeline=(event("2030", "Perhaps", proposed=True),)))
    assert [e.title for e in entries(topic_view(some))] == ["A"]
    assert [(e.title, e.draft) for e in entries(topic_view(some, preview=True))] == [("Perhaps", True), ("A", True)]


def test_ids_of_a_page_are_unique() -> None:
    stories = [
        article(f"s{n}", f"2031-05-{n:02}", timeline=(event("2030", f"Thing{n}", id="same"),)) for n in range(1, 9)
    ]
    view = topic_view(digest(*stories))
    ids = [e.id for e in entries(view)] + [p.id for p in view.periods]
    assert len(ids) == len(set(ids)) == 18


def test_people_are_the_most_quoted_and_quotations_the_latest() -> None:
    story = article(
        "a",
        body=text(quotations=[said("One.", "bo-other"), said("Two."), said("Three."), said("Four."), said("Five.")]),
    )
    view = topic_view(digest(story, expert("ada-example"), expert("bo-other")))
    assert [(p.name, p.quotations) for p in view.people] == [("Ada Example", 4), ("Bo Other", 1)]
    assert [q.paragraphs[0] for q in view.quotations] == ["One.", "Two.", "Three.", "Four."]
    assert view.commentary == Link("/topics/harbour/commentary/", "Commentary on Harbour")


def test_a_topic_without_stories_has_a_page_without_a_timeline() -> None:
    some = digest(topic("harbour", body=text("Background."), related=("trade", "gone")), topic("trade"))
    page = page_of(pages(some, SITE), "/topics/harbour/")
    view = topic_view(some)
    assert (view.periods, view.milestones, view.span, view.entries, view.commentary) == ((), (), "", 0, None)
    assert (view.background, page.modified, page.claims) == ("<p>Background.</p>", "", ("topics/harbour.md",))
    assert [card.name for card in view.related] == ["Trade"]


def test_a_topic_tells_what_is_still_open() -> None:
    some = digest(replace(topic("harbour"), questions=("Who pays?",)))
    assert topic_view(some).questions == ("Who pays?",)


def test_topics_are_listed_by_name() -> None:
    view = page_of(pages(digest(topic("b", name="Alpha"), topic("a", name="beta")), SITE), "/topics/").view
    assert isinstance(view, TopicsView)
    assert [card.name for card in view.topics] == ["Alpha", "beta"]
