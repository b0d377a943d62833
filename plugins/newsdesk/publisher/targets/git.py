"""A branch of a git repository: each release is a commit whose tree is the site, e.g. for GitHub Pages.

    git+ssh://git@github.com/example/digest.git#gh-pages

The branch moves only from the commit that was looked at (a lease), so that nobody's push is lost. Its commits name
their releases; nothing is ever checked out, no link is followed, and no commit is made that changes nothing. Beside the
branch lie two refs: refs/newsdesk/<branch>/record with publish.json, and refs/newsdesk/<branch>/lock while a publisher
is at work. Old releases stay as long as the branch's history does.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsdesk.model.media import media_type
from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.lease import Kept, Lease, is_abandoned, leased, machine_clock, remove
from newsdesk.publisher.lock import Owner
from newsdesk.publisher.manifest import Item, Manifest, cache_policy, differences
from newsdesk.publisher.releases import Record, record_from
from newsdesk.publisher.targets import Step

FILE = "100644"
LOOKED_BACK = 200  # commits of the branch in which releases are looked for
# GitHub Pages would run the site through Jekyll, which leaves out what begins with an underscore.
NO_JEKYLL = ".nojekyll"
ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_AUTHOR_NAME": "Newsdesk",
    "GIT_AUTHOR_EMAIL": "newsdesk@invalid",
    "GIT_COMMITTER_NAME": "Newsdesk",
    "GIT_COMMITTER_EMAIL": "newsdesk@invalid",
    "LC_ALL": "C.UTF-8",
}


@dataclass(frozen=True)
class Repository:
    """A remote repository, and the local one through which it is read: a bare one that may be deleted at any time."""

    remote: str
    local: Path

    def run(self, *words: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> bytes:
        """What git prints. Raises `OSError` with what it complained about."""
        if not (self.local / "HEAD").is_file():
            self.local.mkdir(parents=True, exist_ok=True)
            _git(self.local, "init", "-q", "--bare", ".")
        return _git(self.local, *words, stdin=stdin, env=env)

    def tips(self, *refs: str) -> dict[str, str]:
        """The commits that refs of the remote lead to now; those that do not exist are left out."""
        lines = self.run("ls-remote", "--refs", self.remote, *refs).decode().splitlines()
        found = (line.split("\t") for line in lines)
        return {ref: commit for commit, ref in found if ref in refs}

    def bring(self, ref: str) -> str | None:
        """The commit that a ref of the remote leads to, after fetching what of it is missing here."""
        commit = self.tips(ref).get(ref)
        if commit and not self._has(commit):
            self.run("-c", "gc.auto=0", "fetch", "-q", "--no-tags", "--no-write-fetch-head", self.remote, ref)
        return commit

    def push(self, ref: str, new: str | None, before: str | None) -> bool:
        """Moves a ref of the remote from `before` to `new` (None: it is not there); False if it was elsewhere."""
        lease = f"--force-with-lease={ref}:{before or ''}"
        try:
            self.run("push", "-q", "--porcelain", lease, self.remote, f"{new or ''}:{ref}")
        except OSError as error:
            if any(
                words in str(error)
                for words in ("stale info", "[rejected]", "fetch first", "failed to lock", "cannot lock")
            ):
                return False
            if self.tips(ref).get(ref) == new:
                return True  # it arrived, and only the answer was lost
            raise
        return True

    def text_at(self, commit: str, path: str) -> str:
        return self.run("cat-file", "blob", f"{commit}:{path}").decode("utf-8", "replace")

    def commit_text(self, path: str, text: str, message: str) -> str:
        """A commit without parents that holds one file."""
        blob = self.run("hash-object", "-w", "--stdin", stdin=text.encode()).decode().strip()
        tree = self.run("mktree", stdin=f"{FILE} blob {blob}\t{path}\n".encode()).decode().strip()
        return self.commit(tree, None, message)

    def commit(self, tree: str, parent: str | None, message: str) -> str:
        parents = ("-p", parent) if parent else ()
        return self.run("commit-tree", tree, *parents, stdin=message.encode()).decode().strip()

    def _has(self, commit: str) -> bool:
        try:
            self.run("rev-list", "--objects", "--quiet", "-n", "1", commit)
        except OSError:
            return False
        return True


@dataclass(frozen=True)
class LockRef:
    """The slot of the lock: a ref that git moves only from where it was."""

    repository: Repository
    ref: str

    def read(self) -> Kept | None:
        commit = self.repository.bring(self.ref)
        return Kept(self.repository.text_at(commit, "lock.json"), commit) if commit else None

    def swap(self, text: str | None, before: Kept | None) -> bool:
        commit = self.repository.commit_text("lock.json", text, "Lock") if text is not None else None
        return self.repository.push(self.ref, commit, before.version if before else None)

    def now(self) -> float:
        return machine_clock()


@dataclass(frozen=True)
class GitTarget:
    """Releases as commits of `branch`. History keeps them all; `keep` counts those that are offered for rollback."""

    repository: Repository
    branch: str
    keep: int = 5

    @property
    def name(self) -> str:
        return f"{self.repository.remote}#{self.branch}"

    def live(self) -> str | None:
        tip = self._tip()
        if tip is None:
            return None
        newest = next((release for release, _ in self._history(tip)), None)
        if newest is None:
            raise RefusedError(f"{self.name} holds commits that are no releases. Name another branch, or delete it.")
        return newest

    def present(self) -> tuple[str, ...]:
        tip = self._tip()
        known = dict.fromkeys(release for release, _ in self._history(tip)) if tip else {}
        return tuple(sorted(list(known)[: self.keep]))

    def manifest(self, release: str) -> Manifest | None:
        tree = self._tree_of(release)
        return _manifest_at(self.repository.local, tree, release) if tree else None

    def live_faults(self, manifest: Manifest, *, thorough: bool = False) -> tuple[str, ...]:
        tip = self._tip()
        if tip is None:
            return ("nothing is live",)
        if thorough:
            self._prove_afresh(tip)
        return self._faults(self._root(tip), manifest)

    def find(self, manifest: Manifest) -> str | None:
        return self._tree_of(manifest.id) if self.manifest(manifest.id) == manifest else None

    def put(self, built: Path, manifest: Manifest, at: Step) -> str:
        at("copying")
        paths = [*manifest.by_path]
        told = "".join(f"{built / path}\n" for path in paths).encode()
        blobs = self.repository.run("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=told).decode().split()
        empty = self.repository.run("hash-object", "-w", "--stdin").decode().strip()
        entries = {NO_JEKYLL: empty, **dict(zip(paths, blobs, strict=True))}
        listing = "".join(f"{FILE} {blob}\t{path}\0" for path, blob in sorted(entries.items())).encode()
        with tempfile.TemporaryDirectory() as folder:
            index = {"GIT_INDEX_FILE": f"{folder}/index"}
            self.repository.run("update-index", "-z", "--index-info", stdin=listing, env=index)
            tree = self.repository.run("write-tree", env=index).decode().strip()
        at("copied")
        if faults := self._faults(tree, manifest):
            fault = "; ".join(faults[:5])
            raise RolledBackError(f"{built}: changed while it was published ({fault}). Nothing was published.")
        at("staged")
        return tree

    @contextmanager
    def swing(self, place: str, manifest: Manifest, record: Record) -> Iterator[None]:
        before = self._tip()
        if before and self._root(before) == place:
            commit = before
        else:
            commit = self.repository.commit(place, before, _message(manifest, record))
        if commit != before and not self.repository.push(self._head, commit, before):
            raise RefusedError(f"Someone else pushed to {self.name} meanwhile. Look, then publish again.")
        try:
            yield
            self.keep_record(record)
        except BaseException:
            if commit != before:
                self.repository.push(self._head, before, commit)
            raise

    def record(self) -> Record:
        commit = self.repository.bring(self._record)
        return (record_from(self.repository.text_at(commit, "publish.json")) if commit else None) or Record()

    def keep_record(self, record: Record) -> None:
        before = self.repository.tips(self._record).get(self._record)
        commit = self.repository.commit_text("publish.json", record.as_json(), "Record of releases")
        if not self.repository.push(self._record, commit, before):
            raise RefusedError(f"Someone else wrote the record of {self.name} meanwhile. Look, then publish again.")

    def is_tidy(self) -> bool:
        return not is_abandoned(self._lock)

    def tidy(self, releases: Collection[str]) -> None:
        """Nothing: a push that was cut off leaves nothing behind, and old releases are the branch's history."""

    def lock(self) -> AbstractContextManager[Lease]:
        return leased(self._lock)

    def unlock(self) -> Owner | None:
        return remove(self._lock)

    @property
    def _head(self) -> str:
        return f"refs/heads/{self.branch}"

    @property
    def _record(self) -> str:
        return f"refs/newsdesk/{self.branch}/record"

    @property
    def _lock(self) -> LockRef:
        return LockRef(self.repository, f"refs/newsdesk/{self.branch}/lock")

    def _tip(self) -> str | None:
        return self.repository.bring(self._head)

    def _root(self, commit: str) -> str:
        return self.repository.run("rev-parse", f"{commit}^{{tree}}").decode().strip()

    def _history(self, tip: str) -> list[tuple[str, str]]:
        """(release, tree) of each commit that names one, newest first; those of other people are passed over."""
        form = "--format=%T %(trailers:key=Newsdesk-Release,valueonly,separator=%x20)"
        words = ("log", "--first-parent", f"--max-count={LOOKED_BACK}", form, tip)
        told = (line.split() for line in self.repository.run(*words).decode().splitlines())
        return [(words[1], words[0]) for words in told if len(words) == 2]

    def _faults(self, tree: str, manifest: Manifest) -> tuple[str, ...]:
        found = {path: sha256 for path, (sha256, _) in _contents_at(self.repository.local, tree).items()}
        if NO_JEKYLL not in manifest.by_path:
            found.pop(NO_JEKYLL, None)
        return differences(found, manifest)

    def _tree_of(self, release: str) -> str | None:
        tip = self._tip()
        return next((tree for one, tree in self._history(tip) if one == release), None) if tip else None

    def _prove_afresh(self, tip: str) -> None:
        """Fetches the live commit once more into an empty repository, which checks every object against its name."""
        with tempfile.TemporaryDirectory() as folder:
            fresh = Repository(self.repository.remote, Path(folder))
            fresh.run("-c", "fetch.fsckObjects=true", "fetch", "-q", "--depth=1", fresh.remote, self._head)
            fresh.run("fsck", "--full", "--no-dangling", tip)


