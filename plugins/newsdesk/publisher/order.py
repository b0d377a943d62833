"""The order in which files become visible where they cannot all at once: nothing leads to what is not there yet.

0  styles, fonts and pictures     1  stories     2  the pages that list them     3  home, feeds, sitemaps
"""

from __future__ import annotations

from newsdesk.publisher.plan import kind_of

_LAST = ("index.html", "feed.xml", "feed.json", "sitemap.xml", "robots.txt", "_headers", "_redirects")


def rank(path: str) -> int:
    """When a file's turn is; files of one rank may go in any order."""
    name, kind = path.rsplit("/", 1)[-1], kind_of(path)
    if path in _LAST or kind == "feed" or name.startswith("sitemap"):
        return 3
    if kind == "articles":
        return 1
    return 2 if path.endswith(".html") else 0
