"""Which target an address means: a folder's name, or one of

    ssh://user@host:port/folder            git+ssh://host/repository.git#branch            s3://bucket/prefix?mode=in-place

Credentials never stand in an address: SSH and git have their keys, boto3 its own ways.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

from newsdesk.model.problems import UsageError, did_you_mean
from newsdesk.publisher.digests import Digests
from newsdesk.publisher.preflight import need_programs
from newsdesk.publisher.targets import Target
from newsdesk.publisher.targets.directory import DirectoryTarget

KINDS = ("ssh", "git+ssh", "git+https", "git+file", "s3")


def open_target(address: str, *, root: Path, cache: Path, keep: int, digests: Digests | None = None) -> Target:
    """The target that `address` means; a folder is seen from `root`. `cache` is a folder that may be deleted.

    `digests` are of files that need not be read again, where the target is a folder of this machine.

    Raises `UsageError` for an address that means none. Nothing is asked of the target yet.
    """
    if "://" not in address:
        return DirectoryTarget((root / address).resolve(), keep, digests)
    parts = urlsplit(address)
    if parts.password:
        raise UsageError("A target's address must not hold a password: it would lie in settings and logs.")
    if parts.scheme == "ssh":
        return _ssh(address, parts, keep)
    if parts.scheme == "s3":
        return _s3(address, parts, keep)
    if parts.scheme in KINDS:
        return _git(address, parts, cache, keep)
    near = did_you_mean(parts.scheme, KINDS)
    raise UsageError(f'"{address}" is no target. {near} Name a folder, or ssh://…, git+ssh://… or s3://….')


def _ssh(address: str, parts: SplitResult, keep: int) -> Target:
    from newsdesk.publisher.targets.ssh import Shell, SshTarget

    options = _options(address, parts, {"config"})
    folder = parts.path.rstrip("/")
    if not parts.hostname or parts.hostname.startswith("-") or not folder or "\0" in folder:
        raise UsageError(f'"{address}" lacks a machine or a folder, as in ssh://deploy@www.example.org/srv/digest.')
    need_programs("ssh://", "ssh", "rsync")
    words = ("-F", options["config"]) if "config" in options else ()
    return SshTarget(Shell(parts.hostname, folder, parts.username or "", parts.port or 22, words), keep)


def _git(address: str, parts: SplitResult, cache: Path, keep: int) -> Target:
    from newsdesk.publisher.targets.git import GitTarget, Repository

    remote = parts._replace(scheme=parts.scheme.removeprefix("git+"), fragment="").geturl()
    remote = remote if "://" in remote else remote.replace(":", "://", 1)
    branch = parts.fragment
    if not branch or branch.startswith("-") or ".." in branch or not set(branch) <= _IN_BRANCHES:
        raise UsageError(f'"{address}" lacks a branch, as in git+ssh://git@github.com/example/digest.git#gh-pages.')
    need_programs("git", *(("git", "ssh") if parts.scheme == "git+ssh" else ("git",)))
    local = cache / "git" / hashlib.sha256(remote.encode()).hexdigest()[:16]
    return GitTarget(Repository(remote, local), branch, keep)


def _s3(address: str, parts: SplitResult, keep: int) -> Target:
    from newsdesk.publisher.targets.bucket import Bucket
    from newsdesk.publisher.targets.s3 import S3Target

    options = _options(address, parts, {"mode", "endpoint", "region"})
    if not parts.hostname:
        raise UsageError(f'"{address}" lacks a bucket, as in s3://example-digest/site.')
    if (mode := options.get("mode", "pointer")) not in ("pointer", "in-place"):
        raise UsageError(f'mode="{mode}" is none. {did_you_mean(mode, ("pointer", "in-place"))} pointer or in-place.')
    prefix = parts.path.strip("/")
    bucket = Bucket(
        parts.netloc, f"{prefix}/" if prefix else "", options.get("endpoint", ""), options.get("region", "")
    )
    return S3Target(bucket, mode == "in-place", keep)


_IN_BRANCHES = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_/.")


def _options(address: str, parts: SplitResult, known: set[str]) -> dict[str, str]:
    options = dict(parse_qsl(parts.query))
    if unknown := sorted(options.keys() - known):
        near = did_you_mean(unknown[0], known)
        raise UsageError(
            f'"{address}": nothing is known of {unknown[0]}. {near} It may name {", ".join(sorted(known))}.'
        )
    return options
