"""Which feeds a site has, and what is in each: the site's, and one beside every page that promises one.

An entry is a story, a quotation on an expert's page, or an edition. Drafts are in no feed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from html import escape
from itertools import islice

from newsdesk.model.cards import (
    Said,
    all_corrections,
    corrections_list,
    describe_expert,
    find_web_link,
    moment,
    rfc3339,
    said_by,
    topic_links,
    updated,
)
from newsdesk.model.digest import Article, Correction, Digest, Edition
from newsdesk.model.hypertext import absolute, excerpt
from newsdesk.model.index import Index, Row, words_digest
from newsdesk.model.issues import issues, title_of
from newsdesk.model.site import File, Material, Scope, Sheet, Site
from newsdesk.model.words import say
from newsdesk.syndication.atom import atom
from newsdesk.syndication.feed import ENTRIES, Channel, Entry, identity
from newsdesk.syndication.jsonfeed import json_feed
from newsdesk.syndication.rss import rss

MakeEntries = Callable[[Material], Iterable[Entry]]
Write = Callable[[Channel, str], bytes]
FORMATS: tuple[tuple[str, Write], ...] = (("feed.xml", atom), ("feed.json", json_feed))


def feed_sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """An Atom and a JSON file for the site, and for each topic, author, source and expert, and for the editions."""
    yield from _stories("/", site.name, site.description or site.tagline, index.rows)
    for topic in index.topics:
        summary = excerpt(topic.summary or topic.body.plain)
        yield from _stories(topic.url, _titled(topic.name, site), summary, index.by_topic[topic.slug])
    for slug, rows in index.by_author.items():
        title = say("Stories by %(name)s", name=index.author[slug].name)
        yield from _stories(f"/authors/{slug}/", _titled(title, site), f"{title}.", rows)
    for slug, rows in index.by_source.items():
        title = say("Stories from %(name)s", name=index.source[slug].name)
        yield from _stories(f"/sources/{slug}/", _titled(title, site), f"{title}.", rows)
    for expert in index.experts:
        told = _latest_words(expert.slug, index)
        stories = tuple(dict.fromkeys(row.slug for row in told.values()))
        scope = Scope(articles=stories, experts=(expert.slug,), facts=(tuple(told),))
        entries = partial(_quotation_entries, expert.slug)
        title = _titled(say("%(name)s: quotations", name=expert.name), site)
        yield from _in_formats(expert.url, title, describe_expert(expert), scope, entries)
    corrected = tuple(row.slug for row in index.corrected if row.status == "published")[:ENTRIES]
    here, summary = corrections_list(), say("What we got wrong, in which story, and when we put it right.")
    yield from _in_formats(here.url, _titled(here.text, site), summary, Scope(articles=corrected), _correction_entries)
    yield from _editions("/editions/", _titled(say("Editions"), site), index)


def _titled(title: str, site: Site) -> str:
    return f"{title} – {site.name}"


def _slugs(rows: Iterable[Row]) -> tuple[str, ...]:
    """The latest published stories, as many as a feed holds."""
    return tuple(row.slug for row in rows if row.status == "published")[:ENTRIES]


def _latest_words(expert: str, index: Index) -> dict[str, Row]:
    """Digests of the latest words of an expert, as many as a feed holds, ordered as by `cards.said_in`; with the story
    that told them first: only rows can say which one that is without a look at all stories."""
    first: dict[str, Row] = {}
    for row in index.by_expert.get(expert, ()):
        said = (words for speaker in row.speakers if speaker.slug == expert for words in speaker.said)
        for words in said if row.status == "published" else ():
            if first.get(words) is not row:
                first.pop(words, None)
                first[words] = row
    return dict(islice(first.items(), ENTRIES))


def _stories(url: str, title: str, description: str, rows: Iterable[Row]) -> Iterator[Sheet]:
    yield from _in_formats(url, title, description, Scope(texts=_slugs(rows)), _story_entries)


def _editions(url: str, title: str, index: Index) -> Iterator[Sheet]:
    latest = [issue for issue in reversed(issues(index)) if issue.edition.status == "published"][:ENTRIES]
    scope = Scope(
        articles=tuple(dict.fromkeys(slug for issue in latest for slug in issue.slugs)),
        editions=tuple(issue.edition.slug for issue in latest),
        facts=tuple((issue.edition.slug, issue.contents) for issue in latest),
    )
    formats = (*FORMATS, ("rss.xml", rss))  # which mail services ask for
    yield from _in_formats(url, title, say("Every edition, newest first."), scope, _edition_entries, formats)


def _in_formats(
    url: str,
    title: str,
    description: str,
    scope: Scope,
    entries: MakeEntries,
    formats: tuple[tuple[str, Write], ...] = FORMATS,
) -> Iterator[Sheet]:
    """The sheets of one channel in its formats. What names it belongs to what it is made of."""
    named = replace(scope, facts=(*scope.facts, (url, title, description)))
    for name, write in formats:
        path = f"{url.lstrip('/')}{name}"
        yield Sheet(path, "", named, partial(_feed, path, write, entries))


def _feed(path: str, write: Write, entries: MakeEntries, material: Material) -> File:
    site, (*_, (url, title, description)) = material.site, material.facts
    name = identity(site, "feed", *[part for part in url.split("/") if part])
    channel = Channel(name, f"{site.url}{url}", title, description, site.name, site.lang, tuple(entries(material)))
    return File(path, write(channel, f"{site.url}/{path}"))


def _story_entries(material: Material) -> Iterator[Entry]:
    return (story_entry(article, material.digest, material.site) for article in material.digest.articles)


def _quotation_entries(expert: str, material: Material) -> Iterable[Entry]:
    words, _ = material.facts
    said = said_by(material.digest.expert[expert], material.digest)
    latest = (one for one in said if words_digest(one.quotation) in words)
    return [quotation_entry(one, material.digest, material.site) for one in latest]


def _correction_entries(material: Material) -> Iterator[Entry]:
    told = all_corrections(material.digest.articles)[:ENTRIES]
    return (correction_entry(note, article, material.site) for note, article in told)


def _edition_entries(material: Material) -> Iterator[Entry]:
    editions = {edition.slug: edition for edition in material.digest.editions}
    for slug, contents in material.facts[:-1]:
        yield edition_entry(editions[slug], contents, material.digest, material.site)


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


def correction_entry(note: Correction, article: Article, site: Site) -> Entry:
    """A correction, dated at noon, UTC, of its day. Its id is made of its words: two of a day are two entries."""
    noon = rfc3339(dt.datetime.combine(note.date, dt.time(12), tzinfo=dt.UTC))
    words = hashlib.sha256(note.text.encode("utf-8", "replace")).hexdigest()[:12]
    url = f"{site.url}{article.url}#corrections"
    return Entry(
        id=identity(site, "correction", article.slug, f"{note.date.isoformat()}-{words}"),
        url=url,
        title=say("Corrected: %(title)s", title=article.title),
        published=noon,
        updated=noon,
        summary=note.text,
        html=f'<p>{escape(note.text)}</p><p><a href="{escape(url)}">{escape(article.title)}</a></p>',
        lang=article.lang,
    )


def edition_entry(edition: Edition, contents: Iterable[tuple[str, str]], digest: Digest, site: Site) -> Entry:
    """An edition: the editor's letter and the stories, each with the note on it. Dated at noon, UTC, of its day."""
    noon = rfc3339(dt.datetime.combine(edition.date, dt.time(12), tzinfo=dt.UTC))
    items = "".join(
        f'<li><a href="{escape(site.url + article.url)}">{escape(article.title)}</a>{_note(note)}</li>'
        for article, note in ((digest.article[slug], note) for slug, note in contents)
    )
    return Entry(
        id=identity(site, "edition", edition.slug),
        url=f"{site.url}{edition.url}",
        title=title_of(edition),
        published=noon,
        updated=noon,
        summary=excerpt(edition.body.plain),
        html=absolute(edition.body.html, site.url + edition.url) + (f"<ul>{items}</ul>" if items else ""),
    )


def _note(note: str) -> str:
    return f"<p>{escape(note)}</p>" if note else ""
