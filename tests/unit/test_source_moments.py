"""Dates and times of front matter: ISO only, in the site's zone, no guess."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from newsdesk.source.moments import MomentError, parse_day, parse_moment

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2018-10-13", "2018-10-13T00:00:00+02:00"),
        ("2018-10-13 14:30", "2018-10-13T14:30:00+02:00"),
        ("2018-10-13T14:30", "2018-10-13T14:30:00+02:00"),
        ("2018-01-13T14:30:05", "2018-01-13T14:30:05+01:00"),
        ("2018-10-13T14:30+03:00", "2018-10-13T13:30:00+02:00"),
        ("2018-10-13 14:30 +03:00", "2018-10-13T13:30:00+02:00"),
        ("2018-10-13T23:30Z", "2018-10-14T01:30:00+02:00"),
        ("2018-10-28T02:30+02:00", "2018-10-28T02:30:00+02:00"),
        ("2018-10-28T02:30+01:00", "2018-10-28T02:30:00+01:00"),
        ("2999-12-31 23:59", "2999-12-31T23:59:00+01:00"),
    ],
)
def test_a_moment_is_brought_into_the_site_s_zone(text: str, iso: str) -> None:
    moment = parse_moment(text, BERLIN)
    assert moment.isoformat() == iso
    assert moment.tzinfo is BERLIN


@pytest.mark.parametrize(
    "text",
    [
        "", "2018", "2018-10", "13.10.2018", "10/13/2018", "2018-10-13 14", "2018-10-13 14:30:5", "2018-W41-6",
        "20181013", "2018-10-13 24:00", "2018-10-13T14:30+25:00", "2018-10-13T14:30 UTC", "2018-10-13\n", " 2018-10-13",
        "２０１８-10-13", "2018-00-01", "2018-02-29", "0000-01-01", "9999-12-31", "now",
        "-2018-10-13", "2018-10-13T14:30+0300",
    ],
)  # fmt: skip
def test_what_is_no_iso_date_is_refused(text: str) -> None:
    with pytest.raises(MomentError):
        parse_moment(text, BERLIN)


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(MomentError, match="does not exist in Europe/Berlin"):
        parse_moment("2018-03-25 02:30", BERLIN)


def test_a_time_that_comes_twice_needs_its_offset() -> None:
    with pytest.raises(MomentError, match=r"2018-10-28T02:30\+02:00 or 2018-10-28T02:30\+01:00"):
        parse_moment("2018-10-28 02:30", BERLIN)


def test_a_day_that_begins_after_midnight_begins_with_its_first_moment() -> None:
    # Clocks in São Paulo went from 0:00 to 1:00 on 4 November 2018.
    moment = parse_moment("2018-11-04", ZoneInfo("America/Sao_Paulo"))
    assert moment.isoformat() == "2018-11-04T01:00:00-02:00"


def test_a_day_whose_midnight_comes_twice_begins_with_the_first() -> None:
    # Clocks in Havana went from 1:00 back to 0:00 on 4 November 2018.
    moment = parse_moment("2018-11-04", ZoneInfo("America/Havana"))
    assert moment.isoformat() == "2018-11-04T00:00:00-04:00"


def test_a_day_has_no_time() -> None:
    assert parse_day("2018-10-13") == dt.date(2018, 10, 13)
    with pytest.raises(MomentError):
        parse_day("2018-10-13 14:30")
