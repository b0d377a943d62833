"""What stands around a line, seen with a first guess at every line: the second look that makes choices coherent.

A paragraph that is unlike others is still the article's if its siblings are; a teaser that reads well is not, far from
all that was taken. From the likelihoods of all lines come numbers for each, in the order of `COLUMNS`, and from those
names of features that trees ask for: "siblings>0.4". Pure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from types import MappingProxyType
from typing import NamedTuple

from newsdesk.importer.page.runs import Run
from newsdesk.importer.page.shape import style_of

_LIKELY = (0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
_SHARE = (0.01, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.95)
_PASSED = (0.005, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.995)
# Siblings stand in one container, cousins in one further out, kin in one and under the same tag.
COLUMNS = MappingProxyType({
    "likely": _LIKELY, "above1": _LIKELY, "above2": _LIKELY, "above3": _LIKELY, "below1": _LIKELY, "below2": _LIKELY,
    "below3": _LIKELY, "around": _LIKELY, "siblings": _LIKELY, "siblings' share": _SHARE, "cousins": _LIKELY,
    "cousins' share": _SHARE, "alike": _LIKELY, "alikes' share": _SHARE, "kin": _LIKELY, "kin's share": _SHARE,
    "share above": _PASSED, "share below": _PASSED, "to sure": (0, 1, 2, 4, 8, 16),
    "beyond sure": (-8, -4, -2, -1, 0, 1, 2, 4, 8, 16), "length": (0, 15, 30, 50, 80, 120, 200, 350, 600),
    "density": (0.05, 0.2, 0.5, 0.9), "mass": (200, 600, 1500, 4000, 10000), "taken": (2, 5, 10, 20, 50),
})  # fmt: skip
_QUESTIONS = tuple(tuple(f"{name}>{limit}" for limit in limits) for name, limits in COLUMNS.items())
_SURE = 0.8
_FAR = 99.0
_WINDOW = (0.25, 0.5, 1.0, 0.5, 0.25)


class Standing(NamedTuple):
    """Where a line stands: its characters, the share of them in links, and the numbers of the groups it belongs to."""

    length: int
    density: float
    groups: tuple[int, ...]  # of siblings, cousins, lines that look alike, kin


def standings(runs: Sequence[Run]) -> list[Standing]:
    """Where each line stands, free of the page's tree."""
    numbers: tuple[dict[Hashable, int], ...] = ({}, {}, {}, {})
    out = []
    for run in runs:
        parent = run.owner.getparent()
        grand = None if parent is None else parent.getparent()
        names: tuple[Hashable, ...] = (parent, grand, style_of(run), (run.owner.tag, parent))
        groups = tuple(known.setdefault(name, len(known)) for known, name in zip(numbers, names, strict=True))
        length = len(run.text)
        out.append(Standing(length, run.linked / (length or 1), groups))
    return out


def surroundings(lines: Sequence[Standing], likely: Sequence[float]) -> list[tuple[float, ...]]:
    """For each line a number for each of `COLUMNS`."""
    if not lines:
        return []
    count = len(lines)
    weights = [line.length + 5 for line in lines]
    masses = [weight * p for weight, p in zip(weights, likely, strict=True)]
    total = sum(masses) + 1
    padded = [0.0, 0.0, 0.0, *likely, 0.0, 0.0, 0.0]
    above = _passed(masses, total)
    sure = [index for index, (line, p) in enumerate(zip(lines, likely, strict=True)) if p > _SURE and line.length > 80]
    columns: list[Sequence[float]] = [
        likely, *(padded[at : at + count] for at in (2, 1, 0, 4, 5, 6)), _around(weights, masses),
        *(column for group in zip(*(line.groups for line in lines), strict=True)
          for column in _together(group, weights, masses, total)),
        above, [1 - passed - mass / total for passed, mass in zip(above, masses, strict=True)],
        *_from_sure(sure, count),
        [line.length for line in lines], [line.density for line in lines],
        [total] * count, [sum(p > 0.5 for p in likely)] * count,
    ]  # fmt: skip
    return list(zip(*columns, strict=True))


def answers(row: Sequence[float]) -> list[str]:
    """The questions about a line that are answered with yes, as names of features."""
    return [
        name
        for questions, limits, value in zip(_QUESTIONS, COLUMNS.values(), row, strict=True)
        for name in questions[: bisect_left(limits, value)]
    ]


def _together(
    group: Sequence[int], weights: Sequence[float], masses: Sequence[float], total: float
) -> tuple[list[float], list[float]]:
    """How likely the others of each line's group are, on the whole, and the group's share of what is likely."""
    mass: dict[int, float] = {}
    weight: dict[int, float] = {}
    for name, w, m in zip(group, weights, masses, strict=True):
        mass[name] = mass.get(name, 0.0) + m
        weight[name] = weight.get(name, 0.0) + w
    others = [
        (mass[name] - m + 0.6) / (weight[name] - w + 3.0) for name, w, m in zip(group, weights, masses, strict=True)
    ]
    return others, [mass[name] / total for name in group]


def _around(weights: Sequence[float], masses: Sequence[float]) -> list[float]:
    """How likely the line and its neighbours are, the near counting more."""
    w, m = [0, 0, *weights, 0, 0], [0, 0, *masses, 0, 0]
    return [
        sum(share * value for share, value in zip(_WINDOW, m[at : at + 5], strict=True))
        / sum(share * value for share, value in zip(_WINDOW, w[at : at + 5], strict=True))
        for at in range(len(weights))
    ]


def _passed(masses: Sequence[float], total: float) -> list[float]:
    """The share of what is likely that stands above each line."""
    above, out = 0.0, []
    for mass in masses:
        out.append(above / total)
        above += mass
    return out


def _from_sure(sure: Sequence[int], count: int) -> tuple[list[float], list[float]]:
    """How many lines it is to the nearest sure one, and beyond the first or the last of them (before is negative)."""
    if not sure:
        return [_FAR] * count, [_FAR] * count
    near, beyond = [], []
    for index in range(count):
        at = bisect_left(sure, index)
        near.append(float(min(abs(index - place) for place in sure[max(0, at - 1) : at + 1])))
        beyond.append(float(index - sure[0] if index < sure[0] else max(0, index - sure[-1])))
    return near, beyond
