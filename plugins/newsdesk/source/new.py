"""Starting a file that `check` finds no fault with, where nothing was before; a draft, if its kind has drafts.

create("article", {"title": "Talks in Mogilev", "topic": "belarus-and-russia"}, content=…, today=…)
→ content/articles/2018/talks-in-mogilev.md
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast, get_args

from newsdesk.model.problems import UsageError, did_you_mean, errors
from newsdesk.model.slugs import is_slug
from newsdesk.source.latin import latin_slug
from newsdesk.source.reading import (
    Context,
    Reading,
    read_article,
    read_edition,
    read_expert,
    read_page,
    read_topic,
)
from newsdesk.source.schema import SCHEMA, FileKind, get_key
from newsdesk.source.writing import compose

_ONLY_FOR: Mapping[str, tuple[FileKind, ...]] = {
    "topic": ("article",),
    "author": ("article",),
    "lang": ("article",),
    "date": ("article", "edition"),
}
_READERS: Mapping[str, Callable[[str, bytes, Context], Reading[Any]]] = {
    "article": read_article,
    "topic": read_topic,
    "expert": read_expert,
    "edition": read_edition,
    "page": read_page,
}


def create(kind: str, wishes: Mapping[str, str], *, content: Path, today: dt.date) -> Path:
    """Writes a new file and returns its path; raises `UsageError` and writes nothing if it may not be.

    `wishes` are title, topic (slugs with commas), date (ISO), author, slug and lang, each possibly empty.
    """
    kinds = get_args(FileKind)
    if kind not in kinds:
        near = did_you_mean(kind, kinds) or f"There are: {', '.join(kinds)}."
        raise UsageError(f'no kind "{kind}". {near}')
    kind = cast(FileKind, kind)
    _check_wishes(kind, wishes)
    date = _date(wishes["date"], today)
    slug = date.isoformat() if kind == "edition" else _slug(wishes)
    topics = [topic.strip() for topic in wishes["topic"].split(",") if topic.strip()]
    if kind == "article":
        _check_topics(topics, content)
        _check_free(slug, content)
    place = _place(kind, slug, date)
    # No body: words that are not the editor's would be published one day; `check` warns of a story without text.
    text = compose(kind, _values(kind, wishes, date, topics), "")
    _check_text(kind, place, text)
    _write(content / place, text)
    return content / place


def has_status(kind: str) -> bool:
    """Whether files of this kind start as drafts; others are published with the next release."""
    return get_key(SCHEMA[cast(FileKind, kind)], "status") is not None


def _values(kind: FileKind, wishes: Mapping[str, str], date: dt.date, topics: list[str]) -> dict[str, object]:
    title = " ".join(wishes["title"].split())
    if kind == "article":
        one = len(topics) == 1
        return {
            "title": title,
            "date": date.isoformat(),
            "topic": topics[0] if one else None,
            "topics": None if one else topics,
            "author": wishes["author"],
            "lang": wishes["lang"],
            "status": "draft",
        }
    if kind == "edition":
        return {"title": title, "status": "draft"}
    if kind == "expert":
        return {"name": title, "status": "draft"}
    return {"title" if kind == "page" else "name": title}


def _check_wishes(kind: FileKind, wishes: Mapping[str, str]) -> None:
    """What would be ignored is refused: the date of a topic, the slug of an edition."""
    for name, kinds in _ONLY_FOR.items():
        if wishes[name] and kind not in kinds:
            raise UsageError(f"--{name} is for {' and '.join(f'an {k}' for k in kinds)}, not for {_one(kind)}.")
    if kind == "edition" and wishes["slug"]:
        raise UsageError("--slug is not for an edition: its address is its date. Use --date.")


def _one(kind: str) -> str:
    return f"{'an' if kind[0] in 'ae' else 'a'} {kind}"


def _check_text(kind: FileKind, place: str, text: str) -> None:
    """A file that `check` would find fault with, say for a language that is none, is not begun."""
    reading = _READERS[kind](place, text.encode(), Context())
    if found := errors(reading.problems):
        raise UsageError("\n".join(f"{problem.fault}. {problem.remedy}".rstrip() for problem in found))


def _place(kind: FileKind, slug: str, date: dt.date) -> str:
    return f"articles/{date.year}/{slug}.md" if kind == "article" else f"{kind}s/{slug}.md"


def _date(text: str, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(text) if text else today
    except ValueError as error:
        raise UsageError(f'date "{text}" is not a day such as 2018-10-13.') from error


def _slug(wishes: Mapping[str, str]) -> str:
    slug = wishes["slug"] or latin_slug(wishes["title"])
    if not slug:
        raise UsageError(f'no address can be made from "{wishes["title"]}". Give one: --slug talks-in-mogilev')
    if not is_slug(slug):
        raise UsageError(f'"{slug}" cannot be an address: use a-z, 0-9 and single hyphens, at most 80.')
    return slug


def _check_topics(topics: list[str], content: Path) -> None:
    known = {path.stem for path in (content / "topics").glob("*.md")}
    if not topics:
        raise UsageError(
            f"an article needs a topic: --topic SLUG. There are: {', '.join(sorted(known)) or 'none yet'}."
        )
    for topic in topics:
        if topic not in known:
            near = did_you_mean(topic, known)
            raise UsageError(
                f'no topic "{topic}". {near or f"Start it first: ./desk new NAME --kind topic --slug {topic}"}'
            )


def _check_free(slug: str, content: Path) -> None:
    taken = next(iter((content / "articles").glob(f"*/{slug}.md")), None)
    if taken:
        raise UsageError(
            f"content/{taken.relative_to(content).as_posix()} has this address. Choose another: --slug NAME"
        )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        shown = path.relative_to(path.parents[1].parent).as_posix()
        raise UsageError(f"{shown}: is there already; nothing was written.") from error
