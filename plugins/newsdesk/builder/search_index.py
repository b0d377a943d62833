"""The search index: made by Pagefind (the extra `search`) from the finished pages of stories, and of nothing else.

Pagefind's own interfaces are left out: the theme has one that needs no style of its own.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsdesk.builder.search_order import put_in_order
from newsdesk.builder.searching import FOLDER
from newsdesk.model.problems import UsageError
from newsdesk.model.site import File

_INTERFACES = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")


def index_files(pages: Mapping[str, Path], scratch: Path) -> Iterator[File]:
    """The files of the index over `pages` (path in the output → where it lies now), each to lie below /pagefind/.

    Works in a folder below `scratch`. Raises `UsageError` if Pagefind fails.
    """
    with tempfile.TemporaryDirectory(prefix="search-", dir=scratch) as name:
        site, index = Path(name) / "site", Path(name) / "index"
        site.mkdir()
        for path in sorted(pages):
            place = site / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.hardlink_to(pages[path])
        _run(site, index)
        put_in_order(index)
        for found in _kept(index):
            yield File(f"{FOLDER}/{found.relative_to(index).as_posix()}", found.read_bytes())


def _run(site: Path, index: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(index), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # our own paths only
    if done.returncode or not (index / "pagefind.js").is_file():
        words = (done.stderr or done.stdout).strip().splitlines()
        fault = words[-1] if words else "it said nothing"
        raise UsageError(f"Pagefind failed: {fault}. Mend it, or set NEWSDESK_SEARCH = False.")


def _kept(index: Path) -> list[Path]:
    return sorted(found for found in index.rglob("*") if found.is_file() and not found.name.startswith(_INTERFACES))
