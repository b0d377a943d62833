"""A folder to build in before anything is touched, and what is left of those whose builder was killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsdesk.builder.digests import digest_of


@dataclass(frozen=True)
class Staging:
    """What a build makes lies in `folder` until it is moved into `output`, on the same file system.

    Files whose folder the output lacks lie in `tree` as they shall lie there, so that the folder is moved with all that
    is in it. All others lie side by side. They all are written there: in a folder that is new each time, a file system
    such as ext4 takes ten times as long.
    """

    folder: Path
    output: Path

    @property
    def tree(self) -> Path:
        return self.folder / "tree"

    def write(self, name: str, content: bytes) -> None:
        """Makes the file that shall lie at `name` in the output; several processes may, of different names."""
        aside = self._aside(name)
        with open(aside, "wb") as file:
            file.write(content)
        above = os.path.dirname(name)
        if above and not os.path.isdir(f"{self.output}{os.sep}{above}"):
            place = f"{self.tree}{os.sep}{above}"
            os.makedirs(place, exist_ok=True)
            os.rename(aside, f"{self.tree}{os.sep}{name}")

    def find(self, name: str) -> str:
        """Where the file for `name` lies by now."""
        aside = self._aside(name)
        return aside if os.path.isfile(aside) else f"{self.tree}{os.sep}{name}"

    def _aside(self, name: str) -> str:
        return f"{self.folder}{os.sep}aside{os.sep}{digest_of(name.encode())}"


@contextlib.contextmanager
def staging_in(cache: Path, output: Path) -> Iterator[Staging]:
    """A folder below `cache`, removed afterwards."""
    cache.mkdir(parents=True, exist_ok=True)
    remove_leftovers(cache)
    staging = Staging(Path(tempfile.mkdtemp(prefix=f"build-{os.getpid()}-", dir=cache)), output)
    try:
        staging.tree.mkdir()
        (staging.folder / "aside").mkdir()
        yield staging
    finally:
        shutil.rmtree(staging.folder, ignore_errors=True)


def remove_leftovers(cache: Path) -> None:
    """Staging folders of builds that were killed: those whose process is gone."""
    for folder in cache.glob("build-*-*"):
        pid = folder.name.split("-")[1]
        if pid.isdigit() and not _is_alive(int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
