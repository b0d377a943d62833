"""Who stands beside a cue verb: noun phrases to its left and right, in a frame of tokens. Knows no persons.

Without a parser a phrase is grown from the cue outwards until a word that no phrase holds: a verb's helper, a
conjunction, a mark. Growth is bounded, so that text without sentences costs no more than prose.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.language.quotations.frames import Token
from newsdesk.language.quotations.tables import Table

Range = tuple[int, int]
_REACH = 28
# Prepositions that no speaker's phrase holds.
_OUTSIDE = frozenset(("by", "during", "without", "through", "against", "despite"))
_APPOSITION = 60


def is_pronoun(token: Token, table: Table) -> bool:
    low = token.low
    return low in table.he or low in table.she or low in table.they or low in table.other_pronouns


def skip_helpers(tokens: Sequence[Token], at: int, table: Table) -> int:
    """The index of the word that is left of `at` behind helpers and adverbs; -1 if none."""
    p = at - 1
    low = max(-1, at - 9)
    while (
        p > low
        and tokens[p].quoted < 0
        and not (tokens[p].is_capital and p)
        and (tokens[p].low in table.helpers or tokens[p].low in table.adverbs or tokens[p].low.endswith("ly"))
    ):
        if tokens[p].is_capital and p and tokens[p].low.endswith("ly"):
            break
        p -= 1
    return p


def left_of(tokens: Sequence[Token], at: int, table: Table) -> Range | None:
    """The phrase that ends left of the cue at `at`; of "Ann Lee, a judge, said" the words before the first comma."""
    p = skip_helpers(tokens, at, table)
    if p < 0 or tokens[p].quoted >= 0:
        return None
    if tokens[p].text in ",)" or tokens[p].text in "–—-":
        return _before_apposition(tokens, p, table)
    if tokens[p].low in table.who:
        return _antecedent(tokens, p, table)
    found = grow_left(tokens, p, table)
    if found and found[0] and _is_predicate(tokens, found[0] - 1, table):
        # "An official who was present in court told": the phrase belongs to "was".
        who = next((q for q in range(found[0] - 1, max(-1, found[0] - 8), -1) if tokens[q].low in table.who), -1)
        return _antecedent(tokens, who, table) if who > 0 else found
    return found


def _is_predicate(tokens: Sequence[Token], at: int, table: Table) -> bool:
    """Whether the word at `at` is the verb of a relative clause: "who was", "who relayed"."""
    if tokens[at].low in table.helpers:
        return True
    near = any(tokens[q].low in ("who", "which") for q in range(max(0, at - 3), at))
    return near and tokens[at].is_word and not tokens[at].is_capital and tokens[at].low not in table.prepositions


def _before_apposition(tokens: Sequence[Token], comma: int, table: Table) -> Range | None:
    closer = tokens[comma].text
    opener = {")": "("}.get(closer, closer)
    for q in range(comma - 1, max(-1, comma - _APPOSITION), -1):
        if tokens[q].text == opener and q > 0:
            found = grow_left(tokens, q - 1, table)
            if found and any(t.is_capital or t.low in table.determiners for t in tokens[found[0] : found[1]]):
                return found
            if closer != ",":
                return None
    return None


def _antecedent(tokens: Sequence[Token], who: int, table: Table) -> Range | None:
    if who == 0:
        return None
    p = who - 1
    if tokens[p].text == ",":
        p -= 1
    if p < 0:
        return None
    if tokens[p].low in table.prepositions and p:
        p -= 1
    return grow_left(tokens, p, table)


def grow_left(tokens: Sequence[Token], last: int, table: Table) -> Range | None:
    """The noun phrase that ends with the token at `last`."""
    if last < 0 or not _is_inside(tokens, last, table):
        return None
    if is_pronoun(tokens[last], table) and tokens[last].low not in table.determiners:
        return last, last + 1
    first = last
    floor = max(0, last - _REACH)
    while first > floor:
        p = first - 1
        token = tokens[p]
        if token.text == ")" and (opened := _opened(tokens, p, floor)) > 0:
            first = opened
            continue
        if token.low == "and" and _joins(tokens, p, first, table):
            first = p
            continue
        if not _is_inside(tokens, p, table) or (is_pronoun(token, table) and token.low not in table.determiners):
            break
        if tokens[first].low in table.determiners and token.low not in table.prepositions | table.determiners | {"'s"}:
            break
        first = p
    first = _trim_lead(tokens, first, last, table)
    return (first, last + 1) if first <= last else None


def _opened(tokens: Sequence[Token], close: int, floor: int) -> int:
    for p in range(close - 1, max(floor, close - 8) - 1, -1):
        if tokens[p].text == "(":
            return p
    return -1


def _joins(tokens: Sequence[Token], at: int, following: int, table: Table) -> bool:
    """Whether "and" joins two nouns of one phrase: "Lee and his lawyers", "Foreign and Trade Ministry"."""
    if at == 0 or following >= len(tokens):
        return False
    left, right = tokens[at - 1], tokens[following]
    return left.is_capital and left.is_word and (right.is_capital or right.low in table.determiners)


def _is_inside(tokens: Sequence[Token], at: int, table: Table) -> bool:
    token = tokens[at]
    if token.quoted >= 0:
        return False
    if token.text in ("-", "&", "/", "’s", "'s", "#"):
        return at > 0
    if not token.is_word:
        return False
    low = token.low
    if (low in table.stops or low in _OUTSIDE) and not (token.is_capital and at):
        return False
    return low not in table.cues or token.is_capital or low in table.nouns_too


def _trim_lead(tokens: Sequence[Token], first: int, last: int, table: Table) -> int:
    """Without what leads in: "In a statement Friday the ministry" → "the ministry", "But Lee" → "Lee"."""
    if tokens[first].low not in table.prepositions and tokens[first].low not in table.openers:
        return first
    if tokens[first].low in table.determiners:
        return first
    for p in range(last, first, -1):
        if tokens[p].low in table.determiners and tokens[p - 1].low not in table.prepositions:
            return p
    p = last
    while p > first and (tokens[p].is_capital or tokens[p].low in ("'s", "-")) and tokens[p].low not in table.times:
        p -= 1
    if p < last:
        return p + 1
    while first < last and (tokens[first].low in table.prepositions or tokens[first].low in table.openers):
        first += 1
    return first


def right_of(tokens: Sequence[Token], at: int, table: Table) -> Range | None:
    """The phrase that begins at `at`: "said the head of the union, …" → "the head of the union"."""
    if at >= len(tokens) or tokens[at].low in table.times:
        return None
    low = tokens[at].low
    if is_pronoun(tokens[at], table) and low not in table.determiners:
        return (at, at + 1) if low in table.he | table.she | table.they | {"i", "we", "it"} else None
    p = at
    while p < min(len(tokens), at + _REACH):
        token = tokens[p]
        if token.text == "(" and p > at:
            break
        if not _is_inside(tokens, p, table) and not (token.low == "and" and p > at and _joins(tokens, p, p + 1, table)):
            break
        if token.low in table.prepositions and (p == at or token.low not in ("of", "for", "at")):
            break
        if token.low in table.who or (p > at and not token.is_capital and token.low in table.times):
            break
        if p > at and is_pronoun(token, table) and token.low not in table.determiners:
            break
        if p > at and not token.is_capital and token.low.endswith("ed") and tokens[p - 1].low not in table.determiners:
            break
        if p > at and not token.is_capital and _has_name_ended(tokens, at, p, table):
            break
        p += 1
    while p > at and tokens[p - 1].low in table.prepositions:
        p -= 1
    return (at, p) if p > at and _is_nominal(tokens, at, p, table) else None


def with_name(tokens: Sequence[Token], found: Range, table: Table) -> Range:
    """The phrase with the name that follows it: "said her lawyer, Ann Lee." → "her lawyer, Ann Lee"."""
    first, end = found
    if end + 1 >= len(tokens) or tokens[end].text != "," or any(t.is_capital for t in tokens[end - 1 : end]):
        return found
    p = end + 1
    while p < min(len(tokens), end + 6) and tokens[p].is_word and tokens[p].is_capital:
        p += 1
    closed = p == len(tokens) or tokens[p].text in ",.;)" or tokens[p].quoted >= 0
    return (first, p) if p > end + 1 and closed and tokens[end + 1].low not in table.times else found


def _has_name_ended(tokens: Sequence[Token], at: int, p: int, table: Table) -> bool:
    """Whether the name before `p` closes the phrase: "said Lee | last week", not "said the Leeds resident"."""
    token, before = tokens[p], tokens[p - 1]
    if not before.is_capital or before.low in table.determiners or token.low in ("of", "'s", "for", "at", "-", "&"):
        return False
    if token.low in table.roles or token.low in table.collectives:
        return False
    following = tokens[p + 1] if p + 1 < len(tokens) else None
    if following and following.is_capital and following.low not in table.times and token.is_word:
        # "said Leeds cartoonist Ann Lee"
        return token.low in table.adverbs or token.low in ("last", "this", "earlier", "via", "near")
    return tokens[at].low not in table.determiners or token.low in table.adverbs or not token.is_word


def _is_nominal(tokens: Sequence[Token], first: int, end: int, table: Table) -> bool:
    head = tokens[first]
    if head.low in table.determiners or head.is_capital:
        return True
    return any(t.low in table.roles or t.low in table.collectives or t.is_capital for t in tokens[first:end])


def frame_subject(tokens: Sequence[Token], until: int, table: Table) -> Range | None:
    """The subject of the clause that opens the frame: its first phrase, behind a lead-in and its comma."""
    at = 0
    if tokens and tokens[0].text in "–—-":
        at = 1
    for _ in range(3):
        if at >= until:
            return None
        token = tokens[at]
        if (
            token.low in table.prepositions
            or token.low in table.conjunctions
            or token.low
            in table.openers - (table.determiners | table.he | table.she | table.they | table.other_pronouns)
        ):
            comma = next((p for p in range(at, min(until, at + 22)) if tokens[p].text == ","), -1)
            at = comma + 1 if comma >= 0 and token.low not in ("and", "but", "so", "yet") else at + 1
            continue
        break
    found = right_of(tokens, at, table)
    return found if found and found[0] < until else None
