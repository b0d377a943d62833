"""A topic of a thousand entries in a browser: how heavy it is, and whether everybody reaches all of it.

A fictional road to fictional islands, told by a few hundred stories, with people, places and sources to narrow it by.
"""

from __future__ import annotations

import datetime as dt
import gzip
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from newsdesk.builder.build import build
from playwright.sync_api import Browser, Page

from tests.browser.checking import DESK, PHONE, messages, violations
from tests.browser.conftest import serving
from tests.sites import write_site

ROADS = "topics/roads"
# The other kinds of timeline are made of the same blocks and are checked, shorter, on the golden site.
CHECKED = ("", "source/the-gull/", "embed/")
WORDS = [
    "harbour", "bridge", "council", "vote", "ferry", "toll", "pier", "storm", "inquiry", "budget", "tender", "engineer",
    "strike", "minister", "opening", "crack", "repair", "ship", "crane", "dredging", "permit", "court", "appeal",
    "island", "strait", "channel", "lighthouse", "pilot", "tariff", "subsidy",
]  # fmt: skip
PEOPLE, PLACES = ("Ada Novak", "Bo Lindqvist", "Cleo Marsh"), ("Sandhaven", "Vesterholm", "Karsk")
SOURCES = ("Sandhaven Courier", "The Gull", "Strait Gazette")
STORIES = 334  # each tells of two events and is an entry itself


def _story(number: int, chance: random.Random) -> tuple[str, str]:
    day = dt.date(2016, 1, 1) + dt.timedelta(days=number * 10)
    lines = [
        "---", f"title: {_words(chance)}", f"date: {day}", "topics: [roads]", f"summary: {_words(chance)}.",
        "source:", f"  name: {chance.choice(SOURCES)}", f"  url: https://courier.example/{number}", "timeline:",
    ]  # fmt: skip
    for _ in range(2):
        past = day - dt.timedelta(days=chance.randint(1, 500))
        dates = [past.isoformat()] * 4 + [f"{past:%Y-%m}", f"{past:%Y-%m}~", f"../{past:%Y}"]
        lines += [f"  - date: {chance.choice(dates)}", f"    title: {_words(chance)}"]
        lines += ["    level: milestone"] * (chance.random() < 0.05)
        lines += [f"    text: {_words(chance)} {_words(chance).lower()}."]
        lines += [f"    place: {chance.choice(PLACES)}", f"    people: [{chance.choice(PEOPLE)}]"]
    lines += ["status: published", "---", "", "What happened.", ""]
    return f"articles/{day.year}/s-{number}.md", "\n".join(lines)


def _words(chance: random.Random) -> str:
    return " ".join(chance.sample(WORDS, chance.randint(4, 8))).capitalize()


@pytest.fixture(scope="module")
def roads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chance = random.Random(5)
    files: dict[str, str | bytes] = {"topics/roads.md": "---\nname: The road\nsummary: To the islands.\n---\n"}
    files.update(_story(number, chance) for number in range(STORIES))
    return build(write_site(tmp_path_factory.mktemp("roads"), files)).output


@pytest.fixture(scope="module")
def roads_address(roads: Path) -> Iterator[str]:
    with serving(roads) as address:
        yield f"{address}/{ROADS}/"


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", ["", "newest/"])
def test_a_thousand_entries_are_eighty_kilobytes_on_the_way(roads: Path, kind: str) -> None:
    html = (roads / ROADS / kind / "index.html").read_bytes()
    assert html.count(b'class="entry"') > 900
    assert len(gzip.compress(html, 6)) <= 80 * 1024


def test_every_entry_is_reached_by_heading_and_by_keyboard(tab: Page, roads_address: str) -> None:
    tab.goto(roads_address)
    entries = tab.locator(".entry").count()
    assert tab.locator("section.period .entry > h4").count() == entries
    assert tab.locator(".entry > .entry-when > a[href^='#']").count() == entries
    levels = tab.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_text_is_the_same_without_scripts(browser: Browser, roads_address: str) -> None:
    texts = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(roads_address)
        texts.append(page.locator("main").text_content())
        context.close()
    assert texts[0] == texts[1]


def test_all_of_it_is_printed(tab: Page, roads_address: str) -> None:
    tab.goto(roads_address)
    tab.emulate_media(media="print")
    tab.evaluate("() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    unseen = (
        "[...document.querySelectorAll('.entry-title')].filter(e => !e.checkVisibility({contentVisibilityAuto: true}))"
    )
    assert tab.evaluate(f"{unseen}.length") == 0
    assert tab.locator(".density svg").is_visible()


