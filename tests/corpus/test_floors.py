"""Every figure of every evaluation stays above its floor; see floors.json. They only rise.

The data is no part of the project: NEWSDESK_CORPORA names the folder that holds a folder for each kind; that of dates
is called timeline.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from newsdesk.evaluation.asked import Asked
from newsdesk.evaluation.floors import load_floors
from newsdesk.evaluation.kinds import KINDS, evaluate

CORPORA = os.environ.get("NEWSDESK_CORPORA", "")
FOLDERS = {"dates": "timeline"}
FLOORS = load_floors(Path(__file__).with_name("floors.json"))
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPORA, reason="NEWSDESK_CORPORA names no folder of gold data"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_figures_stay_above_their_floors(kind: str) -> None:
    report = evaluate(kind, Asked(Path(CORPORA) / FOLDERS.get(kind, kind), peer=False), FLOORS)
    assert {figure.key for figure in report.figures} >= FLOORS[kind].keys(), "a floor that nothing is measured for"
    assert not report.short
