"""Every page kind, in light and dark, on a phone and on a desk, before an accessibility checker.

The rules are those of WCAG 2.2 A and AA and the checker's best practices; the bar is no violation at all.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checking import DESK, PHONE, violations
from tests.browser.theme_patterns.pages import BARE, FULL

EVERY_KIND = [page.url for page in FULL] + ["/blocks/", "/bare/", "/bare/story/", "/bare/expert/"]
OTHER_BARE = [page.url for page in BARE if page.url not in EVERY_KIND]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    # The pages' own policy lets no script in, not even the checker's; it is set aside here and tested elsewhere.
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("url", EVERY_KIND)
def test_page_has_no_violation_in_either_scheme_at_any_width(url: str, tab: Page, address: str, axe: str) -> None:
    tab.goto(address + url)
    tab.add_script_tag(content=axe)
    for width, height in (PHONE, DESK):
        tab.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            tab.emulate_media(color_scheme=scheme)
            assert violations(tab) == [], f"{url} {scheme} {width}px"


@pytest.mark.parametrize("url", OTHER_BARE)
def test_page_without_content_has_no_violation(url: str, tab: Page, address: str, axe: str) -> None:
    tab.emulate_media(color_scheme="light")
    tab.goto(address + url)
    tab.add_script_tag(content=axe)
    assert violations(tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_page_has_no_violation(scheme: str, tab: Page, address: str, axe: str) -> None:
    tab.emulate_media(color_scheme=scheme, contrast="more")  # type: ignore[arg-type]  # the library's own literals
    tab.goto(address + "/articles/karsk-bridge-opens/")
    tab.add_script_tag(content=axe)
    assert violations(tab) == []
    tab.emulate_media(contrast="null")
