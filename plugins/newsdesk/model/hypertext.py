"""Sanitised HTML of a digest, read elsewhere and pointed at: whole addresses, paragraphs that an event stands on.

The HTML comes from `model.digest.Text` and has been through the sanitiser: attributes in double quotes, paragraphs
closed, no scripts. Links inside the site are root-relative and begin with the site's base path (`/digest/experts/x/`).
"""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urlsplit

from newsdesk.model.digest import Article

_LOCAL = re.compile(r'(<[a-z][^<>]*?\s(?:href|src|cite|poster)=")(/(?!/)|#)', re.IGNORECASE)
_PARAGRAPH = re.compile(r"<(p|li|h[2-6])((?:\s[^<>]*)?)>(.*?)</\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
# Quotation marks and dashes are typed in many ways; which one says nothing about whether two texts are the same.
_FOLDED = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("‐‑‒–—―", "-"))


def absolute(markup: str, address: str) -> str:
    """The same HTML with whole addresses, to be read elsewhere than on its page, which lies at `address`."""
    parts = urlsplit(address)
    origin = html.escape(f"{parts.scheme}://{parts.netloc}")
    page = html.escape(address)
    return _LOCAL.sub(lambda match: f"{match[1]}{page if match[2] == '#' else origin}{match[2]}", markup)


def excerpt(plain: str, limit: int = 160) -> str:
    """The opening of a plain text on one line, cut at a word, with an ellipsis where it was cut."""
    text = _SPACE.sub(" ", plain[: limit * 4]).strip()
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ")
    return f"{head[:cut] if cut > limit // 2 else head}".rstrip(" ,;:–—-") + "…"


def locate_events(article: Article) -> tuple[str, dict[str, str]]:
    """The body's HTML in which every paragraph that an event quotes has an id, and the id for each such event.

    An event that stands on the words of a quotation, or in a paragraph that has an id, takes that one. Events without
    a `quote`, or whose quote is not found, are left out: a link then leads to the story.
    """
    wanted = {event.id: _fold(event.quote) for event in article.timeline if event.quote}
    found: dict[str, str] = {}
    for event_id, quote in wanted.items():
        for quotation in article.body.quotations:
            if quotation.anchor and not quotation.proposed and quote in _fold(quotation.words):
                found.setdefault(event_id, quotation.anchor)
    missing = {event_id: quote for event_id, quote in wanted.items() if quote and event_id not in found}
    if not missing:
        return article.body.html, found

    def marked(match: re.Match[str]) -> str:
        if missing.keys() <= found.keys():
            return match[0]
        text = _fold(html.unescape(_TAG.sub("", match[3])))
        here = [event_id for event_id, quote in missing.items() if event_id not in found and quote in text]
        if not here:
            return match[0]
        known = _ID.search(match[2])
        anchor = known[1] if known else f"event-{here[0]}"
        found.update(dict.fromkeys(here, anchor))
        return match[0] if known else f'<{match[1]} id="{html.escape(anchor)}"{match[2]}>{match[3]}</{match[1]}>'

    return _PARAGRAPH.sub(marked, article.body.html), found


def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    return " ".join(text.split()).strip(" .…\"'").casefold()
