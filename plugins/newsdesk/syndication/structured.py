"""Structured data (schema.org, as JSON-LD) for each page: what it is about, where it stands, who said what.

Only what the page itself shows is stated. Indirect speech is no schema.org Quotation: those are not the words.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Protocol, cast

from newsdesk.model.cards import (
    Said,
    accepted,
    description,
    find_web_link,
    image_url,
    rfc3339,
    topic_links,
    updated,
)
from newsdesk.model.digest import Article, Digest, Edition, Expert, Topic
from newsdesk.model.edtf import Edtf
from newsdesk.model.site import Link, Page, QuotationCard, Site, StoryCard
from newsdesk.syndication.feed import writable

Node = dict[str, Any]


class _Item(Protocol):
    @property
    def story(self) -> StoryCard: ...


class Numbered(Protocol):
    """What is asked of an edition's view, whoever made it."""

    @property
    def number(self) -> int: ...

    @property
    def items(self) -> tuple[_Item, ...]: ...


class _Group(Protocol):
    @property
    def quotations(self) -> tuple[QuotationCard, ...]: ...


class Quoting(Protocol):
    """What is asked of a view that gathers quotations, whoever made it."""

    @property
    def groups(self) -> tuple[_Group, ...]: ...


LOGO = "/theme/icons/icon-512.png"
LISTED = 20  # parts of a collection that are named; the page lists the rest
_TYPES = {
    "news": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle",
    "commentary": "OpinionNewsArticle",
}
_COLLECTIVES = frozenset(["agency", "board", "bureau", "desk", "editors", "newsroom", "service", "staff", "team"])
# Inside <script>, "</script>" and "<!--" end or change what follows; U+2028 and U+2029 end a line in older JavaScript.
_UNSAFE = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def serialise(nodes: Sequence[Node]) -> str:
    """JSON-LD that is safe between script tags, whatever stands in it."""
    graph = {"@context": "https://schema.org", "@graph": [_present(node) for node in nodes]}
    text = writable(json.dumps(graph, ensure_ascii=False, separators=(",", ":")))
    for character, escaped in _UNSAFE:
        text = text.replace(character, escaped)
    return text


