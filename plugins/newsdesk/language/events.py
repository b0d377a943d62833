"""Dated events that a text tells, as proposals for a timeline: the clause, its date, a title cut from its own words.

An editor wants few and safe ones: at most five an article, the safest chosen, given in the order of the text.
Ages, durations and plain speculation are no events; a future one counts only if it was announced. The article's own
event ("took place yesterday") is one.

    "…, agreed upon at the talks in Sochi on September 21." → 2018-09-21 "Talks in Sochi"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from newsdesk.language.analysis import FoundDate, FoundEvent, FoundLink
from newsdesk.language.events_patterns import EventPatterns, get_patterns
from newsdesk.language.events_titles import find_people, find_place, introduced_people, is_attributive, title_of
from newsdesk.language.sentences import sentences
from newsdesk.model.edtf import EdtfError, parse_edtf

LIMIT = 5
# Share of proposals whose date was that of an event told in the sentence, by kind of expression: 60 English news
# articles of SemEval-2015 Task 4, 78 proposals in annotated sentences, .81 in all (full 1.0 of 7, day word 1.0 of 7,
# bare month .86 of 7, month .85 of 13, year .80 of 20, weekday .71 of 7, day .67 of 9), drawn towards the share of
# right dates of the kind, since the numbers are small. Kinds that were too few to measure stand below those.
_KINDS = {
    "full": 0.95, "day word": 0.92, "day": 0.8, "month": 0.84, "range": 0.75, "year": 0.77, "weekday": 0.76,
    "bare month": 0.8, "holiday": 0.6, "relative month": 0.65, "relative week": 0.6, "relative weekend": 0.6,
    "relative year": 0.5, "anaphoric": 0.5, "ago": 0.5, "season": 0.5, "quarter": 0.4, "half": 0.4,
    "relative quarter": 0.35, "ahead": 0.35,
}  # fmt: skip
# Of undated sentences, by what links them to a date (`linking`).
_LINKS = {"known entry": 0.6, "same event": 0.5, "report day": 0.4}
# What takes from that share: a future however announced, hedges, words of saying (then often the date of the
# statement), words of a quotation, a date that only names its noun ("the 1991
# agreement"), a speaker's own story ("I", "we").
_FUTURE, _HEDGED, _SAID, _QUOTED, _ATTRIBUTIVE, _OWN = 0.15, 0.2, 0.25, 0.2, 0.3, 0.3
# What is less safe than this is not worth an editor's while.
_LEAST = 0.3
# A second proposal of a date already chosen must be at least this safe.
_SURE = 0.5
# A sentence is read so far to both sides of its date: beyond stands another thought, or no sentence at all.
_REACH = 500
# A sentence with more dates than this is a table or a list.
_PROSE = 8
_OPENING, _CLOSING = "“„«", "”»"
_OPEN_BRACKET = re.compile(r"[(\[][^)\]]{0,30}\Z")


def find_events(
    text: str,
    lang: str = "en",
    published: date | None = None,
    dates: Sequence[FoundDate] = (),
    links: Sequence[FoundLink] = (),
) -> tuple[FoundEvent, ...]:
    """At most five proposals in the order of the text; `dates` and `links` are those found in the same text."""
    patterns = get_patterns(lang)
    known = introduced_people(text, patterns)
    usable = [
        one
        for one in _ranges_joined(text, dates, patterns)
        if one.value and one.kind in _KINDS and "X" not in one.value
    ]
    starts = [one.start for one in usable]
    found: list[FoundEvent] = []
    for first, last in sentences(text, lang) if usable else ():
        here = usable[bisect_left(starts, first) : bisect_left(starts, last)]
        for one in here if len(here) <= _PROSE else ():
            sentence = (max(first, one.start - _REACH), min(last, one.end + _REACH))
            found.extend(_proposed(text, sentence, one, published, patterns, known))
    linked = [event for link in links for event in _linked(text, link, published, patterns, known)]
    return _chosen(found, linked, published)


def _ranges_joined(text: str, dates: Sequence[FoundDate], patterns: EventPatterns) -> list[FoundDate]:
    """The dates, "from 1994 to 2003" and the like as one range."""
    joined: list[FoundDate] = []
    for one in dates:
        last = joined[-1] if joined else None
        if last and last.value and one.value and one.start - last.end < 12:
            before = text[max(0, last.start - 12) : last.start]
            value = f"{last.value}/{one.value}"
            if patterns.span.search(f"{before}|{text[last.end : one.start]}") and _is_edtf(value):
                joined[-1] = replace(last, end=one.end, text=text[last.start : one.end], value=value, kind="range")
                continue
        joined.append(one)
    return joined


def _is_edtf(value: str) -> bool:
    try:
        parse_edtf(value)
    except EdtfError:
        return False
    return True


def _chosen(
    found: Sequence[FoundEvent], linked: Sequence[FoundEvent], published: date | None
) -> tuple[FoundEvent, ...]:
    """The safest five: first one a date, then further ones of dates already chosen, then what is only linked."""
    today = published.isoformat() if published else ""
    # The article is an entry at its own date: a proposal of that very day adds least.
    ranked = sorted(found, key=lambda event: (event.date == today, -event.confidence, event.start))
    firsts: dict[str, FoundEvent] = {}
    clauses: set[tuple[int, int]] = set()
    more = []
    for event in ranked:
        if event.date not in firsts:
            firsts[event.date] = event
        elif event.date != today and event.confidence >= _SURE and (event.start, event.end) not in clauses:
            more.append(event)
        clauses.add((event.start, event.end))
    rest = sorted(linked, key=lambda event: (-event.confidence, event.start))
    return tuple(sorted([*firsts.values(), *more, *rest][:LIMIT], key=lambda event: event.start))


def _linked(
    text: str, link: FoundLink, published: date | None, patterns: EventPatterns, known: tuple[str, ...]
) -> Iterator[FoundEvent]:
    """The proposal of an undated sentence. What happened the day before is told by the article's own entry."""
    lower = parse_edtf(link.value).lower
    if published and lower and (published - timedelta(1)).timetuple()[:3] <= lower:
        return
    span = link.start, min(link.end, link.start + 2 * _REACH)
    # The words of a date that is not there: at the end, where they part nothing.
    absent = FoundDate(span[1], span[1], "", link.value, link.kind)
    words = text[slice(*span)]
    confidence = _LINKS[link.kind]
    confidence -= _HEDGED * bool(patterns.hedged.search(words)) + _SAID * bool(patterns.saying.search(words))
    confidence -= _OWN * bool(patterns.own.search(words)) + _QUOTED * (words.count('"') + words.count("“") > 1)
    title = title_of(text, span, span, absent, patterns) if confidence >= _LEAST else ""
    if title:
        place, people = find_place(words, patterns), find_people(words, known)
        yield FoundEvent(
            *span, link.value, title, place, people, link.kind, round(confidence, 2), link.date_start, link.date_end
        )


