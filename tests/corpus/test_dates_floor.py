"""Floors of the reading of dates on public gold data. They only rise.

Needs NEWSDESK_CORPORA, a folder with `timeline/krauts.jsonl` (95 German newspaper articles with every date marked,
KRAUTS) and `timeline/semeval15t4.jsonl` (60 English Wikinews articles with dated events, SemEval-2015 Task 4), a JSON
object a line: id, dct, text, timexes [{start, end, type, value}], sentences [{id, start, end}], events
[{sent, date, word}].
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from newsdesk.language.dates import find_dates
from newsdesk.language.events import find_events

pytestmark = pytest.mark.corpus

GERMAN_F1 = 0.83
EVENT_ANCHORS = 0.70
EARLIER_EVENTS = 0.54
PROPOSALS = 5

_GRAINS = (
    ("day", r"\d{4}-\d\d-\d\d"), ("week", r"\d{4}-W\d\d"), ("part", r"\d{4}-(?:Q\d|H\d|SP|SU|FA|WI)"),
    ("month", r"\d{4}-\d\d\Z"), ("year", r"\d{4}\Z"),
)  # fmt: skip


@pytest.fixture(scope="module")
def corpora() -> Path:
    folder = os.environ.get("NEWSDESK_CORPORA")
    if not folder:
        pytest.skip("NEWSDESK_CORPORA names no folder of gold data")
    return Path(folder) / "timeline"


def read(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def grain(value: str | None) -> tuple[str, str] | None:
    """The grain of a TIMEX3 value and the value cut to it; None if it is no stretch of the calendar."""
    for name, pattern in _GRAINS:
        if match := re.match(pattern, value or ""):
            return name, match[0]
    return None


def agrees(gold: str, given: str) -> bool:
    """Whether the date given, cut to the gold's grain, is the gold's."""
    one, two = grain(gold), grain(given)
    if not one or not two or one[0] == two[0]:
        return bool(one) and one == two
    if two[0] == "day" and one[0] == "week":
        iso = date.fromisoformat(two[1]).isocalendar()
        return one[1] == f"{iso.year}-W{iso.week:02}"
    return one[0] in ("month", "year") and two[0] in ("day", "month", "part") and two[1].startswith(one[1])


def overlap(one: dict[str, Any], start: int, end: int) -> bool:
    return bool(min(one["end"], end) > max(one["start"], start))


def test_german_dates_reach_the_floor(corpora: Path) -> None:
    right = asked = given = 0
    for article in read(corpora / "krauts.jsonl"):
        dated = [one for one in article["timexes"] if one["type"] in ("DATE", "TIME")]
        gold = [one for one in dated if grain(one["value"])]
        found = [
            one
            for one in find_dates(article["text"], "de", date.fromisoformat(article["dct"][:10]))
            if grain(one.timex)
        ]
        asked += len(gold)
        for one in found:
            match = next((other for other in gold if overlap(other, one.start, one.end)), None)
            if match is None and any(overlap(other, one.start, one.end) for other in dated):
                continue
            given += 1
            right += match is not None and agrees(match["value"], one.timex or "")
    assert 2 * right / (asked + given) >= GERMAN_F1


def test_events_are_anchored_at_their_date(corpora: Path) -> None:
    right = asked = recalled = earlier = proposed = articles = 0
    for article in read(corpora / "semeval15t4.jsonl"):
        published = date.fromisoformat(article["dct"][:10])
        found = find_dates(article["text"], "en", published)
        articles += 1
        for sentence in article["sentences"]:
            here = [one for one in found if sentence["start"] <= one.start < sentence["end"] and sentence["id"] != 1]
            here = [one for one in here if grain(one.timex)]
            proposed += len({one.timex for one in here if one.timex != published.isoformat()})
            golds = {event["date"].replace("-XX", "") for event in article["events"] if event["sent"] == sentence["id"]}
            for gold in golds:
                if not grain(gold):
                    continue
                hit = any(agrees(gold, one.timex or "") for one in here)
                near = published - timedelta(1) <= _first_day(gold, published) <= published + timedelta(1)
                asked += 1
                right += hit or (not here and agrees(gold, published.isoformat()))
                earlier += not near
                recalled += hit and not near
    assert right / asked >= EVENT_ANCHORS
    assert recalled / earlier >= EARLIER_EVENTS
    assert proposed / articles <= PROPOSALS


def _first_day(gold: str, published: date) -> date:
    if published.isoformat().startswith(gold):
        return published
    return date.fromisoformat(gold if len(gold) == 10 else f"{gold}-01-01"[:10])


def test_an_article_never_has_more_proposals_than_an_editor_wants(corpora: Path) -> None:
    for article in read(corpora / "semeval15t4.jsonl"):
        published = date.fromisoformat(article["dct"][:10])
        dates = find_dates(article["text"], "en", published)
        assert len(find_events(article["text"], "en", published, dates)) <= PROPOSALS
