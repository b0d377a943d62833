"""A saved mail (.eml): its headers and its best part as a document. Attachments are named, never opened or run.

From: Ada Example <ada@example.org>          →  author, source (the list or the sender's domain)
Subject: Fwd: Ferry returns                  →  title, without Re:, Fwd: and the like
Date: Wed, 3 May 2023 10:00:00 +0200         →  date
"""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email.errors import HeaderParseError, MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime

from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.importing import Document
from newsdesk.importer.reading import Note, short
from newsdesk.importer.told import Told

SUFFIX = ".eml"
_MOST_PARTS = 500
_MOST_NESTED = 200  # parts that hold parts; reading them takes time that grows with their square
_MOST_HEADERS = 100_000  # bytes before the first blank line
_REPLY = re.compile(r"\s*(?:(?:re|fwd?|aw|wg|tr|sv|vs|rv|enc|ang)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_ENOUGH = 200  # characters of words: a plain part of fewer is a remark that the mail is in HTML
_HOSTS = re.compile(r"(?:gmail|googlemail|outlook|hotmail|yahoo|gmx|web|icloud|me|aol|proton|protonmail)\.\w+\Z")
_FAULTS = (MessageError, HeaderParseError, LookupError, ValueError, TypeError, AttributeError, AssertionError)


def read_mail(name: str, data: bytes) -> Document:
    """The mail as a document. Raises UnreadableError if it holds no text."""
    if data.lower().count(b"multipart/") > _MOST_NESTED:
        raise UnreadableError("the mail holds too many mails: save the one with the article and import that")
    if _is_overlong(data):
        raise UnreadableError("the mail's headers are too long: save its text and import that")
    try:
        message = BytesParser(_class=EmailMessage, policy=email.policy.default).parsebytes(data)
        parts = list(_parts(message))
    except (*_FAULTS, RecursionError) as error:
        raise UnreadableError("the mail is broken: save its text and import that") from error
    texts = [(part.get_content_type(), body) for part in parts if not _is_attached(part) and (body := _body(part))]
    best = _best(texts)
    if best is None:
        raise UnreadableError("the mail holds no text: save the article and import that")
    told = Told(
        how="the mail's headers",
        title=_REPLY.sub("", _header(message, "Subject"), count=1).strip(),
        authors=_authors(message),
        date=_date(_header(message, "Date")),
        source=_source(message),
        first=True,
    )
    notes = tuple(
        Note("removed", "attachment of the mail", short(_filename(part))) for part in parts if _is_attached(part)
    )
    kind, (words, charset) = best
    return Document(name, words, charset=charset, markup=kind == "text/html", told=told, notes=notes)


def _is_overlong(data: bytes) -> bool:
    """Whether the headers are longer than any mail's, or so many that reading them would take long."""
    end = re.search(rb"\r?\n\r?\n", data[: _MOST_HEADERS + 2])
    return end is None and len(data) > _MOST_HEADERS


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, in order, without recursion; a mail within the mail is a part's own parts."""
    waiting, seen = [message], 0
    while waiting and seen < _MOST_PARTS:
        part, seen = waiting.pop(), seen + 1
        if part.is_multipart():
            inner = [item for item in part.get_payload() if isinstance(item, EmailMessage)]
            waiting.extend(reversed(inner))
        else:
            yield part


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"


def _body(part: EmailMessage) -> tuple[bytes, str] | None:
    """The part's bytes, unpacked from their transfer, and its character set; None if there are none."""
    if part.get_content_type() not in ("text/plain", "text/html"):
        return None
    try:
        data = part.get_payload(decode=True)
        charset = part.get_content_charset() or ""
    except _FAULTS:
        return None
    return (data, charset) if isinstance(data, bytes) and data.strip() else None


def _best(texts: list[tuple[str, tuple[bytes, str]]]) -> tuple[str, tuple[bytes, str]] | None:
    """The part to read: the longest HTML, which keeps headings and links, unless the plain text says much more."""
    pages = sorted((item for item in texts if item[0] == "text/html"), key=lambda item: -len(item[1][0]))
    plain = sorted((item for item in texts if item[0] == "text/plain"), key=lambda item: -len(item[1][0]))
    if pages and (not plain or _words(pages[0][1][0]) + _ENOUGH >= len(plain[0][1][0]) // 2):
        return pages[0]
    return plain[0] if plain else None


def _words(markup: bytes) -> int:
    """About how many bytes of words the markup holds."""
    return len(re.sub(rb"<[^>]{0,2000}>", b"", markup))


def _header(message: EmailMessage, name: str) -> str:
    """The header's words; empty if there is none or it cannot be read."""
    try:
        value = message.get(name)
    except _FAULTS:
        return ""
    return " ".join(str(value or "").encode("utf-8", "replace").decode("utf-8", "replace").split())


def _authors(message: EmailMessage) -> tuple[str, ...]:
    """The sender's name; nobody's where the sender is an address alone, or a publication's desk."""
    name = parseaddr(_header(message, "From"))[0].strip("\"' ")
    words = name.split()
    return (name,) if 2 <= len(words) <= 4 and all(word[:1].isupper() for word in words) and "@" not in name else ()


def _source(message: EmailMessage) -> str:
    """The list that the mail went through, else the sender's domain where it is no mail service's."""
    listed = re.match(r"\s*\"?([^<\"]{2,80}?)\"?\s*<", _header(message, "List-Id"))
    if listed:
        return listed[1].strip()
    domain = parseaddr(_header(message, "From"))[1].rpartition("@")[2].lower()
    return "" if not domain or _HOSTS.search(domain) else domain


def _date(text: str) -> str:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if not 1000 <= moment.year <= 9999:
        return ""
    return moment.isoformat(timespec="minutes") if moment.tzinfo else moment.date().isoformat()


def _filename(part: EmailMessage) -> str:
    try:
        return part.get_filename() or part.get_content_type()
    except _FAULTS:
        return "without a name"
