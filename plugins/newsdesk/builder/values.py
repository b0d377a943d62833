"""Digests of values: two values have the same digest if, and only if, they are equal.

A value of a type that has no canonical form (a function, an open file, an object of a class that is no dataclass)
raises TypeError: a page must not depend on what cannot be compared.
"""

from __future__ import annotations

import msgspec

from newsdesk.builder.digests import digest_of

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: object) -> bytes:
    """The value in JSON, dataclasses as objects, keys in a fixed order."""
    return _encoder.encode(value)


def fingerprint(*values: object) -> str:
    """A digest of values as hexadecimal text."""
    return digest_of(_encoder.encode(values))
