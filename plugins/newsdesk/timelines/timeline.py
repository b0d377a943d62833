"""The timeline of a topic: entries in order, under years and months, and its milestones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from newsdesk.model.cards import (
    day,
    event_moment,
    find_source_link,
    find_web_link,
    moment,
    person_card,
    rfc3339,
    updated,
)
from newsdesk.model.chronicle import Occurrence, Telling, occurrences, own_date, telling_id, tells_itself
from newsdesk.model.digest import Digest
from newsdesk.model.edtf import Day, Edtf, Point
from newsdesk.model.edtf_words import in_words, month_name, month_short
from newsdesk.model.site import Link, PersonCard
from newsdesk.model.words import say, say_as
from newsdesk.timelines.differing import differing
from newsdesk.timelines.views import Addition, Differing, Entry, Period, Report

BUSY_YEAR = 12  # entries; a year with more of them is told by months
MILESTONES = 12
LATELY_ADDED = 30

Dated = tuple[Edtf, Entry]


@lru_cache(maxsize=4)
def whole_timeline(digest: Digest, home: str = "", *, proposals: bool = False) -> tuple[Dated, ...]:
    """The timeline of all that a digest's stories tell. Kept for the next pages and files that are made of it."""
    return timeline(occurrences(digest.articles, proposals=proposals), digest, home=home)


def timeline(
    told: Sequence[Occurrence], digest: Digest, *, home: str = "", by_telling: bool = False
) -> tuple[Dated, ...]:
    """The entries of a timeline, oldest first, each with its date.

    On another page than that at `home` entries have lasting addresses there; by their tellings, where the page holds
    a part of the timeline only and cannot know the entries' own ids.
    """
    names = {one.id for one in told}
    partners = differing(told)
    entries = []
    for one in told:
        reports = tuple(_report(telling) for telling in one.tellings)
        others = [f"event-{telling.event.id}" for telling in one.tellings[1:] if telling.event]
        others = [name for name in dict.fromkeys(others) if name not in names]
        names.update(others)
        anchor = next((report.id for report in reports if report.id), one.id) if by_telling else one.id
        places = {
            "others": tuple(others),
            "url": f"{home}#{anchor}" if home else "",
            "differs": (_differing(partners[one.id]),) if one.id in partners else (),
        }
        entries.append((one.date, _entry(one, digest, reports=reports, **places)))
    return tuple(entries)


def _differing(other: Occurrence) -> Differing:
    """Who tells of the other date: publications, else the stories themselves."""
    by = [find_source_link(t.article) or Link(t.article.url, t.article.title) for t in other.tellings]
    return Differing(event_moment(other.date), tuple(dict.fromkeys(by)), f"#{other.id}")


def newest_first(listed: Sequence[Period]) -> tuple[Period, ...]:
    """The same periods and entries the other way round."""
    return tuple(replace(period, entries=period.entries[::-1]) for period in reversed(listed))


def additions(entries: Sequence[Dated]) -> tuple[Addition, ...]:
    """The events that came into the timeline last, the latest first; a story's own entry is no addition to it."""
    events = [entry for _, entry in reversed(entries) if not entry.story]
    latest = sorted(events, key=lambda entry: entry.added, reverse=True)[:LATELY_ADDED]
    return tuple(
        Addition(day(dt.date.fromisoformat(entry.added)), entry.when, entry.title, entry.url or f"#{entry.id}")
        for entry in latest
    )


