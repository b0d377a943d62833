"""The kinds of evaluation there are, by name; each is a function of what was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from newsdesk.evaluation.asked import Asked
from newsdesk.evaluation.dates import evaluate_dates
from newsdesk.evaluation.imports import evaluate_import
from newsdesk.evaluation.quotes import evaluate_quotes
from newsdesk.evaluation.report import Report
from newsdesk.model.problems import UsageError

KINDS: Mapping[str, Callable[[Asked], Report]] = MappingProxyType(
    {"import": evaluate_import, "dates": evaluate_dates, "quotes": evaluate_quotes}
)


def evaluate(kind: str, asked: Asked, floors: Mapping[str, Mapping[str, float]]) -> Report:
    """The figures of a kind beside their floors, which hold for all of the data. Raises UsageError."""
    if kind not in KINDS:
        raise UsageError(f'"{kind}" is no kind of evaluation. Kinds: {", ".join(KINDS)}.')
    if not asked.data.is_dir():
        raise UsageError(f"{asked.data}: no such folder. --data names a folder of gold data.")
    report = KINDS[kind](asked)
    return report if asked.every > 1 else report.with_floors(floors.get(kind, {}))
