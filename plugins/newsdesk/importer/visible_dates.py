"""Dates as pages print them: "22. November 2024", "Feb 3, 2023 14:05", "2023-06-13T07:00Z", "13.06.2023".

One function finds the first full date in a text, one says whether a line holds nothing else. Day and month in figures
are taken as the language writes them, unless only one order is possible.
"""

from __future__ import annotations

import datetime as dt
import re

from newsdesk.importer.words import DATE_WORDS, MONTH_PATTERN, MONTHS

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s?"
                  r"(Z|[+-]\d\d:?\d\d)?)?")  # fmt: skip
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T\d{4,6}Z?)?(?!\d)")
_CJK = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?\s*[ /.-]?\s*(?:de\s+|of\s+|d['’])?({MONTH_PATTERN})\b\.?,?\s*["
    rf" /.-]?\s*(?:de\s+|del\s+)?"
    r"((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b({MONTH_PATTERN})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d|\d\d)(?!\d)")
_TIME = re.compile(
    r"\d{1,2}[:.h]\d\d(?::\d\d)?(?:\.\d+)?\s*(?:[ap]\.?m\.?\b)?(?:Z|[+-]\d\d:?\d\d)?|\d{1,2}\s*[ap]\.?m\b\.?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_LEFT = re.compile(r"[^\W\d_]{2,}")


def find_date(text: str, language: str = "en") -> str:
    """The first full date of the text, as ISO 8601 with the time if it stands in ISO form; empty if there is none."""
    found = _first(text[:2000], language) if _DIGIT.search(text[:2000]) else None
    return found[1] if found else ""


def is_date_line(text: str, language: str = "en") -> bool:
    """Whether the line holds a date and, besides words such as "Published" and the time, nothing else."""
    if len(text) > 100 or not _DIGIT.search(text):
        return False
    found = _first(text, language)
    if not found:
        return False
    rest = text.replace(found[2], " ")
    again = _first(rest, language)
    if again:
        rest = rest.replace(again[2], " ")
    return not _LEFT.search(DATE_WORDS.sub(" ", _TIME.sub(" ", rest)))


def _first(text: str, language: str) -> tuple[int, str, str] | None:
    found = [hit for hit in (_iso(text), _words(text), _figures(text, language)) if hit]
    return min(found) if found else None


def _iso(text: str) -> tuple[int, str, str] | None:
    for match in _ISO.finditer(text):
        day = _day(match[1], match[2], match[3])
        if day:
            time = f"T{match[4]}{match[5] or ''}" if match[4] else ""
            return match.start(), day + time, match[0]
    for pattern in (_COMPACT, _CJK):
        for match in pattern.finditer(text):
            if day := _day(match[1], match[2], match[3]):
                return match.start(), day, match[0]
    return None


def _words(text: str) -> tuple[int, str, str] | None:
    hits = []
    for match in _DAY_FIRST.finditer(text):
        if day := _day(match[3], MONTHS[match[2].lower()], match[1]):
            hits.append((match.start(), day, match[0]))
            break
    for match in _MONTH_FIRST.finditer(text):
        if day := _day(match[3], MONTHS[match[1].lower()], match[2]):
            hits.append((match.start(), day, match[0]))
            break
    return min(hits) if hits else None


def _figures(text: str, language: str) -> tuple[int, str, str] | None:
    for match in _FIGURES.finditer(text):
        first, second, year = int(match[1]), int(match[3]), match[4]
        if len(year) == 2:
            if match[2] != ".":
                continue
            year = f"20{year}"
        month_first = match[2] == "/" and language == "en"
        orders = ((first, second), (second, first)) if month_first else ((second, first), (first, second))
        for month, day in orders:
            if iso := _day(year, month, day):
                return match.start(), iso, match[0]
    return None


def _day(year: str | int, month: str | int, day: str | int) -> str:
    try:
        return dt.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