def breadcrumbs(page: Page, site: Site) -> Node:
    """The way to the page, the page last."""
    way = (*page.crumbs, Link(page.url, page.title))
    items = [
        {"@type": "ListItem", "position": place, "name": link.text, "item": f"{site.url}{link.url}"}
        for place, link in enumerate(way, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def website(site: Site) -> Node:
    return {
        "@type": "WebSite",
        "@id": f"{site.url}/#website",
        "url": f"{site.url}/",
        "name": site.name,
        "description": site.description or site.tagline,
        "inLanguage": site.lang,
        "publisher": publisher(site),
    }


def publisher(site: Site) -> Node:
    return {
        "@type": "Organization",
        "@id": f"{site.url}/#publisher",
        "name": site.name,
        "url": f"{site.url}/",
        "logo": f"{site.url}{LOGO}",
    }


def plain_page(page: Page, site: Site, *, kind: str = "WebPage") -> Node:
    """What any page can say of itself."""
    return {
        "@type": kind,
        "@id": f"{site.url}{page.url}",
        "url": f"{site.url}{page.url}",
        "name": page.title,
        "description": page.description,
        "inLanguage": page.lang or site.lang,
        "isPartOf": {"@id": f"{site.url}/#website"},
    }


def collection(page: Page, articles: Iterable[Article], site: Site) -> Node:
    """A list of stories."""
    return {**plain_page(page, site, kind="CollectionPage"), "hasPart": stories(articles, site)}


def stories(articles: Iterable[Article], site: Site) -> list[Node]:
    """The first stories of a list, each by name, address and date."""
    listed = [article for _, article in zip(range(LISTED), articles, strict=False)]
    return [
        {
            "@type": _TYPES[article.kind],
            "@id": f"{site.url}{article.url}#article",
            "url": f"{site.url}{article.url}",
            "headline": article.title,
            "datePublished": rfc3339(article.date),
        }
        for article in listed
    ]


def story(article: Article, page: Page, digest: Digest, site: Site) -> Node:
    """A story: dates with their zone, byline, source, corrections, and the words quoted in it."""
    url = f"{site.url}{article.url}"
    return {
        "@type": _TYPES[article.kind],
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": url,
        "headline": article.title,
        "description": description(article),
        "datePublished": rfc3339(article.date),
        "dateModified": rfc3339(updated(article)),
        "inLanguage": article.lang or site.lang,
        "articleSection": article.section,
        "dateline": article.dateline,
        "keywords": list(article.tags),
        "author": [_author(a.name, a.slug, site) for a in article.authors] or publisher(site),
        "publisher": publisher(site),
        "image": [f"{site.url}{image}" for image in (page.image, page.share) if image],
        "about": [
            {"@type": "Thing", "name": link.text, "url": f"{site.url}{link.url}"}
            for link in topic_links(article, digest)
        ],
        "isBasedOn": _original(article),
        "correction": [
            {"@type": "CorrectionComment", "text": note.text, "datePublished": note.date.isoformat()}
            for note in article.corrections
        ],
        "hasPart": quotations((Said(article, quotation) for quotation in accepted(article)), digest, site),
    }


def _author(name: str, slug: str, site: Site) -> Node:
    """Bylines are mostly people; a desk, a staff or an agency says so in its name."""
    words = set(name.casefold().split())
    kind = "Organization" if name == site.name or words & _COLLECTIVES else "Person"
    return {"@type": kind, "name": name, "url": f"{site.url}/authors/{slug}/"}


def author_page(slug: str, page: Page, articles: Sequence[Article], site: Site) -> Node:
    """The page of somebody who writes here, with what they wrote; it began with their first story."""
    name = next(author.name for article in articles for author in article.authors if author.slug == slug)
    return {
        **collection(page, articles, site),
        "@type": ["ProfilePage", "CollectionPage"],
        "dateCreated": rfc3339(min(article.date for article in articles)),
        "dateModified": page.modified,
        "mainEntity": {**_author(name, slug, site), "@id": f"{site.url}{page.url}#author"},
    }


def _original(article: Article) -> Node | None:
    source = article.source
    if source is None:
        return None
    link = find_web_link(source.url)
    return _present(
        {
            "@type": "CreativeWork",
            "url": link.url if link else None,
            "publisher": {"@type": "Organization", "name": source.name},
            "author": {"@type": "Person", "name": source.author} if source.author else None,
            "datePublished": _iso(source.date),
            "inLanguage": source.lang,
        }
    )


def _iso(date: Edtf | None) -> str | None:
    """A plain date, month or year; nothing for what ISO 8601 writes otherwise or not at all."""
    if date is None or date.is_interval or date.is_approximate or date.is_uncertain:
        return None
    return date.text if date.precision in ("year", "month", "day") and "X" not in date.text else None


def quotations(said: Iterable[Said], digest: Digest, site: Site) -> list[Node]:
    """Words in quotation marks with who spoke them, at most twenty."""
    direct = (one for one in said if one.quotation.speech != "indirect")
    return [_quotation(one, digest, site) for _, one in zip(range(LISTED), direct, strict=False)]


def _quotation(said: Said, digest: Digest, site: Site) -> Node:
    article, quotation = said.article, said.quotation
    expert = digest.expert.get(quotation.speaker or "")
    speaker = (
        {"@type": "Person", "@id": f"{site.url}{expert.url}#person", "name": expert.name}
        if expert
        else {"@type": "Person", "name": quotation.speaker_name}
    )
    return {
        "@type": "Quotation",
        "@id": f"{site.url}{article.url}#{quotation.anchor}",
        "text": quotation.words,
        "spokenByCharacter": speaker,
        "isPartOf": {"@id": f"{site.url}{article.url}#article"},
    }


def topic_page(topic: Topic, page: Page, digest: Digest, site: Site) -> Node:
    """A topic: its stories, and the years that they tell of."""
    articles = digest.articles
    about = {"@type": "Thing", "name": topic.name, "description": topic.summary}
    return {
        **collection(page, articles, site),
        "about": _present(about),
        "temporalCoverage": _coverage(articles),
    }


def _coverage(articles: Sequence[Article]) -> str | None:
    """An ISO 8601 interval of years around every event that is told; nothing if it leaves the common era's years."""
    events = [event.date for article in articles for event in article.timeline if not event.proposed]
    years = [bound[0] for date in events for bound in (date.lower, date.upper) if bound]
    years += [article.date.year for article in articles]
    if not years or not 1 <= min(years) <= max(years) <= 9999:
        return None
    return f"{min(years):04}/{max(years):04}"


def gathered(page: Page, site: Site) -> list[Node]:
    """The first quotations of a page that gathers them, as it shows them; reported speech left out."""
    cards = (card for group in cast(Quoting, page.view).groups for card in group.quotations)
    direct = (card for card in cards if card.speech != "indirect")
    return [_gathered(card, site) for _, card in zip(range(LISTED), direct, strict=False)]


def _gathered(card: QuotationCard, site: Site) -> Node:
    url = card.speaker.url
    return {
        "@type": "Quotation",
        "@id": f"{site.url}{card.url}",
        "text": "\n\n".join(card.paragraphs),
        "spokenByCharacter": _present(
            {"@type": "Person", "@id": f"{site.url}{url}#person" if url else None, "name": card.speaker.name}
        ),
        "isPartOf": {"@id": f"{site.url}{card.story.url}#article"},
    }


def commentary_page(topic: Topic, page: Page, site: Site) -> Node:
    """Who said what on a topic, on its main page or on one of a year."""
    about = {"@type": "Thing", "name": topic.name, "url": f"{site.url}{topic.url}"}
    node = plain_page(page, site, kind="CollectionPage")
    return {**node, "about": about, "hasPart": gathered(page, site)}


def expert_page(expert: Expert, page: Page, site: Site) -> Node:
    """A person who is quoted, and what they said. They do not write here, hence no ProfilePage.

    The main page and those beside it, by topic and by year, are about the same person.
    """
    links = [link.url for url in expert.links if (link := find_web_link(url))]
    person = {
        "@type": "Person",
        "@id": f"{site.url}{expert.url}#person",
        "name": expert.name,
        "alternateName": list(expert.aliases),
        "jobTitle": expert.role,
        "affiliation": {"@type": "Organization", "name": expert.affiliation} if expert.affiliation else None,
        "image": f"{site.url}{image_url(expert.photo)}" if expert.photo else None,
        "sameAs": links,
        "url": f"{site.url}{expert.url}",
    }
    return {**plain_page(page, site), "mainEntity": _present(person), "hasPart": gathered(page, site)}


def edition_page(edition: Edition, page: Page, digest: Digest, site: Site) -> Node:
    """A dated issue with its stories, in the order of the page."""
    view = cast(Numbered, page.view)
    by_url = {article.url: article for article in digest.articles}
    return {
        **collection(page, (by_url[item.story.url] for item in view.items), site),
        "@type": ["CollectionPage", "PublicationIssue"],
        "issueNumber": view.number,
        "datePublished": edition.date.isoformat(),
    }


def _present(node: Node) -> Node:
    """Only what is said."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
