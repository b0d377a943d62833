"""What a page says of its article: headline, authors, date, section, key words, publication, address, language.

Each value has its own order of witnesses: JSON-LD, metas, markup, the visible text, the address. The first that says
something sensible is believed; what was only guessed is named in `guesses`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from urllib.parse import urljoin

from lxml.html import HtmlElement

from newsdesk.importer.page.authors import find_authors
from newsdesk.importer.page.publication_date import find_publication
from newsdesk.importer.page.runs import Run, runs_of
from newsdesk.importer.page.tree import text_of
from newsdesk.importer.page.witnesses import Witnesses
from newsdesk.importer.words import key

_SITE_MARK = re.compile(r"\s+(?:[|•·–—»]|-{1,2}|::?)\s+|\s*\|\s*")


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
    page = Witnesses(root, url, runs_of(root) if runs is None else runs)
    title, title_guess = _title(page)
    date, date_guess = find_publication(page)
    guesses = {"title": title_guess, "date": date_guess}
    return Facts(
        title=title,
        authors=find_authors(page),
        date=date,
        section=_section(page),
        topics=_topics(page),
        source=page.source,
        url=page.url,
        language=page.language,
        summary=page.meta("og:description", "description", "twitter:description"),
        image=urljoin(page.url, page.meta("og:image", "twitter:image")) if page.url else page.meta("og:image"),
        guesses={name: how for name, how in guesses.items() if how},
    )


def _title(page: Witnesses) -> tuple[str, str]:
    """(headline, how it was guessed): the h1 most like what linked data and og:title call it; else those; else the
    page's title without the publication."""
    said = [page.article.text("headline"), page.meta("og:title"), page.meta("twitter:title"), _page_title(page)]
    said = [text for text in said if text and len(text) < 400]
    heads = [text_of(h1) for h1 in page.root.xpath("//h1")[:12]]
    heads = [text for text in dict.fromkeys(heads) if 3 < len(text) < 300]
    scored = [(max((_likeness(head, text) for text in said), default=0.0), head) for head in heads]
    best = max(scored, key=lambda item: item[0], default=(0.0, ""))
    if best[0] >= 0.55:
        return best[1], ""
    if not said and heads:
        return heads[0], "the first heading of the page"
    if len(heads) == 1 and best[0] >= 0.2 and key(heads[0]) != key(page.source):
        return heads[0], ""
    return next((_without_site(page, text) for text in said), ""), ""


def _page_title(page: Witnesses) -> str:
    found = page.root.xpath("//head//title") or page.root.xpath("//title[not(ancestor::svg)]")
    return _without_site(page, " ".join("".join(found[0].itertext()).split())) if found else ""


def _without_site(page: Witnesses, text: str) -> str:
    """The text without the publication's name at its end or start."""
    names = {key(name) for name in page.names}
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


def _section(page: Witnesses) -> str:
    found = page.meta("article:section", "parsely-section", "section", "cxenseparse:section", "sailthru.section")
    return (found or (page.article.texts("articleSection") or ("",))[0])[:60]


def _topics(page: Witnesses) -> tuple[str, ...]:
    found = [*page.article.texts("keywords"), *page.metas.get("article:tag", ())]
    if not found:
        found = [
            *page.metas.get("news_keywords", ()),
            *page.metas.get("keywords", ()),
            *page.metas.get("parsely-tags", ()),
        ]
    parts = (part.strip() for text in found for part in re.split(r"[,;|]", text))
    return tuple(dict.fromkeys(part for part in parts if 1 < len(part) <= 60 and ":" not in part))[:25]


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
