"""A place of each kind to publish to: its address, and what readers get there, read without the code under test."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import boto3
from newsdesk.publisher.targets import Target
from newsdesk.publisher.targets.addresses import open_target

from tests.built_sites import contents
from tests.targets.servers import BUCKET

KINDS = ("directory", "ssh", "git", "s3 comparing", "s3 trusting", "s3 in place")
COSTLY = frozenset({"ssh", "s3 trusting", "s3 in place"})


@dataclass(frozen=True)
class Place:
    """`address` is the target's; `root` is a folder for what else a test makes."""

    kind: str
    address: str
    root: Path

    def open(self) -> Target:
        return _opened(self.address, self.root)

    @property
    def folder(self) -> Path:
        """Of the kinds that are folders in the end."""
        return self.root / "site"

    def shown(self) -> dict[str, bytes]:
        """Every file that readers get, and nothing else; empty if there is none yet."""
        if self.kind in ("directory", "ssh"):
            return contents(self.folder / "current") if (self.folder / "current").exists() else {}
        return self._branch() if self.kind == "git" else self._objects()

    def edit(self, path: str, content: bytes | None) -> None:
        """Changes (None: removes) a file that readers get, behind the publisher's back."""
        if self.kind in ("directory", "ssh"):
            file = self.folder / "current" / path
            file.unlink(missing_ok=True)
            if content is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
        elif self.kind == "git":
            self._commit(path, content)
        elif content is None:
            self.client.delete_object(Bucket=BUCKET, Key=self._start() + path)
        else:
            self.client.put_object(Bucket=BUCKET, Key=self._start() + path, Body=content)

    @property
    def client(self) -> Any:
        return _client(self.address.rsplit("endpoint=", 1)[1])

    @property
    def prefix(self) -> str:
        return self.address.split("?")[0].removeprefix(f"s3://{BUCKET}/") + "/"

    @property
    def repository(self) -> Path:
        return self.root / "repository.git"

    def _branch(self) -> dict[str, bytes]:
        ran = subprocess.run(
            ["git", "--git-dir", self.repository, "archive", "pages"], capture_output=True, check=False
        )
        if ran.returncode:
            return {}
        with tarfile.open(fileobj=io.BytesIO(ran.stdout)) as archive:
            files = [one for one in archive.getmembers() if one.isfile() and one.name != ".nojekyll"]
            return {one.name: archive.extractfile(one).read() for one in files}  # type: ignore[union-attr]

    def _objects(self) -> dict[str, bytes]:
        start = self._start()
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=start) if start else ()
        keys = [one["Key"] for page in pages for one in page.get("Contents", ())]
        wanted = [key for key in keys if ".newsdesk/" not in key.removeprefix(start)]
        return {key[len(start) :]: self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in wanted}

    def _start(self) -> str:
        if self.kind == "s3 in place":
            return self.prefix
        try:
            told = self.client.get_object(Bucket=BUCKET, Key=f"{self.prefix}.newsdesk/current")
        except self.client.exceptions.NoSuchKey:
            return ""
        return f"{self.prefix}.newsdesk/releases/{told['Body'].read().decode()}/"

    def _commit(self, path: str, content: bytes | None) -> None:
        """As somebody would who has the branch checked out."""
        work = self.root / "by hand"

        def git(*words: str) -> None:
            who = {f"GIT_{role}_{what}": "somebody" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
            subprocess.run(["git", *words], check=True, capture_output=True, env={**os.environ, **who})

        if not work.exists():
            git("clone", "-q", "-b", "pages", str(self.repository), str(work))
        at = ("-C", str(work))
        git(*at, "pull", "-q", "--ff-only")
        if content is None:
            (work / path).unlink()
        else:
            (work / path).write_bytes(content)
        git(*at, "add", "-A")
        git(*at, "commit", "-q", "-m", "By hand")
        git(*at, "push", "-q")


@lru_cache(maxsize=4)  # making a client takes longer than what it is asked
def _client(endpoint: str) -> Any:
    return boto3.client("s3", endpoint_url=endpoint)


@lru_cache(maxsize=4)
def _opened(address: str, root: Path) -> Target:
    return open_target(address, root=root, cache=root / "cache", keep=3)
