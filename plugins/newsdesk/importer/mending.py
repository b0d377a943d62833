"""Small faults of a text mended: doubled full stops, quotation marks that open where they should close, odd blanks.

Each function takes one paragraph and gives it back with what was done. Nothing is mended that could be meant: in a
text that opens its quotations with „ the mark “ closes them, and is left alone.

    he said. “.    →  he said.”          costs too much, “he said  →  costs too much,” he said
    a tradition..  →  a tradition.       subsidies “, – the dean   →  subsidies”, – the dean
"""

from __future__ import annotations

import re
from collections.abc import Callable

_DOUBLED = re.compile(r"(?<![.\u2026])\.\.(?!\.)")
_BLANKS = re.compile(r"[ \t\u00a0\u2002-\u200a\u202f\u3000]+")
_HIDDEN = re.compile(
    r"[\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2066-\u2069\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]"
)
_CLOSES = frozenset(".,;:!?)]–—…")
_STOP_AFTER = re.compile(r"(?<=[.!?…])[ ]?”\.")


def tidy(text: str) -> str:
    """The text without invisible characters, each run of blanks being one."""
    return _BLANKS.sub(" ", _HIDDEN.sub("", text)).strip()


def mend(text: str) -> tuple[str, tuple[str, ...]]:
    """The paragraph mended, and what was done to it."""
    done: list[str] = []
    rules: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("doubled full stop", _stops),
        ("quotation mark on the wrong side", _marks),
    )
    for what, rule in rules:
        mended = rule(text)
        if mended != text:
            done.append(what)
            text = mended
    return text, tuple(done)


def _stops(text: str) -> str:
    return _DOUBLED.sub(".", text)


def _marks(text: str) -> str:
    if ("“" not in text and "”" not in text) or "„" in text or "»" in text:
        return text
    out: list[str] = []
    depth = 0
    closers_left = text.count("”")
    for index, char in enumerate(text):
        if char not in "“”":
            out.append(char)
            continue
        before, after = text[index - 1 : index], text[index + 1 : index + 2]
        closers_left -= char == "”"
        if _is_closing(char, before, after, text[max(0, index - 9) : index].rstrip()[-1:], depth, closers_left):
            _close(out, after)
            depth = max(0, depth - 1)
        else:
            out.append("“")
            depth += 1
    mended = _STOP_AFTER.sub("”", "".join(out))
    return re.sub(r"“ (?=\w)", "“", mended)


def _is_closing(char: str, before: str, after: str, last: str, depth: int, closers_left: int) -> bool:
    """Whether the mark closes: by what stands on its two sides, and in doubt by what is open."""
    spaced_before = not before or before.isspace() or before in "([–—"
    if not after or after.isspace() or after in _CLOSES:
        return bool(before) and (depth > 0 or not spaced_before or not after or after in ".,;:")
    if not spaced_before:
        return char == "”" or depth > 0
    if char == "”":
        return depth > 0
    # “ with a blank before and a letter after opens, unless one is open that nothing else would close.
    return depth > 0 and closers_left == 0 and last in ",.!?"


def _close(out: list[str], after: str) -> None:
    """Puts the closing mark against the word before it, and the blank behind it."""
    moved = False
    while out and out[-1] == " ":
        out.pop()
        moved = True
    out.append("”")
    if after and (after.isalnum() or (moved and after not in _CLOSES and not after.isspace())):
        out.append(" ")
