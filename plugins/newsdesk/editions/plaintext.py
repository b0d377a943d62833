"""Sanitised HTML as plain text for a mail reader: paragraphs, lists, quotations, and links with their addresses.

as_text('<p>See <a href="https://a.example/">the list</a>.</p>') → "See the list <https://a.example/>."
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag

WIDTH = 72  # columns, as mail has been written since terminals had eighty (RFC 3676, 4.2)
_SPACE = re.compile(r"\s+")
_WHOLE = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "figcaption", "caption", "tr"])


def as_text(markup: str, width: int = WIDTH) -> str:
    """The text of `markup`, blocks apart by an empty line; addresses are never broken."""
    return "\n\n".join(_blocks(BeautifulSoup(markup, "html.parser"), width))


def _blocks(parent: Tag, width: int) -> Iterator[str]:
    loose: list[PageElement] = []
    for child in [*parent.children, None]:
        if child is not None and not (isinstance(child, Tag) and _is_block(child)):
            loose.append(child)
            continue
        if words := _words(loose):
            yield _wrapped(words, width)
        loose = []
        if isinstance(child, Tag):
            yield from _block(child, width)


def _is_block(tag: Tag) -> bool:
    return tag.name in _WHOLE or tag.name in ("ul", "ol", "blockquote", "pre", "hr", "div", "figure", "table", "dl")


def _block(tag: Tag, width: int) -> Iterator[str]:
    if tag.name in ("ul", "ol"):
        yield "\n".join(_items(tag, width))
    elif tag.name == "blockquote":
        yield textwrap.indent("\n\n".join(_blocks(tag, width - 2)), "> ", lambda _: True)
    elif tag.name == "pre":
        yield tag.get_text().strip("\n")
    elif tag.name == "hr":
        yield "* * *"
    elif tag.name in _WHOLE:
        if words := _words(tag.children if tag.name != "tr" else _cells(tag)):
            yield _wrapped(words, width)
    else:
        yield from _blocks(tag, width)


def _items(listing: Tag, width: int) -> Iterator[str]:
    for number, item in enumerate(listing.find_all("li", recursive=False), start=1):
        mark = f"{number}. " if listing.name == "ol" else "- "
        text = "\n".join(_blocks(item, width - len(mark)))
        yield mark + textwrap.indent(text, " " * len(mark)).lstrip()


def _cells(row: Tag) -> Iterator[PageElement]:
    for place, cell in enumerate(row.find_all(["td", "th"], recursive=False)):
        yield from ([NavigableString(" | "), cell] if place else [cell])


def _words(nodes: object) -> str:
    return _SPACE.sub(" ", "".join(map(_inline, nodes))).strip()  # type: ignore[call-overload]  # any iterable of nodes


def _inline(node: PageElement) -> str:
    if not isinstance(node, Tag):
        return str(node) if type(node) is NavigableString else ""
    if node.name == "br":
        return " "
    if node.name == "img":
        return str(node.get("alt") or "")
    inside = "".join(map(_inline, node.children))
    address = str(node.get("href") or "") if node.name == "a" else ""
    return f"{inside} <{address}>" if address and inside.strip() not in (address, "") else inside or address


def _wrapped(words: str, width: int) -> str:
    return textwrap.fill(words, width, break_long_words=False, break_on_hyphens=False)
