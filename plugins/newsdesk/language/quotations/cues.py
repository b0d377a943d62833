"""Reporting verbs in a frame: which forms are verbs here, and whose.

A form that is a noun as well ("the report", "claims") needs proof; a participle shares the subject before it; behind a
quotation or a comma the subject may follow the verb (", said the minister").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsdesk.language.quotations import subjects
from newsdesk.language.quotations.frames import Token
from newsdesk.language.quotations.subjects import Range
from newsdesk.language.quotations.tables import Table


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting verb at token `at`, its phrase ending at `end` ("pointed out"), with its subject if it has one."""

    at: int
    end: int
    low: str
    subject: Range | None
    inverted: bool = False
    participle: bool = False


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
    if (following is not None and following.quoted >= 0) or has_helper(tokens, found[1], table):
        return None
    if (
        following is None
        or not following.is_word
        or following.low in table.prepositions
        or following.low in table.times
    ):
        return found
    return found if following.low in ("who", "last", "this", "when", "after") else None


def has_helper(tokens: Sequence[Token], at: int, table: Table) -> bool:
    for p in range(at, min(len(tokens), at + 12)):
        if tokens[p].text in ",;" or tokens[p].low in ("who", "which", "when"):
            return False
        if tokens[p].low in table.helpers - {"to", "'s"} and not tokens[p].is_capital:
            return True
    return False
