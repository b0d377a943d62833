"""Floors of the figures: numbers in a JSON file, by kind, then by the figure's key. They only rise.

{"import": {"pages body": 0.945, "fundus title": 0.93}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path


def load_floors(path: Path) -> Mapping[str, Mapping[str, float]]:
    """The floors in the file; none where there is no file, as in a project that only uses the desk."""
    if not path.is_file():
        return {}
    return {
        kind: {key: float(value) for key, value in floors.items()}
        for kind, floors in json.loads(path.read_text("utf-8")).items()
    }
