"""The note at the door: what a finished build leaves there, and where it lies.

It is text in parts, the length of each before them all, behind a digest of everything. The two long lists lie beside
it, and it holds their digests. What was cut off, damaged or written by another version is as good as none.
"""

from __future__ import annotations

import itertools
import os
from contextlib import suppress

from newsdesk.builder.digests import digest_of
from newsdesk.builder.stamps import GAP, stamps_in
from newsdesk.builder.whole import write_whole

TYPE_CHECKING = False  # as in model/errors.py
if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsdesk.builder.door import Look

CACHE = ".cache/newsdesk"


class Note:
    """What a finished build leaves at the door: words that are compared, or said again, as they stand. They are written
    down in this order."""

    rest: str  # a digest of all sources but content, and of the settings' values
    output: str  # a digest of what lies at the top of the output
    since: str  # the moments between which it holds (`door.utc`)
    until: str  # empty: for ever
    said: str  # what a build says that finds it so, and
    remark: str  # behind that, in brackets (`summary`)
    told: str  # its warnings for people
    annotations: str  # and for GitHub
    made: str  # what finished.py knows of the build
    stamps: str  # a digest of the list of content files and their stamps
    paths: str  # a digest of the list of the output's files

    def __init__(self, mat: str, parts: Mapping[str, str]) -> None:
        self.mat = mat  # where it lies
        self.__dict__.update(parts)

    def find_stamps(self) -> str | None:
        """The list of that digest, as a look has it; None if it lies there no more."""
        return self._find("stamps", self.stamps)

    def find_paths(self) -> str | None:
        """The same of paths, with gaps between."""
        return self._find("paths", self.paths)

    def _find(self, name: str, digest: str) -> str | None:
        try:
            with open(f"{self.mat}.{name}", "rb") as file:
                content = file.read()
        except OSError:
            return None
        return content.decode() if digest_of(content) == digest else None


def mat_of(root: str, output: str) -> str:
    """Where a note lies for those who build the project in `root` into `output`."""
    return os.path.join(root, CACHE, f"door-{place_of(output)}")


def place_of(output: str) -> str:
    """What names in the cache what belongs to an output."""
    return digest_of(output.encode())[:8]


def leave(note: Note, before: Look, paths: str | None = None) -> None:
    """Leaves a note of a finished build, of sources that looked like `before` when it began; and a list of the output's
    files, unless it is as it was."""
    if before.restless:
        leave_nothing(note.mat)
        return
    parts = {**vars(note), "rest": before.rest, "stamps": _keep(note.mat, "stamps", _settled(before))}
    if paths is not None:
        parts["paths"] = _keep(note.mat, "paths", paths)
    texts = [parts[name] for name in Note.__annotations__]
    content = f"{' '.join(str(len(text)) for text in texts)}\n{''.join(texts)}".encode()
    write_whole(note.mat, f"{digest_of(content)}\n".encode() + content)


def leave_nothing(mat: str) -> None:
    """The next build looks closer."""
    with suppress(FileNotFoundError):
        os.unlink(mat)


def _keep(mat: str, name: str, text: str) -> str:
    content = text.encode()
    write_whole(f"{mat}.{name}", content)
    return digest_of(content)


def find_note(mat: str) -> Note | None:
    """What the last build left; None if there is nothing, or nothing that can be read."""
    try:
        with open(mat, "rb") as file:
            proof, _, content = file.read().partition(b"\n")
        return Note(mat, _read(content.decode())) if digest_of(content).encode() == proof else None
    except (OSError, ValueError):
        return None


def _read(content: str) -> dict[str, str]:
    """As `leave` writes it: how long each part is, then the parts. Raises `ValueError`."""
    sizes, _, text = content.partition("\n")
    ends = list(itertools.accumulate(map(int, sizes.split())))
    texts = [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    return dict(zip(Note.__annotations__, texts, strict=True))


def _settled(look: Look) -> str:
    """The stamps of a look that may be kept."""
    if not look.young:
        return look.stamps
    stamps = stamps_in(look.stamps)
    return GAP.join(part for name in stamps for part in (name, "" if name in look.young else stamps[name]))


def summary(said: str, seconds: float, remark: str) -> str:
    """What a build says of itself in one line."""
    return f"{said}; {seconds:.2f} s{f' ({remark})' if remark else ''}"
