"""Headlines: which line could be one, and whether two lines are the same one. Pure; knows words only."""

from __future__ import annotations

import re

from newsdesk.importer import words
from newsdesk.importer.furniture import is_furniture
from newsdesk.importer.visible_dates import is_date_line
from newsdesk.importer.words import key

SITE_SUFFIX = re.compile(r"\s+[|–—·-]\s+(?P<site>[^|–—]{2,40})\Z")
_TERMINAL = re.compile(r"[.!?…:;][\"”’»)\]]*\Z")
_BULLET = re.compile(r"(?:[•·▪◦‣●○*]|[-–—](?=\s))\s*")


def is_headline(text: str) -> bool:
    """Whether the line could be a headline: short, one sentence at most, no furniture, no date or byline."""
    if not 2 < len(text) <= 200 or len(text.split()) > 32 or is_furniture(text) or is_date_line(text):
        return False
    if text.endswith((".", ";", ",", ":")) and not text.endswith("..."):
        return False
    return not _BULLET.match(text) and not words.COPYRIGHT.match(text)


def is_same_headline(one: str, other: str) -> bool:
    """Whether two lines are one headline: equal but for marks, one with the publication's name, or one word changed."""
    if len(other) > 2 * len(one) + 60 or len(one) > 2 * len(other) + 60:
        return False
    a, b = key(one), key(other)
    if a == b:
        return True
    suffix = SITE_SUFFIX.search(other)
    if suffix and key(other[: suffix.start()]) == a:
        return True
    first, second = a.split(), b.split()
    if min(len(first), len(second)) < 4:
        return False
    shared = len(set(first) & set(second))
    return (
        shared >= 0.7 * max(len(set(first)), len(set(second)))
        and shared >= 4
        and not _TERMINAL.search(other.rstrip("?!"))
    )
