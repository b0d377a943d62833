"""Whom a name in an attribution means: names and other spellings of the profiles, folded for comparison."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from newsdesk.model.digest import Expert


@dataclass(frozen=True, slots=True)
class People:
    """`slugs` leads from a folded spelling to a profile, `names` from a profile to its name as printed.

    A spelling that two profiles share leads nowhere; `check` reports it.
    """

    slugs: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """The slug of the person of that name, or None."""
        return self.slugs.get(spelling_key(name))

    def name_of(self, slug: str) -> str:
        """The name to print for a slug; without a profile, the slug in words."""
        return self.names.get(slug) or slug.replace("-", " ").title()


def spelling_key(name: str) -> str:
    """The form in which two spellings are the same name: NFKC, case, white space and full stops set aside."""
    folded = unicodedata.normalize("NFKC", name).casefold().replace(".", " ")
    return " ".join(folded.split())


def gather(experts: Iterable[Expert]) -> People:
    """The table of all profiles."""
    slugs: dict[str, str] = {}
    shared: set[str] = set()
    names: dict[str, str] = {}
    for expert in experts:
        names[expert.slug] = expert.name
        for spelling in {spelling_key(name) for name in (expert.name, *expert.aliases)}:
            if slugs.setdefault(spelling, expert.slug) != expert.slug:
                shared.add(spelling)
    return People({name: slug for name, slug in slugs.items() if name not in shared}, names)
