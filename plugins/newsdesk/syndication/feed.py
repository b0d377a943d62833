"""What a feed is made of, whatever its format: a channel and its entries; and their ids, which outlive addresses."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsdesk.model.site import Site

ENTRIES = 30
# A feed without entries has never been updated; the current time would make every build differ.
NEVER = "1970-01-01T00:00:00Z"
FIRST_YEAR = 2026
# Characters that XML 1.0 cannot hold, not even escaped (section 2.2, "Char"), and halves of surrogate pairs.
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One item: addresses are absolute, dates RFC 3339, `summary` plain, `html` sanitised with absolute links."""

    id: str
    url: str
    title: str
    published: str
    updated: str
    summary: str = ""
    html: str = ""
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    lang: str | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed in whatever format: `url` is the page that it lies beside, `address` of the feed itself is not here."""

    id: str
    url: str
    title: str
    description: str
    author: str
    lang: str
    entries: tuple[Entry, ...] = ()

    @property
    def updated(self) -> str:
        """The last change of any entry."""
        return max((entry.updated for entry in self.entries), key=_instant, default=NEVER)


def identity(site: Site, *path: str) -> str:
    """A tag URI (RFC 4151) for a thing of this site: `tag:digest.example,2026:article/mogilev`.

    It is made from what never changes (the kind of thing and its slug), not from its address or date.
    """
    authority = site.id or f"{urlsplit(site.url).hostname or 'localhost'},{FIRST_YEAR}"
    return f"tag:{authority}:{'/'.join(path)}"


def writable(text: str) -> str:
    """The text without characters that no XML document and no UTF-8 file can hold."""
    return _UNWRITABLE.sub("", text)


def _instant(rfc3339: str) -> float:
    return dt.datetime.fromisoformat(rfc3339).timestamp()
