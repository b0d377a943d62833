"""EDTF dates: what is one, what days it may mean, in which order dates come, and how they read."""

from __future__ import annotations

import itertools

import pytest
from newsdesk.model.edtf import Day, EdtfError, parse_edtf
from newsdesk.model.edtf_words import in_words

VALID = [
    # text, first day, last day, precision, in words
    ("2018", (2018, 1, 1), (2018, 12, 31), "year", "2018"),
    ("2018-09", (2018, 9, 1), (2018, 9, 30), "month", "September 2018"),
    ("2016-02", (2016, 2, 1), (2016, 2, 29), "month", "February 2016"),
    ("1900-02", (1900, 2, 1), (1900, 2, 28), "month", "February 1900"),
    ("2000-02-29", (2000, 2, 29), (2000, 2, 29), "day", "29 February 2000"),
    ("2018-09-21", (2018, 9, 21), (2018, 9, 21), "day", "21 September 2018"),
    ("2018-09-21T14:30:00Z", (2018, 9, 21), (2018, 9, 21), "day", "21 September 2018"),
    ("2018-09-21T14:30", (2018, 9, 21), (2018, 9, 21), "day", "21 September 2018"),
    ("2018-09-21T14:30:00+03:00", (2018, 9, 21), (2018, 9, 21), "day", "21 September 2018"),
    ("2018-09~", (2018, 9, 1), (2018, 9, 30), "month", "around September 2018"),
    ("2018?", (2018, 1, 1), (2018, 12, 31), "year", "possibly 2018"),
    ("2018-09-21%", (2018, 9, 21), (2018, 9, 21), "day", "possibly around 21 September 2018"),
    ("2018-21", (2018, 3, 1), (2018, 5, 31), "season", "spring 2018"),
    ("2018-22~", (2018, 6, 1), (2018, 8, 31), "season", "around summer 2018"),
    ("2018-23", (2018, 9, 1), (2018, 11, 30), "season", "autumn 2018"),
    ("2019-24", (2019, 12, 1), (2020, 2, 29), "season", "winter 2019"),
    ("2018-33", (2018, 1, 1), (2018, 3, 31), "quarter", "first quarter of 2018"),
    ("2018-36?", (2018, 10, 1), (2018, 12, 31), "quarter", "possibly the fourth quarter of 2018"),
    ("2018-37", (2018, 1, 1), (2018, 4, 30), "half", "early 2018"),
    ("2018-38", (2018, 5, 1), (2018, 8, 31), "half", "mid-2018"),
    ("2018-39/..", (2018, 9, 1), None, "half", "since late 2018"),
    ("2018-40", (2018, 1, 1), (2018, 6, 30), "half", "first half of 2018"),
    ("2018-41", (2018, 7, 1), (2018, 12, 31), "half", "second half of 2018"),
    ("201X", (2010, 1, 1), (2019, 12, 31), "decade", "2010s"),
    ("201X~", (2010, 1, 1), (2019, 12, 31), "decade", "around the 2010s"),
    ("200X", (2000, 1, 1), (2009, 12, 31), "decade", "2000s"),
    ("20XX", (2000, 1, 1), (2099, 12, 31), "century", "2000–2099"),
    ("-005X", (-59, 1, 1), (-50, 12, 31), "decade", "60–51 BC"),
    ("000X", (0, 1, 1), (9, 12, 31), "decade", "1 BC–9"),
    ("2018-XX", (2018, 1, 1), (2018, 12, 31), "year", "2018"),
    ("2018-XX-XX", (2018, 1, 1), (2018, 12, 31), "year", "2018"),
    ("2018-09-XX", (2018, 9, 1), (2018, 9, 30), "month", "September 2018"),
    ("0000", (0, 1, 1), (0, 12, 31), "year", "1 BC"),
    ("-0050", (-50, 1, 1), (-50, 12, 31), "year", "51 BC"),
    ("Y17000000002", (17000000002, 1, 1), (17000000002, 12, 31), "year", "17000000002"),
    ("Y-20000", (-20000, 1, 1), (-20000, 12, 31), "year", "20001 BC"),
    ("2018-10-11/2018-10-12", (2018, 10, 11), (2018, 10, 12), "day", "11–12 October 2018"),
    ("2018-09-30/2018-10-01", (2018, 9, 30), (2018, 10, 1), "day", "30 September – 1 October 2018"),
    ("2018-12-31/2019-01-01", (2018, 12, 31), (2019, 1, 1), "day", "31 December 2018 – 1 January 2019"),
    ("2018-09/2018-10", (2018, 9, 1), (2018, 10, 31), "month", "September–October 2018"),
    ("2017-12/2018-01", (2017, 12, 1), (2018, 1, 31), "month", "December 2017 – January 2018"),
    ("2017/2018", (2017, 1, 1), (2018, 12, 31), "year", "2017–2018"),
    ("2017/2018-03", (2017, 1, 1), (2018, 3, 31), "year", "2017 – March 2018"),
    ("2018-09-21/2018-10", (2018, 9, 21), (2018, 10, 31), "month", "21 September 2018 to October 2018"),
    ("2018-09~/2018-10", (2018, 9, 1), (2018, 10, 31), "month", "around September 2018 to October 2018"),
    ("2018-21/2018-22", (2018, 3, 1), (2018, 8, 31), "season", "spring 2018 to summer 2018"),
    ("2018/2018", (2018, 1, 1), (2018, 12, 31), "year", "2018"),
    ("1985/..", (1985, 1, 1), None, "year", "since 1985"),
    ("201X/..", (2010, 1, 1), None, "decade", "since the 2010s"),
    ("2018-33/..", (2018, 1, 1), None, "quarter", "since the first quarter of 2018"),
    ("1985/", (1985, 1, 1), None, "year", "1985, end unknown"),
    ("../1985", None, (1985, 12, 31), "year", "by the end of 1985"),
    ("/1985-04-12~", None, (1985, 4, 12), "day", "around by 12 April 1985"),
    ("../2018-40", None, (2018, 6, 30), "half", "by the end of the first half of 2018"),
]


