"""The site that the builder makes of the golden content, in a browser: what holds for patterns holds for it too."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag

from bs4 import BeautifulSoup
from playwright.sync_api import Browser

from tests.browser.checking import DESK, PHONE, violations


def _pages(folder: Path) -> list[str]:
    """The address of every page that is no redirect."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"):
            found.append("/" + path.relative_to(folder).as_posix().removesuffix("index.html"))
    return found


def test_no_page_has_a_violation(browser: Browser, built_address: str, golden_site: Path, axe: str) -> None:
    # The pages' own policy lets no script in, not even the checker's.
    context = browser.new_context(bypass_csp=True)
    tab = context.new_page()
    found: list[str] = []
    for url in _pages(golden_site):
        tab.goto(built_address + url)
        tab.add_script_tag(content=axe)
        for (width, height), scheme in ((PHONE, "light"), (DESK, "dark")):
            tab.set_viewport_size({"width": width, "height": height})
            tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            found += [f"{url} {scheme} {width}px: {violation}" for violation in violations(tab)]
            if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{url} is wider than {width}px")
    context.close()
    assert found == []


def test_pages_ask_nothing_of_other_hosts_and_complain_of_nothing(
    browser: Browser, built_address: str, golden_site: Path
) -> None:
    context = browser.new_context()
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.on("response", lambda reply: complaints.append(f"{reply.status}: {reply.url}") if reply.status >= 400 else None)
    tab.on("request", lambda asked: None if asked.url.startswith(built_address) else complaints.append(asked.url))
    for url in _pages(golden_site):
        tab.goto(built_address + url)
    context.close()
    assert complaints == []


def test_every_link_inside_the_site_leads_somewhere(golden_site: Path) -> None:
    soups = {
        f"/{path.relative_to(golden_site).as_posix()}": BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in golden_site.rglob("*.html")
    }
    lost = []
    for page, soup in soups.items():
        # The foot's links come from the settings, not from the golden content.
        for element in soup.select("head link[href], :is(.masthead, .crumbs, main) :is(a[href], img[src])"):
            address, anchor = urldefrag(unquote(str(element.get("href") or element.get("src"))))
            if address and not address.startswith("/"):
                continue
            path = address or page
            target = path + "index.html" if path.endswith("/") else path
            if not (golden_site / target.lstrip("/")).is_file():
                lost.append(f"{page}: {address}")
            elif anchor and target in soups and not soups[target].find(id=anchor):
                lost.append(f"{page}: {address}#{anchor}")
    assert lost == []
