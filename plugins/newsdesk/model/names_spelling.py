"""Two spellings of one part of a name: how alike they are, by an edit distance that knows what transliterations do.

    similar("nikolay", "nikolai") = .985     similar("petrov", "petrow") > .9     similar("roe", "lindqvist") = 0

Knows one folded part at a time; what a whole name makes of its parts is said in `names`.
"""

from __future__ import annotations

import math
from functools import lru_cache

from newsdesk.model.names_tables import CHEAP, DIGRAPHS, VOWELS

# Costs and weights, found by search on the development half of the pairs that `names` is calibrated on.
TURNED, VOWEL_GAP = 0.6, 0.74
_SCALE, _SHORTEST = 0.95, 6
_CHEAP, _VOWEL = 0.28, 0.31
_CUT = 0.7  # of the longer's letters: what costs more is not looked into
# "c" may sound as either within a name; at its head a reader hears two names, Song and Kong.
_NEVER_FIRST = (frozenset("ks"), frozenset("kS"))
_ENDINGS = ("ius", "us", "as", "is", "es", "s")


@lru_cache(maxsize=65536)
def similar(a: str, b: str) -> float:
    """Likeness of two parts, 0 to 1, by the weighted edit distance of their skeletons."""
    left, right = skeleton(a), skeleton(b)
    if left == right:
        return 0.985
    longest = max(len(left), len(right))
    if abs(len(left) - len(right)) > longest // 2:
        return 0.0
    cost = distance(left, right, longest * _CUT)
    near = max(0.0, 1.0 - _SCALE * cost / max(longest, _SHORTEST))
    # Latin, Lithuanian and Latvian give foreign names their endings: Eduardus, Baidens, Putinas.
    if near < 0.97 and (left.endswith("s") != right.endswith("s")):
        bare = without_ending(left), without_ending(right)
        if bare[0] == bare[1]:
            return max(near, 0.95)
        longest = max(len(bare[0]), len(bare[1]))
        near = max(near, 0.97 - _SCALE * distance(*bare, longest * _CUT) / max(longest, _SHORTEST))
    return near


def likeness(cost: float, longest: int) -> float:
    """The most that two parts may be alike whose skeletons, or what endings leave of these, are that far apart;
    `longest` is the length of the longer one."""
    return 1.0 - _SCALE * min(cost, longest * _CUT + 1) / max(longest, _SHORTEST)


def dearest(least: float, longest: int) -> float:
    """The cost up to which they may be as alike as `least`."""
    is_any = likeness(math.inf, longest) >= least
    return math.inf if is_any else (1.0 - least) / _SCALE * max(longest, _SHORTEST)


def without_ending(part: str) -> str:
    """A skeleton without the ending that a language may have given it."""
    ending = next((e for e in _ENDINGS if part.endswith(e) and len(part) - len(e) > 2), "")
    bare = part[: len(part) - len(ending)] if ending else part
    return bare.rstrip("aeiou") if len(bare.rstrip("aeiou")) > 2 else bare


@lru_cache(maxsize=32768)
def skeleton(part: str) -> str:
    """A folded part with what transliterations exchange made equal: "Tokayev", "Toqaev" → "tokaev"."""
    text = part
    for old, new in DIGRAPHS:
        if old in text:
            text = text.replace(old, new)
    kept = []
    for n, char in enumerate(text):
        if n and char == text[n - 1]:
            continue
        kept.append(char)
    return "".join(kept) or part


def distance(a: str, b: str, limit: float) -> float:
    """What it costs to make one skeleton the other; more than `limit` is not worked out."""
    previous = [0.0]
    for char in b:
        previous.append(previous[-1] + gap(char))
    before = previous
    for i, x in enumerate(a):
        current = [previous[0] + gap(x)]
        for j, y in enumerate(b):
            best = previous[j] + swap(x, y, i == 0 and j == 0)
            best = min(best, previous[j + 1] + gap(x), current[j] + gap(y))
            if i and j and x == b[j - 1] and y == a[i - 1]:
                best = min(best, before[j - 1] + TURNED)
            current.append(best)
        if min(current) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]


def gap(char: str) -> float:
    """What a letter costs that only one spelling has."""
    return VOWEL_GAP if char in "aeiouh" else 1.0


def swap(x: str, y: str, first: bool) -> float:
    """What it costs that one spelling has this letter where the other has that; `first` at the head of both."""
    if x == y:
        return 0.0
    if ((x, y) in CHEAP or (y, x) in CHEAP) and not (first and {x, y} in _NEVER_FIRST):
        return _CHEAP
    if x in VOWELS and y in VOWELS:
        return 0.7 if first else _VOWEL
    return 1.2 if first else 1.0
