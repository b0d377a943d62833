"""Words as speech: whether they are quoted, what they are without their quotation marks, and their anchor."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from newsdesk.model.digest import Speech
from newsdesk.source.people import spelling_key

# Opening mark → the marks that may close it, over the habits of European languages.
_PAIRS = {
    "“": "”“", "„": "“”‟", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"',
    "‘": "’", "‚": "‘’", "'": "'", "「": "」", "『": "』", "〈": "〉", "《": "》",
}  # fmt: skip
_OPEN_BEFORE = re.compile(r"[“„‟«»‹›\"‘‚'「『《〈]\s?\Z")
_CLOSE_AFTER = re.compile(r"\A[.,!?…;:]?\s?([”“‟»«›‹\"’‘'」』》〉])")
# A stretch in marks that are never apostrophes.
_QUOTED = re.compile(r"“[^“”]+”|„[^„“”]+[“”]|«[^«»]+»|»[^«»]+«|\"[^\"]+\"|「[^」]+」|『[^』]+』")
_TRAIL = ".,;:!?… "


def speech_of(words: str, before: str, after: str) -> Speech:
    """Direct if the words stand in quotation marks, inside or immediately around; mixed if some of them do."""
    if _is_around(before, after) or strip_marks(words) != words.strip():
        return "direct"
    return "mixed" if _QUOTED.search(words) else "indirect"


def strip_marks(words: str) -> str:
    """The words without the pair of quotation marks that encloses all of them, if one does."""
    text = words.strip()
    bare = text.rstrip(_TRAIL)
    if len(bare) > 2 and bare[0] in _PAIRS and bare[-1] in _PAIRS[bare[0]]:
        inner = bare[1:-1]
        closed_early = any(close in inner for close in _PAIRS[bare[0]] if close not in "’'")
        if not closed_early and bare[0] not in inner:
            return (inner.strip() + text[len(bare) :]).strip()
    return text


def anchor_of(speaker: str, words: str) -> str:
    """The id of a quotation: `q-` and eight hex digits that depend on speaker and words only.

    Case, punctuation and kinds of quotation marks do not count, so that mending typography moves no anchor.
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    said = " ".join(re.findall(r"\w+", folded))
    digest = hashlib.sha256(f"{spelling_key(speaker)}\n{said}".encode("utf-8", "replace"))
    return f"q-{digest.hexdigest()[:8]}"


def _is_around(before: str, after: str) -> bool:
    opens, closes = _OPEN_BEFORE.search(before), _CLOSE_AFTER.match(after)
    return bool(opens and closes and closes[1] in _PAIRS[opens[0][0]])
