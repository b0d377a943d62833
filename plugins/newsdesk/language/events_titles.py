"""Titles of proposals: an event's clause cut to at most twelve of its own words, and whom and what place it names.

The date goes out ("took place yesterday in Mogilev" → "took place in Mogilev"), so do attributions and connectives
at the head and loose words at the end. A clause without a subject borrows that of its sentence.
"""

from __future__ import annotations

import re

from newsdesk.language.analysis import FoundDate
from newsdesk.language.events_patterns import EventPatterns

_WORDS = 12
# Titles of one word tell nothing.
_LEAST = 2
_TIED = re.compile(
    r"the|a|an|of|its|his|her|their|is|was|were|are|has|have|had|der|die|das|des|dem|den|eine?[rsnm]?|sich",
    re.IGNORECASE,
)
# Behind these stands something else than the event's name.
_BEYOND = re.compile(r"[,\d]| that\b")
_POSSESSIVE = re.compile(r"\A['’]s\b")
_POSSESSED = re.compile(r"['’]s\Z")
_NOUN_BEFORE = re.compile(r"(?:\b(?:the|its|his|her|their|a)|['’]s) \Z", re.IGNORECASE)
_NOUN_AFTER = re.compile(r" [a-z]{3,}|['’]s ")
# "In a July 16 press conference": what the sentence tells happened there.
_AT = re.compile(r"\b(?:at|in|during) (?:the|its|his|her|their|a) \Z", re.IGNORECASE)
# A borrowed subject has no more words.
_SUBJECT = 5
# An opening phrase is no longer than this.
_OPENING = 110
_MARKS = " \n\t,;:–—-•*“”„«»\"'()"
_NOT_PLACES = frozenset((
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "The", "This", "That",
    "These", "Those", "Spring", "Summer", "Autumn", "Winter",
))  # fmt: skip
# A clause names few; a list of all members of a house is no help to an editor.
_PEOPLE = 6


def title_of(
    text: str, sentence: tuple[int, int], clause: tuple[int, int], found: FoundDate, patterns: EventPatterns
) -> str:
    """The clause's own words without its date, attributions and connectives, at most twelve, with a capital."""
    before, after = text[clause[0] : found.start], text[found.end : clause[1]]
    noun = _event_noun(before, patterns) if found.text else ""
    if noun and (patterns.lead.match(before) or not patterns.verb.search(before)):
        return _capitalised(noun)
    if is_attributive(text, found):
        # "The 2016 election" keeps its year, "Tuesday's speech" loses its day.
        kept = found.text if found.kind in ("year", "month", "full", "range") else ""
        before, after = f"{before}{kept}", after if kept else after.lstrip()
    elif not _POSSESSIVE.match(after):
        before = patterns.joint.sub("", before).rstrip(" ,")
    after = _POSSESSIVE.sub("", after)
    inner = clause[0] > sentence[0]
    trailing = inner and patterns.participle.match(before.lstrip())
    if inner and after.lstrip().startswith(","):
        # "…, who left on 3 May, returned": the clause ends here.
        after = ""
    joined = (
        f"{before} {after.lstrip(' ')}" if before.strip() and after[:1] not in ".;:" else before + after.lstrip(" ,")
    )
    joined, relative = patterns.relative.subn("", joined.lstrip(), count=1) if inner else (joined, 0)
    words = _without_opening(_without_lead(joined, patterns), patterns)
    if inverted := patterns.verb.match(words) and patterns.inverted.match(words):
        words = f"{_without_lead(inverted['noun'], patterns)} {inverted['verb'].lower()} {words[inverted.end() :]}"
    elif relative or patterns.verb.match(words) or trailing:
        # "… and launched the store": the subject stands in an earlier clause.
        subject = "" if trailing else _subject(text[sentence[0] : clause[0]], before, patterns)
        if not subject:
            whole = sentence[0], clause[1]
            return title_of(text, sentence, whole, found, patterns) if inner else ""
        words = f"{subject} {words}"
    return _capitalised(_shortened(words, patterns))


def _subject(told: str, clause: str, patterns: EventPatterns) -> str:
    """Whom a clause without its subject speaks of: what "which" stands behind, else what the sentence opens with."""
    if patterns.pronoun.match(clause.lstrip()):
        stops = [stop.end() for known in (patterns.stop, patterns.verb) for stop in known.finditer(told.rstrip(" ,"))]
        noun = told[max(stops, default=0) :].strip(" ,")
        if 1 <= len(noun.split()) <= _SUBJECT:
            return _without_lead(noun, patterns)
    words = _without_lead(told.lstrip(), patterns)
    verb = patterns.verb.search(words)
    words = words[: verb.start()] if verb else words
    words = words.partition(",")[0].strip()
    return words if 1 <= len(words.split()) <= _SUBJECT else ""


