"""Home and the dated editions."""

from dataclasses import replace

from newsdesk.editions.assemble import sheets
from newsdesk.editions.views import EditionsView, EditionView, HomeView
from newsdesk.model.digest import Digest, EditionItem, visible
from newsdesk.model.site import Link, Page, Site

from tests.digests import SITE, article, at, digest, edition, page_of, pages_of, text, topic


def pages(some: Digest, site: Site) -> tuple[Page, ...]:
    return pages_of(sheets, some, site)


def edition_view(some: Digest, day: str) -> EditionView:
    view = page_of(pages(some, SITE), f"/editions/{day}/").view
    assert isinstance(view, EditionView)
    return view


def home_view(some: Digest) -> HomeView:
    view = page_of(pages(some, SITE), "/").view
    assert isinstance(view, HomeView)
    return view


def urls(view: EditionView) -> list[str]:
    return [item.story.url.split("/")[2] for item in view.items]


STORIES = [article(f"s{day}", f"2031-05-{day:02}") for day in range(1, 10)]


def test_an_edition_without_items_gathers_what_came_since_the_one_before() -> None:
    some = digest(*STORIES, edition("2031-05-03"), edition("2031-05-06"))
    assert urls(edition_view(some, "2031-05-03")) == ["s3", "s2", "s1"]
    assert urls(edition_view(some, "2031-05-06")) == ["s6", "s5", "s4"]


def test_an_edition_with_items_shows_them_in_order_with_notes() -> None:
    items = (EditionItem("s9", "Read this."), EditionItem("s1"), EditionItem("gone"))
    some = digest(*STORIES, edition("2031-05-03", items=items), edition("2031-05-05"))
    view = edition_view(some, "2031-05-03")
    assert urls(view) == ["s9", "s1"]
    assert [item.note for item in view.items] == ["Read this.", ""]
    assert urls(edition_view(some, "2031-05-05")) == ["s5", "s4"]


def test_numbers_count_from_the_oldest_and_links_lead_both_ways() -> None:
    some = digest(edition("2031-05-03"), edition("2031-05-06", title="Six"), edition("2031-05-09"))
    view = edition_view(some, "2031-05-06")
    assert (view.number, view.title) == (2, "Six")
    assert view.older == Link("/editions/2031-05-03/", "Edition of 3 May 2031")
    assert view.newer == Link("/editions/2031-05-09/", "Edition of 9 May 2031")
    index = page_of(pages(some, SITE), "/editions/").view
    assert isinstance(index, EditionsView)
    assert [card.number for card in index.editions] == [3, 2, 1]


def test_a_letter_describes_its_edition() -> None:
    some = digest(article("a", "2031-05-01"), edition("2031-05-03", body=text("Dear readers.")), edition("2031-05-04"))
    page = page_of(pages(some, SITE), "/editions/2031-05-03/")
    assert edition_view(some, "2031-05-03").letter == "<p>Dear readers.</p>"
    assert (page.description, page.claims) == ("Dear readers.", ("editions/2031-05-03.md",))
    assert page_of(pages(some, SITE), "/editions/2031-05-04/").description == "The edition of 4 May 2031: 0 stories."


def test_home_shows_the_latest_edition_and_the_stories_that_are_not_in_it() -> None:
    some = digest(*STORIES, edition("2031-05-03"), edition("2031-05-06"))
    view = home_view(some)
    assert view.edition == edition_view(some, "2031-05-06")
    assert view.edition_url == "/editions/2031-05-06/"
    assert [card.url.split("/")[2] for card in view.latest] == ["s9", "s8", "s7", "s3", "s2", "s1"]


def test_home_without_editions_shows_the_latest_stories() -> None:
    stories = [article(f"s{n:02}", f"2031-05-{n:02}") for n in range(1, 31)]
    view = home_view(digest(*stories))
    assert (view.edition, view.edition_url, len(view.latest)) == (None, "", 12)
    assert view.latest[0].url == "/articles/s30/"


def test_home_names_the_topics_with_the_latest_stories() -> None:
    some = digest(
        article("old", "2031-05-01", "aaa"),
        article("new", "2031-05-02", "zzz"),
        topic("aaa"),
        topic("zzz"),
        topic("none"),
    )
    assert [card.name for card in home_view(some).topics] == ["Zzz", "Aaa"]


def test_an_edition_in_the_future_is_not_there_yet() -> None:
    some = visible(digest(*STORIES, edition("2031-05-03"), edition("2031-05-20")), at("2031-05-10"))
    assert home_view(some).edition_url == "/editions/2031-05-03/"


def test_two_editions_of_one_day_are_told_apart_by_their_slug() -> None:
    evening = replace(edition("2031-05-03"), slug="2031-05-03-evening")
    some = digest(*STORIES, edition("2031-05-03"), evening)
    assert urls(edition_view(some, "2031-05-03")) == ["s3", "s2", "s1"]
    assert urls(edition_view(some, "2031-05-03-evening")) == []


def test_an_empty_digest_has_a_home() -> None:
    assert home_view(Digest()).latest == ()
