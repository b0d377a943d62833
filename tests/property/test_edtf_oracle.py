"""EDTF dates against the `edtf` package, and what holds of every date."""

from __future__ import annotations

import calendar
import re

import edtf
from hypothesis import given, settings
from hypothesis import strategies as st
from newsdesk.model.edtf import Day, EdtfError, parse_edtf
from newsdesk.model.edtf_words import MONTHS, in_words

years = st.one_of(st.integers(1500, 2200), st.integers(-3000, 9999)).map(
    lambda year: f"{year:05d}" if year < 0 else f"{year:04d}"
)
marks = st.sampled_from(["", "", "", "~", "?", "%"])


@st.composite
def plain_days(draw: st.DrawFn) -> str:
    year, month = draw(st.integers(1, 9999)), draw(st.integers(1, 12))
    return f"{year:04d}-{month:02d}-{draw(st.integers(1, calendar.monthrange(year, month)[1])):02d}"


points = st.one_of(
    st.builds("{}{}".format, years, marks),
    st.builds("{}-{:02d}{}".format, years, st.integers(1, 12), marks),
    st.builds("{}{}".format, plain_days(), marks),
    # The oracle ends winter (24 and its kin) with the year; we end it with February, as meteorologists do.
    st.builds("{}-{:02d}".format, st.integers(1500, 2200), st.sampled_from([21, 22, 23, *range(33, 42)])),
    st.builds("{:03d}X".format, st.integers(1, 999)),
    st.builds("{:02d}XX".format, st.integers(1, 99)),
    st.builds("{}-{:02d}-XX".format, st.integers(1500, 2200), st.integers(1, 12)),
    st.builds("Y{}".format, st.integers(10_000, 10**11)),
)
# Its grammar of intervals knows no quarters, long years or unspecified digits beside other marks.
ends = st.one_of(
    st.builds("{}{}".format, years, marks),
    st.builds("{}-{:02d}{}".format, years, st.integers(1, 12), marks),
    st.builds("{}{}".format, plain_days(), marks),
)
intervals = st.builds("{}/{}".format, ends, ends)


def oracle(text: str) -> tuple[Day, Day]:
    date = edtf.parse_edtf(text)
    return tuple(date.lower_strict()[:3]), tuple(date.upper_strict()[:3])


@settings(max_examples=40, deadline=None)
@given(points)
def test_a_date_means_the_same_days_as_to_the_oracle(text: str) -> None:
    date = parse_edtf(text)
    assert (date.lower, date.upper) == oracle(text)


@settings(max_examples=20, deadline=None)
@given(intervals)
def test_an_interval_means_the_same_days_as_to_the_oracle(text: str) -> None:
    try:
        date = parse_edtf(text)
    except EdtfError:
        lower, upper = oracle(text)
        assert lower > upper
        return
    assert (date.lower, date.upper) == oracle(text)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=20), st.text("0123456789-/.XYTZ~?%:+", max_size=24)))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        date = parse_edtf(text)
    except EdtfError:
        return
    assert str(date) == text
    assert date.lower or date.upper
    if date.lower and date.upper:
        assert date.lower <= date.upper
    assert in_words(date)
    assert date.sort_key <= date.sort_key


@given(points)
def test_words_are_never_more_exact_than_the_date(text: str) -> None:
    date, words = parse_edtf(text), in_words(parse_edtf(text))
    has_day = bool(re.search(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b", words))
    has_month = any(month in words for month in MONTHS)
    assert has_day == (date.precision == "day")
    assert has_month == (date.precision in ("day", "month"))


@given(st.lists(points, max_size=8))
def test_the_order_does_not_depend_on_where_one_begins(texts: list[str]) -> None:
    dates = [parse_edtf(text) for text in texts]
    backward = [parse_edtf(text) for text in texts[::-1]]
    forward = sorted(dates, key=lambda date: date.sort_key)
    assert forward == sorted(backward, key=lambda date: date.sort_key)
    lowers = [date.lower for date in forward if date.lower]
    assert lowers == sorted(lowers)
