"""The people that an editor may mean: profiles by slug, and those whose names are like a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from newsdesk.model.digest import Expert
from newsdesk.model.names import ASK, NameIndex, fold_name, index_names


@dataclass(frozen=True, slots=True)
class Likeness:
    """A profile and how surely a name means its person, 0 to 1; `spelling` is the one of its names that is like it."""

    slug: str
    name: str
    spelling: str
    score: float


@dataclass(frozen=True)
class Roster:
    """All profiles."""

    experts: tuple[Expert, ...]

    @cached_property
    def by_slug(self) -> dict[str, Expert]:
        return {expert.slug: expert for expert in self.experts}

    @cached_property
    def _names(self) -> NameIndex:
        return index_names(self._owners)

    @cached_property
    def _owners(self) -> dict[str, tuple[Expert, ...]]:
        owners: dict[str, list[Expert]] = {}
        for expert in self.experts:
            for name in dict.fromkeys((expert.name, *expert.aliases)):
                owners.setdefault(name, []).append(expert)
        return {name: tuple(found) for name, found in owners.items()}

    def like(self, name: str, least: float = ASK) -> tuple[Likeness, ...]:
        """Profiles whose name or other spelling is like `name`, likeliest first, each once."""
        best: dict[str, Likeness] = {}
        for spelling, score in self._names.candidates(name, least):
            for expert in self._owners[spelling]:
                best.setdefault(expert.slug, Likeness(expert.slug, expert.name, spelling, score))
        return tuple(sorted(best.values(), key=lambda found: (-found.score, found.slug)))

    def suggest(self, typed: str, most: int = 8) -> tuple[Expert, ...]:
        """Profiles that somebody who typed this may mean: those alike, then those that hold every word of it."""
        words = fold_name(typed.replace("-", " ")).split()
        if not words:
            return ()
        near = [self.by_slug[found.slug] for found in self.like(typed.replace("-", " "))]
        holding = [expert for expert in self.experts if _holds(expert, words)]
        return tuple({expert.slug: expert for expert in (*near, *holding)}.values())[:most]

    def with_one(self, expert: Expert) -> Roster:
        return Roster((*self.experts, expert))


def describe(expert: Expert) -> str:
    """A profile in a line: who, in what capacity, and what it lacks."""
    about = ", ".join(filter(None, (expert.role, expert.affiliation)))
    draft = " (draft profile)" if expert.status == "draft" else ""
    return f"{expert.name}{f', {about}' if about else ''}{draft}"


def _holds(expert: Expert, words: Iterable[str]) -> bool:
    names = " ".join(fold_name(name) for name in (expert.name, *expert.aliases))
    return all(f" {word}" in f" {names}" for word in words)
