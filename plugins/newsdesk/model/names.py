"""Personal names: whether two spellings mean one person. Standard library only; knows no profiles and no texts.

    score("Nikolay Petrov", "Nikolai Petrov") ≥ PROPOSE     score("Ivan Petrov", "Ivana Petrova") < ASK

Names are folded to ASCII (Cyrillic and Greek romanised), cut into parts, and the parts aligned in any order, since
Chinese, Hungarian and lists put the surname first. Parts are compared by an edit distance in which letters that
transliterations exchange (i y j, v w, k q, kh h) cost little. What is left over on both sides contradicts; what is
left over on one side only is a further name.

Calibrated on 2,500 pairs of politicians' spellings in Wikidata and 267 pairs of a public benchmark, development half.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from newsdesk.model import names_chinese
from newsdesk.model.names_spelling import similar, skeleton
from newsdesk.model.names_tables import (
    FEMININE,
    MUHAMMAD,
    NICKNAMES,
    PARTICLES,
    ROMAN,
    SUFFIXES,
    TITLES,
    VOWELS,
    ascii_letters,
)

PROPOSE, ASK = 0.80, 0.63
# Weights, found by search on the development half. In names of single syllables, as in China, Korea and Viet Nam, each
# sound tells people apart.
_SYLLABLES = 2.0
_WORST, _EXTRA, _EXTRA_THIN = 0.72, 0.014, 0.16
_SHORT_FORM, _SHUFFLED = 0.9, 0.62
GLUED = 0.85  # how alike must be two parts in one, and that one
LEAST_PART = (ASK - (1 - _WORST)) / _WORST  # what each part must be worth for a name to reach ASK
_ROUNDING = 1e-9
# Particles elsewhere, given names at the front: Ben Roe, Al Roe.
_GIVEN_TOO = frozenset(("ben", "al", "van"))
_SYLLABLE = re.compile(r"[^aeiou]{0,3}[aeiouy]{1,3}[^aeiou]{0,2}")
_MANY = 5
_MOST_PARTS = 8
_LONGEST_PART = 40


def fold_name(name: str) -> str:
    """`name` in lower-case ASCII letters and single blanks, in its own order, titles kept: for keys and comparison."""
    return _fold(name[:400])


@lru_cache(maxsize=16384)
def _fold(name: str) -> str:
    plain = name
    for _ in range(2):
        # Twice: taking a character apart ("¼", "㎏") may give one that the table knows.
        plain = ascii_letters("".join(ROMAN.get(char, char) for char in plain.lower()))
    return " ".join("".join(char if char.isalnum() else " " if char not in "'`" else "" for char in plain).split())


def name_parts(name: str) -> tuple[str, ...]:
    """The folded parts of a name without titles, suffixes and particles; all of them if nothing else is left."""
    return _parts(name[:400])


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[str, ...]:
    if "," in name:
        # "Petrov, Nikolay" is an order, not a list; a suffix behind the comma is none of either.
        last, _, rest = name.partition(",")
        name = f"{rest} {last}"
    folded = _glue(_fold(name).split())
    kept = [
        part
        for n, part in enumerate(folded)
        if part not in TITLES and part not in SUFFIXES and (part not in PARTICLES or (n == 0 and part in _GIVEN_TOO))
    ]
    parts = kept or folded
    return tuple(part[:_LONGEST_PART] for part in parts[:_MOST_PARTS])


def _glue(parts: list[str]) -> list[str]:
    """Arabic articles and the like stand apart or not: "abd al rahman", "abdul rahman", "abdurrahman"."""
    glued: list[str] = []
    for part in parts:
        if glued and glued[-1] in ("abd", "abdul", "abdel", "abdal") and part not in PARTICLES:
            glued[-1] = f"abd{part}"
        else:
            glued.append(part)
    return glued


def surname(name: str) -> str:
    """The surname as spelled: the last part, or what stands before a comma or in capitals ("LEE Sang Il")."""
    if "," in name:
        return name.partition(",")[0].strip()
    spelled = [word for word in name.split() if _fold(word) and _fold(word) not in TITLES | SUFFIXES]
    capitals = [word for word in spelled if len(word) > 2 and word.isupper()]
    if capitals and len(capitals) < len(spelled):
        return " ".join(capitals)
    return spelled[-1].strip(".,;") if spelled else name.strip()


def is_same(first: str, second: str) -> bool:
    """Whether the two may be proposed as one person."""
    return score(first, second) >= PROPOSE


def score(first: str, second: str) -> float:
    """How surely two spellings mean one person, 0 to 1: from .80 propose, from .63 ask, below they are two."""
    if first > second:
        first, second = second, first
    return _score(first[:400], second[:400])


@lru_cache(maxsize=32768)
def _score(first: str, second: str) -> float:
    left, right = _parts(first), _parts(second)
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0
    if "".join(left) == "".join(right):
        return 0.97
    if names_chinese.is_one_name("".join(left), "".join(right)):
        return 0.9
    return max(_aligned(left, right), _joined(left, right), _abbreviated(left, right))


def _abbreviated(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The score if one side writes its initials as one part: "JC Roe", "Jean-Claude Roe"."""
    short, long = (left, right) if len(left) < len(right) else (right, left)
    first = short[0]
    if not is_initials(first) or len(long) != len(short) + len(first) - 1:
        return 0.0
    return _aligned((*first, *short[1:]), long)


