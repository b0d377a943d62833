"""Every page of three sites, each visited once: light and dark, on a phone, on a desk, in between, at twice the size.

The patterns hold every page kind, full and bare; the golden site is what the builder makes of fictional content; the
sample is the digest that comes with the project, with its search. The bar is nothing at all: no violation of WCAG 2.2 A
and AA or of the checker's best practices, no message of the validator, nothing wider than the window, no word in the
console, nothing asked of another host, nothing that moves once it was painted.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.checking import messages
from tests.browser.conftest import serving
from tests.browser.theme_patterns.pages import ALL
from tests.browser.theme_patterns.render import TEMPLATES
from tests.browser.visiting import pages_of, visiting

SITES = ("pattern_site", "golden_site", "sample_site")
NO_PAGE_KIND = {"base.html", "reference.html", "email.html"}  # frames of others, and what is read in mail programs


# Of the sample, which is large: a page of each kind, the search and the page that is not there.
SAMPLED = (
    "/",
    "/404.html",
    "/search/",
    "/about/",
    "/archive/2021/11/",
    "/articles/mogilev-meeting/",
    "/corrections/list/",
    "/editions/2021-11-06/",
    "/experts/andrey-suzdaltsev/",
    "/topics/belarus-and-russia/",
    "/topics/belarus-and-russia/commentary/",
)


@pytest.fixture(params=SITES)
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_the_patterns_hold_every_page_kind() -> None:
    kinds = {path.name for path in TEMPLATES.glob("*.html")} - NO_PAGE_KIND
    assert {page.template for page in ALL} == kinds


def test_no_page_has_a_fault(browser: Browser, site: Path, sample_site: Path, axe: str) -> None:
    with serving(site) as address, visiting(browser, address, axe) as visits:
        urls = SAMPLED if site == sample_site else pages_of(site)
        assert [fault for url in urls for fault in visits.faults(url)] == []


def test_every_page_is_valid_html(site: Path, validator: tuple[str, ...]) -> None:
    assert messages(validator, site) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_page_has_no_violation(scheme: str, browser: Browser, address: str, axe: str) -> None:
    with visiting(browser, address, axe) as visits:
        visits.tab.emulate_media(color_scheme=scheme, contrast="more")  # type: ignore[arg-type]
        assert visits.faults("/articles/karsk-bridge-opens/") == []
