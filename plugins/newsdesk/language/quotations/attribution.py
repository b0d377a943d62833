"""From frames to claims: which words are said by whom, as far as one sentence shows.

A claim's speaker is a phrase ("he", "the professor", "Ann Lee"); `speakers` resolves it. Every claim names the rule
that made it, and rules carry the confidence that was measured for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from newsdesk.language.quotations import subjects
from newsdesk.language.quotations.claims import Claim
from newsdesk.language.quotations.clauses import NAMING, clause_end, content_start, is_clause, is_tail, post_start
from newsdesk.language.quotations.cues import Cue, find_cues
from newsdesk.language.quotations.frames import Frame, Token
from newsdesk.language.quotations.marks import Quoted
from newsdesk.language.quotations.sources import according, views
from newsdesk.language.quotations.subjects import Range
from newsdesk.language.quotations.tables import Table

# How far back a frame is looked through: beyond any sentence, and hostile text stays linear.
_NEAR = 40
# These may follow a clause though they need "that" before one.
_SAYS_AFTER = frozenset(("pointed", "points", "observed", "observes", "recalled", "recalls", "agreed", "summed"))


def find_claims(text: str, frames: Sequence[Frame], quoted: Sequence[Quoted], table: Table) -> list[Claim]:
    """All claims, frame by frame, in the order of the text."""
    claims: list[Claim] = []
    for index, frame in enumerate(frames):
        found = list(_of_frame(text, index, frame, quoted, table))
        if not found and index and not frame.first:
            found = _asked(text, index, frames[index - 1], frame, quoted, table)
        claims.extend(found)
    return claims


def _asked(text: str, index: int, before: Frame, frame: Frame, quoted: Sequence[Quoted], table: Table) -> list[Claim]:
    """The attribution that opens its own sentence, since the words before it end in a mark: `“Now?” Lee asked.`"""
    last = before.tokens[-1]
    if last.quoted < 0 or text[quoted[last.quoted].inner_end - 1] not in "?!":
        return []
    for cue in find_cues(frame.tokens[:14], table):
        if cue.subject and cue.subject[0] <= 1 and not cue.participle:
            pair = quoted[last.quoted]
            speaker = _characters(frame.tokens, cue.subject)
            at = frame.tokens[cue.at]
            return [Claim(pair.start, pair.end, speaker, at.text, at.start, "after quote", index)]
    return []


def _of_frame(text: str, index: int, frame: Frame, quoted: Sequence[Quoted], table: Table) -> Iterator[Claim]:
    tokens = frame.tokens
    claimed: list[tuple[int, int]] = []
    found: list[Claim] = []
    for cue in find_cues(tokens, table):
        for claim in _of_cue(text, index, tokens, cue, quoted, table):
            if not any(start < claim.end and claim.start < end for start, end in claimed[-24:]):
                claimed.append((claim.start, claim.end))
                found.append(claim)
    for claim in [*according(index, tokens, table), *views(index, tokens, table)]:
        if not any(start < claim.end and claim.start < end for start, end in claimed[-24:]):
            claimed.append((claim.start, claim.end))
            found.append(claim)
    if not found:
        found.extend(_by_shape(text, index, tokens, quoted, table))
    yield from sorted(found, key=lambda claim: claim.start)


# --- One cue --------------------------------------------------------------------------------------------------------
def _of_cue(
    text: str, index: int, tokens: Sequence[Token], cue: Cue, quoted: Sequence[Quoted], table: Table
) -> Iterator[Claim]:
    speaker = _characters(tokens, cue.subject)
    anchor = cue.at if cue.participle or cue.inverted or cue.subject is None else cue.subject[0]
    after = cue.subject[1] if cue.inverted and cue.subject else cue.end
    made = Claim(0, 0, speaker, tokens[cue.at].text, tokens[cue.at].start, "", index)
    split = [] if cue.participle or cue.inverted or not table.indirect else _split(tokens, cue, anchor, after, table)
    if split:
        yield from (replace(made, start=start, end=end, rule="around") for start, end in split)
        return
    post = not cue.participle and _post(text, tokens, cue, anchor, after, quoted, table)
    if post:
        yield replace(made, start=post[0], end=post[1], rule=post[2])
    right = _right(text, tokens, cue, after, bool(post), quoted, table)
    if right:
        yield replace(made, start=right[0], end=right[1], rule=right[2])


def _characters(tokens: Sequence[Token], found: Range | None) -> tuple[int, int] | None:
    return (tokens[found[0]].start, tokens[found[1] - 1].end) if found else None


def _split(tokens: Sequence[Token], cue: Cue, anchor: int, after: int, table: Table) -> list[tuple[int, int]]:
    """Both parts of "Prices, she said, will rise"; empty if the attribution does not stand between commas."""
    if anchor < 2 or tokens[anchor - 1].text != "," or tokens[anchor - 2].quoted >= 0 or cue.low not in table.says:
        return []
    if after + 3 >= len(tokens) or tokens[after].text != "," or tokens[after + 1].quoted >= 0:
        return []
    following = tokens[after + 1].low
    if following in table.participles or following in ("according", "citing") or following.endswith("ing"):
        return []
    start = post_start(tokens, anchor - 2, table)
    end = clause_end(tokens, after + 1, table)
    if end - after < 3:
        return []
    return [(tokens[start].start, tokens[anchor - 2].end), (tokens[after + 1].start, tokens[end - 1].end)]


def _post(
    text: str, tokens: Sequence[Token], cue: Cue, anchor: int, after: int, quoted: Sequence[Quoted], table: Table
) -> tuple[int, int, str] | None:
    """What stands before "…, she said": the words of the frame up to its comma or its quotation."""
    p = anchor - 1
    as_clause = p >= 0 and tokens[p].low == "as"
    if as_clause:
        p -= 1
    while p >= 0 and tokens[p].text in ",–—-":
        p -= 1
    if p < 0:
        return None
    behind = tokens[p + 1 : anchor]
    if tokens[p].quoted >= 0:
        return _post_quoted(text, tokens, p, quoted, table)
    if not behind or not table.indirect or cue.low in table.quote_only:
        return None
    if not (as_clause or is_tail(tokens, after, table)) or cue.low not in table.says | _SAYS_AFTER:
        return None
    start = post_start(tokens, p, table)
    if p - start < 2 or not is_clause(tokens, start, p, table):
        return None
    return tokens[start].start, tokens[p].end, "after clause"


def _post_quoted(
    text: str, tokens: Sequence[Token], p: int, quoted: Sequence[Quoted], table: Table
) -> tuple[int, int, str] | None:
    start = post_start(tokens, p, table)
    pair = quoted[tokens[p].quoted]
    if start == p or not table.indirect:
        return pair.start, pair.end, "after quote"
    before = tokens[p - 1]
    if any(t.is_word and t.low in table.says for t in tokens[max(start, p - _NEAR) : p]) or before.text in ":–—":
        return pair.start, pair.end, "after quote"
    if before.text == "," and text[pair.inner_start : pair.inner_start + 1].isupper():
        return pair.start, pair.end, "after quote"
    return tokens[start].start, pair.end, "after mixed"


def _right(
    text: str, tokens: Sequence[Token], cue: Cue, after: int, is_post: bool, quoted: Sequence[Quoted], table: Table
) -> tuple[int, int, str] | None:
    """What stands behind the cue: a quotation, a clause with "that", a bare clause, a noun."""
    opening = content_start(text, tokens, cue.low, after, is_post or cue.inverted, quoted, table)
    if opening is None or opening[0] >= len(tokens):  # the text ends with the cue or its "that"
        return None
    start, rule = opening
    first = tokens[start]
    if first.quoted >= 0 and _is_whole(text, tokens, start, quoted, table):
        pair = quoted[first.quoted]
        return pair.start, pair.end, rule
    end = clause_end(tokens, start, table, cue.at)
    if first.quoted >= 0 and cue.low in NAMING:
        end = start + 1
    if end - start < 2 and first.quoted < 0:
        return None
    return first.start, tokens[end - 1].end, rule


def _is_whole(text: str, tokens: Sequence[Token], at: int, quoted: Sequence[Quoted], table: Table) -> bool:
    """Whether the quotation at `at` stands for itself and does not go on as part of a clause."""
    pair = quoted[tokens[at].quoted]
    inner = text[pair.inner_start : pair.inner_end].rstrip()
    if inner[-1:] in tuple(".!?…"):
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.text in ".;:!?" or (inner[-1:] == "," and inner[:1].isupper())


# --- Quotations whose verb is in no table ---------------------------------------------------------------------------
def _by_shape(
    text: str, index: int, tokens: Sequence[Token], quoted: Sequence[Quoted], table: Table
) -> Iterator[Claim]:
    """`“…,” Lee grinned.` and `Lee took the stage: “…”`: the marks tell what the verb does not."""
    for at, token in enumerate(tokens):
        if token.quoted < 0:
            continue
        pair = quoted[token.quoted]
        inner = text[pair.inner_start : pair.inner_end].rstrip()
        before = tokens[at - 1] if at else None
        if inner.endswith(",") and at + 1 < len(tokens) and (before is None or before.text in ".:"):
            found = subjects.right_of(tokens, at + 1, table)
            if found:
                yield _shape(index, tokens, pair, found, "comma inside")
                return
        if before is not None and before.text in ":," and inner[:1].isupper() and inner[-1:] in tuple(".!?…"):
            found = subjects.frame_subject(tokens, at, table)
            if found:
                yield _shape(index, tokens, pair, found, "led in")
                return


def _shape(index: int, tokens: Sequence[Token], pair: Quoted, found: Range, rule: str) -> Claim:
    return Claim(pair.start, pair.end, _characters(tokens, found), "", tokens[found[0]].start, rule, index)
