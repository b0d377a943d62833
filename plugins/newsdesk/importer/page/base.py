"""What trafilatura takes for the article's text: the ground that our own choice of lines is built on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement
from trafilatura import extract

_MOST_ELEMENTS = 15_000  # a page of more elements is a trap or no article; trafilatura would take seconds
_TOKEN = re.compile(r"\w+")


def base_text(root: HtmlElement) -> str:
    """What trafilatura extracts from a page with a leaning to recall; lines apart by line ends.

    Without its fallbacks, which cost more time than they gain once lines are chosen by more than its word.
    """
    if root.xpath("count(.//*)") > _MOST_ELEMENTS:
        return ""
    try:
        return extract(deepcopy(root), include_comments=False, fast=True, favor_recall=True) or ""
    except (ValueError, TypeError, AttributeError, IndexError, KeyError, RecursionError, AssertionError):
        # A page that trafilatura trips over is still a page: our own reading goes on without its opinion.
        return ""


def covered(texts: Sequence[str], base: str) -> list[bool]:
    """For each text, whether the base holds it: half of its four-word runs, or as a line where it is short."""
    tokens = _TOKEN.findall(base)
    fours = set(zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False))
    lines = {tuple(_TOKEN.findall(line)) for line in base.split("\n")}
    return [_is_covered(_TOKEN.findall(text), fours, lines) for text in texts]


def _is_covered(mine: list[str], fours: set[tuple[str, str, str, str]], lines: set[tuple[str, ...]]) -> bool:
    if len(mine) < 4:
        return bool(mine) and tuple(mine) in lines
    found = sum(four in fours for four in zip(mine, mine[1:], mine[2:], mine[3:], strict=False))
    return found >= 0.5 * (len(mine) - 3)
