"""Bytes to text: the character set that a document declares, if it holds; else the one that its bytes show."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib

LARGEST = 10_000_000  # bytes, unpacked; the largest real page of the measured sets has 4 million
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
# What browsers take these for (WHATWG Encoding Standard).
_MEANT = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
          "gb2312": "gb18030", "gbk": "gb18030", "iso-8859-9": "cp1254", "euc-kr": "cp949", "shift_jis": "cp932",
          "x-sjis": "cp932", "iso-8859-11": "cp874", "tis-620": "cp874"}  # fmt: skip


class UnreadableError(ValueError):
    """A document that cannot be read; the message says why and what to do."""


def decode(data: bytes, declared: str = "") -> str:
    """The text of the bytes. `declared` is what the sender named. Raises nothing; what fits nothing is replaced."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        stray = error
    match = _DECLARED.search(data[:4096])
    for name in (declared, match[1].decode("ascii") if match else ""):
        name = _MEANT.get(name.lower(), name.lower())
        if name and name not in ("utf-8", "utf8") and (text := _try(data, name)) is not None:
            return text
    if match and match[1].lower() in (b"utf-8", b"utf8") or _is_mostly_utf8(data, stray):
        return data.decode("utf-8", "replace")
    return _guess(data)


def unpack(data: bytes) -> bytes:
    """The bytes, unpacked if they are gzip. Raises UnreadableError if they are broken or larger than `LARGEST`."""
    if not data.startswith(b"\x1f\x8b"):
        if len(data) > LARGEST:
            raise UnreadableError(f"larger than {LARGEST // 1_000_000} MB: cut out the article and import that")
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            plain = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableError(f"the gzip file is broken ({error}): fetch it again") from error
    if len(plain) > LARGEST:
        raise UnreadableError(f"larger than {LARGEST // 1_000_000} MB unpacked: cut out the article and import that")
    return plain


def _try(data: bytes, name: str) -> str | None:
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        text = data.decode(name, "replace")
        return text if text.count("\ufffd") * 200 < len(text) else None
    except (LookupError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether stray bytes spoil what is UTF-8 otherwise."""
    text = data[:200_000].decode("utf-8", "replace")
    foreign = sum(ord(char) > 127 for char in text)
    return text.count("\ufffd") * 3 < foreign or error.start > len(data) - 8


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:60_000]).best()
    name = best.encoding if best else "cp1252"
    return data.decode(name, "replace")
