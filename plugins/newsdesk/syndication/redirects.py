"""Old addresses live on: a small page for hosts that serve files only, and `_redirects` for those that can do more."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote, unquote

from newsdesk.model.index import Index
from newsdesk.model.problems import ContentError, Place, Problem
from newsdesk.model.site import File, Material, Scope, Sheet
from newsdesk.syndication.feed import writable


def redirect_sheets(index: Index) -> Iterator[Sheet]:
    """For each alias of a published story a page that leads to it, and one `_redirects` file (Netlify, Cloudflare).

    Raises `ContentError` with every alias that cannot be a file of this site.
    """
    moved = sorted((alias, row.slug) for row in index.rows for alias in row.aliases)
    faults = [_fault(alias, index.row[slug].path) for alias, slug in moved if not _is_sound(alias)]
    if faults:
        raise ContentError(faults)
    for alias, slug in moved:
        yield Sheet(alias_path(alias), "", Scope(articles=(slug,), facts=(alias,)), _stub)
    if moved:
        yield Sheet("_redirects", "", Scope(facts=tuple(moved)), _redirects)


def _redirects(material: Material) -> File:
    base = material.site.base
    lines = sorted(f"{base}{encoded(alias)} {base}/articles/{slug}/ 301\n" for alias, slug in material.facts)
    return File("_redirects", "".join(lines).encode())


def alias_path(alias: str) -> str:
    """The file that answers an old address: /2018/talks.html is itself, /2018/talks/ and /2018/talks are folders."""
    path = unquote(alias).strip("/")
    last = path.rpartition("/")[2]
    return path if "." in last and not alias.endswith("/") else f"{path}/index.html"


def _is_sound(alias: str) -> bool:
    """Whether the address names a file inside the site: no query, no anchor, no way up, nothing unprintable."""
    parts = unquote(alias).strip("/").split("/")
    if not alias.startswith("/") or alias.startswith("//") or any(part in ("", ".", "..") for part in parts):
        return False
    text = unquote(alias)
    return not set("?#\\") & set(text) and all(character.isprintable() for character in text)


def _fault(alias: str, path: str) -> Problem:
    remedy = 'Write the path of a page on this site, e.g. "/2018/10/talks.html", without "?", "#" or "..".'
    return Problem(Place(f"content/{path}"), f'alias "{alias}" cannot be an address of this site', remedy, "alias")


def encoded(alias: str) -> str:
    """The address with everything percent-encoded that `_redirects` would read as a pattern or the end of the word."""
    return quote(alias, safe="/%-._~")


def _stub(material: Material) -> File:
    (article,), (alias,), site = material.digest.articles, material.facts, material.site
    here, title = escape(f"{site.base}{article.url}"), escape(article.title)
    text = f"""<!doctype html>
<html lang="{escape(article.lang or site.lang)}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{escape(site.url + article.url)}">
<meta http-equiv="refresh" content="0; url={here}">
</head>
<body><p><a href="{here}">{title}</a></p></body>
</html>
"""
    return File(alias_path(alias), writable(text).encode())
