"""A folder to build in before anything is touched, and what is left of those whose builder was killed."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def staging_in(cache: Path) -> Iterator[Path]:
    """A folder below `cache`, removed afterwards; it lies on one file system with the output, for renames."""
    cache.mkdir(parents=True, exist_ok=True)
    remove_leftovers(cache)
    folder = Path(tempfile.mkdtemp(prefix=f"build-{os.getpid()}-", dir=cache))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
