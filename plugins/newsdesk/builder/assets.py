"""What a site shows besides its pages: one stylesheet bundled from the theme's layers, its other files, the pictures.

The theme lists its style sheets, in order of their cascade layers, in static/css/layers.txt. They are joined into one
file whose name carries a digest of its content, so that browsers may keep it for ever. Everything else below static/
goes to /theme/ as it is, and the pictures that content/images/ holds to /images/.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from newsdesk.model.problems import UsageError
from newsdesk.model.site import File

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LAYERS = "static/css/layers.txt"
ROOT_FILES = frozenset(["favicon.ico"])  # browsers ask for these at the root of a host, whatever a page says


def stylesheet(theme: Path) -> File:
    """The theme's style sheets as one, named by content; raises `UsageError` if a layer that it lists is missing."""
    css = _read_layers(theme)
    digest = hashlib.sha256(css.encode()).hexdigest()[:10]
    return File(f"theme/style.{digest}.css", css.encode())


def static_files(theme: Path) -> tuple[tuple[str, Path], ...]:
    """The theme's other static files, each with its place: below /theme/, but for those that belong at the root."""
    static = theme / "static"
    paths = sorted(path for path in static.rglob("*") if path.is_file() and not path.is_relative_to(static / "css"))
    return tuple((_place(path.relative_to(static)), path) for path in paths)


def theme_files(theme: Path) -> tuple[File, ...]:
    """The same, read."""
    return tuple(File(place, path.read_bytes()) for place, path in static_files(theme))


def image_files(content: Path, images: Iterable[str]) -> tuple[File, ...]:
    """The pictures that a digest names (paths below content/, read and found safe by the source room)."""
    return tuple(File(name, (content / name).read_bytes()) for name in sorted(images))


def _read_layers(theme: Path) -> str:
    index = theme / LAYERS
    if not index.is_file():
        raise UsageError(f"{index}: not found. A theme lists its style sheets there, one a line, in order.")
    names = [line.split("#")[0].strip() for line in index.read_text("utf-8").splitlines()]
    missing = [name for name in names if name and not (index.parent / name).is_file()]
    if missing:
        raise UsageError("\n".join(f"{index}: {name}: no such style sheet beside it." for name in missing))
    return "".join(_compact((index.parent / name).read_text("utf-8")) + "\n" for name in names if name)


def _compact(css: str) -> str:
    """A style sheet without comments, indentation and blank lines: a fifth of its bytes, and no rule of CSS needed.

    A line is joined to the next where it ends one, so that what stands in one line stays as it was written.
    """
    lines = [line.strip() for line in _COMMENT.sub("", css).splitlines()]
    return "".join(line if line.endswith(("{", "}", ";", ",")) else f"{line} " for line in lines if line).strip()


def _place(path: Path) -> str:
    return path.as_posix() if path.as_posix() in ROOT_FILES else f"theme/{path.as_posix()}"
