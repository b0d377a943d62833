"""A page's markup as a tree, whatever the markup: broken, deep, hostile or not HTML at all.

Knows lxml; nothing of articles. Never raises: what cannot be parsed gives an empty tree.
"""

from __future__ import annotations

import re

from lxml import etree, html

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff\ufdd0-\ufdef]"
)
_ENDLESS = 300_000  # characters between two tags; no paragraph and no script of use has more
_MOST_TAGS = 40_000  # of a page; the longest real one of the measured sets has 23,000
_LOOK = re.compile(
    r"<!doctype\s+html|<html[\s>]|<body[\s>]|<head[\s>]|<(?:p|div|article|section|h1|table|ul|meta|script)(?:\s[^<>]*)?>",
    re.IGNORECASE,
)


def looks_like_html(text: str) -> bool:
    """Whether the text is markup: it names HTML, or holds several block tags near its start."""
    head = text[:100_000].lstrip("\ufeff \t\r\n")
    if re.match(r"<!doctype\s+html|<html[\s>]", head, re.IGNORECASE):
        return True
    if re.match(r"<(?:\?xml|!--|head|body|meta|article|div|section|p|main)[\s>?-]", head, re.IGNORECASE):
        return bool(_LOOK.search(head))
    return len(_LOOK.findall(head)) >= 5


def shortened(markup: str) -> str:
    """The markup, cut where it has more tags than any page, and where what stands between two of them is endless."""
    return "<".join(piece[:_ENDLESS] for piece in markup.split("<", _MOST_TAGS)[:_MOST_TAGS])


def parse(markup: str) -> html.HtmlElement:
    """The tree of a page; its root is always an `html` element."""
    text = _FORBIDDEN.sub(" ", _DECLARATION.sub("", markup))
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, recover=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return html.document_fromstring("<html><body></body></html>")
    return root


def attribute(element: html.HtmlElement, name: str) -> str:
    """The attribute's value, trimmed; empty if there is none."""
    return str(element.get(name) or "").strip()


def text_of(element: html.HtmlElement) -> str:
    """All words below the element on one line, without those of scripts and styles."""
    parts = (
        piece for piece in element.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]")
    )
    return " ".join("".join(parts).split())
