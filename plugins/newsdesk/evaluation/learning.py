"""`./desk train`: the weights that choose a page's lines, learned from gold data and judged on sites never seen.

Judging is cross-validation by site: for each fold, weights are learned without its sites, and its pages are read with
them. What is written holds names of features and numbers only, and says what it was learned from.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from newsdesk.evaluation.gold import load_json, load_scorer
from newsdesk.evaluation.working import timed
from newsdesk.importer.decoding import decode
from newsdesk.importer.page.choosing import (
    WEIGHTS,
    PageWeights,
    are_remarks,
    described,
    first_look,
    page_weights_as_text,
)
from newsdesk.importer.page.metadata import read_facts
from newsdesk.importer.page.reader import read_page
from newsdesk.importer.page.runs import runs_of
from newsdesk.importer.page.scoring import Weights
from newsdesk.importer.page.surroundings import standings
from newsdesk.importer.page.training import Example, train_first, train_second
from newsdesk.importer.page.tree import parse, shortened
from newsdesk.model.problems import UsageError

Rows = Mapping[str, dict[str, Any]]


@dataclass(frozen=True)
class Learned:
    """The weights, and the F1 of the body by set and over all sets, on pages of sites that were held out."""

    weights: PageWeights
    provenance: str
    judged: Mapping[str, float]

    @property
    def summary(self) -> str:
        return "\n".join(
            [self.provenance, *(f"{part}: body {value:.4f}, sites held out" for part, value in self.judged.items())]
        )

    def write(self, path: Path = WEIGHTS) -> None:
        path.write_text(page_weights_as_text(self.weights, self.provenance), "utf-8")


def learn(
    data: Path, *, folds: int = 5, workers: int = 0, progress: Callable[[str], object] = lambda _: None
) -> Learned:
    """Weights learned from all pages of the folder whose articles are known. Raises UsageError.

    The second look learns from guesses at pages of sites that the first did not know: hence `folds`, two at least.
    """
    if folds < 2:
        raise UsageError(
            "--folds takes a whole number, at least 2: sites are held out in turn to judge what is learned."
        )
    gold = {key: row for key, row in load_json(data, "gold.json").items() if row["gold"].get("body")}
    examples: dict[str, Example] = {}
    for key, (example, _) in zip(gold, timed(partial(_example, data), gold.values(), workers), strict=True):
        examples[key] = example
        progress(f"read {len(examples)} of {len(gold)} pages")
    parts = {key: fold_of(row["site"], folds) for key, row in gold.items()}
    looks = _first_looks(examples, parts, folds, workers, progress)
    guesses = {key: first_look(one.rows, one.remarks, looks[parts[key]]) for key, one in examples.items()}
    judged = _judge(data, gold, _held_out(examples, parts, looks, guesses, workers, progress), parts, workers)
    second = train_second(list(examples.values()), list(guesses.values()))
    return Learned(PageWeights(looks[folds], second), _provenance(gold), judged)


def fold_of(site: str, folds: int) -> int:
    """The fold that all pages of a site fall into."""
    return int.from_bytes(hashlib.sha256(site.encode()).digest()[:4]) % folds


def _first_looks(
    examples: Mapping[str, Example],
    parts: Mapping[str, int],
    folds: int,
    workers: int,
    progress: Callable[[str], object],
) -> list[Weights]:
    """The weights of a first look learned without each fold, and at the end those learned from all."""
    taken = [[one for key, one in examples.items() if parts[key] != fold] for fold in range(folds + 1)]
    looks = []
    for weights, _ in timed(train_first, taken, workers, chunk=1):
        looks.append(weights)
        progress(f"learned from {len(looks)} of {folds + 1} parts")
    return looks


def _held_out(
    examples: Mapping[str, Example],
    parts: Mapping[str, int],
    looks: Sequence[Weights],
    guesses: Mapping[str, Sequence[float]],
    workers: int,
    progress: Callable[[str], object],
) -> list[PageWeights]:
    """For each fold both looks, learned without it."""
    taken = [
        (
            [one for key, one in examples.items() if parts[key] != fold],
            [g for key, g in guesses.items() if parts[key] != fold],
        )
        for fold in range(len(looks) - 1)
    ]
    progress("learning to look again")
    seconds = [weights for weights, _ in timed(_train_second, taken, workers, chunk=1)]
    return [PageWeights(first, second) for first, second in zip(looks, seconds, strict=False)]


def _train_second(taken: tuple[Sequence[Example], Sequence[Sequence[float]]]) -> Weights:
    return train_second(*taken)


def _judge(
    data: Path, gold: Rows, held_out: Sequence[PageWeights], parts: Mapping[str, int], workers: int
) -> dict[str, float]:
    """The F1 of the bodies by set, each page read with the weights that do not know its site."""
    read: dict[str, dict[str, str]] = {}
    for fold, weights in enumerate(held_out):
        held = [key for key in gold if parts[key] == fold]
        bodies = timed(partial(_body, data, weights), [gold[key]["file"] for key in held], workers)
        read |= {key: {"body": body} for key, (body, _) in zip(held, bodies, strict=True)}
    found = load_scorer(data, "score").score(gold, read)
    by_set = {part: float(values["f1"]) for part, values in found["body"].items()}
    return {**by_set, "mean": float(found["body_mean_f1"])}


def _example(data: Path, row: Mapping[str, Any]) -> Example:
    root = parse(shortened(_markup(data, row["file"])))
    runs = runs_of(root)
    rows = described(root, runs, read_facts(root, "", runs))
    return Example([run.text for run in runs], rows, standings(runs), are_remarks(runs), row["gold"]["body"])


def _body(data: Path, weights: PageWeights, file: str) -> str:
    return read_page(_markup(data, file), weights=weights).body


def _markup(data: Path, file: str) -> str:
    return decode(gzip.decompress((data / file).read_bytes()))


def _provenance(gold: Rows) -> str:
    """What the weights were learned from, in a sentence."""
    pages = Counter(row["dataset"] for row in gold.values())
    sites = len({row["site"] for row in gold.values()})
    sets = ", ".join(f"{name} {count}" for name, count in sorted(pages.items()))
    return f"Learned from {pages.total()} pages of {sites} sites ({sets}); names of features and numbers only."
