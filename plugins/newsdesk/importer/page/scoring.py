"""How likely a line belongs to the article: sums of readable weights over its features, in two rounds.

The first round looks at a line by itself; the second also at how likely its neighbours are, those that stand in the
same container, and those built like it. The weights lie in `weights.json`: feature → weight, rounded, no text.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsdesk.importer.page.runs import Run

_STEPS = (0.02, 0.08, 0.2, 0.4, 0.6, 0.8, 0.92, 0.98)


@dataclass(frozen=True)
class Weights:
    """Feature → weight of the two rounds, and above which likelihood a line is taken."""

    first: Mapping[str, float]
    second: Mapping[str, float]
    threshold: float = 0.5


@lru_cache(maxsize=2)
def load_weights(path: Path = Path(__file__).with_name("weights.json")) -> Weights:
    data = json.loads(path.read_text("utf-8"))
    return Weights(data["first"], data["second"], data["threshold"])


def likelihoods(runs: Sequence[Run], rows: Sequence[Sequence[str]], weights: Weights) -> list[float]:
    """For each line, how likely it belongs to the article: 0 to 1."""
    first = [score(row, weights.first) for row in rows]
    return [score(row, weights.second) for row in with_context(runs, rows, first)]


def score(row: Sequence[str], weights: Mapping[str, float]) -> float:
    """The logistic of the sum of the row's weights."""
    total = sum(weights.get(name, 0.0) for name in row) + weights.get("always", 0.0)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def with_context(runs: Sequence[Run], rows: Sequence[Sequence[str]], first: Sequence[float]) -> list[list[str]]:
    """The rows of the second round: the features of the first, and what it found around."""
    groups = [_groups(run) for run in runs]
    means: list[dict[object, float]] = []
    for level in range(3):
        sums: dict[object, list[float]] = defaultdict(lambda: [0.0, 0.0])
        for run, group, likely in zip(runs, groups, first, strict=True):
            weight = min(len(run.text), 400) + 1
            sums[group[level]][0] += weight * likely
            sums[group[level]][1] += weight
        means.append({name: total / weight for name, (total, weight) in sums.items()})
    out = []
    for index, row in enumerate(rows):
        extra = [f"mine={_step(first[index])}"]
        for level, name in enumerate(("siblings", "cousins", "alike")):
            extra.append(f"{name}={_step(means[level][groups[index][level]])}")
        for offset in (-2, -1, 1, 2):
            place = index + offset
            value = _step(first[place]) if 0 <= place < len(first) else "edge"
            extra.append(f"next{offset}={value}")
        extra.append(f"before={_step(max(first[max(0, index - 6) : index], default=0.0))}")
        extra.append(f"after={_step(max(first[index + 1 : index + 7], default=0.0))}")
        above, below = first[max(0, index - 3) : index], first[index + 1 : index + 4]
        extra.append(f"window={_step(sum(above + below) / (len(above) + len(below) or 1))}")
        out.append([*row, *extra])
    return out


def _groups(run: Run) -> tuple[object, object, object]:
    """What a line shares with others: its container, the container of that, and how it is built."""
    path = run.path
    parent = path[-2] if len(path) > 1 else path[-1]
    above = path[-3] if len(path) > 2 else parent
    build = tuple((element.tag, element.get("class")) for element in path[-3:])
    return id(parent), id(above), build


def _step(value: float) -> int:
    return sum(value > limit for limit in _STEPS)
