"""A document to a draft: read it, analyse its words, lay out the article and the profiles. Pure but for `write_drafts`.

import_document(Document("talks.txt", data), Options(published=date(2018, 10, 13)))
→ ImportResult: the reading, what language found, files to write (path below content/, text), notes
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from newsdesk.importer.decoding import UnreadableError, decode, unpack
from newsdesk.importer.draft import Draft, Known, Wishes, draft_of
from newsdesk.importer.page.reader import read_page
from newsdesk.importer.page.tree import looks_like_html
from newsdesk.importer.rawtext import read_text
from newsdesk.importer.reading import Note, Reading
from newsdesk.language.analysis import Analysis, analyse
from newsdesk.model.problems import UsageError

_LONGEST_LINE = 500_000


@dataclass(frozen=True)
class Document:
    """Bytes as they came, the name of the file or the address, and the character set that the sender named."""

    name: str
    data: bytes = field(repr=False)
    url: str = ""
    charset: str = ""


@dataclass(frozen=True)
class Options:
    """What the editor says beforehand. `published` counts where the document has no date, and over a guessed one."""

    published: date | None = None
    wishes: Wishes = field(default_factory=Wishes)
    known: Known = field(default_factory=Known)
    lang: str = ""


@dataclass(frozen=True)
class ImportResult:
    """What was read, what was found in it, and the files to write."""

    reading: Reading
    analysis: Analysis
    draft: Draft

    @property
    def notes(self) -> tuple[Note, ...]:
        return (*self.reading.notes, *self.draft.notes)


def read_document(document: Document) -> Reading:
    """The article in the document, HTML or raw text. Raises UnreadableError if it is no text at all."""
    data = unpack(document.data)
    text = decode(data, document.charset)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise UnreadableError("the file is empty: there is nothing to import")
    if _is_binary(data):
        raise UnreadableError("this is no text: save the article as HTML or as plain text and import that")
    if looks_like_html(text):
        return read_page(text, document.url)
    return read_text(text)


def import_document(document: Document, options: Options) -> ImportResult:
    """The document as a draft article and draft profiles. Raises UnreadableError; writes nothing."""
    reading = _dated(read_document(document), options)
    if not reading.body:
        raise UnreadableError("no article was found in it: paste the article's text into a file and import that")
    analysis = analyse_reading(reading, options.lang)
    return ImportResult(reading, analysis, draft_of(reading, analysis, options.wishes, options.known))


def analyse_reading(reading: Reading, lang: str = "") -> Analysis:
    """What language finds in the body; dates are resolved only if the day of publication is known."""
    return analyse(reading.body, published=published_on(reading), lang=lang or reading.language or None)


def published_on(reading: Reading) -> date | None:
    """The day of publication, if it is known."""
    try:
        return date.fromisoformat(reading.date[:10])
    except ValueError:
        return None


def _dated(reading: Reading, options: Options) -> Reading:
    """The reading with the date that the editor gave, unless the document has one of its own that is sure."""
    if options.published is None or (reading.date and "date" not in reading.guesses):
        return reading
    notes = tuple(n for n in reading.notes if not (n.doing == "missing" and "publication date" in n.what))
    guesses = {name: how for name, how in reading.guesses.items() if name != "date"}
    return replace(reading, date=options.published.isoformat(), notes=notes, guesses=guesses)


def _is_binary(data: bytes) -> bool:
    """Whether the bytes are an image, an archive or the like: full of bytes that no text holds."""
    head = data[:4096]
    if head[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xd0\xcf\x11\xe0") or head[:3] == b"\xff\xd8\xff":
        return True
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not head:
        return False
    strange = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return strange > 0.1 * len(head)


def write_drafts(result: ImportResult, content: Path) -> tuple[Path, ...]:
    """Writes the article and the profiles; returns their paths. Never overwrites: raises UsageError and writes nothing.

    Each file appears whole or not at all.
    """
    targets = [(content / path, text) for path, text in result.draft.files]
    for path, _ in targets:
        there = _find_namesake(path, content)
        if there:
            shown = there.relative_to(content.parent)
            raise UsageError(
                f"{shown}: is there already; nothing was written. "
                "Rename or delete it, or import under another headline."
            )
    written: list[Path] = []
    try:
        for path, text in targets:
            _create(path, text)
            written.append(path)
    except FileExistsError as error:
        for path in written:
            path.unlink()
        raise UsageError(f"{error.filename}: appeared while writing; nothing was written. Import again.") from error
    return tuple(written)


def _find_namesake(path: Path, content: Path) -> Path | None:
    """A file that is there under this name; for an article, in whatever year: a slug is unique over all of them."""
    if path.parent.parent == content / "articles":
        return next(iter(sorted((content / "articles").glob(f"*/{path.name}"))), None)
    return path if path.exists() or path.is_symlink() else None


def _create(path: Path, text: str) -> None:
    """Writes beside the target and links it into place, which fails if the name is taken."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".import-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        os.link(name, path)
    finally:
        Path(name).unlink()
