"""Raw HTML in a body: what of it will not survive is said, and its links inside the site are written down.

The sanitiser decides what stands; this only tells the editor, so that an embed or a picture is not lost in silence.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from newsdesk.source.addresses import is_site_path
from newsdesk.source.faults import Faults
from newsdesk.source.sanitise import GONE_WITH_CONTENT, TAGS

_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")
_HREF = re.compile(r"<a\b[^>]*?\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_EXTERNAL = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


def read_raw(pieces: Iterable[object], text: str, first_line: int, faults: Faults) -> tuple[tuple[str, int], ...]:
    """Links inside the site, with lines, from the pieces of raw HTML that Markdown set aside from `text`."""
    links: list[tuple[str, int]] = []
    refused: set[str] = set()
    for piece in pieces:
        if not isinstance(piece, str) or not piece.startswith("<") or piece.startswith("<!--"):
            continue
        refused |= {name.lower() for name in _TAG.findall(piece)} - (TAGS - {"img"})
        for match in _HREF.finditer(piece):
            typed = next(filter(None, match.groups()), "")
            at = (_line_of(typed, text, first_line), 0)
            address = html.unescape(typed).strip()
            if address.startswith("#") or is_site_path(address):
                links.append((address, at[0]))
            elif not _EXTERNAL.match(address):
                remedy = "Write it as a Markdown link: [words](address)."
                faults.add(at, f'"{address[:60]}" is no address that raw HTML may link to', remedy, rule="html")
    for name in sorted(refused):
        _refuse(name, _line_of(f"<{name}", text, first_line), faults)
    return tuple(links)


def _refuse(name: str, line: int, faults: Faults) -> None:
    if name == "img":
        remedy = "Write ![what it shows](images/name.jpg)."
        faults.add((line, 0), "an image in raw HTML is taken out", remedy, rule="html")
    elif name in GONE_WITH_CONTENT:
        remedy = "Take it out; what an embed shows may be linked to instead."
        faults.add((line, 0), f"raw HTML <{name}> is taken out, with all that stands in it", remedy, rule="html")
    else:
        remedy = "Write it in Markdown, or put a \\ before the < if the text means the sign itself."
        faults.add((line, 0), f"raw HTML <{name[:40]}> is taken out", remedy, rule="html", level="warning")


def _line_of(piece: str, text: str, first_line: int) -> int:
    found = text.lower().find(piece.lower())
    return text.count("\n", 0, found) + first_line if found >= 0 else first_line
