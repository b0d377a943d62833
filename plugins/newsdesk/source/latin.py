"""Words of any script in letters of a slug."""

from __future__ import annotations

from newsdesk.model.slugs import slugify


def latin_slug(words: str) -> str:
    """A slug of words; empty if nothing is left of them."""
    if not words.isascii():
        from anyascii import anyascii  # loads its tables: most words do not need them

        words = anyascii(words)
    return slugify(words)
