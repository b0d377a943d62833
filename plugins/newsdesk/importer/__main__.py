"""`python -m newsdesk.importer --json [--published DATE] PATH…`: a JSON object a line; writes nothing.

A bad file gives an object with `path` and `error`, the rest go on, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date

from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.interface import json_line, read_file


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m newsdesk.importer", description=__doc__.split("\n")[0])
    parser.add_argument("--json", action="store_true", required=True, help="print a JSON object a line")
    parser.add_argument("--published", type=_day, help="publication date where the document has none: 2018-10-13")
    parser.add_argument("--bare", action="store_true", help="leave quotations and events out, which is faster")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="raw text or HTML, also packed with gzip")
    options = parser.parse_args(arguments)
    failed = False
    for path in options.paths:
        try:
            line = json_line(read_file(path), options.published, bare=options.bare)
        except UnreadableError as error:
            failed = True
            line = json.dumps({"path": path, "error": str(error)})
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    return 1 if failed else 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f'"{text}" is not a day such as 2018-10-13') from None


if __name__ == "__main__":
    sys.exit(main())
