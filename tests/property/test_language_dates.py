"""Laws of the reading of dates: no text raises, offsets are true, values are EDTF, work grows no faster than text."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from newsdesk.language.dates import find_dates
from newsdesk.language.dates.calendar import Period, add_months, easter
from newsdesk.language.dates.grammar import compiled, hits
from newsdesk.language.detect import detect
from newsdesk.language.events import LIMIT, find_events
from newsdesk.language.sentences import sentences
from newsdesk.model.edtf import parse_edtf

LANGS = ("en", "de", "ru", "fr", "uk", "be", "xx")
# Bits that dates are made of, so that random text runs into every rule.
BITS = (
    "October", "Oct.", "May", "12", "31", "29 February", "2018", "1999", "0", "the end of", "early", "by", "since",
    "last", "next", "Tuesday", "two", "weeks ago", "a year earlier", "quarter", "third", "fiscal",
    "1990s", "'80s", "yesterday",
    "12-14", "–", "to", "and", ",", ".", "..", "“", "”", "\n", "\n\n", "3 p.m.", "24:00", "am", "Anfang", "Jahr",
    "vor", "Jahren", "gestern", "Ostern", "9999", "1000", "через", "два", "года", "назад",
    "к концу года", "il y a", "ans",
    "winter", "the following", "day", "will meet", "met", "99 centuries ago", "999 decades ago", "100 years later",
    "9/11", "31.02.2018", "2018-02-31", "02/30/98", "in", "Christmas Eve", "the weekend", "year-ago", "Q3", "half of",
)  # fmt: skip
PROSE = st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=6)), max_size=30).map(" ".join)
PUBLISHED = st.one_of(st.none(), st.dates(), st.sampled_from((date.min, date.max, date(2020, 2, 29))))


@given(st.one_of(PROSE, st.text(max_size=300)), st.sampled_from(LANGS), PUBLISHED)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_true_offsets_and_values_that_parse(text: str, lang: str, published: date | None) -> None:
    dates = find_dates(text, lang, published)
    last = 0
    for one in dates:
        assert last <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert one.value is None or parse_edtf(one.value)
        assert 0 < one.confidence <= 1
        last = one.end


@given(PROSE, st.sampled_from(LANGS), PUBLISHED)
@settings(max_examples=200, deadline=None)
def test_any_text_gives_at_most_five_events_in_order(text: str, lang: str, published: date | None) -> None:
    events = find_events(text, lang, published, find_dates(text, lang, published))
    assert len(events) <= LIMIT
    assert [event.start for event in events] == sorted(event.start for event in events)
    for event in events:
        assert 0 <= event.start < event.end <= len(text)
        assert 0 < len(event.title.split()) <= 12
        assert parse_edtf(event.date)


@given(st.one_of(PROSE, st.text(max_size=300)), st.sampled_from(LANGS))
@settings(max_examples=300, deadline=None)
def test_every_character_that_is_no_blank_lies_in_one_sentence(text: str, lang: str) -> None:
    spans = sentences(text, lang)
    covered = "".join(text[start:end] for start, end in spans)
    assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", text)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)


@given(st.text(max_size=400))
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_language(text: str) -> None:
    assert re.fullmatch("[a-z]{2}", detect(text))


@given(PROSE)
@settings(max_examples=100, deadline=None)
def test_relative_words_have_no_value_without_a_day_of_publication(text: str) -> None:
    for one in find_dates(f"They met yesterday. {text}", "en", None)[:1]:
        assert (one.text, one.value) == ("yesterday", None)


def test_expressions_are_looked_for_once_a_word_however_hostile_the_text() -> None:
    # Runs of openers, numbers, blanks and marks, in which a careless pattern backtracks: found or not, but at once.
    for piece in ("the ", "12 ", "2018 ", "last ", "\n", " ", ".", "“", "1990s'", "October ", "12-", "1,", "and "):
        text = piece * 10_000
        assert len(tuple(hits(text, compiled("en")))) <= 10_000
        assert sentences(text[:50_000], "en") is not None


@given(st.dates(min_value=date(1, 1, 1), max_value=date(9800, 1, 1)))
def test_periods_hold_the_day_that_they_are_made_from(day: date) -> None:
    for grain in ("day", "week", "month", "quarter", "half", "season", "year", "decade"):
        if grain == "week" and day < date(1, 1, 8):
            continue
        if grain == "season" and day < date(1, 3, 1):
            continue
        period = Period.holding(grain, day)
        assert period.first <= day <= period.last
        assert parse_edtf(period.edtf())


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(3000, 1, 1)), st.integers(-600, 600))
def test_months_are_added_without_leaving_the_month(day: date, count: int) -> None:
    moved = add_months(day, count)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == count
    assert moved.day <= day.day


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)
