"""Where things stand: what readers see, what waits, what is in draft, for people and for machines."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from zoneinfo import ZoneInfo

from newsdesk.source.tree import read_tree
from newsdesk.status import Status, status

from tests.sites import TOPIC, article

OSLO = ZoneInfo("Europe/Oslo")
NOON = dt.datetime(2030, 6, 1, 12, tzinfo=OSLO)
GUESS = "She [agreed](said:ada-novak?)."
FILES = {
    **TOPIC,
    "articles/2030/out.md": article("Out"),
    "articles/2030/later.md": article("Later", date="2030-06-01T12:30"),
    "articles/2030/much-later.md": article("Much later", date="2030-07-01"),
    "articles/2030/guess.md": article("Guess", status="draft", body=GUESS).replace(
        "status:", "timeline:\n  - {date: 2030-04, title: A vote, proposed: true}\nstatus:"
    ),
    "experts/ada-novak.md": "---\nname: Ada Novak\nstatus: published\n---\n",
    "experts/bo-dahl.md": "---\nname: Bo Dahl\nstatus: draft\n---\n",
    "editions/2030-05-31.md": "---\ntitle: May\nstatus: draft\n---\n",
}


def standing(folder: Path, clock: dt.datetime = NOON, files: dict[str, str] = FILES, **more: str) -> Status:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    digest, _ = read_tree(folder, zone=OSLO)
    return status(digest, clock, problems=2, release=more.get("release"), released=more.get("released"))


def test_each_story_stands_where_the_clock_puts_it(tmp_path: Path) -> None:
    now = standing(tmp_path)
    assert (now.published, now.topics, now.experts, now.editions) == (1, 1, 1, 0)
    assert [story.title for story in now.scheduled] == ["Later", "Much later"]
    assert now.next_due == "2030-06-01T12:30+02:00"
    assert [(story.path, story.proposals) for story in now.drafts] == [("content/articles/2030/guess.md", 2)]
    assert now.unpublished == ("content/experts/bo-dahl.md", "content/editions/2030-05-31.md")


def test_a_story_is_published_in_the_moment_it_falls_due(tmp_path: Path) -> None:
    due = dt.datetime(2030, 6, 1, 12, 30, tzinfo=OSLO)
    assert standing(tmp_path, due).published == 2


def test_the_summary_says_what_is_left_to_do(tmp_path: Path) -> None:
    said = standing(tmp_path, release="abc", released="2030-05-31T08:00:00+02:00").summary
    assert "drafts     1, with 2 open proposals" in said
    assert "content/articles/2030/guess.md  (2 open proposals)" in said
    assert "content/experts/bo-dahl.md" in said
    assert "faults     2; ./desk check names them" in said
    assert "live       release abc, published 2030-05-31T08:00:00+02:00" in said


def test_long_lists_are_cut_and_say_so(tmp_path: Path) -> None:
    many = {f"articles/2031/n{n}.md": article(f"N{n}", date="2031-01-01") for n in range(7)}
    assert "… and 2 more" in standing(tmp_path, files={**TOPIC, **many}).summary


def test_the_json_holds_all_of_it(tmp_path: Path) -> None:
    record = json.loads(standing(tmp_path).as_json())
    assert record["scheduled"][0] == {
        "path": "content/articles/2030/later.md",
        "title": "Later",
        "date": "2030-06-01",
        "proposals": 0,
    }
    assert record["release"] is None
    assert record["clock"] == "2030-06-01T12:00:00+02:00"
