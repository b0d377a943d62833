"""Every vector imported, published and built, and every page and feed of that site opened in Chromium: none executes.

The pages' own Content-Security-Policy is switched off here, so that what is shown is the importer's and the sanitiser's
work alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

import feedparser
import pytest
from newsdesk.builder.build import build
from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.draft import Wishes
from newsdesk.importer.importing import Document, Options, import_document
from newsdesk.importer.sources.feed import document_of, read_feed
from newsdesk.importer.sources.mail import read_mail
from playwright.sync_api import Browser, Page

from tests.browser.conftest import serving
from tests.security.vectors import VECTORS
from tests.sites import TOPIC, write_site
from tests.unit.test_importer_page import PROSE

# Counts what runs: a call of `alert`, in whatever frame.
WATCH = "window.alert = () => { top.hits = (top.hits || 0) + 1 }"
MANY = 40  # pages that are open at once, each in a frame
LOOK = """() => ({
  hits: top.hits || 0,
  handlers: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes]).filter(a => /^on/i.test(a.name)).length,
  links: [...document.querySelectorAll('a, area')].filter(a => !/^(https?|mailto|tel):$|^:?$/.test(a.protocol)).length,
  foreign: [...document.querySelectorAll('script:not([type="application/ld+json"]), iframe, object, embed, base')]
    .filter(e => !(e.src || '').startsWith(location.origin)).length,
})"""
# Opens each address in a frame; gives what is not clean.
VISIT = """async (addresses) => {
  const frames = addresses.map(address => {
    const frame = document.createElement('iframe')
    const loaded = new Promise(done => { frame.onload = () => done(true); setTimeout(done, 60000, false) })
    frame.src = address
    document.body.append(frame)
    return [address, frame, loaded]
  })
  const found = []
  for (const [address, frame, loaded] of frames) {
    if (!await loaded) { found.push(`${address}: did not load`); continue }
    const all = [...frame.contentDocument.querySelectorAll('*')]
    if (all.some(e => [...e.attributes].some(a => /^on/i.test(a.name)))) found.push(`${address}: handler`)
    if (all.some(e => 'protocol' in e && !/^(https?|mailto|tel|):?$/.test(e.protocol))) found.push(`${address}: link`)
    if (all.some(e => /^(script|iframe|object|embed|base|frame)$/i.test(e.tagName) && e.type !== 'application/ld+json'
        && !(e.src || '').startsWith(location.origin))) found.push(`${address}: element`)
    if (address.endsWith('.html') && !all.some(e => e.tagName === 'MAIN' || e.httpEquiv === 'refresh'
        || /embed/.test(address))) found.push(`${address}: not a page of ours`)
  }
  if (window.hits) found.push(`ran on one of ${addresses}`)
  window.hits = 0
  frames.forEach(([, frame]) => frame.remove())
  return found
}"""
CLEAN = {"hits": 0, "handlers": 0, "links": 0, "foreign": 0}


def documents() -> Iterator[Document]:
    """Each vector in the head and the body of a page; then all of them, some at a time, in texts, mails and a feed."""
    for number, vector in enumerate(VECTORS):
        yield Document("page", _page(number, vector).encode("utf-8", "replace"), f"https://post.example/{number}")
    for number, few in enumerate(VECTORS[at : at + 8] for at in range(0, len(VECTORS), 8)):
        text = f"Text number {number} {few[0]}\n\nBy Ben {few[1]} Sample\n\n" + "\n\n".join(
            f"{PROSE}\n\n{vector}\n\n{PROSE} {vector} {PROSE}" for vector in few
        )
        yield Document("text", text.encode("utf-8", "replace"))
        body = "".join(f"<p>{PROSE} {vector}</p>" for vector in few)
        subject = " ".join(f"Mail number {number} {few[0]}".replace("\x00", "").split())
        mail = f"From: Cara <b>{few[0]}</b> <cara@post.example>\nSubject: {subject}\nContent-Type: text/html\n\n{body}"
        yield read_mail("mail", mail.encode("utf-8", "replace"))
    items = [
        {"id": vector, "url": vector, "title": f"Entry number {number} {vector}", "summary": vector,
         "authors": [{"name": vector}], "content_html": f"<p>{PROSE}</p><p>{PROSE} {vector}</p><p>{PROSE}</p>" * 2}
        for number, vector in enumerate(VECTORS)
    ]  # fmt: skip
    feed = read_feed(json.dumps({"title": "Feed <script>alert(1)</script>", "items": items}).encode())
    for entry in feed.entries[::4]:
        yield document_of(entry, feed)


def _page(number: int, vector: str) -> str:
    value = escape(vector)
    told = {"@type": "NewsArticle", "headline": f"Page number {number} {vector}", "author": {"name": vector}}
    data = json.dumps(told).replace("</", "<\\/")
    return f"""<!doctype html><html><head><title>Page number {number} {value}</title>
      <meta name="description" content="{value}"><meta name="author" content="{value}">
      <meta property="og:site_name" content="{value}"><meta property="article:section" content="{value}">
      <meta name="keywords" content="{value}, {value}">
      <script type="application/ld+json">{data}</script></head>
      <body><article><h1>Page number {number} {value}</h1><p>{PROSE}</p><p>{PROSE} {vector} {PROSE}</p>
      <p>“{PROSE} {value}” said Ada Example {vector}</p><p>{PROSE}</p></article></body></html>"""


def published(text: str) -> str:
    """The draft as an editor would publish it who looks at nothing: every proposal accepted."""
    text = re.sub(r"\n    proposed: true", "", text)
    return re.sub(r"(\((?:said|expert):[a-z0-9-]+)\?", r"\1", text).replace("status: draft", "status: published", 1)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files: dict[str, str] = {**TOPIC}
    options = Options(date(2023, 5, 3), Wishes("roads", year=2023))
    for number, document in enumerate(documents()):
        try:
            drafts = import_document(document, options).draft.files
        except UnreadableError:
            continue
        for path, text in drafts:
            name = path.replace(".md", f"-{number}.md") if path.startswith("articles/") else path
            files[name] = published(text)
    assert sum(path.startswith("articles/") for path in files) >= 280
    return build(write_site(tmp_path_factory.mktemp("hostile"), files)).output


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(WATCH)
    page = context.new_page()
    yield page
    context.close()


@pytest.mark.slow
def test_no_vector_executes_on_any_page_or_feed(tab: Page, hostile_site: Path) -> None:
    asked: list[str] = []
    found: list[object] = []
    files = sorted(path for path in hostile_site.rglob("*") if path.suffix in (".html", ".xml", ".json"))
    names = [path.relative_to(hostile_site).as_posix() for path in files]
    assert sum(name.startswith("articles/") for name in names) >= 280
    with serving(hostile_site) as address:
        tab.on("request", lambda request: None if request.url.startswith(address) else asked.append(request.url))
        tab.on("dialog", lambda dialog: asked.append(f"dialog: {dialog.message}") or dialog.dismiss())
        tab.goto(f"{address}/404.html?outside")  # no page opens in a frame of its own
        for at in range(0, len(names), MANY):
            found += tab.evaluate(VISIT, [f"{address}/{name}" for name in names[at : at + MANY]])
    assert (found, [url for url in asked if not url.startswith("about:")]) == ([], [])


@pytest.mark.slow
def test_no_vector_executes_in_a_feed_reader(tab: Page, hostile_site: Path) -> None:
    """A reader that shows the words of each entry as they are, without any care of its own."""
    words: list[str] = []
    for path in hostile_site.rglob("feed.xml"):
        parsed = feedparser.parse(path.read_bytes(), sanitize_html=False)
        told = [entry.get(f"{name}_detail", {}) for entry in parsed.entries for name in ("title", "summary")]
        words += [part["value"] for part in told if "html" in part.get("type", "")]  # plain text is shown as text
        words += [part.value for entry in parsed.entries for part in entry.get("content", ())]
    for path in hostile_site.rglob("feed.json"):
        words += [item.get("content_html", "") for item in json.loads(path.read_bytes())["items"]]
    assert len(words) > 10
    with serving(hostile_site) as address:
        tab.goto(f"{address}/404.html")
        ran = tab.evaluate(SHOW, list(dict.fromkeys(words)))
    assert ran == []


SHOW = """async (words) => {
  const ran = []
  for (const html of words) {
    const before = window.hits || 0
    const frame = document.createElement('iframe')
    frame.srcdoc = html
    const loaded = new Promise(done => { frame.onload = done })
    document.body.append(frame)
    await loaded
    if ((window.hits || 0) !== before || [...frame.contentDocument.querySelectorAll('*')]
        .some(e => [...e.attributes].some(a => /^on/i.test(a.name)))) ran.push(html)
    frame.remove()
  }
  return ran
}"""


def test_a_vector_that_is_let_through_is_noticed(tab: Page, tmp_path: Path) -> None:
    """The measure itself: some vectors as they are, on a page and in a reader."""
    live = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>"]
    for number, vector in enumerate(live):
        (tmp_path / f"{number}.html").write_text(f"<!doctype html><p>words {vector}</p>")
    with serving(tmp_path) as address:
        for number in range(len(live)):
            tab.goto(f"{address}/{number}.html", wait_until="load")
            tab.wait_for_function("window.hits")
            assert tab.evaluate(LOOK) != CLEAN
        (tmp_path / "empty.html").write_text("<!doctype html><body>")
        tab.goto(f"{address}/empty.html")
        assert tab.evaluate(SHOW, live) == live
