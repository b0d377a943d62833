"""One Chinese name in two romanisations: Wade–Giles, which older texts and Taiwan use, and pinyin.

    is_one_name("maotsetung", "maozedong")        never "Wang Tao" and "Wang Dao", which are both pinyin

News drops the apostrophes by which Wade–Giles tells "t'" from "t", so sounds are compared by class; that is allowed
only where the letters show that the two are written in different systems.
"""

from __future__ import annotations

import re

# What only one of the systems writes.
_WADE_GILES = re.compile(r"hs|t[sz]|ss|ung|ieh|ueh|ien|ih(?![aeiou])|erh")
_PINYIN = re.compile(r"zh|x|q|z(?<!tz)|ong|ian")
# Finals, then initials, as classes of sounds; longer first.
_CLASSES = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[uo]ng", "oN"), (r"ng", "N"), (r"ie[nh]|ian|ie", "E"), (r"ueh?", "U"), (r"ih(?![aeiou])", "i"),
        (r"erh", "er"), (r"uo", "o"), (r"t[sz]u(?![aeino])|ssu|[zcs]i(?![aeonu])", "Zi"), (r"hs", "x"),
        (r"zh|ch|q|j", "C"), (r"t[sz]|c|z", "Z"), (r"d", "t"), (r"b", "p"), (r"g", "k"),
    )
)  # fmt: skip


def is_one_name(first: str, second: str) -> bool:
    """Whether one is Wade–Giles for the pinyin of the other; both in lower-case ASCII without blanks."""
    one, other = _marks(first), _marks(second)
    apart = (one[0] and not other[0] and not one[1]) or (other[1] and not one[1] and not other[0])
    turned = (other[0] and not one[0] and not other[1]) or (one[1] and not other[1] and not one[0])
    return (apart or turned) and sounds(first) == sounds(second)


def _marks(name: str) -> tuple[bool, bool]:
    return bool(_WADE_GILES.search(name)), bool(_PINYIN.search(name))


def sounds(name: str) -> str:
    """The name by classes of sounds, the same in both romanisations."""
    for pattern, sound in _CLASSES:
        name = pattern.sub(sound, name)
    return name
