"""Names out of bylines: "By Ada Example and Ben Sample | Example Post, 3 May 2023" → Ada Example, Ben Sample.

Dates, roles, addresses, handles and agencies that stand with the names are cut off. Pure; knows no HTML.
"""

from __future__ import annotations

import re

from newsdesk.importer.visible_dates import find_date
from newsdesk.importer.words import AGENCIES, AND, BYLINE, key

_CUT = re.compile(
    r"\s*(?:\||•|·|\s[–—-]\s|\(|\[|<|\bfor\s+the\b|\bfor\b|\bfür\b|\bpour\b|\bat\b|@|https?:|\bpublished\b|\bupdated\b|\bposted\b"
    r"|\bveröffentlicht\b|\baktualisiert\b|\bpublicado\b|\bpublié\b|\d)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|journalist|columnist|producer|contributor|contributing|staff|chief|head|senior"
    r"|political|economics|professor|director|analyst|fellow|researcher|lecturer|author|bureau|desk|team|photograph\w*|photo"
    r"|redakteur\w*|redaktion\w*|reporterin|korrespondent\w*|journalistin|volontär\w*|autor|autorin|chef\w*|leiter\w*"
    r"|redactor\w*|redacción|corresponsal|periodista|journaliste|rédaction|envoy\w+|redattore|giornalista|in|aus|from"
    r"|news|online|media|press|magazine|today|times|post|tv|radio|newsroom|agency|agencies|web)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]")
_SMALL = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "das",
        "del",
        "della",
        "der",
        "den",
        "di",
        "du",
        "el",
        "la",
        "le",
        "van",
        "von",
        "vom",
        "zu",
        "zur",
        "ter",
        "ten",
        "te",
        "bin",
        "ibn",
        "al",
        "y",
        "e",
        "i",
        "und",
        "af",
        "av",
        "ben",
        "abu",
    ]
)
_HONOUR = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|dame|rev|hon)\.?\s+", re.IGNORECASE)
MOST = 10


def names_in(text: str, *, trusted: bool = False) -> tuple[str, ...]:
    """The names in a byline, each once, in order. `trusted` text is known to be a byline: agencies count there."""
    text = " ".join(text.split())[:400].strip(" \t•·*|-–—:,;")
    text = BYLINE.sub("", text, count=1) if BYLINE.match(text) else text
    names: list[str] = []
    for part in AND.split(_before_tail(text)):
        name = _name(part, trusted=trusted)
        if name and name.casefold() not in (known.casefold() for known in names):
            names.append(name)
    return tuple(names[:MOST])


def is_name(text: str) -> bool:
    """Whether the text has the shape of a person's name: two to five words with capitals, no figures, no sentence."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50 or re.search(r"[\d@:!?<>#/_\"“”„|=]", text):
        return False
    bare = [word for word in words if word.lower().strip(".'’") not in _SMALL]
    return (
        len(bare) >= 2 and all(word[0].isupper() or not word[0].isalpha() for word in bare) and not _ROLE.search(text)
    )


def _before_tail(text: str) -> str:
    if find_date(text):
        text = re.split(r"\d", text)[0]
    match = _CUT.search(text)
    return text[: match.start()] if match and match.start() > 2 else text


def _name(text: str, *, trusted: bool) -> str:
    name = _HONOUR.sub("", text.strip(" .,:;-–—|•·*'\"“”")).strip()
    if not name or not _WORD.search(name) or len(name) > 60 or len(name.split()) > 6:
        return ""
    if trusted:
        return name if not _is_role(name) else ""
    return name if is_name(name) else ""


def _is_role(name: str) -> bool:
    """Whether the words say what someone is, not who: a role in small letters, or an agency's desk."""
    if key(name) in AGENCIES:
        return False
    words = name.split()
    return bool(_ROLE.search(name)) and (name == name.lower() or (len(words) > 1 and name[1:] == name[1:].lower()))
