"""What a source gives, one after the other: a document, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from newsdesk.importer.importing import Document


class Ticket(NamedTuple):
    """An entry of a feed: the feed's name, the entry's id there, a digest of what the feed tells of it."""

    feed: str
    id: str
    told: str


@dataclass(frozen=True)
class Found:
    """A document by the name it is known by, or what kept it from being one; neither if it was settled before.

    `named` says that the editor named this very document, and not a folder, feed or archive that holds it. `entry` says
    which feed told of it; `failed` why it could not be imported before, where nothing has changed since.
    """

    name: str
    document: Document | None = None
    fault: str = ""
    named: bool = False
    entry: Ticket | None = None
    failed: str = ""
