"""Lines that belong to a page and never to an article: buttons, prompts, counters, links to other stories.

is_furniture("Share")   is_furniture("Read more: Gulls are back")   is_furniture("12 comments")
"""

from __future__ import annotations

import re

from newsdesk.importer import words
from newsdesk.importer.words import key

_TERMINAL = re.compile(r"[.!?…:;][\"”’»)\]]*\Z")
_URL = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)


def is_furniture(line: str) -> bool:
    """Whether a line is a button, a prompt, a counter or a link elsewhere: never part of an article."""
    name = key(line)
    if not name or name in words.FURNITURE or words.COUNTED.match(line.strip()):
        return True
    if len(line) > 200:
        return False
    lead = words.LEADS.match(line.strip(" *•·>→»"))
    if lead and (lead["mark"] or (not _TERMINAL.search(line) and lead.end() < len(line) and len(line) < 80)):
        return lead["mark"] is not None or line.strip()[lead.end() :].strip()[:1].isupper() or len(line.split()) <= 5
    return bool(_URL.match(line.strip()))
