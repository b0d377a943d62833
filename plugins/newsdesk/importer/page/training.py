"""Trees learned from pages whose articles are known. `./desk train` runs it on data given by path.

    train_first([Example(…), …]) → Weights      train_second([Example(…), …], guesses) → Weights

Gradient boosting of the logistic loss with trees of depth three over yes-or-no features (Friedman 2001), lines of
small gradient sampled (Ke et al. 2017), in pure Python: a run takes some minutes, and the same data in the same order
gives the same trees.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsdesk.importer.page.choosing import seen_again
from newsdesk.importer.page.scoring import Row, Tree, Weights
from newsdesk.importer.page.surroundings import Standing

TREES = 120
_RATE = 0.15
_AGAIN = 80  # trees of the second look, which learn more slowly
_AGAIN_RATE = 0.1
_PULL = 2.0
_LEAST = 20.0  # so much weight of evidence at least must stand at each end of a question
_PAGES = 8  # a feature seen on fewer pages is one of a site, not of pages
_KEPT = 0.2  # of the lines of small gradient
_THRESHOLD = 0.45
_NOTHING = "nothing"
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class Example:
    """A page: its lines, their features, where they stand, which are readers' remarks, and the article's words."""

    texts: Sequence[str]
    rows: Sequence[Row]
    lines: Sequence[Standing]
    remarks: Sequence[bool]
    body: str


def train_first(examples: Sequence[Example], *, trees: int = TREES) -> Weights:
    """The trees that tell the articles' lines from the others by what each line is."""
    return _train([(example, dict(enumerate(example.rows))) for example in examples], trees, _RATE)


def train_second(examples: Sequence[Example], guesses: Sequence[Sequence[float]], *, trees: int = _AGAIN) -> Weights:
    """The trees that look again. `guesses` are how likely each line was at first, by weights that did not know it."""
    seen = [(example, seen_again(example.lines, guess)) for example, guess in zip(examples, guesses, strict=True)]
    return _train(seen, trees, _AGAIN_RATE)


def _train(seen: Sequence[tuple[Example, Mapping[int, Row]]], trees: int, rate: float) -> Weights:
    """The trees learned from the features of some lines of each example."""
    names = _vocabulary(rows.values() for _, rows in seen)
    number = {name: index for index, name in enumerate(names)}
    known = [sorted({number[n] for n in row if n in number}) for _, rows in seen for row in rows.values()]
    truth, weight = [], []
    for example, rows in seen:
        right, stake = labels(example), stakes(example)
        truth += [float(right[index]) for index in rows]
        weight += [stake[index] for index in rows]
    mean = sum(weight) / len(weight)
    return _Boosting(names, known, truth, [value / mean for value in weight], rate).run(trees, _THRESHOLD)


def labels(example: Example) -> list[bool]:
    """Which lines belong to the article: half of their four-word runs occur in it; short ones are lines of it."""
    tokens = _TOKEN.findall(example.body)
    fours = {tuple(tokens[i : i + 4]) for i in range(len(tokens) - 3)}
    lines = {tuple(_TOKEN.findall(line)) for line in example.body.split("\n")}
    joined = f" {' '.join(tokens)} "
    return [_label(_TOKEN.findall(text), fours, lines, joined) for text in example.texts]


def _label(mine: list[str], fours: set[tuple[str, ...]], lines: set[tuple[str, ...]], joined: str) -> bool:
    if len(mine) < 4:
        return bool(mine) and (tuple(mine) in lines or (len(mine) > 1 and f" {' '.join(mine)} " in joined))
    found = [tuple(mine[i : i + 4]) in fours for i in range(len(mine) - 3)]
    return sum(found) >= 0.5 * len(found)


def stakes(example: Example) -> list[float]:
    """How much each line matters: its share of the article's words, so that every page counts the same."""
    total = max(100, len(example.body.split()))
    return [min(0.2, (len(text.split()) + 2) / total) for text in example.texts]


def _vocabulary(seen: Iterable[Iterable[Row]]) -> list[str]:
    pages: Counter[str] = Counter()
    for rows in seen:
        pages.update({name for row in rows for name in row})
    return [_NOTHING, *sorted(name for name, count in pages.items() if count >= _PAGES)]


