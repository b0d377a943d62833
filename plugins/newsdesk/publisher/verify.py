"""Whether a built site is sound in itself: what must hold before readers may see it, whatever the guards say.

Links and their fragments lead to something inside the site; no draft, proposal or address of this machine is in any
file; feeds, sitemaps, JSON and structured data parse; every page has a title. Reads the built folder, nothing else.
Every problem is named at once, by its place in the built site.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser
from icalendar import Calendar
from lxml import etree

from newsdesk.model.media import is_text
from newsdesk.model.problems import Place, Problem
from newsdesk.publisher.guards import is_local
from newsdesk.publisher.links import Links, Site
from newsdesk.publisher.manifest import Manifest, open_plain
from newsdesk.publisher.pages import read_page

# A scheme and a host, as they stand in any kind of text file; the host is judged by guards.is_local.
ADDRESS = re.compile(rb"https?:(?:\\?/){2}(?:[^/\s\"'<>@\\]{1,200}@)?(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9.-]{1,253})")
# How unpublished material is marked in HTML, also where HTML is escaped inside a feed.
MARK = re.compile(rb"\bdata-(?:proposed|draft)(?=[\s=>/]|&gt;|\\u003e)")
FEED = (".atom", ".rss")
# Scripts of Pagefind's own, which hold addresses as patterns.
FOREIGN = frozenset(["pagefind/pagefind.js", "pagefind/pagefind-worker.js"])


@dataclass(frozen=True)
class Inspection:
    """What was found: problems by place, and the paths that lead to another address (by a page or by the host)."""

    problems: tuple[Problem, ...]
    redirects: frozenset[str]


def inspect(built: Path, manifest: Manifest, *, site_url: str, allow_local: bool) -> Inspection:
    """Reads every text file of the site whose files are `manifest`. `site_url` is the address it will have."""
    site = Site.at(site_url, manifest.by_path)
    moved = frozenset(_moved_by_host(built, manifest, site))
    links, redirects = Links(site, moved), set(moved)
    problems: list[Problem] = []
    for item in manifest.items:
        if not is_text(item.path):
            continue
        with open_plain(built / item.path) as file:
            content = _unfolded(item.path, file.read())
        problems += _leaks(item.path, content, allow_local=allow_local or item.path in FOREIGN)
        if item.path.endswith(".html"):
            page = read_page(item.path, content)
            problems += page.problems
            links.add(page)
            if page.redirect:
                redirects.add(item.path)
        else:
            problems += _data_faults(item.path, content)
            text = content.decode("utf-8", "replace")
            links.add_addresses(item.path, text)
            if item.path.endswith(".css"):
                links.add_stylesheet(item.path, text)
    problems += links.problems()
    return Inspection(tuple(sorted(set(problems))), frozenset(redirects))


def _leaks(path: str, content: bytes, *, allow_local: bool) -> Iterator[Problem]:
    mark = MARK.search(content)
    if mark:
        fault = f"unpublished material: {mark[0].decode()}"
        yield Problem(
            Place(path, _line(content, mark.start())), fault, "Build without drafts; accept proposals.", "leak"
        )
    if allow_local:
        return
    for address in ADDRESS.finditer(content):
        host = address[1].decode("ascii")
        if is_local(host):
            fault = f'an address of this machine or network, "{address[0].decode("ascii", "replace")}"'
            yield Problem(Place(path, _line(content, address.start())), fault, "Set SITEURL; mend the link.", "local")
            return


def _data_faults(path: str, content: bytes) -> Iterator[Problem]:
    """Feeds, sitemaps, calendars and JSON must parse."""
    name = path.rsplit("/", 1)[-1]
    if name in ("feed.xml", "rss.xml") or name.endswith(FEED):
        fault = _feed_fault(content)
    elif name.endswith((".xml", ".svg")):
        fault = _xml_fault(content)
    elif name.endswith((".json", ".webmanifest")):
        fault = _json_fault(name, content)
    elif name.endswith(".ics"):
        fault = _calendar_fault(content)
    else:
        fault = "" if _is_utf8(content) else "not UTF-8"
    if fault:
        yield Problem(Place(path), fault, "Mend what it is made from, or report it as a fault of Newsdesk.", "data")


def _feed_fault(content: bytes) -> str:
    fault = _xml_fault(content)
    if fault:
        return fault
    # Only whether it parses matters here; cleaning the HTML of its entries would take most of the time.
    feed = feedparser.parse(content, resolve_relative_uris=False, sanitize_html=False)
    if feed.bozo:
        return f"does not parse as a feed: {feed.bozo_exception}"
    if not feed.version:
        return "is not a feed: neither Atom nor RSS"
    return "" if feed.feed.get("title") else "the feed has no title"


def _xml_fault(content: bytes) -> str:
    try:
        etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        return f"is not well-formed XML: {error.msg}"
    return ""


def _json_fault(name: str, content: bytes) -> str:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        return f"is not JSON: {error}"
    if name == "feed.json" and not (
        isinstance(data, dict) and "version" in data and isinstance(data.get("items"), list)
    ):
        return "is not a JSON feed: it needs version and items"
    return ""


def _calendar_fault(content: bytes) -> str:
    try:
        found = Calendar.from_ical(content)
    except ValueError as error:
        return f"does not parse as a calendar: {error}"
    broken = [part for part in found.walk() if part.errors]
    return f"has a property that no calendar can read: {broken[0].errors[0]}" if broken else ""


def _unfolded(path: str, content: bytes) -> bytes:
    """A calendar with its folded lines made whole, and so the addresses in it; any other file as it is."""
    return re.sub(rb"\r?\n[ \t]", b"", content) if path.endswith(".ics") else content


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _moved_by_host(built: Path, manifest: Manifest, site: Site) -> Iterator[str]:
    """Paths that the host redirects, from lines `/from /to 301` of `_redirects`; patterns say nothing certain."""
    if "_redirects" not in manifest.by_path:
        return
    for line in (built / "_redirects").read_text("utf-8", "replace").splitlines():
        words = line.split("#", 1)[0].split()
        if len(words) < 2 or not words[0].startswith("/") or "*" in words[0] or "/:" in words[0]:
            continue
        below = site.below(urlsplit(words[0]).path)
        if below is not None and not (len(words) > 2 and words[2][:3] in ("404", "410")):
            yield from _paths_of(below)


def _paths_of(address: str) -> Iterable[str]:
    """The file names that would answer an address: /old/ and /old are old/index.html, /old.html is itself."""
    path = unquote(address).strip("/")
    if address.endswith("/"):
        return (f"{path}/index.html",)
    return (path, f"{path}/index.html")


def _line(content: bytes, position: int) -> int:
    return content.count(b"\n", 0, position) + 1
