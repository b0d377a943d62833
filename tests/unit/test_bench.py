"""The bench: every step is measured in a process of its own, and says how many pages it made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bench import publishing
from tests.bench.hosting import headers_for
from tests.bench.lighthouse import read_subject
from tests.bench.run import as_json, as_table, pages_made, run


@pytest.mark.parametrize(
    ("said", "pages"),
    [
        ("output: 12 of 10,842 pages made: 1 story, 11 others; 0.41 s", 12),
        ("output: 10,842 pages: 10,000 stories; 30.1 s", 10842),
        ("output: nothing to do: 10,842 pages are up to date; 0.07 s", 0),
    ],
)
def test_pages_are_taken_from_the_summary(said: str, pages: int) -> None:
    assert pages_made(said) == pages


def test_every_step_is_measured(tmp_path: Path) -> None:
    costs = run(6, keep=tmp_path / "project")
    figures = json.loads(as_json(costs))
    assert list(figures) == ["cold", "noop", "body_edit", "title_edit", "new_story", "theme_change"]
    assert all(set(step) == {"cpu", "wall", "rss_mb", "pages"} for step in figures.values())
    assert figures["noop"]["pages"] == 0
    assert 0 < figures["body_edit"]["pages"] < figures["cold"]["pages"]
    assert figures["theme_change"]["pages"] > figures["cold"]["pages"] - 10
    assert "theme_change" in as_table(costs, 6)


def test_publishes_are_measured_beside_builds(tmp_path: Path) -> None:
    costs = publishing.run(6, tmp_path / "project", rounds=1)
    assert list(costs) == ["first_publish", "noop_publish", "edit_build", "edit_publish"]
    assert costs["edit_build"].pages == costs["edit_publish"].pages > 0
    assert costs["first_publish"].pages > 20
    assert publishing.ratio(costs) > 0


def test_a_host_sends_the_headers_of_the_rules_that_fit() -> None:
    rules = "/*\n  X-One: all\n  Cache-Control: no-cache\n/theme/style.*\n  Cache-Control: public, max-age=9\n"
    assert headers_for("/topics/x/", rules) == {"X-One": "all", "Cache-Control": "no-cache"}
    assert headers_for("/theme/style.0a.css", rules) == {"X-One": "all", "Cache-Control": "public, max-age=9"}
    assert headers_for("/", "") == {}


def test_a_site_to_measure_is_named_with_its_pages(tmp_path: Path) -> None:
    for name in ("index.html", "b/index.html", "a/index.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    subject = read_subject(f"mine={tmp_path}:index.html,*/index.html")
    assert (subject.name, subject.pages) == ("mine", ("index.html", "a/index.html"))
    assert read_subject(f"{tmp_path}:index.html").name == tmp_path.name
    with pytest.raises(ValueError, match=r"no page fits topics/\*/index.html"):
        read_subject(f"{tmp_path}:index.html,topics/*/index.html")
