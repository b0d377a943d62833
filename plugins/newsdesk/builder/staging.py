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
    is in it. For all others no folder is made only to be removed again. They lie side by side, in sixteen folders:
    processes that make files in the same one wait for one another.
    """

    folder: Path
    output: Path

    @property
    def tree(self) -> Path:
        return self.folder / "tree"

    def write(self, name: str, content: bytes) -> None:
        """Makes the file that shall lie at `name` in the output. Several processes may, of different names."""
        above = os.path.dirname(name)
        is_new = above and not os.path.isdir(os.path.join(self.output, above))
        made = os.path.join(self.tree, name) if is_new else self._beside(name)
        try:
            file = open(made, "wb")  # noqa: SIM115  # closed below
        except FileNotFoundError:
            os.makedirs(os.path.dirname(made), exist_ok=True)
            file = open(made, "wb")  # noqa: SIM115
        with file:
            file.write(content)

    def find(self, name: str) -> str:
        """Where the file for `name` lies by now."""
        beside = self._beside(name)
        return beside if os.path.isfile(beside) else os.path.join(self.tree, name)

    def _beside(self, name: str) -> str:
        digest = digest_of(name.encode())
        return os.path.join(self.folder, "beside", digest[0], digest[1:])


@contextlib.contextmanager
def staging_in(cache: Path, output: Path) -> Iterator[Staging]:
    """A folder below `cache`, removed afterwards."""
    cache.mkdir(parents=True, exist_ok=True)
    remove_leftovers(cache)
    staging = Staging(Path(tempfile.mkdtemp(prefix=f"build-{os.getpid()}-", dir=cache)), output)
    try:
        staging.tree.mkdir()
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
