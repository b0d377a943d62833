"""One built page as the verifier sees it: its links, the ids it offers, where it redirects, what is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urljoin

from lxml import etree

from newsdesk.model.problems import Place, Problem
from newsdesk.publisher.policy import HEADER, STRICT, Policy, policy_from

_LINKS = etree.XPath("//@href | //@src | //@poster | //@action | //@formaction | //@data", smart_strings=False)
_SRCSETS = etree.XPath("//@srcset | //@imagesrcset", smart_strings=False)
_IDS = etree.XPath("//@id | //a/@name", smart_strings=False)
_TITLE = etree.XPath("string(/html/head/title)", smart_strings=False)
_SHARED = etree.XPath("//meta[@property or @name]/@content[starts-with(., 'http')]", smart_strings=False)
_META = etree.XPath("//meta[@http-equiv]", smart_strings=False)
_ROBOTS = etree.XPath("//meta[@name='robots']/@content", smart_strings=False)
_DATA = etree.XPath("//script[@type='application/ld+json']")
_SCRIPTS = etree.XPath("//script[not(@src)]")
_STYLES = etree.XPath("//style")
_HANDLERS = etree.XPath("//*[@*[starts-with(name(), 'on')]]")
_STYLED = etree.XPath("//*[@style]")
# What a page loads, by the directive that allows it.
_LOADS = tuple(
    (directive, etree.XPath(query, smart_strings=False))
    for directive, query in (
        ("script-src-elem", "//script/@src"),
        ("style-src-elem", "//link[contains(@rel, 'stylesheet')]/@href"),
        ("img-src", "//img/@src | //link[contains(@rel, 'icon')]/@href | //input/@src"),
        ("media-src", "//audio/@src | //video/@src | //track/@src"),
        ("frame-src", "//iframe/@src | //frame/@src"),
        ("object-src", "//object/@data | //embed/@src"),
        ("form-action", "//form/@action"),
        ("base-uri", "//base/@href"),
    )
)
# Types of script elements that hold data; browsers run what has none, or names JavaScript.
_RUNS = re.compile(
    r"\s*(?:|module|importmap|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma)script)\s*\Z", re.I
)
_TARGET = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?\s*([^'\"]*)", re.IGNORECASE)
_CANDIDATE = re.compile(r"\s*([^\s,]\S*[^\s,]|\S)(?:\s+[\d.]+[wx])?\s*(?:,|\Z)")
_BEGIN, _END = re.compile(rb"\s*<!doctype html>", re.IGNORECASE), re.compile(rb"</html>\s*\Z", re.IGNORECASE)
_SHOWN = 3  # faults of a page's HTML: the first brings the others


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


def read_page(path: str, content: bytes, *, here: str = "", sent: Sequence[Policy] = ()) -> Page:
    """Reads a page of a built site. Never raises: what cannot be read is one of its problems.

    `here` is its whole address, `sent` are the policies that the host sends with it.
    """
    # A tree builder without state between pages; libxml2 mends whatever it is given, and logs what it mended.
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    root = _root(content, parser)
    if root is None:
        return Page(path, frozenset(), frozenset(), "", "", (_problem(path, "is not an HTML page"),))
    metas = _found(_META, root)
    redirect = _redirect(metas)
    links = {str(value) for query in (_LINKS, _SHARED) for value in _found(query, root)}
    links |= {redirect} if redirect else set()
    for srcset in _found(_SRCSETS, root):
        links.update(match[1] for match in _CANDIDATE.finditer(str(srcset)))
    ids = frozenset(str(value) for value in _found(_IDS, root))
    data = "\n".join(script.text or "" for script in _found(_DATA, root))
    stated = [policy_from(str(m.get("content"))) for m in metas if str(m.get("http-equiv")).lower() == HEADER]
    problems = (
        *_faults(path, root, content),
        *_html_faults(path, content, parser),
        *_forbidden(path, root, here, (*stated, *sent) or (STRICT,)),
    )
    return Page(path, frozenset(links), ids, redirect, data, problems)


def _found(xpath: etree.XPath, root: etree._Element) -> list[Any]:
    """What an expression selects: strings for attributes, elements otherwise."""
    return cast("list[Any]", xpath(root))


def _root(content: bytes, parser: etree.HTMLParser) -> etree._Element | None:
    try:
        return etree.fromstring(content, parser) if content.strip() else None
    except etree.XMLSyntaxError:
        return None


def _faults(path: str, root: etree._Element, content: bytes) -> Iterator[Problem]:
    if not str(_TITLE(root)).strip():
        yield _problem(path, "has no title")
    if path == "index.html" and any("noindex" in str(value) for value in _found(_ROBOTS, root)):
        yield _problem(path, "keeps search engines from the whole site, as a preview does", rule="noindex")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        yield _problem(path, "is not UTF-8")
    for script in _found(_DATA, root):
        try:
            json.loads(script.text or "")
        except (ValueError, RecursionError) as error:
            fault = f"has structured data that is not JSON: {error}"
            yield _problem(path, fault, script.sourceline or 0, "structured")


def _html_faults(path: str, content: bytes, parser: etree.HTMLParser) -> Iterator[Problem]:
    """What every browser would guess at: no beginning, no end, tags that cross, an id twice."""
    if not _BEGIN.match(content):
        yield _problem(path, "does not begin with <!doctype html>", 1, "html")
    if not _END.search(content):
        yield _problem(path, "does not end with </html>: it is cut off, or something follows", rule="html")
    logged = [entry for entry in parser.error_log if entry.type_name != "HTML_UNKNOWN_TAG"]
    for entry in logged[:_SHOWN]:
        yield _problem(path, f"is not valid HTML: {entry.message}", entry.line, "html")


def _forbidden(path: str, root: etree._Element, here: str, policies: Sequence[Policy]) -> Iterator[Problem]:
    """What the page holds or loads although a policy forbids it, so that browsers leave it out."""
    inline = [("a script", "script-src-elem", s, s.text or "") for s in _found(_SCRIPTS, root) if _runs(s)]
    inline += [("a style sheet", "style-src-elem", style, style.text or "") for style in _found(_STYLES, root)]
    inline += [("script in an attribute", "script-src-attr", one, None) for one in _found(_HANDLERS, root)]
    inline += [("style in an attribute", "style-src-attr", one, None) for one in _found(_STYLED, root)]
    for what, directive, element, text in inline:
        if not all(policy.allows_inline(directive, text) for policy in policies):
            yield _problem(path, f"holds {what}, which the site's policy forbids", element.sourceline or 0, "policy")
    own = "/".join(here.split("/", 3)[:3]).lower()
    for directive, query in _LOADS:
        for link in sorted({str(value) for value in _found(query, root)}):
            if not _may_load(policies, directive, here, link, own):
                fault = f'asks for "{link}", which the site\'s policy forbids ({directive})'
                yield _problem(path, fault, rule="policy")


def _may_load(policies: Sequence[Policy], directive: str, here: str, link: str, own: str) -> bool:
    try:
        address = urljoin(here, link.strip())
    except ValueError:
        return True  # no address: named among the links
    return all(policy.allows(directive, address, own) for policy in policies)


def _runs(script: etree._Element) -> bool:
    return bool(_RUNS.match(str(script.get("type") or "")))


def _redirect(metas: Sequence[Any]) -> str:
    for meta in metas:
        if str(meta.get("http-equiv")).lower() == "refresh":
            target = _TARGET.match(str(meta.get("content") or ""))
            if target:
                return target[1].strip()
    return ""


def _problem(path: str, fault: str, line: int = 0, rule: str = "page") -> Problem:
    return Problem(Place(path, line), fault, "Mend its template or content and build anew.", rule)
