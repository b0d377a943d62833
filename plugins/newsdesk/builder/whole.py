"""Files that are there whole or not at all, whoever is killed or reads meanwhile."""

from __future__ import annotations

import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file beside its place and moves it there. Several processes may do so at once: the last one counts."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)


def write_with_folder(path: Path, content: bytes) -> None:
    """Writes a file that nobody reads yet, and makes the folder that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
