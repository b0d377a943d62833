"""From frames to claims: which words are said by whom, as far as one sentence shows.

A claim's speaker is a phrase ("he", "the professor", "Ann Lee"); `speakers` resolves it. Every claim names the rule
that made it, and rules carry the confidence that was measured for them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsdesk.language.quotations import subjects
from newsdesk.language.quotations.clauses import NAMING, clause_end, content_start, is_clause, is_tail, post_start
from newsdesk.language.quotations.frames import Frame, Token
from newsdesk.language.quotations.marks import Quoted
from newsdesk.language.quotations.subjects import Range
from newsdesk.language.quotations.tables import Table

# How far back a frame is looked through: beyond any sentence, and hostile text stays linear.
_NEAR = 40
# These may follow a clause though they need "that" before one.
_SAYS_AFTER = frozenset(("pointed", "points", "observed", "observes", "recalled", "recalls", "agreed", "summed"))


@dataclass(frozen=True, slots=True)
class Claim:
    """`start`, `end`: the words. `speaker`: characters of the phrase that says so, None if left out.

    `rule` names the pattern; `frame` is the index of the frame of the attribution.
    """

    start: int
    end: int
    speaker: tuple[int, int] | None
    cue: str
    cue_at: int
    rule: str
    frame: int


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at token `at`, its phrase ending at `end` ("pointed out"), with its subject if it has one."""

    at: int
    end: int
    low: str
    subject: Range | None
    inverted: bool = False
    participle: bool = False


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
    for claim in [*_according(index, tokens, quoted, table), *_views(index, tokens, table)]:
        if not any(start < claim.end and claim.start < end for start, end in claimed[-24:]):
            claimed.append((claim.start, claim.end))
            found.append(claim)
    if not found:
        found.extend(_by_shape(text, index, tokens, quoted, table))
    yield from sorted(found, key=lambda claim: claim.start)


# --- Cues -----------------------------------------------------------------------------------------------------------
def find_cues(tokens: Sequence[Token], table: Table) -> list[Cue]:
    cues: list[Cue] = []
    for at, token in enumerate(tokens):
        if (
            not token.is_word
            or token.low not in table.cues
            or (at and token.is_capital and not _in_headline(tokens, at))
        ):
            continue
        cue = _read_cue(tokens, at, cues[-1] if cues else None, table)
        if cue:
            cues.append(cue)
    return cues


def _in_headline(tokens: Sequence[Token], at: int) -> bool:
    """Whether words beside a capitalised verb are capitals too: "Pastor Says Girls Will Go"."""
    return at + 2 < len(tokens) and tokens[at + 1].is_capital and tokens[at + 2].is_capital


def _read_cue(tokens: Sequence[Token], at: int, previous: Cue | None, table: Table) -> Cue | None:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    end = at + 1
    if token.low in ("pointed", "points", "point", "pointing"):
        if end >= len(tokens) or tokens[end].low != "out":
            return None
        end += 1
    if token.low in ("sum", "sums", "summed") and end < len(tokens) and tokens[end].low == "up":
        end += 1
    if before is None:
        return Cue(at, end, token.low, None, participle=True) if token.low in table.participles else None
    if before.low == "or":
        # "No matter what Lee does or says": the words are elsewhere.
        return None
    if token.low in table.nouns_too and _is_noun(tokens, at, end, table):
        return None
    if token.low in table.participles and token.low.endswith("ing") and not _is_progressive(tokens, at):
        if not _opens_participle(before, table):
            return None
        return Cue(at, end, token.low, _shared(tokens, at, previous, table), participle=True)
    if before.low == "to" and (at < 2 or tokens[at - 2].low not in ("on", "continued", "continues", "went")):
        return None
    passive = at - 1
    while passive > 0 and (tokens[passive].low in table.adverbs or tokens[passive].low.endswith("ly")):
        passive -= 1
    if (
        passive < at - 1
        and tokens[passive].low in ("been", "be", "is", "was", "are", "were", "being")
        and token.low.endswith("ed")
    ):
        return None
    if before.low in ("been", "be") or (
        before.low in ("is", "was", "are", "were") and token.low not in ("saying", "telling")
    ):
        if not (end < len(tokens) and tokens[end].low == "by"):
            return None
        return None
    inverted = _inverted(tokens, at, end, table)
    if inverted:
        return Cue(at, end, token.low, inverted, inverted=True)
    if before.low in ("and", "but", "then", "also") or before.text == ",":
        p = at - 1
        while p >= 0 and (
            tokens[p].low in table.adverbs or tokens[p].low in ("and", "but", "or") or tokens[p].text == ","
        ):
            p -= 1
        joined = any(tokens[q].low in ("and", "but") for q in range(p + 1, at))
        if joined:
            return Cue(at, end, token.low, _shared(tokens, at, previous, table))
    behind = subjects.skip_helpers(tokens, at, table)
    if behind >= 0 and tokens[behind].low in ("and", "but"):
        return Cue(at, end, token.low, _shared(tokens, at, previous, table))
    subject = subjects.left_of(tokens, at, table)
    if subject is None or all(
        t.low in ("the", "a", "an", "his", "her", "its") for t in tokens[subject[0] : subject[1]]
    ):
        return None
    return Cue(at, end, token.low, subject)


