"""Which way a date without a year points, by the tense of the nearest verb of its sentence.

"The council met on Monday" looks back, "meets on Monday" and "will meet" look ahead. Knows the verbs of a language's
table as patterns; a verb beyond a comma or a quotation mark, and a verb of saying, weigh less than a near one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from newsdesk.language.dates.languages import get_table

_BARRIER = re.compile(r"[,;:()“”\"„«»–—]|\b(?:that|which|who|and|but|dass|daß|und|что|що|що|что|que|qui)\b")

# Characters by which a verb of saying beyond its clause, a participle, a modal or an infinitive counts as farther.
_WEIGHTS = {"saying": 20, "weak": 15, "open": 22}


@lru_cache(maxsize=32)
def _verbs(lang: str) -> re.Pattern[str]:
    table = get_table(lang)
    groups = {
        "saying": table.saying,
        "future": table.future,
        "open": table.open,
        "past": table.past,
        "weak": table.weak,
    }
    parts = [f"(?P<{name}>{pattern})" for name, pattern in groups.items() if pattern]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def direction(text: str, sentence: tuple[int, int], start: int, end: int, lang: str) -> int:
    """-1 if the words around [start, end) tell of the past, 1 of the future, 0 if no verb says."""
    first, last = max(sentence[0], start - 400), min(sentence[1], end + 400)
    best, found = 1000.0, 0
    for match in _verbs(lang).finditer(text, first, last):
        if start <= match.start() < end:
            continue
        left, right = (min(match.end(), start), start) if match.start() < start else (end, match.start())
        barriers = len(_BARRIER.findall(text, left, right))
        distance = right - left + 30 * barriers + (match.start() >= end) * 4
        kind = match.lastgroup
        if kind != "saying" or barriers:
            distance += _WEIGHTS.get(kind or "", 0)
        if distance < best:
            best, found = distance, 1 if kind in ("future", "open") else -1
    return found
