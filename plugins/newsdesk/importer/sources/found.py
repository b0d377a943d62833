"""What a source gives, one after the other: a document, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.importer.importing import Document


@dataclass(frozen=True)
class Found:
    """A document by the name it is known by, or what kept it from being one; neither if it was settled before.

    `named` says that the editor named this very document, and not a folder, feed or archive that holds it. `entry` is
    the feed that told of it and its id there.
    """

    name: str
    document: Document | None = None
    fault: str = ""
    named: bool = False
    entry: tuple[str, str] | None = None
