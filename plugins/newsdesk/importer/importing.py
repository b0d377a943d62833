"""A document to a draft: read it, analyse its words, lay out the article and the profiles. Pure.

import_document(Document("talks.txt", data), Options(published=date(2018, 10, 13)))
→ ImportResult: the reading, what language found, files to write (path below content/, text), notes
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from newsdesk.importer.decoding import UnreadableError, decode, unpack
from newsdesk.importer.draft import Draft, Known, Wishes, draft_of
from newsdesk.importer.page.reader import read_page
from newsdesk.importer.page.tree import looks_like_html
from newsdesk.importer.parsing import find_parsers
from newsdesk.importer.rawtext import read_text
from newsdesk.importer.reading import Note, Reading
from newsdesk.importer.told import Told, with_told
from newsdesk.language.analysis import Analysis, analyse


@dataclass(frozen=True)
class Document:
    """Bytes as they came, the name of the file or the address, the character set and what else the sender told."""

    name: str
    data: bytes = field(repr=False)
    url: str = ""
    charset: str = ""
    told: Told = field(default_factory=Told)
    notes: tuple[Note, ...] = ()
    markup: bool = False  # the sender says that it is HTML, whatever it looks like


@dataclass(frozen=True)
class Options:
    """What the editor says beforehand. `published` counts where the document has no date, and over a guessed one.

    `pictures` are those that were saved already: address → path below content/.
    """

    published: date | None = None
    wishes: Wishes = field(default_factory=Wishes)
    known: Known = field(default_factory=Known)
    lang: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Prepared:
    """A document read and its words analysed: all that can be done without knowing the digest."""

    reading: Reading
    analysis: Analysis


@dataclass(frozen=True)
class ImportResult:
    """What was read, what was found in it, and the files to write."""

    reading: Reading
    analysis: Analysis
    draft: Draft

    @property
    def notes(self) -> tuple[Note, ...]:
        return (*self.reading.notes, *self.draft.notes)

    def with_notes(self, notes: tuple[Note, ...]) -> ImportResult:
        """The same, with something more to tell of the draft."""
        return replace(self, draft=replace(self.draft, notes=(*self.draft.notes, *notes)))


def read_document(document: Document) -> Reading:
    """The article in the document, HTML or raw text. Raises UnreadableError if it is no text at all."""
    data = unpack(document.data)
    text = decode(data, document.charset)
    if not text.strip("\ufeff \t\r\n\x00"):
        raise UnreadableError("the file is empty: there is nothing to import")
    if _is_binary(data):
        raise UnreadableError("this is no text: save the article as HTML or as plain text and import that")
    reading = read_page(text, document.url) if document.markup or looks_like_html(text) else read_text(text)
    reading = with_told(reading, document.told)
    return replace(reading, notes=(*document.notes, *reading.notes)) if document.notes else reading


def prepare(document: Document, published: date | None = None, lang: str = "") -> Prepared:
    """The document, read and analysed. Raises UnreadableError. `published` counts over a date that is guessed."""
    reading = _dated(read_document(document), published)
    if not reading.body:
        raise UnreadableError("no article was found in it: paste the article's text into a file and import that")
    return Prepared(reading, analyse_reading(reading, lang))


def import_document(document: Document, options: Options) -> ImportResult:
    """The document as a draft article and draft profiles. Raises UnreadableError; writes nothing."""
    return draft(prepare(document, options.published, options.lang), options)


def draft(prepared: Prepared, options: Options) -> ImportResult:
    """What was prepared as a draft article and draft profiles, in the light of what the digest has already."""
    reading, told = prepared.reading, options.known.told
    analysis = prepared.analysis.knowing(told, reading.body, published_on(reading)) if told else prepared.analysis
    return ImportResult(reading, analysis, draft_of(reading, analysis, options.wishes, options.known, options.pictures))


def analyse_reading(reading: Reading, lang: str = "") -> Analysis:
    """What language finds in the body; dates are resolved only if the day of publication is known."""
    lang = lang or reading.language
    return analyse(reading.body, published=published_on(reading), lang=lang or None, parsers=find_parsers())


def published_on(reading: Reading) -> date | None:
    """The day of publication, if it is known."""
    try:
        return date.fromisoformat(reading.date[:10])
    except ValueError:
        return None


def _dated(reading: Reading, published: date | None) -> Reading:
    """The reading with the date that the editor gave, unless the document has one of its own that is sure."""
    if published is None or (reading.date and "date" not in reading.guesses):
        return reading
    notes = tuple(n for n in reading.notes if not (n.doing == "missing" and "publication date" in n.what))
    guesses = {name: how for name, how in reading.guesses.items() if name != "date"}
    return replace(reading, date=published.isoformat(), notes=notes, guesses=guesses)


def _is_binary(data: bytes) -> bool:
    """Whether the bytes are an image, an archive or the like: full of bytes that no text holds."""
    head = data[:4096]
    if head[:4] in (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xd0\xcf\x11\xe0") or head[:3] == b"\xff\xd8\xff":
        return True
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or not head:
        return False
    strange = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return strange > 0.1 * len(head)
