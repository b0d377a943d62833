"""Compiled templates kept between builds, each signed: a build that renders one page would spend a fifth on compiling.

What is compiled is code, and the cache lies in the project, where a stranger's file could come to lie: unpacked with an
archive, merged with a branch. So a file counts only if it bears a signature made with a key that lies outside of any
project and that nobody but this user can read. Without such a key nothing is kept, and templates are compiled anew.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from dataclasses import dataclass
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from newsdesk.builder.whole import write_whole

_KEY_SIZE, _PROOF_SIZE = 32, 32  # bytes


@dataclass(frozen=True)
class Compiled(BytecodeCache):
    """Keeps templates in `folder`; `code` is a digest of all that compiles them: another one's are not used."""

    folder: Path
    code: str
    key: bytes

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            content = self._file(bucket).read_bytes()
        except OSError:
            return
        proof, compiled = content[:_PROOF_SIZE], content[_PROOF_SIZE:]
        if hmac.compare_digest(proof, self._proof(bucket, compiled)):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        compiled = bucket.bytecode_to_string()
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._file(bucket), self._proof(bucket, compiled) + compiled)

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / bucket.key

    def _proof(self, bucket: Bucket, compiled: bytes) -> bytes:
        """Over the template's name and place (`key`), its source (`checksum`), and what was made of it by whom."""
        told = f"{self.code}\0{bucket.key}\0{bucket.checksum}\0".encode()
        return hashlib.blake2b(told + compiled, key=self.key, digest_size=_PROOF_SIZE).digest()


def compiled_in(cache: Path, code: str) -> Compiled | None:
    """The templates kept in a project's cache; None if this user has no key and none can be made."""
    key = _own_key()
    return Compiled(cache / "templates", code, key) if key else None


def _own_key() -> bytes:
    """This user's key, made at the first time; empty if there can be none, or if others could read it."""
    try:
        file = _state() / "newsdesk" / "key"
        if not file.exists():
            _make_key(file)
        status = file.lstat()
        private = status.st_uid == os.getuid() and not status.st_mode & 0o077
        content = file.read_bytes()
    except (OSError, RuntimeError):
        return b""
    return content if private and len(content) == _KEY_SIZE else b""


def _state() -> Path:
    """The folder for what programs remember of this user (XDG Base Directory Specification 0.8). Raises `RuntimeError`
    if the user has no home."""
    named = os.environ.get("XDG_STATE_HOME", "")
    return Path(named) if os.path.isabs(named) else Path.home() / ".local" / "state"  # noqa: PTH117  # of an empty text too


def _make_key(file: Path) -> None:
    """Whole or not at all: another build may be making one just now, and then the first counts."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(descriptor, os.urandom(_KEY_SIZE))
        os.link(beside, file)
    except FileExistsError:
        return
    finally:
        os.close(descriptor)
        beside.unlink()
