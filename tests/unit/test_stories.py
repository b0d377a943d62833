"""Story pages and the lists of them."""

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from newsdesk.model.digest import Correction, Digest, Image, PlainPage, Reference, Source, Text, visible
from newsdesk.model.edtf import parse_edtf
from newsdesk.model.site import Feed, Link, Moment, Page, Site
from newsdesk.stories.assemble import sheets
from newsdesk.stories.views import CorrectionsView, IndexView, MissingView, PlainView, StoriesView, StoryView

from tests.digests import SITE, article, at, byline, digest, event, expert, page_of, pages_of, said, text, topic


def pages(some: Digest, site: Site) -> tuple[Page, ...]:
    return pages_of(sheets, some, site)


def story_view(some: Digest, url: str) -> StoryView:
    view = page_of(pages(some, SITE), url).view
    assert isinstance(view, StoryView)
    return view


def stories_view(some: Digest, url: str) -> StoriesView:
    view = page_of(pages(some, SITE), url).view
    assert isinstance(view, StoriesView)
    return view


def test_a_storys_page_shows_what_its_file_says() -> None:
    story = article(
        "boats",
        "2031-05-10",
        "harbour",
        "trade",
        summary="More of both.",
        authors=(byline("Bo Writer"), byline("Cy Writer")),
        section="Economy",
        kind="analysis",
        dateline="Sandhaven",
        lang="en",
        tags=("boats",),
        image=Image("images/boats.jpg", "Two boats", "Bo"),
        body=text("Boats came.", "And barges."),
        corrections=(Correction(dt.date(2031, 6, 2), "Two."), Correction(dt.date(2031, 6, 1), "One.")),
    )
    some = digest(story, topic("harbour"), topic("trade"))
    page = page_of(pages(some, SITE), "/articles/boats/")
    view = story_view(some, "/articles/boats/")
    assert (page.path, page.template, page.title) == ("articles/boats/index.html", "story.html", "Boats")
    assert (page.description, page.lang, page.image) == ("More of both.", "en", "/images/boats.jpg")
    assert page.claims == ("articles/2031/boats.md",)
    assert page.crumbs == (Link("/", "Home"), Link("/topics/harbour/", "Harbour"))
    assert page.modified == "2031-06-02T00:00:00+02:00"
    assert view.byline == (Link("/authors/bo-writer/", "Bo Writer"), Link("/authors/cy-writer/", "Cy Writer"))
    assert view.modified == Moment("2031-06-02", "2 June 2031")
    assert [note.text for note in view.corrections] == ["One.", "Two."]
    assert [link.text for link in view.topics] == ["Harbour", "Trade"]
    assert (view.kind, view.section, view.dateline, view.tags) == ("analysis", "Economy", "Sandhaven", ("boats",))
    assert view.body == "<p>Boats came.</p>\n<p>And barges.</p>"
    assert (view.minutes, view.draft, view.original) == (1, False, None)


def test_a_republished_story_sends_search_engines_to_the_original() -> None:
    source = Source("The Gull", "the-gull", "https://gull.example/boats", "Di Reporter", parse_edtf("2031-05"))
    some = digest(article("boats", source=source))
    view = story_view(some, "/articles/boats/")
    assert page_of(pages(some, SITE), "/articles/boats/").canonical == "https://gull.example/boats"
    assert view.original == Link("https://gull.example/boats", "The Gull")
    assert (view.original_author, view.original_date) == ("Di Reporter", Moment("2031-05", "May 2031"))


def test_a_source_without_an_address_moves_nothing() -> None:
    some = digest(article("boats", source=Source("The Gull", "the-gull")))
    assert page_of(pages(some, SITE), "/articles/boats/").canonical is None
    assert story_view(some, "/articles/boats/").source == Link("/sources/the-gull/", "The Gull")


def test_without_a_standfirst_the_description_is_how_the_text_opens() -> None:
    some = digest(article("boats", body=text("Boats came. " * 40)))
    description = page_of(pages(some, SITE), "/articles/boats/").description
    assert description.startswith("Boats came. Boats came.")
    assert len(description) <= 160


