"""Files that are there whole or not at all, whoever is killed or reads meanwhile."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # as in model/errors.py
if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: str | os.PathLike[str], content: bytes) -> None:
    """Writes a file beside its place and moves it there. Several processes may do so at once: the last one counts."""
    folder, name = os.path.split(path)
    beside = os.path.join(folder, f".{name}.{os.getpid()}")
    with open(beside, "wb") as file:
        file.write(content)
    os.replace(beside, path)


def write_with_folder(path: Path, content: bytes) -> None:
    """Writes a file that nobody reads yet, and makes the folder that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
