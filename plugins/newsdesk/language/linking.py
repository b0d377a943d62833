"""Which date an undated sentence belongs to: that of the event it speaks of, told with a date elsewhere.

Three ways, the surest first. A confirmed entry of the topic's timeline whose title the sentence tells again; an event
named as known ("its launch", "the suspension") that another sentence dates ("launched on 28 April"); the report day:
what the lead dates a few days before publication ("announced on Friday"), the plain past of the text goes on telling.

    "The firm was suspended in July 2003. … The suspension was lifted early." → the second sentence: 2003-07

Measured on 60 English news articles (SemEval-2015 Task 4): with the report day .77 of events get the right date, .72
without; with names of events .61 of what happened before the report has its date, .58 without.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from newsdesk.language.analysis import FoundDate, FoundLink, KnownEvent
from newsdesk.language.events_patterns import get_patterns
from newsdesk.language.linking_words import LinkWords, find_link_words
from newsdesk.language.sentences import sentences

# A lead dates what it reports within so many sentences, and that happened so many days ago at most.
_LEAD, _DAYS = 3, 7
_DAY_KINDS = frozenset(("weekday", "day word", "day", "full", "time"))
# A date that is counted from another one says too little by itself to be linked to.
_VAGUE = frozenset(("anaphoric", "relative week", "by"))
# Characters around a date in which the words stand that it dates.
_NEAR = 110
# Characters of distance that a sentence between the two counts.
_SENTENCE = 10
# A dateline stands before this character.
_HEAD = 120
# A confirmed entry is told again by so many words of its title, and such a share of them.
_SHARED, _SHARE = 3, 0.75
_QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»]{0,600}[\"“”„«»]|(?:``|'')(?:(?!``|'').){0,600}(?:``|'')")
_SPEAKING = re.compile(r"\W*(?:I|We|My|Our|Ich|Wir)\b")
_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of the text, the sentence it stands in and the stems of what it dates, each with its distance."""

    date: FoundDate
    sentence: int
    heads: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Patterns:
    words: LinkWords
    other: re.Pattern[str]
    named: re.Pattern[str]
    noun: re.Pattern[str]


@lru_cache(maxsize=8)
def _patterns(lang: str) -> _Patterns | None:
    words = find_link_words(lang)
    if words is None:
        return None
    nouns = rf"(?P<noun>{words.nouns})"
    return _Patterns(
        words,
        other=re.compile(rf"(?<!\w)(?:{words.other})(?!\w)", re.IGNORECASE),
        named=re.compile(rf"{words.definite}{nouns}(?![\w-])", re.IGNORECASE),
        noun=re.compile(rf"(?<![\w-]){nouns}(?![\w-])", re.IGNORECASE),
    )


def find_links(
    text: str,
    lang: str = "en",
    published: date | None = None,
    dates: Sequence[FoundDate] = (),
    known: Sequence[KnownEvent] = (),
) -> tuple[FoundLink, ...]:
    """The links of undated sentences in order, one a sentence at most; `dates` are those of `find_dates`.

    `known` are confirmed entries of the topic's timeline. Without `published` there is no report day.
    """
    patterns = _patterns(lang)
    if patterns is None:
        return ()
    heads = [one for one in dates if is_dateline(text, one, published)]
    told = [one for one in dates if one.value and one.timex and one not in heads]
    spans = [span for span in sentences(text, lang) if not _is_only(text, span, heads)]
    starts = [one.start for one in told]
    bare = [span for span in spans if bisect_left(starts, span[0]) == bisect_left(starts, span[1])]
    if not bare or not (told or known):
        return ()
    events = _events(_dated(text, spans, told, published, lang, patterns), text, spans, patterns)
    day = _report_day(spans, told, published)
    memory = [(entry, frozenset(_stems(entry.title, patterns.words))) for entry in known]
    links = []
    for span in bare:
        words = text[slice(*span)]
        link = (
            _to_entry(words, span, memory, patterns)
            or _to_event(words, span, events, patterns)
            or (_to_day(words, span, day, lang, patterns) if day else None)
        )
        if link:
            links.append(link)
    return tuple(links)


def is_dateline(text: str, one: FoundDate, published: date | None) -> bool:
    """Whether it is the day of publication at the head of the text, on a line of its own or in its dateline."""
    if one.kind != "full" or published is None or one.value != published.isoformat() or one.start > _HEAD:
        return False
    return not text[: one.start].strip() or text[one.end : one.end + 1] == "\n"


def _is_only(text: str, span: tuple[int, int], heads: Sequence[FoundDate]) -> bool:
    """Whether the sentence is a dateline and nothing else."""
    return any(text[slice(*span)].strip(" .\n") == one.text for one in heads if span[0] <= one.start < span[1])


