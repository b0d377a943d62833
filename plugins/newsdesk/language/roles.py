"""What a text says that a person is: the words beside the name, as role and affiliation. Knows word lists, no people.

"Deputy Dean of the Faculty of Law, BSU Ann Lee" → Deputy Dean · Faculty of Law, BSU
"Ann Lee, a judge at the Court of Appeal, said"  → judge · Court of Appeal
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsdesk.language.quotations.frames import Token
from newsdesk.language.quotations.tables import Table

_REACH = 22
_LINKS = frozenset(["of", "for", "at", "in", "with", "from", "the", "and"])
_SPLITS = frozenset(["of", "for", "at", "with", "from", "in"])
_IDLE = frozenset(
    ["same", "former", "late", "then", "new", "the", "a", "an", "his", "her", "its", "their", "our", "also"]
)


@dataclass(frozen=True, slots=True)
class Role:
    role: str
    affiliation: str | None
    nouns: frozenset[str]


def find_role(tokens: Sequence[Token], first: int, end: int, table: Table) -> Role | None:
    """The role in the words before the name at `first` to `end`, else in the apposition behind it; None if none."""
    before = _before(tokens, first, end, table)
    behind = _behind(tokens, end, table)
    found = _read(before, table) if before else None
    return found or (_read(behind, table) if behind else None)


def _before(tokens: Sequence[Token], first: int, end: int, table: Table) -> Sequence[Token]:
    p = first
    while p > max(0, first - _REACH) and _belongs(tokens, p - 1, end, table):
        p -= 1
    piece = list(tokens[p:first])
    while (
        piece
        and (piece[0].text in ",-" or piece[0].low in _LINKS | table.openers | table.prepositions)
        and (piece[0].low not in table.roles)
    ):
        piece.pop(0)
    return piece


def _belongs(tokens: Sequence[Token], at: int, end: int, table: Table) -> bool:
    token = tokens[at]
    if token.quoted >= 0:
        return False
    if token.text == ",":
        # "professor, political scientist Ann Lee" and "Faculty of Law, BSU Ann Lee", but no list of clauses.
        left, right = tokens[at - 1] if at else None, tokens[at + 1]
        if left is None or not left.is_word:
            return False
        if left.low in table.roles:
            # "According to the professor, Premier Ann Lee gave": the professor is somebody else.
            return end < len(tokens) and tokens[end].text == ","
        return left.is_capital and right.is_capital and right.text.isupper()
    if token.text == "-" or token.low in ("'s", "&"):
        return True
    if not token.is_word or (token.low in table.cues - table.roles and not token.is_capital):
        return False
    if token.low in table.stops and token.low != "and" and not token.is_capital:
        return False
    if token.low in ("a", "an", "and") and token.low != "and":
        return False
    if token.low in table.prepositions and token.low not in _LINKS:
        return False
    return not (token.low in table.he or token.low in table.she or token.low in table.they)


def _behind(tokens: Sequence[Token], end: int, table: Table) -> Sequence[Token]:
    if end + 1 >= len(tokens) or tokens[end].text != ",":
        return ()
    start = end + 1
    if tokens[start].text.isdigit() and start + 1 < len(tokens) and tokens[start + 1].text == ",":
        start += 2
    if start < len(tokens) and tokens[start].low == "who":
        start += 2
    for p in range(start, min(len(tokens), start + _REACH)):
        if tokens[p].text in ",.;)" or tokens[p].quoted >= 0 or tokens[p].low in ("who", "which", "that", "and"):
            piece = tokens[start:p]
            heads = [t for t in piece[:8] if t.low in table.roles]
            return piece if heads and not any(t.low in table.cues and not t.is_capital for t in piece[:3]) else ()
    return ()


def _read(piece: Sequence[Token], table: Table) -> Role | None:
    nouns = frozenset(t.low for t in piece if t.low in table.roles)
    if not nouns:
        return None
    words = [
        t for n, t in enumerate(piece) if not (t.low in _IDLE and (n == 0 or all(o.low in _IDLE for o in piece[:n])))
    ]
    if not words:
        return None
    cut = next((n for n, t in enumerate(words) if t.low in _SPLITS and n), len(words))
    role, place = words[:cut], words[cut + 1 :]
    while place and place[0].low in _IDLE:
        place = place[1:]
    label = None
    if not any(t.low in table.roles for t in role):
        return None
    last = max(n for n, t in enumerate(role) if t.low in table.roles)
    if not place and last + 1 < len(role) and role[last + 1].is_capital:
        label, role = role[last + 1 :], role[: last + 1]
    lead = next((n for n, t in enumerate(role) if not t.is_capital or t.low in table.roles | table.titles), 0)
    if not place and label is None and 0 < lead <= 4 and role[lead].low not in table.titles:
        # "NBC News reporter Ann Lee": the capitals before the role are where she works.
        label, role = role[:lead], role[lead:]
    affiliation = _words(place or label or ())
    return Role(_words(role), affiliation or None, nouns)


def _words(tokens: Sequence[Token]) -> str:
    text = ""
    for token in tokens:
        glue = (
            ""
            if not text or token.text in ",)" or token.low == "'s" or token.text == "-" or text.endswith(("-", "("))
            else " "
        )
        text += glue + token.text
    return text.strip(" ,-")
