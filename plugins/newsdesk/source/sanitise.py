"""HTML of a body made safe: an explicit list of what may stand, everything else gone (nh3).

Raw HTML in Markdown is allowed as far as it carries meaning (tables with spans, sub, sup, abbr, details …). It cannot
take a class, an id, a style, a data attribute or an image's source, and so cannot pose as a quotation: those survive
only where their value begins with `Sanitiser.key`, a random word of this process that the Markdown dialect writes and
that is taken off here.
"""

from __future__ import annotations

import re
import secrets

import nh3

from newsdesk.source.addresses import is_site_path
from newsdesk.source.decoding import FORBIDDEN, is_harmless

TAGS = frozenset((
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "small", "span",
    "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul",
    "var", "wbr",
))  # fmt: skip
_ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "data-speech", "data-proposed", "data-speaker"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt", "loading"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
}
_OURS = frozenset(["class", "id", "data-speech", "data-proposed", "data-speaker"])
GONE_WITH_CONTENT = frozenset(
    ["script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea", "title"]
)
_SCHEMES = {"http", "https", "mailto", "tel"}
_EXTERNAL = re.compile(r'<a(?=(?: [a-z-]+="[^"]*")*? href="(?:https?:)?//)', re.IGNORECASE)
# An image whose source was refused.
_NO_IMAGE = re.compile(r'<img(?!(?: [a-z-]+="[^"]*")*? src=)(?:[^<>"]|"[^"]*")*>')
_ADDRESS = re.compile(r"#|https?://|mailto:|tel:", re.IGNORECASE)
_TAG_OR_VALUE = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")


class Sanitiser:
    """Cleans fragments of HTML. One is enough for a process; `clean` keeps nothing between calls."""

    def __init__(self, base: str = "") -> None:
        self.key = secrets.token_hex(12)
        self._base = base
        self._cleaner = nh3.Cleaner(
            tags=set(TAGS),
            clean_content_tags=set(GONE_WITH_CONTENT),
            attributes=_ATTRIBUTES,
            attribute_filter=self._filter,
            link_rel=None,
            url_schemes=_SCHEMES,
        )

    def clean(self, html: str) -> str:
        """The fragment with only what is allowed, root-relative addresses below `base`, external links marked."""
        # A reference such as &#11; brings back characters that no file may hold and that break feeds.
        safe = self._cleaner.clean(html)
        if not is_harmless(safe):
            safe = FORBIDDEN.sub("", safe)
        if "<h1" in safe:
            safe = _TAG_OR_VALUE.sub(
                lambda tag: tag[0].replace("h1", "h2", 1) if tag[0][1:4] in ("h1>", "h1 ", "/h1") else tag[0], safe
            )
        if "<img" in safe:
            safe = _NO_IMAGE.sub("", safe)
        return _EXTERNAL.sub('<a rel="noopener"', safe) if "//" in safe else safe

    def _filter(self, tag: str, attribute: str, value: str) -> str | None:
        if attribute in _OURS:
            return value[len(self.key) :] if value.startswith(self.key) else None
        if attribute == "src":
            return f"{self._base}{value[len(self.key) :]}" if value.startswith(f"{self.key}/images/") else None
        if attribute == "href":
            value = value.strip()
            if value.startswith("/"):
                return f"{self._base}{value}" if is_site_path(value) else None
            return value if _ADDRESS.match(value) else None
        return value
