"""Headings within an article: lines that stand between its paragraphs, and bold lines that are meant as headings.

<p>… sailed.</p><h2>A longer route</h2><p>The …</p>     the heading is the article's if both its neighbours are
<p><strong>A longer route</strong></p>                 becomes "## A longer route"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newsdesk.importer.bylines import is_name
from newsdesk.importer.page.runs import Run
from newsdesk.importer.reading import Block
from newsdesk.importer.words import BY

_HEADINGS = ("h2", "h3", "h4")
_LEAST = 0.06  # the likelihood below which not even its neighbours make a heading the article's
_REACH = 5  # lines up and down, pictures among them
_LONGEST = 100
_BOLD = re.compile(r"\*\*(?P<words>[^*\n]+)\*\*")
_NAMED = re.compile(r"interline|inter-?title|cross-?head|sub-?head|zwischen-?(?:titel|ueberschrift)", re.IGNORECASE)
_STOPS = re.compile(r"[.,;:…][\"”’»)\]]*\Z")


def is_within(runs: Sequence[Run], taken: Sequence[bool], likely: Sequence[float], place: int) -> bool:
    """Whether the line is a heading that stands among taken lines of its own container."""
    run = runs[place]
    heading = next((element for element in run.path[-2:] if element.tag in _HEADINGS), None)
    if heading is None or likely[place] < _LEAST or not run.text or run.linked > len(run.text) / 2:
        return False
    parent = heading.getparent()
    above, below = runs[max(0, place - _REACH) : place], runs[place + 1 : place + 1 + _REACH]
    return all(any(taken[one.index] and parent in one.path for one in side) for side in (above, below))


def is_named_heading(run: Run) -> bool:
    """Whether the line is no heading by its tag, but by the class of its element, and worded as one."""
    named = _NAMED.search((run.owner.get("class") or "")[:200])
    plain = bool(named) and not any(piece.kind in ("image", "break") for piece in run.pieces)
    return plain and len(run.text) <= _LONGEST and not _STOPS.search(run.text)


def bold_as_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, short bold paragraphs above text as headings; the questions of an interview stay what they are."""
    bold = [_bold(block) for block in blocks]
    asked = sum(words.endswith("?") for words in bold)
    return tuple(
        replace(block, kind="heading", markdown=f"## {words}")
        if words and below is not None and _is_text(below) and not (words.endswith("?") and asked > 1)
        else block
        for block, words, below in zip(blocks, bold, [*blocks[1:], None][: len(blocks)], strict=True)
    )


def _bold(block: Block) -> str:
    """The Markdown of a paragraph that is all bold and worded as a heading, without its marks; empty for others."""
    match = _BOLD.fullmatch(block.markdown) if block.kind == "paragraph" else None
    plain = block.plain
    if match is None or len(plain) > _LONGEST or _STOPS.search(plain) or is_name(plain) or BY.match(plain):
        return ""
    return match["words"].strip()


def _is_text(block: Block) -> bool:
    return block.kind in ("paragraph", "list", "quote") and not _BOLD.fullmatch(block.markdown)
