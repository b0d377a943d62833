"""The search page of the sample digest, with Pagefind's own index: typing, keyboard, narrowing, links, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import serving

HEADLINE = "Putin and Lukashenko meet in Mogilev and say little of results"
STORIES = 13


@pytest.fixture(scope="module")
def sample_address(sample_site: Path) -> Iterator[str]:
    with serving(sample_site) as address:
        yield address


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 640, "height": 800})
    yield context.new_page()
    context.close()


def results(tab: Page) -> list[str]:
    return tab.locator("#results .card-headline").all_inner_texts()


def test_words_are_found_while_they_are_typed(tab: Page, sample_address: str) -> None:
    tab.goto(f"{sample_address}/search/")
    tab.get_by_label("Search the stories").press_sequentially("mogilev", delay=30)
    expect(tab).to_have_url(re.compile(r"\?q=mogilev$"))
    expect(tab.get_by_role("link", name=HEADLINE)).to_be_visible()
    expect(tab.get_by_role("status")).to_have_text(re.compile(r"Found: \d+"))
    expect(tab.locator("#results mark").first).to_have_text(re.compile("^mogilev", re.IGNORECASE))
    tab.get_by_label("Search the stories").fill("zzxqj")
    expect(tab.get_by_role("status")).to_have_text("Nothing was found.")
    assert results(tab) == []


def test_a_search_is_made_and_followed_by_the_keyboard_alone(tab: Page, sample_address: str) -> None:
    tab.goto(f"{sample_address}/search/")
    field = tab.get_by_label("Search the stories")
    for _ in range(20):
        tab.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            break
    tab.keyboard.type("mogilev")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("status")).to_have_text(re.compile("Found"))
    for stop in ("Search", "Narrow by"):
        tab.keyboard.press("Tab")
        assert tab.evaluate("document.activeElement.textContent") == stop
    tab.keyboard.press("Tab")
    first = tab.locator("#results a").first
    assert first.evaluate("link => link === document.activeElement")
    address = first.get_attribute("href")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**{address}")
    assert tab.locator("h1").is_visible()


def test_stories_are_narrowed_by_what_they_are_about(tab: Page, sample_address: str) -> None:
    tab.goto(f"{sample_address}/search/")
    tab.get_by_text("Narrow by").click()
    tab.get_by_label("Topic", exact=True).select_option("The 2020 election in Belarus")
    expect(tab.get_by_role("status")).to_have_text("Found: 2")
    tab.get_by_label("Year").select_option("2018")
    expect(tab.get_by_role("status")).to_have_text("Nothing was found.")
    tab.get_by_label("Topic", exact=True).select_option("")
    expect(tab.get_by_role("status")).to_have_text(re.compile("Found: [^2]"))
    assert tab.locator("select").filter(visible=True).count() == 3  # nobody is asked to choose among one
    assert "year=2018" in tab.url


def test_a_search_can_be_linked_to_with_what_narrows_it(tab: Page, sample_address: str) -> None:
    tab.goto(f"{sample_address}/search/?q=Moscow&year=2021")
    expect(tab.get_by_role("status")).to_have_text(re.compile("Found"))
    assert tab.get_by_label("Search the stories").input_value() == "Moscow"
    assert tab.get_by_label("Year").is_visible()
    assert tab.get_by_label("Year").input_value() == "2021"


def test_all_stories_of_an_answer_are_reached(tab: Page, sample_address: str) -> None:
    tab.goto(f"{sample_address}/search/?q=Belarus")
    more = tab.get_by_role("button", name="More")
    expect(more).to_be_visible()
    before = len(results(tab))
    more.click()
    expect(tab.locator("#results a").nth(before)).to_be_focused()
    assert len(results(tab)) == STORIES
    expect(more).to_be_hidden()


def test_the_box_of_other_pages_leads_to_the_answer(tab: Page, sample_address: str) -> None:
    tab.goto(f"{sample_address}/404.html")
    tab.get_by_role("searchbox").fill("mogilev")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search/?q=mogilev")
    expect(tab.get_by_role("status")).to_have_text(re.compile("Found"))


def test_readers_without_scripts_find_every_story_by_links(browser: Browser, sample_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{sample_address}/search/")
    # With scripts switched off this way Chromium reads <noscript> as if they were on: its words are not shown.
    assert "Searching needs a script" in str(tab.locator("main noscript").text_content())
    assert tab.get_by_role("searchbox").count() == 0
    months = [link.get_attribute("href") for link in tab.locator('main a[href^="/archive/"]').all()]
    found: set[str] = set()
    for month in months:
        tab.goto(f"{sample_address}{month}")
        found |= {str(link.get_attribute("href")) for link in tab.locator(".card-headline a").all()}
    context.close()
    assert len(found) == STORIES


def test_a_search_that_cannot_be_loaded_says_so(tab: Page, sample_address: str) -> None:
    tab.route("**/pagefind/**", lambda route: route.abort())
    tab.goto(f"{sample_address}/search/")
    expect(tab.get_by_role("status")).to_have_text("The search could not be loaded.")
    assert tab.get_by_role("heading", name="By month").is_visible()
