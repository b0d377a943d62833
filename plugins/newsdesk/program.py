"""The way in to every command of the desk: `./desk TASK` is `python -m newsdesk.program --search-root ROOT TASK`.

A build without options is what an editor asks for a hundred times a day, and mostly there is little to do or nothing:
what can be said at once is said before the builder is loaded. For all other commands invoke is loaded first, which
takes as long as an edit.
"""

from __future__ import annotations

import os
import sys

from newsdesk.answer import answered, glance_at
from newsdesk.console import ends_well

TYPE_CHECKING = False  # as in model/errors.py
if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> None:
    """Runs the command that was typed; a reader who leaves early (`| head`) ends it without a word."""
    try:
        run(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left to print goes nowhere
        sys.exit(1)


def run(words: Sequence[str]) -> None:
    """Runs the command of these words; ends with SystemExit if it fails."""
    match words:
        case ["--search-root", root, "build"]:
            _build(os.path.realpath(root))
        case _:
            from newsdesk.commands import program

            program.run(["./desk", *words])


@ends_well
def _build(root: str) -> None:
    seen = glance_at(root)
    if seen and answered(seen, root):
        return
    from pathlib import Path

    from newsdesk.building import build

    build(Path(root), seen=seen)


if __name__ == "__main__":
    main()
