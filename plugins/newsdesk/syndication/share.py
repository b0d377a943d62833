"""Pictures for shared links: one for each story, topic and edition, and what a page's head says of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from newsdesk.model.cards import day, find_kicker, moment
from newsdesk.model.index import Index
from newsdesk.model.issues import issues, title_of
from newsdesk.model.site import File, Material, Page, Scope, Sheet, Site
from newsdesk.model.words import say

KINDS = ("articles", "topics", "editions")


def share_sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """The pictures; none for a site that wants none."""
    if not site.share_images:
        return
    for row in index.rows:
        yield Sheet(_path(row.url), "", Scope(articles=(row.slug,), facts=(row.url,)), _of_story)
    for topic in index.topics:
        yield Sheet(_path(topic.url), "", Scope(facts=(topic.url, topic.name)), _of_topic)
    for issue in issues(index):
        edition = issue.edition
        facts = (edition.url, title_of(edition), issue.number, day(edition.date).words)
        yield Sheet(_path(edition.url), "", Scope(facts=facts), _of_edition)


def with_picture(page: Page, material: Material) -> Page:
    """The page with its picture, if it is of a kind that has one."""
    parts = page.url.strip("/").split("/")
    if not material.site.share_images or len(parts) != 2 or parts[0] not in KINDS:
        return page
    return replace(page, share=f"/{_path(page.url)}")


def _path(url: str) -> str:
    return f"share{url.rstrip('/')}.png"


def _of_story(material: Material) -> File:
    (article,), (url,) = material.digest.articles, material.facts
    kicker = find_kicker(article, material.digest)
    line = " · ".join(
        part for part in (article.source.name if article.source else "", moment(article.date).words) if part
    )
    return _drawn(url, material.site.name, kicker.text if kicker else "", article.title, line)


def _of_topic(material: Material) -> File:
    url, name = material.facts
    return _drawn(url, material.site.name, say("Topic"), name, material.site.tagline)


def _of_edition(material: Material) -> File:
    url, title, number, date = material.facts
    return _drawn(url, material.site.name, say("No. %(number)s", number=number), title, date)


def _drawn(url: str, *words: str) -> File:
    from newsdesk.syndication.picture import draw  # with a library that nothing else needs

    return File(_path(url), draw(*words))
