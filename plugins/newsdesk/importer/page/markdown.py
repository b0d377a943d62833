"""Chosen lines of a page as Markdown blocks, by the structure that they stand in.

Headings, lists within lists, quotations, tables, code, pictures with captions. Python-Markdown's rules, which are
not CommonMark's: four blanks for what stands inside an item, a blank line before a list, no bare dash on a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from lxml.html import HtmlElement

from newsdesk.importer.page.inline import inline
from newsdesk.importer.page.runs import Run
from newsdesk.importer.page.subheadings import is_named_heading
from newsdesk.importer.reading import Block, BlockKind
from newsdesk.importer.words import key

_DEEPEST = 12
_LONGEST_CELL = 1200  # characters of Markdown; what has more is no table of data
_LONGEST_ALONE = 500  # the same where a table has one column
_PICTURE = re.compile(r'!\[(?P<alt>(?:[^\]\\]|\\.)*)\]\((?P<url><[^>]*>|[^)\s"]+)(?: "(?P<title>[^"\n]*)")?\)')
_CAPTION = re.compile(r"\*([^\n]+)\*")
_UNESCAPED = re.compile(r"\\([\\`*_\[\]])")
# What pages write beside a picture for those who cannot see that it is one.
_LABELS = frozenset(["image", "photo", "picture", "bild", "foto", "imagen", "imagem", "immagine", "afbeelding"])
_CLOSING = re.compile(r"#+\Z")  # marks at a heading's end would be taken for its closing ones


def blocks_of(runs: Sequence[Run], base: str = "") -> tuple[Block, ...]:
    """The lines as blocks, in order; a whole list, table or quotation is one block."""
    blocks = [block for block in _Writer(base).blocks(list(runs), 0) if block.markdown or block.plain]
    return tuple(_parted(_captioned(blocks)))


def markdown_of(runs: Sequence[Run], base: str = "") -> str:
    return "\n\n".join(block.markdown for block in blocks_of(runs, base) if block.markdown)


class _Writer:
    def __init__(self, base: str) -> None:
        self.base = base

    def blocks(self, runs: list[Run], depth: int) -> Iterator[Block]:
        """The blocks of runs that share their structure above `depth`."""
        for element, group in groupby(runs, key=lambda run: _at(run, depth)):
            lines = list(group)
            if element is None or depth > _DEEPEST:
                yield from filter(None, (self._paragraph(run) for run in lines))
            else:
                yield from self._element(element, lines, depth)

    def _element(self, element: HtmlElement, runs: list[Run], depth: int) -> Iterator[Block]:
        tag = element.tag
        if re.fullmatch(r"h[1-6]", tag):
            yield from self._heading(int(tag[1]), runs)
        elif tag in ("ul", "ol"):
            yield from self._list(element, runs, depth)
        elif tag == "blockquote":
            inner = list(self.blocks(runs, depth + 1))
            yield from self._joined("quote", inner, _quoted("\n\n".join(b.markdown for b in inner if b.markdown)))
        elif tag == "table":
            yield from self._table(runs, depth)
        elif tag == "pre":
            yield self._code(runs)
        elif tag == "figcaption":
            yield from filter(None, (self._caption(run) for run in runs))
        elif tag == "dt":
            for run in runs:
                if text := inline(run.pieces, self.base):
                    yield Block("paragraph", run.text, text if "**" in text else f"**{text}**")
        else:
            yield from self.blocks(runs, depth + 1)

    def _joined(self, kind: BlockKind, inner: list[Block], markdown: str) -> Iterator[Block]:
        if markdown.strip():
            yield Block(kind, "\n\n".join(block.plain for block in inner if block.plain), markdown)

    def _paragraph(self, run: Run) -> Block | None:
        if run.images and key(run.text) in _LABELS and not any(element.tag == "li" for element in run.structure):
            pictures = [piece for piece in run.pieces if piece.kind == "image"]
            return Block("image", "", inline(pictures, self.base))
        markdown = inline(run.pieces, self.base)
        if not markdown:
            return None
        if run.text and is_named_heading(run):
            return Block("heading", run.text, f"## {_CLOSING.sub(_escaped_mark, markdown)}")
        return Block("image" if not run.text else "paragraph", run.text, markdown)

    def _caption(self, run: Run) -> Block | None:
        markdown = inline(run.pieces, self.base)
        if not markdown or not run.text:
            return self._paragraph(run)
        bare = re.sub(r"(?<!\\)[*]+", "", markdown)
        return Block("image", "", markdown if "\n" in markdown else f"*{bare}*")

    def _heading(self, level: int, runs: list[Run]) -> Iterator[Block]:
        for run in runs:
            text = inline(run.pieces, self.base, start=False).replace("  \n", " ")
            if run.text:
                yield Block("heading", run.text, f"{'#' * level} {_CLOSING.sub(_escaped_mark, text)}")
            elif text:
                yield Block("image", "", text)

    def _list(self, element: HtmlElement, runs: list[Run], depth: int) -> Iterator[Block]:
        items: list[str] = []
        plain: list[str] = []
        number = 1
        for item, group in groupby(runs, key=lambda run: _at(run, depth + 1)):
            lines = list(group)
            inner = list(self.blocks(lines, depth + 2 if item is not None and item.tag == "li" else depth + 1))
            if not inner:
                continue
            marker = f"{number}." if element.tag == "ol" else "-"
            items.append(_item(marker, inner))
            plain.extend(block.plain for block in inner if block.plain)
            number += 1
        if items:
            loose = any("\n\n" in item for item in items)
            yield Block("list", "\n".join(plain), ("\n\n" if loose else "\n").join(items))

    def _code(self, runs: list[Run]) -> Block:
        text = "\n".join("".join("\n" if p.kind == "break" else p.text for p in run.pieces) for run in runs).strip("\n")
        return Block("code", text, "\n".join(f"    {line}".rstrip() for line in text.split("\n")))

    # --- Tables -----------------------------------------------------------------------------------------------------
    def _table(self, runs: list[Run], depth: int) -> Iterator[Block]:
        rows = self._rows(runs, depth)
        if rows is None:
            yield from self._flat(runs, depth + 1)
            return
        width = max(len(row) for row in rows)
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        lines.insert(1, f"|{' --- |' * width}")
        if width == 1 and any(_PICTURE.fullmatch(row[0]) for row in rows):  # a picture above its caption
            yield Block("image", "", "\n".join(lines))
        else:
            yield Block("table", " ".join(run.text for run in runs if run.text), "\n".join(lines))

    def _flat(self, runs: list[Run], depth: int) -> Iterator[Block]:
        """A table that only lays out a page: what stands in its cells, one after the other."""
        yield from self.blocks(runs, depth)

    def _rows(self, runs: list[Run], depth: int) -> list[list[str]] | None:
        """The cells of a table of data; None if it is none: one cell, or whole articles in its cells."""
        table = _at(runs[0], depth)
        if table is None or any(element.tag == "table" for run in runs for element in run.structure[depth + 1 :]):
            return None
        by_cell: dict[HtmlElement, list[Run]] = {}
        for run in runs:
            cell = next((e for e in run.structure[depth + 1 :] if e.tag in ("td", "th")), None)
            if cell is not None:
                by_cell.setdefault(cell, []).append(run)
        rows: list[list[str]] = []
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            texts = [self._cell(by_cell.get(cell, [])) for cell in cells]
            if any(texts):
                rows.append(texts)
        if not rows or any(len(text) > _LONGEST_CELL for row in rows for text in row):
            return None
        return rows if max(len(row) for row in rows) > 1 or _is_column(rows, by_cell) else None

    def _cell(self, runs: list[Run]) -> str:
        return " ".join(filter(None, (inline(run.pieces, self.base, start=False, cell=True) for run in runs)))


def _captioned(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, a picture's caption as its title, which the dialect shows below it; one with links stays a line.

    A caption stands below its picture, or else above it, as in a row that begins with one.
    """
    out: list[Block] = []
    above = False  # whether the last picture's caption stood above it
    for place, block in enumerate(blocks):
        last = out[-1] if out else None
        next_, after = [*blocks[place + 1 : place + 3], None, None][:2]
        if last and _caption(block) and _is_picture(last) and not (above and next_ and _is_picture(next_)):
            out[-1] = _with_caption(last, block)
            continue
        has_own = next_ and _caption(next_) and not (after and _is_picture(after))
        above = bool(last and _caption(last) and _is_picture(block) and not has_own)
        if above and last:
            out[-1] = _with_caption(block, last)
        else:
            out.append(block)
    return out


