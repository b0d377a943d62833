"""What an evaluation found: figures, each beside its floor and a peer's, as a table or as JSON. Pure.

set      what           here   floor   peer    lead over the peer (95 %)
fundus   body           0.941   0.930   0.930  +0.011 (+0.002 … +0.021)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class Lead:
    """How far ahead of the peer on the same items: the mean, and the bounds of its 95 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one set; more is always better. `floor` and `peer` are unknown unless given."""

    part: str
    name: str
    value: float
    peer: float | None = None
    lead: Lead | None = None
    floor: float | None = None

    @property
    def key(self) -> str:
        """The name of its floor: "fundus body"."""
        return f"{self.part} {self.name}"

    @property
    def is_short(self) -> bool:
        return self.floor is not None and round(self.value, 4) < self.floor


@dataclass(frozen=True)
class Report:
    """The figures of a kind, in order, and what one item costs: CPU milliseconds of the median, by tool."""

    kind: str
    figures: tuple[Figure, ...]
    costs: Mapping[str, float]
    notes: tuple[str, ...] = ()

    @property
    def short(self) -> tuple[Figure, ...]:
        """The figures that lie beneath their floor."""
        return tuple(figure for figure in self.figures if figure.is_short)

    def with_floors(self, floors: Mapping[str, float]) -> Report:
        return replace(self, figures=tuple(replace(one, floor=floors.get(one.key)) for one in self.figures))

    def as_json(self) -> str:
        figures = [asdict(figure) for figure in self.figures]
        return json.dumps({"kind": self.kind, "figures": figures, "cpu_ms": dict(self.costs), "notes": self.notes})

    def as_table(self) -> str:
        head = ("set", "what", "here", "floor", "peer", "lead over the peer (95 %)")
        rows = [head, *map(_row, self.figures)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
        lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
        lines += [f"{tool}: {cost:.1f} CPU ms at the median" for tool, cost in self.costs.items()]
        lines += self.notes
        lines += [f"beneath its floor: {one.key} {one.value:.4f} < {one.floor}" for one in self.short]
        return "\n".join(lines)


def _row(figure: Figure) -> tuple[str, ...]:
    lead = figure.lead
    shown = f"{lead.mean:+.3f} ({lead.low:+.3f} … {lead.high:+.3f})" if lead else ""
    return figure.part, figure.name, _number(figure.value), _number(figure.floor), _number(figure.peer), shown


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
