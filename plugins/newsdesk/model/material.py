"""Cutting a digest down to a scope: what a page is made of, and nothing else.

That a page sees only its scope is what makes an incremental build equal to a clean one: whatever is not named in the
scope is not there, in either of them.
"""

from __future__ import annotations

from collections.abc import Callable

from newsdesk.model.digest import Article, Digest, in_order
from newsdesk.model.index import Index
from newsdesk.model.site import Material, Scope, Site

Find = Callable[[str, bool], Article]


def material(scope: Scope, index: Index, site: Site, find: Find) -> Material:
    """The part of a digest that `scope` names. `find` gives a story by slug, with its text if asked for."""
    return Material(cut(scope, index, find), site, scope.facts)


def cut(scope: Scope, index: Index, find: Find) -> Digest:
    """The digest of a material."""
    texts = frozenset(scope.texts)
    rows = [index.row[slug] for slug in dict.fromkeys((*scope.articles, *scope.texts))]
    names, cards = index.topic_name, index.expert_card
    topics = {slug: names[slug] for row in rows for slug in row.topics if slug in names}
    experts = {slug: cards[slug] for row in rows for slug in row.people if slug in cards}
    topics |= {slug: index.topic[slug] for slug in scope.topics if slug in index.topic}
    experts |= {slug: index.expert[slug] for slug in scope.experts if slug in index.expert}
    digest = Digest(
        articles=tuple(find(row.slug, row.slug in texts) for row in rows),
        topics=tuple(topics.values()),
        experts=tuple(experts.values()),
        editions=tuple(index.edition[slug] for slug in scope.editions),
        pages=tuple(index.page[slug] for slug in scope.pages),
    )
    return in_order(digest)
