"""Evaluation: figures beside floors and a peer, on gold data made up here with a scorer of its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsdesk.evaluation.asked import Asked
from newsdesk.evaluation.floors import load_floors
from newsdesk.evaluation.gold import load_json, load_scorer
from newsdesk.evaluation.intervals import lead_of
from newsdesk.evaluation.kinds import KINDS, evaluate
from newsdesk.evaluation.report import Figure, Lead, Report
from newsdesk.evaluation.working import timed
from newsdesk.model.problems import UsageError

from tests.sites import ROOT

PARTS = {"a": "x", "b": "x", "c": "y"}


def test_a_figure_beneath_its_floor_is_short() -> None:
    report = Report("import", (Figure("pages", "body", 0.94), Figure("pages", "title", 0.9)), {})
    held = report.with_floors({"pages body": 0.95, "pages title": 0.9})
    assert [figure.key for figure in held.short] == ["pages body"]
    assert "beneath its floor: pages body 0.9400 < 0.95" in held.as_table()


def test_a_table_shows_floor_peer_and_interval() -> None:
    figure = Figure("pages", "body", 0.95, peer=0.9, lead=Lead(0.05, 0.01, 0.09), floor=0.94)
    lines = Report("import", (figure,), {"newsdesk": 41.26}).as_table().splitlines()
    assert lines[1].split() == ["pages", "body", "0.950", "0.940", "0.900", "+0.050", "(+0.010", "…", "+0.090)"]
    assert lines[2] == "newsdesk: 41.3 CPU ms at the median"


def test_json_says_all_that_the_table_says() -> None:
    figure = Figure("pages", "body", 0.95, lead=Lead(0.05, 0.01, 0.09))
    said = json.loads(Report("import", (figure,), {"newsdesk": 41.0}).as_json())
    assert said["figures"][0]["lead"] == {"mean": 0.05, "low": 0.01, "high": 0.09}
    assert said["cpu_ms"] == {"newsdesk": 41.0}


def test_a_lead_counts_each_part_the_same_and_only_shared_items() -> None:
    lead = lead_of({"a": 1.0, "b": 1.0, "c": 0.5, "d": 1.0}, {"a": 0.5, "b": 0.5, "c": 0.5}, PARTS)
    assert lead
    assert (lead.mean, lead.low, lead.high) == (0.25, 0.25, 0.25)
    assert lead_of({"a": 1.0}, {"b": 1.0}, PARTS) is None


def test_an_interval_holds_its_mean_and_is_the_same_every_time() -> None:
    ours = {str(number): float(number % 3 == 0) for number in range(60)}
    parts = dict.fromkeys(ours, "x")
    lead = lead_of(ours, dict.fromkeys(ours, 0.2), parts)
    assert lead
    assert lead.low < lead.mean < lead.high
    assert lead == lead_of(ours, dict.fromkeys(ours, 0.2), parts)


def test_work_comes_back_in_order_with_its_cost() -> None:
    found = list(timed(str, range(20), workers=2))
    assert [result for result, _ in found] == [str(number) for number in range(20)]
    assert all(cost >= 0 for _, cost in found)


def test_a_scorer_is_run_from_the_folder_with_its_neighbours(tmp_path: Path) -> None:
    (tmp_path / "neighbour_of_scorer.py").write_text("ONE = 1\n")
    (tmp_path / "scorer.py").write_text("from neighbour_of_scorer import ONE\n\ndef score(): return ONE\n")
    assert load_scorer(tmp_path, "scorer").score() == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [("quoets", "no kind of evaluation"), (next(iter(KINDS)), "no such f")],
)
def test_what_cannot_be_evaluated_is_said(tmp_path: Path, kind: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        evaluate(kind, Asked(tmp_path), {})


def test_dates_and_events_are_scored_by_the_folders_own_scorers(tmp_path: Path) -> None:
    text = "The mayor opened the bridge on Thursday. She thanked the engineers."
    article = {
        "corpus": "made", "id": "1", "lang": "en", "dct": "2018-10-13", "text": text, "events": [{"sent": 2}],
        "timexes": [{"start": 31, "end": 39, "type": "DATE", "value": "2018-10-11"}],
    }  # fmt: skip
    (tmp_path / "made.jsonl").write_text(json.dumps(article) + "\n" + json.dumps({**article, "dct": ""}) + "\n")
    (tmp_path / "score.py").write_text(
        "def score(gold, found):\n"
        "    right = [p['value'] for p in found['made', '1']] == ['2018-10-11']\n"
        "    return dict.fromkeys(('C_F1', 'C_P', 'C_R', 'C_relaxed'), float(right and len(gold) == 1))\n"
    )
    (tmp_path / "event_score.py").write_text(
        "import json, sys\n"
        "preds = json.loads(open(sys.argv[2]).read())['preds']\n"
        "print(f'anchor_acc {len(preds) / 2:.3f} | pairs 1 recall 0.500 | proposals/doc 2.0')\n"
    )
    report = evaluate("dates", Asked(tmp_path, workers=1), {"dates": {"made events": 1.0}})
    values = {figure.key: figure.value for figure in report.figures}
    assert values["made dates"] == values["made events"] == values["made articles with few proposals"] == 1.0
    assert values["made events by dates alone"] == 0.5
    assert values["made events as proposed"] == 1.0  # the opening, and what followed on that day
    assert not report.short


def test_a_folder_without_dated_articles_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no articles with dates"):
        evaluate("dates", Asked(tmp_path), {})


def test_broken_gold_data_is_named(tmp_path: Path) -> None:
    (tmp_path / "gold.json").write_text("{")
    with pytest.raises(UsageError, match=r"gold\.json: is no JSON"):
        load_json(tmp_path, "gold.json")


def test_floors_name_kinds_that_there_are() -> None:
    floors = load_floors(ROOT / "tests" / "corpus" / "floors.json")
    assert floors
    assert floors.keys() <= KINDS.keys()
    assert load_floors(ROOT / "no such file.json") == {}
