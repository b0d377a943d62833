"""A folder of releases on another machine, by SSH and rsync: laid out as a directory target, switched the same way.

    ssh://deploy@www.example.org:22/srv/digest

The machine needs a POSIX shell, rsync, and `mv -T`, `sha256sum`, `find` and `date` as GNU or BusyBox have them. Files
that did not change since the live release are hard links to its copies (rsync's --link-dest): a release costs what
changed. SSH asks no questions: keys and known hosts are set up before.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shlex
import subprocess
import tempfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from newsdesk.model.problems import RefusedError, RolledBackError
from newsdesk.publisher.lease import Kept, Lease, is_abandoned, leased, remove
from newsdesk.publisher.lock import Owner
from newsdesk.publisher.manifest import Manifest, differences, manifest_from
from newsdesk.publisher.releases import Record, record_from
from newsdesk.publisher.targets import Step
from newsdesk.publisher.targets.directory import LEFTOVER, PLACE

OPTIONS = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=60", "-o", "ServerAliveInterval=15")
# One connection for all scripts of a publish: greeting another machine takes longer than what is asked of it.
SHARED = ("-o", "ControlMaster=auto", "-o", "ControlPersist=20")
LOCK_DRAFT = re.compile(r"\.publish\.lock\.(?:tmp|old)-[0-9a-f]{12}\Z")
DIGEST = re.compile(r"\\?([0-9a-f]{64}) [ *]\./(.*)\Z")
# Every file with its digest; whatever is neither file nor folder with a word in a digest's place.
DIGESTS = "cd {folder} 2>/dev/null || exit 0; find . -type f -exec sha256sum {{}} +; find . ! -type f ! -type d"


@dataclass(frozen=True)
class Shell:
    """A way to run scripts in a folder of another machine. `options` are further words for ssh, e.g. -F FILE."""

    host: str
    folder: str
    user: str = ""
    port: int = 22
    options: tuple[str, ...] = ()

    @property
    def ssh(self) -> list[str]:
        shared = (*SHARED, "-o", f"ControlPath={_sockets()}/%C")
        return ["ssh", *OPTIONS, *shared, "-p", str(self.port), *self.options]

    @property
    def destination(self) -> str:
        return f"{self.user}@{self.host}" if self.user else self.host

    def run(self, script: str, stdin: str = "") -> str:
        """What the script prints, run in the folder, which is there or the script does not run. Raises `OSError`."""
        whole = f"set -eu; umask 022; cd {shlex.quote(self.folder)} 2>/dev/null || exit 0; {script}"
        return self.run_anywhere(whole, stdin)

    def run_anywhere(self, script: str, stdin: str = "") -> str:
        command = [*self.ssh, "--", self.destination, shlex.join(["sh", "-c", script])]
        return _finished(command, stdin.encode())

    def copy_in(self, built: Path, paths: Collection[str], folder: str, like: str | None) -> None:
        """Brings files below `built` into a folder there; those that lie in `like` beside it become hard links."""
        linked = [f"--link-dest=../{like}"] if like else []
        words = [
            "rsync",
            "-spczr",
            "--chmod=D755,F444",
            "--from0",
            "--files-from=-",
            *linked,
            "-e",
            shlex.join(self.ssh),
        ]
        to = f"{self.destination}:{self.folder}/{folder}/"
        _finished([*words, f"{built}/", to], "\0".join(paths).encode())


@dataclass(frozen=True)
class RemoteLock:
    """The slot of the lock: a file that is linked into its place, which either is free or is not."""

    shell: Shell

    def read(self) -> Kept | None:
        text = self.shell.run("cat publish.lock 2>/dev/null || :")
        return Kept(text, _digest(text)) if text else None

    def swap(self, text: str | None, before: Kept | None) -> bool:
        token = secrets.token_hex(6)
        draft, old = f".publish.lock.tmp-{token}", f".publish.lock.old-{token}"
        # What is taken away is looked at again: if it is not what was judged, it is put back.
        judged = f"[ \"$(sha256sum <{old} | cut -d' ' -f1)\" = {before.version} ]" if before else ""
        put_back = f"{{ ln {old} publish.lock; rm -f {old}; exit 0; }}"
        taken = f"mv publish.lock {old} || exit 0; {judged} || {put_back}; rm -f {old};" if before else ""
        if text is None:
            return self.shell.run(f"{taken} echo done") == "done\n"
        script = f"cat >{draft}; {taken} ln {draft} publish.lock 2>/dev/null && echo done; rm -f {draft}"
        return self.shell.run(script, text) == "done\n"

    def now(self) -> float:
        return float(self.shell.run_anywhere("date +%s"))


# Where `current` leads, and the names of all that lies in our three folders.
LOOK = (
    "told=$(readlink current 2>/dev/null) && echo \"current $told\" || { [ ! -e current ] || echo 'current ?'; }; "
    'for folder in . ./releases ./manifests; do for path in "$folder"/* "$folder"/.*; do '
    '[ ! -e "$path" ] && [ ! -L "$path" ] || echo "name $path"; done; done'
)


@dataclass(frozen=True, slots=True)
class State:
    """What lies at the target: the place that is live, all places of releases, ids with manifests, leftovers' paths."""

    live: str | None
    places: tuple[str, ...]
    manifests: tuple[str, ...]
    leftovers: tuple[str, ...]


