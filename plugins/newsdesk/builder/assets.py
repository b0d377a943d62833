"""What a site shows besides its pages: two style sheets joined from the theme's layers, its other files, the pictures.

The theme lists its style sheets, in order of their cascade layers, in static/css/layers.txt. They are joined into two
files whose names carry a digest of their content, so that browsers may keep them for ever: one that every page needs,
and one that only pages for looking things up need beside it (topics, people, lists, search). Everything else below
static/ goes to /theme/, but for hidden files, and the pictures that content/images/ holds to /images/. Pictures lose
on the way what is not seen of them, such as the place where they were taken; the files of content/ and theme/ keep it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from newsdesk.model.pictures import bare
from newsdesk.model.problems import UsageError
from newsdesk.model.site import File

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'("[^"\n]*")')
_SPACE = re.compile(r"\s*([{};,])\s*|(?<=:)\s+")  # that means nothing outside strings
_REFERENCE = "reference"  # the word behind a sheet's name in layers.txt
LAYERS = "static/css/layers.txt"
ROOT_FILES = frozenset(["favicon.ico"])  # browsers ask for these at the root of a host, whatever a page says


@dataclass(frozen=True, slots=True)
class Styles:
    """The theme's style sheets, joined: what every page needs, and what pages for looking things up need beside it."""

    common: File
    reference: File

    @property
    def addresses(self) -> tuple[str, str]:
        """Root-relative, in the order of `files`."""
        return f"/{self.common.path}", f"/{self.reference.path}"

    @property
    def files(self) -> tuple[File, ...]:
        return (self.common, self.reference)


def styles(theme: Path) -> Styles:
    """The theme's style sheets, named by content; raises `UsageError` if a layer that it lists is missing."""
    layers = _read_layers(theme)
    return Styles(
        _sheet("style", [css for css, word in layers if word != _REFERENCE]),
        _sheet("style.reference", [css for css, word in layers if word == _REFERENCE]),
    )


def static_files(theme: Path) -> tuple[tuple[str, Path], ...]:
    """The theme's other static files, each with its place: below /theme/, but for those that belong at the root.

    Hidden files are left out: they hold what editors, systems and tools keep for themselves. Raises `UsageError` for a
    link that leads out of static/.
    """
    static = theme / "static"
    paths = sorted(path for path in static.rglob("*") if path.is_file() and not path.is_relative_to(static / "css"))
    names = {path.relative_to(static): path for path in paths}
    shown = {name: path for name, path in names.items() if not any(part.startswith(".") for part in name.parts)}
    out = [path for path in shown.values() if not path.resolve().is_relative_to(static.resolve())]
    if out:
        raise UsageError("\n".join(f"{path}: leads out of the theme. Put a copy of the file there." for path in out))
    return tuple((_place(name), path) for name, path in shown.items())


def theme_files(theme: Path) -> tuple[File, ...]:
    """The same, read."""
    return tuple(File(place, bare(path.read_bytes())) for place, path in static_files(theme))


def image_files(content: Path, images: Iterable[str]) -> tuple[File, ...]:
    """The pictures that a digest names (paths below content/, read and found safe by the source room)."""
    return tuple(File(name, bare((content / name).read_bytes())) for name in sorted(images))


def _sheet(name: str, layers: Iterable[str]) -> File:
    css = "".join(f"{compact(layer)}\n" for layer in layers).encode()
    return File(f"theme/{name}.{hashlib.sha256(css).hexdigest()[:10]}.css", css)


def _read_layers(theme: Path) -> list[tuple[str, str]]:
    """Each style sheet's text with the word that stands behind its name, in the theme's order."""
    index = theme / LAYERS
    if not index.is_file():
        raise UsageError(f"{index}: not found. A theme lists its style sheets there, one a line, in order.")
    lines = [line.split("#")[0].split() for line in index.read_text("utf-8").splitlines()]
    listed = [(line[0], " ".join(line[1:])) for line in lines if line]
    faults = [f"{name}: no such style sheet beside it." for name, _ in listed if not (index.parent / name).is_file()]
    faults += [f'{name}: "{word}" is not known here. Write "{_REFERENCE}" or nothing behind a name.'
               for name, word in listed if word not in ("", _REFERENCE)]  # fmt: skip
    if faults:
        raise UsageError("\n".join(f"{index}: {fault}" for fault in faults))
    return [((index.parent / name).read_text("utf-8"), word) for name, word in listed]


def compact(css: str) -> str:
    """A style sheet without comments and without space that means nothing; strings stay as they are written."""
    parts = _STRING.split(_COMMENT.sub("", css))
    parts[::2] = [_SPACE.sub(r"\1", part).replace(";}", "}") for part in parts[::2]]
    return re.sub(r"\s*\n\s*", " ", "".join(parts)).strip()


def _place(path: Path) -> str:
    return path.as_posix() if path.as_posix() in ROOT_FILES else f"theme/{path.as_posix()}"
