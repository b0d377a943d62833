"""Builds of the neutral corpus as whole processes: what they cost, in CPU seconds, time, memory and pages.

Each step is one `./desk build` in a project of its own, after one change: nothing (twice), a body, a title, a new
story, a template of every page. CPU seconds hold the workers' too; `rss_mb` is the peak of the largest process.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path

from tests.bench.corpus import Story, article, make_stories, read_neutral, write_content

ROOT = Path(__file__).parents[2]
SETTLED = 0.2  # seconds after a save in which a builder may still distrust a file's times
_MADE = (re.compile(r"([\d,]+) of [\d,]+ pages made"), re.compile(r": ([\d,]+) pages: "))


@dataclass(frozen=True, slots=True)
class Cost:
    cpu: float
    wall: float
    rss_mb: float
    pages: int


def run(
    count: int,
    *,
    corpus: Path | None = None,
    keep: Path | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, Cost]:
    """The cost of each step at `count` stories, or with the stories of `corpus` (JSON lines). `keep` is a folder that
    does not exist yet, for the project; otherwise it lies in a temporary one."""
    costs: dict[str, Cost] = {}
    with _folder(keep) as folder:
        progress("writing the corpus")
        project = Project(folder, read_neutral(corpus) if corpus else make_stories(count), count)
        for name, change in project.steps.items():
            change()
            time.sleep(SETTLED)
            progress(f"building: {name}")
            costs[name] = project.build()
    return costs


class Project:
    """A project folder with `stories` in it, and the changes that the bench makes to it."""

    story: Story
    latest: Story

    def __init__(self, folder: Path, stories: Iterable[Story], count: int) -> None:
        self.folder = folder
        write_content(self._noting(islice(stories, count), count // 2), folder / "content")
        shutil.copytree(ROOT / "theme", folder / "theme")
        for path in ROOT.glob("tasks*.py"):
            shutil.copy(path, folder)
        own = 'SITENAME = "Bench"\nSITEURL = "https://bench.example"\nNEWSDESK_CLOCK = "2100-01-01T00:00Z"\n'
        own += "NEWSDESK_SEARCH = NEWSDESK_SHARE_IMAGES = False\n"  # what other generators do not do either
        (folder / "pelicanconf.py").write_text((ROOT / "pelicanconf.py").read_text("utf-8") + own, "utf-8")

    def _noting(self, stories: Iterable[Story], middle: int) -> Iterator[Story]:
        """The same, one by one: what this process holds would count as memory of those that it starts."""
        for number, story in enumerate(stories):
            if number <= middle:
                self.story = story
            self.latest = story
            yield story

    @property
    def steps(self) -> dict[str, Callable[[], object]]:
        return {
            "cold": lambda: None,
            "noop": lambda: None,
            "body_edit": self.edit_body,
            "title_edit": self.edit_title,
            "new_story": self.add_story,
            "theme_change": self.change_theme,
        }

    def edit_body(self) -> None:
        self.story = replace(self.story, body=f"{self.story.body}\nOne sentence more.\n")
        self._save(self.story)

    def edit_title(self) -> None:
        self.story = replace(self.story, title=f"Anew: {self.story.title}")
        self._save(self.story)

    def add_story(self) -> None:
        self._save(replace(self.latest, slug="the-newest-of-all", title="The newest of all"))

    def change_theme(self) -> None:
        base = self.folder / "theme" / "templates" / "base.html"
        base.write_text(base.read_text("utf-8").replace("</body>", "<!-- changed --></body>"), "utf-8")

    def build(self) -> Cost:
        return self.invoke("build")

    def invoke(self, *words: str) -> Cost:
        """One task in a process of its own; raises `RuntimeError` with what it said if it fails."""
        command = [sys.executable, "-m", "invoke", "--search-root", str(self.folder), *words]
        with tempfile.TemporaryFile("w+") as said:
            started = time.perf_counter()
            process = subprocess.Popen(command, cwd=self.folder, stdout=said, stderr=said)
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            said.seek(0)
            text = said.read()
        if process.returncode:
            raise RuntimeError(f"{words[0]} failed with {process.returncode}: {text[-2000:]}")
        cpu = usage.ru_utime + usage.ru_stime
        return Cost(round(cpu, 3), round(wall, 3), round(usage.ru_maxrss / _RSS_UNIT, 1), pages_made(text))

    def _save(self, story: Story) -> None:
        path = self.folder / "content" / "articles" / story.date[:4] / f"{story.slug}.md"
        path.write_text(article(story), "utf-8")


_RSS_UNIT = 2**20 if sys.platform == "darwin" else 2**10


def pages_made(text: str) -> int:
    """How many pages a build's summary says it made."""
    for pattern in _MADE:
        if found := pattern.search(text):
            return int(found[1].replace(",", ""))
    return 0


def as_json(costs: dict[str, Cost]) -> str:
    return json.dumps({name: asdict(cost) for name, cost in costs.items()}, indent=2)


def as_table(costs: dict[str, Cost], count: int) -> str:
    lines = [f"{count:,} stories     CPU s    wall s  peak MB     pages"]
    lines += [f"{n:<13}{c.cpu:>11.2f}{c.wall:>10.2f}{c.rss_mb:>9.0f}{c.pages:>10,}" for n, c in costs.items()]
    return "\n".join(lines)


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as name:
        yield Path(name)
