"""The editions of a digest with what stands in them, counted from the oldest.

An edition lists its stories, or gathers what was published after the edition before it, up to its own date.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from newsdesk.model.cards import day
from newsdesk.model.digest import Article, Digest, Edition


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition with its number, from 1, and its stories, each with the editor's note on it (or none)."""

    edition: Edition
    number: int
    contents: tuple[tuple[Article, str], ...]

    @property
    def title(self) -> str:
        return self.edition.title or f"Edition of {day(self.edition.date).words}"


def issues(digest: Digest) -> tuple[Issue, ...]:
    """All editions, oldest first. A listed story that the digest does not hold (a draft, say) is passed over."""
    dates = sorted(article.date.date() for article in digest.articles)
    by_day = sorted(digest.articles, key=lambda article: article.date.date())
    found: list[Issue] = []
    since = 0
    for number, edition in enumerate(sorted(digest.editions, key=lambda e: (e.date, e.slug)), start=1):
        until = bisect_right(dates, edition.date)
        contents = _listed(edition, digest) if edition.items else _gathered(by_day[since:until])
        found.append(Issue(edition, number, contents))
        since = until
    return tuple(found)


def _listed(edition: Edition, digest: Digest) -> tuple[tuple[Article, str], ...]:
    known = digest.article
    return tuple((known[item.article], item.note) for item in edition.items if item.article in known)


def _gathered(articles: list[Article]) -> tuple[tuple[Article, str], ...]:
    """Newest first."""
    return tuple((article, "") for article in sorted(articles, key=lambda a: (-a.date.timestamp(), a.slug)))
