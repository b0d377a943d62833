"""What an editor names, opened one after the other: files, folders, `-`, addresses, mails, archives.

open_all(locate(["inbox", "https://example.org/story", "-"]), …)  →  Found, Found, …
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from newsdesk.importer.decoding import LARGEST, UnreadableError, unpack
from newsdesk.importer.fetch import FetchError, fetch, is_address
from newsdesk.importer.importing import Document
from newsdesk.importer.interface import read_file
from newsdesk.importer.sources.archive import SUFFIXES as ARCHIVES
from newsdesk.importer.sources.archive import read_archive
from newsdesk.importer.sources.found import Found
from newsdesk.importer.sources.mail import SUFFIX as MAIL
from newsdesk.importer.sources.mail import read_mail

STDIN = "-"
STDIN_NAME = "standard input"
_SUFFIXES = (".txt", ".md", ".text", ".html", ".htm", ".xhtml", ".gz", ".warc", MAIL)


@dataclass(frozen=True)
class Source:
    """One thing to open. `named` says that the editor named it, and not a folder that holds it."""

    name: str
    named: bool = True


IsDone = Callable[[Source], bool]


def locate(names: Iterable[str]) -> tuple[Source, ...]:
    """The sources behind the names, each folder replaced by the documents in it, in the order of their paths."""
    out: list[Source] = []
    for name in names:
        path = Path(name)
        if name == STDIN or is_address(name) or not _is_folder(path):
            out.append(Source(name))
        else:
            out += (Source(str(item), named=False) for item in sorted(path.rglob("*")) if _is_document(item))
    return tuple(dict.fromkeys(out))


def open_source(
    source: Source, *, allow_private: bool = False, is_done: IsDone = lambda source: False
) -> Iterator[Found]:
    """The documents of one source; what keeps one from being read is told and stops no other.

    A file of which `is_done` holds is not opened.
    """
    name = source.name
    try:
        if name == STDIN:
            yield Found(STDIN_NAME, _from_stream(STDIN_NAME, sys.stdin.buffer), named=True)
        elif is_address(name):
            page = fetch(name, allow_private=allow_private)
            yield Found(name, Document(name, page.data, page.url, page.charset), named=source.named)
        elif is_done(source):
            yield Found(name, named=source.named)
        elif name.lower().endswith(ARCHIVES):
            yield from read_archive(Path(name))
        else:
            yield Found(name, _from_file(name), named=source.named)
    except (UnreadableError, FetchError, OSError) as error:
        yield Found(name, fault=str(error), named=source.named)


def _from_file(name: str) -> Document:
    document = read_file(name)
    plain = name.lower().removesuffix(".gz")
    return read_mail(name, unpack(document.data)) if plain.endswith(MAIL) else document


def _from_stream(name: str, stream: BinaryIO) -> Document:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise UnreadableError(f"larger than {LARGEST // 1_000_000} MB: cut out the article and import that")
    return Document(name, data)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith(".") and path.is_file()
