"""The dateline that opens a story: "NORTH HARBOUR – ", "Berlin (dpa) - ", "BEIRUT/THE HAGUE, March 7 (Reuters) - "."""

from __future__ import annotations

import re

_WORD = r"[A-ZÄÖÜÉÀ-ÞА-ЯІЇЄ][\w.'’-]*"
_PLACE = rf"(?:{_WORD}(?:[ /]{_WORD}| (?:am|an der|de|del|of|in|la|on|upon)(?= [A-Z])){{0,4}})"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
    r"(?P<when>,? (?:[A-Z][a-zä]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-zä]{2,8})(?:,? \d{4})?)?"
    r"(?P<agency>\s*,?\s*\([^()]{2,40}\))?"
    r"\s*(?P<dash>[–—―]|--?|\.\s?[-–—])\s+(?=[\"“„«'‘(]?[A-ZÄÖÜÉÀ-Þ“А-ЯІЇЄ\d])"
)


def find_dateline(text: str) -> re.Match[str] | None:
    """The dateline that opens the text, or None: a place in capitals, or a place before an agency or a dash."""
    match = _DATELINE.match(text[:160])
    if not match:
        return None
    place = match["place"]
    letters = [char for char in place if char.isalpha()]
    if sum(char.isupper() for char in letters) >= 0.8 * len(letters) and len(letters) > 2:
        return match
    if match["agency"] or match["when"]:
        return match
    if len(place.split()) > 3 or (match["dash"] == "-" and "-" in place):
        return None
    # "Berlin - Die Regierung …" opens a text; "Talks – a surprise – went on" does not.
    rest = text[match.end() : match.end() + 150]
    return match if len(text) > 60 and not re.search(r"\s[–—-]\s", rest) else None
