"""The two checkers, asked: what they find at a page or in a folder, as lines to read."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PHONE, DESK = (320, 640), (1280, 800)
FILTERS = Path(__file__).parent / "validator-filters.txt"


def violations(tab: Page) -> list[str]:
    """What the accessibility checker, whose script is in the page already, finds there as it is shown now."""
    # `preload` would load every style sheet anew for rules that no tag here asks for.
    run = f"axe.run(document, {{runOnly: {json.dumps(TAGS)}, resultTypes: ['violations'], preload: false}})"
    result: dict[str, Any] = tab.evaluate(run)
    return [
        f"{violation['id']}: {node['target']} {node.get('failureSummary', '')}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def messages(validator: tuple[str, ...], folder: Path) -> list[str]:
    """What the validator says of the HTML in a folder, but for what validator-filters.txt leaves out."""
    lines = FILTERS.read_text(encoding="utf-8").splitlines()
    known = "|".join(line for line in lines if line and not line.startswith("#"))
    options = ("--skip-non-html", "--format", "json", "--exit-zero-always", "--filterpattern", known)
    run = subprocess.run([*validator, *options, str(folder)], capture_output=True, text=True, check=True)
    return [
        f"{said['url'].removeprefix(folder.as_uri())}:{said.get('lastLine')}: {said['message']}"
        for said in json.loads(run.stderr)["messages"]
    ]
