"""From an index to the sheets of story pages and of the lists of them: authors, sources, months; plain pages; 404.

Pure. What is asked of every story is prepared once for the whole index, so that the work grows with the digest.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.model.cards import front_page, story_cards
from newsdesk.model.hypertext import excerpt
from newsdesk.model.index import Index
from newsdesk.model.site import Link, Material, Page, Scope, Sheet, Site, page_at, path_of
from newsdesk.model.words import say
from newsdesk.stories.corrections import corrections_sheet
from newsdesk.stories.lists import list_sheets, search_sheet
from newsdesk.stories.story import story_sheets
from newsdesk.stories.views import MissingView, PlainView

MISSING_STORIES = 6
MISSING_TOPICS = 12
MISSING = "/404.html"


def sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """Every story, the lists of them, the plain pages and the page for an address that does not exist.

    `site` is asked for by the contract of all features; nothing here depends on it.
    """
    yield from story_sheets(index)
    yield from list_sheets(index)
    for page in index.pages:
        yield Sheet(path_of(page.url), "page.html", Scope(pages=(page.slug,)), _plain_page)
    yield corrections_sheet(index)
    yield search_sheet(index)
    yield _missing_sheet(index)


def _plain_page(material: Material) -> Page:
    (page,) = material.digest.pages
    return page_at(
        page.url,
        "page.html",
        PlainView(page.title, page.body.html),
        page.title,
        description=excerpt(page.summary or page.body.plain),
        crumbs=(front_page(),),
        claims=(page.path,),
    )


def _missing_sheet(index: Index) -> Sheet:
    topics = tuple(Link(topic.url, topic.name) for topic in index.topics[:MISSING_TOPICS])
    slugs = tuple(row.slug for row in index.rows[:MISSING_STORIES])
    return Sheet(path_of(MISSING), "404.html", Scope(articles=slugs, facts=(topics,)), _missing_page)


def _missing_page(material: Material) -> Page:
    (topics,) = material.facts
    view = MissingView(story_cards(material.digest.articles, material.digest), topics)
    return page_at(MISSING, "404.html", view, say("Page not found"), crumbs=(front_page(),), noindex=True)
