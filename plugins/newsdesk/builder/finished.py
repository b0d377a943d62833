"""A finished build: what it says of itself, and what it leaves at the door for builds that go on from it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from newsdesk.builder.door import top_of, utc
from newsdesk.builder.note import Note, summary
from newsdesk.model.problems import Place, Problem
from newsdesk.source.report import as_annotations, as_text

# How the summary calls pages, by template, in this order.
_KINDS = (("story", "stories"), ("topic", "topics"), ("expert", "experts"), ("edition", "editions"))


@dataclass(frozen=True)
class Built:
    """What a build made. `pages` counts all pages by template, `fresh` those made anew; `touched` are the files that
    changed in the output; `waiting` are drafts left out, `scheduled` stories not due yet, `unpublished` the slugs of
    both, each with what is said of it; `reasons` say, by path, why something was made anew; `note` is for the reader of
    the summary."""

    output: Path
    pages: Mapping[str, int]
    fresh: Mapping[str, int]
    files: int
    touched: int
    waiting: int
    scheduled: int
    warnings: tuple[Problem, ...]
    seconds: float
    reasons: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    unpublished: Mapping[str, str] = field(default_factory=dict)

    @property
    def changes(self) -> int:
        """As the preview asks: whether, and how many files changed."""
        return self.touched

    @property
    def summary(self) -> str:
        """One line, e.g. `12 of 10,842 pages made: 1 story, 2 topics, 1 expert, 8 others; 3 drafts left out; 0.4 s`."""
        return summary(self.said, self.seconds, self.note)

    @property
    def said(self) -> str:
        """All of it but the time."""
        total, fresh = sum(self.pages.values()), sum(self.fresh.values())
        counts = self.pages if fresh == total else self.fresh
        parts = [f"{counts[one]} {one if counts[one] == 1 else many}" for one, many in _named(counts)]
        rest = (total if fresh == total else fresh) - sum(counts[one] for one, _ in _named(counts))
        parts += [f"{rest} others" if parts else f"{rest}"] if rest else []
        made = f"{total:,} pages" if fresh == total else f"{fresh:,} of {total:,} pages made" if fresh else ""
        text = f"{made}: {', '.join(parts)}" if made else f"nothing to do: {total:,} pages are up to date"
        held = [f"{self.waiting} {'draft' if self.waiting == 1 else 'drafts'} left out"] if self.waiting else []
        held += [f"{self.scheduled} scheduled"] if self.scheduled else []
        return "; ".join([text, *held])


def _named(counts: Mapping[str, int]) -> list[tuple[str, str]]:
    return [(one, many) for one, many in _KINDS if counts.get(one)]


@dataclass(frozen=True, slots=True)
class Left:
    """What a build made, with which code (a digest) and style sheets (addresses)."""

    code: str
    stylesheets: tuple[str, ...]
    summary: Mapping[str, int]
    waiting: int
    scheduled: int
    files: int
    warnings: tuple[Problem, ...] = ()
    unpublished: Mapping[str, str] = field(default_factory=dict)


def note_of(
    left: Left, mat: str, output: str, clock: dt.datetime, due: dt.datetime | None, words: tuple[str, str]
) -> Note:
    """The note of a build that is finished, but for what it was made of. It holds from its `clock` until something is
    `due`, and a build that finds it so says these words."""
    said, remark = words
    return Note(
        mat,
        {
            "output": top_of(output),
            "since": utc(clock),
            "until": utc(due) if due else "",
            "said": said,
            "remark": remark,
            "told": as_text(left.warnings),
            "annotations": as_annotations(left.warnings),
            "made": json.dumps(asdict(left)),
        },
    )


def find_left(note: Note | None) -> Left | None:
    """What a note says of the build that left it; None if there is none, or it was another version's."""
    if note is None:
        return None
    try:
        told = json.loads(note.made)
        warnings = tuple(Problem(**{**one, "place": Place(**one["place"])}) for one in told["warnings"])
        return Left(**{**told, "stylesheets": tuple(told["stylesheets"]), "warnings": warnings})
    except (ValueError, TypeError, KeyError):
        return None
