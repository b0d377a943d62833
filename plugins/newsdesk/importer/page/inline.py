"""A line's inline pieces as Markdown: emphasis, links, images, code, line breaks, safe in Python-Markdown.

Only addresses that a reader may follow are written (http, https, mailto, and relative ones); a link to anything else
leaves its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newsdesk.importer.escaping import escape, escape_start
from newsdesk.importer.page.runs import Piece

_BLANK = re.compile(r"[ \t\r\n\f\v\u00a0]+")
NOWHERE = "-"  # as a base: relative addresses lead nowhere, and are dropped
_SAFE = frozenset(["http", "https", "mailto"])
# Stand for emphasis until all around it is known; no page holds them, `tree.parse` takes them out.
_EMPHASIS = {"em": ("\x04", "\x05"), "strong": ("\x06", "\x07")}
_LAZY = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-image",
    "data-hi-res-src",
    "data-full-src",
    "data-srcset",
    "srcset",
)
_TINY = re.compile(
    r"(?:pixel|spacer|blank|placeholder|transparent|1x1|loading)[^/]*\.(?:gif|png|svg)|^data:", re.IGNORECASE
)


@dataclass
class _Open:
    mark: str
    element: HtmlElement | None = None
    parts: list[str] = field(default_factory=list)


def inline(pieces: Sequence[Piece], base: str = "", *, start: bool = True, cell: bool = False) -> str:
    """The pieces as one paragraph of Markdown. `base` resolves relative addresses; in a `cell` pipes are escaped."""
    stack = [_Open("")]
    for piece in pieces:
        if piece.kind == "open":
            stack.append(_Open(piece.mark, piece.element))
        elif piece.kind == "close":
            if len(stack) > 1:
                closed = stack.pop()
                stack[-1].parts.append(_wrap(closed, stack, base))
        else:
            stack[-1].parts.append(_leaf(piece, stack, base, cell=cell))
    while len(stack) > 1:
        closed = stack.pop()
        stack[-1].parts.append(_wrap(closed, stack, base))
    return _tidy(_emphasised("".join(stack[0].parts)), start=start, cell=cell)


def image_source(element: HtmlElement, base: str = "") -> str:
    """The address of a picture, also of one that is loaded late; empty for pixels, placeholders and data."""
    candidates = [element.get("src") or "", *(element.get(name) or "" for name in _LAZY)]
    parent = element.getparent()
    if parent is not None and parent.tag == "picture":
        candidates += [source.get("srcset") or source.get("data-srcset") or "" for source in parent.findall("source")]
    for value in candidates:
        address = _largest(value)
        if address and not _TINY.search(address) and (url := safe_address(address, base)):
            return url
    return ""


def safe_address(value: str, base: str = "") -> str:
    """The address made absolute if there is a base; empty if its scheme may not be followed."""
    value = re.sub(r"[\x00-\x20\x7f]+", "%20", value.strip())
    try:
        address = urljoin(base, value) if base and base != NOWHERE else value
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    if base and scheme not in _SAFE:
        return ""
    if scheme not in _SAFE and (scheme or ":" in re.split(r"[/?#]", address, maxsplit=1)[0]):
        return ""
    return address


def target(address: str) -> str:
    """The address as a link's target."""
    address = (
        address.replace("<", "%3C").replace(">", "%3E").replace('"', "%22").replace("\\", "%5C").replace("`", "%60")
    )
    return f"<{address}>" if re.search(r"[()\[\]*_]", address) and re.search(r"[()\s]", address) else address


def _leaf(piece: Piece, stack: list[_Open], base: str, *, cell: bool) -> str:
    if piece.kind == "break":
        return " " if cell else "\n"
    if piece.kind == "image":
        return _image(piece.element, base) if piece.element is not None else ""
    if any(item.mark == "code" for item in stack):
        return _BLANK.sub(" ", piece.text)
    return escape(_BLANK.sub(" ", piece.text))


def _image(element: HtmlElement, base: str) -> str:
    source = image_source(element, base)
    if not source:
        return ""
    alt = escape(" ".join((element.get("alt") or "").split()))[:300]
    return f"![{alt}]({target(source)})"


def _wrap(closed: _Open, stack: list[_Open], base: str) -> str:
    content = "".join(closed.parts)
    bare = content.strip()
    if not bare:
        return content
    before, after = content[: len(content) - len(content.lstrip())], content[len(content.rstrip()) :]
    return before + _marked(closed, bare, stack, base) + after


def _marked(closed: _Open, bare: str, stack: list[_Open], base: str) -> str:
    outer = {item.mark for item in stack}
    if closed.mark == "a":
        return _link(closed.element, bare, base) if "a" not in outer else bare
    if closed.mark == "code":
        fence = "``" if "`" in bare else "`"
        return f"{fence} {bare} {fence}" if fence == "``" else f"`{bare}`"
    marks = _EMPHASIS.get(closed.mark)
    if not marks or closed.mark in outer or "\n\n" in bare or re.fullmatch(r"!\[[^\]]*\]\([^)]*\)", bare):
        return bare
    return f"{marks[0]}{bare}{marks[1]}"


def _emphasised(text: str) -> str:
    """The text with Markdown's marks for its emphasis: underscores where stars would run together with others."""
    text = re.sub("\x05\x04|\x07\x06", "", text)  # what ends and goes on at once is one
    text = re.sub(r"\x04([^\x04\x05]*)\x05", _em, text)
    return re.sub("[\x04\x05]", "", re.sub("[\x06\x07]", "**", text))


def _em(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    crowded = match[1][:1] in "*\x06" or match[1][-1:] in "*\x07" or before in "*\x06\x07" or after in "*\x06\x07"
    inside_word = (before and (before.isalnum() or before == "_")) or (after and (after.isalnum() or after == "_"))
    mark = "_" if crowded and not inside_word else "*"
    return f"{mark}{match[1]}{mark}"


def _link(element: HtmlElement | None, bare: str, base: str) -> str:
    href = (element.get("href") or "") if element is not None else ""
    if not href.strip() or (base and href.strip().startswith("#")):
        return bare
    address = safe_address(href, base)
    if not address:
        return bare
    words = re.sub(r" *\n", " ", bare)
    return f"[{words}]({target(address)})"


def _tidy(text: str, *, start: bool, cell: bool) -> str:
    lines = [re.sub(r"[ \t]{2,}", " ", line).strip() for line in text.split("\n")]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    if cell:
        return " ".join(lines).replace("|", "\\|")
    if start:
        lines = [escape_start(line) for line in lines]
    return "  \n".join(line for line in lines if line)


def _largest(value: str) -> str:
    """The widest address of a `srcset`, or the value itself."""
    value = value.strip()
    if not re.search(r"\s\d+(?:\.\d+)?[wx]\b", value):
        return value
    options = re.findall(r"(\S+)\s+(\d+(?:\.\d+)?)[wx]", value)
    return str(max(options, key=lambda option: float(option[1]))[0]).lstrip(",") if options else ""
