"""An edition's e-mail as a mail program shows it: 320 and 640 px wide, light and dark, checked and valid."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from newsdesk.mailing import write_email
from newsdesk.settings import load_settings
from playwright.sync_api import Browser

from tests.browser.checking import messages, violations
from tests.browser.conftest import serving
from tests.sites import ROOT, contents, golden_content, write_site

WIDTHS = (320, 640)
# A mail is shown inside another page, whose landmarks are not the mail's to set.
OF_PAGES = ("landmark", "region", "page-has")
LIMIT = 100_000  # bytes; mail services cut off what is longer


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the e-mails of an edition of the golden site, without a letter or with one, and of the sample."""
    folder = tmp_path_factory.mktemp("mails")
    for name, files in (("golden", golden_content()), ("sample", contents(ROOT / "content"))):
        settings = load_settings(
            write_site(folder / name, files, NEWSDESK_UNSUBSCRIBE="https://sandhaven.example/leave")
        )
        for edition in sorted(path for path in files if path.startswith("editions/")):
            write_email(settings, edition, folder / "out" / name)
    return folder / "out"


@pytest.fixture(scope="module")
def mails_address(mails: Path) -> Iterator[str]:
    with serving(mails) as address:
        yield address


def test_mails_have_no_violation_fit_and_ask_for_nothing(
    browser: Browser, mails: Path, mails_address: str, axe: str
) -> None:
    context = browser.new_context(java_script_enabled=True)
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    found = []
    names = [path.relative_to(mails).as_posix() for path in sorted(mails.rglob("*.html"))]
    assert len(names) >= 4
    for name in names:
        tab.goto(f"{mails_address}/{name}")
        tab.evaluate(axe)
        for width, scheme in product(WIDTHS, ("light", "dark")):
            tab.set_viewport_size({"width": width, "height": 800})
            tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found += [f"{name} {scheme} {width}px {one}" for one in violations(tab) if not one.startswith(OF_PAGES)]
            if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{name} is wider than {width}px")
    context.close()
    assert found == []
    assert sorted(set(asked)) == [f"{mails_address}/{name}" for name in names]


def test_mails_are_valid_html_and_not_cut_off(mails: Path, validator: tuple[str, ...]) -> None:
    assert messages(validator, mails) == []
    assert max(path.stat().st_size for path in mails.rglob("*.html")) <= LIMIT


def test_mails_are_dark_where_the_screen_is(browser: Browser, mails: Path, mails_address: str) -> None:
    context = browser.new_context()
    tab = context.new_page()
    name = next(mails.rglob("*.html")).relative_to(mails).as_posix()
    grounds = []
    for scheme in ("light", "dark"):
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        tab.goto(f"{mails_address}/{name}")
        grounds.append(tab.evaluate("getComputedStyle(document.querySelector('.column')).backgroundColor"))
        tab.set_viewport_size({"width": 320, "height": 800})
    context.close()
    assert grounds[0] != grounds[1]
