"""Dated events that a text tells, as proposals for a timeline: the clause, its date, a title cut from its own words.

An editor wants few and safe ones: at most five an article, the safest chosen, given in the order of the text.
Ages, durations and plain speculation are no events; a future one counts only if it was announced. The article's own
event ("took place yesterday") is one.

    "…, agreed upon at the talks in Sochi on September 21." → 2018-09-21 "Talks in Sochi"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from newsdesk.language.analysis import FoundDate, FoundEvent, FoundLink
from newsdesk.language.events_patterns import EventPatterns, get_patterns
from newsdesk.language.events_titles import (
    find_people,
    find_place,
    introduced_people,
    is_attributive,
    is_occasion,
    title_of,
)
from newsdesk.language.linking import is_dateline
from newsdesk.language.sentences import sentences
from newsdesk.model.edtf import EdtfError, parse_edtf

LIMIT = 5
# Share of proposals whose date was that of an event told in the sentence, by kind of expression: 60 English news
# articles of SemEval-2015 Task 4, 88 proposals in annotated sentences, .77 in all (full 1.0 of 3, day word 1.0 of 5,
# bare month .86 of 7, month .79 of 14, year .74 of 23, weekday .80 of 10, day .73 of 11), drawn towards the share of
# right dates of the kind, since the numbers are small. Kinds that were too few to measure stand below those.
_KINDS = {
    "full": 0.95, "day word": 0.92, "day": 0.8, "month": 0.84, "range": 0.75, "year": 0.77, "weekday": 0.76,
    "bare month": 0.8, "holiday": 0.6, "relative month": 0.65, "relative week": 0.6, "relative weekend": 0.6,
    "relative year": 0.5, "anaphoric": 0.5, "ago": 0.5, "season": 0.5, "quarter": 0.4, "half": 0.4,
    "relative quarter": 0.35, "ahead": 0.35,
}  # fmt: skip
# Of undated sentences, by what links them to a date (`linking`).
_LINKS = {"known entry": 0.6, "same event": 0.6, "report day": 0.4}
# What takes from that share: a future however announced, hedges, words of saying (then often the date of the
# statement), words of a quotation, a date that only names its noun ("the 1991 agreement"),
# a speaker's own story ("I", "we"), the day of a source ("according to figures of 3 April").
_FUTURE, _HEDGED, _SAID, _QUOTED, _ATTRIBUTIVE, _OWN, _SOURCE = 0.15, 0.15, 0.2, 0.2, 0.3, 0.2, 0.2
# What is less safe than this is not worth an editor's while.
_LEAST = 0.2
# What the article's own entry tells already must be safer.
_LEAST_OWN = 0.4
# What each further proposal of a date is worth less than the one before.
_AGAIN = 0.2
# A sentence is read so far to both sides of its date: beyond stands another thought, or no sentence at all.
_REACH = 500
# A sentence with more dates than this is a table or a list.
_PROSE = 8
# Of a paragraph, so much is read to tell whether a quotation is open.
_PARAGRAPH = 2000
_OPENING, _CLOSING = "“„«", "”»"
# What closed the sentence before: a quotation mark on a line of its own and the like.
_LEFT_OVER = re.compile(r"[\s\"”»'’)]*\s")
_LISTED = re.compile(r",? (?:(?:and|or|und|oder|sowie|и|или|et|ou|та|або|ды) )?(?:(?:in|on|im|am|en|le|в|у) )?")
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
        if one.value and one.kind in _KINDS and "X" not in one.value and not is_dateline(text, one, published)
    ]
    starts = [one.start for one in usable]
    found: list[FoundEvent] = []
    for first, last in sentences(text, lang) if usable else ():
        here = usable[bisect_left(starts, first) : bisect_left(starts, last)]
        for one in here if len(here) <= _PROSE else ():
            left_over = _LEFT_OVER.match(text, first, one.start)
            opening = left_over.end() if left_over else first
            sentence = (max(opening, one.start - _REACH), min(last, one.end + _REACH))
            found.extend(_proposed(text, sentence, one, _listed(text, one, here), published, patterns, known))
    linked = [event for link in links for event in _linked(text, link, published, patterns, known)]
    return _chosen([*found, *linked], published)


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


def _listed(text: str, one: FoundDate, here: Sequence[FoundDate]) -> FoundDate:
    """The date with those that stand in one list with it, "in March and June", for the words around them."""
    start, end = one.start, one.end
    for other in here:
        end = other.end if other.start >= end and _LISTED.fullmatch(text, end, other.start) else end
    for other in reversed(here):
        start = other.start if other.end <= start and _LISTED.fullmatch(text, other.end, start) else start
    return replace(one, start=start, end=end, text=text[start:end])


def _is_edtf(value: str) -> bool:
    try:
        parse_edtf(value)
    except EdtfError:
        return False
    return True


def _chosen(events: Sequence[FoundEvent], published: date | None) -> tuple[FoundEvent, ...]:
    """The safest five, what the article's own entry tells last and each further proposal of a date below the first."""
    told: Counter[str | int] = Counter()
    ranked = []
    for event in sorted(_finest(events), key=lambda event: (-event.confidence, event.start)):
        worth = event.confidence - _AGAIN * (told[event.date] + told[event.start])
        ranked.append(((_is_own(event.date, published), -worth, event.start), event))
        told.update((event.date, event.start))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(sorted((event for _, event in ranked[:LIMIT]), key=lambda event: event.start))


