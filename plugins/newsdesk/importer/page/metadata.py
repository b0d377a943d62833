"""What a page says of its article: headline, authors, date, section, key words, publication, address, language.

Each value has its own order of witnesses: JSON-LD, metas, markup, the visible text, the address. The first that says
something sensible is believed; what was only guessed is named in `guesses`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from newsdesk.importer import words
from newsdesk.importer.bylines import INNER_BYLINE, is_name, names_in
from newsdesk.importer.page.linked_data import Record, find_article, records
from newsdesk.importer.page.runs import Run, runs_of
from newsdesk.importer.page.tree import attribute, text_of
from newsdesk.importer.visible_dates import find_date
from newsdesk.importer.words import key

_SITE_MARK = re.compile(r"\s+(?:[|•·–—»]|-{1,2}|::?)\s+|\s*\|\s*")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?([0-2]?\d|3[01])(?:/|[-_.]|$)")
_AUTHOR_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator",
    "dcterms.creator",
                 "cxenseparse:author", "article.author", "dcsext.author", "citation_author", "authors",
                 "lp.article:author")  # fmt: skip
_DATE_METAS = ("article:published_time", "og:article:published_time", "article.published", "datepublished",
    "date.publish",
               "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish_date", "publish-date",
               "cxenseparse:recs:publishtime",
               "cxenseparse:publishtime", "dc.date.issued", "dcterms.created", "dcterms.date", "dc.date",
               "dc.date.created", "dcterms.issued",
               "article_date_original", "originalpublicationdate", "published_date", "publication_date",
               "citation_publication_date",
               "iso-8601-publish-date", "rnews:datepublished", "date", "article:published", "og:published_time",
               "pub_date", "displaydate",
               "article:post_date", "ptime", "last-modified", "article:modified_time", "og:updated_time")  # fmt: skip
_AUTHOR_LABEL = re.compile(
    r"author|byline|by-line|contributor|writer|autor(?!i[sz])|journalist|redact|verfasser", re.IGNORECASE
)
_DESK = re.compile(
    r"\b(?:staff|desk|redaktion|redazione|redacción|rédaction|newsroom|contributors?|contributor content"
    r"|reporters?|editors?|editorial|team|admin)\b",
    re.IGNORECASE,
)
_SCRIPT_AUTHOR = re.compile(
    r"""["']?\b(?:author|authors|authorName|author_name|byline|articleAuthor|pageAuthor)["']?\s*[:=]\s*\[?\s*["']([^"'<>{}\\]{4,60})["']"""
)
_DATED_NAME = re.compile(r"[^\W\d_][^|•·\d]{3,40}?\s*(?:[|•·,–-]|\d).{4,80}\Z")
_NOT_AUTHOR = re.compile(
    r"comment|related|social|share|bio\b|avatar|description|date|time|role|job|title\b|follow|sidebar", re.IGNORECASE
)

_LONGEST_PAGE = 300_000  # characters, an inline mark counting for ten; beyond, all of it is not searched for a date


@dataclass(frozen=True)
class Facts:
    """What is known about the article. Dates are ISO 8601; empty is unknown."""

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    section: str = ""
    topics: tuple[str, ...] = ()
    source: str = ""
    url: str = ""
    language: str = ""
    summary: str = ""
    image: str = ""
    guesses: dict[str, str] = field(default_factory=dict)


def read_facts(root: HtmlElement, url: str = "", runs: Sequence[Run] | None = None) -> Facts:
    """All that the page's head, its linked data and its top say. `runs` are the page's lines, if they are known."""
    return _Witnesses(root, url, runs_of(root) if runs is None else runs).facts()


class _Witnesses:
    def __init__(self, root: HtmlElement, url: str, runs: Sequence[Run]) -> None:
        self.root = root
        self.runs = runs
        self.metas = _metas(root)
        self.records = records(root)
        self.article = find_article(self.records) or Record((), {})
        self.given = url
        self.guesses: dict[str, str] = {}

    def facts(self) -> Facts:
        title = self.title()
        return Facts(
            title=title,
            authors=self.authors(),
            date=self.date(),
            section=self.section(),
            topics=self.topics(),
            source=self.source,
            url=self.url,
            language=self.language(),
            summary=self.meta("og:description", "description", "twitter:description"),
            image=urljoin(self.url, self.meta("og:image", "twitter:image")) if self.url else self.meta("og:image"),
            guesses=self.guesses,
        )

    def meta(self, *names: str) -> str:
        return next((values[0] for name in names if (values := self.metas.get(name))), "")

    # --- Headline ---------------------------------------------------------------------------------------------------
    def title(self) -> str:
        """The h1 most like what linked data and og:title call it; else those; else the title without the site."""
        said = [self.article.text("headline"), self.meta("og:title"), self.meta("twitter:title"), self._page_title()]
        said = [text for text in said if text and len(text) < 400]
        heads = [text_of(h1) for h1 in self.root.xpath("//h1")[:12]]
        heads = [text for text in dict.fromkeys(heads) if 3 < len(text) < 300]
        scored = [(max((_likeness(head, text) for text in said), default=0.0), head) for head in heads]
        best = max(scored, key=lambda item: item[0], default=(0.0, ""))
        if best[0] >= 0.55:
            return best[1]
        if not said and heads:
            self.guesses["title"] = "the first heading of the page"
            return heads[0]
        candidates = [self._without_site(text) for text in said]
        if len(heads) == 1 and best[0] >= 0.2 and key(heads[0]) != key(self.source):
            return heads[0]
        return candidates[0] if candidates else ""

    def _page_title(self) -> str:
        found = self.root.xpath("//head//title") or self.root.xpath("//title[not(ancestor::svg)]")
        return self._without_site(" ".join("".join(found[0].itertext()).split())) if found else ""

    def _without_site(self, text: str) -> str:
        """The text without the publication's name at its end or start."""
        names = {key(name) for name in (self.source, self.meta("og:site_name"), self._host) if name}
        parts = _SITE_MARK.split(text)
        marks = _SITE_MARK.findall(text)
        while len(parts) > 1:
            tail = key(parts[-1])
            if (
                tail in names
                or tail.replace(" ", "") in {name.replace(" ", "") for name in names}
                or ("|" in marks[-1] and len(parts[-1].split()) <= 5 and len(parts[-1]) < len(parts[0]))
            ):
                text = text[: text.rindex(marks[-1] + parts[-1])] if marks[-1] + parts[-1] in text else text
                parts.pop()
                marks.pop()
                continue
            break
        if len(parts) > 1 and key(parts[0]) in names:
            text = text[len(parts[0]) + len(marks[0]) :]
        return text.strip()

    # --- Authors ----------------------------------------------------------------------------------------------------
    def authors(self) -> tuple[str, ...]:
        desk: tuple[str, ...] = ()
        witnesses: tuple[tuple[Callable[[], Iterable[str]], bool], ...] = (
            (self._linked_authors, True),
            (self._meta_authors, True),
            (self._written_by, True),
            (self._visible_authors, False),
            (self._script_authors, False),
        )
        for witness, told in witnesses:
            names = self._clean(witness(), told=told)
            if names and not all(_DESK.search(name) for name in names):
                return names
            desk = desk or names
        return desk

    def _written_by(self) -> Iterable[str]:
        """Names in the pair of metas that cards of links show as "Written by"."""
        for number in ("1", "2"):
            if re.search(
                r"written by|author|verfasst|geschrieben|escrito|écrit",
                self.meta(f"twitter:label{number}"),
                re.IGNORECASE,
            ):
                return names_in(self.meta(f"twitter:data{number}"), trusted=True)
        return names_in(self.meta("twitter:misc:written by"), trusted=True)

    def _script_authors(self) -> Iterable[str]:
        """A name that the page's own scripts give as the author, if they all give the same."""
        found: dict[str, None] = {}
        for script in self.root.xpath("//script[not(@src)]")[:60]:
            for match in _SCRIPT_AUTHOR.finditer((script.text or "")[:200_000]):
                found.update(dict.fromkeys(name for name in names_in(match[1]) if is_name(name)))
        return tuple(found) if len(found) <= 2 else ()

    def _linked_authors(self) -> Iterable[str]:
        people = self.article.names("author") or self.article.names("creator")
        for name, kind in people:
            if "Organi" in kind and (self._is_site(name) or len(people) > 1):
                continue
            yield from (
                names_in(name, trusted=True)
                if re.search(r"\band\b|,|\bund\b|&|\||^by |\d", name, re.IGNORECASE)
                else [name]
            )

    def _meta_authors(self) -> Iterable[str]:
        for name in _AUTHOR_METAS:
            found: list[str] = []
            for value in self.metas.get(name, ()):
                if not re.match(r"https?:|www\.", value):
                    found.extend(names_in(value, trusted=True))
            if self._clean(found, told=True):
                return found
        return ()

    def _visible_authors(self) -> Iterable[str]:
        """Names on the lines around the headline that say "By …", or that the markup calls a byline."""
        near = self._near_headline()
        for run in near:
            if words.BY.match(run.text) and len(run.text) < 200 and (names := names_in(run.text, trusted=True)):
                return names
            names = self._marked_names(run)
            if not names and len(run.text) < 160 and INNER_BYLINE.search(run.text):
                names = tuple(name for name in names_in(run.text) if is_name(name))
            if names:
                beside = [other for other in near if run.index < other.index <= run.index + 6]
                more = [name for other in beside for name in self._marked_names(other)]
                return (*names, *more)
        dated = next((run for run in near if _DATED_NAME.match(run.text) and find_date(run.text[:120])), None)
        if dated and (names := tuple(name for name in names_in(dated.text) if is_name(name))):
            return names[:1]
        for element in self.root.xpath('//a[@rel="author"] | //*[@itemprop="author"]')[:2]:
            if names := names_in(text_of(element)[:100], trusted=True):
                return names
        return ()

    def _near_headline(self) -> list[Run]:
        """Lines from just above the headline down to where the text is well on its way."""
        heads = [run.index for run in self.runs if run.owner.tag == "h1"]
        start = max(0, heads[0] - 6) if heads else 0
        end = start + 46 if heads else 200
        return [run for run in self.runs[start:end] if run.text]

    def _marked_names(self, run: Run) -> tuple[str, ...]:
        """The names on a line whose own markup calls it an author's."""
        if len(run.text) > 120:
            return ()
        inside = [element for element, _ in zip(run.owner.iterdescendants(), range(8), strict=False)]
        labels = [_label(element) for element in (*run.path[-4:], *inside) if isinstance(element.tag, str)]
        own = labels[min(3, len(run.path) - 1) :]
        if not any(map(_AUTHOR_LABEL.search, labels)) or any(map(_NOT_AUTHOR.search, own[:2])):
            return ()
        sure = any("name" in label or "author" in label.split() for label in own)
        found = names_in(run.text, trusted=sure)
        return tuple(n for n in found if is_name(n) or (sure and len(n.split()) < 3 and n[:1].isupper()))

    def _clean(self, names: Iterable[str], *, told: bool) -> tuple[str, ...]:
        """Names without nobodies. The publication itself counts as an author only where the page's data says so."""
        kept: list[str] = []
        for name in names:
            name = " ".join(name.split()).strip(" ,;|-–")
            if (
                not name
                or len(name) > 70
                or name[0] in "(["
                or "@" in name
                or re.search(r"https?:|www\.|\.com\b/", name)
                or name.isdigit()
            ):
                continue
            if self._is_nobody(name, told=told) or key(name) in {key(known) for known in kept}:
                continue
            kept.append(name)
        return tuple(kept)

    def _is_nobody(self, name: str, *, told: bool) -> bool:
        """A desk, a staff account or the publication itself: no author."""
        plain = key(name)
        if plain in (
            "admin",
            "administrator",
            "editor",
            "webmaster",
            "unknown",
            "none",
            "null",
            "undefined",
            "email",
            "guest",
            "staff",
            "author",
            "user",
        ):
            return True
        return self._is_site(name) and not (told and is_name(name))

    def _is_site(self, name: str) -> bool:
        """Whether the name is the publication's, or opens with it ("Example Post Staff"), or is part of it."""
        plain = key(name).replace(" ", "")
        sites = (key(site).replace(" ", "") for site in (self.source, self.meta("og:site_name"), self._host) if site)
        return bool(plain) and any(
            plain == site or (len(site) > 3 and plain.startswith(site)) or (len(plain) > 3 and plain in site)
            for site in sites
        )

    # --- Date -------------------------------------------------------------------------------------------------------
    def date(self) -> str:
        language = self.language()
        for value in self._dates():
            if found := _iso(value, language):
                return found
        found = self._visible_date(language)
        if found:
            self.guesses["date"] = "the first date on the page"
            return found
        match = _URL_DATE.search(urlsplit(self.url).path)
        if match and (found := find_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")):
            self.guesses["date"] = "guessed from the URL"
            return found
        return self._htmldate()

    def _dates(self) -> Iterable[str]:
        yield self.article.text("datePublished")
        for record in self.records:
            if record.text("datePublished"):
                yield record.text("datePublished")
                break
        yield self.article.text("dateCreated")
        for name in _DATE_METAS[:-3]:
            yield from self.metas.get(name, ())[:1]
        for element in self.root.xpath('//*[@itemprop="datePublished"]')[:1]:
            yield attribute(element, "content") or attribute(element, "datetime") or text_of(element)
        yield from self._times()
        yield self.article.text("dateModified")
        for name in _DATE_METAS[-3:]:
            yield from self.metas.get(name, ())[:1]

    def _times(self) -> Iterable[str]:
        """Times that the page marks as those of publication, then the first below the headline."""
        for element in self.root.xpath(
            '//time[@pubdate or contains(@class,"publish") or contains(@class,"entry-date")]'
        )[:1]:
            yield attribute(element, "datetime") or text_of(element)
        headline = self.root.xpath("//h1")
        times = headline[0].xpath("following::time")[:1] if len(headline) == 1 else []
        for element in times or self.root.xpath("//article//time")[:1] or self.root.xpath("//time")[:1]:
            yield attribute(element, "datetime") or text_of(element)
            yield text_of(element)

    def _visible_date(self, language: str) -> str:
        places = self.root.xpath(
            '//*[contains(@class,"date") or contains(@class,"Date") or contains(@class,"publish")'
            ' or contains(@class,"time")'
            ' or contains(@id,"date") or contains(@class,"byline") or contains(@class,"meta")]'
        )[:25]
        for element in places:
            text = text_of(element)
            if 5 < len(text) < 150 and (found := find_date(text, language)):
                return found
        headline = self.root.xpath("//h1")
        near = headline[0].xpath("following::*[not(*)]")[:40] if headline else []
        for element in near:
            text = text_of(element)
            if 5 < len(text) < 100 and (found := find_date(text, language)):
                return found
        return ""

    def _htmldate(self) -> str:
        if sum(len(run.text) + 10 * len(run.pieces) for run in self.runs) > _LONGEST_PAGE:
            return ""
        from htmldate import find_date as find_any_date

        try:
            found = find_any_date(self.root, extensive_search=True, original_date=True, url=self.url or None)
        except (ValueError, TypeError, AttributeError, IndexError, KeyError, OverflowError, RecursionError):
            return ""  # htmldate trips over some pages; a missing date is reported anyway
        if found:
            self.guesses["date"] = "guessed from the page"
        return str(found or "")

    # --- The rest ---------------------------------------------------------------------------------------------------
    def section(self) -> str:
        found = self.meta("article:section", "parsely-section", "section", "cxenseparse:section", "sailthru.section")
        return (found or (self.article.texts("articleSection") or ("",))[0])[:60]

    def topics(self) -> tuple[str, ...]:
        found = [*self.article.texts("keywords"), *self.metas.get("article:tag", ())]
        if not found:
            found = [
                *self.metas.get("news_keywords", ()),
                *self.metas.get("keywords", ()),
                *self.metas.get("parsely-tags", ()),
            ]
        parts = (part.strip() for text in found for part in re.split(r"[,;|]", text))
        return tuple(dict.fromkeys(part for part in parts if 1 < len(part) <= 60 and ":" not in part))[:25]

    @cached_property
    def source(self) -> str:
        """The publication's name; some pages give its address in place of one, which is no name."""
        publisher = self.article.names("publisher")
        told = (self.meta("og:site_name"), publisher[0][0] if publisher else "", self.meta("application-name"))
        return next((name for name in told if name and not name.startswith("http")), self._host)[:80]

    @cached_property
    def _host(self) -> str:
        return (_host_of(self.url)).removeprefix("www.").rsplit(".", 1)[0]

    @cached_property
    def url(self) -> str:
        canonical = self.root.xpath('//link[@rel="canonical"]/@href')[:1]
        found = next((str(u) for u in (*canonical, self.meta("og:url"), self.given) if _host_of(str(u))), self.given)
        return found if _host_of(found) else ""

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
        if name and value and len(value) < 2000:
            metas.setdefault(name.lower(), []).append(value)
    return metas


def _label(element: HtmlElement) -> str:
    """What the markup calls an element, on one line."""
    names = ("class", "id", "itemprop", "rel", "data-testid")
    label = " ".join(str(element.get(name) or "") for name in names)[:300]
    href = str(element.get("href") or "") if element.tag == "a" else ""
    return (
        f"{label} author"
        if re.search(
            r"/(?:authors?|autor(?:en)?|profiles?|staff|people|by|reporters?|contributors?|editors?|users?)/", href
        )
        else label
    )


def _likeness(one: str, other: str) -> float:
    """How alike two headlines are, 0 to 1; one that opens the other counts for its share, and half more."""
    a, b = key(one), key(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if len(a) > 12 and b.startswith(a):
        return 0.9
    return SequenceMatcher(None, a[:200], b[:200], autojunk=False).ratio()


def _iso(value: str, language: str) -> str:
    value = value.strip()
    if not value:
        return ""
    if re.fullmatch(r"1\d{9}(?:\d{3})?", value):
        return dt.datetime.fromtimestamp(int(value[:10]), dt.UTC).isoformat()
    return find_date(value[:200], language)


def _host_of(url: str) -> str:
    try:
        parts = urlsplit(unquote(url))
    except ValueError:
        return ""
    return parts.hostname or "" if parts.scheme in ("http", "https") else ""