def _is_picture(block: Block) -> bool:
    return bool(_PICTURE.fullmatch(block.markdown))


def _caption(block: Block) -> str:
    """The words of a line that is a caption and nothing else."""
    match = _CAPTION.fullmatch(block.markdown) if block.kind == "image" else None
    return match[1] if match and "](" not in match[1] else ""


def _with_caption(picture: Block, caption: Block) -> Block:
    match = _PICTURE.fullmatch(picture.markdown)
    assert match is not None
    words = " ".join(filter(None, (match["title"], _UNESCAPED.sub(r"\1", _caption(caption)).replace('"', "&quot;"))))
    return Block("image", "", f'![{match["alt"]}]({match["url"]} "{words}")')


def _parted(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, code kept apart from a list or other code above it, of which it would become part."""
    for above, block in pairwise([Block("paragraph", "", ""), *blocks]):
        if block.kind == "code" and above.kind in ("code", "list"):
            block = Block("code", block.plain, f"&nbsp;\n\n{block.markdown}")
        yield block


def _escaped_mark(match: re.Match[str]) -> str:
    return f"\\{match[0]}"


def _is_column(rows: list[list[str]], by_cell: dict[HtmlElement, list[Run]]) -> bool:
    """Whether a table of one column is one, and no frame around a part of the page."""
    if len(rows) < 2 or any(len(text) > _LONGEST_ALONE for row in rows for text in row):
        return False
    return all(len(runs) == 1 and runs[0].structure[-1].tag in ("td", "th", "p") for runs in by_cell.values())


def _at(run: Run, depth: int) -> HtmlElement | None:
    return run.structure[depth] if depth < len(run.structure) else None


def _quoted(markdown: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n")) if markdown else ""


def _item(marker: str, inner: list[Block]) -> str:
    """An item: its first block beside the marker, the others below, four blanks in."""
    parts = [inner[0].markdown]
    for above, block in pairwise(inner):
        tight = block.kind == "list" and above.kind == "paragraph"
        parts.append(("\n" if tight else "\n\n") + block.markdown)
    if inner[0].kind in ("list", "code", "table"):
        parts.insert(0, "&nbsp;\n\n" if inner[0].kind != "list" else "\n\n")
    body = "".join(parts).replace("\n", "\n    ")
    body = re.sub(r"\n +(?=\n|\Z)", "\n", body)
    return f"{marker:<3} {body}" if marker != "-" else f"- {body}"
