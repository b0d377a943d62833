"""People who have profiles, and the one of them whom a name most likely means.

    Register(people).likest(["Nikolai Petrow"]) → (0.97, Profile("nikolay-petrov", …)); None if nobody is like it

A register is made once for ten thousand people and then answers in hundredths of a second. `likest_of` looks at one
after the other, which is what to do with a few, and says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsdesk.model.names import ASK, score
from newsdesk.model.names_near import Crowd


@dataclass(frozen=True)
class Profile:
    """A person who has a profile: slug and every spelling."""

    slug: str
    names: tuple[str, ...]


class Register:
    """Profiles by the spellings of their names."""

    def __init__(self, people: Iterable[Profile] = ()) -> None:
        self.people = tuple(people)
        self._first: dict[str, int] = {}
        for number, profile in enumerate(self.people):
            for name in profile.names:
                self._first.setdefault(name, number)
        self._crowd = Crowd(self._first)

    def likest(self, names: Iterable[str]) -> tuple[float, Profile] | None:
        """How like, and whom, of several the first; None below ASK."""
        nobody = len(self.people)
        best = (ASK, -nobody)
        for name in names:
            for known, most in self._crowd.near(name):
                if most < best[0]:
                    break
                best = max(best, (score(name, known), -self._first[known]))
        likeness, number = best[0], -best[1]
        return (likeness, self.people[number]) if number < nobody else None


def likest_of(people: Sequence[Profile], names: Sequence[str]) -> tuple[float, Profile] | None:
    """The same of these people, each looked at."""
    found = None
    for profile in people:
        likeness = max((score(mine, theirs) for mine in names for theirs in profile.names), default=0.0)
        if likeness >= ASK and (found is None or likeness > found[0]):
            found = (likeness, profile)
    return found
