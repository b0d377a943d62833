"""`evaluate quotes`: quotations, their speakers, and spellings of names, on gold data with a scorer of its own.

The folder holds `quote_eval.py`, a folder with `gold.json` and `text/ID.txt` for each set, and `names.csv` (source,
name1, name2, match). A figure is F1: of words and speaker both ("pair"), of words alone ("words"). With the `nlp` extra
each set is also read with the parser: "ggt+parser".
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from newsdesk.evaluation.asked import Asked
from newsdesk.evaluation.gold import load_json, load_scorer
from newsdesk.evaluation.report import Figure, Report
from newsdesk.evaluation.working import timed
from newsdesk.importer.parsing import find_parsers
from newsdesk.language.analysis import FoundQuotation, Parser
from newsdesk.language.quotations import find_quotations
from newsdesk.model.names import PROPOSE, score

SETS = ("ggt", "polnear", "seed")
_KINDS = ("all", "direct", "mixed", "indirect")


def evaluate_quotes(asked: Asked) -> Report:
    """Every set that the folder holds, then the names."""
    scorer = load_scorer(asked.data, "quote_eval")
    figures: list[Figure] = []
    costs: dict[str, float] = {}
    for name in SETS:
        if (asked.data / name).is_dir():
            for parser, part in ((None, name), *((parser, f"{name}+parser") for parser in _parsers())):
                found, costs[part] = _of_set(asked, name, part, parser, scorer)
                figures += found
    names = asked.data / "names.csv"
    return Report("quotes", (*figures, *(_of_names(names, asked.every) if names.is_file() else ())), costs)


def _parsers() -> tuple[Parser, ...]:
    """The parser of English, in which the sets are written, if it is installed."""
    return tuple(parser for lang, parser in find_parsers().items() if lang == "en")


def _of_set(asked: Asked, name: str, part: str, parser: Parser | None, scorer: Any) -> tuple[list[Figure], float]:
    """The figures of a set, and the CPU milliseconds that its median article costs."""
    folder = asked.data / name
    ids = list(asked.some(load_json(folder, "gold.json")))
    read = list(timed(partial(_read, folder, parser), ids, asked.workers))
    found = {key: quotations for key, (quotations, _) in zip(ids, read, strict=True)}
    result, _ = scorer.evaluate(str(folder), found, speech_only=True, ids=set(ids))
    figures = [
        Figure(part, f"{kind} {what}", result[kind][key]["f1"])
        for kind in _KINDS
        if result[kind]["gold"]
        for what, key in (("words", "m80"), ("pair", "pair_e"))
    ]
    return figures, median([cost for _, cost in read] or [0.0])


def _read(folder: Path, parser: Parser | None, key: str) -> list[dict[str, Any]]:
    with (folder / "text" / f"{key}.txt").open(encoding="utf-8", newline="") as file:
        quotations, _ = find_quotations(file.read(), parser=parser)
    return [as_prediction(quotation) for quotation in quotations]


def as_prediction(found: FoundQuotation) -> dict[str, Any]:
    """A quotation as scorers take it."""
    return {name: getattr(found, name) for name in found.__slots__}


def _of_names(path: Path, every: int) -> Iterator[Figure]:
    """F1 of pairs proposed as one person, by source."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::every]
    for source in sorted({row["source"] for row in rows}):
        pairs = [(score(row["name1"], row["name2"]) >= PROPOSE, row["match"] == "1")
                 for row in rows if row["source"] == source]  # fmt: skip
        right = sum(ours and gold for ours, gold in pairs)
        asked = sum(ours for ours, _ in pairs) + sum(gold for _, gold in pairs)
        yield Figure(f"names {source}", "pairs", 2 * right / asked if asked else 1.0)
