"""Weights learned from pages whose articles are known. Run by hand, on data given by path; see `weights.json`.

Plain logistic regression with AdaGrad and a pull towards zero, in pure Python: no tool is needed, a run takes a few
minutes, and the same data in the same order gives the same weights.
"""

from __future__ import annotations

import math
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsdesk.importer.page.runs import Run
from newsdesk.importer.page.scoring import Weights, score, with_context

_TOKEN = re.compile(r"\w+")
_ROUNDS = 10
_RATE = 0.15
_PULL = 2e-6


@dataclass(frozen=True)
class Example:
    """A page with its lines, their features, and the words of its article."""

    runs: Sequence[Run]
    rows: Sequence[Sequence[str]]
    body: str


def train(examples: Sequence[Example], *, threshold: float = 0.5) -> Weights:
    """Both rounds' weights. The second learns from likelihoods of pages that its first round did not see."""
    labelled = [(example, labels(example), stakes(example)) for example in examples]
    first_of: dict[int, list[float]] = {}
    for fold in range(3):
        seen = [item for number, item in enumerate(labelled) if number % 3 != fold]
        weights = fit([(example.rows, ys, ws) for example, ys, ws in seen])
        for number, (example, _, _) in enumerate(labelled):
            if number % 3 == fold:
                first_of[number] = [score(row, weights) for row in example.rows]
    first = fit([(example.rows, ys, ws) for example, ys, ws in labelled])
    second = fit([
        (with_context(example.runs, example.rows, first_of[number]), ys, ws)
        for number, (example, ys, ws) in enumerate(labelled)
    ])  # fmt: skip
    return Weights(first, second, threshold)


def labels(example: Example) -> list[bool]:
    """Which lines belong to the article: half of their four-word runs occur in it; short ones are lines of it."""
    tokens = _TOKEN.findall(example.body)
    fours = {tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)}
    lines = {tuple(_TOKEN.findall(line)) for line in example.body.split("\n")}
    joined = f" {' '.join(tokens)} "
    return [_label(_TOKEN.findall(run.text), fours, lines, joined) for run in example.runs]


def _label(mine: list[str], fours: set[tuple[str, ...]], lines: set[tuple[str, ...]], joined: str) -> bool:
    if len(mine) < 4:
        return bool(mine) and (tuple(mine) in lines or (len(mine) > 1 and f" {' '.join(mine)} " in joined))
    found = [tuple(mine[i : i + 4]) in fours for i in range(len(mine) - 3)]
    return sum(found) >= 0.5 * len(found)


def stakes(example: Example) -> list[float]:
    """How much each line matters: its share of the article's words, so that every page counts the same."""
    total = max(100, len(_TOKEN.findall(example.body)))
    return [min(0.2, (len(_TOKEN.findall(run.text)) + 2) / total) for run in example.runs]


def fit(pages: Sequence[tuple[Sequence[Sequence[str]], Sequence[bool], Sequence[float]]]) -> Mapping[str, float]:
    """Feature → weight by logistic regression over all lines of the pages."""
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(lambda: 1e-6)
    lines = [
        (["always", *row], y, w) for rows, ys, ws in pages for row, y, w in zip(rows, ys, ws, strict=True)
    ]
    shuffle = random.Random(7)  # noqa: S311  # an order, not a secret
    for _ in range(_ROUNDS):
        shuffle.shuffle(lines)
        for row, y, stake in lines:
            total = sum(weights[name] for name in row)
            slope = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - y) * stake
            if abs(slope) < 1e-7:
                continue
            for name in row:
                squares[name] += slope * slope
                weights[name] -= _RATE * (slope + _PULL * weights[name]) / math.sqrt(squares[name])
    return {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= 0.02}