def is_initials(part: str) -> bool:
    """Whether a part may be initials written as one."""
    return len(part) in (2, 3) and not set(part) & VOWELS


def _joined(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """The score if two parts of one side are one part of the other: "Sökmen Süer", "Sökmensüer"."""
    best = 0.0
    for longer, shorter in ((left, right), (right, left)):
        if len(longer) > len(shorter):
            for n in range(len(longer) - 1):
                glued = (*longer[:n], longer[n] + longer[n + 1], *longer[n + 2 :])
                if any(similar(glued[n], part) > GLUED for part in shorter):
                    best = max(best, 0.98 * _aligned(glued, shorter))
    return best


def _aligned(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    if len(left) > len(right):
        left, right = right, left
    pairs = sorted(
        (
            (
                _part_score(a, b, i == len(left) - 1 and j == len(right) - 1),
                i == j or len(left) - i == len(right) - j,
                i,
                j,
            )
            for i, a in enumerate(left)
            for j, b in enumerate(right)
        ),
        key=lambda pair: (-pair[0], not pair[1]),
    )
    used_left: dict[int, float] = {}
    used_right: set[int] = set()
    order: list[tuple[int, int]] = []
    for value, _, i, j in pairs:
        if i not in used_left and j not in used_right:
            used_left[i] = value
            used_right.add(j)
            order.append((i, j))
    values = [used_left[i] for i in range(len(left))]
    if _are_syllables(left) and _are_syllables(right):
        values = [max(0.0, 1 - _SYLLABLES * (1 - value)) for value in values]
    result = _judge(left, values, len(right) - len(left), _same_script_gender(left, right))
    return result if _in_order(sorted(order)) else min(result, _SHUFFLED)


def _are_syllables(parts: tuple[str, ...]) -> bool:
    """Whether a name is written as three or four syllables: "Kim Yong-chol", "Nguyễn Thanh Hùng"."""
    return 3 <= len(parts) <= 4 and all(_SYLLABLE.fullmatch(part) for part in parts)


def _in_order(pairs: list[tuple[int, int]]) -> bool:
    """Whether three parts or more keep their order, or are turned as a whole: "Kim Jong Un", "Jong Un Kim".

    "Ahmad bin Hasan al-Rawi" is the father or the son of "Hasan bin Ahmad al-Rawi". Of many parts, all alike, some may
    be exchanged: no relative has all of them.
    """
    order = [j for _, j in pairs]
    if len(order) < 3 or len(order) >= _MANY:
        return True
    return sum(1 for n in range(len(order)) if order[n] > order[(n + 1) % len(order)]) <= 1


def _judge(parts: tuple[str, ...], values: list[float], extra: int, genders_agree: bool) -> float:
    """One score from the parts': the worst part counts most, since one foreign part makes another person."""
    weights = [min(len(part), 7) + 1 for part in parts]
    mean = sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
    worst = min(values)
    result = (1 - _WORST) * mean + _WORST * worst
    full = sum(
        1 for part, value in zip(parts, values, strict=True) if len(part) > 1 and value > 0.75 and part not in MUHAMMAD
    )
    if len(parts) == 1 and extra:
        # A surname alone may be anybody's: ask, never propose.
        result = min(result, 0.74)
    else:
        result -= (_EXTRA if full > 1 else _EXTRA_THIN) * extra
    if not genders_agree:
        result = min(result, 0.5)
    return max(0.0, min(1.0, result))


def most_of(values: Iterable[float], count: int) -> float:
    """The most that `count` parts may score together of which each is worth one of these values or less."""
    best = sorted(values, reverse=True)
    return (1 - _WORST) * best[0] + _WORST * best[count - 1] + _ROUNDING


def _part_score(a: str, b: str, surnames: bool) -> float:
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.9 if a[0] == b[0] else 0.0
    if b in NICKNAMES.get(a, ()) or a in NICKNAMES.get(b, ()):
        return 0.93
    short, long = (a, b) if len(a) < len(b) else (b, a)
    if not surnames and 3 <= len(short) <= 5 and long.startswith(short) and len(long) - len(short) > 1:
        return max(_SHORT_FORM, similar(a, b))
    return similar(a, b)


def _same_script_gender(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """False if a surname has a masculine ending here and the feminine there: Petrov, Petrova."""
    for a in left:
        for b in right:
            short, long = sorted((a, b), key=len)
            for masculine, feminine in FEMININE:
                if short.endswith(masculine) and long.endswith(feminine):
                    stem = short[: len(short) - len(masculine)]
                    if len(stem) > 2 and long[: len(long) - len(feminine)] == stem:
                        return False
    return True


# --- Many names -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names by the keys under which a spelling variant may be found; asks only those that share one."""

    by_key: Mapping[str, tuple[str, ...]]

    def candidates(self, name: str, least: float = ASK) -> tuple[tuple[str, float], ...]:
        """Names that may mean `name`, with their score, best first, at least `least`."""
        near = {known for key in keys(name) for known in self.by_key.get(key, ())}
        scored = [(known, score(name, known)) for known in near]
        return tuple(sorted((pair for pair in scored if pair[1] >= least), key=lambda pair: (-pair[1], pair[0])))


def index_names(names: Iterable[str]) -> NameIndex:
    """An index over `names` as spelled; each may be a name or an alias."""
    by_key: dict[str, dict[str, None]] = {}
    for name in names:
        for key in keys(name):
            by_key.setdefault(key, {})[name] = None
    return NameIndex({key: tuple(known) for key, known in by_key.items()})


def keys(name: str) -> frozenset[str]:
    """Blocking keys: the first consonants of every longer part's skeleton. Variants of one name share at least one."""
    return frozenset(_keys(name))


def sound_key(part: str) -> str:
    """The blocking key of one folded part: spellings of one surname nearly always share it."""
    return _consonants(skeleton(part))


def _keys(name: str) -> Iterator[str]:
    parts = name_parts(name)
    for part in parts:
        if len(part) > 1 or len(parts) == 1:
            yield _consonants(skeleton(part))
    joined = "".join(parts)
    if len(parts) > 1:
        yield "+" + _consonants(skeleton(joined))
        yield "=" + names_chinese.sounds(joined)


def _consonants(text: str) -> str:
    loose = str.maketrans("gdbvzTjC", "ktpfskic")
    kept = [char for char in text.translate(loose) if char not in "aeiouhy"]
    return "".join(kept[:3]) or text[:2]