@dataclass(frozen=True)
class SshTarget:
    """Releases in the folder of `shell`, made when first published to. `keep` of them stay, the live one counted."""

    shell: Shell
    keep: int = 5

    @property
    def name(self) -> str:
        return f"ssh://{self.shell.destination}:{self.shell.port}{self.shell.folder}"

    def live(self) -> str | None:
        place = self._look().live
        return place[:12] if place else None

    def present(self) -> tuple[str, ...]:
        return tuple(sorted({place[:12] for place in self._look().places}))

    def manifest(self, release: str) -> Manifest | None:
        return manifest_from(self.shell.run(f"cat manifests/{shlex.quote(release)}.json 2>/dev/null || :"), release)

    def live_faults(self, manifest: Manifest, *, thorough: bool = False) -> tuple[str, ...]:
        return self._faults("current/.", manifest)

    def find(self, manifest: Manifest) -> str | None:
        there = self._look()
        mine = [place for place in there.places if place[:12] == manifest.id]
        ordered = sorted(mine, key=lambda one: (one != there.live, one))
        return next((place for place in ordered if not self._faults(f"releases/{place}", manifest)), None)

    def put(self, built: Path, manifest: Manifest, at: Step) -> str:
        staged = f"releases/.{manifest.id}.tmp-{secrets.token_hex(6)}"
        try:
            self.shell.run(f"mkdir -p releases manifests {staged}")
            at("copying")
            there = self._look()
            self.shell.copy_in(built, list(manifest.by_path), staged, there.live)
            at("copied")
            self._prove(staged, manifest)
            at("staged")
            self._keep_manifest(manifest)
            at("manifest kept")
            place = next(name for name in _names(manifest.id) if name not in there.places)
            self.shell.run(f"mv -T {staged} releases/{place}; sync")
        except BaseException:
            with suppress(OSError):  # the next publish tidies up
                self.shell.run(f"rm -rf {staged}")
            raise
        at("in place")
        return place

    @contextmanager
    def swing(self, place: str, manifest: Manifest, record: Record) -> Iterator[None]:
        token, other = secrets.token_hex(6), secrets.token_hex(6)
        forth, back, draft = f".current.tmp-{token}", f".current.tmp-{other}", f".publish.json.tmp-{token}"
        before = self._look().live
        undo = f"mv -T {back} current" if before else "rm -f current"
        prepare = f"cat >{draft}; ln -s releases/{place} {forth}; "
        prepare += f"ln -s releases/{before} {back}; " if before else ""
        try:
            self._keep_manifest(manifest)
            self.shell.run(f"{prepare} sync", record.as_json())
            try:
                self.shell.run(f"mv -T {forth} current; sync")
                yield
                self.shell.run(f"mv {draft} publish.json; sync")
            except BaseException:
                self.shell.run(undo)
                raise
        finally:
            with suppress(OSError):  # the next publish tidies up
                self.shell.run(f"rm -f {forth} {back} {draft}")

    def record(self) -> Record:
        return record_from(self.shell.run("cat publish.json 2>/dev/null || :")) or Record()

    def keep_record(self, record: Record) -> None:
        draft = f".publish.json.tmp-{secrets.token_hex(6)}"
        self.shell.run(f"cat >{draft}; mv {draft} publish.json; sync", record.as_json())

    def is_tidy(self) -> bool:
        return not self._look().leftovers and not is_abandoned(RemoteLock(self.shell))

    def tidy(self, releases: Collection[str]) -> None:
        there = self._look()
        others = {place for place in there.places if place[:12] in releases}
        if there.live:  # beside the live copy of a release there may be a damaged one
            others = {place for place in others if place[:12] != there.live[:12]} | {there.live}
        old = [f"releases/{place}" for place in there.places if place not in others]
        stay = {place[:12] for place in others}
        old += [f"manifests/{release}.json" for release in there.manifests if release not in stay]
        if gone := [*there.leftovers, *old]:
            self.shell.run(f"rm -rf {shlex.join(gone)}")

    def lock(self) -> AbstractContextManager[Lease]:
        self.shell.run_anywhere(f"mkdir -p {shlex.quote(self.shell.folder)}")
        return leased(RemoteLock(self.shell))

    def unlock(self) -> Owner | None:
        return remove(RemoteLock(self.shell))

    def _look(self) -> State:
        """All that lies there, in one question. A link to elsewhere counts as nothing, and is replaced."""
        told = self.shell.run(LOOK).splitlines()
        if "current ?" in told:
            raise RefusedError(f"{self.name}/current is not a link made by publishing. Move it away; publish again.")
        named = [line.partition(" ")[2] for line in told if line.startswith("name ")]
        current = next((line.removeprefix("current releases/") for line in told if line.startswith("current rel")), "")
        ours = (LEFTOVER, LOCK_DRAFT)
        return State(
            live=current if PLACE.match(current) else None,
            places=tuple(
                sorted(path[11:] for path in named if path.startswith("./releases/") and PLACE.match(path[11:]))
            ),
            manifests=tuple(
                path[12:-5] for path in named if path.startswith("./manifests/") and PLACE.match(path[12:-5])
            ),
            leftovers=tuple(path for path in named if any(form.match(path.rsplit("/", 1)[-1]) for form in ours)),
        )

    def _faults(self, folder: str, manifest: Manifest) -> tuple[str, ...]:
        found = {}
        for line in self.shell.run(DIGESTS.format(folder=folder)).splitlines():
            read = DIGEST.match(line)
            found[read[2] if read else line.removeprefix("./")] = read[1] if read else "no file"
        return differences(found, manifest)

    def _prove(self, staged: str, manifest: Manifest) -> None:
        if faults := self._faults(staged, manifest):
            raise RolledBackError(f"{self.name}: does not read back as it was written: {'; '.join(faults[:5])}")

    def _keep_manifest(self, manifest: Manifest) -> None:
        draft = f"manifests/.manifest.tmp-{secrets.token_hex(6)}"
        self.shell.run(f"mkdir -p manifests; cat >{draft}; mv {draft} manifests/{manifest.id}.json", manifest.text)


def _names(release: str) -> Iterator[str]:
    """What copies of a release may be called, in order: 3f9a1c0b77de, 3f9a1c0b77de-2 …"""
    yield release
    yield from (f"{release}-{number}" for number in count(2))


def _sockets() -> Path:
    """A folder that only this user can look into, with a name short enough for a socket."""
    folder = Path(tempfile.gettempdir()) / f"newsdesk-ssh-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if state.st_uid != os.getuid() or state.st_mode & 0o077 or not folder.is_dir() or folder.is_symlink():
        raise RefusedError(f"{folder} can be looked into by others. Remove it, then publish again.")
    return folder


def _finished(command: list[str], stdin: bytes) -> str:
    """What a command prints. Raises `OSError` with the last of what it complained about."""
    ran = subprocess.run(command, input=stdin, capture_output=True, check=False)  # noqa: S603  # quoted word by word
    if ran.returncode:
        lines = ran.stderr.decode("utf-8", "replace").strip().splitlines() or [f"ended with {ran.returncode}"]
        raise OSError(f"{command[0]}: {lines[0] if command[0] == 'rsync' else lines[-1]}")
    return ran.stdout.decode("utf-8", "replace")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
