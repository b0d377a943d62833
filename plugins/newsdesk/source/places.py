"""Places carried through Markdown: its parser forgets lines, so they travel inside the text and are taken out after.

Before parsing, `mark` puts line and column into the target of every link and behind the dash of every attribution,
between two U+0001, a character that no content file may hold. `take` reads and removes it; `unmark` removes what is
left, as in code that merely shows a link.
"""

from __future__ import annotations

import re

At = tuple[int, int]

_TARGET = re.compile(r"\]\([ \t]*<?|^[ ]{0,3}\[[^\]\n]+\]:[ \t]*<?")
_DASH = re.compile(r"^[ \t>]*>[ \t]*(?:—|–|―|--+)(?=[ \t]|\[|\S)")
_MARK = re.compile("\x01(\\d+)\\.(\\d+)\x01")


def mark(text: str, first_line: int) -> str:
    """The text with the places of links and attributions in it."""
    if "](" not in text and "]:" not in text and ">" not in text:
        return text
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if "](" in line or "]:" in line:
            lines[index] = _insert(_TARGET, line, index + first_line)
        if line.lstrip()[:1] == ">":
            lines[index] = _insert(_DASH, lines[index], index + first_line)
    return "\n".join(lines)


def take(text: str) -> tuple[str, At]:
    """Text without its marks, and the place of the first; (0, 0) if it has none."""
    match = _MARK.search(text)
    if not match:
        return text, (0, 0)
    return _MARK.sub("", text), (int(match[1]), int(match[2]))


def unmark(text: str) -> str:
    """Text without marks."""
    return _MARK.sub("", text) if "\x01" in text else text


def _insert(pattern: re.Pattern[str], line: str, number: int) -> str:
    return pattern.sub(lambda match: f"{match[0]}\x01{number}.{match.end() + 1}\x01", line)
