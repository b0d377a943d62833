"""Where sources date an event differently: a note at each of the entries, which stay apart.

Two entries are not made one, since a reader could no longer see which date was whose; and they may be two events after
all. So the note is careful, and is made only if everything speaks for one event:

- both dates are days, told as certain, at most three days apart;
- the titles share at least three words and three of four of the shorter one's, and their numbers do not differ;
- no story tells of both, for who tells of two days means two events;
- each is the only such partner of the other: three talks in a week are a series, not a doubt.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from newsdesk.model.chronicle import Occurrence, are_alike, title_words
from newsdesk.model.edtf import Edtf

FEW_DAYS = 3
SHARED_WORDS = 3
SHARED = (3, 4)
LOOK_BACK = 32  # so many earlier entries that share a word are compared, which bounds the work


def differing(occurrences: Sequence[Occurrence]) -> Mapping[str, Occurrence]:
    """For the id of each entry (given in order of dates) that others seem to date differently, the other entry."""
    partners: dict[str, list[Occurrence]] = {}
    by_word: dict[str, list[int]] = {}
    days = [None if one.is_story else certain_day(one.date) for one in occurrences]
    words = [title_words(_title(one)) for one in occurrences]
    for number, (one, day) in enumerate(zip(occurrences, days, strict=True)):
        if day is None:
            continue
        near = {place for word in words[number] for place in by_word.get(word, ())[-LOOK_BACK:]}
        for place in sorted(near):
            earlier, before = occurrences[place], days[place]
            if before is None or not 0 < (day - before).days <= FEW_DAYS:
                continue
            if _share_enough(words[number], words[place]) and _are_one(one, earlier):
                partners.setdefault(one.id, []).append(earlier)
                partners.setdefault(earlier.id, []).append(one)
        for word in words[number]:
            by_word.setdefault(word, []).append(number)
    return {name: found[0] for name, found in partners.items() if len(found) == len(partners[found[0].id]) == 1}


def certain_day(date: Edtf) -> dt.date | None:
    """The day that a date means, if it means one and is sure of it."""
    point = date.start
    if date.is_interval or point is None or point.precision != "day" or point.mark or not 1 <= point.year <= 9999:
        return None
    return dt.date(point.year, point.month or 1, point.day or 1)


def _title(occurrence: Occurrence) -> str:
    event = occurrence.lead.event
    return event.title if event else ""


def _share_enough(words: frozenset[str], others: frozenset[str]) -> bool:
    part, whole = SHARED
    shared = len(words & others)
    return shared >= SHARED_WORDS and shared * whole >= part * min(len(words), len(others))


def _are_one(one: Occurrence, other: Occurrence) -> bool:
    tellers = {telling.article.slug for telling in one.tellings}
    apart = all(telling.article.slug not in tellers for telling in other.tellings)
    return apart and are_alike(_title(one), _title(other))
