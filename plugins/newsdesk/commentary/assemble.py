"""From an index to the sheets of experts' pages, the lists of them, and what was said on each topic, by whom.

Pure. Only accepted quotations count, each once. A speaker without a profile that readers may see stands in a topic's
commentary under the plain name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial

from newsdesk.commentary.expert import expert_sheets
from newsdesk.commentary.telling import Telling, tellings
from newsdesk.commentary.topic import commentary_sheets
from newsdesk.commentary.views import Counted, ExpertsView
from newsdesk.model.cards import front_page, person_card, topics_list
from newsdesk.model.digest import Topic
from newsdesk.model.index import Index
from newsdesk.model.site import Link, Material, Page, PersonCard, Scope, Sheet, Site, page_at, path_of
from newsdesk.model.words import say


def sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """Pages for each expert, for the commentary on each topic that has any, and the lists of experts.

    `site` is asked for by the contract of all features; nothing here depends on it.
    """
    for expert in index.experts:
        yield from expert_sheets(expert, index, _all())
    narrower = []
    for topic in index.topics:
        told = tellings(index.by_topic[topic.slug], index)
        yield from commentary_sheets(topic, told, topics_list())
        if people := _people_on(told, index):
            narrower.append(Counted(_on_topic(topic), len(people)))
            facts = (Link(topic.url, topic.name), people)
            yield Sheet(path_of(_on_topic(topic).url), "experts.html", Scope(facts=facts), _experts_on_page)
    cards = tuple(person_card(expert, index.times_quoted[expert.slug]) for expert in index.experts)
    scope = Scope(facts=(cards, tuple(narrower)))
    yield Sheet(path_of(_all().url), "experts.html", scope, _experts_page)


def _all() -> Link:
    return Link("/experts/", say("Experts"))


def _on_topic(topic: Topic) -> Link:
    """Experts by topic. Below the topic, since below /experts/ a person's own name stands."""
    return Link(f"{topic.url}experts/", topic.name)


def _people_on(told: tuple[Telling, ...], index: Index) -> tuple[PersonCard, ...]:
    """Whoever has a profile and is quoted, by name, with how often."""
    counts = Counter(telling.speaker for telling in told)
    return tuple(person_card(expert, counts[expert.slug]) for expert in index.experts if counts[expert.slug])


def _view(cards: tuple[PersonCard, ...], **more: object) -> ExpertsView:
    of_kind = partial(_of_kind, cards)
    return ExpertsView(of_kind("expert"), of_kind("official"), **more)  # type: ignore[arg-type]


def _of_kind(cards: tuple[PersonCard, ...], kind: str) -> tuple[PersonCard, ...]:
    return tuple(card for card in cards if card.kind == kind)


def _experts_page(material: Material) -> Page:
    cards, topics = material.facts
    here, summary = _all(), say("The people whom our stories quote, with everything they said.")
    view = _view(cards, topics=topics)
    return page_at(here.url, "experts.html", view, here.text, description=summary, crumbs=(front_page(),))


def _experts_on_page(material: Material) -> Page:
    topic, cards = material.facts
    commentary = Link(f"{topic.url}commentary/", say("What they said on %(topic)s", topic=topic.text))
    return page_at(
        f"{topic.url}experts/",
        "experts.html",
        _view(cards, everyone=Link(_all().url, say("All experts")), commentary=commentary),
        say("Experts on %(topic)s", topic=topic.text),
        description=say("Whom our stories on %(topic)s quote, and how often.", topic=topic.text),
        crumbs=(front_page(), topics_list(), topic),
    )
