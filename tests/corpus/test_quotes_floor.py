"""Floors on the gold data: F1 of words and speaker, of names. They only rise.

The data is no part of the project: NEWSDESK_CORPORA names the folder that holds `quotes/`, whose own scorer judges.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from newsdesk.language.quotations import find_quotations
from newsdesk.model.names import PROPOSE, score

CORPORA = Path(os.environ.get("NEWSDESK_CORPORA", ""))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif("NEWSDESK_CORPORA" not in os.environ, reason="NEWSDESK_CORPORA names no gold data"),
]
FLOORS = {
    ("ggt", "all"): 0.73,
    ("ggt", "direct"): 0.85,
    ("ggt", "indirect"): 0.62,
    ("polnear", "all"): 0.765,
    ("polnear", "direct"): 0.93,
    ("polnear", "indirect"): 0.595,
    ("seed", "all"): 0.95,
}
NAMES = {"everypolitician": 0.87, "name_bench": 0.895}


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("quote_eval", CORPORA / "quotes" / "quote_eval.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def summary(dataset: str) -> dict[str, Any]:
    folder = CORPORA / "quotes" / dataset
    found = {}
    for article in json.loads((folder / "gold.json").read_text("utf-8")):
        with (folder / "text" / f"{article}.txt").open(encoding="utf-8", newline="") as file:
            quotations, _ = find_quotations(file.read())
        found[article] = [{name: getattr(quotation, name) for name in quotation.__slots__} for quotation in quotations]
    result, _ = scorer().evaluate(str(folder), found, speech_only=True)
    return dict(result)


@pytest.mark.parametrize(("dataset", "kind"), FLOORS)
def test_words_and_speaker_stay_above_their_floor(dataset: str, kind: str) -> None:
    assert summary(dataset)[kind]["pair_e"]["f1"] >= FLOORS[dataset, kind]


@pytest.mark.parametrize("source", NAMES)
def test_names_stay_above_their_floor(source: str) -> None:
    with (CORPORA / "quotes" / "names.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["source"] == source]
    proposed = [(score(row["name1"], row["name2"]) >= PROPOSE, row["match"] == "1") for row in rows]
    right = sum(ours and gold for ours, gold in proposed)
    assert 2 * right / (sum(ours for ours, _ in proposed) + sum(gold for _, gold in proposed)) >= NAMES[source]
