"""What a story's page leads on to: the story before and the one after on its topic, and others with the reason why.

Neighbours in time, not the latest: a new story then changes the pages of a few stories, not of all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from newsdesk.model.index import Index, Row

MOST_RELATED = 4
OF_PEOPLE = 2  # among them, before those of the topic
Reason = tuple[str, str, str]  # the story's slug; person or topic; of whom or what


@dataclass(frozen=True, slots=True)
class Near:
    """Slugs of stories: the next and the one before on the first topic, and related ones, each with its reason."""

    newer: str | None = None
    older: str | None = None
    related: tuple[Reason, ...] = ()

    @property
    def slugs(self) -> tuple[str, ...]:
        """All of them, each once."""
        beside = [slug for slug in (self.newer, self.older) if slug]
        return tuple(dict.fromkeys((*beside, *(slug for slug, _, _ in self.related))))


def neighbours(index: Index) -> dict[str, Near]:
    """For each story what its page leads on to."""
    topics, people = _places(index.by_topic), _places(index.by_expert)
    return {row.slug: _near(row, index, topics, people) for row in index.rows}


Places = dict[str, dict[str, int]]  # a topic or person → a story's slug → its place in their list


def _places(groups: dict[str, tuple[Row, ...]]) -> Places:
    return {key: {row.slug: place for place, row in enumerate(rows)} for key, rows in groups.items()}


def _near(row: Row, index: Index, topics: Places, people: Places) -> Near:
    topic = row.topics[0] if row.topics else ""
    if topic not in index.topic:
        topic = ""
    rows = index.by_topic[topic] if topic else ()
    place = topics[topic][row.slug] if topic else 0
    newer = rows[place - 1].slug if place else None
    older = rows[place + 1].slug if place + 1 < len(rows) else None
    seen = {row.slug, newer, older}
    related: list[Reason] = []
    for slug, who in _of_people(row, index, people):
        if slug not in seen and len(related) < OF_PEOPLE:
            seen.add(slug)
            related.append((slug, "person", who))
    further = [other.slug for other in rows[place + 2 : place + 2 + MOST_RELATED] if other.slug not in seen]
    related += [(slug, "topic", topic) for slug in further[: MOST_RELATED - len(related)]]
    return Near(newer, older, tuple(related))


def _of_people(row: Row, index: Index, people: Places) -> Iterator[tuple[str, str]]:
    """The story before this one that quotes each of those quoted here, else the one after it."""
    for who in dict.fromkeys(speaker.slug for speaker in row.speakers):
        if who is None or who not in people:
            continue
        rows, place = index.by_expert[who], people[who][row.slug]
        if place + 1 < len(rows):
            yield rows[place + 1].slug, who
        elif place:
            yield rows[place - 1].slug, who
