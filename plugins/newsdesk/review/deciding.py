"""A decision written into a file's text: only the place decided changes, and that is proved by reading both texts.

decide('… [words](said:ada?) …', proposal, Decision("accept"), dialect) → '… [words](said:ada) …'
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsdesk.model.digest import Text
from newsdesk.model.slugs import is_slug
from newsdesk.review.front import Plain, Value, line_starts, offset_of, plain_of, read_front, without_child
from newsdesk.review.marks import Mark, find_mark
from newsdesk.review.proposals import OpenEvent, OpenLink, Proposal, read_body
from newsdesk.source.dialect import Dialect

Verb = Literal["accept", "reject", "speaker", "milestone"]
# Tags that a decision on a link may change; what else a page says must stay.
_TAGS = re.compile(r'</?(?:span|a|figure)\b(?:[^>"]|"[^"]*")*>')
_BLOCK_START = re.compile(r"(?P<number>\d+)(?=[.)])|(?=[^\w\s\\])")
_Reference = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class Decision:
    """What the editor said. `slug` is the other speaker, for "speaker", which accepts as well."""

    verb: Verb
    slug: str = ""


class UndecidableError(Exception):
    """A decision that cannot be written without touching something else; the message says what to do by hand."""


def decide(text: str, proposal: Proposal, decision: Decision, dialect: Dialect) -> str:
    """The text with the decision in it, the same to the letter elsewhere. Raises `UndecidableError`.

    `proposal` must have been found in this very text.
    """
    if isinstance(proposal, OpenLink):
        fits = decision.verb in ("accept", "reject") or (
            decision.verb == "speaker" and proposal.kind in ("said", "expert") and is_slug(decision.slug)
        )
        made = _decide_link(text, proposal, decision, dialect) if fits else None
    else:
        made = _decide_event(text, proposal, decision) if decision.verb != "speaker" else None
    if made is None:
        raise UndecidableError(f"line {proposal.line} is written in a way that must be changed by hand")
    return made


# --- Links -----------------------------------------------------------------------------------------------------------
def _decide_link(text: str, link: OpenLink, decision: Decision, dialect: Dialect) -> str | None:
    mark = find_mark(text, offset_of(line_starts(text), link.line, link.column))
    before = read_body(text, dialect)
    if mark is None or before is None:
        return None
    wanted = list(_expected(before, link, decision))
    for made in _linked(text, mark, decision):
        after = read_body(made, dialect)
        if after and _is_same_page(before, after) and _references(after) == wanted:
            return made
    return None


def _linked(text: str, mark: Mark, decision: Decision) -> Iterator[str]:
    """The text decided, in the forms that it may need."""
    start, end = mark.slug[0], mark.question[1]
    if decision.verb != "reject":
        slug = decision.slug or text[slice(*mark.slug)]
        yield text[:start] + slug + text[end : mark.close] + text[mark.end :]
    elif mark.words:
        low, high = mark.words
        words = text[low:high]
        yield text[: low - 1] + words + text[mark.end :]
        # At the start of a line, "1." or "#" would open a list or a heading once the bracket is gone.
        opening = _BLOCK_START.match(words)
        if opening:
            escaped = f"{words[: opening.end()]}\\{words[opening.end() :]}"
            yield text[: low - 1] + escaped + text[mark.end :]


def _references(body: Text) -> list[_Reference]:
    return [(reference.kind, reference.target, reference.proposed) for reference in body.references]


def _expected(body: Text, link: OpenLink, decision: Decision) -> Iterator[_Reference]:
    for reference in body.references:
        if (reference.line, reference.column) != (link.line, link.column):
            yield reference.kind, reference.target, reference.proposed
        elif decision.verb != "reject":
            yield reference.kind, decision.slug or reference.target, False


def _is_same_page(before: Text, after: Text) -> bool:
    return _TAGS.sub("", before.html) == _TAGS.sub("", after.html)


# --- Events ----------------------------------------------------------------------------------------------------------
def _decide_event(text: str, event: OpenEvent, decision: Decision) -> str | None:
    front = read_front(text)
    timeline = front.find("timeline") if front else None
    if front is None or timeline is None or event.number >= len(timeline.items):
        return None
    wanted = _wanted(plain_of(front), event.number, decision)
    for made in _dated(text, front, timeline, event.number, decision):
        after = read_front(made) if made is not None else None
        if made is not None and after and plain_of(after) in wanted:
            return made
    return None


def _dated(text: str, front: Value, timeline: Value, number: int, decision: Decision) -> Iterator[str | None]:
    item = timeline.items[number]
    proposed, level = item.find("proposed"), item.find("level")
    if decision.verb == "reject":
        only = len(timeline.items) == 1
        yield (
            without_child(text, front, front.number_of("timeline")) if only else without_child(text, timeline, number)
        )
        return
    if proposed is None:
        return
    if decision.verb == "milestone" and level is None:
        start = item.spans[item.number_of("proposed")][0]
        yield text[:start] + "level: milestone" + text[proposed.end :]
        return
    if decision.verb == "milestone" and level is not None:
        text, item = _with_level(text, level, item, number)
        proposed = item.find("proposed") or proposed
    yield without_child(text, item, item.number_of("proposed"))
    yield text[: proposed.start] + "false" + text[proposed.end :]


def _with_level(text: str, level: Value, item: Value, number: int) -> tuple[str, Value]:
    """The text with `level: milestone` in place of another level, and its item as it stands there."""
    text = text[: level.start] + "milestone" + text[level.end :]
    front = read_front(text)
    timeline = front.find("timeline") if front else None
    return text, timeline.items[number] if timeline and number < len(timeline.items) else item


def _wanted(front: Plain, number: int, decision: Decision) -> list[Plain]:
    """What the front matter may say after the decision."""
    if decision.verb != "reject":
        return [_settled(front, number, decision, ()), _settled(front, number, decision, (("proposed", "false"),))]
    made = copy.deepcopy(front)
    if isinstance(made, dict) and isinstance(made["timeline"], list):
        del made["timeline"][number]
        if not made["timeline"]:
            del made["timeline"]
    return [made]


def _settled(front: Plain, number: int, decision: Decision, more: tuple[tuple[str, Plain], ...]) -> Plain:
    made = copy.deepcopy(front)
    timeline = made["timeline"] if isinstance(made, dict) else None
    item = timeline[number] if isinstance(timeline, list) else None
    if isinstance(item, dict):
        del item["proposed"]
        item.update(more)
        if decision.verb == "milestone":
            item["level"] = "milestone"
    return made
