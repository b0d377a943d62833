"""What commands say, and how they end: exceptions of ours become a message and an exit code.

0 fine    1 content    2 usage or settings    3 refused by a guard    4 failed and rolled back    130 interrupted
"""

from __future__ import annotations

import contextlib
import functools
import os
import sys
import time

from newsdesk.model.errors import ContentError, RefusedError, RolledBackError, UsageError

TYPE_CHECKING = False  # as in model/errors.py
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import ParamSpec, TypeVar

    from newsdesk.model.problems import Problem

    P = ParamSpec("P")
    R = TypeVar("R")

_PACE = 0.1  # seconds between two lines of progress
CONTENT, USAGE, REFUSED, ROLLED_BACK, INTERRUPTED = 1, 2, 3, 4, 130


def ends_well(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose expected failures end in a message on standard error and the exit code that belongs to it."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except ContentError as error:
            show_problems(error.problems)
            sys.exit(CONTENT)
        except UsageError as error:
            complain(str(error))
            sys.exit(USAGE)
        except RefusedError as error:
            complain(f"refused: {error}")
            sys.exit(REFUSED)
        except RolledBackError as error:
            complain(f"failed and rolled back: {error}")
            sys.exit(ROLLED_BACK)
        except KeyboardInterrupt:
            complain("interrupted")
            sys.exit(INTERRUPTED)

    return run


def show_problems(problems: Iterable[Problem]) -> None:
    """Every problem on standard error."""
    problems = tuple(problems)
    if not problems:
        return
    from newsdesk.source.report import as_annotations, as_text

    show_told(as_text(problems), as_annotations(problems))


def show_told(text: str, annotations: str) -> None:
    """Problems that are in words already on standard error, again as annotations under GitHub's CI.

    Its runner reads annotations from either stream; standard output may be JSON that somebody parses.
    """
    if text:
        complain(text)
    if text and os.environ.get("GITHUB_ACTIONS"):
        complain(annotations)


def complain(text: str) -> None:
    sys.stderr.write(f"{text.rstrip()}\n")


def say(text: str) -> None:
    sys.stdout.write(f"{text.rstrip()}\n")


@contextlib.contextmanager
def showing_progress(patience: float = 1.0) -> Iterator[Callable[[str], None]]:
    """Gives a function that shows what is being done, on a line of standard error that the next one replaces and that
    is gone at the end. It is silent for the first `patience` seconds, and where nobody is looking."""
    begun = shown = time.monotonic()

    def progress(text: str) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - begun >= patience and now - shown >= _PACE:
            shown = now
            sys.stderr.write(f"\r\033[K{text[: _width() - 1]}")
            sys.stderr.flush()

    if not sys.stderr.isatty():
        yield lambda text: None
        return
    try:
        yield progress
    finally:
        if shown != begun:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()


def _width() -> int:
    import shutil

    return shutil.get_terminal_size().columns
