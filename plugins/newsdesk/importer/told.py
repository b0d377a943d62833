"""What comes with a document and is not in it: the headers of a mail, a feed's entry, the address of a record.

    Told(title="Ferry returns", date="2023-05-03", how="the mail's headers")

A page's own words count for more than a feed's, and a mail's subject for more than a forwarded page's title.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsdesk.importer.reading import Reading

_MISSING = {"title": "headline", "authors": "author", "date": "publication date"}


@dataclass(frozen=True)
class Told:
    """What the sender of a document says of it; empty where nothing. `how` names the sender, for the editor.

    `first` says that it counts for more than what the document says itself.
    """

    how: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    source: str = ""
    summary: str = ""
    language: str = ""
    first: bool = False


def with_told(reading: Reading, told: Told) -> Reading:
    """The reading, completed or corrected by what was told; each value that was taken is named a guess with its how."""
    said = {name: getattr(told, name) for name in ("title", "authors", "date", "source", "summary")}
    taken = {name: value for name, value in said.items() if value and _counts(name, reading, told)}
    if not taken:
        return reading
    notes = tuple(
        note
        for note in reading.notes
        if not any(name in taken and note.doing == "missing" and words in note.what for name, words in _MISSING.items())
    )
    guesses = {name: how for name, how in reading.guesses.items() if name not in taken}
    guesses |= {name: f"from {told.how}" for name in taken if name in ("title", "authors", "date")}
    return replace(reading, **taken, notes=notes, guesses=guesses)


def _counts(name: str, reading: Reading, told: Told) -> bool:
    """Whether what was told of it counts: always if it comes first, else where the document is silent or unsure."""
    mine = reading.source
    of_address = name == "source" and mine.islower() and mine in reading.url  # no name, only a part of the host's
    return told.first or not getattr(reading, name) or name in reading.guesses or of_address
