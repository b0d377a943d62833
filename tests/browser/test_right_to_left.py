"""A site that runs from right to left: every direction of the theme is logical, and stories keep their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .checking import DESK, PHONE, violations
from .conftest import serving
from .theme_patterns.render import write_site
from .theme_patterns.values import SITE

ARABIC = replace(SITE, lang="ar", name="موجز المضيق", tagline="المضيق والجسر والعبّارات", description="")
KINDS = ("/", "/articles/karsk-bridge-opens/", "/topics/karsk-bridge/", "/experts/vera-okonek/", "/bare/story/")
# How far an element stands from either edge of the window.
INDENT = """selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return { left: box.left, right: innerWidth - box.right, width: box.width };
}"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = write_site(tmp_path_factory.mktemp("arabic"), ARABIC)
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("url", KINDS)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_page_has_no_violation_and_fits(url: str, size: tuple[int, int], tab: Page, arabic: str, axe: str) -> None:
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.goto(arabic + url)
    assert tab.evaluate("getComputedStyle(document.documentElement).direction") == "rtl"
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    tab.add_script_tag(content=axe)
    assert violations(tab) == []


def test_the_page_is_the_mirror_of_one_that_runs_from_left_to_right(tab: Page, arabic: str, address: str) -> None:
    """The story's column and its margins stand as far from the right as they else do from the left."""
    tab.set_viewport_size({"width": DESK[0], "height": DESK[1]})
    places = []
    for start in (address, arabic):
        tab.goto(f"{start}/articles/karsk-bridge-opens/")
        places.append({name: tab.evaluate(INDENT, name) for name in (".story-head", ".story-meta", ".story-rail")})
    western, eastern = places
    for name, box in western.items():
        assert abs(box["left"] - eastern[name]["right"]) < 2, name
        assert box["left"] != box["right"]


def test_a_story_in_another_direction_keeps_its_own(tab: Page, address: str) -> None:
    tab.goto(f"{address}/bare/story/")
    assert tab.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert tab.evaluate("getComputedStyle(document.querySelector('.masthead')).direction") == "ltr"


def test_letters_that_join_are_not_torn_apart(tab: Page, arabic: str, address: str) -> None:
    spacing = "getComputedStyle(document.querySelector('h1')).letterSpacing"
    slant = "getComputedStyle(document.querySelector('.masthead-tagline')).fontStyle"
    tab.goto(f"{arabic}/")
    assert (tab.evaluate(spacing), tab.evaluate(slant)) in (("normal", "normal"), ("0px", "normal"))
    tab.goto(f"{address}/")
    assert tab.evaluate(spacing).startswith("-")
    assert tab.evaluate(slant) == "italic"
