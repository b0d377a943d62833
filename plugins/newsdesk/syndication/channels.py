"""Which feeds a site has, and what is in each: the site's, and one beside every page that promises one.

An entry is a story, a quotation on an expert's page, or an edition. Drafts are in no feed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from html import escape

from newsdesk.model.cards import Said, find_web_link, moment, rfc3339, said_by_speaker, topic_links, updated
from newsdesk.model.digest import Article, Digest
from newsdesk.model.hypertext import absolute, excerpt
from newsdesk.model.issues import Issue, issues
from newsdesk.model.site import Feed, File, Page, Site
from newsdesk.syndication.atom import atom
from newsdesk.syndication.feed import ENTRIES, Channel, Entry, identity
from newsdesk.syndication.jsonfeed import json_feed

Entries = Callable[[], tuple[Entry, ...]]


def feed_files(digest: Digest, site: Site, pages: Iterable[Page]) -> Iterator[File]:
    """An Atom and a JSON file for the site and for each page that names feeds beside itself."""
    entries = _entries_by_page(digest, site)
    yield from _files(_channel(site, "/", site.name, site.description or site.tagline, entries["/"]()), "/", site)
    for page in pages:
        if page.url in entries and any(_is_beside(feed, page) for feed in page.feeds):
            title = f"{page.feeds[0].title} – {site.name}"
            yield from _files(_channel(site, page.url, title, page.description, entries[page.url]()), page.url, site)


def _is_beside(feed: Feed, page: Page) -> bool:
    return page.url != "/" and feed.url in (f"{page.url}feed.xml", f"{page.url}feed.json")


def _channel(site: Site, url: str, title: str, description: str, entries: tuple[Entry, ...]) -> Channel:
    name = identity(site, "feed", *[part for part in url.split("/") if part])
    return Channel(name, f"{site.url}{url}", title, description, site.name, site.lang, entries)


def _files(channel: Channel, url: str, site: Site) -> Iterator[File]:
    folder = url.lstrip("/")
    yield File(f"{folder}feed.xml", atom(channel, f"{site.url}{url}feed.xml"))
    yield File(f"{folder}feed.json", json_feed(channel, f"{site.url}{url}feed.json"))


def _entries_by_page(digest: Digest, site: Site) -> dict[str, Entries]:
    """For the address of each page that can have a feed, what is in it, made when asked for."""

    made: dict[str, Entry] = {}

    def entry(article: Article) -> Entry:
        if article.slug not in made:
            made[article.slug] = story_entry(article, digest, site)
        return made[article.slug]

    def stories(articles: Iterable[Article]) -> Entries:
        listed = [article for article in articles if article.status == "published"]
        return lambda: tuple(entry(article) for article in listed[:ENTRIES])

    def quotations(said: Iterable[Said]) -> Entries:
        listed = [one for one in said if one.article.status == "published"]
        return lambda: tuple(quotation_entry(one, digest, site) for one in listed[:ENTRIES])

    feeds: dict[str, Entries] = {"/": stories(digest.articles)}
    for topic, articles in digest.articles_by_topic.items():
        feeds[f"/topics/{topic}/"] = stories(articles)
    for url, articles_of in _by_author_and_source(digest).items():
        feeds[url] = stories(articles_of)
    said = said_by_speaker(digest)
    for expert in digest.experts:
        feeds[expert.url] = quotations(said.get(expert.slug, ()))
    published = [issue for issue in reversed(issues(digest)) if issue.edition.status == "published"]
    feeds["/editions/"] = lambda: tuple(edition_entry(issue, site) for issue in published[:ENTRIES])
    return feeds


def _by_author_and_source(digest: Digest) -> dict[str, list[Article]]:
    stories: dict[str, list[Article]] = {}
    for article in digest.articles:
        for slug in dict.fromkeys(author.slug for author in article.authors):
            stories.setdefault(f"/authors/{slug}/", []).append(article)
        if article.source:
            stories.setdefault(f"/sources/{article.source.slug}/", []).append(article)
    return stories


def story_entry(article: Article, digest: Digest, site: Site) -> Entry:
    """A story with its whole text."""
    source = find_web_link(article.source.url) if article.source else None
    return Entry(
        id=identity(site, "article", article.slug),
        url=f"{site.url}{article.url}",
        title=article.title,
        published=rfc3339(article.date),
        updated=rfc3339(updated(article)),
        summary=article.summary or excerpt(article.body.plain),
        html=absolute(article.body.html, site.url + article.url),
        authors=tuple(author.name for author in article.authors),
        topics=tuple(link.text for link in topic_links(article, digest)),
        lang=article.lang,
        original=source.url if source else None,
    )


def quotation_entry(said: Said, digest: Digest, site: Site) -> Entry:
    """Words of an expert, with the story that they stand in."""
    article, quotation = said.article, said.quotation
    story = f'<a href="{escape(site.url + article.url)}#{escape(quotation.anchor)}">{escape(article.title)}</a>'
    paragraphs = "".join(f"<p>{escape(part)}</p>" for part in quotation.words.split("\n\n"))
    words = f"<blockquote>{paragraphs}</blockquote>" if quotation.speech != "indirect" else paragraphs
    where = f"{quotation.attribution} · " if quotation.attribution else ""
    return Entry(
        id=identity(site, "quotation", article.slug, quotation.anchor),
        url=f"{site.url}{article.url}#{quotation.anchor}",
        title=excerpt(f"{quotation.speaker_name}: {quotation.words}", 120),
        published=rfc3339(article.date),
        updated=rfc3339(article.date),
        html=f"{words}<p>{escape(where)}{story}, {moment(article.date).words}</p>",
        authors=(quotation.speaker_name,) if quotation.speaker_name else (),
        topics=tuple(link.text for link in topic_links(article, digest)),
        lang=article.lang,
    )


def edition_entry(issue: Issue, site: Site) -> Entry:
    """An edition: the editor's letter and the stories, each with the note on it. Dated at noon, UTC, of its day."""
    edition = issue.edition
    noon = rfc3339(dt.datetime.combine(edition.date, dt.time(12), tzinfo=dt.UTC))
    items = "".join(
        f'<li><a href="{escape(site.url + article.url)}">{escape(article.title)}</a>{_note(note)}</li>'
        for article, note in issue.contents
    )
    return Entry(
        id=identity(site, "edition", edition.slug),
        url=f"{site.url}{edition.url}",
        title=issue.title,
        published=noon,
        updated=noon,
        summary=excerpt(edition.body.plain),
        html=absolute(edition.body.html, site.url + edition.url) + (f"<ul>{items}</ul>" if items else ""),
    )


def _note(note: str) -> str:
    return f"<p>{escape(note)}</p>" if note else ""