def how_we_got_here(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The milestones, at most twelve: where it began, and the latest eleven."""
    milestones = tuple(entry for entry in entries if entry.milestone)
    if len(milestones) <= MILESTONES:
        return milestones
    return (milestones[0], *milestones[-(MILESTONES - 1) :])


def span(entries: Sequence[Dated]) -> str:
    """From which year to which the timeline reaches, in words: "1996 – 2021"; empty without entries."""
    bounds = [bound for date, _ in entries for bound in (date.lower, date.upper) if bound]
    if not bounds:
        return ""
    first, last = (_year_words(year) for year in (min(bounds)[0], max(bounds)[0]))
    return first if first == last else f"{first} – {last}"


def periods(entries: Sequence[Dated]) -> tuple[Period, ...]:
    """The entries under headings: a year, or the months of a year that has more than twelve.

    What is coarser than a month and begins with its year stands under the year itself, a decade or century under its
    own heading; any other season or quarter stands under the month in which it begins, so that the order holds.
    """
    found: list[Period] = []
    for (identity, heading), group in groupby(entries, key=lambda item: _year_heading(item[0])):
        dated = tuple(group)
        if len(dated) <= BUSY_YEAR:
            found.append(Period(identity, heading, _entries(dated)))
        else:
            found += _months(identity, heading, dated)
    return tuple(found)


def _months(identity: str, heading: str, dated: Sequence[Dated]) -> list[Period]:
    return [
        Period(
            f"{identity}-{month:02}" if month else identity,
            _month_heading(month, heading) if month else heading,
            _entries(group),
            year=heading,
            short=month_short(month) if month else say("all year"),
        )
        for month, group in groupby(dated, key=lambda item: _month(item[0]))
    ]


def _month_heading(month: int, year: str) -> str:
    return say_as("date", "%(month)s %(year)s", month=month_name(month), year=year)


def _entries(dated: Iterable[Dated]) -> tuple[Entry, ...]:
    return tuple(entry for _, entry in dated)


def _year_heading(date: Edtf) -> tuple[str, str]:
    """The id and the words of the heading that a date stands under before months are told apart."""
    point = date.start or date.end
    assert point is not None
    if point.precision in ("century", "decade"):
        heading = in_words(Edtf("", Point(point.year, precision=point.precision), None))
        return f"period-{point.precision}-{point.year}", heading
    year = _position(date)[0]
    return f"period-{year}", _year_words(year)


def _month(date: Edtf) -> int:
    """The month that a date stands under in a busy year; 0: the year itself."""
    position = _position(date)
    coarse = date.precision not in ("month", "day")
    return 0 if coarse and position[1:] == (1, 1) else position[1]


def _position(date: Edtf) -> Day:
    """Where a date stands in the order; what has no beginning stands at its end."""
    position = date.lower or date.upper
    assert position is not None
    return position


def _year_words(year: int) -> str:
    return in_words(Edtf("", Point(year), Point(year)))


def _entry(occurrence: Occurrence, digest: Digest, **given: Any) -> Entry:
    """An entry, of which `reports` and where it stands are given."""
    article, event = occurrence.lead.article, occurrence.lead.event
    draft = all(_is_draft(telling) for telling in occurrence.tellings)
    if event is None:
        date = own_date(article)
        return Entry(
            id=occurrence.id,
            when=event_moment(date),
            precision=date.precision,
            title=article.title,
            text=article.summary,
            story=True,
            draft=draft,
            added=article.date.date().isoformat(),
            modified=_modified(occurrence),
            **given,
        )
    events = [telling.event for telling in occurrence.tellings if telling.event]
    return Entry(
        id=occurrence.id,
        when=event_moment(event.date),
        precision=event.date.precision,
        title=event.title,
        text=next((other.text for other in (event, *events) if other.text), "") or _standfirst(occurrence),
        milestone=occurrence.is_milestone,
        place=next((other.place for other in (event, *events) if other.place), ""),
        people=_people((person for other in (event, *events) for person in other.people), digest),
        quote=next((other.quote for other in (event, *events) if other.quote), ""),
        draft=draft,
        added=min(telling.article.date.date() for telling in occurrence.tellings).isoformat(),
        modified=_modified(occurrence),
        sources=_sources(address for other in events for address in other.sources),
        **given,
    )


def _modified(occurrence: Occurrence) -> str:
    return rfc3339(max(updated(telling.article) for telling in occurrence.tellings))


def _sources(addresses: Iterable[str]) -> tuple[Link, ...]:
    """Where else an event is told, each once: addresses, shown by their host, and names of publications."""
    named = (find_web_link(one) or (None if ":" in one else Link("", one)) for one in dict.fromkeys(addresses))
    return tuple(link for link in named if link)


def _standfirst(occurrence: Occurrence) -> str:
    """The standfirst of a story that has no entry of its own because its event is told here."""
    stories = (telling.article for telling in occurrence.tellings)
    return next((a.summary for a in stories if own_date(a) == occurrence.date and tells_itself(a)), "")


def _is_draft(telling: Telling) -> bool:
    return telling.article.status == "draft" or bool(telling.event and telling.event.proposed)


def _people(people: Iterable[str], digest: Digest) -> tuple[PersonCard, ...]:
    """Slugs become links to profiles, anything else is a plain name; each once."""
    return tuple(person_card(digest.expert.get(person, person)) for person in dict.fromkeys(people))


def _report(telling: Telling) -> Report:
    article, event = telling.article, telling.event
    link = Link(f"{article.url}#{event.anchor}" if event and event.anchor else article.url, article.title)
    identity = telling_id(article, event) if event else ""
    return Report(link, moment(article.date), find_source_link(article), identity)
