"""What readers must never get, wherever in a file it stands: drafts, proposals, secrets, addresses of this machine.

Looks at bytes, not at structure, so that nothing is hidden by standing in a feed, in a comment or in the search index.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from newsdesk.model.problems import Place, Problem
from newsdesk.publisher.guards import is_local

# A scheme and a host, as they stand in any kind of text file; the host is judged by guards.is_local.
ADDRESS = re.compile(rb"https?:(?:\\?/){2}(?:[^/\s\"'<>@\\]{1,200}@)?(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9.-]{1,253})")
# How unpublished material is marked in HTML, also where HTML is escaped inside a feed; and in Markdown.
_DRAFT = re.compile(rb"\bdata-draft(?=[\s=>/]|&gt;|\\u003e)")
_PROPOSAL = re.compile(rb"\bdata-proposed(?=[\s=>/]|&gt;|\\u003e)|\]\((?:said|expert|topic|article):[a-z0-9-]{1,80}\?")
# A template's own words, which it should have replaced: names that only our templates have, and statements.
_TEMPLATE = re.compile(
    rb"\{\{-?\s{0,9}(?:site|page|view)\.[a-z]|\{%-?\s{0,9}(?:block|endblock|extends|macro|endmacro)\b"
)
_INSIDE = re.compile(
    rb"(?:<|&lt;)[a-z][\w.]{0,80}\.[A-Z]\w{0,80} object at 0x[0-9a-f]{6}"
)  # how Python shows what it cannot
_SECRET = re.compile(
    rb"-----BEGIN (?:[A-Z]{1,20} ){0,3}PRIVATE KEY-----"
    rb"|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bxox[abp]-[0-9]{8}"
)
_FORMS = (
    (_DRAFT, "draft", "unpublished material: {}", "Build without drafts."),
    (_PROPOSAL, "proposal", "unpublished material: {}", "Accept or delete the proposal: ./desk review."),
    (_TEMPLATE, "template", "the words of a template, not what they stand for: {}", "Mend the template."),
    (_INSIDE, "template", "the inside of the program: {}", "Mend the template, or report it as a fault of Newsdesk."),
    (_SECRET, "secret", "what looks like a key or a password: {:.12}…", "Take it out, and replace the key at once."),
)
# When something is said to have been published, as feeds, sitemaps and structured data write it.
_MOMENT = re.compile(
    rb"<(?:published|updated|pubDate|lastmod|news:publication_date)>([^<]{4,40})<"
    rb'|"(?:datePublished|date_published|date_modified)":\s{0,3}"([^"]{4,40})"'
    rb'|<meta [^>]{0,80}newsdesk:sort" content="([^"]{4,40})"'
)


def leaks(path: str, content: bytes, *, allow_local: bool) -> Iterator[Problem]:
    """One problem for each kind of thing that must not be in the file, at the first place where it stands."""
    for form, rule, fault, remedy in _FORMS:
        if found := form.search(content):
            yield Problem(_place(path, content, found), fault.format(found[0].decode("utf-8", "replace")), remedy, rule)
    if allow_local:
        return
    for address in ADDRESS.finditer(content):
        if is_local(address[1].decode("ascii")):
            fault = f'an address of this machine or network, "{address[0].decode("ascii", "replace")}"'
            yield Problem(_place(path, content, address), fault, "Set SITEURL; mend the link.", "local")
            return


def latest_moment(content: bytes) -> tuple[float, int, str]:
    """When the newest thing in the file was published: seconds since 1970, its line, as written; (0, 0, "") if none.

    A day without a time counts from its first moment anywhere on Earth (UTC+14).
    """
    latest = (0.0, 0, "")
    for found in _MOMENT.finditer(content):
        text = (found[1] or found[2] or found[3]).decode("utf-8", "replace").strip()
        moment = _seconds(text)
        if moment > latest[0]:
            latest = (moment, content.count(b"\n", 0, found.start()) + 1, text)
    return latest


def _seconds(text: str) -> float:
    try:
        moment = dt.datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=_EARLIEST)).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0.0


_EARLIEST = dt.timezone(dt.timedelta(hours=14))


def _place(path: str, content: bytes, found: re.Match[bytes]) -> Place:
    return Place(path, content.count(b"\n", 0, found.start()) + 1)
