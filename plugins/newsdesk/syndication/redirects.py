"""Old addresses live on: a small page for hosts that serve files only, and `_redirects` for those that can do more."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from urllib.parse import quote, unquote

from newsdesk.model.digest import Expert, Topic
from newsdesk.model.index import Index, Row
from newsdesk.model.problems import ContentError, Place, Problem
from newsdesk.model.site import File, Material, Scope, Sheet, Site
from newsdesk.syndication.feed import writable


def redirect_sheets(index: Index) -> Iterator[Sheet]:
    """For each old address of something published a page that leads there, and one `_redirects` file (Netlify,
    Cloudflare).

    Raises `ContentError` with every old address that cannot be a file of this site.
    """
    claims = sorted(_claims(index), key=lambda claim: claim[0])
    faults = [_fault(alias, part.path) for alias, part in claims if not _is_sound(alias)]
    if faults:
        raise ContentError(faults)
    for alias, part in claims:
        if isinstance(part, Row):
            yield Sheet(alias_path(alias), "", Scope(articles=(part.slug,), facts=(alias,)), _story_stub)
        else:
            yield Sheet(alias_path(alias), "", Scope(facts=(alias, part.url, part.name)), _stub)
    if claims:
        yield Sheet("_redirects", "", Scope(facts=moves(index)), _redirects)


def moves(index: Index) -> tuple[tuple[str, str], ...]:
    """Every old address with the one of today that it leads to, sorted."""
    return tuple(sorted((alias, part.url) for alias, part in _claims(index)))


def _claims(index: Index) -> Iterator[tuple[str, Row | Topic | Expert]]:
    """Every old address with what it leads to. The `aliases` of a profile are names."""
    yield from ((alias, row) for row in index.rows for alias in row.aliases)
    yield from ((alias, topic) for topic in index.topics for alias in topic.aliases)
    yield from ((alias, expert) for expert in index.experts for alias in expert.addresses)


def _redirects(material: Material) -> File:
    base = material.site.base
    lines = sorted(f"{base}{encoded(alias)} {base}{url} 301\n" for alias, url in material.facts)
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


def _story_stub(material: Material) -> File:
    (article,), (alias,), site = material.digest.articles, material.facts, material.site
    return _leading(alias, article.url, article.title, article.lang or site.lang, site)


def _stub(material: Material) -> File:
    alias, url, name = material.facts
    return _leading(alias, url, name, material.site.lang, material.site)


def _leading(alias: str, url: str, title: str, lang: str, site: Site) -> File:
    here, title = escape(f"{site.base}{url}"), escape(title)
    text = f"""<!doctype html>
<html lang="{escape(lang)}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{escape(site.url + url)}">
<meta http-equiv="refresh" content="0; url={here}">
</head>
<body><p><a href="{here}">{title}</a></p></body>
</html>
"""
    return File(alias_path(alias), writable(text).encode())
