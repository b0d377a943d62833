"""Every page before the HTML validator: no error and no warning."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

FILTERS = Path(__file__).parent / "validator-filters.txt"


def _filter() -> str:
    lines = FILTERS.read_text(encoding="utf-8").splitlines()
    return "|".join(line for line in lines if line and not line.startswith("#"))


def test_every_page_is_valid_html(pattern_site: Path, validator: tuple[str, ...]) -> None:
    options = ["--skip-non-html", "--format", "json", "--exit-zero-always"]
    if _filter():
        options += ["--filterpattern", _filter()]
    run = subprocess.run([*validator, *options, str(pattern_site)], capture_output=True, text=True, check=True)
    messages = json.loads(run.stderr)["messages"]
    assert [f"{m['url'].split('patterns')[-1]}:{m.get('lastLine')}: {m['message']}" for m in messages] == []
