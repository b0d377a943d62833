"""How likely a line belongs to the article: a sum over small trees of questions, each about one named feature.

A tree asks three questions ("votes=yy?", then "class near it: related?" …) and adds a number; the sum, through the
logistic curve, is the likelihood. The trees lie in a JSON file: names of features and numbers, no text of any page.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

Row = Sequence[str]
_HOPELESS = -5.0  # after a third of the trees, a sum below this is final


@dataclass(frozen=True, slots=True)
class Tree:
    """Seven features, from the root down, and what is added at each of the eight ends: no-no-no first."""

    features: tuple[str, ...]
    values: tuple[float, ...]


@dataclass(frozen=True)
class Weights:
    """The trees, where their sum starts, and above which likelihood a line is taken."""

    start: float
    trees: tuple[Tree, ...]
    threshold: float = 0.5


@lru_cache(maxsize=4)
def load_weights(path: Path) -> Weights:
    """The weights in a file. They are part of the package: a broken file raises."""
    return weights_in(json.loads(path.read_text("utf-8")))


def weights_in(data: Mapping[str, Any]) -> Weights:
    """The weights that an object of a file holds."""
    trees = tuple(Tree(tuple(tree["features"]), tuple(tree["values"])) for tree in data["trees"])
    return Weights(data["start"], trees, data["threshold"])


def weights_as_text(weights: Weights) -> str:
    """The weights as JSON, one tree a line."""
    trees = ",\n".join(
        json.dumps({"features": tree.features, "values": tree.values}, ensure_ascii=False) for tree in weights.trees
    )
    head = json.dumps({"start": weights.start, "threshold": weights.threshold})[:-1]
    return f'{head},\n"trees": [\n{trees}\n]}}'


def likelihoods(rows: Sequence[Row], weights: Weights) -> list[float]:
    """For each line, how likely it belongs to the article: 0 to 1."""
    return [1 / (1 + math.exp(-max(-30.0, min(30.0, _sum(frozenset(row), weights))))) for row in rows]


def _sum(row: frozenset[str], weights: Weights) -> float:
    total = weights.start
    early = len(weights.trees) // 3
    for number, tree in enumerate(weights.trees):
        if number == early and total < _HOPELESS:
            break
        one = tree.features  # a question answered with yes leads to the right
        at = 2 if one[0] in row else 1
        at = 2 * at + (2 if one[at] in row else 1)
        total += tree.values[2 * at + (2 if one[at] in row else 1) - 7]
    return total
