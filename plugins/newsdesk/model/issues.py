"""The editions of a digest with what stands in them, counted from the oldest.

An edition lists its stories, or gathers what was published after the edition before it, up to its own date.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from newsdesk.model.cards import day
from newsdesk.model.digest import Edition
from newsdesk.model.index import Index, Row
from newsdesk.model.words import say


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition with its number, from 1, and its stories by slug, each with the editor's note on it (or none)."""

    edition: Edition
    number: int
    contents: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        return title_of(self.edition)

    @property
    def slugs(self) -> tuple[str, ...]:
        return tuple(slug for slug, _ in self.contents)


def title_of(edition: Edition) -> str:
    return edition.title or say("Edition of %(date)s", date=day(edition.date).words)


def issues(index: Index) -> tuple[Issue, ...]:
    """All editions, oldest first. A listed story that the index does not hold (a draft, say) is passed over."""
    by_day = sorted(index.rows, key=lambda row: row.date.date())
    dates = [row.date.date() for row in by_day]
    found: list[Issue] = []
    since = 0
    for number, edition in enumerate(sorted(index.editions, key=lambda e: (e.date, e.slug)), start=1):
        until = bisect_right(dates, edition.date)
        contents = _listed(edition, index) if edition.items else _gathered(by_day[since:until])
        found.append(Issue(edition, number, contents))
        since = until
    return tuple(found)


def _listed(edition: Edition, index: Index) -> tuple[tuple[str, str], ...]:
    return tuple((item.article, item.note) for item in edition.items if item.article in index.row)


def _gathered(rows: list[Row]) -> tuple[tuple[str, str], ...]:
    """Newest first."""
    return tuple((row.slug, "") for row in sorted(rows, key=lambda row: (-row.date.timestamp(), row.slug)))
