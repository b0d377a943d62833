"""From saving a story to the page that shows it, in a browser that has it open: `./desk serve` as an editor uses it.

    python -m tests.bench.reloading [--articles 10000] [--rounds 10] [--keep FOLDER]

Each round adds a sentence to a story of the bench's corpus and waits until the open page, which reloads by itself,
shows it. What is told is the time of all that lies between: the watcher, the build, the message, the page.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.bench.corpus import Story, article, make_stories
from tests.bench.run import Project
from tests.browser.conftest import FLAGS

SHOWN = 60_000  # milliseconds in which a page must have come
BREATH = 1.0  # seconds between two edits


def measure(count: int, rounds: int, folder: Path) -> list[float]:
    """The seconds of each round at `count` stories. `folder` is that of the project, and is made if it is not there."""
    project = Project(folder, make_stories(count), count) if not folder.exists() else None
    story = project.story if project else _middle(count)
    path = folder / "content" / "articles" / story.date[:4] / f"{story.slug}.md"
    if not path.is_file():
        raise SystemExit(f"{folder}: not a project of this bench with {count} stories, as {path} is not there.")
    with _serving(folder) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        page = browser.new_page()
        page.goto(f"{url}articles/{story.slug}/")
        return [_round(page, path, article(story), number) for number in range(rounds)]


def _middle(count: int) -> Story:
    return next(story for number, story in enumerate(make_stories(count)) if number == count // 2)


def _round(page: Page, path: Path, text: str, number: int) -> float:
    time.sleep(BREATH)
    words = f"This is edit {number} of {time.time_ns()}."
    begun = time.perf_counter()
    path.write_text(f"{text}\n{words}\n", "utf-8")
    page.wait_for_function("words => document.body.innerText.includes(words)", arg=words, timeout=SHOWN)
    return time.perf_counter() - begun


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    """`./desk serve` in a process of its own; the preview's address, once the site has been built."""
    command = [sys.executable, "-m", "newsdesk.program", "--search-root", str(folder), "serve", "--port", "0"]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield _address(process)
    finally:
        process.terminate()
        process.wait(30)


def _address(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    url = ""
    for line in process.stdout:
        if found := re.search(r"preview at (\S+)", line):
            url = found[1]
        if line.startswith("built"):
            return f"{url.rstrip('/')}/"
        if line.startswith("not built"):
            break
    raise RuntimeError("the preview could not build the site")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--keep", type=Path, help="folder of the project, which stays there for the next time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as name:
        seconds = measure(asked.articles, asked.rounds, asked.keep or Path(name) / "project")
    shown = ", ".join(f"{1000 * one:.0f}" for one in seconds)
    print(f"{asked.articles:,} stories, save to reloaded page: median {1000 * median(seconds):.0f} ms of {shown}")


if __name__ == "__main__":
    main()