@pytest.mark.parametrize(("text", "lower", "upper", "precision", "words"), VALID)
def test_a_date_has_bounds_precision_and_words(
    text: str, lower: Day | None, upper: Day | None, precision: str, words: str
) -> None:
    date = parse_edtf(text)
    assert (date.lower, date.upper, date.precision, in_words(date)) == (lower, upper, precision, words)
    assert str(date) == text


REFUSED = """
18 2018-1 2018-1-2 20180921 2018-00 2018-13 2018-20 2018-42 2018-09-00 2018-09-31 2018-02-29 1900-02-29 2018-21-01
2018-XX-21 2X18 XXXX 1XXX 201X-09 X +2018 -0000 Y2018 Y02018 Y-0000 Y99999999999999 2018~? ~2018 2018?-09 / ../.. ../
2018//2019 2018/2019/2020 2018/2017 2018-10-12/2018-10-11 2018-10/2018-09-30 2018-09-21T 2018-09-21T25:00:00 ..
2018-09-21T14:60 2018T14:30 2018-09-21T14:30:00+3 ٢٠١٨ ２０１８ today 2018-09-21/..2019 2018-09-21T14:30Z/2019
"""


@pytest.mark.parametrize(
    "text", ["", " ", "2018 ", "2018-09-21\n", "September 2018", "\x00", "2018\ud800", *REFUSED.split()]
)
def test_what_is_no_date_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse_edtf(text)
    quoted = str(refused.value)[1:].split('"')[0]
    assert quoted in text


def test_dates_sort_by_first_day_then_the_coarser_first() -> None:
    words = (
        "Y-20000 -0050 0000 1985/.. 20XX 200X 201X ../2017 2018 2018/2019 2018-40 2018-33 2018-01 2018-01-01 "
        "2018-01-01/2018-01-02 2018-21 2018-09 2018-09-01 2018-09-21 2018-24 2019"
    )
    ordered = words.split()
    dates = [parse_edtf(text) for text in ordered]
    backward = dates[::-1]
    assert [str(date) for date in sorted(backward, key=lambda date: date.sort_key)] == ordered
    for one, other in itertools.pairwise(dates):
        assert one.sort_key < other.sort_key


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain", "interval", "is_open"),
    [
        ("2018", False, False, False, False),
        ("2018~", True, False, False, False),
        ("2018?", False, True, False, False),
        ("2018%", True, True, False, False),
        ("2017/2018~", True, False, True, False),
        ("2018?/..", False, True, True, True),
        ("2018/", False, False, True, False),
    ],
)
def test_a_date_knows_how_sure_it_is(
    text: str, approximate: bool, uncertain: bool, interval: bool, is_open: bool
) -> None:
    date = parse_edtf(text)
    assert (date.is_approximate, date.is_uncertain) == (approximate, uncertain)
    assert (date.is_interval, date.is_open) == (interval, is_open)
