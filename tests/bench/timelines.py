"""A timeline of a thousand entries in a browser: ours beside TimelineJS and vis-timeline, on the same data in one run.

    python -m tests.bench.timelines [--entries 1000] [--rounds 5] [--json]

What is measured of each: kilobytes on the way (gzip: page, styles, scripts, data), milliseconds from the start of the
navigation until all entries stand in the page and a frame was drawn, milliseconds of work on the page's main thread
until then, which other work on the machine does not change (medians of the rounds, which take turns), nodes, headings,
stops of the Tab key, and the share of entries' titles that a reader without scripts has. `npm ci` in this
folder brings the other two. The data are fictional, with a text on every entry; the others load our own export.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from urllib.parse import urljoin

from newsdesk.builder.build import build
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.bench.corpus import make_words
from tests.browser.conftest import FLAGS, serving
from tests.sites import write_site

MODULES = Path(__file__).parent / "node_modules"
TIMELINEJS, VIS = MODULES / "@knight-lab" / "timelinejs" / "dist", MODULES / "vis-timeline"
TOPIC = "topics/crossing"
EVENTS = 4  # that a story tells, beside its own entry
PLACES, PEOPLE = ("Sandhaven", "Vesterholm", "Karsk"), ("Ada Novak", "Bo Lindqvist", "Cleo Marsh")
SOURCES = ("Sandhaven Courier", "The Gull", "Strait Gazette")
_PAGE = '<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>{head}<main id="here"></main>{foot}'
_SHOW_TIMELINEJS = "new TL.Timeline('here', DATA, {hash_bookmark: false})"
_SHOW_VIS = (
    "const pad = d => `${String(d.year).padStart(4, '0')}-${String(d.month || 1).padStart(2, '0')}-"
    "${String(d.day || 1).padStart(2, '0')}`;"
    "new vis.Timeline(document.getElementById('here'), new vis.DataSet(DATA.events.map((e, i) => "
    "({id: i, content: e.text.headline, title: e.text.text, start: pad(e.start_date)}))), {})"
)
# How many entries a page shows, by what the program makes of an entry.
_ENTRIES = {
    "Newsdesk": ".entry",
    "TimelineJS": ".tl-timemarker",
    "vis-timeline": ".vis-item.vis-box, .vis-item.vis-dot",
}
_READY = """async ([selector, count]) => {
  while (document.querySelectorAll(selector).length < count) await new Promise(requestAnimationFrame);
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now();
}"""


@dataclass(frozen=True, slots=True)
class Measured:
    kilobytes: float
    ready_ms: float
    work_ms: float
    nodes: int
    headings: int
    tab_stops: int
    titles_without_scripts: float


def run(count: int, rounds: int) -> dict[str, Measured]:
    """What is measured of each program at `count` entries."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as name:
        output = build(write_site(Path(name), dict(_files(count)))).output
        titles = _write_others(output)
        pages = {"Newsdesk": f"{TOPIC}/index.html", "TimelineJS": "timelinejs.html", "vis-timeline": "vis.html"}
        program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
        with serving(output) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            times: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
            for _ in range(rounds):
                for name, path in pages.items():
                    times[name].append(_ready(browser, f"{address}/{path}", _ENTRIES[name], len(titles)))
            found = {
                name: _measured(browser, output, address, path, titles, times[name]) for name, path in pages.items()
            }
            browser.close()
    return found