def _dated(
    text: str,
    spans: Sequence[tuple[int, int]],
    told: Sequence[FoundDate],
    published: date | None,
    lang: str,
    patterns: _Patterns,
) -> list[_Dated]:
    today = published.isoformat() if published else "9999"
    starts = [start for start, _ in spans]
    found = []
    for one in told:
        timex = one.timex or ""
        if one.kind in _VAGUE or timex >= today or today.startswith(timex):
            continue
        sentence = max(0, bisect_right(starts, one.start) - 1)
        first, last = spans[sentence]
        area = max(first, one.start - _NEAR), min(last, one.end + _NEAR)
        heads: dict[str, int] = {}
        for match in (*get_patterns(lang).verb.finditer(text, *area), *patterns.noun.finditer(text, *area)):
            distance = max(one.start - match.end(), match.start() - one.end, 0)
            stem = _stem(match[0], patterns.words)
            heads[stem] = min(distance, heads.get(stem, _NEAR))
        found.append(_Dated(one, sentence, heads))
    return found


def _events(
    dated: Sequence[_Dated], text: str, spans: Sequence[tuple[int, int]], patterns: _Patterns
) -> dict[str, FoundDate]:
    """The stems of events that are named as known somewhere, each with the date told of it before.

    What the headline or lead names, or what is named as known before any date of it, is the article's own event.
    """
    own = frozenset(_stems(text[slice(*spans[0])], patterns.words))
    events = {}
    for stem, first in _mentions(text, spans, patterns).items():
        if any(_alike(stem, other) for other in own):
            continue
        found = [
            (distance - one.sentence * _SENTENCE, one.date.start, one.date)
            for one in dated
            if one.sentence <= first
            for head, distance in one.heads.items()
            if _alike(stem, head)
        ]
        if found:
            events[stem] = min(found, key=lambda candidate: candidate[:2])[2]
    return events


def _mentions(text: str, spans: Sequence[tuple[int, int]], patterns: _Patterns) -> dict[str, int]:
    """The stems of events named as known, each with the first sentence that does."""
    found: dict[str, int] = {}
    for index, span in enumerate(spans):
        for match in patterns.named.finditer(text, *span):
            found.setdefault(_stem(match["noun"], patterns.words), index)
    return found


def _report_day(
    spans: Sequence[tuple[int, int]], told: Sequence[FoundDate], published: date | None
) -> FoundDate | None:
    """The day before publication that the lead dates its story; None if it happened today or no day is told."""
    if published is None:
        return None
    lead = [one for one in told if one.start < spans[:_LEAD][-1][1]]
    days = [one for one in lead if one.kind in _DAY_KINDS and _age(one, published) in range(_DAYS + 1)]
    return days[0] if days and _age(days[0], published) > 0 else None


def _age(one: FoundDate, published: date) -> int:
    try:
        return (published - date.fromisoformat(one.timex or "")).days
    except ValueError:
        return -1


def _to_entry(
    words: str, span: tuple[int, int], memory: Sequence[tuple[KnownEvent, frozenset[str]]], patterns: _Patterns
) -> FoundLink | None:
    here = frozenset(_stems(words, patterns.words)) if memory else frozenset()
    best: tuple[float, KnownEvent] | None = None
    for entry, stems in memory:
        shared = len(stems & here)
        share = shared / len(stems) if stems else 0.0
        if shared >= _SHARED and share >= _SHARE and (best is None or share > best[0]):
            best = share, entry
    return FoundLink(*span, best[1].date, best[1].date, "known entry") if best else None


def _to_event(words: str, span: tuple[int, int], events: dict[str, FoundDate], patterns: _Patterns) -> FoundLink | None:
    if not events or _SPEAKING.match(words):
        return None
    named = (_stem(match["noun"], patterns.words) for match in patterns.named.finditer(words))
    date = next((events[stem] for stem in named if stem in events), None)
    return _link(span, date, "same event") if date else None


def _to_day(words: str, span: tuple[int, int], day: FoundDate, lang: str, patterns: _Patterns) -> FoundLink | None:
    """The report day: of the lead before it is told, and where the first verb outside quotation marks is a past."""
    if span[1] <= day.start and not patterns.other.search(words):
        return _link(span, day, "report day")
    plain = _QUOTED.sub(" ", words)
    past = get_patterns(lang).past.search(plain)
    other = patterns.other.search(plain)
    if past is None or (other and other.start() <= past.start()):
        return None
    return _link(span, day, "report day")


def _link(span: tuple[int, int], to: FoundDate, kind: str) -> FoundLink:
    return FoundLink(*span, to.value or "", to.timex or "", kind, to.start, to.end)


def _stems(words: str, link_words: LinkWords) -> Iterator[str]:
    for match in _WORD.finditer(words):
        if match[0].lower() not in link_words.dull:
            yield _stem(match[0], link_words)


def _stem(word: str, words: LinkWords) -> str:
    folded = word.lower()
    for group in words.same:
        if folded in group:
            return min(group)
    for ending in words.endings:
        if folded.endswith(ending) and len(folded) - len(ending) >= 4:
            return folded.removesuffix(ending)
    return folded


def _alike(one: str, other: str) -> bool:
    """Whether two stems are one but for an ending: "suspen" of suspension and "suspend" of suspended."""
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= 5 and long.startswith(short) and len(long) - len(short) <= 2)