def test_people_are_those_quoted_then_those_linked_each_once() -> None:
    body = Text(
        quotations=(
            said("One.", "ada-example"),
            said("Two.", None, speaker_name="Cy Stranger"),
            said("Three.", "ada-example"),
            said("Four.", "hidden-person", proposed=True),
        ),
        references=(
            Reference("expert", "bo-other"),
            Reference("expert", "ada-example"),
            Reference("expert", "eve-proposed", proposed=True),
            Reference("topic", "harbour"),
        ),
    )
    people = [expert(slug) for slug in ("ada-example", "bo-other", "eve-proposed", "hidden-person")]
    view = story_view(digest(article("a", body=body), *people), "/articles/a/")
    assert [(p.name, p.url) for p in view.people] == [
        ("Ada Example", "/experts/ada-example/"),
        ("Cy Stranger", ""),
        ("Bo Other", "/experts/bo-other/"),
    ]


def test_a_storys_page_does_not_count_what_its_people_said_elsewhere() -> None:
    story = article("a", body=text(quotations=[said("One."), said("Two.")]))
    view = story_view(digest(story, expert("ada-example")), "/articles/a/")
    assert [(p.name, p.quotations) for p in view.people] == [("Ada Example", 0)]


def test_events_lead_to_their_entries_and_their_words_to_the_story() -> None:
    told = (event("2031-05-03", "Opening", id="e", quote="opened on 3 May"), event("2030", "Plan", id="p"))
    view = story_view(digest(article("a", body=text("It opened on 3 May."), timeline=told)), "/articles/a/")
    assert [(t.title, t.url) for t in view.events] == [
        ("Plan", "/topics/harbour/#told-a--p"),
        ("Opening", "/topics/harbour/#told-a--e"),
    ]
    assert 'id="event-e"' in view.body


def test_proposed_events_are_told_only_in_a_preview() -> None:
    story = article("a", status="draft", timeline=(event("2030", "Plan", id="p", proposed=True),))
    assert story_view(digest(story), "/articles/a/").events == ()
    preview = page_of(pages(digest(story), replace(SITE, preview=True)), "/articles/a/").view
    assert isinstance(preview, StoryView)
    assert [told.title for told in preview.events] == ["Plan"]


def test_a_preview_tells_what_was_proposed_for_a_published_story_too() -> None:
    some = digest(article("a", timeline=(event("2030", "Plan", id="p", proposed=True),)))
    assert story_view(some, "/articles/a/").events == ()
    preview = page_of(pages(some, replace(SITE, preview=True)), "/articles/a/").view
    assert isinstance(preview, StoryView)
    assert [told.url for told in preview.events] == ["/topics/harbour/#told-a--p"]


def test_what_to_read_next_are_neighbours_in_time_so_that_a_new_story_changes_one_page() -> None:
    stories = [article(f"s{n}", f"2031-05-{n:02}") for n in range(1, 10)]
    some = digest(*stories)
    before = {page.url: page for page in pages(some, SITE)}
    view = story_view(some, "/articles/s5/")
    assert view.newer is not None
    assert view.older is not None
    assert (view.newer.url, view.older.url) == ("/articles/s6/", "/articles/s4/")
    assert [one.story.url for one in view.more] == ["/articles/s3/", "/articles/s2/", "/articles/s1/"]
    assert {(one.kind, one.why.url) for one in view.more} == {("topic", "/topics/harbour/")}
    after = {page.url: page for page in pages(digest(*stories, article("s10", "2031-05-10")), SITE)}
    changed = [url for url in before if url.startswith("/articles/") and before[url] != after[url]]
    assert changed == ["/articles/s9/"]


def test_a_story_leads_to_another_that_quotes_the_same_person_and_says_so() -> None:
    some = digest(
        article("a", "2031-05-01", "trade", body=text("Yes.", quotations=[said("Yes.")])),
        article("b", "2031-05-02", "harbour", body=text("No.", quotations=[said("No.")])),
        expert("ada-example"),
    )
    view = story_view(some, "/articles/b/")
    assert [(one.story.url, one.kind, one.why.url) for one in view.more] == [
        ("/articles/a/", "person", "/experts/ada-example/")
    ]
    assert [one.story.url for one in story_view(some, "/articles/a/").more] == ["/articles/b/"]


