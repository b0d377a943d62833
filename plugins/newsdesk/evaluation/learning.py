"""`./desk train`: the weights that choose a page's lines, learned from gold data and judged on sites never seen.

Judging is cross-validation by site: for each fold, weights are learned without its sites, and its pages are read with
them. What is written holds names of features and numbers only, and says what it was learned from.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from newsdesk.evaluation.gold import load_json, load_scorer
from newsdesk.evaluation.working import timed
from newsdesk.importer.decoding import decode
from newsdesk.importer.page.metadata import read_facts
from newsdesk.importer.page.reader import WEIGHTS, described, read_page
from newsdesk.importer.page.runs import runs_of
from newsdesk.importer.page.scoring import Weights, dump_weights
from newsdesk.importer.page.training import Example, train
from newsdesk.importer.page.tree import parse

Rows = Mapping[str, dict[str, Any]]


@dataclass(frozen=True)
class Learned:
    """The weights, and the F1 of the body by set and over all sets, on pages of sites that were held out."""

    weights: Weights
    provenance: str
    judged: Mapping[str, float]

    @property
    def summary(self) -> str:
        return "\n".join(
            [self.provenance, *(f"{part}: body {value:.4f}, sites held out" for part, value in self.judged.items())]
        )

    def write(self, path: Path = WEIGHTS) -> None:
        path.write_text(dump_weights(self.weights, self.provenance), "utf-8")


def learn(data: Path, *, folds: int, workers: int = 0, progress: Callable[[str], object] = lambda _: None) -> Learned:
    """Weights learned from all pages of the folder whose articles are known. `folds` of 0 judge nothing."""
    gold = {key: row for key, row in load_json(data, "gold.json").items() if row["gold"].get("body")}
    work = partial(_example, data)
    examples = {}
    for key, (example, _) in zip(gold, timed(work, gold.values(), workers), strict=True):
        examples[key] = example
        progress(f"read {len(examples)} of {len(gold)} pages")
    judged = _judge(data, gold, examples, folds, workers, progress) if folds else {}
    progress("learning from all pages")
    return Learned(train(list(examples.values())), _provenance(gold), judged)


def fold_of(site: str, folds: int) -> int:
    """The fold that all pages of a site fall into."""
    return int.from_bytes(hashlib.sha256(site.encode()).digest()[:4]) % folds


def _judge(
    data: Path,
    gold: Rows,
    examples: Mapping[str, Example],
    folds: int,
    workers: int,
    progress: Callable[[str], object],
) -> dict[str, float]:
    parts = {key: fold_of(row["site"], folds) for key, row in gold.items()}
    others = [[example for key, example in examples.items() if parts[key] != fold] for fold in range(folds)]
    read: dict[str, dict[str, str]] = {}
    for fold, (weights, _) in enumerate(timed(train, others, workers, chunk=1)):
        progress(f"judging fold {fold + 1} of {folds}")
        held = [key for key in gold if parts[key] == fold]
        bodies = timed(partial(_body, data, weights), [gold[key]["file"] for key in held], workers)
        read |= {key: {"body": body} for key, (body, _) in zip(held, bodies, strict=True)}
    found = load_scorer(data, "score").score(gold, read)
    by_set = {part: float(values["f1"]) for part, values in found["body"].items()}
    return {**by_set, "mean": float(found["body_mean_f1"])}


def _example(data: Path, row: Mapping[str, Any]) -> Example:
    markup = _markup(data, row["file"])
    root = parse(markup)
    runs = runs_of(root)
    rows = described(markup, runs, read_facts(root, "", runs))
    return Example([run.text for run in runs], rows, row["gold"]["body"])


def _body(data: Path, weights: Weights, file: str) -> str:
    return read_page(_markup(data, file), weights=weights).body


def _markup(data: Path, file: str) -> str:
    return decode(gzip.decompress((data / file).read_bytes()))


def _provenance(gold: Rows) -> str:
    """What the weights were learned from, in a sentence."""
    pages = Counter(row["dataset"] for row in gold.values())
    sites = len({row["site"] for row in gold.values()})
    sets = ", ".join(f"{name} {count}" for name, count in sorted(pages.items()))
    return f"Learned from {pages.total()} pages of {sites} sites ({sets}); names of features and numbers only."
