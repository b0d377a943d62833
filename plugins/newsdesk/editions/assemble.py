"""From a digest to home, the dated editions and the list of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.editions.views import EditionCard, EditionsView, EditionView, HomeView, Item
from newsdesk.model.cards import HOME, day, feeds_beside, latest_change, story_card, story_cards, topic_card
from newsdesk.model.digest import Digest
from newsdesk.model.hypertext import excerpt
from newsdesk.model.issues import Issue, issues
from newsdesk.model.site import Link, Page, Site, TopicCard, page_at

EDITIONS = Link("/editions/", "Editions")
LATEST_STORIES = 12
HOME_TOPICS = 12


def pages(digest: Digest, site: Site) -> tuple[Page, ...]:
    """Home, a page for each edition, and the list of editions."""
    numbered = issues(digest)
    views = [_view(place, numbered, digest) for place in range(len(numbered))]
    return (
        _home_page(numbered, views, digest, site),
        *(_edition_page(issue, view) for issue, view in zip(numbered, views, strict=True)),
        _editions_page(numbered),
    )


def _view(place: int, numbered: Sequence[Issue], digest: Digest) -> EditionView:
    issue = numbered[place]
    return EditionView(
        title=issue.title,
        number=issue.number,
        date=day(issue.edition.date),
        letter=issue.edition.body.html,
        items=tuple(Item(story_card(article, digest), note) for article, note in issue.contents),
        newer=_link(numbered[place + 1]) if place + 1 < len(numbered) else None,
        older=_link(numbered[place - 1]) if place else None,
    )


def _link(issue: Issue) -> Link:
    return Link(issue.edition.url, issue.title)


def _edition_page(issue: Issue, view: EditionView) -> Page:
    edition = issue.edition
    stories = "1 story" if len(view.items) == 1 else f"{len(view.items)} stories"
    return page_at(
        edition.url,
        "edition.html",
        view,
        view.title,
        description=excerpt(edition.body.plain) or f"The edition of {view.date.words}: {stories}.",
        crumbs=(HOME, EDITIONS),
        draft=edition.status == "draft",
        noindex=edition.status == "draft",
        modified=latest_change(article for article, _ in issue.contents),
        claims=(edition.path,),
    )


def _editions_page(numbered: Sequence[Issue]) -> Page:
    cards = tuple(
        EditionCard(issue.edition.url, issue.title, issue.number, day(issue.edition.date), len(issue.contents))
        for issue in reversed(numbered)
    )
    return page_at(
        EDITIONS.url,
        "editions.html",
        EditionsView(cards),
        EDITIONS.text,
        description="Every edition, newest first.",
        crumbs=(HOME,),
        feeds=feeds_beside(EDITIONS.url, EDITIONS.text),
    )


def _home_page(numbered: Sequence[Issue], views: Sequence[EditionView], digest: Digest, site: Site) -> Page:
    shown = {article.slug for article, _ in numbered[-1].contents} if numbered else set()
    latest = [article for article in digest.articles[: LATEST_STORIES + len(shown)] if article.slug not in shown]
    view = HomeView(
        edition=views[-1] if views else None,
        edition_url=numbered[-1].edition.url if numbered else "",
        latest=story_cards(latest[:LATEST_STORIES], digest),
        topics=_topics(digest),
    )
    description = site.description or site.tagline
    return page_at("/", "home.html", view, site.name, description=description, modified=latest_change(digest.articles))


def _topics(digest: Digest) -> tuple[TopicCard, ...]:
    """The topics with the latest stories, at most twelve."""
    place = {article.slug: number for number, article in enumerate(digest.articles)}
    told = [topic for topic in digest.topics if digest.articles_by_topic[topic.slug]]
    told.sort(key=lambda topic: place[digest.articles_by_topic[topic.slug][0].slug])
    return tuple(topic_card(topic, digest) for topic in told[:HOME_TOPICS])
