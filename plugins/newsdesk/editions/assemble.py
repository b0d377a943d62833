"""From an index to the sheets of home, the dated editions and the list of them. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsdesk.editions.views import EditionCard, EditionsView, EditionView, HomeView, Item
from newsdesk.model.cards import day, feeds_beside, front_page, latest_change, story_card, story_cards, topic_card
from newsdesk.model.digest import Article, Digest, Edition
from newsdesk.model.hypertext import excerpt
from newsdesk.model.index import Index
from newsdesk.model.issues import Issue, issues, title_of
from newsdesk.model.site import Feed, Link, Material, Page, Scope, Sheet, Site, TopicCard, page_at, path_of
from newsdesk.model.words import count, say

RSS = "/editions/rss.xml"  # which mail services ask for
LATEST_STORIES = 12
HOME_TOPICS = 12


def sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """Home, a page for each edition, and the list of editions.

    `site` is asked for by the contract of all features; home takes it from its material.
    """
    numbered = issues(index)
    yield _home_sheet(numbered, index)
    for place, issue in enumerate(numbered):
        facts = (_facts(place, numbered),)
        scope = Scope(articles=issue.slugs, editions=(issue.edition.slug,), facts=facts)
        yield Sheet(path_of(issue.edition.url), "edition.html", scope, _edition_page)
    cards = tuple(
        EditionCard(issue.edition.url, issue.title, issue.number, day(issue.edition.date), len(issue.contents))
        for issue in reversed(numbered)
    )
    yield Sheet(path_of(_all().url), "editions.html", Scope(facts=cards), _editions_page)


def _all() -> Link:
    return Link("/editions/", say("Editions"))


Facts = tuple[int, tuple[tuple[str, str], ...], Link | None, Link | None]


def _facts(place: int, numbered: Sequence[Issue]) -> Facts:
    """What an edition cannot know itself: its number, its stories with notes, and its neighbours."""
    newer = _link(numbered[place + 1]) if place + 1 < len(numbered) else None
    older = _link(numbered[place - 1]) if place else None
    return numbered[place].number, numbered[place].contents, newer, older


def _link(issue: Issue) -> Link:
    return Link(issue.edition.url, issue.title)


def edition_view(edition: Edition, digest: Digest, facts: Facts) -> EditionView:
    """An edition as pages and e-mails show it."""
    number, contents, newer, older = facts
    return EditionView(
        title=title_of(edition),
        number=number,
        date=day(edition.date),
        letter=edition.body.html,
        items=tuple(Item(story_card(digest.article[slug], digest), note) for slug, note in contents),
        newer=newer,
        older=older,
    )


def _edition_page(material: Material) -> Page:
    (facts,) = material.facts
    (edition,) = material.digest.editions
    view = edition_view(edition, material.digest, facts)
    stories = count("%(num)s story", "%(num)s stories", len(view.items))
    summary = say("The edition of %(date)s: %(stories)s.", date=view.date.words, stories=stories)
    return page_at(
        edition.url,
        "edition.html",
        view,
        view.title,
        description=excerpt(edition.body.plain) or summary,
        crumbs=(front_page(), _all()),
        draft=edition.status == "draft",
        noindex=edition.status == "draft",
        modified=latest_change(material.digest.articles),
        claims=(edition.path,),
    )


def _editions_page(material: Material) -> Page:
    here = _all()
    return page_at(
        here.url,
        "editions.html",
        EditionsView(material.facts),
        here.text,
        description=say("Every edition, newest first."),
        crumbs=(front_page(),),
        feeds=(*feeds_beside(here.url, here.text), Feed(RSS, here.text, "application/rss+xml")),
    )


def _home_sheet(numbered: Sequence[Issue], index: Index) -> Sheet:
    last = numbered[-1] if numbered else None
    shown = last.slugs if last else ()
    latest = [row.slug for row in index.rows[: LATEST_STORIES + len(shown)] if row.slug not in shown][:LATEST_STORIES]
    scope = Scope(
        articles=(*shown, *latest),
        editions=(last.edition.slug,) if last else (),
        facts=(_facts(len(numbered) - 1, numbered) if last else None, tuple(latest), _topics(index)),
    )
    return Sheet(path_of("/"), "home.html", scope, _home_page)


def _home_page(material: Material) -> Page:
    digest, site = material.digest, material.site
    facts, latest, topics = material.facts
    stories: list[Article] = [digest.article[slug] for slug in latest]
    view = HomeView(
        edition=edition_view(digest.editions[0], digest, facts) if facts else None,
        edition_url=digest.editions[0].url if facts else "",
        latest=story_cards(stories, digest),
        topics=topics,
    )
    description = site.description or site.tagline
    return page_at("/", "home.html", view, site.name, description=description, modified=latest_change(digest.articles))


def _topics(index: Index) -> tuple[TopicCard, ...]:
    """The topics with the latest stories, at most twelve."""
    place = {row.slug: number for number, row in enumerate(index.rows)}
    told = [topic for topic in index.topics if index.by_topic[topic.slug]]
    told.sort(key=lambda topic: place[index.by_topic[topic.slug][0].slug])
    return tuple(topic_card(topic, index) for topic in told[:HOME_TOPICS])
