"""The way in to every command of the desk: `./desk TASK` is `python -m newsdesk.program --search-root ROOT TASK`.

A build without options is what an editor asks for a hundred times a day, and mostly there is little to do. It goes
straight to work; for all other commands invoke is loaded first, which takes as long as an edit.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path


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
            from newsdesk.building import build

            build(Path(root).resolve())
        case _:
            from newsdesk.commands import program

            program.run(["./desk", *words])


if __name__ == "__main__":
    main()