def test_every_correction_is_listed_the_latest_first() -> None:
    some = digest(
        article(
            "a",
            "2031-05-01",
            corrections=(Correction(dt.date(2031, 5, 3), "One."), Correction(dt.date(2031, 5, 9), "Three.")),
        ),
        article("b", "2031-05-02", corrections=(Correction(dt.date(2031, 5, 4), "Two."),)),
        article("c", "2031-05-02"),
    )
    view = page_of(pages(some, SITE), "/corrections/list/").view
    assert isinstance(view, CorrectionsView)
    assert [(note.text, note.story.url) for note in view.notes] == [
        ("Three.", "/articles/a/#corrections"),
        ("Two.", "/articles/b/#corrections"),
        ("One.", "/articles/a/#corrections"),
    ]


def test_a_story_says_on_what_terms_it_is_republished_and_how_to_cite_it() -> None:
    origin = Source("The Gull", "the-gull", url="https://gull.example/a", lang="fr", licence="CC BY 4.0")
    view = story_view(digest(article("a", source=origin, authors=(byline("Bo Writer"),))), "/articles/a/")
    assert (view.licence, view.translated) == ("CC BY 4.0", True)
    assert view.citation.startswith("Bo Writer: “")


def test_a_draft_says_so_and_keeps_search_engines_out() -> None:
    page = page_of(pages(digest(article("a", status="draft")), SITE), "/articles/a/")
    assert page.draft
    assert page.noindex


def test_drafts_and_scheduled_stories_are_on_no_page() -> None:
    some = digest(
        article("due", authors=(byline("Bo Writer"),)),
        article("draft", status="draft", authors=(byline("Cy Writer"),)),
        article("scheduled", "2032-01-01", source=Source("The Gull", "the-gull")),
    )
    made = pages(visible(some, at("2031-12-01")), SITE)
    assert not [page.url for page in made if "draft" in repr(page.view).replace("draft=False", "")]
    assert not [page.url for page in made if "scheduled" in repr(page) or "cy-writer" in page.url]


@pytest.mark.parametrize(
    ("plain", "minutes"), [("", 1), ("word " * 220, 1), ("word " * 221, 2), ("字" * 870, 2), ("café " * 440, 2)]
)
def test_reading_time_is_whole_minutes_and_at_least_one(plain: str, minutes: int) -> None:
    assert story_view(digest(article("a", body=text(plain))), "/articles/a/").minutes == minutes


def test_authors_and_sources_have_pages_with_feeds_and_an_index_by_letter() -> None:
    gull = Source("The Gull", "the-gull", "https://www.gull.example/x")
    some = digest(
        article("new", "2031-06-01", authors=(byline("Bo Writer"),), source=gull),
        article("old", "2031-05-01", authors=(byline("Bo Writer"), byline("ada Author"))),
    )
    view = stories_view(some, "/authors/bo-writer/")
    assert [card.url for card in view.stories] == ["/articles/new/", "/articles/old/"]
    page = page_of(pages(some, SITE), "/authors/bo-writer/")
    assert page.feeds == (
        Feed("/authors/bo-writer/feed.xml", "Stories by Bo Writer"),
        Feed("/authors/bo-writer/feed.json", "Stories by Bo Writer", "application/feed+json"),
    )
    assert stories_view(some, "/sources/the-gull/").website == Link("https://www.gull.example/", "gull.example")
    index = page_of(pages(some, SITE), "/authors/").view
    assert isinstance(index, IndexView)
    assert [(s.heading, [link.text for link in s.links], s.counts) for s in index.shelves] == [
        ("A", ["ada Author"], (1,)),
        ("B", ["Bo Writer"], (2,)),
    ]


def many(count: int) -> Digest:
    """Stories of one author, the oldest first in their numbers, a day each."""
    first = dt.date(2030, 1, 1)
    days = (first + dt.timedelta(days=number) for number in range(count))
    return digest(
        *(article(f"s-{n}", day.isoformat(), authors=(byline("Bo Writer"),)) for n, day in enumerate(days, start=1))
    )


