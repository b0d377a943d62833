"""sitemap.xml (sitemaps.org) and robots.txt: which pages search engines are asked to visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from urllib.parse import quote

from newsdesk.model.site import File, Listed, Site
from newsdesk.syndication.feed import writable

MOST_ADDRESSES = 50_000  # in one file, says the protocol; more need an index
_XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap_files(pages: Iterable[Listed], site: Site, *, most: int = MOST_ADDRESSES) -> Iterator[File]:
    """sitemap.xml, in several files under an index if there are more than `most` addresses; and robots.txt.

    Left out: drafts, pages kept from search engines, and stories whose original lies elsewhere.
    """
    listed = sorted((page.url, page.modified) for page in pages if not page.hidden)
    parts = [listed[start : start + most] for start in range(0, len(listed), most)]
    if len(parts) <= 1:
        yield File("sitemap.xml", _document("urlset", "url", site, parts[0] if parts else ()))
    else:
        names = [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        yield File("sitemap.xml", _document("sitemapindex", "sitemap", site, [(name, "") for name in names]))
        for name, part in zip(names, parts, strict=True):
            yield File(name.lstrip("/"), _document("urlset", "url", site, part))
    yield File("robots.txt", _robots(site).encode())


def _robots(site: Site) -> str:
    if site.preview:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\n\nSitemap: {site.url}/sitemap.xml\nSitemap: {site.url}/news-sitemap.xml\n"


def _document(root: str, item: str, site: Site, addresses: Sequence[tuple[str, str]]) -> bytes:
    lines = [
        f"<{item}><loc>{escape(site.url + quote(url, safe='/%~'))}</loc>"
        f"{f'<lastmod>{escape(modified)}</lastmod>' if modified else ''}</{item}>\n"
        for url, modified in addresses
    ]
    text = f'<?xml version="1.0" encoding="utf-8"?>\n<{root} xmlns="{_XMLNS}">\n{"".join(lines)}</{root}>\n'
    return writable(text).encode()
