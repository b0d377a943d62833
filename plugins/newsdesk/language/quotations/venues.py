"""Where and when words were said, as the text puts it beside the attribution.

"… wrote in his blog on the eve of the meeting."  → in his blog on the eve of the meeting
"… she told the Daily Echo on Friday …"           → to the Daily Echo
"""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.language.quotations.frames import Token
from newsdesk.language.quotations.tables import Table

_OPENERS = frozenset(("in", "on", "at", "during", "via", "im", "bei", "в", "на"))
# Venues that a clause needs for other things as well.
_LOOSE = frozenset(("court", "paper", "order", "press", "study", "decision", "ruling", "opinion", "case", "news"))
_REACH, _LONGEST = 30, 14


def find_venue(text: str, tokens: Sequence[Token], cue_at: int, cue_end: int, table: Table) -> str | None:
    """The phrase behind the cue that names a medium or an occasion, else one that opens the frame; None if none."""
    for first in (*range(cue_end, min(len(tokens), cue_end + _REACH)), *range(min(3, cue_at))):
        if tokens[first].low in _OPENERS and (end := _end(tokens, first, table)):
            return " ".join(text[tokens[first].start : tokens[end - 1].end].split())
    if tokens[cue_at].low in table.listeners:
        return _listener(text, tokens, cue_end, table)
    return None


def _end(tokens: Sequence[Token], first: int, table: Table) -> int | None:
    """The end of a phrase that holds a venue's noun near its head."""
    noun = next(
        (
            p
            for p in range(first + 1, min(len(tokens), first + 6))
            if tokens[p].low in table.venues - _LOOSE and _is_word(tokens, p)
        ),
        None,
    )
    if noun is None or any(not (t.is_word or t.low == "'s") for t in tokens[first:noun]):
        return None
    end = noun + 1
    while end < min(len(tokens), first + _LONGEST) and _goes_on(tokens, end, table):
        end += 1
    while tokens[end - 1].low in table.prepositions | table.determiners:
        end -= 1
    return end


def _is_word(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].quoted < 0 and tokens[at].is_word


def _goes_on(tokens: Sequence[Token], at: int, table: Table) -> bool:
    token, before = tokens[at], tokens[at - 1]
    if token.quoted >= 0 or not (token.is_word or token.low == "'s"):
        return False
    if token.low in table.that | table.he | table.she | table.they | table.helpers | table.conjunctions | table.who:
        return token.low == "to"
    linked = before.low in table.prepositions | table.determiners | {"'s"} or before.is_capital
    return (
        token.low in table.prepositions
        or token.low in table.times
        or token.is_capital
        or token.text.isdigit()
        or linked
    ) and (token.is_capital or token.low not in table.cues)


def _listener(text: str, tokens: Sequence[Token], first: int, table: Table) -> str | None:
    end = first
    while end < min(len(tokens), first + 7) and (
        tokens[end].is_capital or (tokens[end].low in ("the", "of", "'s", "&") and tokens[end].quoted < 0)
    ):
        if end > first and tokens[end].low == "the":
            break
        end += 1
    words = [t for t in tokens[first:end] if t.is_capital and t.low not in table.times]
    if not words or words[0].low in table.he | table.she | table.they:
        return None
    return f"to {text[tokens[first].start : tokens[end - 1].end].removesuffix('’s')}" if table.listeners else None
