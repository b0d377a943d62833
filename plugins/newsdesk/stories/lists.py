"""Lists of stories: by author, by source, by month; and the index of each.

Who has many stories has them on several pages, since nobody reads a page of a thousand: the newest at the address that
everybody links to, the earlier ones in parts of a hundred, numbered from the oldest, which a new story does not change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import urlsplit

from newsdesk.model.cards import feeds_beside, find_web_link, front_page, latest_change, story_cards
from newsdesk.model.digest import Article, Byline
from newsdesk.model.edtf_words import month_name, month_words
from newsdesk.model.index import Index, Row
from newsdesk.model.site import Link, Material, Page, Scope, Sheet, page_at, path_of
from newsdesk.model.words import say
from newsdesk.stories.views import IndexView, SearchView, Shelf, StoriesView

SEARCH = "/search/"
Month = tuple[int, int]
PART = 100  # stories of a part; the newest page has half as many at least


def _authors() -> Link:
    return Link("/authors/", say("Authors"))


def _sources() -> Link:
    return Link("/sources/", say("Sources"))


def _archive() -> Link:
    return Link("/archive/", say("Archive"))


def list_sheets(index: Index) -> Iterator[Sheet]:
    """Pages of authors, sources and months that have a story, and their three indexes."""
    for slug, rows in index.by_author.items():
        yield from _parts(f"{_authors().url}{slug}/", rows, index.author[slug], _author_page)
    summary = say("Everyone who wrote for this digest.")
    yield _index_sheet(_authors(), summary, _by_name(_authors(), index.author, index.by_author))
    for slug, rows in index.by_source.items():
        yield from _parts(f"{_sources().url}{slug}/", rows, index.source[slug], _source_page)
    summary = say("The publications that our stories come from.")
    yield _index_sheet(_sources(), summary, _by_name(_sources(), index.source, index.by_source))
    yield from _archive_sheets(index)


def _sheet(url: str, rows: Sequence[Row], facts: tuple[object, ...], make: Callable[[Material], Page]) -> Sheet:
    return Sheet(path_of(url), "stories.html", Scope(articles=tuple(row.slug for row in rows), facts=facts), make)


def _parts(url: str, rows: Sequence[Row], name: Byline, make: Callable[[Material], Page]) -> Iterator[Sheet]:
    """The pages of one list, the newest first. Each knows its neighbours, and the newest all others."""
    count = max(0, (len(rows) - PART // 2) // PART)
    newest = len(rows) - count * PART
    parts = [rows[:newest], *(rows[start : start + PART] for start in range(newest, len(rows), PART))]
    links = [Link(f"{url}{count - place + 1}/" if place else url, _span(part)) for place, part in enumerate(parts)]
    for place, part in enumerate(parts):
        newer = links[place - 1] if place else None
        older = links[place + 1] if place < count else None
        facts = (name, url, links[place].url, newer, older, () if place else tuple(links[1:]))
        yield _sheet(links[place].url, part, facts, make)


def _span(rows: Sequence[Row | Article]) -> str:
    """The months of a list, newest first, in words: `March 2021`, or `March 2021 – May 2021`."""
    first, last = (month_words(row.date.year, row.date.month) for row in (rows[-1], rows[0]))
    return first if first == last else f"{first} – {last}"


def _author_page(material: Material) -> Page:
    author, *_ = material.facts
    return _part_page(author.name, say("Stories by %(name)s", name=author.name), _authors(), material)


def _source_page(material: Material) -> Page:
    source, *_ = material.facts
    title, website = say("Stories from %(name)s", name=source.name), _find_website(material.digest.articles)
    return _part_page(source.name, title, _sources(), material, website=website)


def _part_page(heading: str, title: str, above: Link, material: Material, *, website: Link | None = None) -> Page:
    """A page of a list in parts; `title` is that of the whole list."""
    _, top, url, newer, older, parts = material.facts
    cards = story_cards(material.digest.articles, material.digest)
    summary = f"{title}."
    if url != top:
        articles = material.digest.articles
        summary = say("%(title)s, %(months)s.", title=title, months=_span(articles))
        title = say("%(title)s, part %(number)s", title=title, number=url.removeprefix(top).rstrip("/"))
    earlier = Shelf(say("Earlier stories"), parts, (PART,) * len(parts)) if parts else None
    view = StoriesView(heading, summary, cards, newer=newer, older=older, website=website, earlier=earlier)
    return _list_page(url, view, title, above, material, feeds=url == top)


def _find_website(articles: Sequence[Article]) -> Link | None:
    """The publication's own site: where the newest story with an address lies."""
    for article in articles:
        url = article.source.url if article.source else None
        if link := find_web_link(url):
            parts = urlsplit(link.url)
            return Link(f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/", link.text)
    return None


def _archive_sheets(index: Index) -> Iterator[Sheet]:
    """A page for each month with stories. A month's page knows its neighbours only: a new story changes few pages."""
    order = list(index.by_month)
    for place, month in enumerate(order):
        newer = _month_link(order[place - 1]) if place else None
        older = _month_link(order[place + 1]) if place + 1 < len(order) else None
        yield _sheet(_month_link(month).url, index.by_month[month], (month, newer, older), _month_page)
    shelves = _year_shelves(index)
    yield _index_sheet(_archive(), say("Every story, by the month in which it appeared."), shelves)


def _year_shelves(index: Index) -> tuple[Shelf, ...]:
    """The months with stories, newest first, a shelf a year."""
    years = groupby(index.by_month, key=lambda month: month[0])
    return tuple(_year_shelf(year, tuple(months), index) for year, months in years)


def search_sheet(index: Index) -> Sheet:
    """The page to find a story from: the search box, where there is an index, stands above the ways in without one."""
    told = [topic for topic in index.topics if index.by_topic[topic.slug]]
    links = tuple(Link(topic.url, topic.name) for topic in told)
    topics = Shelf("", links, tuple(len(index.by_topic[topic.slug]) for topic in told)) if told else None
    indexes = (_archive(), Link("/experts/", say("Experts")), _authors(), _sources())
    view = SearchView(topics, _year_shelves(index), indexes)
    return Sheet(path_of(SEARCH), "search.html", Scope(facts=(view,)), _search_page)


def _search_page(material: Material) -> Page:
    (view,) = material.facts
    return page_at(
        SEARCH,
        "search.html",
        view,
        say("Find a story"),
        description=say("By words, by topic, by month, or by who wrote or said it."),
        crumbs=(front_page(),),
        noindex=True,
    )


def _month_page(material: Material) -> Page:
    month, newer, older = material.facts
    words = month_words(*month)
    cards = story_cards(material.digest.articles, material.digest)
    view = StoriesView(words, say("Stories of %(month)s.", month=words), cards, newer=newer, older=older)
    return _list_page(_month_link(month).url, view, words, _archive(), material)


def _month_link(month: Month) -> Link:
    return Link(f"{_archive().url}{month[0]:04}/{month[1]:02}/", month_words(*month))


def _year_shelf(year: int, months: Sequence[Month], index: Index) -> Shelf:
    links = tuple(Link(_month_link(month).url, month_name(month[1])) for month in months)
    return Shelf(str(year), links, tuple(len(index.by_month[month]) for month in months))


def _by_name(above: Link, names: Mapping[str, Byline], rows: Mapping[str, Sequence[Row]]) -> tuple[Shelf, ...]:
    """One shelf a first letter, letters and names in alphabetical order."""
    ordered = sorted(names.values(), key=lambda name: (name.name.casefold(), name.slug))
    shelves = []
    for letter, group in groupby(ordered, key=lambda name: name.name[:1].upper()):
        people = list(group)
        links = tuple(Link(f"{above.url}{one.slug}/", one.name) for one in people)
        shelves.append(Shelf(letter, links, tuple(len(rows[one.slug]) for one in people)))
    return tuple(shelves)


def _list_page(
    url: str, view: StoriesView, title: str, above: Link, material: Material, *, feeds: bool = False
) -> Page:
    return page_at(
        url,
        "stories.html",
        view,
        title,
        description=view.summary,
        crumbs=(front_page(), above),
        feeds=feeds_beside(url, title) if feeds else (),
        modified=latest_change(material.digest.articles),
    )


def _index_sheet(above: Link, summary: str, shelves: tuple[Shelf, ...]) -> Sheet:
    view = IndexView(above.text, summary, shelves)
    return Sheet(path_of(above.url), "index.html", Scope(facts=(above, view)), _index_page)


def _index_page(material: Material) -> Page:
    above, view = material.facts
    return page_at(above.url, "index.html", view, above.text, description=view.summary, crumbs=(front_page(),))
