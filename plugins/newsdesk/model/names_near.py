"""Many names, and those of them that may mean one person with a name: all to which `score` gives ASK or more.

    Crowd(names).near("Nikolai Petrow") → [("Nikolay Petrov", 1.0), ("Nikolai Petrenko", 0.81), …]

Beside each stands the most that its score may be, so that whoever looks for the best may stop at the first that cannot
be better. Left out is only what cannot reach ASK by any of the ways of `score`: a name that does has a near part for
every part of the shorter one, is the same as one word, has two parts joined into one, or writes its initials as one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from newsdesk.model import names_chinese
from newsdesk.model.names import ASK, GLUED, LEAST_PART, is_initials, most_of, name_parts
from newsdesk.model.names_lanes import Lanes
from newsdesk.model.names_spelling import VOWEL_GAP, dearest, likeness, skeleton, without_ending
from newsdesk.model.names_tables import NICKNAMES

_Owner = TypeVar("_Owner")
_Key = TypeVar("_Key")
_BEGINNINGS = (1, 3, 4, 5)  # letters of an initial, and of a short form
_RELATED = 0.93


class Crowd:
    """Names, each once."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = tuple(dict.fromkeys(names))
        self._parts = [name_parts(name) for name in self.names]
        self._whole = _grouped((n, _keys(parts)) for n, parts in enumerate(self._parts))
        self._with_part = _grouped(enumerate(self._parts))
        self._with_glued = _grouped((n, _glued(parts)) for n, parts in enumerate(self._parts))
        self._spelled, self._spelled_glued = _Spelled(self._with_part), _Spelled(self._with_glued)
        self._begun = _grouped((part, (part[:n] for n in _BEGINNINGS)) for part in self._with_part)
        self._nicknamed = _grouped((part, NICKNAMES.get(part, ())) for part in self._with_part)
        self._initials = [n for n, parts in enumerate(self._parts) if parts and is_initials(parts[0])]

    def near(self, name: str) -> list[tuple[str, float]]:
        """The names that may mean the same person, each with the most that its score may be, best first."""
        parts = name_parts(name)
        most = dict(self._aligned(parts))
        for n in (*self._written_alike(parts), *self._joined(parts), *self._shortened(parts)):
            most[n] = 1.0
        return sorted(((self.names[n], value) for n, value in most.items()), key=lambda found: (-found[1], found[0]))

    def _aligned(self, parts: tuple[str, ...]) -> Iterator[tuple[int, float]]:
        """Names of which enough parts are near enough to parts of this one."""
        worth = [self._with_near(part) for part in parts]
        for n in set[int]().union(*worth):
            values = [found[n] for found in worth if n in found]
            shorter = min(len(parts), len(self._parts[n]))
            if len(values) >= shorter and (most := most_of(values, shorter)) >= ASK:
                yield n, most

    def _with_near(self, part: str) -> dict[int, float]:
        """Names that have a part near this one, with the most that the nearest may be worth."""
        found: dict[int, float] = {}
        for known, value in sorted(self._near_parts(part).items(), key=lambda pair: pair[1]):
            found |= dict.fromkeys(self._with_part[known], value)
        return found

    def _near_parts(self, part: str) -> dict[str, float]:
        """Known parts that may be this one in a name, each with the most that it may be worth."""
        near = self._spelled.like(part, LEAST_PART)
        related = {*NICKNAMES.get(part, ()), *self._nicknamed.get(part, ()), *self._begun.get(part, ())}
        for known in (*related, *(part[:n] for n in _BEGINNINGS)):
            if known in self._with_part:
                near[known] = max(near.get(known, 0.0), _RELATED)
        return near

    def _written_alike(self, parts: tuple[str, ...]) -> Iterator[int]:
        for key in _keys(parts):
            yield from self._whole.get(key, ())

    def _joined(self, parts: tuple[str, ...]) -> Iterator[int]:
        """Names that write as two parts what is one here, or the other way round."""
        for part in parts:
            for known in self._spelled_glued.like(part, GLUED):
                yield from self._with_glued[known]
        for glued in _glued(parts):
            for known in self._spelled.like(glued, GLUED):
                yield from self._with_part[known]

    def _shortened(self, parts: tuple[str, ...]) -> Iterator[int]:
        """Names that write as initials what stands in full here, or the other way round."""
        yield from (n for n in self._initials if _may_shorten(self._parts[n], parts))
        if parts and is_initials(parts[0]):
            yield from (n for n, known in enumerate(self._parts) if _may_shorten(parts, known))


class _Spelled:
    """Parts of names by their skeletons, and by what is left of these without an ending.

    Endings count only between a part that ends in "s" and one that does not.
    """

    def __init__(self, parts: Collection[str]) -> None:
        skeletons = {part: skeleton(part) for part in parts}
        bare = {part: without_ending(form) for part, form in skeletons.items()}
        with_s = {part for part, form in skeletons.items() if form.endswith("s")}
        self._whole = _Forms(skeletons.items())
        self._bare_with_s = _Forms((part, form) for part, form in bare.items() if part in with_s)
        self._bare_without = _Forms((part, form) for part, form in bare.items() if part not in with_s)

    def like(self, part: str, least: float) -> dict[str, float]:
        """Parts whose likeness to this one may be `least` or more, with the most that it may be."""
        form = skeleton(part)
        bare = self._bare_without if form.endswith("s") else self._bare_with_s
        found: dict[str, float] = {}
        for known, value in (*self._whole.like(form, least), *bare.like(without_ending(form), least)):
            found[known] = max(found.get(known, 0.0), value)
        return found


class _Forms:
    """Parts of names by a form that they have."""

    def __init__(self, forms: Iterable[tuple[str, str]]) -> None:
        self._parts = _grouped((part, (form,)) for part, form in forms)
        by_length = _grouped((form, (len(form),)) for form in self._parts)
        self._lanes = {length: Lanes(words) for length, words in by_length.items()}

    def like(self, form: str, least: float) -> Iterator[tuple[str, float]]:
        for length, lanes in self._lanes.items():
            longest = max(length, len(form))
            limit = dearest(least, longest)
            if VOWEL_GAP * abs(length - len(form)) > limit:
                continue
            near = [pair for pair in zip(lanes.words, lanes.costs(form), strict=True) if pair[1] <= 100 * limit + 1]
            for word, cost in near:
                value = likeness(cost / 100, longest)
                yield from ((part, value) for part in self._parts[word])


def _keys(parts: tuple[str, ...]) -> Iterator[str]:
    """A name as one word, by its letters and by its sounds."""
    if parts:
        yield "".join(parts)
        yield f"={names_chinese.sounds(''.join(parts))}"


def _glued(parts: tuple[str, ...]) -> Iterator[str]:
    return (one + other for one, other in pairwise(parts))


def _may_shorten(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the first part of one may be the initials of parts of the other."""
    heads = {part[0] for part in long}
    return len(long) == len(short) + len(short[0]) - 1 and heads.issuperset(short[0])


def _grouped(owners: Iterable[tuple[_Owner, Iterable[_Key]]]) -> dict[_Key, list[_Owner]]:
    """What has each key, in order."""
    groups: dict[_Key, list[_Owner]] = {}
    for owner, keys in owners:
        for key in dict.fromkeys(keys):
            groups.setdefault(key, []).append(owner)
    return groups
