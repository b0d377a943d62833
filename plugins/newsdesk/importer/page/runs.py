"""A page's tree as lines: runs of inline text between block boundaries, in the order of the page.

Each run knows its words, how much of them is linked, the block that holds it, and its inline pieces, from which
Markdown is written. This is the one place that walks the tree; what a line is, is decided here only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "picture-caption",
    ]
)
SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "iframe",
        "object",
        "embed",
        "canvas",
        "video",
        "audio",
        "select",
        "textarea",
        "button",
        "input",
        "map",
        "math",
        "datalist",
        "link",
        "meta",
        "title",
        "noframes",
        "frameset",
        "applet",
    ]
)
INLINE_MARKS = {
    "em": "em", "i": "em", "strong": "strong", "b": "strong", "a": "a", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code", "del": "del", "s": "del",
}  # fmt: skip
STRUCTURE = frozenset(
    [
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "tr",
        "td",
        "th",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
    ]
)
_BLANK = re.compile(r"\s+")
MOST_RUNS = 5_000
MOST_ELEMENTS = 30_000  # walked; the rest of a page that has more is not read
LONGEST = 100_000  # characters of one line; no paragraph has more
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """An inline part of a run: words, an image, a line break, or the start or end of a mark."""

    kind: str  # text, image, break, open, close
    text: str = ""
    mark: str = ""
    element: HtmlElement | None = None


@dataclass
class Run:
    """A line of the page. `owner` is the block that holds it; `path` its ancestors from the body down."""

    owner: HtmlElement
    path: tuple[HtmlElement, ...]
    pieces: list[Piece] = field(default_factory=list)
    linked: int = 0
    hidden: bool = False
    index: int = 0

    @cached_property
    def text(self) -> str:
        words = "".join(
            piece.text if piece.kind == "text" else " " for piece in self.pieces if piece.kind in ("text", "break")
        )
        return _BLANK.sub(" ", words).strip()[:LONGEST]

    @cached_property
    def structure(self) -> tuple[HtmlElement, ...]:
        """The ancestors that Markdown has a form for, outermost first."""
        return tuple(element for element in self.path if element.tag in STRUCTURE)

    @cached_property
    def images(self) -> tuple[HtmlElement, ...]:
        return tuple(piece.element for piece in self.pieces if piece.kind == "image" and piece.element is not None)


def runs_of(root: HtmlElement) -> list[Run]:
    """All lines of the page that hold a word or a picture, in order."""
    walker = _Walker()
    bodies = root.findall("body")
    for body in bodies or [root]:
        walker.walk(body)
    return walker.runs


class _Walker:
    """One walk over a tree, without recursion: pages may be nested as deep as they like."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.path: list[HtmlElement] = []
        self.open: list[tuple[str, HtmlElement]] = []
        self.links = 0
        self.hidden = 0
        self.current: Run | None = None
        self.content = False

    def walk(self, root: HtmlElement) -> None:
        stack: list[tuple[HtmlElement, bool]] = [(root, False)]
        steps = 0
        while stack and len(self.runs) < MOST_RUNS and (steps := steps + 1) < 2 * MOST_ELEMENTS:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
                if element is not root:
                    self._text(element.tail)
                continue
            if not isinstance(element.tag, str) or element.tag in SKIPPED:
                self._text(element.tail)
                continue
            self._enter(element)
            stack.append((element, True))
            self._text(element.text)
            stack.extend((child, False) for child in reversed(element))
        self._flush()

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif tag in ("img", "amp-img"):
            self._piece(Piece("image", element=element))
            self.content = True
        elif tag in BLOCKS:
            self._flush()
            self.path.append(element)
            self.hidden += _is_hidden(element)
        elif tag in INLINE_MARKS:
            mark = INLINE_MARKS[tag]
            self.open.append((mark, element))
            self.links += mark == "a"
            if self.current:  # else the run that begins next takes it up
                self._piece(Piece("open", mark=mark, element=element))

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
            self.path.pop()
            self.hidden -= _is_hidden(element)
        elif tag in INLINE_MARKS:
            mark, _ = self.open.pop()
            self.links -= mark == "a"
            if self.current:
                self._piece(Piece("close", mark=mark, element=element))

    def _break(self) -> None:
        """A line break; two in a row part paragraphs."""
        if self.current and self.current.pieces and self.content:
            last = next((p for p in reversed(self.current.pieces) if p.kind != "text" or p.text.strip()), None)
            if last and last.kind == "break" and not self._in("pre", "td", "th", "li"):
                self._flush()
                return
            self._piece(Piece("break"))

    def _in(self, *tags: str) -> bool:
        return any(element.tag in tags for element in self.path)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self.current is None and not text.strip():
            return
        self._piece(Piece("text", text))
        if self.links and self.current:
            self.current.linked += len(text.strip())
        if not self.content and text.strip():
            self.content = True

    def _piece(self, piece: Piece) -> None:
        if self.current is None:
            self.current = self._new()
        self.current.pieces.append(piece)

    def _new(self) -> Run:
        """A run that starts here; marks that are open go on in it."""
        marks = [Piece("open", mark=mark, element=element) for mark, element in self.open]
        return Run(self.path[-1], tuple(self.path), marks, hidden=self.hidden > 0)

    def _flush(self) -> None:
        """Ends the run. One without a word or a picture is dropped."""
        run, self.current = self.current, None
        if run is not None and self.content:
            run.pieces.extend(Piece("close", mark=mark, element=element) for mark, element in reversed(self.open))
            run.index = len(self.runs)
            self.runs.append(run)
        self.content = False


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))