# --- The same data for all --------------------------------------------------------------------------------------------
def _files(count: int) -> Iterator[tuple[str, str | bytes]]:
    chance = random.Random(11)  # made-up data
    words = make_words(chance, 900)
    weights = [1 / (rank + 8) for rank in range(len(words))]

    def say(least: int, most: int) -> str:
        return " ".join(chance.choices(words, weights, k=chance.randint(least, most))).capitalize()

    yield "topics/crossing.md", "---\nname: The crossing\nsummary: To the islands.\n---\n"
    for number in range(count // (EVENTS + 1)):
        day = dt.date(2016, 1, 1) + dt.timedelta(days=number * 15)
        lines = [
            "---", f"title: {say(5, 9)}", f"date: {day}", "topics: [crossing]", f"summary: {say(9, 15)}.",
            "source:", f"  name: {chance.choice(SOURCES)}", "timeline:",
        ]  # fmt: skip
        for entry in range(EVENTS):
            past = day - dt.timedelta(days=chance.randint(1, 500))
            lines += [f"  - date: {past if chance.random() < 0.8 else f'{past:%Y-%m}'}", f"    title: {say(4, 8)}"]
            lines += [f"    text: {say(9, 15)}.", f"    place: {chance.choice(PLACES)}"]
            lines += [f"    people: [{chance.choice(PEOPLE)}]"]
            lines += ["    level: milestone"] * (entry == 0 and number % 20 == 0)
        yield f"articles/{day.year}/s-{number}.md", "\n".join([*lines, "status: published", "---", "", "Told.", ""])


def _write_others(output: Path) -> list[str]:
    """Pages of the other two, with all they load beside them; the titles of all entries."""
    data = json.loads((output / TOPIC / "timelinejs.json").read_text("utf-8"))
    shutil.copytree(TIMELINEJS, output / "tl")
    for file in ("standalone/umd/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css"):
        shutil.copy(VIS / file, output)
    (output / "data.js").write_text(f"const DATA = {json.dumps(data, ensure_ascii=False)};", "utf-8")
    for name, path, style, script, show in (
        ("TimelineJS", "timelinejs.html", "tl/css/timeline.css", "tl/js/timeline.js", _SHOW_TIMELINEJS),
        ("vis", "vis.html", "vis-timeline-graph2d.min.css", "vis-timeline-graph2d.min.js", _SHOW_VIS),
    ):
        head = f'<link rel="stylesheet" href="{style}"><style>#here {{ height: 600px }}</style>'
        foot = f'<script src="{script}"></script><script src="data.js"></script><script>{show}</script>'
        (output / path).write_text(_PAGE.format(name=name, head=head, foot=foot), "utf-8")
    return [event["text"]["headline"] for event in data["events"]]


# --- Measuring --------------------------------------------------------------------------------------------------------
def _ready(browser: Browser, url: str, selector: str, count: int) -> tuple[float, float]:
    """How long it took, and how much work of the main thread."""
    page = browser.new_page()
    page.goto(urljoin(url, "/robots.txt"))  # the process is there, the site's address is known
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _work(session)
    page.goto(url, wait_until="commit")
    taken = float(page.evaluate(_READY, [selector, count]))
    work = _work(session) - before
    page.close()
    return taken, work


def _work(session: CDPSession) -> float:
    """Milliseconds that the page's main thread has worked."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return 1000 * float(metrics["TaskDuration"])


def _measured(
    browser: Browser, output: Path, address: str, path: str, titles: Sequence[str], times: Sequence[tuple[float, float]]
) -> Measured:
    page = browser.new_page()
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url))
    page.goto(f"{address}/{path}", wait_until="networkidle")
    files = [output / url.removeprefix(f"{address}/").partition("?")[0] for url in loaded if url.startswith(address)]
    weight = sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file()) / 1024
    nodes, headings = (page.locator(what).count() for what in ("*", "h1, h2, h3, h4, h5, h6"))
    stops = _tab_stops(page)
    page.close()
    bare = browser.new_context(java_script_enabled=False).new_page()
    bare.goto(f"{address}/{path}")
    text = bare.locator("body").text_content() or ""
    bare.context.close()
    return Measured(
        kilobytes=round(weight, 1),
        ready_ms=round(median(ready for ready, _ in times)),
        work_ms=round(median(work for _, work in times)),
        nodes=nodes,
        headings=headings,
        tab_stops=stops,
        titles_without_scripts=sum(title in text for title in titles) / len(titles),
    )


def _tab_stops(page: Page) -> int:
    """How many elements the Tab key can reach: what is focusable, is shown and is not taken out of the order."""
    return int(
        page.evaluate(
            "[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]"
            ".filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility()).length"
        )
    )


def as_table(found: dict[str, Measured], count: int) -> str:
    head = ("KB gzip", "ready ms", "work ms", "nodes", "headings", "tab stops", "titles without scripts")
    lines = [f"{count:,} entries".ljust(16) + "".join(name.rjust(max(11, len(name) + 2)) for name in head)]
    for name, one in found.items():
        whole = (one.ready_ms, one.work_ms, one.nodes, one.headings, one.tab_stops)
        cells = (f"{one.kilobytes:.1f}", *(f"{value:,.0f}" for value in whole), f"{one.titles_without_scripts:.0%}")
        widths = (max(11, len(name) + 2) for name in head)
        lines.append(name.ljust(16) + "".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.timelines", description=__doc__)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    options = parser.parse_args(arguments)
    if not TIMELINEJS.is_dir() or not VIS.is_dir():
        sys.stderr.write("The other two are missing: run npm ci in tests/bench.\n")
        return 2
    found = run(options.entries, options.rounds)
    shown = json.dumps({name: asdict(one) for name, one in found.items()}) if options.json else ""
    sys.stdout.write(f"{shown or as_table(found, options.entries)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
