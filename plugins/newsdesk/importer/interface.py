"""The machine interface: a document as one JSON object on one line. Kept stable; writes nothing.

{"path", "title", "authors", "date", "language", "place", "section", "source", "topics", "body", "markdown",
 "quotations", "events", "notes"}        or        {"path", "error"}
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from newsdesk.importer.decoding import LARGEST, UnreadableError
from newsdesk.importer.importing import Document, analyse_reading, read_document
from newsdesk.language.analysis import Analysis


def read_file(name: str) -> Document:
    """The file as a document. Raises UnreadableError, with the reason."""
    path = Path(name)
    try:
        if path.is_dir():
            raise UnreadableError("is a folder: name the files in it")
        if path.stat().st_size > LARGEST:
            raise UnreadableError(f"larger than {LARGEST // 1_000_000} MB: cut out the article and import that")
        return Document(name, path.read_bytes())
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableError):
            raise
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableError(f"cannot be read: {reason or error}") from error


def json_line(document: Document, published: date | None = None, *, bare: bool = False) -> str:
    """The object of one document. With `bare` its words are not analysed: quotations and events stay empty."""
    return json.dumps(as_object(document, published, bare=bare), ensure_ascii=True)


def as_object(document: Document, published: date | None = None, *, bare: bool = False) -> Mapping[str, object]:
    reading = read_document(document)
    if published and (not reading.date or "date" in reading.guesses):
        reading = replace(reading, date=published.isoformat())
    analysis = Analysis(reading.language) if bare else analyse_reading(reading)
    body = reading.body
    return {
        "path": document.name,
        "title": reading.title,
        "authors": list(reading.authors),
        "date": reading.date or None,
        "language": reading.language,
        "place": reading.place or None,
        "section": reading.section or None,
        "source": {"name": reading.source, "url": reading.url or None} if reading.source else None,
        "topics": list(reading.topics),
        "body": body,
        "markdown": reading.markdown,
        "quotations": [
            {
                "words": body[found.content_start : found.content_end],
                "start": found.content_start,
                "end": found.content_end,
                "speaker": found.speaker_name,
                "mention": found.speaker_text,
                "speech": found.speech,
                "venue": found.venue,
                "confidence": found.confidence,
                "why": found.why,
            }
            for found in analysis.quotations
        ],
        "events": [
            {"date": found.date, "title": found.title, "start": found.start, "end": found.end, "place": found.place}
            for found in analysis.events
        ],
        "notes": [
            {"doing": note.doing, "what": note.what, "words": note.words, "line": note.line} for note in reading.notes
        ],
    }
