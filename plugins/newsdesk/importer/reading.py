"""What the importer reads out of a document before anything is written: blocks of text, what is known, what was done.

Knows nothing of files, drafts or the network. A raw text and a page in HTML both become a `Reading`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "heading", "standfirst", "list", "quote", "table", "image", "code"]
Doing = Literal["removed", "mended", "read", "missing", "unsure"]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing done or found: what, on which words, at which line of the document (1 is the first; 0: nowhere)."""

    doing: Doing
    what: str
    words: str = ""
    line: int = 0

    def __str__(self) -> str:
        place = f" (line {self.line})" if self.line else ""
        return f"{self.doing}: {self.what}{place}" + (f": {self.words}" if self.words else "")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the body: its words without marks, and the same in Markdown.

    `plain` is empty for what has no words of its own, such as a picture without a caption.
    """

    kind: BlockKind
    plain: str
    markdown: str


@dataclass(frozen=True)
class Reading:
    """A document, read. Dates are ISO 8601, as exact as found; language is ISO 639-1; empty is unknown.

    `guesses` names how a value was come by where that is not certain, by key: {"date": "guessed from the address"}.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    language: str = ""
    place: str = ""
    section: str = ""
    source: str = ""
    url: str = ""
    summary: str = ""
    topics: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    guesses: dict[str, str] = field(default_factory=dict)

    @property
    def body(self) -> str:
        """The words of all blocks, paragraphs apart by blank lines."""
        return "\n\n".join(block.plain for block in self.blocks if block.plain)

    @property
    def markdown(self) -> str:
        return "\n\n".join(block.markdown for block in self.blocks if block.markdown)


def short(words: str, limit: int = 80) -> str:
    """The words on one line, cut for a note."""
    line = " ".join(words.split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
