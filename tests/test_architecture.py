"""The import rule of the house: which room may know which. See newsdesk/__init__.py for the map."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "plugins" / "newsdesk"
FEATURES = {"stories", "timelines", "commentary", "editions", "syndication"}
# Room → the rooms that it may import besides itself. Top-level modules are rooms of one file.
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "pelicanconf": {"model"},
    "settings": {"model", "pelicanconf"},
    "project": {"model", "pelicanconf", "settings"},
    "signals": {"model"},
    "source": {"model"},
    "language": {"model"},
    **{feature: {"model"} for feature in FEATURES},
    "cluster": {"model"},
    "importer": {"model", "source", "language", "cluster"},
    "review": {"model", "source", "language"},
    "evaluation": {"model", "language", "importer"},
    "builder": {"model", "source", "pelicanconf", "settings", "signals", "cluster"},
    "preview": {"model", "settings"},
    "publisher": {"model", "settings"},
    "mailing": {"model", "source", "settings", "editions", "builder", "publisher"},
    "status": {"model"},
    "console": {"model", "source"},
    "answer": {"builder", "console", "pelicanconf"},
    "building": {"builder", "cluster", "console", "pelicanconf", "project"},
    "commands": {"model"},
    "program": {"answer", "building", "commands", "console"},
    "catalogues": {"model"},
}
KNOW_PELICAN = {"builder/reader.py", "builder/writer.py", "builder/pelican_run.py"}
STANDARD_LIBRARY_ONLY = {"model", "language"}
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))


def imports(module: str) -> Iterator[str]:
    """Dotted names of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse((ROOT / module).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module: str) -> str:
    return module.split("/")[0].removesuffix(".py")


@pytest.mark.parametrize("module", [name for name in MODULES if name != "__init__.py"])
def test_a_room_imports_only_rooms_above_it(module: str) -> None:
    room = room_of(module)
    allowed = {room} | MAY_IMPORT[room]
    if module.endswith("plugin.py"):
        allowed |= {"signals"}
    rooms = {name.split(".")[1] for name in imports(module) if name.startswith("newsdesk.")}
    assert rooms - {"__version__"} <= allowed


@pytest.mark.parametrize("module", MODULES)
def test_only_doors_know_pelican(module: str) -> None:
    knows = any(name.split(".")[0] == "pelican" for name in imports(module))
    assert not knows or module.endswith("/plugin.py") or module in KNOW_PELICAN


@pytest.mark.parametrize("module", [name for name in MODULES if room_of(name) in STANDARD_LIBRARY_ONLY])
def test_the_heart_needs_only_the_standard_library(module: str) -> None:
    foreign = {name.split(".")[0] for name in imports(module)} - set(sys.stdlib_module_names) - {"newsdesk"}
    assert not foreign


def test_features_do_not_know_one_another() -> None:
    for feature in FEATURES:
        assert not MAY_IMPORT[feature] & FEATURES


def test_every_room_is_on_the_map() -> None:
    rooms = {room_of(name) for name in MODULES} - {"__init__"}
    assert rooms <= MAY_IMPORT.keys()
    text = (ROOT / "__init__.py").read_text("utf-8")
    assert all(f"    {room} " in text for room in rooms)
