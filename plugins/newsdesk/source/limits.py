"""What no Markdown parser should be given: nesting and repetition that cost it minutes or its stack.

Measured on Python-Markdown: 4,000 nested `[` take 8 s, a list 500 deep raises RecursionError. No article that a
person wrote comes near these limits.
"""

from __future__ import annotations

import re

from newsdesk.source.decoding import find_long_line
from newsdesk.source.faults import Faults

MAX_NESTING = 20
MAX_LINES = 5_000
# Marks that a parser looks ahead from, with how many are read in a paragraph and in a file. Each alone, repeated
# to the length limit of a file, keeps Python-Markdown 3.11 busy for more than 5 s; at these counts for less than 1 s.
MAX_MARKS = (
    ("](", 300, 2_000), ("[", 1_000, 5_000), ("<", 300, 2_000), ("&", 1_000, 5_000), ("`", 500, 5_000),
    ("*", 2_000, 20_000), ("_", 2_000, 20_000), ("|", 3_000, 30_000), ("\\", 2_000, 20_000),
)  # fmt: skip
_BRACKET = re.compile(r"\\.|[\[\]\n]", re.DOTALL)
_INDENT = re.compile(r"^[ \t]{%d,}(?=[-*+>]|\d+\.)" % (4 * MAX_NESTING), re.MULTILINE)  # noqa: UP031  # braces
_DEEP_START = re.compile(r"^[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}\.[ \t])[ \t]*){%d}" % (MAX_NESTING + 1), re.MULTILINE)  # noqa: UP031


def exceeds_limits(text: str, first_line: int, faults: Faults) -> bool:
    """Whether a body is past what is read; each reason is noted with its line."""
    before = len(faults.problems)
    if _has_too_many_lines(text, first_line, faults):
        return True  # looking at each of them would take long enough
    find_long_line(text, first_line, faults)
    for pattern, what in ((_INDENT, "lists"), (_DEEP_START, "quotes or lists")):
        match = pattern.search(text)
        if match:
            line = text.count("\n", 0, match.start()) + first_line
            faults.add((line, 1), f"{what} are nested more than {MAX_NESTING} deep", "Make it flatter.", rule="size")
    _count_marks(text, first_line, faults)
    bracket = _find_deep_bracket(text)
    if bracket is not None:
        line = text.count("\n", 0, bracket) + first_line
        column = bracket - text.rfind("\n", 0, bracket)
        remedy = "Close them, or write \\[ for a bracket that opens no link."
        faults.add((line, column), f"more than {MAX_NESTING} brackets [ are open here", remedy, rule="size")
    return len(faults.problems) > before


def _has_too_many_lines(text: str, first_line: int, faults: Faults) -> bool:
    lines = text.count("\n") + 1
    if lines > MAX_LINES:
        fault = f"the text has {lines:,} lines; at most {MAX_LINES:,} are read"
        faults.add((first_line + MAX_LINES, 1), fault, "Split the file.", rule="size")
    return lines > MAX_LINES


def _count_marks(text: str, first_line: int, faults: Faults) -> None:
    for mark, in_paragraph, in_file in MAX_MARKS:
        count = text.count(mark)
        if count > in_file:
            fault = f"the text has {count:,} times {mark}; at most {in_file:,} are read"
            faults.add((first_line, 1), fault, "Split the file, or take the marks out.", rule="size")
        elif count > in_paragraph:
            _count_in_paragraphs(text, mark, in_paragraph, first_line, faults)


def _count_in_paragraphs(text: str, mark: str, most: int, first_line: int, faults: Faults) -> None:
    line = first_line
    for paragraph in text.split("\n\n"):
        count = paragraph.count(mark)
        if count > most:
            fault = f"the paragraph has {count:,} times {mark}; at most {most:,} are read"
            faults.add((line, 1), fault, "Break it into paragraphs, or take the marks out.", rule="size")
            return
        line += paragraph.count("\n") + 2


def _find_deep_bracket(text: str) -> int | None:
    if text.count("[") <= MAX_NESTING:
        return None
    depth, blank = 0, False
    for match in _BRACKET.finditer(text):
        mark = match[0]
        if mark == "\n":
            depth = 0 if blank else depth
            blank = True
            continue
        blank = False
        if mark == "[":
            depth += 1
            if depth > MAX_NESTING:
                return match.start()
        elif mark == "]":
            depth = max(0, depth - 1)
    return None
