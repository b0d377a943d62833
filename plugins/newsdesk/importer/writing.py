"""Drafts written below content/: whole or not at all, and never over what is there.

Profiles are written before the article, so that a run that is cut off leaves no story that names somebody unknown.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from newsdesk.importer.importing import ImportResult
from newsdesk.model.problems import UsageError


def write_drafts(result: ImportResult, content: Path) -> tuple[Path, ...]:
    """Writes the article and the profiles; returns their paths, the article's first. Never overwrites: raises
    UsageError and writes nothing. What is there already to the letter counts as written."""
    article, *profiles = [(content / path, text) for path, text in result.draft.files]
    for path, text in (article, *profiles):
        there = find_namesake(path, content)
        if there and not (there == path and holds(path, text)):
            raise UsageError(
                f"{there.relative_to(content.parent)}: is there already; nothing was written. "
                "Rename or delete it, or import under another headline."
            )
    written: list[Path] = []
    try:
        for path, text in (*profiles, article):
            if not path.exists():
                _create(path, text)
                written.append(path)
    except FileExistsError as error:
        for path in written:
            path.unlink()
        raise UsageError(f"{error.filename}: appeared while writing; nothing was written. Import again.") from error
    return (article[0], *(path for path, _ in profiles))


def write_missing(files: Iterable[tuple[str, str]], content: Path) -> tuple[Path, ...]:
    """Writes those of the files that are not there yet; returns their paths."""
    written = []
    for name, text in files:
        path = content / name
        if find_namesake(path, content) is None:
            _create(path, text)
            written.append(path)
    return tuple(written)


def replace_draft(path: Path, text: str) -> None:
    """Writes over a draft that nobody has edited, in one step."""
    name = _beside(path, text)
    name.replace(path)


def find_namesake(path: Path, content: Path) -> Path | None:
    """A file that is there under this name; for an article, in whatever year: a slug is unique over all of them."""
    if path.parent.parent == content / "articles":
        return next(iter(sorted((content / "articles").glob(f"*/{path.name}"))), None)
    return path if path.exists() or path.is_symlink() else None


def holds(path: Path, text: str) -> bool:
    """Whether the file is there with just this text."""
    return not path.is_symlink() and path.is_file() and path.read_bytes() == text.encode()


def _create(path: Path, text: str) -> None:
    """Writes beside the target and links it into place, which fails if the name is taken."""
    name = _beside(path, text)
    try:
        os.link(name, path)
    finally:
        name.unlink()


def _beside(path: Path, text: str) -> Path:
    """The text in a file of its own in the target's folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".import-", dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(name).chmod(0o644)
    return Path(name)
