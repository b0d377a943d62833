"""Sanitised HTML to plain text: paragraphs apart by a blank line, no marks, entities as characters."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|figure|figcaption|table|tr|div|pre|hr|details|summary|caption)\b"
    r"(?:[^<>\"]|\"[^\"]*\")*>"
)
# Chinese and Japanese are written without blanks; two of their characters take about as long to read as a word.
_IDEOGRAPHS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_SPACE = re.compile(r"</t[dh]>|<br\b[^>]*>")
_TAG = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")


def plain(fragment: str) -> str:
    """The words of a sanitised fragment."""
    if "<" not in fragment and "&" not in fragment:
        return "\n\n".join(" ".join(part.split()) for part in fragment.split("\n\n") if part.strip())
    text = _BREAK.sub("\x00", fragment)
    text = _SPACE.sub(" ", text)
    text = html.unescape(_TAG.sub("", text))
    parts = (" ".join(part.split()) for part in text.split("\x00"))
    return "\n\n".join(part for part in parts if part)


def count_words(text: str) -> int:
    """How many words a plain text has. Two ideographs, written without blanks, count as one."""
    words = len(text.split())
    return words if text.isascii() else words + len(_IDEOGRAPHS.findall(text)) // 2
