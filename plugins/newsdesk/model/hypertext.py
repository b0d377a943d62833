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
_PARAGRAPH = re.compile(r"<(p|li|h[2-6]|td|dd|figcaption)((?:\s[^<>]*)?)>(.*?)</\1>", re.DOTALL)
_ID = re.compile(r'\sid="([^"]+)"')
_TAG = re.compile(r"<[^<>]*>")
_SPACE = re.compile(r"\s+")
# Quotation marks and dashes are typed in many ways; which one says nothing about whether two texts are the same.
_VARIANTS = {'"': '["“”„‟«»″]', "'": "['‘’‚‛′]", "-": "[-‐‑‒–—―]"}
_FOLDED = str.maketrans({form: mark for mark, forms in _VARIANTS.items() for form in forms[1:-1]})


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
    """The body's HTML in which the words that each event quotes have an id, and the id for each such event.

    An event that stands on the words of a quotation takes the quotation's anchor. Else the words themselves get the
    id `event-…`, or their paragraph if marks cut through them. Events without a `quote`, or whose quote is not in the
    text, are left out: a link then leads to the story.
    """
    wanted = {event.id: quote for event in article.timeline if event.quote and (quote := _fold(event.quote))}
    if not wanted:
        return article.body.html, {}
    said = [(q.anchor, _fold(q.words)) for q in article.body.quotations if q.anchor and not q.proposed]
    found: dict[str, str] = {}
    for event_id, quote in wanted.items():
        found.update((event_id, anchor) for anchor, words in reversed(said) if quote in words)
    missing = {event_id: quote for event_id, quote in wanted.items() if event_id not in found}
    if not missing:
        return article.body.html, found
    return _PARAGRAPH.sub(lambda paragraph: _mark(paragraph, missing, found), article.body.html), found


def _mark(paragraph: re.Match[str], missing: dict[str, str], found: dict[str, str]) -> str:
    """The paragraph with ids for the events that it tells first; they go from `missing` to `found`."""
    if not missing:
        return paragraph[0]
    text = _fold(html.unescape(_TAG.sub("", paragraph[3])))
    name, attributes, inner = paragraph[1], paragraph[2], paragraph[3]
    for event_id in [event_id for event_id, quote in missing.items() if quote in text]:
        anchor = f"event-{event_id}"
        words = _find_words(inner, missing.pop(event_id))
        known = _ID.search(attributes)
        if words:
            inner = f'{inner[: words.start()]}<span id="{html.escape(anchor)}">{words[0]}</span>{inner[words.end() :]}'
        elif known:
            anchor = html.unescape(known[1])
        else:
            attributes = f' id="{html.escape(anchor)}"{attributes}'
        found[event_id] = anchor
    return f"<{name}{attributes}>{inner}</{name}>"


def _find_words(inner: str, quote: str) -> re.Match[str] | None:
    """The folded quote in a paragraph's HTML, where it stands between two tags or in one stretch of text."""
    words = [re.escape(html.escape(word, quote=False)) for word in quote.split()]
    pattern = re.sub(
        r"[\"'-]", lambda match: _VARIANTS[match[0]], r"\s+".join(word.replace(r"\-", "-") for word in words)
    )
    for match in re.finditer(pattern, inner, re.IGNORECASE):
        if inner.rfind("<", 0, match.start()) <= inner.rfind(">", 0, match.start()):
            return match
    return None


def _fold(text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_FOLDED)
    return " ".join(text.split()).strip(" .…\"'").casefold()
