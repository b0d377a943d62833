"""Dated events that a text tells, as proposals for a timeline: the clause, its date, a title cut from its own words.

An editor wants few and safe ones: at most five an article, the safest first chosen, given in the order of the text.
Ages, durations and plain speculation are no events; a future one counts only if it was announced. The article's own
event ("took place yesterday") is one.

    "…, agreed upon at the talks in Sochi on September 21." → 2018-09-21 "Talks in Sochi"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from newsdesk.language.analysis import FoundDate, FoundEvent
from newsdesk.language.events_words import EventWords, get_words
from newsdesk.language.sentences import sentences
from newsdesk.model.edtf import parse_edtf

LIMIT = 5
_WORDS = 12
# How safe a kind of expression is as the date of the event beside it.
_KINDS = {
    "full": 0.92, "day": 0.9, "day word": 0.85, "range": 0.85, "weekday": 0.8, "month": 0.8, "holiday": 0.7,
    "bare month": 0.7, "year": 0.66, "anaphoric": 0.5, "ago": 0.55, "quarter": 0.5, "season": 0.55,
    "relative week": 0.6, "relative month": 0.6, "relative year": 0.5, "relative weekend": 0.65,
    "relative quarter": 0.4, "half": 0.4, "ahead": 0.4,
}  # fmt: skip
_OPENING, _CLOSING = "“„«", "”»"


@dataclass(frozen=True, slots=True)
class _Patterns:
    words: EventWords
    clause: re.Pattern[str]
    lead: re.Pattern[str]
    announced: re.Pattern[str]
    hedged: re.Pattern[str]
    saying: re.Pattern[str]
    noun: re.Pattern[str]
    joint: re.Pattern[str]
    loose: re.Pattern[str]
    verb: re.Pattern[str]
    modifiers: re.Pattern[str]


@lru_cache(maxsize=16)
def _patterns(lang: str) -> _Patterns:
    words = get_words(lang)
    fold = re.IGNORECASE
    return _Patterns(
        words,
        re.compile(words.clause, fold),
        re.compile(words.lead, fold),
        re.compile(words.announced, fold),
        re.compile(words.hedged, fold),
        re.compile(words.saying, fold),
        re.compile(words.nouns),
        re.compile(rf"{words.joint}\s*\Z", fold),
        re.compile(rf"[\s,;:–—-]+{words.loose}\Z", fold),
        re.compile(words.verb, fold),
        re.compile(words.modifiers, fold),
    )


def find_events(
    text: str, lang: str = "en", published: date | None = None, dates: Sequence[FoundDate] = ()
) -> tuple[FoundEvent, ...]:
    """At most five proposals in the order of the text; `dates` are those of `find_dates` for the same text."""
    found = [
        event
        for sentence in sentences(text, lang)
        for event in _of_sentence(text, sentence, lang, published, [d for d in dates if _lies_in(d, sentence)])
    ]
    best: dict[str, FoundEvent] = {}
    for event in found:
        if event.date not in best or event.confidence > best[event.date].confidence:
            best[event.date] = event
    chosen = sorted(best.values(), key=lambda event: (-event.confidence, event.start))[:LIMIT]
    return tuple(sorted(chosen, key=lambda event: event.start))


def _lies_in(found: FoundDate, sentence: tuple[int, int]) -> bool:
    return sentence[0] <= found.start < sentence[1]


def _of_sentence(
    text: str, sentence: tuple[int, int], lang: str, published: date | None, dates: Sequence[FoundDate]
) -> Iterator[FoundEvent]:
    patterns = _patterns(lang)
    for found in dates:
        if found.value is None or found.kind not in _KINDS:
            continue
        clause = _clause(text, sentence, found, patterns)
        confidence = _confidence(text, clause, found, published, patterns)
        if confidence <= 0:
            continue
        title = _title(text, clause, found, patterns)
        if title:
            place = _place(text[clause[0] : clause[1]], patterns)
            people = _people(text, text[clause[0] : clause[1]], patterns)
            yield FoundEvent(clause[0], clause[1], found.value, title, place, people, found.kind, round(confidence, 2))


def _clause(text: str, sentence: tuple[int, int], found: FoundDate, patterns: _Patterns) -> tuple[int, int]:
    """The clause of the sentence that the date stands in, or more of the sentence if it has no verb of its own."""
    cuts = [sentence[0]]
    cuts += [match.end() for match in patterns.clause.finditer(text, *sentence)]
    first = max(cut for cut in cuts if cut <= found.start)
    last = min((m.start() for m in patterns.clause.finditer(text, found.end, sentence[1])), default=sentence[1])
    while first > sentence[0] and not patterns.verb.search(text, first, last):
        first = max(cut for cut in cuts if cut < first)
    if not patterns.verb.search(text, first, last):
        last = sentence[1]
    return first, last


def _confidence(
    text: str, clause: tuple[int, int], found: FoundDate, published: date | None, patterns: _Patterns
) -> float:
    """How safe the proposal is; 0 where there is none to make."""
    words = text[clause[0] : clause[1]]
    assert found.value is not None
    value = parse_edtf(found.value)
    confidence = _KINDS[found.kind]
    lower = value.lower
    if published and lower and lower > (published.year, published.month, published.day):
        if not patterns.announced.search(words) or patterns.hedged.search(words):
            return 0.0
        confidence -= 0.15
    elif not patterns.verb.search(words) and not patterns.noun.search(words):
        return 0.0
    if patterns.hedged.search(words):
        confidence -= 0.2
    if patterns.saying.search(words):
        confidence -= 0.25
    if _in_quotation(text, clause[0], found.start):
        confidence -= 0.2
    return max(0.05, confidence)


def _in_quotation(text: str, start: int, position: int) -> bool:
    before = text[max(0, start - 600) : position]
    return sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING)) or before.count('"') % 2 == 1


def _title(text: str, clause: tuple[int, int], found: FoundDate, patterns: _Patterns) -> str:
    """The clause's own words without its date, attributions and connectives, at most twelve, with a capital."""
    before, after = text[clause[0] : found.start], text[found.end : clause[1]]
    noun = _event_noun(before, patterns)
    if noun and (patterns.lead.match(before) or not patterns.verb.search(before)):
        return _capitalised(noun)
    before = patterns.joint.sub("", before).rstrip(" ,")
    joined = f"{before} {after.lstrip(' ,')}" if after[:1] not in ".;:" else before + after
    return _capitalised(_shortened(_without_lead(joined, patterns), patterns))


