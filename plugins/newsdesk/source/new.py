"""Starting a file: a draft that `check` finds no fault with, where nothing was before.

create("article", {"title": "Talks in Mogilev", "topic": "belarus-and-russia"}, content=…, today=…)
→ content/articles/2018/talks-in-mogilev.md
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import cast, get_args

from anyascii import anyascii

from newsdesk.model.problems import UsageError, did_you_mean
from newsdesk.model.slugs import is_slug, slugify
from newsdesk.source.schema import FileKind
from newsdesk.source.writing import compose

_BODIES: Mapping[str, str] = {
    "article": "The first paragraph says what happened.",
    "topic": "What a newcomer should know first.",
    "expert": "",
    "edition": "Dear readers,",
    "page": "",
}


def create(kind: str, wishes: Mapping[str, str], *, content: Path, today: dt.date) -> Path:
    """Writes a new file and returns its path; raises `UsageError` and writes nothing if it may not be.

    `wishes` are title, topic (slugs with commas), date (ISO), author, slug and lang, each possibly empty.
    """
    if kind not in get_args(FileKind):
        raise UsageError(f'no kind "{kind}". {did_you_mean(kind, get_args(FileKind))}'.rstrip())
    kind = cast(FileKind, kind)
    date = _date(wishes["date"], today)
    slug = date.isoformat() if kind == "edition" else _slug(wishes)
    topics = [topic.strip() for topic in wishes["topic"].split(",") if topic.strip()]
    if kind == "article":
        _check_topics(topics, content)
        _check_free(slug, content)
    path = content / _place(kind, slug, date)
    _write(path, compose(kind, _values(kind, wishes, date, topics), _BODIES[kind]))
    return path


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
    if kind == "page":
        return {"title": title}
    return {"name": title, "status": "draft" if kind == "expert" else None}


def _place(kind: FileKind, slug: str, date: dt.date) -> str:
    return f"articles/{date.year}/{slug}.md" if kind == "article" else f"{kind}s/{slug}.md"


def _date(text: str, today: dt.date) -> dt.date:
    try:
        return dt.date.fromisoformat(text) if text else today
    except ValueError as error:
        raise UsageError(f'date "{text}" is not a day such as 2018-10-13.') from error


def _slug(wishes: Mapping[str, str]) -> str:
    slug = wishes["slug"] or slugify(anyascii(wishes["title"]))
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
        raise UsageError(f"{path}: is there already; nothing was written.") from error
