"""What pages weigh on their way to a reader, uncompressed, with all that they ask for but pictures."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

HOME, STORY = 40_000, 60_000  # bytes


@pytest.fixture(params=["sample_site", "golden_site"])
def site(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def loaded(site: Path, page: Path) -> list[Path]:
    """The page and the files that a browser loads with it: style sheets, scripts, one icon; no pictures."""
    html = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    asked = [link["href"] for link in html.select('link[rel="stylesheet"], link[rel="icon"][type]')]
    asked += [script["src"] for script in html.select("script[src]")]
    return [page, *(site / str(address).lstrip("/") for address in asked)]


def weight(site: Path, page: Path) -> int:
    return sum(file.stat().st_size for file in loaded(site, page))


def test_front_page_is_light(site: Path) -> None:
    assert weight(site, site / "index.html") <= HOME


def test_stories_are_light(site: Path) -> None:
    stories = sorted(site.glob("articles/*/index.html"))
    assert stories
    weights = {story.parent.name: weight(site, story) for story in stories}
    assert {name: size for name, size in weights.items() if size > STORY} == {}


def test_front_page_and_stories_need_no_script(site: Path) -> None:
    for page in (site / "index.html", *site.glob("articles/*/index.html")):
        assert [file for file in loaded(site, page) if file.suffix == ".js"] == []
