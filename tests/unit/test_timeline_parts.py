"""The further views of a topic's timeline: newest first, by person, place and source, and the page for frames."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsdesk.model.digest import Article, Digest, Event, Source
from newsdesk.model.index import index_of
from newsdesk.model.site import File, Link, Page
from newsdesk.timelines.assemble import sheets
from newsdesk.timelines.facets import MOST, facets, slug_of
from newsdesk.timelines.views import EmbedView, Entry, TimelineView, TopicsView, TopicView

from tests.browser.theme_patterns.render import render
from tests.digests import SITE, article, digest, event, expert, made, page_of, pages_of, topic

GULL, TERN = Source("The Gull", "the-gull"), Source("The Tern", "the-tern")


def told(slug: str, *events: Event, day: str = "2031-12-31", source: Source | None = None) -> Article:
    return article(slug, day, title=f"Looking back {slug}", timeline=events, source=source)


def paths(some: Digest) -> set[str]:
    return {one.path.removeprefix("topics/harbour/") for one in made(sheets, some) if "harbour/" in one.path}


def timeline_at(some: Digest, part: str) -> tuple[Page, TimelineView]:
    page = page_of(pages_of(sheets, some), f"/topics/harbour/{part}")
    assert isinstance(page.view, TimelineView)
    return page, page.view


def topic_view(some: Digest) -> TopicView:
    view = page_of(pages_of(sheets, some), "/topics/harbour/").view
    assert isinstance(view, TopicView)
    return view


def entries(view: TimelineView | TopicView) -> list[Entry]:
    return [entry for period in view.periods for entry in period.entries]


def two_people() -> Digest:
    return digest(
        told("a", event("2030", "Ada speaks", people=("ada-example",)), source=GULL),
        told(
            "b", event("2031", "Cy speaks", people=("Cy Stranger",), place="Town Hall"), source=TERN, day="2032-01-01"
        ),
        expert("ada-example", name="Dr Ada Example"),
    )


def test_every_topic_with_stories_has_its_views_and_files() -> None:
    assert paths(digest(article("a"))) == {
        "index.html", "newest/index.html", "embed/index.html", "timeline.ics", "topic.json", "timelinejs.json",
    }  # fmt: skip
    assert paths(digest(topic("harbour"))) == {"index.html"}


def test_newest_first_is_the_whole_timeline_turned_round() -> None:
    some = digest(told("a", event("2030", "First"), event("2030-05", "Second"), event("2031", "Third")))
    page, view = timeline_at(some, "newest/")
    assert [e.title for e in entries(view)] == [e.title for e in entries(topic_view(some))][::-1]
    assert [p.heading for p in view.periods] == ["2031", "2030"]
    assert (page.canonical, page.noindex) == ("/topics/harbour/", False)
    assert topic_view(some).newest == Link("/topics/harbour/newest/", "Newest first")


def test_entries_elsewhere_lead_to_their_lasting_address_on_the_topics_page() -> None:
    some = two_people()
    _, newest = timeline_at(some, "newest/")
    assert {e.url for e in entries(newest) if not e.story} == {
        "/topics/harbour/#event-2030-ada-speaks", "/topics/harbour/#event-2031-cy-speaks",
    }  # fmt: skip
    _, part = timeline_at(some, "person/cy-stranger/")
    assert [e.url for e in entries(part)] == ["/topics/harbour/#told-b--2031-cy-speaks"]
    assert all(e.url == "" for e in entries(topic_view(some)))


def test_a_part_holds_what_names_its_person_and_nothing_else() -> None:
    page, view = timeline_at(two_people(), "person/ada-example/")
    assert [e.title for e in entries(view)] == ["Ada speaks"]
    assert (view.heading, view.entries, page.noindex) == ("Harbour: Dr Ada Example", 1, True)
    assert view.whole == Link("/topics/harbour/#timeline", "The whole timeline, oldest first")


def test_a_sources_part_holds_all_that_it_told() -> None:
    _, view = timeline_at(two_people(), "source/the-tern/")
    assert [e.title for e in entries(view)] == ["Cy speaks", "Looking back b"]


def test_parts_exist_for_two_values_and_more_and_are_linked_with_their_counts() -> None:
    view = topic_view(two_people())
    assert [(n.label, [(one.link.text, one.link.url, one.entries) for one in n.links]) for n in view.narrowings] == [
        ("People", [
            ("Cy Stranger", "/topics/harbour/person/cy-stranger/", 1),
            ("Dr Ada Example", "/topics/harbour/person/ada-example/", 1),
        ]),
        ("Sources", [
            ("The Gull", "/topics/harbour/source/the-gull/", 2), ("The Tern", "/topics/harbour/source/the-tern/", 2),
        ]),
    ]  # fmt: skip
    assert "place/town-hall/index.html" not in paths(two_people())


def test_counts_are_those_of_the_pages_that_they_lead_to() -> None:
    some = digest(
        told("a", event("2030-05-01", "Talks in the old harbour", people=("Bo", "Cy"))),
        told("b", event("2030-05-01", "Old harbour talks", people=("Cy",)), event("2030", "More", people=("Bo",))),
    )
    for narrowing in topic_view(some).narrowings:
        for one in narrowing.links:
            _, view = timeline_at(some, one.link.url.removeprefix("/topics/harbour/"))
            assert len(entries(view)) == view.entries == one.entries


def test_names_that_differ_in_case_and_marks_only_are_one_place() -> None:
    some = digest(
        told("a", event("2030", "One", place="Málaga")),
        told("b", event("2031", "Two", place="MALAGA"), event("2032", "Three", place="Гомель"), day="2031-12-30"),
    )
    found = facets(index_of(some).by_topic["harbour"], index_of(some))
    assert [(f.slug, f.name, f.stories) for f in found] == [
        ("malaga", "Málaga", ("a", "b")),
        ("gomel", "Гомель", ("b",)),
    ]


def test_proposed_events_open_no_part() -> None:
    events = [event("2030", f"E{n}", place=f"P{n}", proposed=True) for n in range(3)]
    assert facets(index_of(digest(told("a", *events))).rows, index_of(digest())) == ()


def test_parts_are_bounded_and_the_most_told_stay() -> None:
    many = [event("2030", f"Event {n}", id=f"e{n}", place=f"Place {n}") for n in range(MOST + 9)]
    some = digest(told("a", *many), told("b", event("2031", "Again", place=f"Place {MOST + 8}"), day="2031-12-30"))
    found = facets(index_of(some).rows, index_of(some))
    assert len(found) == MOST
    assert f"Place {MOST + 8}" in {facet.name for facet in found}


@pytest.mark.parametrize(
    ("name", "slug"), [("ada-example", "ada-example"), ("Ada Example", "ada-example"), ("…", ""), ("x" * 80, "x" * 80)]
)
def test_a_profiles_slug_stays_and_a_name_becomes_one(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_name_without_letters_has_no_page_and_does_no_harm() -> None:
    some = digest(
        told("a", event("2030", "One", place="…"), event("2031", "Two", place="A"), event("2032", "Three", place="B"))
    )
    assert {facet.slug for facet in facets(index_of(some).rows, index_of(some))} == {"a", "b"}


def test_the_frame_holds_milestones_that_lead_to_the_topics_page() -> None:
    some = digest(told("a", event("2030", "Turn", level="milestone"), event("2031", "Other")))
    page = page_of(pages_of(sheets, some), "/topics/harbour/embed/")
    assert isinstance(page.view, EmbedView)
    assert [(e.title, e.url) for e in page.view.entries] == [("Turn", "/topics/harbour/#event-2030-turn")]
    assert (page.noindex, page.view.total) == (True, 3)


def test_the_frame_stays_small_whatever_the_titles() -> None:
    turns = [event(f"20{n}", "Поворот " * 60, id=f"{'long-' * 15}{n}", level="milestone") for n in range(10, 30)]
    page = page_of(pages_of(sheets, digest(told("a", *turns))), "/topics/harbour/embed/")
    assert len(render(page).encode()) < 10 * 1024


def test_without_milestones_the_frame_holds_the_latest_entries() -> None:
    view = page_of(
        pages_of(sheets, digest(told("a", *[event(str(y), "E") for y in range(2000, 2020)]))), "/topics/harbour/embed/"
    ).view
    assert isinstance(view, EmbedView)
    assert [e.when.words for e in view.entries] == [*(str(y) for y in range(2013, 2020)), "31 December 2031"]


def test_what_leaves_the_site_holds_no_draft_and_no_proposal() -> None:
    some = digest(
        replace(told("a", event("2030", "Secret", level="milestone")), status="draft"),
        told("b", event("2031", "Perhaps", proposed=True), event("2032", "Open"), day="2031-12-30"),
    )
    preview = replace(SITE, preview=True)
    found = {one.path: one for one in made(sheets, some, preview)}
    whole = found["topics/harbour/newest/index.html"]
    assert isinstance(whole, Page)
    assert isinstance(whole.view, TimelineView)
    assert {"Secret", "Perhaps"} <= {e.title for e in entries(whole.view)}
    taken = [found[f"topics/harbour/{name}"] for name in ("timeline.ics", "topic.json", "timelinejs.json")]
    for one in taken:
        assert isinstance(one, File)
        assert b"Secret" not in one.content
        assert b"Perhaps" not in one.content
    frame = found["topics/harbour/embed/index.html"]
    assert isinstance(frame, Page)
    assert isinstance(frame.view, EmbedView)
    assert [e.title for e in frame.view.entries] == ["Looking back b", "Open"]


def test_a_topic_of_drafts_offers_nothing_to_take_away() -> None:
    some = digest(replace(told("a"), status="draft"))
    view = page_of(pages_of(sheets, some, replace(SITE, preview=True)), "/topics/harbour/").view
    assert isinstance(view, TopicView)
    assert (view.downloads, view.embed, view.snippet) == ((), "", "")
    assert paths(some) == {"index.html", "newest/index.html"}


def test_the_snippet_holds_whatever_the_topic_is_called() -> None:
    some = digest(topic("harbour", name='Ports & "Piers" <x>'), article("a"))
    assert topic_view(some).snippet == (
        '<iframe src="https://harbour.example/topics/harbour/embed/" title="Ports &amp; &quot;Piers&quot; &lt;x&gt; – '
        'The Harbour Digest" width="100%" height="480" loading="lazy"></iframe>'
    )


def test_what_came_in_last_stands_first_among_additions() -> None:
    some = digest(
        told("a", event("2030", "Old news"), event("2031", "Newer news"), day="2031-05-01"),
        told("b", event("1999", "Unearthed"), day="2031-06-01"),
    )
    assert [(one.title, one.added.words, one.when.words, one.url) for one in topic_view(some).additions] == [
        ("Unearthed", "1 June 2031", "1999", "#event-1999-unearthed"),
        ("Newer news", "1 May 2031", "2031", "#event-2031-newer-news"),
        ("Old news", "1 May 2031", "2030", "#event-2030-old-news"),
    ]


def test_an_event_told_again_was_added_when_it_was_first_told() -> None:
    talks = event("2030-05-01", "Talks in the old harbour", id="x")
    some = digest(
        told("a", talks, day="2031-05-01"),
        told("b", replace(talks, id="y", title="Old harbour talks"), day="2031-06-01"),
    )
    (entry,) = [e for e in entries(topic_view(some)) if not e.story]
    assert (entry.id, entry.added, entry.others) == ("event-x", "2031-05-01", ("event-y",))


def test_an_id_under_which_another_entry_stands_is_not_given_twice() -> None:
    one = event("2030-05-01", "Talks in the old harbour", id="x")
    some = digest(
        told("a", one, event("2029", "Else", id="y"), day="2031-05-01"),
        told("b", replace(one, id="y", title="Old harbour talks"), day="2031-06-01"),
    )
    found = entries(topic_view(some))
    ids = [name for e in found for name in (e.id, *e.others)]
    assert len(ids) == len(set(ids))


def test_an_entry_names_every_place_where_it_is_told() -> None:
    web = ("https://www.gull.example/1", "https://tern.example/2", "The Heron", "javascript:alert(1)")
    (entry,) = [e for e in entries(topic_view(digest(told("a", event("2030", "One", sources=web))))) if not e.story]
    assert [(link.text, link.url) for link in entry.sources] == [
        ("gull.example", web[0]),
        ("tern.example", web[1]),
        ("The Heron", ""),
    ]


def test_topics_are_listed_with_their_activity() -> None:
    some = digest(topic("harbour"), topic("trade"), article("a", "2031-05-10"), article("b", "2031-04-10"))
    view = page_of(pages_of(sheets, some), "/topics/").view
    assert isinstance(view, TopicsView)
    line, nothing = view.activity
    assert line is not None
    assert line.words == "2 stories in the 24 months to May 2031, most in April 2031: 1"
    assert nothing is None
