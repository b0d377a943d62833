"""Waiting for an editor to save: folders with all that is in them, and single files, however they are replaced."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

# Milliseconds: a save is over when nothing has changed for STEP; a long series is cut after LONGEST.
STEP, LONGEST = 5, 400


class Saves:
    """What was saved and is not built yet: told by the threads that watch, taken by the one that builds."""

    def __init__(self) -> None:
        self._told = threading.Condition()
        self._paths: set[Path] = set()

    def add(self, paths: Iterable[Path]) -> None:
        with self._told:
            self._paths.update(paths)
            self._told.notify_all()

    def take(self, *, seconds: float) -> frozenset[Path]:
        """All of it, as soon as there is anything; nothing after `seconds`."""
        with self._told:
            self._told.wait_for(lambda: self._paths, seconds)
            taken = frozenset(self._paths)
            self._paths.clear()
            return taken


class _Only(DefaultFilter):
    """Lets through some files of a folder and nothing else in it."""

    def __init__(self, paths: Iterable[Path]) -> None:
        super().__init__()
        self._paths = frozenset(str(path) for path in paths)

    def __call__(self, change: Change, path: str) -> bool:
        return path in self._paths


@contextmanager
def watching(paths: Iterable[Path], saves: Saves) -> Iterator[None]:
    """Adds to `saves` what is saved at `paths`, for as long as the body runs.

    Paths that do not exist are left out. What editors leave beside a file (swap files, back-ups) does not count.
    """
    there = [path.resolve() for path in paths if path.exists()]
    folders, files = [p for p in there if p.is_dir()], [p for p in there if not p.is_dir()]
    stop = threading.Event()
    threads = []
    if folders:
        threads.append(_start(folders, DefaultFilter(), stop, saves, deep=True))
    if files:
        # Saving often replaces a file, which ends a watch on the file itself: its folder is watched instead.
        threads.append(_start(sorted({file.parent for file in files}), _Only(files), stop, saves, deep=False))
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=2)


def _start(
    paths: list[Path], only: DefaultFilter, stop: threading.Event, saves: Saves, *, deep: bool
) -> threading.Thread:
    def listen() -> None:
        seen = watch(
            *paths,
            watch_filter=only,
            stop_event=stop,
            step=STEP,
            debounce=LONGEST,
            rust_timeout=200,
            recursive=deep,
            raise_interrupt=False,
        )
        for changes in seen:
            saves.add(Path(path) for _, path in changes)

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    return thread
