"""Every page before the HTML validator: no error and no warning."""

from __future__ import annotations

from pathlib import Path

from tests.browser.checking import messages


def test_every_page_is_valid_html(pattern_site: Path, validator: tuple[str, ...]) -> None:
    assert messages(validator, pattern_site) == []


def test_every_page_that_the_builder_writes_is_valid_html(golden_site: Path, validator: tuple[str, ...]) -> None:
    assert messages(validator, golden_site) == []
