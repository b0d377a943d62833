"""What a file still asks its editor: words and their speaker, links, dated events, in the order of the file.

    [the pier is closed](said:ada-novak? "to reporters")    → OpenLink("said", "ada-novak", …)
    timeline: - {date: …, title: …, proposed: true}         → OpenEvent(0, …)

Works on files that are not yet whole, such as a draft without a topic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsdesk.model.digest import TargetKind, Text
from newsdesk.review.front import Value, comments_in, comments_of, line_starts, offset_of, read_front
from newsdesk.review.marks import REMARK, around, find_mark, paragraph, shorten
from newsdesk.source.dialect import Dialect
from newsdesk.source.faults import Faults
from newsdesk.source.frontmatter import split
from newsdesk.source.people import People

_MAYBE = re.compile(r":[a-z0-9-]+\?|\bproposed\b", re.IGNORECASE)
_COMMENT = re.compile(r"<!--\s*(.*?)\s*-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link with a question mark. `before`, `words`, `after` are the paragraph; `where` its title; `reasons` comments.

    `words` is empty for a definition (`[id]: said:…`), which only can be accepted or given another speaker.
    """

    line: int
    column: int
    kind: TargetKind
    target: str
    before: str = ""
    words: str = ""
    after: str = ""
    where: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenEvent:
    """An item of `timeline:` with `proposed: true`; `number` counts from 0, all of the values are as written."""

    line: int
    number: int
    date: str
    title: str
    place: str = ""
    people: tuple[str, ...] = ()
    quote: str = ""
    milestone: bool = False
    reasons: tuple[str, ...] = ()


Proposal = OpenLink | OpenEvent


def may_hold_proposals(text: str) -> bool:
    """False only if there is certainly none."""
    return _MAYBE.search(text) is not None


def read_body(text: str, dialect: Dialect) -> Text | None:
    """The body of a file's text; None if it has no front matter, or is past what is read (`source.limits`)."""
    faults = Faults("")
    parts = split(text.removeprefix("\ufeff"), faults)
    body = dialect.read(parts.body, People(), faults, first_line=parts.body_line) if parts else None
    return None if any(problem.rule == "size" for problem in faults.problems) else body


def find_proposals(text: str, dialect: Dialect) -> tuple[Proposal, ...] | None:
    """Every open proposal of a file's text, in its order; None if its front matter or its body cannot be read."""
    body, front = read_body(text, dialect), read_front(text)
    if body is None or front is None:
        return None
    return (*_events(text, front), *_links(text, body, comments_in(text, front)))


def is_open(item: Value) -> bool:
    """Whether an item of `timeline:` is a proposal."""
    proposed = item.find("proposed")
    return proposed is not None and proposed.text == "true"


def _events(text: str, front: Value) -> tuple[OpenEvent, ...]:
    timeline = front.find("timeline")
    if timeline is None or timeline.kind != "list":
        return ()
    starts = line_starts(text)
    return tuple(_event(text, timeline, number, starts) for number, item in enumerate(timeline.items) if is_open(item))


def _event(text: str, timeline: Value, number: int, starts: list[int]) -> OpenEvent:
    item = timeline.items[number]
    people = item.find("people")

    def said(name: str) -> str:
        value = item.find(name)
        return " ".join(value.text.split()) if value else ""

    return OpenEvent(
        line=sum(1 for start in starts if start <= item.start),
        number=number,
        date=said("date"),
        title=said("title"),
        place=said("place"),
        people=tuple(person.text for person in people.items) if people else (),
        quote=said("quote"),
        milestone=said("level") == "milestone",
        reasons=comments_of(text, timeline, number),
    )


def _links(text: str, body: Text, comments: tuple[str, ...]) -> tuple[OpenLink, ...]:
    starts = line_starts(text)
    found: dict[tuple[int, int], OpenLink] = {}
    blocks = {quotation.line: quotation.words for quotation in body.quotations if quotation.block}
    for reference in body.references:
        at = (reference.line, reference.column)
        offset = offset_of(starts, *at)
        mark = find_mark(text, offset)
        if not reference.proposed or at in found:
            continue
        link = OpenLink(*at, reference.kind, reference.target)
        if mark:
            naming = re.compile(rf"(?<![\w-]){re.escape(reference.target)}(?![\w-])")
            notes = REMARK.sub("", paragraph(text, offset))
            reasons = (
                *((mark.remark,) if mark.remark else ()),
                *(comment for comment in comments if naming.search(comment)),
                *(" ".join(note.split()) for note in _COMMENT.findall(notes)),
            )
            before, words, after = around(text, mark, offset)
            if reference.kind == "expert" and reference.line in blocks:
                before = f"“{shorten(blocks[reference.line])}” {before}"
            link = OpenLink(*at, reference.kind, reference.target, before, words, after, mark.title, reasons)
        found[at] = link
    return tuple(found[at] for at in sorted(found))
