"""What a publish costs beside the build that it begins with, in CPU seconds of whole processes, to a folder.

    python -m tests.bench.publishing 10000

The first publish looks into every file; one of an unchanged site, and one after an edit, only at what differs. Each
step is a process of its own. `edit_build` is the build alone, `edit_publish` a whole publish after such an edit; the
last line is their ratio.
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from tests.bench.corpus import make_stories
from tests.bench.run import SETTLED, Cost, Project, as_table

RELEASE = ".cache/newsdesk/release"  # where a publish builds
ROUNDS = 3  # after which a target has as many releases as it keeps


def run(count: int, folder: Path, *, rounds: int = ROUNDS) -> dict[str, Cost]:
    """The cost of each step at `count` stories, for a project in `folder`, which does not exist yet."""
    folder.mkdir(parents=True)
    project = Project(folder, make_stories(count), count)
    keep = f"NEWSDESK_KEEP_RELEASES = 2\nNEWSDESK_NAV, NEWSDESK_FOOTER = {PAGES!r}, []\n"
    conf = folder / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + keep, "utf-8")
    costs = {"first_publish": project.invoke("publish"), "noop_publish": project.invoke("publish")}
    _after_edit(project, "publish")  # the first edit takes an event out of the story as well
    for _ in range(rounds):
        costs["edit_build"] = _after_edit(project, "build", "--output", RELEASE)
        project.invoke("publish")
        costs["edit_publish"] = _after_edit(project, "publish")
    return costs


PAGES = [("/topics/", "Topics"), ("/archive/", "Archive")]


def _after_edit(project: Project, *words: str) -> Cost:
    project.story = replace(project.story, body=f"{project.story.body}\nOne sentence more.\n")
    project.edit_body()
    time.sleep(SETTLED)
    return project.invoke(*words)


def ratio(costs: dict[str, Cost]) -> float:
    """How much more a whole publish after an edit costs than the build alone."""
    return costs["edit_publish"].cpu / costs["edit_build"].cpu


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory(prefix="newsdesk-bench-") as name:
        measured = run(wanted, Path(name) / "project")
    print(as_table(measured, wanted))
    print(f"a publish after an edit costs {ratio(measured):.2f} times its build")
