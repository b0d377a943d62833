"""A web archive (.warc, .warc.gz): every page in it as a document of its own, read one after the other.

Knows warcio. An archive may be of any size; a page in it is as large as any page may be, and one that unpacks to many
times its size is refused. Pages are named `crawl.warc.gz#https://example.org/story`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from newsdesk.importer.decoding import LARGEST
from newsdesk.importer.importing import Document
from newsdesk.importer.sources.found import Found

SUFFIXES = (".warc", ".warc.gz")
_CHUNK = 65536
_SUSPECT = 50_000_000  # bytes unpacked from which on the ratio counts
_RATIO = 150  # unpacked to packed; real pages reach 20
_PAGE = re.compile(r"(?:text/html|application/xhtml\+xml|text/plain)\b", re.IGNORECASE)
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_FAULTS = (ArchiveLoadFailed, OSError, EOFError, zlib.error, ValueError, LookupError, AttributeError, TypeError)


class _BombError(ValueError):
    """The archive unpacks to more than an archive of pages does."""


def read_archive(path: Path) -> Iterator[Found]:
    """Every page of the archive; faults of a record as faults of a page, a broken archive as one at its end."""
    name = str(path)
    try:
        with path.open("rb") as file:
            yield from _records(name, file)
    except _BombError:
        yield Found(name, fault=f"unpacks to more than {_RATIO} times its size: this is no archive of pages")
    except RecursionError:
        yield Found(name, fault="the archive is broken: fetch it again")
    except _FAULTS as error:
        yield Found(name, fault=f"the archive is broken ({_reason(error)}); what stood before the fault was read")


def _records(name: str, file: BinaryIO) -> Iterator[Found]:
    guard = _Guard(file)
    for record in ArchiveIterator(file, no_record_parse=False):
        found = _page(name, record) if record.rec_type in ("response", "resource") else None
        if found:
            yield found
        guard.drain(record)


def _page(name: str, record: Any) -> Found | None:
    """The record as a page; None if it is none: a picture, a redirect, an error."""
    address = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    headers = record.http_headers or record.rec_headers
    kind = str(headers.get_header("Content-Type") or "")
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if not address.startswith(("http://", "https://")) or address.endswith("/robots.txt"):
        return None
    if status != "200" or not _PAGE.match(kind):
        return None
    label = f"{name}#{address}"
    data = bytearray()
    stream = record.content_stream()
    while chunk := stream.read(_CHUNK):
        data += chunk
        if len(data) > LARGEST:
            return Found(label, fault=f"larger than {LARGEST // 1_000_000} MB")
    if getattr(record.raw_stream, "limit", 0) > 0:
        return Found(label, fault="the archive ends within it: fetch it again")
    charset = _CHARSET.search(kind)
    return Found(label, Document(label, bytes(data), address, charset[1] if charset else ""))


class _Guard:
    """Counts what an archive unpacks to. What is left of a record is read here, so that it is counted too."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unpacked = 0

    def drain(self, record: Any) -> None:
        """Reads what is left of the record. Raises _BombError as soon as it is too much."""
        left = 0
        while chunk := record.raw_stream.read(_CHUNK):
            left += len(chunk)
            self._judge(left)
        self._unpacked += max(left, record.length or 0)
        self._judge(0)

    def _judge(self, more: int) -> None:
        unpacked = self._unpacked + more
        if unpacked > _SUSPECT and unpacked > _RATIO * max(1, self._file.tell()):
            raise _BombError


def _reason(error: Exception) -> str:
    text = str(error.strerror if isinstance(error, OSError) else error) or type(error).__name__
    return " ".join(text.split())[:120]
