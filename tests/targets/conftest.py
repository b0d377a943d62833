"""One place of each kind for each test; the servers run for the whole session."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import boto3
import pytest

from tests.targets.places import COSTLY, KINDS, Place
from tests.targets.servers import BUCKET, comparing_s3, ssh_server, trusting_s3


@pytest.fixture(scope="session", autouse=True)
def credentials() -> Iterator[None]:
    """Those that s3rver knows; moto asks for none."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            patch.setenv(name, "S3RVER")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        patch.setenv("AWS_CONFIG_FILE", "/dev/null")
        yield


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as server:
        yield server


@pytest.fixture(scope="session")
def small_ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """One on whose machine no file may grow past 200 kB."""
    with ssh_server(tmp_path_factory.mktemp("small-ssh"), largest=200_000) as server:
        yield server


@pytest.fixture(scope="session")
def comparing() -> Iterator[str]:
    with comparing_s3() as endpoint:
        boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket=BUCKET)
        yield endpoint


@pytest.fixture(scope="session")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with trusting_s3(tmp_path_factory.mktemp("s3rver")) as endpoint:
        boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket=BUCKET)
        yield endpoint


@pytest.fixture
def make_place(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Place]:
    """Makes an empty place of a kind; where its server is not installed, the test is skipped."""

    def make(kind: str) -> Place:
        if kind == "directory":
            return Place(kind, str(tmp_path / "site"), tmp_path)
        if kind == "ssh":
            port, config = request.getfixturevalue("ssh")
            return Place(kind, f"ssh://127.0.0.1:{port}{tmp_path}/site?config={config}", tmp_path)
        if kind == "git":
            subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "repository.git")], check=True)
            return Place(kind, f"git+file://{tmp_path}/repository.git#pages", tmp_path)
        endpoint = request.getfixturevalue("trusting" if kind == "s3 trusting" else "comparing")
        mode = "in-place" if kind == "s3 in place" else "pointer"
        return Place(kind, f"s3://{BUCKET}/{tmp_path.name}?mode={mode}&endpoint={endpoint}", tmp_path)

    return make


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, make_place: Callable[[str], Place]) -> Place:
    return make_place(request.param)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Kinds that take long to ask are tried by default where the test says so, otherwise in the slow sweeps.

    The server that ignores conditions makes every lock wait; SSH greets the other machine for each question.
    """
    for item in items:
        params = item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}
        kind = params.get("place", params.get("kind"))
        on = item.get_closest_marker("also_on")
        if kind in COSTLY and kind not in (on.args if on else ()):
            item.add_marker(pytest.mark.slow)
