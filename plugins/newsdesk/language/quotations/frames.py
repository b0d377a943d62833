"""A text as frames: sentences cut into tokens, each quotation in marks one token. Knows no vocabulary.

A frame is what an attribution lives in. Words inside marks are masked before sentences are found, so that
`“It fell. It broke,” she said.` is one frame: Q she said .
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from newsdesk.language.quotations.marks import Quoted
from newsdesk.language.sentences import sentences

_TOKEN = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|St|Jr|Sr|Rev|Hon|Maj|Adm|Sens|Reps|Govs|Det|Supt|Ald"
    r"|No|Inc|Corp|Co|Ltd|Ph\.D|Sept|Oct|Nov|Dec|Jan|Feb|Aug|vs)\.(?!\w)"
    r"|(?:[^\W\d_]\.){2,}|[A-ZА-ЯЁ]\.(?=\s+[A-ZА-ЯЁ]|[A-ZА-ЯЁ])"
    r"|[’']s\b"
    r"|[@#]?[^\W_](?:[^\W_]|[-–&/.,’'](?!s\b)(?=[^\W_])(?<=[\d\w][-–&/.,’'])(?:(?<=[-–&/’'])|(?=\d)(?<=\d[.,])|(?<=\.)))*"
    r"|\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or (`quoted` ≥ 0) a whole quotation in marks. `low` is the word in lower case."""

    start: int
    end: int
    text: str
    low: str
    quoted: int = -1

    @property
    def is_word(self) -> bool:
        return self.quoted < 0 and (self.text[0].isalnum() or self.text[0] in "@#")

    @property
    def is_capital(self) -> bool:
        return self.quoted < 0 and self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence as tokens. `paragraph` counts the lines that hold words; `first` marks the first frame of its own."""

    tokens: tuple[Token, ...]
    paragraph: int
    first: bool

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


def mask(text: str, quoted: Sequence[Quoted]) -> str:
    """`text` in the same length with the words inside marks made dull, so that they end no sentence."""
    parts: list[str] = []
    at = 0
    for pair in quoted:
        inner = text[pair.inner_start : pair.inner_end]
        parts.append(text[at : pair.start])
        parts.append("“" * (pair.inner_start - pair.start))
        parts.append(_dull(inner))
        parts.append("”" * (pair.end - pair.inner_end))
        at = pair.end
    parts.append(text[at:])
    return "".join(parts)


def _dull(inner: str) -> str:
    """Letters in place of `inner`; its first keeps its case and its last stop remains."""
    body = inner.rstrip()
    if not body:
        return "x" * len(inner)
    stop = body[-1] if body[-1] in ".!?…" else "x"
    head = "X" if inner.lstrip()[:1].isupper() else "x"
    return (head + "x" * (len(inner) - 2) + stop) if len(inner) > 1 else head


def find_frames(text: str, quoted: Sequence[Quoted], lang: str) -> tuple[Frame, ...]:
    """The frames of `text` in order."""
    frames: list[Frame] = []
    starts = [pair.start for pair in quoted]
    paragraph, last_end = -1, 0
    for start, end in sentences(mask(text, quoted), lang):
        gap = text[last_end:start]
        first = not frames or "\n" in gap or "\r" in gap
        paragraph += first
        tokens = tuple(_tokens(text, start, end, quoted, starts))
        last_end = end
        if tokens:
            frames.append(Frame(tokens, paragraph, first))
    return tuple(frames)


def _tokens(text: str, start: int, end: int, quoted: Sequence[Quoted], starts: list[int]) -> list[Token]:
    tokens: list[Token] = []
    at = start
    index = bisect_left(starts, start)
    while index < len(quoted) and quoted[index].start < end:
        pair = quoted[index]
        tokens += _plain(text, at, pair.start)
        tokens.append(Token(pair.start, pair.end, "“”", "", index))
        at = pair.end
        index += 1
    return tokens + _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [Token(m.start(), m.end(), m[0], m[0].lower().replace("’", "'")) for m in _TOKEN.finditer(text, start, end)]
