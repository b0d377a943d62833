"""Preview in a real browser: the page follows the files, and its own policy still forbids every other script."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from newsdesk.model.problems import ContentError, Place, Problem
from newsdesk.preview.serve import serve
from playwright.sync_api import Browser, Page, expect

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'"
FAULT = "content/articles/2018/harbour.md:3:1: error: no title"


@dataclass(frozen=True)
class Made:
    summary: str = "1 page"
    touched: int = 1
    warnings: tuple[Problem, ...] = ()


class Site:
    """One page made from one file; "broken" cannot be built."""

    def __init__(self, root: Path) -> None:
        self.source, self.output, self.url = root / "content" / "page.md", root / "output", ""
        self.source.parent.mkdir()
        self.output.mkdir()
        (self.output / "other.js").write_text('document.title = "another script ran"')
        self.write("first")

    def write(self, text: str) -> None:
        self.source.write_text(text)

    def build(self, saved: frozenset[Path]) -> Made:
        text = self.source.read_text()
        if text == "broken":
            raise ContentError([Problem(Place("content/articles/2018/harbour.md", 3, 1), "no title")])
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        scripts = '<script>document.title = "an inline script ran"</script><script src="/other.js"></script>'
        quiet = f'<head><meta charset="utf-8"><title>Quiet</title></head><body><h1>{text}</h1>{"<p>Line</p>" * 200}'
        (self.output / "quiet.html").write_text(f"<!doctype html><html lang=en>{quiet}</body></html>")
        head = f'<head><meta charset="utf-8">{policy}<title>Page</title>{scripts}</head>'
        story = self.output / "articles" / "harbour"
        story.mkdir(parents=True, exist_ok=True)
        body = f"<body><h1>{text}</h1></body>"
        (self.output / "index.html").write_text(f"<!doctype html><html>{head}{body}</html>")
        proposal = '<main><p>He <span class="said" data-proposed="true">may come</span>.</p></main>'
        (story / "index.html").write_text(f"<!doctype html><html>{head}<body><h1>{text}</h1>{proposal}</body></html>")
        return Made(warnings=(Problem(Place("content/articles/2018/harbour.md", 5), "no alt text", level="warning"),))


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site, stop, built = Site(tmp_path), threading.Event(), threading.Event()

    def hear(text: str) -> None:
        site.url = text.split()[2] if text.startswith("preview at") else site.url
        if text.startswith("built"):
            built.set()

    options = {"port": 0, "watch": [site.source.parent], "out": hear, "stop": stop}
    thread = threading.Thread(target=serve, args=(site.build, site.output), kwargs=options)
    thread.start()
    assert built.wait(20)
    yield site
    stop.set()
    thread.join(20)


@pytest.fixture
def page(site: Site, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(site.url)
    expect(page.get_by_role("heading")).to_have_text("first")
    yield page
    page.close()


def test_an_open_page_shows_what_was_saved(site: Site, page: Page) -> None:
    site.write("second")
    expect(page.get_by_role("heading")).to_have_text("second")


def test_a_page_that_runs_nothing_is_renewed_where_it_stands(site: Site, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site.url}quiet.html")
    page.evaluate("window.here = true; scrollTo(0, 900)")
    for text in ("second", "third"):
        site.write(text)
        expect(page.get_by_role("heading")).to_have_text(text)
    assert page.evaluate("[window.here, scrollY]") == [True, 900]
    site.write("broken")
    expect(page.get_by_role("alert")).to_contain_text(FAULT)
    site.write("mended")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("heading")).to_have_text("mended")
    page.close()


def test_a_fault_is_written_above_the_last_good_page_until_it_is_mended(site: Site, page: Page) -> None:
    site.write("broken")
    expect(page.get_by_role("alert")).to_contain_text(FAULT)
    expect(page.get_by_role("heading")).to_have_text("first")
    site.write("mended")
    expect(page.get_by_role("heading")).to_have_text("mended")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_no_other_script_runs_in_preview(page: Page) -> None:
    assert page.title() == "Page"


def test_a_page_opened_on_a_fault_shows_it(site: Site, page: Page, browser: Browser) -> None:
    site.write("broken")
    expect(page.get_by_role("alert")).to_be_visible()
    second = browser.new_page()
    second.goto(site.url)
    expect(second.get_by_role("alert")).to_contain_text(FAULT)
    second.close()


def test_a_page_lists_beside_it_what_to_look_at(site: Site, page: Page, browser: Browser) -> None:
    story = browser.new_page()
    story.goto(f"{site.url}articles/harbour/")
    panel = story.get_by_role("complementary", name="To look at on this page")
    expect(panel).to_contain_text("To look at: 2")
    panel.locator("summary").evaluate("summary => { summary.parentElement.open = true }")
    expect(panel).to_contain_text("content/articles/2018/harbour.md:5:1: warning: no alt text")
    panel.get_by_role("button", name="Words of a person: may come").click()
    assert story.evaluate("document.activeElement.className") == "said"
    story.close()
    # Another page has nothing of its own to look at.
    expect(page.get_by_role("complementary")).to_have_count(0)
