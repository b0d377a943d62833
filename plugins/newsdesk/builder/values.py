"""Digests of values: two values have the same digest if, and only if, they are equal.

A value of a type that has no canonical form (a function, an open file, an object of a class that is no dataclass)
raises TypeError: a page must not depend on what cannot be compared.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

_encoder = msgspec.json.Encoder(order="deterministic")
SIZE = 12  # bytes; with a million values the chance that any two digests meet is below one in 10^16


def encode(value: object) -> bytes:
    """The value in JSON, dataclasses as objects, keys in a fixed order."""
    return _encoder.encode(value)


def fingerprint(*values: object) -> str:
    """A digest of values as hexadecimal text."""
    return digest_of(_encoder.encode(values))


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