@pytest.mark.parametrize(("count", "sizes"), [(149, [149]), (150, [50, 100]), (330, [130, 100, 100])])
def test_a_long_list_stands_on_several_pages(count: int, sizes: list[int]) -> None:
    some, top = many(count), "/authors/bo-writer/"
    parts = [f"{top}{number}/" for number in range(len(sizes) - 1, 0, -1)]
    views = [stories_view(some, url) for url in (top, *parts)]
    assert [len(view.stories) for view in views] == sizes
    shown = [card.url for view in views for card in view.stories]
    assert shown == [f"/articles/s-{number}/" for number in range(count, 0, -1)]
    for newer, older in itertools.pairwise(views):
        assert newer.older
        assert older.newer
        assert (stories_view(some, newer.older.url), stories_view(some, older.newer.url)) == (older, newer)
    assert (views[0].newer, views[-1].older) == (None, None)
    earlier = views[0].earlier
    assert ([link.url for link in earlier.links] if earlier else []) == parts


def test_the_pages_of_a_list_have_titles_of_their_own_and_one_feed() -> None:
    made = {page.url: page for page in pages(many(150), SITE) if page.url.startswith("/authors/bo-writer/")}
    newest, oldest = made["/authors/bo-writer/"], made["/authors/bo-writer/1/"]
    assert (newest.title, oldest.title) == ("Stories by Bo Writer", "Stories by Bo Writer, part 1")
    assert oldest.description == "Stories by Bo Writer, January 2030 – April 2030."
    assert (len(newest.feeds), oldest.feeds) == (2, ())


def test_a_new_story_changes_no_earlier_part() -> None:
    before, after = ({page.url: page for page in pages(many(count), SITE)} for count in (260, 261))
    earlier = [f"/authors/bo-writer/{number}/" for number in (1, 2)]
    assert [before[url] for url in earlier] == [after[url] for url in earlier]


def test_a_byline_that_stands_twice_lists_the_story_once() -> None:
    some = digest(article("a", authors=(byline("Bo Writer"), byline("Bo Writer"))))
    assert len(stories_view(some, "/authors/bo-writer/").stories) == 1


def test_months_lead_to_their_neighbours_and_years_come_newest_first() -> None:
    some = digest(
        article("a", "2030-12-31"), article("b", "2031-02-01"), article("c", "2031-02-28"), article("d", "2031-04-01")
    )
    view = stories_view(some, "/archive/2031/02/")
    assert view.heading == "February 2031"
    assert [card.url for card in view.stories] == ["/articles/c/", "/articles/b/"]
    assert view.newer == Link("/archive/2031/04/", "April 2031")
    assert view.older == Link("/archive/2030/12/", "December 2030")
    index = page_of(pages(some, SITE), "/archive/").view
    assert isinstance(index, IndexView)
    assert [(s.heading, [link.text for link in s.links], s.counts) for s in index.shelves] == [
        ("2031", ["April", "February"], (1, 2)),
        ("2030", ["December"], (1,)),
    ]


def test_a_storys_month_is_that_of_its_own_zone() -> None:
    east = dt.timezone(dt.timedelta(hours=13))
    some = digest(article("a", date=dt.datetime(2031, 6, 1, 0, 30, tzinfo=east)))
    assert stories_view(some, "/archive/2031/06/").stories


def test_plain_pages_and_the_missing_page() -> None:
    about = PlainPage("about", "pages/about.md", "About", "Who we are.", text("We are few."))
    made = pages(digest(article("a"), pages=(about,)), SITE)
    page = page_of(made, "/about/")
    assert page.view == PlainView("About", "<p>We are few.</p>")
    assert (page.description, page.claims) == ("Who we are.", ("pages/about.md",))
    missing = page_of(made, "/404.html")
    assert (missing.path, missing.noindex) == ("404.html", True)
    assert isinstance(missing.view, MissingView)
    assert missing.view.topics == (Link("/topics/harbour/", "Harbour"),)


def test_an_empty_digest_still_has_its_indexes() -> None:
    lists = ["/authors/", "/sources/", "/archive/", "/corrections/list/"]
    assert [page.url for page in pages(Digest(), SITE)] == [*lists, "/search/", "/404.html"]


def test_every_source_file_is_claimed_by_its_own_page() -> None:
    some = digest(article("a"), article("b"), pages=(PlainPage("about", "pages/about.md", "About"),))
    claims = [claim for page in pages(some, SITE) for claim in page.claims]
    assert sorted(claims) == ["articles/2031/a.md", "articles/2031/b.md", "pages/about.md"]
