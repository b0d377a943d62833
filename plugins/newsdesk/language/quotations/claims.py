"""A claim: words and the phrase that says them, as one sentence shows it. Knows no people."""

from __future__ import annotations

from dataclasses import dataclass


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