@pytest.mark.parametrize("kind", CHECKED)
def test_no_kind_of_timeline_has_a_violation(tab: Page, roads_address: str, axe: str, kind: str) -> None:
    tab.goto(roads_address + kind)
    tab.add_script_tag(content=axe)
    for (width, height), scheme in ((PHONE, "dark"), (DESK, "light")):
        tab.set_viewport_size({"width": width, "height": height})
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert violations(tab) == [], f"{scheme} {width}px"
        assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_every_kind_of_timeline_is_valid_html(roads: Path, validator: tuple[str, ...]) -> None:
    assert messages(validator, roads / "topics") == []


def test_a_bar_is_a_link_that_the_keyboard_follows(tab: Page, roads_address: str) -> None:
    tab.goto(roads_address)
    bar = tab.locator(".density-bar").nth(4)
    bar.focus()
    tab.keyboard.press("Enter")
    address = bar.get_attribute("href")
    assert address is not None
    tab.wait_for_url(f"**{address}")
    assert tab.evaluate("document.querySelector(location.hash).getBoundingClientRect().top") < DESK[1]
    assert "entries" in (bar.get_attribute("aria-label") or "")


def test_a_bar_is_as_wide_as_a_finger_on_a_phone(tab: Page, roads_address: str) -> None:
    tab.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    tab.goto(roads_address)
    widths = tab.evaluate("[...document.querySelectorAll('.density-reach')].map(r => r.getBoundingClientRect().width)")
    assert min(widths) >= 24


@pytest.mark.parametrize("part", [".entry:not([data-story])", ".entry:not([data-story]) .entry-reports > li"])
def test_an_entry_and_each_account_of_it_is_marked_when_it_is_linked_to(
    tab: Page, roads_address: str, part: str
) -> None:
    tab.goto(roads_address)
    name = tab.locator(part).nth(20).get_attribute("id")
    tab.goto(f"{roads_address}#{name}")
    marked = "[...document.querySelectorAll('.entry')].filter(e => getComputedStyle(e).backgroundImage != 'none')"
    assert tab.evaluate(f"{marked}.length") == 1
    assert tab.evaluate(f"{marked}[0].matches(':is(:target, :has(:target))')")


def test_a_frame_is_ten_kilobytes_without_scripts_and_leads_out_of_itself(
    roads: Path, tab: Page, roads_address: str
) -> None:
    html = (roads / ROADS / "embed" / "index.html").read_bytes()
    assert len(html) <= 10 * 1024
    assert b"<script" not in html
    tab.goto(roads_address + "embed/")
    assert tab.locator("a:not([target=_top])").count() == 0
    assert 1 <= tab.locator("li").count() <= 12


def test_more_than_the_latest_five_are_marked_when_they_are_new(tab: Page, roads_address: str) -> None:
    tab.goto(roads_address)
    days = tab.locator(".additions-when time").evaluate_all("times => times.map(time => time.dateTime)")
    assert len(days) == 30
    assert tab.locator(".additions-earlier").get_attribute("open") is None
    tab.evaluate("day => localStorage.setItem(localStorage.key(0), ` ${day}`)", days[20])
    tab.reload()
    new = len([day for day in days if day >= days[20]])
    assert tab.locator(".additions [data-new]").count() == new
    assert tab.locator(".additions [data-new]").last.is_visible()
    assert tab.locator(".additions-since").inner_text() == f"Added since your last visit: {new}"


def test_what_came_since_the_last_visit_is_marked(tab: Page, roads_address: str) -> None:
    tab.goto(roads_address)
    assert tab.locator(".additions-since").is_hidden()
    assert tab.locator(".additions [data-new]").count() == 0
    days = tab.locator(".additions-when time").evaluate_all("times => times.map(time => time.dateTime)")
    tab.evaluate("day => localStorage.setItem(localStorage.key(0), ` ${day}`)", days[0])
    tab.reload()
    assert tab.locator(".additions [data-new]").count() == days.count(days[0])
    assert tab.locator(".additions-since").inner_text().startswith("Added since your last visit: ")
    tab.reload()
    assert tab.locator(".additions [data-new]").count() == days.count(days[0])
