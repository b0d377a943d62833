"""Cutting a digest down to a scope: what a page is made of, and nothing else.

That a page sees only its scope is what makes an incremental build equal to a clean one: whatever is not named in the
scope is not there, in either of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from newsdesk.model.digest import Article, Digest, Expert, Text, Topic, in_order
from newsdesk.model.index import Index
from newsdesk.model.site import Material, Scope, Site

Find = Callable[[str, bool], Article]
_NO_TEXT = Text()


def material(scope: Scope, index: Index, site: Site, find: Find) -> Material:
    """The part of a digest that `scope` names. `find` gives a story by slug, with its text if asked for."""
    texts = frozenset(scope.texts)
    rows = [index.row[slug] for slug in dict.fromkeys((*scope.articles, *scope.texts))]
    topics = {slug: name_only(index.topic[slug]) for row in rows for slug in row.topics if slug in index.topic}
    experts = {slug: card_only(index.expert[slug]) for row in rows for slug in row.people if slug in index.expert}
    topics |= {slug: index.topic[slug] for slug in scope.topics if slug in index.topic}
    experts |= {slug: index.expert[slug] for slug in scope.experts if slug in index.expert}
    digest = Digest(
        articles=tuple(find(row.slug, row.slug in texts) for row in rows),
        topics=tuple(topics.values()),
        experts=tuple(experts.values()),
        editions=tuple(index.edition[slug] for slug in scope.editions),
        pages=tuple(index.page[slug] for slug in scope.pages),
    )
    return Material(in_order(digest), site, scope.facts)


def name_only(topic: Topic) -> Topic:
    """A topic as a story that belongs to it may show it: its name."""
    return Topic(topic.slug, topic.path, topic.name)


def card_only(expert: Expert) -> Expert:
    """A person as a story that names them may show them: without biography, interests, photo and links."""
    return replace(expert, body=_NO_TEXT, interests=None, photo=None, links=(), aliases=())
