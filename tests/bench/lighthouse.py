"""Built sites before Lighthouse, as a phone sees them, and before the checkers of accessibility and of HTML.

    python -m tests.bench.lighthouse SITE [SITE ...] [--rounds 3] [--port 8765] [--json]

A SITE is the folder of a built site, written `NAME=FOLDER:PAGE,PAGE` where it needs a name in the table or has other
pages than ours; a PAGE is a file below the folder or a pattern, of which the first file by name is taken. Each page is
measured `--rounds` times and the median of each score is shown, with the bytes and requests that the last round saw.
The folder is served from this machine, compressed and with the headers of its `_headers` file. A site whose links are
absolute is built for http://127.0.0.1:8765 and served at that port. Lighthouse comes by `npm ci` in this folder, the
other two by `npm ci` in tests/browser.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.bench.hosting import hosted
from tests.browser.checking import DESK, PHONE, messages, violations
from tests.browser.conftest import FLAGS
from tests.browser.conftest import MODULES as CHECKERS

LIGHTHOUSE = Path(__file__).parent / "node_modules" / "lighthouse" / "cli" / "index.js"
AXE, VALIDATOR = CHECKERS / "axe-core" / "axe.min.js", CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
OURS = "index.html,articles/*/index.html,topics/*/index.html,experts/*/index.html,editions/*/index.html"
HEAD = ("P/A/BP/SEO", "KB", "asked", "elsewhere", "axe light", "axe dark", "HTML faults")


@dataclass(frozen=True, slots=True)
class Subject:
    """A site to measure, and the files of its pages relative to its folder."""

    name: str
    folder: Path
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """Scores are of 100, kilobytes as sent; violations are elements at fault, on a phone and on a desk together."""

    scores: dict[str, int]
    kilobytes: float
    requests: int
    elsewhere: int
    axe_light: int
    axe_dark: int
    html: int
    wanting: tuple[str, ...]

    @property
    def cells(self) -> tuple[str, ...]:
        scores = "/".join(str(self.scores[name]) for name in CATEGORIES)
        counts = (self.requests, self.elsewhere, self.axe_light, self.axe_dark, self.html)
        return (scores, f"{self.kilobytes:.1f}", *map(str, counts))


def read_subject(said: str) -> Subject:
    """What `NAME=FOLDER:PAGE,PAGE` says; raises `ValueError` for a folder that lacks one of the pages."""
    name, named, rest = said.rpartition("=")
    place, paged, patterns = rest.partition(":")
    folder = Path(place).resolve()
    pages = []
    for pattern in (patterns if paged else OURS).split(","):
        found = sorted(folder.glob(pattern))
        if not found:
            raise ValueError(f"{folder}: no page fits {pattern}. Name a built site, or its pages: FOLDER:PAGE,PAGE.")
        pages.append(found[0].relative_to(folder).as_posix())
    return Subject(name if named else folder.name, folder, tuple(pages))


def measure(subject: Subject, rounds: int, port: int, program: str) -> Iterator[tuple[str, Measured]]:
    """The address of each page with what was measured of it."""
    with hosted(subject.folder, port) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        for page in subject.pages:
            path = f"/{page.removesuffix('index.html')}"
            reports = [lighthouse(f"{address}{path}", program) for _ in range(rounds)]
            light, dark = (_violations(browser, f"{address}{path}", scheme) for scheme in ("light", "dark"))
            yield path, _measured(reports, address, light, dark, _html_faults(subject.folder / page))
        browser.close()


def lighthouse(url: str, program: str) -> dict[str, Any]:
    """Lighthouse's report on a page, on the slow phone that it imagines."""
    options = ["--output=json", "--quiet", f"--only-categories={','.join(CATEGORIES)}"]
    flags = f"--chrome-flags=--headless=new {' '.join(FLAGS)}"
    environment = {**os.environ, "CHROME_PATH": program}
    run = subprocess.run(
        ["node", str(LIGHTHOUSE), url, *options, flags], capture_output=True, text=True, check=True, env=environment
    )
    report: dict[str, Any] = json.loads(run.stdout)
    return report


def _measured(reports: Sequence[dict[str, Any]], address: str, light: int, dark: int, html: int) -> Measured:
    scores = {
        name: round(median(100 * (report["categories"][name]["score"] or 0) for report in reports))
        for name in CATEGORIES
    }
    asked = reports[-1]["audits"]["network-requests"]["details"]["items"]
    wanting = {audit for report in reports for audit in _wanting(report)}
    return Measured(
        scores=scores,
        kilobytes=sum(item["transferSize"] for item in asked) / 1024,
        requests=len(asked),
        elsewhere=sum(urlsplit(item["url"]).netloc not in ("", urlsplit(address).netloc) for item in asked),
        axe_light=light,
        axe_dark=dark,
        html=html,
        wanting=tuple(sorted(wanting)),
    )


def _wanting(report: dict[str, Any]) -> Iterator[str]:
    """The audits that cost a page a part of its score."""
    for name in CATEGORIES:
        for audit in report["categories"][name]["auditRefs"]:
            score = report["audits"][audit["id"]]["score"]
            if audit["weight"] and score is not None and score < 0.9:
                yield audit["id"]


def _violations(browser: Browser, url: str, scheme: Any) -> int:
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(url)
    tab.add_script_tag(path=AXE)
    found = 0
    for width, height in (PHONE, DESK):
        tab.set_viewport_size({"width": width, "height": height})
        found += len(violations(tab))
    context.close()
    return found


def _html_faults(page: Path) -> int:
    """How many messages the validator has for one page."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copy(page, Path(name) / "page.html")
        return len(messages(("java", "-Xss4m", "-jar", str(VALIDATOR)), Path(name)))


# --- Showing ----------------------------------------------------------------------------------------------------------
def as_table(found: Iterable[tuple[str, str, Measured]]) -> str:
    lines = [f"{'':44}" + "".join(name.rjust(max(9, len(name) + 2)) for name in HEAD)]
    for name, path, one in found:
        shown = f"{name} {path}"[:43].ljust(44)
        lines.append(
            shown + "".join(cell.rjust(max(9, len(title) + 2)) for cell, title in zip(one.cells, HEAD, strict=True))
        )
        if one.wanting:
            lines.append(f"  wanting: {', '.join(one.wanting)}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.lighthouse", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("sites", nargs="+", metavar="SITE")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    options = parser.parse_args(arguments)
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        subjects = [read_subject(said) for said in options.sites]
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    if not program or not all(file.is_file() for file in (LIGHTHOUSE, AXE, VALIDATOR)):
        sys.stderr.write("Something is missing: run npm ci in tests/bench and tests/browser; install Chromium.\n")
        return 2
    found = []
    for subject in subjects:
        for path, one in measure(subject, options.rounds, options.port, program):
            found.append((subject.name, path, one))
            sys.stderr.write(f"{as_table(found[-1:]).partition(chr(10))[2]}\n")
    shown = json.dumps([{"site": name, "page": path, **asdict(one)} for name, path, one in found])
    sys.stdout.write(f"{shown if options.json else as_table(found)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
