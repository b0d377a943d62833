"""What happened on a topic, in order: the dated events that its stories tell, each once, whoever tells it.

An event told by several stories is one occurrence with several tellings. Two tellings are the same event if their
dates are written alike, they stand in different stories, and their titles share most of their words; titles with
different numbers in them tell of different things. A story is an occurrence at its own date, unless it tells of
an event of that very day under much the same title.

    "Talks in Sochi" + "Putin and Lukashenko hold talks in Sochi", both 2020-09-14 → one occurrence, two tellings
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsdesk.model.digest import Article, Event
from newsdesk.model.edtf import Edtf, parse_edtf

SHARED = (2, 3)  # two of three words of the shorter title, for two titles to be alike
SHARED_WORDS = 2  # at least so many, unless the titles have the same words
LOOK_BACK = 64  # so many earlier events of one day that share a word are compared, which bounds the work
_WORD = re.compile(r"\w+")
_SMALL = frozenset([
    "a", "an", "and", "as", "at", "by", "for", "from", "his", "her", "in", "into", "is", "it", "its",
    "of", "on", "or", "over", "the", "their", "to", "with",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Telling:
    """One story's account of an event; without `event`, the story itself at its own date."""

    article: Article
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event with all who tell of it, the earliest story first. `id` is unique among a topic's occurrences."""

    id: str
    date: Edtf
    tellings: tuple[Telling, ...]

    @property
    def lead(self) -> Telling:
        """The telling whose words a timeline shows: the first that calls it a milestone, else the first."""
        return next((telling for telling in self.tellings if _is_milestone(telling)), self.tellings[0])

    @property
    def is_story(self) -> bool:
        return self.tellings[0].event is None

    @property
    def is_milestone(self) -> bool:
        return any(_is_milestone(telling) for telling in self.tellings)


def occurrences(articles: Iterable[Article], *, proposals: bool = False) -> tuple[Occurrence, ...]:
    """What `articles` (newest first, as a digest keeps them) tell, by date, milestones first, then as told.

    Proposed events are left out unless `proposals` is set. Ids are `event-` and that of front matter, so that
    they meet no other id of a page; if two stories of the topic
    use one id for different events, the older story keeps it and the younger one's gets its slug added.
    """
    oldest_first = sorted(articles, key=lambda a: (a.date, a.slug))
    groups = _group(oldest_first, proposals=proposals)
    seen: set[str] = set()
    gathered = [
        Occurrence(_unique(_id(group[0]), group[0].article.slug, seen), _date(group[0]), tuple(group))
        for group in groups
    ]
    # Python's sort is stable: what is left equal stays in the order of the stories.
    return tuple(sorted(gathered, key=lambda o: (o.date.sort_key, not o.is_milestone)))


def telling_id(article: Article, event: Event) -> str:
    """The anchor, in any timeline, of one story's account of an event. It depends on story and event only.

    No slug and no event's id holds two hyphens in a row, so that no two accounts have the same anchor.
    """
    return f"told-{article.slug}--{event.id}"


def are_alike(title: str, other: str) -> bool:
    """Whether two titles of one day seem to tell of the same event."""
    return _alike(_words(title), _words(other))


def title_words(title: str) -> frozenset[str]:
    """The words of a title, case-folded, without the small ones unless there are no others."""
    return _words(title)


def own_date(article: Article) -> Edtf:
    """The day of the story, in its own zone."""
    return parse_edtf(article.date.date().isoformat())


def tells_itself(article: Article, *, proposals: bool = False) -> bool:
    """Whether the story's own event of its own day says what its headline says."""
    today = article.date.date().isoformat()
    return any(
        event.date.text == today and (proposals or not event.proposed) and are_alike(event.title, article.title)
        for event in article.timeline
    )


@dataclass(slots=True)
class _SameDay:
    """The events of one date while they are gathered: groups with the words of their first title."""

    groups: list[list[Telling]] = field(default_factory=list)
    words: list[frozenset[str]] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=dict)

    def add(self, telling: Telling, title: str) -> list[Telling] | None:
        """Puts a telling where it belongs; returns the group if it is a new one."""
        words = _words(title)
        for index in self._candidates(words):
            group = self.groups[index]
            if all(t.article is not telling.article for t in group) and _alike(words, self.words[index]):
                group.append(telling)
                return None
        for word in words:
            self.by_word.setdefault(word, []).append(len(self.groups))
        self.groups.append([telling])
        self.words.append(words)
        return self.groups[-1]

    def _candidates(self, words: frozenset[str]) -> list[int]:
        near = {index for word in words for index in self.by_word.get(word, [])[-LOOK_BACK:]}
        return sorted(near)


def _group(articles: Sequence[Article], *, proposals: bool) -> list[list[Telling]]:
    """Groups of tellings of one event each, in the order in which the first of each was told."""
    days: dict[str, _SameDay] = {}
    groups: list[list[Telling]] = []
    for article in articles:
        for event in article.timeline:
            if proposals or not event.proposed:
                new = days.setdefault(event.date.text, _SameDay()).add(Telling(article, event), event.title)
                if new is not None:
                    groups.append(new)
        if not tells_itself(article, proposals=proposals):
            groups.append([Telling(article)])
    return groups


def _words(title: str) -> frozenset[str]:
    words = frozenset(_WORD.findall(title.casefold()))
    return words - _SMALL or words


def _alike(words: frozenset[str], others: frozenset[str]) -> bool:
    if words == others:
        return bool(words)
    numbers, other_numbers = _numbers(words), _numbers(others)
    if numbers and other_numbers and numbers != other_numbers:
        return False
    shared = len(words & others)
    part, whole = SHARED
    return shared >= SHARED_WORDS and shared * whole >= part * min(len(words), len(others))


def _numbers(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if any(character.isdigit() for character in word))


def _is_milestone(telling: Telling) -> bool:
    return telling.event is not None and telling.event.level == "milestone"


def _date(telling: Telling) -> Edtf:
    return telling.event.date if telling.event else own_date(telling.article)


def _id(telling: Telling) -> str:
    return f"event-{telling.event.id}" if telling.event else f"story-{telling.article.slug}"


def _unique(name: str, slug: str, seen: set[str]) -> str:
    candidate, number = name, 1
    while candidate in seen:
        candidate = f"{name}-{slug}" if number == 1 else f"{name}-{slug}-{number}"
        number += 1
    seen.add(candidate)
    return candidate
