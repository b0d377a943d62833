"""`evaluate dates`: dates, and the dates of events, read by language and scored on every `*.jsonl` of the folder.

A line is an article: id, corpus, lang, dct (its day), text, timexes [{start, end, type, value}], and events [{sent,
date, word}] beside sentences [{id, start, end}]. The folder also holds the scorers `score.py` and `event_score.py`.
Dates are scored by C_F1, the right calendar date at the gold's grain; events by the share with the right date and by
the share of what happened before the report that is found. An event's date is that of its sentence or of its link.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from newsdesk.evaluation.asked import Asked
from newsdesk.evaluation.gold import load_scorer
from newsdesk.evaluation.report import Figure, Report
from newsdesk.evaluation.working import timed
from newsdesk.language.dates import find_dates
from newsdesk.language.events import LIMIT, find_events
from newsdesk.language.linking import find_links
from newsdesk.model.problems import UsageError

Article = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was found in an article, as the scorers take it: every date, the links, what is proposed to an editor."""

    dates: tuple[Article, ...]
    links: tuple[Article, ...]
    proposals: tuple[Article, ...]


def evaluate_dates(asked: Asked) -> Report:
    """The figures of every corpus in the folder. Raises UsageError if there is none."""
    figures: list[Figure] = []
    costs: list[float] = []
    notes: list[str] = []
    for corpus, articles in _corpora(asked).items():
        found = list(timed(_read, articles, asked.workers))
        costs += [cost for _, cost in found]
        seconds, characters = sum(cost for _, cost in found) / 1000, sum(len(one["text"]) for one in articles)
        notes.append(
            f"{corpus}: {len(articles)} articles, {characters / max(seconds, 0.001):,.0f} characters a CPU second"
        )
        read = [one for one, _ in found]
        if any(article["timexes"] for article in articles):
            figures += _of_dates(asked, corpus, articles, read)
        if any(article.get("events") for article in articles):
            figures += _of_events(asked, corpus, articles, read)
    return Report("dates", tuple(figures), {"newsdesk": median(costs)}, tuple(notes))


def _corpora(asked: Asked) -> dict[str, list[Article]]:
    """The articles with a day, every n-th, by corpus."""
    found: dict[str, list[Article]] = {}
    for path in sorted(asked.data.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            article = json.loads(line)
            if re.match(r"\d{4}-\d\d-\d\d", article.get("dct") or ""):
                found.setdefault(article["corpus"], []).append(article)
    if not found:
        raise UsageError(f"{asked.data}: no articles with dates. --data names a folder with *.jsonl and its scorers.")
    return {corpus: articles[:: asked.every] for corpus, articles in found.items()}


def _read(article: Article) -> _Read:
    text, lang = article["text"], article.get("lang") or "en"
    published = date.fromisoformat(article["dct"][:10])
    dates = find_dates(text, lang, published)
    links = find_links(text, lang, published, dates)
    events = find_events(text, lang, published, dates, links)
    return _Read(
        tuple(_scored(one.start, one.end, one.timex) for one in dates),
        tuple(_scored(one.start, one.end, one.timex) for one in links),
        tuple(_scored(one.start, one.end, one.date) for one in events),
    )


def _scored(start: int, end: int, value: str | None) -> Article:
    return {"start": start, "end": end, "value": value, "type": "DATE"}


def _of_dates(asked: Asked, corpus: str, articles: list[Article], read: list[_Read]) -> Iterator[Figure]:
    gold = {(corpus, article["id"]): article for article in articles}
    found = {key: list(one.dates) for key, one in zip(gold, read, strict=True)}
    result = load_scorer(asked.data, "score").score(gold, found)
    for name, key in (("dates", "C_F1"), ("precision", "C_P"), ("recall", "C_R"), ("found", "C_relaxed")):
        yield Figure(corpus, name, result[key])


def _of_events(asked: Asked, corpus: str, articles: list[Article], read: list[_Read]) -> Iterator[Figure]:
    """What the scorer of events prints: with links beside dates, with dates alone, and by the few that are proposed."""
    ways = {
        "": [one.dates + one.links for one in read],
        " by dates alone": [one.dates for one in read],
        " as proposed": [one.proposals for one in read],
    }
    for name, found in ways.items():
        anchors, recall, load = _events_scored(asked, corpus, articles, found)
        yield Figure(corpus, f"events{name}", anchors)
        yield Figure(corpus, f"earlier events{name}", recall)
        yield Figure(corpus, f"dates an article fewer than six{name}", 6 - load)
    yield Figure(corpus, "articles with few proposals", sum(len(one.proposals) <= LIMIT for one in read) / len(read))


def _events_scored(
    asked: Asked, corpus: str, articles: list[Article], found: list[tuple[Article, ...]]
) -> tuple[float, float, float]:
    scorer = asked.data / "event_score.py"
    with tempfile.TemporaryDirectory() as folder:
        gold, pred = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        _write(gold, articles)
        _write(pred, [{"corpus": corpus, "id": a["id"], "preds": p} for a, p in zip(articles, found, strict=True)])
        # It is a script and no module: it scores when it is loaded.
        command = [sys.executable, str(scorer), str(gold), str(pred)]
        said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # a scorer that was named
    match = re.search(r"anchor_acc ([\d.]+).* recall ([\d.]+).*/doc ([\d.]+)", said.stdout)
    if match is None:
        raise UsageError(f"{scorer}: prints no figures that can be read: {(said.stdout + said.stderr)[-300:]}")
    return float(match[1]), float(match[2]), float(match[3])


def _write(path: Path, rows: list[Article]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
