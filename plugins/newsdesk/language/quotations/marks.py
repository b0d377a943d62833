"""Where quotation marks open and close, however they are set. Knows marks, not words.

American “…”, British ‘…’, continental «…», „…“, »…«, straight "…", and marks broken by machine translation: “ that
closes, blanks inside the marks, marks that never close, quotations that run over paragraphs.

    'too much, “he concluded..' → the mark before "he" closes, since an attribution follows
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DOUBLE = '"“”„‟«»'
_MARK = re.compile(f"[{DOUBLE}]")
_LINE = re.compile(r"[^\r\n]+")
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
# What stands before a mark that opens, and after one that closes.
_BEFORE = frozenset(" \t\u00a0\u202f([{—–-―/‘'\"“„«*>")
_AFTER = frozenset(" \t\u00a0\u202f.,;:!?)]}…—–-’'\"”»*")
_STOPS = frozenset(".!?…,")
# A single mark pairs within so many characters: what is longer is two apostrophes.
_LONGEST_SINGLE = 2500


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words inside one pair of marks: `start` and `end` lie at the marks, `inner_start` and `inner_end` inside.

    `opens` is false if the quotation began in an earlier paragraph without a new mark; `closed` is false if it runs
    to the end of its paragraph without one.
    """

    start: int
    inner_start: int
    inner_end: int
    end: int
    opens: bool = True
    closed: bool = True


def find_quoted(text: str, is_attribution: Callable[[int], bool]) -> tuple[Quoted, ...]:
    """The outermost pairs in order, none over the end of a line; `is_attribution(i)`: "he concluded" stands at i."""
    found: list[Quoted] = []
    single = _is_british(text)
    is_open = False
    for line in _LINE.finditer(text):
        first, last = line.span()
        if not text[first:last].strip():
            continue
        if single:
            found.extend(_single_marks(text, first, last))
            continue
        pairs = list(_double_marks(text, first, last, is_open, is_attribution))
        is_open = bool(pairs) and not pairs[-1].closed
        found.extend(pairs)
    return tuple(found)


def _is_british(text: str) -> bool:
    """Whether single marks are the outer ones: they stand there, and double ones are rarer."""
    double = sum(text.count(mark) for mark in '"“«„')
    return (
        sum(
            1 for found in _SINGLE.finditer(text) if found[0] in "‘'" and text[found.start() - 1 : found.start()] != "s"
        )
        > 2 * double
    )


def _double_marks(
    text: str, first: int, last: int, was_open: bool, is_attribution: Callable[[int], bool]
) -> Iterator[Quoted]:
    stack: list[tuple[int, bool]] = []
    started = False
    for match in _MARK.finditer(text, first, last):
        at = match.start()
        role = _role(text, at, first, last, len(stack), text[stack[-1][0]] if stack else "", is_attribution)
        if role == "close" and not stack and was_open and not started:
            yield Quoted(first, first, at, at + 1, opens=False)
        elif role == "close" and stack:
            begin, _ = stack.pop()
            if not stack:
                yield Quoted(begin, begin + 1, at, _past_nested(text, at + 1, last))
        elif role == "open":
            stack.append((at, True))
        elif role == "restart":
            begin = stack[0][0]
            stack = [(at, True)]
            yield Quoted(begin, begin + 1, at, at, closed=True)
        started = started or role != "none"
    if stack:
        yield Quoted(stack[0][0], stack[0][0] + 1, last, last, closed=False)


def _past_nested(text: str, end: int, last: int) -> int:
    """Behind a single mark that closes outside the double one: `'Old school,"' he said`."""
    return end + 1 if end < last and text[end] in "'’" and not text[end + 1 : end + 2].isalpha() else end


def _role(
    text: str, at: int, first: int, last: int, depth: int, top: str, is_attribution: Callable[[int], bool]
) -> str:
    mark = text[at]
    before = text[at - 1] if at > first else " "
    after = text[at + 1] if at + 1 < last else " "
    opens = (
        (before in _BEFORE and after not in _AFTER | {" "})
        or (at == first and after != " ")
        or (after in "‘“" and before == " ")
    )
    if depth:
        return _role_inside(text, at, mark, top, opens, before, is_attribution)
    if mark in "“„‟«":
        closes = not opens and after in _AFTER and before not in " \t"
        return "close" if closes or (not opens and after in ".,;:!?") else "open"
    if mark == "»":
        return "open" if opens else "close"
    if mark == "”":
        return "open" if opens and after.isalnum() else "close"
    return "open" if opens else "close" if after in _AFTER else "open"


def _role_inside(
    text: str, at: int, mark: str, top: str, opens: bool, before: str, is_attribution: Callable[[int], bool]
) -> str:
    """The role of a mark while a quotation is open."""
    if mark in "”»" and not (mark == "»" and top == "»"):
        return "close"
    if not opens or (top in "„»" and mark in "“«”»" and before not in " \t"):
        return "close"
    if mark == '"' and top != '"':
        return "none"
    if before in " \t" and is_attribution(at + 1):
        return "close"
    stop = text[:at].rstrip()[-1:] if at < 64 else text[at - 64 : at].rstrip()[-1:]
    if mark == '"':
        return "restart"
    return "restart" if stop in ".!?…" and stop else "open"


def _single_marks(text: str, first: int, last: int) -> Iterator[Quoted]:
    begin = candidate = -1
    for match in _SINGLE.finditer(text, first, last):
        at = match.start()
        if begin >= 0 and at - begin > _LONGEST_SINGLE:
            begin = candidate = -1
        opens = at == first or (not text[at - 1].isalnum() and text[at - 1] not in ".,!?…")
        if opens and text[at] in "‘'":
            if begin >= 0 and candidate < 0:
                begin = at
                continue
            if begin >= 0:
                yield Quoted(begin, begin + 1, candidate, candidate + 1)
            begin, candidate = at, -1
        elif begin >= 0 and text[at - 1] in _STOPS:
            yield Quoted(begin, begin + 1, at, at + 1)
            begin = candidate = -1
        elif begin >= 0 and candidate < 0:
            candidate = at
    if begin >= 0 and candidate >= 0:
        yield Quoted(begin, begin + 1, candidate, candidate + 1)
