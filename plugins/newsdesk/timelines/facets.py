"""By whom, where and from where: the person, place and source views of a topic's timeline, and what is in each.

Which views a topic has is said from rows alone. A view is made of the stories that name the person or place in an
accepted event, or that came from the source; so it says who of *these* reported an event, and a story that names
nobody anew makes no view anew. Names that have the same slug are the same person or place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from anyascii import anyascii

from newsdesk.model.chronicle import Occurrence, occurrences
from newsdesk.model.digest import Article, Event
from newsdesk.model.index import Index, Row
from newsdesk.model.slugs import is_slug, slugify

FacetKind = Literal["person", "place", "source"]
KINDS: tuple[FacetKind, ...] = ("person", "place", "source")
FEWEST = 2  # values of a kind; one alone would be the whole timeline again
MOST = 12  # values of a kind that get a view: those that most stories name


@dataclass(frozen=True, slots=True)
class Facet:
    """One value by which a topic's timeline may be narrowed. `stories` are the slugs of those that name it."""

    kind: FacetKind
    slug: str
    name: str
    stories: tuple[str, ...]

    def url(self, topic: str) -> str:
        """The address of the view, below the topic's."""
        return f"{topic}{self.kind}/{self.slug}/"


def facets(rows: Sequence[Row], index: Index) -> tuple[Facet, ...]:
    """The views of a topic whose stories are `rows` (newest first): people, places, sources, each by name.

    A name is written as its profile writes it, else as the newest story does.
    """
    found: list[Facet] = []
    for kind in KINDS:
        stories: dict[str, list[str]] = {}
        names: dict[str, str] = {}
        for row in rows:
            for slug, name in dict(_named(kind, row, index)).items():
                stories.setdefault(slug, []).append(row.slug)
                names.setdefault(slug, name)
        of_kind = [Facet(kind, slug, names[slug], tuple(told)) for slug, told in stories.items()]
        most_told = sorted(of_kind, key=lambda facet: (-len(facet.stories), facet.slug))[:MOST]
        if len(most_told) >= FEWEST:
            found += sorted(most_told, key=lambda facet: (facet.name.casefold(), facet.slug))
    return tuple(found)


def selected(facet: Facet, articles: Iterable[Article], *, proposals: bool) -> tuple[Occurrence, ...]:
    """What the stories of a view tell in it, oldest first. `articles` may hold others too, which do not count."""
    wanted = frozenset(facet.stories)
    told = occurrences((article for article in articles if article.slug in wanted), proposals=proposals)
    return tuple(one for one in told if _belongs(one, facet))


@lru_cache(maxsize=8192)
def slug_of(name: str) -> str:
    """What names a person or place in an address: a profile's slug as it is, else the name in ASCII; may be empty."""
    return name if is_slug(name) else slugify(anyascii(name))


def _named(kind: FacetKind, row: Row, index: Index) -> Iterable[tuple[str, str]]:
    if kind == "source":
        return ((row.source.slug, row.source.name),) if row.source else ()
    names = row.event_people if kind == "person" else row.event_places
    pairs = ((slug_of(name), name) for name in names)
    return tuple(
        (slug, index.expert[slug].name if kind == "person" and slug in index.expert else name)
        for slug, name in pairs
        if slug
    )


def _belongs(occurrence: Occurrence, facet: Facet) -> bool:
    if facet.kind == "source":
        return True
    events = (telling.event for telling in occurrence.tellings if telling.event)
    return any(facet.slug in _values(facet.kind, event) for event in events)


def _values(kind: FacetKind, event: Event) -> Iterable[str]:
    if kind == "person":
        return [slug_of(name) for name in event.people]
    return [slug_of(event.place)] if event.place else []