def _event_noun(before: str, patterns: _Patterns) -> str:
    """ "talks in Sochi" of "at the previous talks in Sochi on"; empty if no event's name stands before the date."""
    found = list(patterns.noun.finditer(before, max(0, len(before) - 90)))
    if not found:
        return ""
    match = found[-1]
    words = patterns.joint.sub("", before[match.start() :]).strip(" ,")
    if patterns.verb.search(words) or len(words.split()) > _WORDS:
        return ""
    while (stripped := patterns.modifiers.sub("", words, count=1)) != words:
        words = stripped
    return words


def _without_lead(words: str, patterns: _Patterns) -> str:
    words = words.strip(" \n\t,;:–—-•*“”„«»\"'")
    for _ in range(6):
        match = patterns.lead.match(words)
        if not match or match.end() >= len(words):
            break
        words = words[match.end() :].lstrip(" ,")
    return words


def _shortened(words: str, patterns: _Patterns) -> str:
    """At most twelve words, cut at the last comma that leaves five, and no loose word at the end."""
    words = re.sub(r"\s+", " ", words).strip()
    words = re.sub(r"\s+([,.;:!?])", r"\1", words)
    parts = words.split(" ")
    if len(parts) > _WORDS:
        words = " ".join(parts[:_WORDS])
        comma = max(words.rfind(", "), words.rfind(" – "), words.rfind("; "))
        if comma > 0 and words[:comma].count(" ") >= 4:
            words = words[:comma]
    words = words.rstrip(" .,;:!?…–—-“”„«»\"'")
    while match := patterns.loose.search(words):
        words = words[: match.start()]
    return words.strip(" .,;:–—-“”„«»\"'")


def _capitalised(words: str) -> str:
    words = re.sub(r"\s+", " ", words)
    return words[:1].upper() + words[1:] if len(words.split()) >= 2 else ""


@lru_cache(maxsize=16)
def _place_pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


_NOT_PLACES = frozenset(
    (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "The",
        "This",
        "That",
        "These",
        "Those",
        "Spring",
        "Summer",
        "Autumn",
        "Winter",
    )
)


def _place(words: str, patterns: _Patterns) -> str | None:
    if not patterns.words.place:
        return None
    for match in _place_pattern(patterns.words.place).finditer(words):
        if match[1].split()[0] not in _NOT_PLACES:
            return match[1].split(",")[0]
    return None


_NAME = re.compile(r"\b[A-Z][a-zà-ÿ'’-]+(?: [A-Z]\.)?(?: (?:al|de|van|von|der|bin|el))?(?: [A-Z][a-zà-ÿ'’-]+){1,2}\b")


def _people(text: str, words: str, patterns: _Patterns) -> tuple[str, ...]:
    """Full names of persons whom the clause names, where a role before the name says that it is one."""
    if not patterns.words.roles:
        return ()
    named = _named(text, patterns.words.roles)
    return tuple(name for name in named if re.search(rf"\b{re.escape(name.split()[-1])}\b", words))


@lru_cache(maxsize=4)
def _named(text: str, roles: str) -> tuple[str, ...]:
    introduced = re.compile(rf"\b{roles}\.? (?:of [A-Z]\w+ )?({_NAME.pattern})(?: and ({_NAME.pattern}))?")
    names = [name for match in introduced.finditer(text) for name in match.groups() if name]
    return tuple(dict.fromkeys(names))
