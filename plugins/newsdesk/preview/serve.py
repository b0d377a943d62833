"""Preview: build, serve, rebuild on save, until Ctrl-C.

A build that fails changes nothing: the last good pages stay, with what is wrong written above them.
"""

from __future__ import annotations

import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from newsdesk.model.problems import ContentError, Problem, UsageError
from newsdesk.preview.channel import Channel
from newsdesk.preview.server import PreviewServer, Say, listen
from newsdesk.preview.watching import Saves, watching


class Built(Protocol):
    """What a build says of itself: a line in words, how many files it changed, and what deserves a warning."""

    @property
    def summary(self) -> str: ...
    @property
    def touched(self) -> int: ...
    @property
    def warnings(self) -> tuple[Problem, ...]: ...


Build = Callable[[frozenset[Path]], Built]


def say(text: str) -> None:
    """One line on standard output, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def serve(
    build: Build,
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    watch: Iterable[Path] = (),
    base: str = "",
    out: Say = say,
    stop: threading.Event | None = None,
    channel: Channel | None = None,
) -> None:
    """Serves what `build` writes to `folder`, below `base`, and builds again when something at `watch` is saved,
    which it is told; at first it is told nothing.

    `channel` tells open pages of builds; a builder that wants to know which those are brings its own.
    Returns after Ctrl-C, SIGTERM, or when `stop` is set. Raises `UsageError` if it cannot listen.
    """
    channel, saves, ending = channel or Channel(), Saves(), stop or threading.Event()
    server = listen(folder, channel, host=host, port=port, base=base, say=out)
    with _ended_by_signals(), _running(server, channel):
        out(f"preview at {server.url} (Ctrl-C ends it)")
        try:
            with watching(watch, saves):
                _build_again_and_again(build, channel, saves, ending, out)
        except KeyboardInterrupt:
            out("preview ended")


def _build_again_and_again(build: Build, channel: Channel, saves: Saves, ending: threading.Event, out: Say) -> None:
    _build_once(build, frozenset(), channel, out)
    while not ending.is_set():
        # A short wait, so that `ending` is heard; what is saved during a build is built right after it.
        if saved := saves.take(seconds=0.2):
            _build_once(build, saved, channel, out)


def _build_once(build: Build, saved: frozenset[Path], channel: Channel, out: Say) -> None:
    try:
        made = build(saved)
    except (ContentError, UsageError) as error:
        problem = str(error)
    except Exception as error:  # noqa: BLE001 - half-written templates raise anything; the preview outlives it
        problem = _place_of(error)
        out("".join(traceback.format_exception(error)).rstrip())
    else:
        for warning in made.warnings:
            out(str(warning))
        out(f"built: {made.summary}")
        notes = [(page_of(warning.place.path), str(warning)) for warning in made.warnings]
        channel.built(changed=bool(made.touched), notes=notes)
        return
    out(f"{problem}\nnot built; the last good pages stay")
    channel.failed(problem)


def page_of(file: str) -> str:
    """The address of the page that is made of a content file; empty for a file that has none of its own.

    content/articles/2018/harbour.md → /articles/harbour/
    """
    parts = file.removeprefix("content/").removesuffix(".md").split("/")
    if not file.endswith(".md") or len(parts) < 2:
        return ""
    return f"/{parts[-1]}/" if parts[0] == "pages" else f"/{parts[0]}/{parts[-1]}/"


def _place_of(error: Exception) -> str:
    """`file:line: what is wrong` for an exception: of the template if it names one, else of the code that raised it."""
    words = "".join(traceback.format_exception_only(error)).strip()
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    if not file or not line:
        frames = traceback.extract_tb(error.__traceback__)
        file, line = (frames[-1].filename, frames[-1].lineno) if frames else ("", 0)
    return f"{file}:{line}: {words}" if file else words


@contextmanager
def _running(server: PreviewServer, channel: Channel) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        channel.close()
        server.shutdown()
        server.server_close()
        thread.join(timeout=2)


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGTERM ends a preview as Ctrl-C does. Signals can only be caught by a program's main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(signum: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = {one: signal.signal(one, end) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
