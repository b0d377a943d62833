"""Slugs: the part of an address that names a story, topic or person. ASCII, lower case, words apart by hyphens."""

from __future__ import annotations

import re
import unicodedata

MAX_LENGTH = 80
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
# Device names that Windows cannot check out, and names that hosts treat specially.
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)), "index", "feed"]
)


def is_slug(text: str) -> bool:
    """Whether `text` may name a page: ASCII letters, digits and single hyphens, at most 80, not reserved."""
    return len(text) <= MAX_LENGTH and SLUG.match(text) is not None and text not in RESERVED


def fold(text: str) -> str:
    """The form in which two addresses collide on some file system: NFC and case-folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def slugify(ascii_text: str, *, limit: int = 60) -> str:
    """A slug from text that has been brought into ASCII already; cut at a word; empty if nothing is left."""
    words = re.findall(r"[a-z0-9]+", ascii_text.lower().replace("'", "").replace("’", ""))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word[:limit]
        if len(longer) > limit:
            break
        slug = longer
    return f"{slug}-1" if slug in RESERVED else slug
