"""A bucket of S3 or of a server that speaks its language: the few things that publishing asks of it.

Every failure is an `OSError`. Requests are tried again by the library; several run at a time.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any, TypeVar

from newsdesk.model.problems import UsageError
from newsdesk.publisher.lease import Kept

A = TypeVar("A")
B = TypeVar("B")
AT_A_TIME = 16
READS = 4  # times that an object is asked for whose answer breaks off
# A server that does not compare gives a rival this long to overwrite what was written; then it is read back.
SETTLING = 2.0
REFUSED = ("PreconditionFailed", "ConditionalRequestConflict", "412", "409")


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it was read: its bytes, its version (ETag), and the headers that readers get with it."""

    content: bytes
    etag: str
    type: str
    cache: str


@dataclass(frozen=True)
class Bucket:
    """The objects below `prefix`, which is empty or ends in a slash. `endpoint` is empty for Amazon's own."""

    name: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""

    @cached_property
    def _client(self) -> Any:
        try:
            import boto3
            from botocore.config import Config
        except ImportError as error:
            raise UsageError("An s3:// target needs boto3: install Newsdesk with its extra s3.") from error
        config = Config(
            retries={"mode": "standard", "max_attempts": 8},
            connect_timeout=10,
            read_timeout=60,
            max_pool_connections=AT_A_TIME,
            s3={"addressing_style": "path" if self.endpoint else "auto"},
            # What servers other than Amazon's do not know yet is sent only where it must be.
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        with failing():
            return boto3.client(
                "s3", endpoint_url=self.endpoint or None, region_name=self.region or None, config=config
            )

    def get(self, key: str) -> Stored | None:
        """The object, None if there is none.

        An answer that breaks off is asked for again, which the library does not do: a network did it, or a server that
        reads an object while another publisher writes over it.
        """
        from botocore.exceptions import HTTPClientError, IncompleteReadError

        for attempt in range(1, READS + 1):
            with failing():
                try:
                    told = self._client.get_object(Bucket=self.name, Key=self.prefix + key)
                except self._client.exceptions.NoSuchKey:
                    return None
                try:
                    content = told["Body"].read()
                except (HTTPClientError, IncompleteReadError):
                    if attempt == READS:
                        raise
                    continue
            return Stored(content, told["ETag"], told.get("ContentType", ""), told.get("CacheControl", ""))
        raise AssertionError("unreachable: the last time raises or returns")

    def put(self, key: str, content: bytes, kind: str, cache: str, **conditions: str) -> str:
        """Writes an object; returns its ETag. Conditions are IfMatch and IfNoneMatch."""
        with failing():
            told = self._client.put_object(
                Bucket=self.name,
                Key=self.prefix + key,
                Body=content,
                ContentType=kind,
                CacheControl=cache,
                **conditions,
            )
        return str(told["ETag"])

    def copy(self, key: str, to: str) -> None:
        """Copies an object inside the bucket, with its headers; its bytes do not leave the server."""
        source = {"Bucket": self.name, "Key": self.prefix + key}
        with failing():
            self._client.copy_object(Bucket=self.name, Key=self.prefix + to, CopySource=source)

    def remove(self, key: str) -> None:
        with failing():
            self._client.delete_object(Bucket=self.name, Key=self.prefix + key)

    def listed(self, below: str = "") -> dict[str, str]:
        """Key → ETag of every object whose key begins with `below`; keys are without the prefix and `below`."""
        start = self.prefix + below
        with failing():
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.name, Prefix=start)
            return {one["Key"][len(start) :]: one["ETag"] for page in pages for one in page.get("Contents", ())}

    def folders(self, below: str) -> tuple[str, ...]:
        """Names of what would be folders below a key, sorted."""
        start = self.prefix + below
        with failing():
            pages = self._client.get_paginator("list_objects_v2").paginate(
                Bucket=self.name, Prefix=start, Delimiter="/"
            )
            found = [one["Prefix"][len(start) : -1] for page in pages for one in page.get("CommonPrefixes", ())]
        return tuple(sorted(found))

    def now(self) -> float:
        """Seconds since 1970 by the server's clock, as its answers name it."""
        with failing():
            told = self._client.head_bucket(Bucket=self.name)
        date = told["ResponseMetadata"]["HTTPHeaders"].get("date", "")
        try:
            return parsedate_to_datetime(date).astimezone(dt.UTC).timestamp()
        except ValueError:
            return time.time()


@dataclass(frozen=True)
class LockObject:
    """The slot of the lock: an object that is written only over the one that was read, where the server compares.

    One that does not would let two publishers in. Whoever wrote waits a moment there, and the lock is then read back.
    """

    bucket: Bucket
    key: str
    settling: float = SETTLING

    def read(self) -> Kept | None:
        there = self.bucket.get(self.key)
        return Kept(there.content.decode("utf-8", "replace"), there.etag) if there else None

    def swap(self, text: str | None, before: Kept | None) -> bool:
        if text is None:
            self.bucket.remove(self.key)
            return True
        condition = {"IfMatch": before.version} if before else {"IfNoneMatch": "*"}
        if not self._written(text, condition):
            return False
        if self._written(text, {"IfNoneMatch": "*"}):  # there is one: a server that compares refuses this
            time.sleep(self.settling)
        return True

    def now(self) -> float:
        return self.bucket.now()

    def _written(self, text: str, condition: dict[str, str]) -> bool:
        try:
            self.bucket.put(self.key, text.encode(), "application/json", "no-store", **condition)
        except OSError as error:
            if any(code in str(error) for code in REFUSED):
                return False
            raise
        return True


def each(function: Callable[[A], B], values: Iterable[A]) -> tuple[B, ...]:
    """`function` of each value, in order; many at a time, since each waits for the network."""
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        return tuple(pool.map(function, values))


@contextmanager
def failing() -> Iterator[None]:
    """Whatever the library raises becomes an `OSError` that says what the server said."""
    from botocore.exceptions import BotoCoreError, ClientError
    from urllib3.exceptions import HTTPError

    try:
        yield
    except (BotoCoreError, ClientError, HTTPError) as error:
        raise OSError(f"S3: {error}") from error
