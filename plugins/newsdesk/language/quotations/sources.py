"""Claims without a verb of saying: "according to Lee, …", "in her opinion, …", "it seems to him that …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsdesk.language.quotations.claims import Claim
from newsdesk.language.quotations.clauses import clause_end, post_start
from newsdesk.language.quotations.cues import has_helper
from newsdesk.language.quotations.frames import Token
from newsdesk.language.quotations.tables import Table


def according(index: int, tokens: Sequence[Token], table: Table) -> Iterator[Claim]:
    for at, token in enumerate(tokens):
        phrase = next((p for p in table.according if token.low == p[0] and _matches(tokens, at, p)), None)
        if phrase is None or not token.is_word:
            continue
        first = at + len(phrase)
        end = _source_end(tokens, first, table)
        if end <= first:
            continue
        speaker = (tokens[first].start, tokens[end - 1].end)
        made = Claim(0, 0, speaker, " ".join(phrase), token.start, "according to", index)
        if at <= 1:
            start = _past_appositions(tokens, end, table)
            if end + 1 < start < len(tokens):
                made = replace(made, speaker=(tokens[first].start, tokens[start - 2].end))
            yield from _clauses(made, tokens, start, table)
            continue
        p = at - 1
        while p > 0 and tokens[p].text in ",–—-":
            p -= 1
        start = post_start(tokens, p, table)
        if p - start >= 1 or tokens[p].quoted >= 0:
            yield replace(made, start=tokens[start].start, end=tokens[p].end)
        if end + 3 < len(tokens) and tokens[end].text == "," and not _is_phrase_tail(tokens, end + 1, table):
            stop = clause_end(tokens, end + 1, table)
            if stop - end > 4:
                yield replace(made, start=tokens[end + 1].start, end=tokens[stop - 1].end)


def _clauses(made: Claim, tokens: Sequence[Token], start: int, table: Table) -> Iterator[Claim]:
    """The clause at `start`; a quotation that a colon leads in is a claim of its own."""
    stop = clause_end(tokens, start, table) if start < len(tokens) else start
    colon = next((p for p in range(start + 2, stop - 1) if tokens[p].text == ":" and tokens[p + 1].quoted >= 0), -1)
    if colon > 0:
        yield replace(made, start=tokens[start].start, end=tokens[colon - 1].end)
        yield replace(made, start=tokens[colon + 1].start, end=tokens[stop - 1].end, rule="after quote")
    elif stop - start >= 2:
        yield replace(made, start=tokens[start].start, end=tokens[stop - 1].end)


def views(index: int, tokens: Sequence[Token], table: Table) -> Iterator[Claim]:
    """ "In her opinion, …" and "It seems to him that …": the speaker is a possessive or an object."""
    owners = table.his | table.her | table.their
    for at, token in enumerate(tokens[:-4]):
        following = tokens[at + 1]
        if token.low == "in" and following.low in owners and tokens[at + 2].low in table.views and at <= 2:
            made = Claim(0, 0, (following.start, following.end), token.text, token.start, "in their view", index)
            start = at + 4 if tokens[at + 3].text == "," else at + 3
            yield from _clauses(made, tokens, start, table)
        elif (
            token.low in ("seems", "seemed", "appears") and at and tokens[at - 1].low == "it" and following.low == "to"
        ):
            that = next((p for p in range(at + 3, min(len(tokens), at + 8)) if tokens[p].low in table.that), -1)
            if that > 0:
                speaker = (tokens[at + 2].start, tokens[that - 1].end)
                made = Claim(0, 0, speaker, token.text, token.start, "in their view", index)
                yield from _clauses(made, tokens, that + 1, table)


def _is_phrase_tail(tokens: Sequence[Token], at: int, table: Table) -> bool:
    return tokens[at].low in ("a", "an", "the", "which", "who", "whose", "published", "released", "citing") or (
        tokens[at].low.endswith("ing")
    )


def _matches(tokens: Sequence[Token], at: int, phrase: Sequence[str]) -> bool:
    return all(at + n < len(tokens) and tokens[at + n].low == word for n, word in enumerate(phrase))


def _source_end(tokens: Sequence[Token], first: int, table: Table) -> int:
    end = first
    while end < min(len(tokens), first + 30):
        token = tokens[end]
        if token.quoted < 0 and not token.is_word and token.text not in ("-", "&", "’s", "'s", "(", ")", "$", "%", "/"):
            break
        if end > first and token.low in ("but", "while", "who", "which", "because"):
            break
        if end > first and token.low == "and" and has_helper(tokens, end, table):
            break
        end += 1
    return end


def _past_appositions(tokens: Sequence[Token], end: int, table: Table) -> int:
    """Where the clause begins behind "According to the professor, political scientist Nikolay Petrov, …"."""
    if end >= len(tokens) or tokens[end].text != ",":
        return len(tokens)
    comma = next((p for p in range(end + 1, min(len(tokens), end + 16)) if tokens[p].text == ","), -1)
    if comma < 0:
        return end + 1
    piece = tokens[end + 1 : comma]
    named = bool(piece) and (piece[-1].is_capital or piece[0].low in ("a", "an", "who", "whose"))
    roles = any(t.low in table.roles for t in piece) or (bool(piece) and piece[0].low in ("a", "an", "who", "whose"))
    return comma + 1 if named and roles and not any(t.low in table.helpers for t in piece[1:]) else end + 1