def _finest(events: Sequence[FoundEvent]) -> list[FoundEvent]:
    """Without those that date a clause more roughly than another does: "in 2018" beside "on 3 May" of that year."""
    fine = {
        (event.start, event.end, event.date[:size]) for event in events for size in (4, 7) if len(event.date) > size
    }
    return [event for event in events if (event.start, event.end, event.date) not in fine]


def _is_own(when: str, published: date | None) -> bool:
    """Whether the article is an entry at that date itself: it happened on the day of publication or before."""
    lower = parse_edtf(when).lower
    if published is None or lower is None:
        return False
    return (published - timedelta(1)).timetuple()[:3] <= lower <= published.timetuple()[:3]


def _linked(
    text: str, link: FoundLink, published: date | None, patterns: EventPatterns, known: tuple[str, ...]
) -> Iterator[FoundEvent]:
    """The proposal of an undated sentence. What happened the day before is told by the article's own entry."""
    if "X" in link.value:
        return
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
    told = confidence >= _LEAST and (patterns.verb.search(words) or patterns.saying.search(words))
    title = title_of(text, span, span, absent, patterns) if told else ""
    if title:
        place, people = find_place(words, patterns), find_people(words, known)
        yield FoundEvent(
            *span, link.value, title, place, people, link.kind, round(confidence, 2), link.date_start, link.date_end
        )


def _proposed(
    text: str,
    sentence: tuple[int, int],
    found: FoundDate,
    listed: FoundDate,
    published: date | None,
    patterns: EventPatterns,
    known: tuple[str, ...],
) -> Iterator[FoundEvent]:
    clause = first, last = _clause(text, sentence, found, patterns)
    confidence = _confidence(text, clause, found, published, patterns)
    title = title_of(text, sentence, clause, listed, patterns) if confidence > 0 else ""
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
    elif not any(known.search(words) for known in (patterns.verb, patterns.noun, patterns.saying)):
        return 0.0
    if _OPEN_BRACKET.search(text, max(0, found.start - 32), found.start):
        # "(born 3 June 1950)", "(1898–1976)": a note on a name, not what the sentence tells.
        return 0.0
    confidence -= _HEDGED * hedged
    confidence -= _SAID * bool(patterns.saying.search(words))
    confidence -= _QUOTED * _in_quotation(text, found.start)
    confidence -= _OWN * bool(patterns.own.search(words))
    confidence -= _SOURCE * bool(patterns.source.search(text, clause[0], found.start))
    confidence -= _ATTRIBUTIVE * (is_attributive(text, found) and not is_occasion(text, found, patterns))
    return confidence if confidence >= (_LEAST_OWN if _is_own(found.value, published) else _LEAST) else 0.0


def _in_quotation(text: str, position: int) -> bool:
    """Whether a quotation mark is open there, told from the marks of its paragraph."""
    before = text[max(text.rfind("\n", 0, position) + 1, position - _PARAGRAPH) : position]
    return sum(map(before.count, _OPENING)) > sum(map(before.count, _CLOSING)) or before.count('"') % 2 == 1
