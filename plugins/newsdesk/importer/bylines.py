"""Names out of bylines: "By Ada Example and Ben Sample | Example Post, 3 May 2023" → Ada Example, Ben Sample.

Dates, roles, addresses, handles and agencies that stand with the names are cut off. Pure; knows no HTML.
"""

from __future__ import annotations

import re

from newsdesk.importer.words import AGENCIES, AND, BYLINE, MONTH_PATTERN, MONTHS, key

_CUT = re.compile(
    r"\s*(?:\||•|·|∙|\s[–—-]\s|\(|\[|<|\s+in\s|\bfor\s+the\b|\bfor\b|\bfür\b|\bpour\b|(?<!\.)\bat\b|@|https?:|\bpublished\b|\bupdated\b|\bposted\b"
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
_HONOUR = re.compile(r"^(?:mr|mrs|ms)\.?\s+", re.IGNORECASE)
GLUED = re.compile(r"^(By|Von|Por|Par)(?=[A-ZÀ-Þ][a-zß-ÿ])")
_GLUED_TAIL = re.compile(r"(?<=[a-zß-ÿ])(?=(?:Published|Updated|Posted|Last)\b)")
_LABELS = re.compile(
    r"^(?:view all (?:posts|articles|stories)|more (?:posts|articles|stories|from|about)|all (?:posts|articles)"
    r"|about the author"
    r"|posts|articles|about|author profile|meet)\b(?:\s+by\b)?\s*:?\s*",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"\b(?:click here|follow|subscribe|read more|sign up|share|view profile|see all|all rights)\b", re.IGNORECASE
)
_BODY = re.compile(
    r"\b(?:associated press|press|times|university|college|institute|news|images|post|editors|company|redaktion)\Z",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"(?:[A-ZÀ-Þ][\w.-]*\s+){1,3}[Ss]taff(?:\s+(?:[Rr]eporters?|[Ww]riters?))?"
)  # a paper's, named with it
INNER_BYLINE = re.compile(
    r"(?:\d|[|•·]|\bposted\b|\bpublished\b|\bwritten\b).{0,60}?\b(?:by|von|por|par)\s+(?=[A-ZÀ-Þ])", re.IGNORECASE
)
_TAIL = re.compile(
    rf"(?:[\s,|-]+(?:on|last|am|vom|the|le|el|at|in|updated|published|modified|{MONTH_PATTERN})\b\.?)+[\s,]*\Z",
    re.IGNORECASE,
)
MOST = 10


def names_in(text: str, *, trusted: bool = False) -> tuple[str, ...]:
    """The names in a byline, each once, in order. `trusted` text is known to be a byline: agencies count there."""
    text = " ".join(text.split())[:400].strip(" \t•·∙*|-–—:,;")
    text = _GLUED_TAIL.sub(" ", text)
    text = _LABELS.sub("", GLUED.sub(r"\1 ", text))
    if not BYLINE.match(text) and (inner := INNER_BYLINE.search(text[:160])):
        text = text[inner.end() :]
    text = BYLINE.sub("", text, count=1) if BYLINE.match(text) else text
    names: list[str] = []
    for part in AND.split(_before_tail(text)):
        name = _name(part, trusted=trusted)
        if name and name.casefold() not in (known.casefold() for known in names):
            names.append(name)
    return _people_first(names)[:MOST]


def _people_first(names: list[str]) -> tuple[str, ...]:
    """The names; where persons are among them, without the roles and houses that stand beside them."""
    if not any(is_name(name) for name in names):
        return tuple(names)
    return tuple(name for name in names if is_name(name) or not (_ROLE.search(name) or _BODY.search(name)))


def is_name(text: str) -> bool:
    """Whether the text has the shape of a person's name: two to five words with capitals, no figures, no sentence."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50 or re.search(r"[\d@:!?<>#/_\"“”„|=]", text):
        return False
    bare = [word for word in words if word not in _SMALL]
    return (
        len(bare) >= 2 and all(word[0].isupper() or not word[0].isalpha() for word in bare) and not _ROLE.search(text)
    )


def _before_tail(text: str) -> str:
    """The text up to a date, address, bar or the like that follows the names."""
    match = _CUT.search(text)
    cut = text[: match.start()] if match and match.start() > 2 else text
    return _TAIL.sub("", cut) if len(cut) < len(text) else cut


def _name(text: str, *, trusted: bool) -> str:
    name = _HONOUR.sub("", text.strip(" .,:;-–—|•·*'\"“”")).strip()
    if _BUTTON.search(name):
        return ""
    if not name or not _WORD.search(name) or len(name) > 60 or len(name.split()) > 6 or name.lower() in MONTHS:
        return ""
    if trusted:
        return name if not _is_role(name) else ""
    return name if is_name(name) else ""


def _is_role(name: str) -> bool:
    """Whether the words say what someone is, not who: a role in small letters, or an agency's desk."""
    if key(name) in AGENCIES or _STAFF.fullmatch(name):
        return False
    words = name.split()
    return bool(_ROLE.search(name)) and (name == name.lower() or (len(words) > 1 and name[1:] == name[1:].lower()))
