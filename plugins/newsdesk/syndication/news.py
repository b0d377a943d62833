"""news-sitemap.xml: what appeared in the last two days, as news search engines ask for it.

Which stories those are depends on the clock, so a site has moments at which it must be built anew though nobody edited
anything: when a story leaves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape
from urllib.parse import quote

from newsdesk.model.cards import rfc3339
from newsdesk.model.digest import Article
from newsdesk.model.index import Index, Row
from newsdesk.model.site import File, Material, Scope, Sheet, Site
from newsdesk.syndication.feed import writable

PATH = "news-sitemap.xml"
FRESH = dt.timedelta(days=2)
MOST = 1000
_XMLNS = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


def news_sheets(index: Index, clock: dt.datetime) -> Iterator[Sheet]:
    """The one sheet; it stands also if nothing is new."""
    yield Sheet(PATH, "", Scope(articles=tuple(row.slug for row in _fresh(index, clock))), _sitemap)


def leaving(index: Index, clock: dt.datetime) -> Iterator[dt.datetime]:
    """When the stories that are in it now will no longer be."""
    return (row.date + FRESH for row in _fresh(index, clock))


def _fresh(index: Index, clock: dt.datetime) -> list[Row]:
    """Published stories of the last two days, newest first, as many as the protocol allows."""
    return [row for row in index.rows if row.status == "published" and clock - FRESH < row.date <= clock][:MOST]


def _sitemap(material: Material) -> File:
    site = material.site
    # A story whose original lies elsewhere is left to that place, as in sitemap.xml.
    items = "".join(_item(a, site) for a in material.digest.articles if not (a.source and a.source.url))
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<urlset {_XMLNS}>\n{items}</urlset>\n'
    return File(PATH, writable(text).encode())


def _item(article: Article, site: Site) -> str:
    return (
        f"<url><loc>{escape(site.url + quote(article.url, safe='/%~'))}</loc><news:news><news:publication>"
        f"<news:name>{escape(site.name, quote=False)}</news:name>"
        f"<news:language>{escape((article.lang or site.lang).split('-')[0])}</news:language></news:publication>"
        f"<news:publication_date>{rfc3339(article.date)}</news:publication_date>"
        f"<news:title>{escape(article.title, quote=False)}</news:title></news:news></url>\n"
    )
