"""Lines to paragraphs: which rule a raw text follows is found for the whole document, then applied to all of it.

Three rules occur: a paragraph a line (with or without blank lines between), hard-wrapped lines with blank lines between
paragraphs, and hard-wrapped lines whose paragraphs show by indentation or a short last line.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from newsdesk.importer.mending import tidy

_ENDS = (".", "!", "?", "”", '"', "…", ":", "’", "»")
_WIDEST = 120  # a wrapped line is no longer
_FEW = 4  # so many joints at least must look wrapped


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's words on one line, with the number of the document's line that it starts on."""

    number: int
    words: str


def paragraphs(text: str) -> tuple[Line, ...]:
    """The text's paragraphs in order; blank lines are dropped, no word is."""
    raw = [(number, line) for number, line in enumerate(text.split("\n"), 1)]
    groups = _groups(raw)
    if not _is_wrapped(groups):
        lines = (Line(number, tidy(line)) for number, line in raw)
        return tuple(line for line in lines if line.words)
    width = max(len(line) for _, line in raw)
    joined = (Line(part[0][0], tidy(_join([line for _, line in part]))) for g in groups for part in _split(g, width))
    return tuple(line for line in joined if line.words)


def _groups(raw: list[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Runs of lines without a blank one between."""
    groups: list[list[tuple[int, str]]] = [[]]
    for number, line in raw:
        if line.strip():
            groups[-1].append((number, line.rstrip()))
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_wrapped(groups: list[list[tuple[int, str]]]) -> bool:
    """Whether lines end where a margin was: the next line's first word would not have fitted."""
    lines = [line for group in groups for _, line in group]
    width = max((len(line) for line in lines), default=0)
    if not 20 < width <= _WIDEST:
        return False
    joints = [(a[1], b[1]) for group in groups for a, b in pairwise(group)]
    full = [_is_joint(a, b, width) for a, b in joints]
    return sum(full) >= _FEW and sum(full) >= 0.6 * len(full)


def _is_joint(line: str, following: str, width: int) -> bool:
    first = following.split(maxsplit=1)[0]
    return len(line) + 1 + len(first) > width - 2


def _split(group: list[tuple[int, str]], width: int) -> list[list[tuple[int, str]]]:
    """A run of wrapped lines cut where a new paragraph is indented, or a line ended early."""
    parts = [[group[0]]]
    indents = {len(line) - len(line.lstrip()) for _, line in group}
    for above, below in pairwise(group):
        indented = len(indents) > 1 and len(below[1]) - len(below[1].lstrip()) > min(indents)
        early = not _is_joint(above[1], below[1], width)
        if indented or early:
            parts.append([])
        parts[-1].append(below)
    return parts


def _join(lines: list[str]) -> str:
    """Wrapped lines on one; a word divided at the margin stays divided, since the hyphen may be its own."""
    return " ".join(line.strip() for line in lines)
