"""What somebody wants evaluated: on which data, how much of it, beside a peer or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Asked:
    """`data` is the folder of gold data; of it every n-th item is read; `peer` also runs another tool on it."""

    data: Path
    every: int = 1
    workers: int = 0
    peer: bool = True

    def some(self, rows: Mapping[str, Row]) -> dict[str, Row]:
        """Every n-th of the rows."""
        return dict(list(rows.items())[:: self.every])
