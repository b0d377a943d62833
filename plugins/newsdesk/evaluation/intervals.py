"""How sure a lead is: the paired bootstrap (Efron and Tibshirani 1993). Pure, and the same at every run."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from statistics import mean

from newsdesk.evaluation.report import Lead

_DRAWS = 1000


def lead_of(ours: Mapping[str, float], theirs: Mapping[str, float], parts: Mapping[str, str]) -> Lead | None:
    """The lead on the items that both have, each part counting the same; None if there are none.

    `parts` says to which part of the data each item belongs; draws are made within the parts.
    """
    by_part: dict[str, list[float]] = {}
    for item in ours.keys() & theirs.keys():
        by_part.setdefault(parts[item], []).append(ours[item] - theirs[item])
    groups = [sorted(group) for _, group in sorted(by_part.items())]
    if not groups:
        return None
    draw = random.Random(7)  # noqa: S311  # a sample, not a secret
    means = sorted(mean(_mean_of_draw(group, draw) for group in groups) for _ in range(_DRAWS))
    return Lead(mean(map(mean, groups)), means[round(0.025 * _DRAWS)], means[round(0.975 * _DRAWS) - 1])


def _mean_of_draw(group: Sequence[float], draw: random.Random) -> float:
    return sum(draw.choices(group, k=len(group))) / len(group)