def _message(manifest: Manifest, record: Record) -> str:
    entry = record.entries[-1] if record.entries else None
    subject = f"{entry.action.capitalize()}: {entry.changes or manifest.id}" if entry else f"Published: {manifest.id}"
    return f"{' '.join(subject.split())}\n\nNewsdesk-Release: {manifest.id}\n"


def _manifest_at(local: Path, tree: str, release: str) -> Manifest | None:
    """The manifest of a release whose tree this is, None if it is another's. The file for GitHub may be ours or its."""
    contents = sorted(_contents_at(local, tree).items())
    items = tuple(Item(path, *found, media_type(path), cache_policy(path)) for path, found in contents)
    both = (Manifest(items), Manifest(tuple(item for item in items if item.path != NO_JEKYLL)))
    return next((manifest for manifest in both if manifest.id == release), None)


@lru_cache(maxsize=32)  # a tree's name is the digest of all that it holds
def _contents_at(local: Path, tree: str) -> dict[str, tuple[str, int]]:
    """SHA-256 and size of every file of a tree; what is no plain file has a word in place of its digest."""
    rows = _git(local, "ls-tree", "-r", "-z", tree).decode("utf-8", "replace").split("\0")[:-1]
    found: dict[str, tuple[str, int]] = {}
    asked: list[tuple[str, str]] = []
    for row in rows:
        about, path = row.split("\t", 1)
        mode, _, blob = about.split(" ")
        if mode == FILE:
            asked.append((path, blob))
        else:
            found[path] = ("no plain file", 0)
    stream = memoryview(_git(local, "cat-file", "--batch", stdin="".join(f"{blob}\n" for _, blob in asked).encode()))
    position = 0
    for path, _ in asked:
        end = position + bytes(stream[position : position + 200]).index(b"\n")
        size = int(bytes(stream[position:end]).split()[2])
        content = stream[end + 1 : end + 1 + size]
        found[path] = (hashlib.sha256(content).hexdigest(), size)
        position = end + size + 2
    return found


def _git(folder: Path, *words: str, stdin: bytes = b"", env: dict[str, str] | None = None) -> bytes:
    ran = subprocess.run(  # noqa: S603  # words of ours and names that were validated, no shell
        ["git", "--git-dir", str(folder), *words],  # noqa: S607  # the git that the path names
        cwd=folder,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **ENVIRONMENT, **(env or {})},
    )
    if ran.returncode:
        told = (ran.stderr + ran.stdout).decode("utf-8", "replace").strip()
        raise OSError(f"git {words[0]}: {' '.join(told.split())[:500] or ran.returncode}")
    return ran.stdout
