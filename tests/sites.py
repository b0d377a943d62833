"""Sites in tests: declared where they are used, written to a folder, built for real."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).parents[1]
CLOCK = "2031-02-01T12:00+01:00"
ARTICLE = """---
title: {title}
date: {date}
topic: {topic}
summary: {summary}
status: {status}
---

{body}
"""
TOPIC = {"topics/roads.md": "---\nname: Roads\nsummary: Roads of Sandhaven.\n---\n"}


def article(
    title: str = "A road is mended",
    *,
    date: str = "2030-05-01",
    topic: str = "roads",
    summary: str = "It was time.",
    status: str = "published",
    body: str = "The road is mended.",
) -> str:
    """A small article's file."""
    return ARTICLE.format(title=title, date=date, topic=topic, summary=summary, status=status, body=body)


def write_site(folder: Path, files: Mapping[str, str | bytes], **settings: object) -> Path:
    """Writes `files` (path below content/ → text) and a pelicanconf.py like the project's own; returns its path."""
    for name, text in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    wanted: dict[str, object] = {
        "SITENAME": "The Sandhaven Digest",
        "SITEURL": "https://sandhaven.example",
        "TIMEZONE": "Europe/Oslo",
        "THEME": str(ROOT / "theme"),
        "NEWSDESK_CLOCK": CLOCK,
        "NEWSDESK_CONTACT": "desk@sandhaven.example",
        "NEWSDESK_SHARE_IMAGES": False,  # likewise
        "NEWSDESK_SEARCH": False,  # half a second each; tests of the search turn it on
        **settings,
    }
    lines = "".join(f"{name} = {value!r}\n" for name, value in wanted.items())
    conf = folder / "pelicanconf.py"
    conf.write_text((ROOT / "pelicanconf.py").read_text("utf-8") + lines, "utf-8")
    return conf


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def golden_content() -> dict[str, bytes]:
    """The content of the golden site: plainly fictional, one of everything."""
    return contents(ROOT / "tests" / "golden" / "content")
