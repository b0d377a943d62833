"""A reading as files for an editor: the draft article with proposals in place, and draft profiles of new speakers.

Quotations stand as `[words](said:slug? "where")` where they are said, dated events as `timeline:` items with
`proposed: true`; comments in the front matter say what is uncertain. Pure: values in, text out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsdesk.importer.datelines import find_dateline
from newsdesk.importer.escaping import escape, escape_start
from newsdesk.importer.illustrating import illustrate
from newsdesk.importer.reading import Block, Note, Reading
from newsdesk.importer.speakers import Known, Speakers
from newsdesk.importer.speech import mark_quotations
from newsdesk.language.analysis import Analysis, FoundEvent
from newsdesk.source.addresses import is_url
from newsdesk.source.latin import latin_slug
from newsdesk.source.writing import compose

__all__ = ["Draft", "Known", "Wishes", "draft_of"]

MOST_EVENTS = 5


@dataclass(frozen=True)
class Wishes:
    """What the editor said of the article. `year` is that of today, for an article without a date."""

    topic: str = ""
    source: str = ""
    year: int = 2000


@dataclass(frozen=True)
class Draft:
    """Files to write: (path below content/, text), the article first; and what the editor should know."""

    files: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...] = ()


def slug_of(reading: Reading) -> str:
    """The article's slug, from its headline."""
    return latin_slug(reading.title) or "untitled"


def draft_of(
    reading: Reading, analysis: Analysis, wishes: Wishes, known: Known, pictures: Mapping[str, str] | None = None
) -> Draft:
    """The draft article and the profiles of speakers that have none yet.

    `pictures` are those that were saved: address → path below content/.
    """
    speakers = Speakers(analysis, known)
    notes: list[Note] = list(speakers.notes)
    illustrated = illustrate([_without_markup(block) for block in reading.blocks], pictures or {}, notes)
    body = mark_quotations(_without_dateline(illustrated.blocks, reading), reading, analysis, speakers, notes)
    slug = slug_of(reading)
    values, comments = _front(reading, analysis, wishes, known, notes)
    values = {**values, "image": illustrated.head}
    article = compose("article", values, body, comments)
    year = reading.date[:4] if reading.date else str(wishes.year)
    files = [(f"articles/{year}/{slug}.md", article), *speakers.profiles()]
    return Draft(tuple(files), tuple(notes))


def _front(
    reading: Reading, analysis: Analysis, wishes: Wishes, known: Known, notes: list[Note]
) -> tuple[Mapping[str, object], Mapping[str, str]]:
    """Values and comments of the article's front matter."""
    comments = {name: how for name, how in reading.guesses.items() if name in ("title", "date")}
    topic = _topic(wishes, known, notes, comments)
    events = events_of(analysis)
    comments |= {f"timeline[{at}]": f"confidence {event.confidence:.2f}" for at, event in enumerate(events)}
    authors = [name for name in map(line, reading.authors) if _has_address(name)]
    single = len(authors) == 1
    if "authors" in reading.guesses:
        comments["author" if single else "authors"] = reading.guesses["authors"]
    source = _source(reading, wishes)
    events = events_of(analysis)
    comments |= {
        f"timeline[{number}]": f"{event.confidence:.2f}: its date is given as {event.kind}"
        for number, event in enumerate(events)
    }
    values: dict[str, object] = {
        "title": line(reading.title) or "Untitled",
        "date": _moment(reading.date),
        "topic": topic,
        "author": authors[0] if single else None,
        "authors": None if single else authors,
        "summary": line(reading.summary),
        "section": line(reading.section)[:60],
        "kind": "news",
        "dateline": line(reading.place),
        "lang": analysis.lang or reading.language,
        "tags": [line(topic) for topic in reading.topics[:8]],
        "source": source,
        "timeline": [_event(event, reading.body) for event in events],
        "status": "draft",
    }
    if not reading.title:
        _remark(comments, "no headline was found: write one")
    if not reading.date:
        _remark(comments, "no publication date is in the text: add a line date: YYYY-MM-DD")
    comments["kind"] = "news, analysis, opinion or commentary: not judged"
    return values, comments


def _remark(comments: dict[str, str], words: str) -> None:
    """Says at the title what a key that is not there cannot say itself, beside what is said there already."""
    comments["title"] = "; ".join(filter(None, (comments.get("title", ""), words)))


def _topic(wishes: Wishes, known: Known, notes: list[Note], comments: dict[str, str]) -> str | None:
    there = ", ".join(sorted(known.topics)) or "none yet"
    if not wishes.topic:
        _remark(comments, f"add a line topic: SLUG (there are: {there})")
        notes.append(Note("missing", f"no topic was given; a story needs one: add topic: SLUG. There are: {there}"))
        return None
    if wishes.topic not in known.topics:
        remedy = f'start it: ./desk new "NAME" --kind topic --slug {wishes.topic}. There are: {there}'
        notes.append(Note("missing", f'no topic "{wishes.topic}"; {remedy}'))
        comments["topic"] = "no such topic yet"
    return wishes.topic


def _source(reading: Reading, wishes: Wishes) -> dict[str, object] | None:
    name = line(wishes.source or reading.source)
    if not _has_address(name):
        return None
    url = reading.url if is_url(reading.url) else None
    return {"name": name, "url": url, "date": reading.date[:10] or None}


def _has_address(name: str) -> bool:
    """Whether a page can be named after it: a name of marks alone is none, and `check` would refuse it."""
    return bool(latin_slug(name))


def events_of(analysis: Analysis) -> list[FoundEvent]:
    """The likeliest few dated events, each date and title once, in the order of the text."""
    best = sorted(analysis.events, key=lambda event: -event.confidence)
    once = {(event.date, event.title): event for event in reversed(best)}
    chosen = sorted(once.values(), key=lambda event: -event.confidence)[:MOST_EVENTS]
    return sorted(chosen, key=lambda event: event.start)


def _event(event: FoundEvent, body: str) -> dict[str, object]:
    return {
        "date": event.date,
        "title": line(event.title),
        "place": line(event.place or ""),
        "people": [line(name) for name in event.people],
        "quote": line(body[event.start : event.end]),
        "proposed": True,
    }


def _without_markup(block: Block) -> Block:
    """Code that holds markup as plain lines: a story holds no raw HTML, not even in code."""
    if block.kind != "code" or "<" not in block.plain:
        return block
    lines = (escape_start(escape(text)) for text in block.plain.split("\n") if text.strip())
    return Block("paragraph", block.plain, "  \n".join(lines))


def _without_dateline(blocks: Sequence[Block], reading: Reading) -> list[Block]:
    """The blocks without the dateline and the standfirst, which front matter holds now."""
    out: list[Block] = []
    for block in blocks:
        if block.kind == "standfirst":
            continue
        match = find_dateline(block.plain) if reading.place and len(out) < 2 and block.kind == "paragraph" else None
        if match and match["place"].strip() == reading.place and block.markdown.startswith(block.plain[: match.end()]):
            block = Block(block.kind, block.plain[match.end() :], block.markdown[match.end() :])
        out.append(block)
    return out


def _moment(text: str) -> str | None:
    """The date as front matter takes it: the day, and the time where it has an offset."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?)?", text)
    if not match:
        return text[:10]
    day, time, offset = match.groups()
    if not time or not offset:
        return day
    offset = offset if offset == "Z" or ":" in offset else f"{offset[:3]}:{offset[3:]}"
    return f"{day} {time}{offset}"


def line(text: str) -> str:
    """Text that front matter may hold: one line, nothing unprintable."""
    kept = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(kept.split())
