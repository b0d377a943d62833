"""A proposal as an editor sees it in a terminal: the words in their context, who, when, and why.

content/articles/2031/pier.md:14
  Engineers looked at it. [[the pier is closed]] until Monday, she said.
  said by  ada-novak: Ada Novak, city engineer, to reporters
  because  0.91: “she said”, behind the clause
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsdesk.model.edtf import EdtfError, parse_edtf
from newsdesk.model.edtf_words import in_words
from newsdesk.model.names import PROPOSE
from newsdesk.review.people import Roster, describe
from newsdesk.review.proposals import OpenEvent, OpenLink, Proposal

KEYS: Mapping[str, str] = {
    "accept": "a", "reject": "r", "speaker": "c", "new": "n", "milestone": "m", "skip": "s", "quit": "q",
}  # fmt: skip
MEANINGS: Mapping[str, str] = {
    "accept": "accept",
    "reject": "reject: the words stay, the mark goes; an event goes",
    "speaker": "change: somebody else",
    "new": "new profile for whom it is",
    "milestone": "accept as a milestone",
    "skip": "skip: it stays open",
    "quit": "quit: what was decided is written",
}
_MOST_ALIKE = 3
# No space stands between these and the words that they open or close.
_OPENING, _CLOSING = frozenset("“„«‹‘'\"(["), frozenset("”“»›’'\")].,;:!?…")


def show(path: str, proposal: Proposal, roster: Roster) -> str:
    """A proposal in a few lines. `path` is as printed."""
    lines = _event(proposal) if isinstance(proposal, OpenEvent) else _link(proposal, roster)
    reasons = (f"because  {reason}" for reason in proposal.reasons)
    return "\n".join([f"\n{path}:{proposal.line}", *(f"  {line}" for line in _printable((*lines, *reasons)))])


def _event(event: OpenEvent) -> Iterator[str]:
    yield f"{event.title}{'  (milestone)' if event.milestone else ''}"
    yield f"when     {event.date}{_in_words(event.date)}"
    if event.place:
        yield f"where    {event.place}"
    if event.people:
        yield f"who      {', '.join(event.people)}"
    if event.quote:
        yield f"words    [[{event.quote}]]"


def _link(link: OpenLink, roster: Roster) -> Iterator[str]:
    words = f"[[{link.words}]]" if link.words else "(a link defined apart: see the line)"
    before = "" if not link.before or link.before[-1] in _OPENING else " "
    after = "" if not link.after or link.after[0] in _CLOSING else " "
    yield f"{link.before}{before}{words}{after}{link.after}"
    if link.kind not in ("said", "expert"):
        yield f"leads to {link.kind} {link.target}"
        return
    expert = roster.by_slug.get(link.target)
    who = describe(expert) if expert else "no profile yet"
    where = f", {link.where}" if link.where else ""
    yield f"{'said by ' if link.kind == 'said' else 'names   '} {link.target}: {who}{where}"
    name = expert.name if expert else link.target.replace("-", " ")
    alike = [found for found in roster.like(name) if found.slug != link.target][:_MOST_ALIKE]
    for found in alike:
        sure = "likely the same" if found.score >= PROPOSE else "perhaps the same"
        yield f"see also {found.slug}: {found.name} ({sure}, {found.score:.2f})"


def _in_words(date: str) -> str:
    """The date read, unless it says the same; a date that cannot be read is called so."""
    try:
        words = in_words(parse_edtf(date))
    except EdtfError:
        return "  (not a date: see ./desk check)"
    return "" if words == date else f"  ({words})"


def _printable(lines: tuple[str, ...]) -> Iterator[str]:
    """Lines without characters that steer a terminal: what is shown comes from anywhere."""
    for line in lines:
        yield "".join(char if char.isprintable() else " " for char in line)