def _event_noun(before: str, patterns: EventPatterns) -> str:
    """ "talks in Sochi" of "at the previous talks in Sochi on"; empty if no event's name stands before the date."""
    found = list(patterns.noun.finditer(before, max(0, len(before) - 90)))
    if not found:
        return ""
    match = found[-1]
    words = patterns.joint.sub("", before[match.start() :]).strip(" ,")
    if patterns.verb.search(words) or len(words.split()) > _WORDS or _BEYOND.search(words):
        return ""
    while (stripped := patterns.modifiers.sub("", words, count=1)) != words:
        words = stripped
    return words if len(words.split()) >= _LEAST else ""


def _without_lead(words: str, patterns: EventPatterns) -> str:
    words = words.strip(_MARKS)
    for _ in range(6):
        match = patterns.lead.match(words)
        if not match or match.end() >= len(words):
            break
        words = words[match.end() :].lstrip(" ,")
    return words


def _without_opening(words: str, patterns: EventPatterns) -> str:
    """Without a phrase that opens the sentence ("Despite years of talks, …") if a whole clause follows it."""
    phrase, comma, rest = words.partition(", ")
    if comma and len(phrase) < _OPENING and patterns.opening.match(words) and patterns.verb.search(rest):
        return _without_lead(rest, patterns)
    return words


def is_occasion(text: str, found: FoundDate, patterns: EventPatterns) -> bool:
    """Whether the date names the event at which it happened: "in a July 16 press conference"."""
    return bool(_AT.search(text, max(0, found.start - 16), found.start) and patterns.noun.match(text, found.end + 1))


def is_attributive(text: str, found: FoundDate) -> bool:
    """Whether the date only names a noun: "the 1991 agreement", "its Tuesday meeting"."""
    before = text[max(0, found.start - 8) : found.start]
    return bool(_NOUN_BEFORE.search(before) and _NOUN_AFTER.match(text, found.end))


def _shortened(words: str, patterns: EventPatterns) -> str:
    """At most twelve words, cut at the last comma that leaves five, and no loose word at the end."""
    words = re.sub(r"\s+", " ", words).strip()
    words = re.sub(r"\s+([,.;:!?])", r"\1", words)
    parts = words.split(" ")
    if len(parts) > _WORDS:
        words = " ".join(parts[: _cut(parts, patterns)])
    if words.count('"') % 2:
        words = words.replace('"', "")
    words = words.rstrip(" .,;:!?…–—-“”„«»\"'")
    while match := patterns.loose.search(words):
        words = words[: match.start()]
    return words.strip(" .,;:–—-“”„«»\"'")


def _cut(parts: list[str], patterns: EventPatterns) -> int:
    """Where to cut a long title: after a comma or before the last loose word that leaves six, else at twelve."""
    for index in range(_WORDS, 5, -1):
        word = parts[index]
        if parts[index - 1].endswith((",", ";")) or (patterns.loose_word.fullmatch(word) and not _TIED.fullmatch(word)):
            return index
    return _WORDS


def _capitalised(words: str) -> str:
    words = re.sub(r"\s+", " ", words)
    if len(words.split()) < _LEAST:
        return ""
    # "iPhone", "eBay": a small first letter before a capital is the name's own.
    return words if words[1:2].isupper() else words[:1].upper() + words[1:]


def find_place(words: str, patterns: EventPatterns) -> str | None:
    """The place after "in" or "near", if it is plain."""
    for match in patterns.place.finditer(words):
        if match[1].split()[0] not in _NOT_PLACES:
            return match[1].split(",")[0]
    return None


def introduced_people(text: str, patterns: EventPatterns) -> tuple[str, ...]:
    """Full names that stand after a role ("President Ada May") anywhere in `text`, in order, each once."""
    names = [
        _POSSESSED.sub("", patterns.role.sub("", name, count=1))
        for match in patterns.introduced.finditer(text)
        for name in match.groups()
        if name
    ]
    return tuple(dict.fromkeys(names))


def find_people(words: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the known full names whose last part stands in `words`."""
    parts = frozenset(re.findall(r"[^\W\d_][\w'’-]*", words))
    return tuple(name for name in known if name.split()[-1] in parts)[:_PEOPLE]
