"""The strip of bars and the small lines of activity: what they count, how wide they grow, what they say in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk.model.cards import event_moment
from newsdesk.model.edtf import parse_edtf
from newsdesk.timelines.density import BAR, HEIGHT, MOST_BARS, sparkline, strip
from newsdesk.timelines.timeline import Dated, periods
from newsdesk.timelines.views import Entry, Strip


def dated(*dates: str, milestones: tuple[str, ...] = ()) -> tuple[Dated, ...]:
    found = sorted((parse_edtf(date) for date in dates), key=lambda date: date.sort_key)
    return tuple(
        (date, Entry(f"e{n}", event_moment(date), date.precision, "T", milestone=date.text in milestones))
        for n, date in enumerate(found)
    )


def strip_of(*dates: str, milestones: tuple[str, ...] = ()) -> Strip | None:
    entries = dated(*dates, milestones=milestones)
    return strip(entries, periods(entries))


def test_bars_are_months_with_their_entries_and_milestones() -> None:
    found = strip_of("2031-01-05", "2031-01-09", "2031-03-02", milestones=("2031-03-02",))
    assert found is not None
    assert [(b.words, b.entries, b.milestones, b.x) for b in found.bars] == [
        ("January 2031", 2, 0, 0), ("March 2031", 1, 1, 2 * BAR),
    ]  # fmt: skip
    assert (found.width, found.unit, found.busiest, found.most) == (3 * BAR, "month", "January 2031", 2)
    assert [b.url for b in found.bars] == ["#period-2031", "#e2"]


@pytest.mark.parametrize(
    ("dates", "unit", "first", "last"),
    [
        (("2031-01", "2033-12"), "month", "January 2031", "December 2033"),
        (("2031-01", "2039-12"), "quarter", "first quarter of 2031", "fourth quarter of 2039"),
        (("2000", "2035"), "year", "2000", "2035"),
        (("1905", "2035"), "decade", "1900s", "2030s"),
        (("-0043", "2035"), "century", "from 101 BC", "2000s"),
        (("Y-12000", "2035"), "1,000 years", "from 12001 BC", "from 2000"),
    ],
)
def test_the_step_is_the_shortest_that_a_desk_can_show(
    dates: tuple[str, ...], unit: str, first: str, last: str
) -> None:
    found = strip_of(*dates)
    assert found is not None
    assert (found.unit, found.first, found.last) == (unit, first, last)


@pytest.mark.parametrize("dates", [(), ("2031",), ("2031-05-01", "2031-05-02")])
def test_where_nothing_can_be_compared_there_is_no_strip(dates: tuple[str, ...]) -> None:
    assert strip_of(*dates) is None


EDTF = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.sampled_from(["203X", "20XX", "-0043", "../2030", "2029/..", "2030-22", "2030-33~", "Y99999999", "Y-99999999"]),
)


@given(st.lists(EDTF, max_size=40))
def test_whatever_the_dates_every_entry_is_in_one_bar_of_the_strip(dates: list[str]) -> None:
    found = strip_of(*dates)
    if found is not None:
        assert sum(bar.entries for bar in found.bars) == len(dates)
        assert found.width <= MOST_BARS * BAR
        assert len({bar.x for bar in found.bars}) == len(found.bars)
        assert all(0 <= bar.x <= found.width - BAR and 0 < bar.y < bar.y + bar.height < HEIGHT for bar in found.bars)


def test_activity_is_of_two_years_and_said_in_words() -> None:
    until = dt.datetime(2031, 5, 1, tzinfo=dt.UTC)
    days = [
        dt.datetime(2031, 5, 1, tzinfo=dt.UTC),
        dt.datetime(2030, 12, 1, tzinfo=dt.UTC),
        dt.datetime(2030, 12, 2, tzinfo=dt.UTC),
    ]
    line = sparkline([*days, dt.datetime(2029, 5, 31, tzinfo=dt.UTC)], until)
    assert line is not None
    assert line.words == "3 stories in the 24 months to May 2031, most in December 2030: 2"
    assert line.path.count("L") == 23


def test_a_topic_that_rests_has_no_line() -> None:
    until = dt.datetime(2031, 5, 1, tzinfo=dt.UTC)
    assert sparkline([dt.datetime(2029, 5, 31, tzinfo=dt.UTC)], until) is None
    assert sparkline([], None) is None
