"""What machines read in the pages: structured data, and a picture for links. Pure.

Works on pages that the other rooms made, of whatever kind.
"""

from __future__ import annotations

from dataclasses import replace

from newsdesk.model.site import Material, Page
from newsdesk.syndication import structured
from newsdesk.syndication.share import with_picture

# Lists of stories by address: authors, sources, months, and the indexes above all of them.
_COLLECTIONS = ("/authors/", "/sources/", "/archive/", "/topics/", "/experts/", "/editions/")


def describe(page: Page, material: Material) -> Page:
    """The same page with structured data, unless it has some already or is kept from search engines."""
    page = with_picture(page, material)
    if page.data or page.noindex:
        return page
    if page.url == "/":
        return replace(page, data=structured.serialise([structured.website(material.site)]))
    nodes = [_node(page, material), structured.breadcrumbs(page, material.site)]
    return replace(page, data=structured.serialise(nodes))


def _node(page: Page, material: Material) -> structured.Node:
    """What the page is about, if its address and its material say so; another plugin's page is a page."""
    digest, site = material.digest, material.site
    match page.url.strip("/").split("/"):
        case ["articles", slug] if slug in digest.article:
            return structured.story(digest.article[slug], page, digest, site)
        case ["topics", slug] if slug in digest.topic:
            return structured.topic_page(digest.topic[slug], page, digest, site)
        case ["topics", slug, "commentary", *_] if slug in digest.topic:
            return structured.commentary_page(digest.topic[slug], page, site)
        case ["experts", slug, *_] if slug in digest.expert:
            return structured.expert_page(digest.expert[slug], page, site)
        case ["editions", slug] if digest.editions and digest.editions[0].slug == slug:
            return structured.edition_page(digest.editions[0], page, digest, site)
        case ["authors", slug] if digest.articles:
            return structured.author_page(slug, page, digest.articles, site)
        case ["sources", _] | ["archive", _, _] if digest.articles:
            return structured.collection(page, digest.articles, site)
    kind = "CollectionPage" if page.url.startswith(_COLLECTIONS) else "WebPage"
    return structured.plain_page(page, site, kind=kind)
