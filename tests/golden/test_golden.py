"""The whole output of a small fictional site, compared byte for byte. `--update-golden` writes it anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.sites import contents

EXPECTED = Path(__file__).parent / "expected"


def test_golden_site_is_built_as_reviewed(golden_site: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(golden_site, EXPECTED)
    built, expected = contents(golden_site), contents(EXPECTED)
    assert sorted(built) == sorted(expected)
    assert {name: content for name, content in built.items() if content != expected[name]} == {}
