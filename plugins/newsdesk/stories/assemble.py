"""From a digest to story pages and the lists of them: authors, sources, months; plain pages; 404.

Pure. What is asked of every story is prepared once for the whole digest, so that the work grows with the digest.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.model.cards import HOME, find_topic_link, story_cards
from newsdesk.model.digest import Digest, PlainPage
from newsdesk.model.hypertext import excerpt
from newsdesk.model.site import Page, Site, page_at
from newsdesk.stories.lists import list_pages
from newsdesk.stories.story import story_pages
from newsdesk.stories.views import MissingView, PlainView

MISSING_STORIES = 6
MISSING_TOPICS = 12


def pages(digest: Digest, site: Site) -> tuple[Page, ...]:
    """Every story, the lists of them, the plain pages and the page for an address that does not exist."""
    return (
        *story_pages(digest, site),
        *list_pages(digest),
        *_plain_pages(digest),
        _missing_page(digest),
    )


def _plain_pages(digest: Digest) -> Iterator[Page]:
    for page in digest.pages:
        yield page_at(
            page.url,
            "page.html",
            PlainView(page.title, page.body.html),
            page.title,
            description=_description(page),
            crumbs=(HOME,),
            claims=(page.path,),
        )


def _description(page: PlainPage) -> str:
    return excerpt(page.summary or page.body.plain)


def _missing_page(digest: Digest) -> Page:
    topics = tuple(
        link for topic in digest.topics[:MISSING_TOPICS] if (link := find_topic_link(topic.slug, digest)) is not None
    )
    view = MissingView(story_cards(digest.articles[:MISSING_STORIES], digest), topics)
    return page_at("/404.html", "404.html", view, "Page not found", crumbs=(HOME,), noindex=True)
