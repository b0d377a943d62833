"""One order for what Pagefind writes in any order: filters and their values, which come out of a hash table.

Without it, two builds of the same pages would differ (law 2). Pagefind's files (1.5: gzip around the word
"pagefind_dcd" and CBOR, RFC 8949) are read, put in order and named anew by their content:

    filter/<lang>_<hash>.pf_filter     [filter, [[value, [page, …]], …]]
    pagefind.<lang>_<hash>.pf_meta     [version, pages, chunks, [[filter, <lang>_<hash>], …], sorts, fields]
    pagefind-entry.json                names the pf_meta of each language
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from newsdesk.model.problems import UsageError

Value = int | str | list["Value"]
_MAGIC = b"pagefind_dcd"
_NUMBER, _TEXT, _LIST = 0, 3, 4  # CBOR's major types that occur
_FILTERS = 3  # their place in pf_meta


def put_in_order(index: Path) -> None:
    """Writes the files of an index anew, so that they are a function of the pages."""
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text("utf-8"))
    for language in sorted(entry["languages"]):
        known = entry["languages"][language]
        known["hash"] = _order_meta(index, language, known["hash"])
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8")


def _order_meta(index: Path, language: str, name: str) -> str:
    path = index / f"pagefind.{name}.pf_meta"
    meta = _read(path)
    filters = _as_list(_as_list(meta)[_FILTERS])
    filters[:] = sorted(
        ([one[0], _order_filter(index, language, str(one[1]))] for one in map(_as_list, filters)), key=str
    )
    path.unlink()
    return _write(index, "pagefind.{}.pf_meta", language, meta)


def _order_filter(index: Path, language: str, name: str) -> str:
    path = index / "filter" / f"{name}.pf_filter"
    found = _read(path)
    values = _as_list(_as_list(found)[1])
    values.sort(key=lambda value: str(_as_list(value)[0]))
    path.unlink()
    return _write(index / "filter", "{}.pf_filter", language, found)


def _read(path: Path) -> Value:
    content = gzip.decompress(path.read_bytes())
    if not content.startswith(_MAGIC):
        raise UsageError(f"{path.name}: not as Pagefind 1.5 writes it. Install the version that the lock file names.")
    return _decode(content, iter(range(len(_MAGIC), len(content))))


def _write(folder: Path, pattern: str, language: str, value: Value) -> str:
    content = _MAGIC + _encode(value)
    name = f"{language}_{hashlib.sha256(content).hexdigest()[:10]}"
    (folder / pattern.format(name)).write_bytes(gzip.compress(content, mtime=0))
    return name


def _as_list(value: Value) -> list[Value]:
    if not isinstance(value, list):
        raise UsageError(
            "Pagefind's index is not as its version 1.5 writes it. Install the one that the lock file names."
        )
    return value


def _decode(content: bytes, at: Iterator[int]) -> Value:
    kind, short = divmod(content[next(at)], 32)
    size = short if short < 24 else int.from_bytes(bytes(content[next(at)] for _ in range(1 << (short - 24))))
    if kind == _NUMBER:
        return size
    if kind == _TEXT:
        return bytes(content[next(at)] for _ in range(size)).decode()
    if kind == _LIST:
        return [_decode(content, at) for _ in range(size)]
    raise UsageError(f"Pagefind's index holds a value of CBOR type {kind}, which its version 1.5 does not write.")


def _encode(value: Value) -> bytes:
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        return _head(_TEXT, len(value.encode())) + value.encode()
    return _head(_LIST, len(value)) + b"".join(map(_encode, value))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind * 32 + size])
    width = next(width for width in range(4) if size < 1 << (8 << width))
    return bytes([kind * 32 + 24 + width]) + size.to_bytes(1 << width)
