"""One visit to a page: all that is wrong with it there, as lines to read.

A page is loaded once, under its own policy, as a reader's browser would load it; then it is looked at in every window
and in both schemes. So a test that holds a page to many bars pays for one visit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, Request, Response

from tests.browser.checking import DESK, PHONE, violations

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CHECKED = (PHONE, DESK)  # windows in which the accessibility checker looks
BETWEEN = ((768, 800), (2560, 1000))  # windows in which nothing may be wider than they are
LARGE_TEXT = (640, 800)  # a window of twice a phone's width, for text of twice its size
_TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) return ['the page itself'];
  return [...document.querySelectorAll('body *')].filter(element => {
    const box = element.getBoundingClientRect();
    const scrolled = element.closest('.prose table, .prose pre, .unseen, .skip-link, .density-scroll, .frequency');
    return box.width && !scrolled && (box.right > wide + 1 || box.left < -1);
  }).map(element => element.outerHTML.slice(0, 120));
}"""
_SHIFTED = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(0), 30);
})"""


class Visits:
    """A browser's visits to a site: complaints and requests are listened for, what is found is listed by page."""

    def __init__(self, tab: Page, address: str, axe: str) -> None:
        self.tab, self.address, self.axe = tab, address, axe
        self.heard: list[str] = []
        tab.on("console", lambda message: self.heard.append(f"console: {message.text}"))
        tab.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        tab.on("response", self._answered)
        tab.on("request", self._asked)

    def faults(self, url: str, windows: Iterable[tuple[int, int]] = CHECKED) -> list[str]:
        """All that is wrong with the page at an address below the site's."""
        self.heard.clear()
        self.tab.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        self.tab.goto(self.address + url, wait_until="networkidle" if url.startswith("/search/") else "load")
        return [f"{url} {fault}" for fault in self._found(windows)]

    def _found(self, windows: Iterable[tuple[int, int]]) -> Iterator[str]:
        if (shift := self.tab.evaluate(_SHIFTED)) >= 0.01:
            yield f"moves by {shift:.3f} after it was painted"
        yield from self.heard  # before the checker's own work
        self.tab.evaluate(self.axe)
        self.tab.evaluate("document.querySelectorAll('main details').forEach((one, at) => { one.open = at < 3 })")
        for size, scheme in product(windows, SCHEMES):
            with self._window(size, scheme):
                yield from (f"{scheme} {size[0]}px {fault}" for fault in violations(self.tab))
        for size in (*CHECKED, *BETWEEN):
            with self._window(size, "light"):
                yield from (f"is wider than {size[0]}px: {part}" for part in self.tab.evaluate(_TOO_WIDE))
        with self._window(LARGE_TEXT, "light"):
            self.tab.evaluate("document.documentElement.style.fontSize = '200%'")
            yield from (f"is wider at twice the size: {part}" for part in self.tab.evaluate(_TOO_WIDE))

    @contextmanager
    def _window(self, size: tuple[int, int], scheme: Literal["light", "dark"]) -> Iterator[None]:
        self.tab.set_viewport_size({"width": size[0], "height": size[1]})
        self.tab.emulate_media(color_scheme=scheme)
        yield

    def _answered(self, reply: Response) -> None:
        if reply.status >= 400:
            self.heard.append(f"{reply.status}: {reply.url}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.address}/", "blob:", "data:")):
            self.heard.append(f"asks elsewhere: {request.url}")


@contextmanager
def visiting(browser: Browser, address: str, axe: str) -> Iterator[Visits]:
    """Visits to the site at an address (without a slash at its end) in a context of their own."""
    context = browser.new_context(reduced_motion="reduce")
    yield Visits(context.new_page(), address, axe)
    context.close()


def pages_of(folder: Path) -> list[str]:
    """The address of every page of a built site that is no redirect."""
    found = []
    for path in sorted(folder.rglob("*.html")):
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8"):
            found.append("/" + path.relative_to(folder).as_posix().removesuffix("index.html"))
    return found
