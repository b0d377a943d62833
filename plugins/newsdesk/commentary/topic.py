"""The commentary on a topic: who says what, side by side; the same newest first; and by year if it is much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newsdesk.commentary import grouping
from newsdesk.commentary.parts import MOST, Part, counted, split
from newsdesk.commentary.telling import Telling, keys_of, stories_of, told_here
from newsdesk.commentary.views import CommentaryView, SaidView
from newsdesk.model.cards import front_page, latest_change
from newsdesk.model.digest import Topic
from newsdesk.model.site import Link, Material, Page, Scope, Sheet, page_at, path_of
from newsdesk.model.words import say

MOST_PEOPLE = 48  # side by side, where what was said fills several pages


def commentary_sheets(topic: Topic, told: Sequence[Telling], above: Link) -> Iterator[Sheet]:
    """The pages of what was told on a topic (newest first), none if nothing was. `above` is the list of topics."""
    if not told:
        return
    home = Link(topic.url, topic.name)
    url = _url(home)
    parts = split(told, url)
    totals = Counter(telling.speaker for telling in told)
    shown = _latest_of_each(told, totals) if parts else told
    counts = tuple((speaker, totals[speaker]) for speaker in dict.fromkeys(telling.speaker for telling in shown))
    facts = (above, home, keys_of(shown), counts, (len(told), len(totals)), counted(parts))
    yield Sheet(path_of(url), "commentary.html", Scope(articles=stories_of(shown), facts=facts), _commentary_page)
    if len(totals) > 1:
        latest = told[:MOST]
        scope = Scope(stories_of(latest), facts=(above, home, keys_of(latest), len(told), counted(parts)))
        yield Sheet(path_of(f"{url}by-date/"), "said.html", scope, _by_date_page)
    for place, part in enumerate(parts):
        yield _part_sheet(home, parts, place, part, above)


def _part_sheet(home: Link, parts: Sequence[Part], place: int, part: Part, above: Link) -> Sheet:
    older = parts[place + 1].link if place + 1 < len(parts) else None
    newer = parts[place - 1].link if place else None
    facts = (above, home, part.name, keys_of(part.told), older, newer)
    return Sheet(path_of(part.url), "said.html", Scope(stories_of(part.told), facts=facts), _part_page)


def _url(topic: Link) -> str:
    return f"{topic.url}commentary/"


def _latest_of_each(told: Sequence[Telling], totals: Counter[str]) -> tuple[Telling, ...]:
    """The latest words of each of those who are quoted most."""
    latest: dict[str, Telling] = {}
    for telling in told:
        latest.setdefault(telling.speaker, telling)
    return tuple(latest[speaker] for speaker, _ in totals.most_common(MOST_PEOPLE))


def _commentary_page(material: Material) -> Page:
    digest, (above, topic, keys, counts, (total, people), parts) = material.digest, material.facts
    groups = grouping.by_person(told_here(digest, keys), digest, dict(counts))
    by_date = Link(f"{_url(topic)}by-date/", say("By date, newest first")) if people > 1 else None
    return page_at(
        _url(topic),
        "commentary.html",
        CommentaryView(topic, groups, total, people, by_date, parts),
        say("Commentary on %(topic)s", topic=topic.text),
        description=say("Who said what on %(topic)s, with the source of every quotation.", topic=topic.text),
        crumbs=(front_page(), above, topic),
        modified=latest_change(digest.articles),
    )


def _by_date_page(material: Material) -> Page:
    """The same words as on the main page, which search engines are told to prefer; of many, the latest."""
    digest, (above, topic, keys, total, parts) = material.digest, material.facts
    heading = say("Commentary on %(topic)s, newest first", topic=topic.text)
    summary = say("Who said what on %(topic)s, in the order of time.", topic=topic.text)
    groups = grouping.by_month(told_here(digest, keys), digest)
    home = Link(_url(topic), say("Commentary"))
    view = SaidView(home, heading, summary, groups, total, speakers=True, parts=parts)
    return _further_page(f"{home.url}by-date/", view, (front_page(), above, topic, home), material, same=not parts)


def _part_page(material: Material) -> Page:
    digest, (above, topic, (url, title, time), keys, older, newer) = material.digest, material.facts
    said = told_here(digest, keys)
    heading = say("Commentary on %(topic)s in %(title)s", topic=topic.text, title=title)
    summary = say("Who said what on %(topic)s %(time)s, newest first.", topic=topic.text, time=time)
    home = Link(_url(topic), say("Commentary"))
    groups = grouping.by_month(said, digest)
    view = SaidView(home, heading, summary, groups, len(said), speakers=True, older=older, newer=newer)
    return _further_page(url, view, (front_page(), above, topic, home), material)


def _further_page(
    url: str, view: SaidView, crumbs: tuple[Link, ...], material: Material, *, same: bool = False
) -> Page:
    return page_at(
        url,
        "said.html",
        view,
        view.heading,
        description=view.standfirst,
        crumbs=crumbs,
        canonical=view.home.url if same else None,
        modified=latest_change(material.digest.articles),
    )
