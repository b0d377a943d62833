"""Digests of bytes and files; those of values are in values.py, which takes longer to load."""

from __future__ import annotations

import hashlib

TYPE_CHECKING = False  # as in model/errors.py
if TYPE_CHECKING:
    from pathlib import Path

SIZE = 12  # bytes; with a million values the chance that any two digests meet is below one in 10^16
LENGTH = 2 * SIZE  # of one as text


def digest_of(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=SIZE).hexdigest()


def digest_of_files(folder: Path, pattern: str) -> str:
    """A digest of the names and contents of files below a folder."""
    total = hashlib.blake2b(digest_size=SIZE)
    for path in sorted(folder.rglob(pattern)):
        if path.is_file():
            content = path.read_bytes()
            total.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()
