"""An expert who is quoted more often than a page holds, as the builder makes the site: checked, valid, linked up."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup, Tag
from newsdesk.builder.build import build
from playwright.sync_api import Browser

from tests.browser.checking import PHONE, messages
from tests.browser.conftest import serving
from tests.browser.visiting import visiting
from tests.sites import write_site

URL = "https://sandhaven.example"
EXPERT = "/experts/ada-novak/"
NEW_KINDS = (
    EXPERT,
    f"{EXPERT}by-topic/",
    f"{EXPERT}2030/",
    f"{EXPERT}2030/2/",
    "/topics/roads/commentary/",
    "/topics/roads/commentary/by-date/",
    "/topics/ships/commentary/",
    "/topics/roads/experts/",
    "/experts/",
)
# Of pages alike one is looked at.
LOOKED_AT = (EXPERT, f"{EXPERT}by-topic/", f"{EXPERT}2030/2/", "/topics/roads/commentary/", "/topics/roads/experts/")
STORIES, EACH = 26, 9
STORY = """---
title: Report {number} on <the> "quay" & its roads
date: 2030-{month:02}-{day:02}
topic: {topic}
summary: A report.
status: published
{more}---

{body}
"""
CORRECTION = "corrections:\n  - {date: 2030-12-24, text: The year was wrong.}\n"


def _story(number: int) -> str:
    quoted = [
        f"> In report {number} I say thing {one}: <b>mend</b> the road & the quay.\n>\n"
        f"> — [Ada Novak](expert:ada-novak), city engineer, on page {one}"
        for one in range(EACH)
    ]
    quoted.append(f"> I disagree for the {number}th time.\n>\n> — Olof Plain, a neighbour")
    topic = "ships" if number % 5 == 0 else "roads"
    more = CORRECTION if number % 4 == 0 else ""
    month, day = number // 3 + 1, number % 3 + 1
    return STORY.format(
        number=number, month=month, day=day, topic=topic, more=more, body="\n\nAnd then:\n\n".join(quoted)
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site."""
    files = {f"articles/2030/report-{number}.md": _story(number) for number in range(STORIES)}
    files |= {
        "topics/roads.md": "---\nname: Roads\nsummary: Roads of Sandhaven.\n---\n",
        "topics/ships.md": "---\nname: Ships\nsummary: Ships of Sandhaven.\n---\n",
        "experts/ada-novak.md": "---\nname: Ada Novak\naliases: [Ada Nowak]\nstatus: published\n---\n",
    }
    return build(write_site(tmp_path_factory.mktemp("prolific"), files)).output


def _soup(site: Path, url: str) -> BeautifulSoup:
    return BeautifulSoup((site / url.lstrip("/") / "index.html").read_text("utf-8"), "html.parser")


def _quotations(soup: BeautifulSoup) -> list[Tag]:
    return soup.select("main figure.quotation")


def _sentence(quotation: Tag) -> str:
    (url,) = [str(a["href"]) for a in quotation.select(".meta a[href*='#q']")]
    return url


def test_no_page_has_a_fault(browser: Browser, site: Path, axe: str) -> None:
    with serving(site) as address, visiting(browser, address, axe) as visits:
        assert [fault for url in LOOKED_AT for fault in visits.faults(url, windows=[PHONE])] == []


def test_every_page_is_valid_html(site: Path, validator: tuple[str, ...]) -> None:
    assert messages(validator, site) == []


def test_every_quotation_stands_once_over_the_years_leads_to_its_sentence_and_back(site: Path) -> None:
    years = [_soup(site, f"{EXPERT}2030/"), _soup(site, f"{EXPERT}2030/2/")]
    told = [_sentence(quotation) for soup in years for quotation in _quotations(soup)]
    assert len(told) == len(set(told)) == STORIES * EACH
    stories: dict[str, BeautifulSoup] = {}
    for url in told:
        address, anchor = urldefrag(url)
        story = stories.setdefault(address, _soup(site, address))
        assert story.find(id=anchor), url
    for story in stories.values():
        assert story.select(f'main .person a[href="{EXPERT}"], main .story-rail a[href="{EXPERT}"]')


def test_every_quotation_can_be_cited_and_those_of_corrected_stories_say_so(site: Path) -> None:
    for url in NEW_KINDS[:-2]:
        quotations = _quotations(_soup(site, url))
        assert quotations
        for quotation in quotations:
            cite = quotation.select_one(".quotation-cite p")
            assert cite
            words = cite.get_text()
            assert f"The Sandhaven Digest, {URL}{_sentence(quotation)}" in words
            assert "quoted in “Report " in words
            number = int(_sentence(quotation).split("report-")[1].split("/")[0])
            marked = [str(a["href"]) for a in quotation.select(".quotation-corrected a")]
            assert marked == ([f"/articles/report-{number}/#corrections"] if number % 4 == 0 else [])
            if marked:
                assert _soup(site, f"/articles/report-{number}/").find(id="corrections")


def test_the_main_page_leads_to_years_topics_and_feeds_and_says_how_often(site: Path) -> None:
    soup = _soup(site, EXPERT)
    links = [str(a["href"]) for a in soup.select("main a")]
    for url in (f"{EXPERT}2030/", f"{EXPERT}2030/2/", f"{EXPERT}by-topic/#on-roads", f"{EXPERT}feed.xml"):
        assert url in links
    words = soup.select_one("#frequency-words")
    assert words
    assert words.get_text().startswith("234 quotations from January 2030 to September 2030; most in ")
    assert soup.select(".frequency svg[role=img] title")
    assert not soup.select("main [style]")
    assert "Also written Ada Nowak" in soup.get_text()