class _Boosting:
    """Rows of feature numbers, what is true of each, what each weighs, and the sum of the trees so far."""

    def __init__(
        self, names: list[str], rows: list[list[int]], truth: list[float], weight: list[float], rate: float
    ) -> None:
        self.names, self.rows, self.truth, self.weight, self.rate = names, rows, truth, weight, rate
        self.sets = [frozenset(row) for row in rows]
        yes = sum(w * y for w, y in zip(weight, truth, strict=True))
        self.start = math.log(yes / (sum(weight) - yes))
        self.sums = [self.start] * len(rows)
        self.random = random.Random(7)  # noqa: S311  # a sample, not a secret

    def run(self, trees: int, threshold: float) -> Weights:
        grown = tuple(self._grow() for _ in range(trees))
        return Weights(round(self.start, 4), grown, threshold)

    def _grow(self) -> Tree:
        lines = self._sample()
        at = {index: 0 for index, _, _ in lines}
        features = [0] * 7
        for level in range(3):
            first, width = 2**level - 1, 2**level
            for node, feature in enumerate(self._questions(lines, at, first, width)):
                features[first + node] = feature
            for index in at:
                at[index] = 2 * at[index] + (2 if features[at[index]] in self.sets[index] else 1)
        values = self._values(lines, at)
        self._add(features, values)
        return Tree(tuple(self.names[feature] for feature in features), tuple(round(value, 4) for value in values))

    def _sample(self) -> list[tuple[int, float, float]]:
        """(line, gradient, curvature) of all lines of large gradient and some of the others, which count for more."""
        lines = []
        for index, (total, y, w) in enumerate(zip(self.sums, self.truth, self.weight, strict=True)):
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
            gradient, curvature = w * (y - p), w * p * (1 - p)
            if abs(gradient) > 0.1:
                lines.append((index, gradient, curvature))
            elif self.random.random() < _KEPT:
                lines.append((index, gradient / _KEPT, curvature / _KEPT))
        return lines

    def _questions(
        self, lines: list[tuple[int, float, float]], at: dict[int, int], first: int, width: int
    ) -> list[int]:
        """For each node of a level the feature whose answer parts the lines best; 0 where none does."""
        count = len(self.names)
        up = [[0.0] * count for _ in range(width)]
        curve = [[0.0] * count for _ in range(width)]
        totals = [[0.0, 0.0] for _ in range(width)]
        for index, gradient, curvature in lines:
            node = at[index] - first
            totals[node][0] += gradient
            totals[node][1] += curvature
            ups, curves = up[node], curve[node]
            for feature in self.rows[index]:
                ups[feature] += gradient
                curves[feature] += curvature
        return [_best(up[node], curve[node], *totals[node]) for node in range(width)]

    def _values(self, lines: list[tuple[int, float, float]], at: dict[int, int]) -> list[float]:
        up, curve = [0.0] * 8, [0.0] * 8
        for index, gradient, curvature in lines:
            up[at[index] - 7] += gradient
            curve[at[index] - 7] += curvature
        return [self.rate * g / (h + _PULL) for g, h in zip(up, curve, strict=True)]

    def _add(self, features: list[int], values: list[float]) -> None:
        for index, row in enumerate(self.sets):
            node = 2 if features[0] in row else 1
            node = 2 * node + (2 if features[node] in row else 1)
            self.sums[index] += values[2 * node + (2 if features[node] in row else 1) - 7]


def _best(up: list[float], curve: list[float], all_up: float, all_curve: float) -> int:
    best, chosen = all_up * all_up / (all_curve + _PULL) + 1e-9, 0
    for feature in range(1, len(up)):
        yes_up, yes_curve = up[feature], curve[feature]
        no_curve = all_curve - yes_curve
        if yes_curve < _LEAST or no_curve < _LEAST:
            continue
        no_up = all_up - yes_up
        gain = yes_up * yes_up / (yes_curve + _PULL) + no_up * no_up / (no_curve + _PULL)
        if gain > best:
            best, chosen = gain, feature
    return chosen
