"""From a digest to home, the dated editions and the list of them.

Pure. An edition without items of its own gathers what was published after the edition before it, up to its own date.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from newsdesk.editions.views import EditionCard, EditionsView, EditionView, HomeView, Item
from newsdesk.model.cards import HOME, day, feeds_beside, latest_change, story_card, story_cards, topic_card
from newsdesk.model.digest import Article, Digest, Edition
from newsdesk.model.hypertext import excerpt, rebase
from newsdesk.model.site import Link, Page, Site, TopicCard, page_at

EDITIONS = Link("/editions/", "Editions")
LATEST_STORIES = 12
HOME_TOPICS = 12


def pages(digest: Digest, site: Site) -> tuple[Page, ...]:
    """Home, a page for each edition, and the list of editions."""
    issues = sorted(digest.editions, key=lambda edition: (edition.date, edition.slug))
    contents = _contents(issues, digest)
    views = [_view(number, issues, contents[number], digest, site) for number in range(len(issues))]
    cards = [
        EditionCard(issue.url, view.title, view.number, view.date, len(view.items))
        for issue, view in zip(issues, views, strict=True)
    ]
    return (
        _home_page(issues, views, contents, digest, site),
        *(_edition_page(*parts) for parts in zip(issues, views, contents, strict=True)),
        _editions_page(cards),
    )


def edition_title(edition: Edition) -> str:
    return edition.title or f"Edition of {day(edition.date).words}"


Contents = tuple[tuple[Article, str], ...]


def _contents(issues: Sequence[Edition], digest: Digest) -> list[Contents]:
    """The stories of each edition with the editor's notes: as listed, else as gathered, newest first."""
    oldest_first = digest.articles[::-1]
    dates = sorted(article.date.date() for article in oldest_first)
    by_day = sorted(oldest_first, key=lambda article: article.date.date())
    contents: list[Contents] = []
    since = 0
    for issue in issues:
        until = bisect_right(dates, issue.date)
        if issue.items:
            listed = [(digest.article.get(item.article), item.note) for item in issue.items]
            contents.append(tuple((article, note) for article, note in listed if article))
        else:
            gathered = sorted(by_day[since:until], key=lambda a: (-a.date.timestamp(), a.slug))
            contents.append(tuple((article, "") for article in gathered))
        since = until
    return contents


def _view(place: int, issues: Sequence[Edition], contents: Contents, digest: Digest, site: Site) -> EditionView:
    issue = issues[place]
    return EditionView(
        title=edition_title(issue),
        number=place + 1,
        date=day(issue.date),
        letter=rebase(issue.body.html, site.base),
        items=tuple(Item(story_card(article, digest), note) for article, note in contents),
        newer=_link(issues[place + 1]) if place + 1 < len(issues) else None,
        older=_link(issues[place - 1]) if place else None,
    )


def _link(issue: Edition) -> Link:
    return Link(issue.url, edition_title(issue))


def _edition_page(issue: Edition, view: EditionView, contents: Contents) -> Page:
    return page_at(
        issue.url,
        "edition.html",
        view,
        view.title,
        description=excerpt(issue.body.plain) or f"{len(view.items)} stories of {view.date.words}.",
        crumbs=(HOME, EDITIONS),
        draft=issue.status == "draft",
        noindex=issue.status == "draft",
        modified=latest_change(article for article, _ in contents),
        claims=(issue.path,),
    )


def _editions_page(cards: Sequence[EditionCard]) -> Page:
    return page_at(
        EDITIONS.url,
        "editions.html",
        EditionsView(tuple(reversed(cards))),
        EDITIONS.text,
        description="Every edition, newest first.",
        crumbs=(HOME,),
        feeds=feeds_beside(EDITIONS.url, EDITIONS.text),
    )


def _home_page(
    issues: Sequence[Edition], views: Sequence[EditionView], contents: Sequence[Contents], digest: Digest, site: Site
) -> Page:
    shown = {article.slug for article, _ in contents[-1]} if contents else set()
    latest = [article for article in digest.articles[: LATEST_STORIES + len(shown)] if article.slug not in shown]
    view = HomeView(
        edition=views[-1] if views else None,
        edition_url=issues[-1].url if issues else "",
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
