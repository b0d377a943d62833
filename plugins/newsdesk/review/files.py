"""Content files read and written whole: to the byte, and never over somebody else's change.

The new text is written beside the file and renamed over it, so that the file is the old one or the new one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from newsdesk.model.problems import Place, Problem, RefusedError
from newsdesk.source.tree import list_tree, prefix_of, read_bytes


class ChangedError(RefusedError):
    """The file is no longer what it was when it was read; nothing was written."""


def text_paths(content: Path) -> Iterator[str]:
    """Every Markdown file of a content tree, relative to it, in order."""
    yield from (path for _, path in list_tree(content).files)


def read_text(content: Path, path: str) -> str:
    """The text of a content file with its line ends and byte order mark. Raises `UnreadableError`, or OSError."""
    raw = read_bytes(content, path)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadableError(content, path) from error


class UnreadableError(RefusedError):
    """A file that cannot be read as a content file."""

    def __init__(self, content: Path, path: str) -> None:
        fault = "the file cannot be read"
        self.problem = Problem(Place(f"{prefix_of(content)}{path}"), fault, "See ./desk check.", "review")
        super().__init__(f"{self.problem.place}: {self.problem.message}")


def replace_text(content: Path, path: str, before: str, after: str) -> None:
    """Write `after` over a file that holds `before`; raises `ChangedError` if it holds something else by now."""
    check_unchanged(content, path, before)
    target = content / path
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}-", suffix=".part")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(target.stat().st_mode & 0o777)
        check_unchanged(content, path, before)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def check_unchanged(content: Path, path: str, before: str) -> None:
    """Raises `ChangedError` unless the file holds `before` still."""
    try:
        same = read_bytes(content, path) == before.encode("utf-8")
    except FileNotFoundError:
        same = False
    if not same:
        raise ChangedError(f"{prefix_of(content)}{path} was changed meanwhile; it was left as it is")


def remove_text(content: Path, path: str, before: str) -> None:
    """Delete a file that holds `before`; raises `ChangedError` if it holds something else by now."""
    check_unchanged(content, path, before)
    (content / path).unlink()


def create_text(content: Path, path: str, text: str) -> None:
    """Write a file that is not there yet; raises FileExistsError if it is."""
    target = content / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8", newline="") as file:
        file.write(text)
