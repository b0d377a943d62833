"""When the article of a page was published: linked data, metas, markup, the visible text, the address, htmldate."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from newsdesk.importer.page.tree import attribute, text_of
from newsdesk.importer.page.witnesses import Witnesses
from newsdesk.importer.visible_dates import find_date

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?([0-2]?\d|3[01])(?:/|[-_.]|$)")
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
_LONGEST_PAGE = 300_000  # characters, an inline mark counting for ten; beyond, all of it is not searched for a date


def find_publication(page: Witnesses) -> tuple[str, str]:
    """(date in ISO 8601, how it was guessed); the second is empty where the page says it, both where it does not."""
    for value in _dates(page):
        if found := _iso(value, page.language):
            return found, ""
    if found := _visible_date(page):
        return found, "the first date on the page"
    match = _URL_DATE.search(urlsplit(page.url).path)
    if match and (found := find_date(f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}")):
        return found, "guessed from the URL"
    found = _htmldate(page)
    return found, "guessed from the page" if found else ""


def _dates(page: Witnesses) -> Iterable[str]:
    yield page.article.text("datePublished")
    for record in page.records:
        if record.text("datePublished"):
            yield record.text("datePublished")
            break
    yield page.article.text("dateCreated")
    for name in _DATE_METAS[:-3]:
        yield from page.metas.get(name, ())[:1]
    for element in page.root.xpath('//*[@itemprop="datePublished"]')[:1]:
        yield attribute(element, "content") or attribute(element, "datetime") or text_of(element)
    yield from _times(page)
    yield page.article.text("dateModified")
    for name in _DATE_METAS[-3:]:
        yield from page.metas.get(name, ())[:1]


def _times(page: Witnesses) -> Iterable[str]:
    """Times that the page marks as those of publication, then the first below the headline."""
    for element in page.root.xpath('//time[@pubdate or contains(@class,"publish") or contains(@class,"entry-date")]')[
        :1
    ]:
        yield attribute(element, "datetime") or text_of(element)
    headline = page.root.xpath("//h1")
    times = headline[0].xpath("following::time")[:1] if len(headline) == 1 else []
    for element in times or page.root.xpath("//article//time")[:1] or page.root.xpath("//time")[:1]:
        yield attribute(element, "datetime") or text_of(element)
        yield text_of(element)


def _visible_date(page: Witnesses) -> str:
    places = page.root.xpath(
        '//*[contains(@class,"date") or contains(@class,"Date") or contains(@class,"publish")'
        ' or contains(@class,"time")'
        ' or contains(@id,"date") or contains(@class,"byline") or contains(@class,"meta")]'
    )[:25]
    for element in places:
        text = text_of(element)
        if 5 < len(text) < 150 and (found := find_date(text, page.language)):
            return found
    headline = page.root.xpath("//h1")
    near = headline[0].xpath("following::*[not(*)]")[:40] if headline else []
    for element in near:
        text = text_of(element)
        if 5 < len(text) < 100 and (found := find_date(text, page.language)):
            return found
    return ""


def _htmldate(page: Witnesses) -> str:
    if sum(len(run.text) + 10 * len(run.pieces) for run in page.runs) > _LONGEST_PAGE:
        return ""
    from htmldate import find_date as find_any_date

    try:
        found = find_any_date(page.root, extensive_search=True, original_date=True, url=page.url or None)
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, OverflowError, RecursionError):
        return ""  # htmldate trips over some pages; a missing date is reported anyway
    return str(found or "")


def _iso(value: str, language: str) -> str:
    value = value.strip()
    if not value:
        return ""
    if re.fullmatch(r"1\d{9}(?:\d{3})?", value):
        return dt.datetime.fromtimestamp(int(value[:10]), dt.UTC).isoformat()
    return find_date(value[:200], language)
