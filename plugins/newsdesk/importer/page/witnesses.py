"""What the witnesses of a page are: its metas, its linked data, its lines, its address; and the publication's name.

Every fact about the article is read from these; see `metadata`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from newsdesk.importer.page.linked_data import Record, find_article, records
from newsdesk.importer.page.runs import Run
from newsdesk.importer.page.tree import attribute
from newsdesk.importer.words import COPYRIGHT, key

_MOST_VALUES = 50  # of one meta; key words have the most


class Witnesses:
    """One page's; `given` is the address that it came from, if it is known."""

    def __init__(self, root: HtmlElement, given: str, runs: Sequence[Run]) -> None:
        self.root = root
        self.runs = runs
        self.metas = _metas(root)
        self.records = records(root)
        self.article = find_article(self.records) or Record((), {})
        self.given = given

    def meta(self, *names: str) -> str:
        return next((values[0] for name in names if (values := self.metas.get(name))), "")

    @cached_property
    def source(self) -> str:
        """The publication's name; some pages give its address in place of one, which is no name."""
        publisher = self.article.names("publisher")
        told = (self.meta("og:site_name"), publisher[0][0] if publisher else "", self.meta("application-name"))
        return next((name for name in told if name and not name.startswith("http")), self.host)[:80]

    @cached_property
    def host(self) -> str:
        return (host_of(self.url)).removeprefix("www.").rsplit(".", 1)[0]

    @cached_property
    def url(self) -> str:
        canonical = self.root.xpath('//link[@rel="canonical"]/@href')[:1]
        found = next((str(u) for u in (*canonical, self.meta("og:url"), self.given) if host_of(str(u))), self.given)
        return found if host_of(found) else ""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the publication is called."""
        return tuple(name for name in (self.source, self.meta("og:site_name"), self.host) if name)

    def is_called(self, name: str) -> bool:
        """Whether the publication is called so, as one that is named after its author."""
        return key(name).replace(" ", "") in {key(own).replace(" ", "") for own in self.names}

    @cached_property
    def _owners(self) -> tuple[str, ...]:
        """Who owns the page's words: what its last copyright lines and its publishers' records say, as keys."""
        lines = [run.text for run in self.runs if len(run.text) < 400 and COPYRIGHT.search(run.text)]
        publishers = [name for record in self.records for name, _ in record.names("publisher")]
        return tuple(map(key, (*lines[-3:], *publishers, self.meta("copyright"))))

    def is_house(self, name: str) -> bool:
        """Whether the name is that of the company behind the publication."""
        plain = f" {key(name)} "
        return any(plain in f" {owner} " for owner in self._owners)

    def is_site(self, name: str) -> bool:
        """Whether the name is the publication's, or opens with it ("Example Post Staff"), or is part of it."""
        plain = key(name).replace(" ", "")
        sites = (key(site).replace(" ", "") for site in self.names)
        return bool(plain) and any(
            plain == site or (len(site) > 3 and plain.startswith(site)) or (len(plain) > 3 and plain in site)
            for site in sites
        )

    @cached_property
    def language(self) -> str:
        lang = attribute(self.root, "lang") or attribute(self.root, "xml:lang")
        found = (
            lang
            or self.article.text("inLanguage")
            or self.meta("og:locale", "content-language", "language", "dc.language")
        )
        code = re.match(r"[A-Za-z]{2}(?![A-Za-z])", found)
        return code[0].lower() if code else ""


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    """The values of metas by name, property or itemprop in small letters."""
    metas: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (
            attribute(meta, "property")
            or attribute(meta, "name")
            or attribute(meta, "http-equiv")
            or attribute(meta, "itemprop")
        )
        value = " ".join((attribute(meta, "content") or attribute(meta, "value")).split())
        values = metas.setdefault(name.lower(), [])
        if name and value and len(value) < 2000 and len(values) < _MOST_VALUES:
            values.append(value)
    return metas


def host_of(url: str) -> str:
    try:
        parts = urlsplit(unquote(url))
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""
