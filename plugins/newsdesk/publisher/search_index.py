"""What Pagefind keeps of each page for the search: a file whose text readers get to see among the results.

pagefind/fragment/en_3f9a1c0.pf_fragment = gzip("pagefind_dcd" + {"url": "/articles/dam/", "content": …, "meta": …})
"""

from __future__ import annotations

import json
import zlib

_MARK = b"pagefind_dcd"
_MOST = 20_000_000  # bytes of one story's text; more is a bomb


def is_fragment(path: str) -> bool:
    return path.endswith(".pf_fragment")


def is_chunk(path: str) -> bool:
    """Whether the file is one that only the search itself asks for: no page leads to it, and each has its digest in its
    name, so that they come and go with every edit."""
    return path.rpartition("/")[2].rpartition(".")[2].startswith("pf_")


def unpacked(content: bytes) -> bytes | None:
    """The JSON of a fragment; None if it cannot be read."""
    try:
        reader = zlib.decompressobj(wbits=31)
        text = reader.decompress(content, _MOST)
    except zlib.error:
        return None
    return text.removeprefix(_MARK) if reader.eof else None


def address_of_page(text: bytes) -> str:
    """The address, from the root of the host or whole, of the page that a fragment is of; empty if it names none."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    url = told.get("url") if isinstance(told, dict) else None
    return url if isinstance(url, str) else ""
