"""What lies beside a topic's page: links to it pass the check, and the verification of a site reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk.publisher.manifest import manifest_of
from newsdesk.publisher.verify import Rules, inspect
from newsdesk.source.addresses import strip_feed

from tests.built_sites import CLOCK, URL, page, write_built

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//EN
BEGIN:VEVENT
UID:a@example.org
DTSTAMP:20310510T000000Z
DTSTART;VALUE=DATE:20310510
SUMMARY:Talks
{}
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    "beside",
    ["newest/", "embed/", "commentary/", "person/ada-example/", "place/gomel/", "source/the-gull/",
     "timeline.ics", "topic.json", "timelinejs.json", "feed.xml", "feed.json"],
)  # fmt: skip
def test_what_lies_beside_a_topics_page_counts_as_that_page(beside: str) -> None:
    assert strip_feed(f"/topics/harbour/{beside}") == "/topics/harbour/"


@pytest.mark.parametrize(
    "address",
    ["/topics/harbour/", "/topics/harbour/else/", "/topics/harbour/person/", "/topics/harbour/person/a/b/",
     "/topics/harbour/person/../x/", "/topics/newest/", "/articles/newest/", "/articles/a/topic.json", "/newest/"],
)  # fmt: skip
def test_any_other_address_stays_as_it_is(address: str) -> None:
    assert strip_feed(address) == address


def faults(folder: Path, line: str) -> str:
    files = {
        "topics/ports/timeline.ics": ICS.format(line),
        "about/index.html": page("About", "/topics/ports/timeline.ics"),
    }
    write_built(
        folder, {name: text.replace("\n", "\r\n") if name.endswith("ics") else text for name, text in files.items()}
    )
    found = inspect(folder, manifest_of(folder), Rules(URL, CLOCK))
    return "\n".join(str(problem) for problem in found.problems)


def test_addresses_in_folded_lines_of_a_calendar_are_whole(tmp_path: Path) -> None:
    assert faults(tmp_path, f"URL:{URL}/topics/por\n ts/#top-line") == ""


def test_an_address_is_not_taken_for_a_local_one_where_its_line_is_folded(tmp_path: Path) -> None:
    assert faults(tmp_path, "DESCRIPTION:See https://else\n where.example/") == ""


def test_an_address_in_a_calendar_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    assert "leads nowhere" in faults(tmp_path, f"URL:{URL}/topics/pier\n s/")


@pytest.mark.parametrize("line", ["DTEND;VALUE=DATE:tomorrow", "END:VCALENDAR", "no property"])
def test_a_calendar_that_cannot_be_read_is_found(tmp_path: Path, line: str) -> None:
    assert "calendar" in faults(tmp_path, line)
