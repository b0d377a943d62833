"""Gold data in a folder: its JSON files, and its scorers, which are Python files run as they are."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from newsdesk.model.problems import UsageError


def load_json(folder: Path, name: str) -> Any:
    """What a JSON file of the folder holds. Raises UsageError if it is missing or broken."""
    try:
        return json.loads((folder / name).read_text("utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{folder / name}: no such file. --data names a folder of gold data that holds it.") from error
    except ValueError as error:
        raise UsageError(f"{folder / name}: is no JSON ({error}). Fetch the gold data again.") from error


def load_scorer(folder: Path, name: str) -> ModuleType:
    """A scorer of the folder as a module; it may import its neighbours. Raises UsageError if it is missing."""
    path = folder / f"{name}.py"
    if not path.is_file():
        raise UsageError(f"{path}: no such file. --data names a folder of gold data with its scorers.")
    sys.path.insert(0, str(folder))
    try:
        spec = importlib.util.spec_from_file_location(name, path)
        if spec is None or spec.loader is None:
            raise UsageError(f"{path}: is no Python file.")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(folder))
    return module
