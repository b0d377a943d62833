"""`evaluate quotes` on gold data made up here, with a scorer of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsdesk.evaluation.asked import Asked
from newsdesk.evaluation.quotes import evaluate_quotes
from newsdesk.model.problems import UsageError

SCORER = """
def evaluate(folder, found, speech_only, ids):
    assert speech_only and ids == set(found)
    right = float(all(q["speaker_name"] == "Ada Example" for quotes in found.values() for q in quotes))
    some = {"gold": len(found), "m80": {"f1": 1.0}, "pair_e": {"f1": right}}
    none = {"gold": 0, "m80": {"f1": 0.0}, "pair_e": {"f1": 0.0}}
    return {"all": some, "direct": some, "mixed": none, "indirect": none}, []
"""


def test_sets_and_names_are_measured_and_kinds_without_gold_left_out(tmp_path: Path) -> None:
    (tmp_path / "quote_eval.py").write_text(SCORER)
    texts = tmp_path / "ggt" / "text"
    texts.mkdir(parents=True)
    (texts.parent / "gold.json").write_text(json.dumps({"a": {}}))
    (texts / "a.txt").write_text("“The ferry sails on Monday,” Ada Example said.\n")
    names = "source,name1,name2,match\nmade,Ada Example,Ada Exampel,1\nmade,Ada Example,Bo Lind,0\n"
    (tmp_path / "names.csv").write_text(names)
    report = evaluate_quotes(Asked(tmp_path, workers=1))
    assert {figure.key: figure.value for figure in report.figures} == {
        "ggt all words": 1.0, "ggt all pair": 1.0, "ggt direct words": 1.0, "ggt direct pair": 1.0,
        "names made pairs": 1.0,
    }  # fmt: skip
    assert report.costs.keys() == {"ggt"}


def test_a_folder_without_its_scorer_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"quote_eval\.py: no such file"):
        evaluate_quotes(Asked(tmp_path))
