"""What a reader does with the pages: by keyboard, without scripts, by links into them, on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.theme_patterns.pages import FULL
from tests.browser.theme_patterns.render import render

SCRIPTED = [page.url for page in FULL if "<script" in render(page).replace("<script type=", "")]
_REACHABLE = """() => [...document.querySelectorAll('a[href], summary, button, input, select, textarea')]
  .filter(element => element.checkVisibility()).length"""
_FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const all = [...document.querySelectorAll('*')];
  return {
    index: all.indexOf(element),
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    tab = context.new_page()
    yield tab
    tab.close()


@pytest.mark.parametrize(
    "url", ["/", "/articles/karsk-bridge-opens/", "/topics/karsk-bridge/", "/experts/vera-okonek/"]
)
def test_keyboard_reaches_everything_and_shows_where_it_is(url: str, tab: Page, address: str) -> None:
    tab.goto(address + url)
    reachable: int = tab.evaluate(_REACHABLE)
    reached: list[int] = []
    for _ in range(reachable):
        tab.keyboard.press("Tab")
        focus = tab.evaluate(_FOCUSED)
        assert focus, f"focus left the page after {len(reached)} of {reachable}"
        assert focus["outlined"], focus
        assert focus["seen"], focus
        reached.append(focus["index"])
    assert len(set(reached)) == reachable
    assert reached == sorted(reached), "the order of focus is that of the text"


def test_first_stop_skips_to_the_content(tab: Page, address: str) -> None:
    tab.goto(address + "/")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"


def test_text_is_the_same_with_and_without_script(browser: Browser, tab: Page, address: str) -> None:
    without = browser.new_context(java_script_enabled=False)
    bare = without.new_page()
    assert SCRIPTED
    for url in SCRIPTED:
        tab.goto(address + url)
        bare.goto(address + url)
        assert bare.locator("body").inner_text() == tab.locator("body").inner_text(), url
    without.close()


def test_inline_script_is_refused_by_the_page_itself(tab: Page, address: str) -> None:
    tab.goto(address + "/")
    tab.on("console", lambda _: None)
    tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = true'}))"
    )
    assert tab.evaluate("window.ran") is None


def test_link_to_a_quotation_marks_it(tab: Page, address: str) -> None:
    tab.goto(address + "/articles/karsk-bridge-opens/#q-okonek-1")
    marked = tab.evaluate("getComputedStyle(document.getElementById('q-okonek-1')).backgroundColor")
    other = tab.evaluate("getComputedStyle(document.getElementById('q-brandt-2')).backgroundColor")
    assert marked != other


def test_paper_shows_where_links_lead_and_no_navigation(tab: Page, address: str) -> None:
    tab.goto(address + "/articles/karsk-bridge-opens/")
    tab.emulate_media(media="print", color_scheme="dark")
    shown = tab.evaluate(
        """() => getComputedStyle(document.querySelector('.prose a[href^="https"]'), '::after').content"""
    )
    assert "https://gazette.example/accounts" in str(tab.locator(".prose a[href^='https']").first.get_attribute("href"))
    assert "(" in shown
    assert not tab.locator(".masthead-nav").is_visible()
    assert not tab.locator(".crumbs").is_visible()
    assert tab.locator(".colophon-address").inner_text() == "https://digest.example/articles/karsk-bridge-opens/"
    assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


def test_persian_story_runs_from_right_to_left(tab: Page, address: str) -> None:
    tab.goto(address + "/bare/story/")
    assert tab.evaluate("getComputedStyle(document.querySelector('.prose')).direction") == "rtl"
    assert tab.evaluate("getComputedStyle(document.querySelector('.masthead')).direction") == "ltr"
