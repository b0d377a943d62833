"""What a parser makes of reported speech, beside what the rules make of it. Knows no parser: clauses are given.

Two that find the same words by different ways are right more often than one. Measured with spaCy's small English model
on 173 articles of the development half (words and mention right): both find the same .82 of 583, they differ .53 of
144, the parser finds nothing .53 of 468; what the parser alone finds .41 of 114.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Literal

from newsdesk.language.analysis import Clause
from newsdesk.language.quotations.claims import Claim
from newsdesk.language.quotations.frames import Frame

Agreement = Literal["", "agrees", "differs", "silent"]
PARSED = "parsed"
_SAME = 0.8
# These can be said of a clause that a parser would find.
_CLAUSAL = frozenset(("that", "bare", "after clause", "after mixed"))


def agreement(claim: Claim, clauses: Sequence[Clause]) -> Agreement:
    """How a claim stands to what the parser found; empty where it says nothing either way. `clauses` in order."""
    if claim.rule not in _CLAUSAL:
        return ""
    # Clauses nest, but seldom deep: those that begin shortly before or within the claim.
    last = bisect_right(clauses, claim.end, key=lambda clause: clause.words[0])
    shares = [_share(claim, clause) for clause in clauses[max(0, last - 12) : last]]
    best = max(shares, default=0.0)
    return "agrees" if best >= _SAME else "differs" if best > 0 else "silent"


def _share(claim: Claim, clause: Clause) -> float:
    """Of the characters of either, the share that both have."""
    start, end = clause.words
    both = min(claim.end, end) - max(claim.start, start)
    return max(0, both) / (max(claim.end, end) - min(claim.start, start))


def further_claims(
    text: str, claims: Sequence[Claim], clauses: Sequence[Clause], frames: Sequence[Frame]
) -> list[Claim]:
    """The claims, and those of clauses that none of them touches, in the order of the text."""
    taken = bytearray(max([claim.end for claim in claims] + [clause.words[1] for clause in clauses], default=0) + 1)
    for claim in claims:
        taken[claim.start : claim.end] = b"\1" * (claim.end - claim.start)
    found = [*claims, *_untouched(text, clauses, taken, frames)]
    return sorted(found, key=lambda claim: (claim.frame, claim.start))


def _untouched(text: str, clauses: Sequence[Clause], taken: bytearray, frames: Sequence[Frame]) -> Iterator[Claim]:
    for clause in clauses:
        start, end = clause.words
        frame = bisect_right(frames, clause.verb[0], key=lambda frame: frame.start) - 1
        named = frame >= 0 and _holds(frames[frame], clause.subject)
        if named and 0 <= start < end <= len(text) and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield Claim(start, end, clause.subject, text[slice(*clause.verb)], clause.verb[0], PARSED, frame)


def _holds(frame: Frame, phrase: tuple[int, int]) -> bool:
    """Whether the phrase is some of the frame's own words: a parser may cut sentences and words in other places."""
    start, end = phrase
    return any(start <= token.start and token.end <= end and token.is_word for token in frame.tokens)
