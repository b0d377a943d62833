"""Where sentences begin and end in plain text, as spans.

Knows stops, the quotation marks and brackets that close after them, abbreviations, initials, ordinals, doubled full
stops ("tradition.."), marks that open where they should close ("concessions “.") and the limits of paragraphs. Knows
nothing of what sentences say. A blank line is always a limit; so is the end of a line, unless the text goes on as
hard-wrapped prose does.

    "He left. “We stay,” said J. Doe.." → "He left."  "“We stay,” said J. Doe.."
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from newsdesk.language.sentences_words import ABBREVIATIONS, BEFORE_NUMBERS, INSIDE_NAMES, OPENERS, ORDINALS, TITLES

_CLOSERS = "”\"’'»)\\]“›〉」』"
# A run of stops, whatever closes after it, and a second stop after a displaced mark: `closed. “.`
# Bounded repeats keep hostile runs of stops and blanks linear.
_STOP = re.compile(
    rf"(?:[.!?…؟۔।]{{1,40}}(?:[ \u00a0]?[“”\"»][ \u00a0]?[.!?…]{{1,8}})?[{_CLOSERS}]{{0,8}}"
    r"(?:\[\d{1,3}\]){0,4}(?=\s|\Z))"
    rf"|[。！？]{{1,40}}[{_CLOSERS}]{{0,8}}"
    # "results.The": the blank after the stop was lost, as pasted text often does.
    rf"|(?<=[a-zа-яёіїєўßäöüéè]{{2}})[.!?][”\"»]?(?=[“\"«]?[A-ZА-ЯЁІЇЄЎÄÖÜ][a-zа-яёіїєў]{{2}}|[“«][A-ZА-Я])"
)
_LINE_END = re.compile(r"[ \t\r\f\v]*\n")
_WORD_BEFORE = re.compile(r"[^\s(\[{“”„«»\"‘—–]{1,24}\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]\Z|[A-ZА-Я]h\Z|Yu\Z|Ye\Z")
_NEXT = re.compile(r"\s*([“”„«\"'‘(\[–—-]*\s?)(\S?)(\S?)")
_NEXT_WORD = re.compile(r"\s*[^\W\d_]+")
_WRAPPED = range(45, 121)


def sentences(text: str, lang: str = "en") -> tuple[tuple[int, int], ...]:
    """Spans of the sentences of `text` in order, end exclusive, without surrounding blanks; `lang` is ISO 639-1.

    Every character that is no blank lies in exactly one span.
    """
    spans: list[tuple[int, int]] = []
    for first, last in _blocks(text):
        cuts = [first, *_cuts(text, first, last, lang), last]
        spans.extend(span for begin, end in pairwise(cuts) if (span := _trimmed(text, begin, end)))
    return tuple(spans)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: paragraphs, and lines that stand alone (headings, list items)."""
    start = line = 0
    for match in _LINE_END.finditer(text):
        end = match.end()
        if _is_limit(text, line, match.start(), end):
            yield start, match.start()
            start = end
        line = end
    yield start, len(text)


def _is_limit(text: str, line: int, stop: int, following: int) -> bool:
    """Whether a line's end is a limit: it is, unless this line is as long as wrapped prose and the next goes on."""
    if stop - line not in _WRAPPED or text[stop - 1] in ".!?…:;":
        following_char = text[following : following + 1]
        return not (following_char.islower() and stop > line and text[stop - 1] not in ".!?…:")
    rest = text[following : following + 120].split("\n", 1)[0].strip()
    return not rest or rest[0] in "-*•·#>"


def _cuts(text: str, first: int, last: int, lang: str) -> Iterator[int]:
    for match in _STOP.finditer(text, first, last):
        if _ends_sentence(text, match, last, lang):
            yield match.end()


def _ends_sentence(text: str, match: re.Match[str], last: int, lang: str) -> bool:
    following = _NEXT.match(text, match.end(), min(last, match.end() + 40))
    letter = following[2] if following else ""
    if not letter:
        return match.end() >= last or not text[match.end() : last].strip()
    marks = match[0]
    if letter.islower():
        # "he asked?" she said · "Corp. and" · "tradition… and": the sentence goes on.
        return False
    if marks[0] != "." or len(marks.rstrip("”\"’'»)]“")) > 1:
        return True
    return not _is_abbreviated(text, match.start(), letter, marks, lang)


def _is_abbreviated(text: str, stop: int, letter: str, marks: str, lang: str) -> bool:
    """Whether the full stop at `stop` belongs to the word before it and not to the sentence."""
    found = _WORD_BEFORE.search(text, max(0, stop - 24), stop)
    if not found or len(marks) > 1:
        return False
    word = found[0]
    folded = word.lower()
    if word.isdigit():
        return lang in ORDINALS and len(word) <= 2
    if folded in INSIDE_NAMES:
        return _word_after(text, stop + len(marks)) not in OPENERS
    if len(word) == 1 and word.isupper() and letter.isalpha() and word != "I":
        return True
    if folded in TITLES and (
        len(word) > 2 or word[0].isupper() or letter.isdigit() or lang in ("ru", "uk", "be", "de")
    ):
        return folded not in BEFORE_NUMBERS or letter.isdigit()
    if folded in ABBREVIATIONS:
        return letter.isdigit() or not letter.isalpha()
    return bool(_INITIAL.match(word)) and letter.isalpha() and word[0].isupper() and word != "I"


def _word_after(text: str, position: int) -> str:
    found = _NEXT_WORD.match(text, position, position + 40)
    return found[0].strip() if found else ""


def _trimmed(text: str, begin: int, end: int) -> tuple[int, int] | None:
    piece = text[begin:end]
    inner = piece.strip()
    if not inner:
        return None
    begin += len(piece) - len(piece.lstrip())
    return begin, begin + len(inner)
