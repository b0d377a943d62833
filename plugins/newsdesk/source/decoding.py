"""Bytes of a content file to text: UTF-8, one kind of line end, no characters that break pages and feeds.

Knows nothing of front matter or Markdown. Limits are those of a generous article, far below what hurts a parser.
"""

from __future__ import annotations

import codecs
import re

from newsdesk.source.faults import Faults

MAX_FILE = 1_000_000
MAX_LINE = 20_000

# C0 and C1 controls except tab and line feed, line separators, surrogates, non-characters: none may stand in XML, or
# none means anything in prose. U+000B alone stops a feed half-way.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
# Overrides of the writing direction can make a page show other words than the file holds ("Trojan source").
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def decode(raw: bytes, faults: Faults) -> str | None:
    """The text of a file without its byte order mark, as it stands otherwise; None if it cannot be read at all."""
    if len(raw) > MAX_FILE:
        faults.add(
            (0, 0), f"the file has {len(raw):,} bytes; at most {MAX_FILE:,} are read", "Split it.", rule="encoding"
        )
        return None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", errors="replace")) + 1
        faults.add(
            (line, column),
            f"the byte 0x{raw[error.start]:02x} is not UTF-8",
            "Save the file as UTF-8.",
            rule="encoding",
        )
        return None


def clean(text: str, faults: Faults, first_line: int = 1) -> str:
    """The same text with line feeds only; forbidden characters are reported and become spaces, so places stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if is_harmless(text):
        return text
    if FORBIDDEN.search(text):
        faults.add_many(
            FORBIDDEN.finditer(text),
            lambda match: (_place(text, match.start(), first_line), f"the character {_code(match)} may not stand here"),
            "Delete it; it shows nothing on a page.",
            rule="character",
        )
        text = FORBIDDEN.sub(" ", text)
    if _BIDI.search(text):
        faults.add_many(
            _BIDI.finditer(text),
            lambda match: (
                _place(text, match.start(), first_line),
                f"the character {_code(match)} changes the direction of the text",
            ),
            "Delete it unless it is meant; it can make a page show other words than the file.",
            rule="character",
            level="warning",
        )
    return text


def is_harmless(text: str) -> bool:
    """Whether it is seen at once that a text holds no forbidden character and none that changes direction: neither
    can be printed."""
    return text.replace("\n", " ").replace("\t", " ").isprintable()


def find_long_line(text: str, first_line: int, faults: Faults) -> bool:
    """Whether a line is too long to read; each is reported."""
    if len(text) <= MAX_LINE:
        return False
    long = [(number, len(line)) for number, line in enumerate(text.split("\n"), first_line) if len(line) > MAX_LINE]
    faults.add_many(
        long,
        lambda one: ((one[0], MAX_LINE + 1), f"the line has {one[1]:,} characters; at most {MAX_LINE:,} are read"),
        "Break it into paragraphs.",
        rule="size",
    )
    return bool(long)


def _code(match: re.Match[str]) -> str:
    return f"U+{ord(match[0]):04X}"


def _place(text: str, offset: int, first_line: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + first_line, offset - text.rfind("\n", 0, offset)