def _proposed(
    text: str,
    sentence: tuple[int, int],
    found: FoundDate,
    published: date | None,
    patterns: EventPatterns,
    known: tuple[str, ...],
) -> Iterator[FoundEvent]:
    clause = first, last = _clause(text, sentence, found, patterns)
    confidence = _confidence(text, clause, found, published, patterns)
    title = title_of(text, sentence, clause, found, patterns) if confidence > 0 else ""
    if title:
        assert found.value is not None
        words = text[first:last]
        place, people = find_place(words, patterns), find_people(words, known)
        yield FoundEvent(
            first, last, found.value, title, place, people, found.kind, round(confidence, 2), found.start, found.end
        )


def _clause(text: str, sentence: tuple[int, int], found: FoundDate, patterns: EventPatterns) -> tuple[int, int]:
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
    text: str, clause: tuple[int, int], found: FoundDate, published: date | None, patterns: EventPatterns
) -> float:
    """How safe the proposal is; 0 where there is none to make."""
    words = text[clause[0] : clause[1]]
    assert found.value is not None
    lower = parse_edtf(found.value).lower
    confidence = _KINDS[found.kind]
    hedged = bool(patterns.hedged.search(words))
    if published and lower and lower > (published.year, published.month, published.day):
        if patterns.doubted.search(words) or not patterns.announced.search(words):
            return 0.0
        confidence -= _FUTURE
    elif not patterns.verb.search(words) and not patterns.noun.search(words):
        return 0.0
    if _OPEN_BRACKET.search(text, max(0, found.start - 32), found.start):
        # "(born 3 June 1950)", "(1898–1976)": a note on a name, not what the sentence tells.
        return 0.0
    confidence -= _HEDGED * hedged
    confidence -= _SAID * bool(patterns.saying.search(words))
    confidence -= _QUOTED * _in_quotation(text, clause[0], found.start)
    confidence -= _OWN * bool(patterns.own.search(words))
    confidence -= _ATTRIBUTIVE * is_attributive(text, found)
    return confidence if confidence >= _LEAST else 0.0


def _in_quotation(text: str, start: int, position: int) -> bool:
    before = text[max(0, start - 600) : position]
    return sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING)) or before.count('"') % 2 == 1
