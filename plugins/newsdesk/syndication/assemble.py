"""From a site's pages to what machines read: structured data in the pages; feeds, sitemap and redirects beside them.

Pure. Works on the pages that the other rooms made, of whatever kind: a feed is written where a page promises one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from newsdesk.model.digest import Digest
from newsdesk.model.issues import issues
from newsdesk.model.site import File, Page, Site
from newsdesk.syndication import structured
from newsdesk.syndication.channels import feed_files
from newsdesk.syndication.redirects import redirect_files
from newsdesk.syndication.sitemap import sitemap_files

Describe = Callable[[Page], structured.Node]
# Lists of stories by address: authors, sources, months, and the indexes above all of them.
_COLLECTIONS = ("/authors/", "/sources/", "/archive/", "/topics/", "/experts/", "/editions/")


def files(digest: Digest, site: Site, pages: tuple[Page, ...]) -> tuple[File, ...]:
    """Feeds, sitemap, robots.txt and redirects. Raises `ContentError` for an alias that cannot be an address."""
    return (
        *feed_files(digest, site, pages),
        *sitemap_files(site, pages),
        *redirect_files(digest, site),
    )


def describe(pages: tuple[Page, ...], digest: Digest, site: Site) -> tuple[Page, ...]:
    """The same pages with structured data, except for those that have some already and for pages kept from search."""
    known = _by_address(digest, site)
    return tuple(page if page.data or page.noindex else replace(page, data=_data(page, known, site)) for page in pages)


def _data(page: Page, known: dict[str, Describe], site: Site) -> str:
    if page.url == "/":
        return structured.serialise([structured.website(site)])
    node = known[page.url](page) if page.url in known else _generic(page, site)
    return structured.serialise([node, structured.breadcrumbs(page, site)])


def _generic(page: Page, site: Site) -> structured.Node:
    kind = "CollectionPage" if page.url.startswith(_COLLECTIONS) else "WebPage"
    return structured.plain_page(page, site, kind=kind)


def _by_address(digest: Digest, site: Site) -> dict[str, Describe]:
    """How to describe the pages of stories, topics, commentary, experts and editions."""
    known: dict[str, Describe] = {}
    for article in digest.articles:
        known[article.url] = partial(structured.story, article, digest=digest, site=site)
    for topic in digest.topics:
        known[topic.url] = partial(structured.topic_page, topic, digest=digest, site=site)
        known[f"{topic.url}commentary/"] = partial(structured.commentary_page, topic, digest=digest, site=site)
    for expert in digest.experts:
        known[expert.url] = partial(structured.expert_page, expert, site=site)
    for issue in issues(digest):
        known[issue.edition.url] = partial(structured.edition_page, issue, site=site)
    return known
