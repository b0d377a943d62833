"""Before anything is built for publishing: whether the programs that a target needs are there, and whether what would
be published is what the project's history holds.

Asks git and changes nothing. A project that is not in git, or a machine without it, has nothing to be told.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from newsdesk.model.problems import UsageError

SHOWN = 3
# Program → the Debian package that brings it.
PACKAGES = {"ssh": "openssh-client", "rsync": "rsync", "git": "git"}
_QUIET = {"GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}  # looking must not write, e.g. git's index


def need_programs(kind: str, *names: str) -> None:
    """Raises `UsageError` with every program that a kind of target needs and that is not installed."""
    missing = [name for name in names if not shutil.which(name)]
    if missing:
        packages = " ".join(PACKAGES[name] for name in missing)
        raise UsageError(
            f"A {kind} target needs {' and '.join(missing)}. On Debian and Ubuntu: apt-get install {packages}"
        )


def notes_on(root: Path, sources: Iterable[Path]) -> tuple[str, ...]:
    """What an editor should know of the files that the site is built from: a release cannot be built again from
    the project's history if some are not in it, or if the history is not shared with anybody."""
    changed = _changed(root, [path for path in sources if path.is_relative_to(root)])
    if changed:
        shown = ", ".join(changed[:SHOWN]) + (f" and {len(changed) - SHOWN:,} more" if len(changed) > SHOWN else "")
        return (f"not committed: {shown}. This release cannot be built again from the project's history.",)
    ahead = _git(root, "rev-list", "--count", "@{upstream}..HEAD").strip()
    if ahead == "1":
        return ("1 commit is not pushed: CI would publish the site without it.",)
    if ahead.isdigit() and int(ahead):
        return (f"{ahead} commits are not pushed: CI would publish the site without them.",)
    return ()


def _changed(root: Path, sources: Sequence[Path]) -> list[str]:
    """Files that differ from the last commit or are not known to git, relative to `root`; ignored ones left out."""
    names = [path.relative_to(root).as_posix() for path in sources]
    if not names:
        return []
    told = _git(root, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--no-renames", "--", *names)
    prefix = _git(root, "rev-parse", "--show-prefix").strip()
    return sorted(entry[3:].removeprefix(prefix) for entry in told.split("\0") if entry)


def _git(root: Path, *words: str) -> str:
    """What git says in the folder; nothing if it does not know the folder, or is not there."""
    program = shutil.which("git")
    if program is None:
        return ""
    ran = subprocess.run(  # noqa: S603  # words of ours, no shell
        [program, "-C", str(root), *words], capture_output=True, check=False, env={**os.environ, **_QUIET}
    )
    return ran.stdout.decode("utf-8", "replace") if ran.returncode == 0 else ""
