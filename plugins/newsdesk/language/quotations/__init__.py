"""Quotations and who said them: words in quotation marks, and words reported without."""

from __future__ import annotations

from newsdesk.language.analysis import FoundPerson, FoundQuotation


def find_quotations(text: str, lang: str = "en") -> tuple[tuple[FoundQuotation, ...], tuple[FoundPerson, ...]]:
    """The quotations of `text` in order, and the people named in it."""
    return (), ()