def _opens_participle(before: Token, table: Table) -> bool:
    """Whether a participle behind this word reports: ", adding", "by saying", "a statement saying"."""
    return (
        before.text in ",–—-"
        or before.quoted >= 0
        or before.low in ("by", "while", "before", "after", "in", "and", "when")
        or before.low in table.venues
        or before.low in table.collectives
    )


def _is_progressive(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].low in (
        "is",
        "are",
        "was",
        "were",
        "been",
        "be",
        "'s",
        "'re",
        "not",
        "am",
        "keep",
        "keeps",
    )


def _is_noun(tokens: Sequence[Token], at: int, end: int, table: Table) -> bool:
    """Whether a form that is noun and verb is the noun here: "the report", "a recent claim of"."""
    before = tokens[at - 1]
    if before.low in table.determiners or before.low in ("'s", "of", "for", "in", "on", "by", "with", "from", "about"):
        return True
    if before.low in ("and", "or", ",") and at > 1 and tokens[at].low.endswith("s"):
        return True
    following = tokens[end] if end < len(tokens) else None
    if following is None or following.low in (
        "of",
        "from",
        "for",
        "by",
        "and",
        "or",
        "is",
        "was",
        "are",
        "were",
        "has",
        "have",
    ):
        return not (before.is_capital or subjects.is_pronoun(before, table))
    if tokens[at].low.endswith("ed") or tokens[at].low == "thought":
        return False
    opens = following.low in table.that | table.determiners | table.he | table.she | table.they | table.other_pronouns
    if not (opens or following.quoted >= 0 or following.is_capital or not following.is_word):
        return True
    if following.text == "," and not (end + 1 < len(tokens) and tokens[end + 1].quoted >= 0):
        return not (before.is_capital or subjects.is_pronoun(before, table))
    if before.quoted < 0 and before.is_word and not before.is_capital:
        proof = following.low in table.that or following.quoted >= 0 or following.text in ":,"
        plural = before.low.endswith("s") or before.low in table.roles or before.low in table.collectives
        return not (proof or plural or subjects.is_pronoun(before, table))
    return False


def _shared(tokens: Sequence[Token], at: int, previous: Cue | None, table: Table) -> Range | None:
    if previous and previous.subject:
        return previous.subject
    return subjects.frame_subject(tokens, at, table)


def _inverted(tokens: Sequence[Token], at: int, end: int, table: Table) -> Range | None:
    """The subject of "…, said the minister"; only right behind a quotation, a comma or a dash."""
    if not table.inverted:
        return None
    before = tokens[at - 1]
    if before.quoted < 0 and before.text not in ",–—-":
        return None
    p = end
    while p < len(tokens) and tokens[p].low in table.adverbs:
        p += 1
    if p < len(tokens) and (tokens[p].low in table.that or tokens[p].quoted >= 0):
        return None
    if before.quoted < 0 and (tokens[at].low in table.quote_only or (p < len(tokens) and tokens[p].low == "it")):
        return None
    found = subjects.right_of(tokens, p, table)
    if found is None or before.quoted >= 0:
        return subjects.with_name(tokens, found, table) if found else None
    # "Lee, a judge, said May will go": what stands behind the verb has a verb of its own.
    following = tokens[found[1]] if found[1] < len(tokens) else None
    if (following is not None and following.quoted >= 0) or _has_helper(tokens, found[1], table):
        return None
    if (
        following is None
        or not following.is_word
        or following.low in table.prepositions
        or following.low in table.times
    ):
        return found
    return found if following.low in ("who", "last", "this", "when", "after") else None


def _has_helper(tokens: Sequence[Token], at: int, table: Table) -> bool:
    for p in range(at, min(len(tokens), at + 12)):
        if tokens[p].text in ",;" or tokens[p].low in ("who", "which", "when"):
            return False
        if tokens[p].low in table.helpers - {"to", "'s"} and not tokens[p].is_capital:
            return True
    return False


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
    if opening is None:
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


# --- According to ---------------------------------------------------------------------------------------------------
def _according(index: int, tokens: Sequence[Token], quoted: Sequence[Quoted], table: Table) -> Iterator[Claim]:
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


def _views(index: int, tokens: Sequence[Token], table: Table) -> Iterator[Claim]:
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
            that = next((p for p in range(at + 2, min(len(tokens), at + 8)) if tokens[p].low in table.that), -1)
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
        if end > first and token.low == "and" and _has_helper(tokens, end, table):
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
