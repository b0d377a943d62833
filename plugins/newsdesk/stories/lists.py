"""Lists of stories: by author, by source, by month; and the index of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from newsdesk.model.cards import HOME, feeds_beside, find_web_link, latest_change, month_words, story_card
from newsdesk.model.digest import Article, Digest
from newsdesk.model.edtf_words import MONTHS
from newsdesk.model.site import Link, Page, StoryCard, page_at
from newsdesk.stories.views import IndexView, Shelf, StoriesView

AUTHORS = Link("/authors/", "Authors")
SOURCES = Link("/sources/", "Sources")
ARCHIVE = Link("/archive/", "Archive")


def list_pages(digest: Digest) -> Iterator[Page]:
    """Pages of authors, sources and months that have a story, and their three indexes."""
    cards = {article.slug: story_card(article, digest) for article in digest.articles}
    yield from _author_pages(digest, cards)
    yield from _source_pages(digest, cards)
    yield from _archive_pages(digest, cards)


def _author_pages(digest: Digest, cards: dict[str, StoryCard]) -> Iterator[Page]:
    names: dict[str, str] = {}
    stories: dict[str, list[Article]] = {}
    for article in digest.articles:
        for author in {author.slug: author for author in article.authors}.values():
            names.setdefault(author.slug, author.name)
            stories.setdefault(author.slug, []).append(article)
    for slug, articles in stories.items():
        name = names[slug]
        view = StoriesView(name, f"Stories by {name}.", _cards(articles, cards))
        yield _list_page(f"/authors/{slug}/", view, f"Stories by {name}", AUTHORS, articles, feeds=True)
    yield _index_page(AUTHORS, "Everyone who wrote for this digest.", _by_name("/authors/", names, stories))


def _source_pages(digest: Digest, cards: dict[str, StoryCard]) -> Iterator[Page]:
    names: dict[str, str] = {}
    stories: dict[str, list[Article]] = {}
    for article in digest.articles:
        if article.source:
            names.setdefault(article.source.slug, article.source.name)
            stories.setdefault(article.source.slug, []).append(article)
    for slug, articles in stories.items():
        name = names[slug]
        view = StoriesView(name, f"Stories from {name}.", _cards(articles, cards), website=_find_website(articles))
        yield _list_page(f"/sources/{slug}/", view, f"Stories from {name}", SOURCES, articles, feeds=True)
    yield _index_page(SOURCES, "The publications that our stories come from.", _by_name("/sources/", names, stories))


def _find_website(articles: Sequence[Article]) -> Link | None:
    """The publication's own site: where the newest story with an address lies."""
    for article in articles:
        url = article.source.url if article.source else None
        if link := find_web_link(url):
            parts = urlsplit(link.url)
            return Link(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/", link.text)
    return None


def _archive_pages(digest: Digest, cards: dict[str, StoryCard]) -> Iterator[Page]:
    """A page for each month with stories. A month's page knows its neighbours only: a new story changes few pages."""
    months: dict[tuple[int, int], list[Article]] = {}
    for article in digest.articles:
        months.setdefault((article.date.year, article.date.month), []).append(article)
    order = sorted(months, reverse=True)
    for place, (year, month) in enumerate(order):
        view = StoriesView(
            month_words(year, month),
            f"Stories of {month_words(year, month)}.",
            _cards(months[year, month], cards),
            newer=_month_link(*order[place - 1]) if place else None,
            older=_month_link(*order[place + 1]) if place + 1 < len(order) else None,
        )
        yield _list_page(_month_link(year, month).url, view, view.heading, ARCHIVE, months[year, month])
    shelves = [_year_shelf(year, list(group), months) for year, group in groupby(order, key=lambda m: m[0])]
    yield _index_page(ARCHIVE, "Every story, by the month in which it appeared.", shelves)


def _month_link(year: int, month: int) -> Link:
    return Link(f"/archive/{year:04}/{month:02}/", month_words(year, month))


def _year_shelf(year: int, months: list[tuple[int, int]], stories: dict[tuple[int, int], list[Article]]) -> Shelf:
    links = tuple(Link(_month_link(*month).url, MONTHS[month[1] - 1]) for month in months)
    return Shelf(str(year), links, tuple(len(stories[month]) for month in months))


def _by_name(url: str, names: dict[str, str], stories: dict[str, list[Article]]) -> list[Shelf]:
    """One shelf a first letter, letters and names in alphabetical order."""
    ordered = sorted(names.items(), key=lambda item: (item[1].casefold(), item[0]))
    shelves = []
    for letter, group in groupby(ordered, key=lambda item: item[1][:1].upper()):
        people = list(group)
        links = tuple(Link(f"{url}{slug}/", name) for slug, name in people)
        shelves.append(Shelf(letter, links, tuple(len(stories[slug]) for slug, _ in people)))
    return shelves


def _cards(articles: Iterable[Article], cards: dict[str, StoryCard]) -> tuple[StoryCard, ...]:
    return tuple(cards[article.slug] for article in articles)


def _list_page(
    url: str, view: StoriesView, title: str, index: Link, articles: Sequence[Article], *, feeds: bool = False
) -> Page:
    return page_at(
        url,
        "stories.html",
        view,
        title,
        description=view.summary,
        crumbs=(HOME, index),
        feeds=feeds_beside(url, title) if feeds else (),
        modified=latest_change(articles),
    )


def _index_page(index: Link, summary: str, shelves: Iterable[Shelf]) -> Page:
    view = IndexView(index.text, summary, tuple(shelves))
    return page_at(index.url, "index.html", view, index.text, description=summary, crumbs=(HOME,))
