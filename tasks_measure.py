"""The desk's tasks around measuring: what builds cost, how well is read, learning. tasks.py explains exit codes."""

from __future__ import annotations

import sys
from pathlib import Path

from invoke import Context, task
from newsdesk.console import ends_well, say, showing_progress
from newsdesk.model.problems import UsageError

from tasks_project import ROOT


@task(
    help={
        "articles": "how many stories (default 1000)",
        "corpus": "take the stories from this file instead, one JSON object a line",
        "keep": "a new folder for the project; otherwise it is removed afterwards",
        "json": "print the figures as JSON",
    },
)
@ends_well
def bench(c: Context, articles=1000, corpus="", keep="", json=False):
    """
    Measure builds of a made-up site: cold, nothing changed, a body, a title, a new story, the theme.

    Every build is a process of its own. CPU seconds hold those of its workers.

    Examples:
      ./desk bench
      ./desk bench --articles 10000 --json
    """
    sys.path.insert(0, str(ROOT))
    from tests.bench.run import as_json, as_table, run

    folder = Path(keep).resolve() if keep else None
    if folder and folder.exists():
        raise UsageError(f"{keep}: is there already. --keep takes the name of a folder to make.")
    source = Path(corpus).resolve() if corpus else None
    if articles < 1 or (source and not source.is_file()):
        raise UsageError(f"{corpus}: no such file." if source else "--articles takes a number of stories, at least 1.")
    with showing_progress() as progress:
        costs = run(articles, corpus=source, keep=folder, progress=progress)
    say(as_json(costs) if json else as_table(costs, articles))


@task(
    positional=["kind"],
    help={
        "kind": "what is measured: import",
        "data": "the folder of gold data, with its scorers, which are run as they are",
        "every": "read every n-th item only; floors are not held against a part",
        "workers": "processes at once (default: as many as there are processors)",
        "no-peer": "leave out the other tool that is run beside",
        "json": "print the figures as JSON",
    },
)
@ends_well
def evaluate(c: Context, kind, data, every=1, workers=0, no_peer=False, json=False):
    """
    Measure how well the desk reads, on gold data, beside floors that only rise. Exit code 1 if one is missed.

    Examples:
      ./desk evaluate import --data ../corpora/import
      ./desk evaluate import --data ../corpora/import --every 10 --json
      ./desk evaluate dates --data ../corpora/timeline
      ./desk evaluate quotes --data ../corpora/quotes --json
    """
    from newsdesk.evaluation.asked import Asked
    from newsdesk.evaluation.floors import load_floors
    from newsdesk.evaluation.kinds import evaluate as evaluated

    asked = Asked(Path(data).resolve(), every=max(1, every), workers=workers, peer=not no_peer)
    report = evaluated(kind, asked, load_floors(ROOT / "tests" / "corpus" / "floors.json"))
    say(report.as_json() if json else report.as_table())
    sys.exit(1 if report.short else 0)


@task(
    help={
        "data": "the folder of gold data: gold.json, the pages that it names, and score.py",
        "folds": "parts of the sites held out in turn to judge what is learned (default 5)",
        "workers": "processes at once (default: as many as there are processors)",
        "write": "put the weights in place of those in the package",
    },
)
@ends_well
def train(c: Context, data, folds=5, workers=0, write=False):
    """
    Learn anew which lines of a page are the article's, and judge that on sites never seen. Takes many minutes.

    Examples:
      ./desk train --data ../corpora/import
      ./desk train --data ../corpora/import --folds 10 --write
    """
    from newsdesk.evaluation.learning import learn

    with showing_progress() as progress:
        learned = learn(Path(data).resolve(), folds=folds, workers=workers, progress=progress)
    if write:
        learned.write()
    say(learned.summary)
