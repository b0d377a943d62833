"""Quotations marked where they are said: `[words](said:slug? "where")<!-- 0.87: “said” … -->` in a draft's Markdown.

Behind each mark stand its confidence and the words that decided; what is likelier wrong than right is only noted. A
link cannot span paragraphs or hold another link: a quotation over several paragraphs becomes several marks, and
links within the words give way to the mark. What cannot be marked is noted, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsdesk.importer.escaping import escape, escape_start
from newsdesk.importer.reading import Block, Note, Reading, short
from newsdesk.importer.speakers import Speakers, is_by_person, is_proposed
from newsdesk.language.analysis import Analysis, FoundQuotation

_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^>]*>|[^()\s]*)\)")
_UNMARKED = ("heading", "table", "code", "image")


def mark_quotations(
    blocks: Sequence[Block], reading: Reading, analysis: Analysis, speakers: Speakers, notes: list[Note]
) -> str:
    """The blocks as one body of Markdown, with every quotation by a named person as a proposal."""
    wanted: dict[int, list[tuple[str, FoundQuotation]]] = {}
    placed = _places(blocks, reading.body)
    for quotation in speakers.quotations:
        for number, words in _words_by_block(quotation, placed, reading.body):
            wanted.setdefault(number, []).append((words, quotation))
    parts = []
    for number, block in enumerate(blocks):
        markdown = block.markdown
        for words, quotation in wanted.get(number, ()):
            marked = _mark(markdown, words, quotation, speakers) if block.kind not in _UNMARKED else None
            if marked is None:
                who = quotation.speaker_name
                notes.append(Note("unsure", f"words of {who} could not be marked in place", short(words)))
            else:
                markdown = marked
        parts.append(markdown)
    unnamed = sum(1 for quotation in analysis.quotations if not is_by_person(quotation))
    if unnamed:
        notes.append(Note("unsure", f"{unnamed} quotation(s) without a named speaker are not marked"))
    unsure = (one for one in analysis.quotations if is_by_person(one) and not is_proposed(one))
    notes.extend(_unmarked(one, reading.body) for one in unsure)
    return "\n\n".join(part for part in parts if part.strip())


def _unmarked(quotation: FoundQuotation, body: str) -> Note:
    what = f"perhaps words of {quotation.speaker_name}, not marked ({in_words(quotation)})"
    return Note("unsure", what, short(body[quotation.content_start : quotation.content_end]))


def in_words(quotation: FoundQuotation) -> str:
    """The confidence and what decided, as a comment may hold it: `0.87: “said”, behind words in marks`."""
    why = re.sub(r"-{2,}|[<>]", " ", " ".join(quotation.why.split()))
    return f"{quotation.confidence:.2f}: {why}".rstrip(": -")


def _places(blocks: Sequence[Block], body: str) -> list[tuple[int, int]]:
    """Where each block's words stand in the body: (start, end); (-1, -1) for what has none."""
    places, at = [], 0
    for block in blocks:
        start = body.find(block.plain, at) if block.plain else -1
        if start < 0:
            places.append((-1, -1))
            continue
        at = start + len(block.plain)
        places.append((start, at))
    return places


def _words_by_block(quotation: FoundQuotation, places: Sequence[tuple[int, int]], body: str) -> list[tuple[int, str]]:
    """The quotation's words in each block that holds some of them."""
    found: list[tuple[int, str]] = []
    for number, (start, end) in enumerate(places):
        low, high = max(start, quotation.content_start), min(end, quotation.content_end)
        if 0 <= low < high:
            words = body[low:high].strip()
            found.extend((number, part.strip()) for part in words.split("\n") if re.search(r"\w", part))
    return found


def _mark(markdown: str, words: str, quotation: FoundQuotation, speakers: Speakers) -> str | None:
    """The Markdown with the words as a link to the speaker; None if they do not stand in it as they are."""
    span = _find(markdown, words)
    if span is None:
        return None
    start, end = span
    inner = _LINK.sub(r"\1", markdown[start:end])
    if re.search(r"(?<!\\)\[|\]\(", inner) or _inside_link(markdown, start):
        return None
    slug = speakers.slug_of(quotation.speaker_name)
    venue = re.sub(r'["\\<>\[\]]', "", " ".join((quotation.venue or "").split()))
    title = f' "{venue}"' if venue else ""
    mark = f"[{inner}](said:{slug}?{title})<!-- {in_words(quotation)} -->"
    return f"{markdown[:start]}{mark}{markdown[end:]}"


def _find(markdown: str, words: str) -> tuple[int, int] | None:
    """Where the plain words stand in Markdown that may hold links and emphasis; None if not."""
    escaped = escape(words)
    for form in (escaped, escape_start(escaped)):
        start = markdown.find(form)
        if start >= 0:
            return start, start + len(form)
    tokens = re.findall(r"\S+", words)
    if len(tokens) > 400:
        return None
    noise = r"(?:\*{1,3}|\]\((?:<[^>]*>|[^()\s]*)\)|\[|`)*"
    pattern = rf"{noise}\s+{noise}".join(
        noise.join(map(re.escape, re.split(r"(?<=\w)(?=\W)|(?<=\W)(?=\w)", escape(t)))) for t in tokens
    )
    match = re.search(pattern, markdown)
    return _whole_links(markdown, match.start(), match.end()) if match else None


def _whole_links(markdown: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to hold the links that it cuts."""
    for link in _LINK.finditer(markdown):
        if link.start() < start < link.end():
            start = link.start()
        if link.start() < end < link.end():
            end = link.end()
    for mark in ("**", "*"):
        inside = markdown[start:end]
        if inside.count(mark) % 2 and markdown[end : end + len(mark)] == mark:
            end += len(mark)
        elif inside.count(mark) % 2 and markdown[start - len(mark) : start] == mark:
            start -= len(mark)
    return start, end


def _inside_link(markdown: str, at: int) -> bool:
    return any(link.start() < at < link.end() for link in _LINK.finditer(markdown))
