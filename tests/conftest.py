"""Fixtures that several kinds of tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from newsdesk.builder.build import build

from tests.sites import ROOT, contents, golden_content, write_site

# No test asserts a time. Unattended runs try the same examples every time, so that a red run is about the change.
settings.register_profile("desk", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden site's expected output anew")


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the desk remembers of a user goes into a folder of the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the sample digest that comes with the project, with its search and its pictures, built once."""
    files = contents(ROOT / "content")
    conf = write_site(tmp_path_factory.mktemp("sample"), files, NEWSDESK_SEARCH=True, NEWSDESK_SHARE_IMAGES=True)
    return build(conf).output


@pytest.fixture(scope="session")
def golden_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the golden site, built once."""
    folder = tmp_path_factory.mktemp("golden")
    return build(write_site(folder, golden_content())).output
