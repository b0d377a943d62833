"""Small built sites for the tests of publishing: what a build leaves behind, without building."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

URL = "https://example.org"
CLOCK = dt.datetime(2018, 10, 14, 8, tzinfo=dt.UTC)
FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<title>The Lowland Digest</title><id>{URL}/</id><updated>2018-10-13T00:00:00Z</updated>
<author><name>Ada Vale</name></author>
<entry><title>Harbour opens</title><id>{URL}/articles/harbour/</id><updated>2018-10-13T00:00:00Z</updated>
<link href="{URL}/articles/harbour/"/></entry>
</feed>
"""


def page(title: str, *links: str, body: str = "") -> str:
    """A whole page with the stylesheet of `SITE` and the links given."""
    anchors = "".join(f'<p><a href="{link}">{link}</a></p>' for link in links)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="/theme/style.css"></head><body>\n<h1 id="top-line">{title}</h1>{anchors}{body}'
        "</body></html>\n"
    )


def picture(size: int) -> bytes:
    """A PNG of so many bytes, as far as its container says."""
    data = bytes(size - 57)
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    parts = (struct.pack(">I", len(d)) + name + d + struct.pack(">I", zlib.crc32(name + d)) for name, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


SITE: Mapping[str, str] = {
    "index.html": page("Home", "/articles/harbour/", "/topics/ports/#top-line", "#top-line", "#top"),
    "404.html": page("Not found", "/"),
    "articles/harbour/index.html": page("Harbour opens", "../bridge/", "/topics/ports/", "mailto:desk@example.org"),
    "articles/bridge/index.html": page("Bridge closes", f"{URL}/", "https://elsewhere.example/articles/none/"),
    "topics/ports/index.html": page("Ports", "/articles/harbour/#top-line", "feed.xml"),
    "topics/ports/feed.xml": FEED,
    "feed.xml": FEED,
    "theme/style.css": "body { margin: 0 }\n",
}


def write_built(folder: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Writes `SITE` with some files changed, added or (None) left out; returns the folder."""
    for path, content in {**SITE, **(files or {})}.items():
        file = folder / path
        if content is None:
            file.unlink(missing_ok=True)
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, links followed at the top only."""
    root = folder.resolve()
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def traces(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Inode, size and times of all that lies below a folder: equal before and after means that nothing was written."""
    if not folder.exists():
        return {}
    found = [folder, *folder.rglob("*")]
    states = {str(path): path.lstat() for path in found}
    return {path: (state.st_ino, state.st_size, state.st_ctime_ns) for path, state in states.items()}
