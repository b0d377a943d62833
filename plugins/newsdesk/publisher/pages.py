"""One built page as the verifier sees it: its links, the ids it offers, where it redirects, what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from lxml import etree

from newsdesk.model.problems import Place, Problem

_LINKS = etree.XPath("//@href | //@src | //@poster | //@action | //@formaction | //@data", smart_strings=False)
_SRCSETS = etree.XPath("//@srcset | //@imagesrcset", smart_strings=False)
_IDS = etree.XPath("//@id | //a/@name", smart_strings=False)
_TITLE = etree.XPath("string(/html/head/title)", smart_strings=False)
_SHARED = etree.XPath("//meta[@property or @name]/@content[starts-with(., 'http')]", smart_strings=False)
_REFRESH = etree.XPath("//meta[@http-equiv]", smart_strings=False)
_ROBOTS = etree.XPath("//meta[@name='robots']/@content", smart_strings=False)
_DATA = etree.XPath("//script[@type='application/ld+json']")
_TARGET = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?\s*([^'\"]*)", re.IGNORECASE)
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|\S)(?:\s+[\d.]+[wx])?\s*(?:,|\Z)")


@dataclass(frozen=True)
class Page:
    """`links` are attribute values as they stand; `redirect` is the address of a refresh, or empty.

    `data` is the page's structured data, as text.
    """

    path: str
    links: frozenset[str]
    ids: frozenset[str]
    redirect: str
    data: str
    problems: tuple[Problem, ...]


def read_page(path: str, content: bytes) -> Page:
    """Reads a page of a built site. Never raises: what cannot be read is one of its problems."""
    root = _root(content)
    if root is None:
        return Page(path, frozenset(), frozenset(), "", "", (_problem(path, "is not an HTML page"),))
    redirect = _redirect(root)
    links = {str(value) for query in (_LINKS, _SHARED) for value in _found(query, root)}
    links |= {redirect} if redirect else set()
    for srcset in _found(_SRCSETS, root):
        links.update(match[1] for match in _CANDIDATE.finditer(str(srcset)))
    ids = frozenset(str(value) for value in _found(_IDS, root))
    data = "\n".join(script.text or "" for script in _found(_DATA, root))
    return Page(path, frozenset(links), ids, redirect, data, tuple(_faults(path, root, content)))


def _found(xpath: etree.XPath, root: etree._Element) -> list[Any]:
    """What an expression selects: strings for attributes, elements otherwise."""
    return cast("list[Any]", xpath(root))


def _root(content: bytes) -> etree._Element | None:
    # A tree builder without state between pages; libxml2 mends whatever it is given.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    try:
        return etree.fromstring(content, parser) if content.strip() else None
    except etree.XMLSyntaxError:
        return None


def _faults(path: str, root: etree._Element, content: bytes) -> Iterator[Problem]:
    if not str(_TITLE(root)).strip():
        yield _problem(path, "has no title")
    if path == "index.html" and any("noindex" in str(value) for value in _found(_ROBOTS, root)):
        yield _problem(path, "keeps search engines from the whole site, as a preview does")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        yield _problem(path, "is not UTF-8")
    for script in _found(_DATA, root):
        try:
            json.loads(script.text or "")
        except (ValueError, RecursionError) as error:
            yield _problem(path, f"has structured data that is not JSON: {error}", script.sourceline or 0)


def _redirect(root: etree._Element) -> str:
    for meta in _found(_REFRESH, root):
        if str(meta.get("http-equiv")).lower() == "refresh":
            target = _TARGET.match(str(meta.get("content") or ""))
            if target:
                return target[1].strip()
    return ""


def _problem(path: str, fault: str, line: int = 0) -> Problem:
    return Problem(Place(path, line), fault, "Mend its template or content and build anew.", "page")
