"""The search index: over the stories that readers may see, and a function of their pages."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from newsdesk.builder import search_index, searching
from newsdesk.builder.build import Built, build
from newsdesk.builder.pelican_run import run_pelican

from tests.sites import TOPIC, article, contents, write_site

SITE = {
    **TOPIC,
    "articles/2030/ice.md": article("Ice on the roads"),
    "articles/2030/salt.md": article("Salt is dear", date="2030-06-01"),
    "articles/2030/sand.md": article("Sand is cheap", status="draft"),
}


def built(folder: Path, files: dict[str, str], **settings: Any) -> Built:
    return build(write_site(folder, files, NEWSDESK_SEARCH=True, **settings))


def index_of(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in contents(folder / "output").items() if path.startswith("pagefind/")}


def stories_in(index: dict[str, bytes]) -> list[str]:
    """The addresses of the stories in an index, as its fragments tell them."""
    fragments = [gzip.decompress(content) for path, content in index.items() if "/fragment/" in path]
    return sorted(json.loads(fragment[fragment.index(b"{") :])["url"] for fragment in fragments)


def test_the_index_holds_published_stories_and_nothing_else(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    assert stories_in(index_of(tmp_path)) == ["/articles/ice/", "/articles/salt/"]


def test_what_stories_can_be_narrowed_by_is_in_the_index(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    fragments = [gzip.decompress(content) for path, content in index_of(tmp_path).items() if "/fragment/" in path]
    filters = json.loads(fragments[0][fragments[0].index(b"{") :])["filters"]
    assert filters == {"topic": ["Roads"], "year": ["2030"], "language": ["en"]}


def test_an_index_after_edits_is_that_of_a_clean_build(tmp_path: Path) -> None:
    edited = {**SITE, "articles/2030/ice.md": article("Ice on all roads", body="It thawed.")}
    del edited["articles/2030/salt.md"]
    built(tmp_path / "one", SITE)
    (tmp_path / "one" / "content" / "articles" / "2030" / "salt.md").unlink()
    built(tmp_path / "one", edited)
    built(tmp_path / "other", edited)
    assert index_of(tmp_path / "one") == index_of(tmp_path / "other")
    assert stories_in(index_of(tmp_path / "one")) == ["/articles/ice/"]


def test_the_order_in_which_a_folder_lists_its_files_does_not_matter(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    output = tmp_path / "output"
    pages = {path: output / path for path in contents(output) if searching.is_searched(path)}
    there = {file.path: file.content for file in search_index.index_files(pages, tmp_path)}
    backwards = {path: pages[path] for path in reversed(pages)}
    assert {file.path: file.content for file in search_index.index_files(backwards, tmp_path)} == there


def test_an_index_that_is_current_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path, SITE)
    before = index_of(tmp_path)

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(search_index, "index_files", fail)
    built(tmp_path, {**SITE, "topics/roads.md": TOPIC["topics/roads.md"] + "Long ago they were of sand.\n"})
    assert index_of(tmp_path) == before


def test_pelicans_own_run_makes_the_same_index(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    run_pelican(tmp_path / "pelicanconf.py", tmp_path / "other", {}, tmp_path / "cache")
    assert contents(tmp_path / "other") == contents(tmp_path / "output")


def test_without_pagefind_there_is_no_box_and_the_summary_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "is_there", lambda: False)
    made = built(tmp_path, SITE)
    assert made.summary.count(searching.MISSING) == 1
    pages = {path: content for path, content in contents(tmp_path / "output").items() if path.endswith(".html")}
    assert index_of(tmp_path) == {}
    assert [path for path, content in pages.items() if b"<form" in content or b"pagefind" in content] == []
    assert b"/topics/roads/" in pages["search/index.html"]


@pytest.mark.parametrize("settings", [{"NEWSDESK_SEARCH": False}, {"NEWSDESK_PREVIEW": True}])
def test_a_site_that_wants_none_and_a_preview_have_no_index(tmp_path: Path, settings: dict[str, bool]) -> None:
    made = build(write_site(tmp_path, SITE, **{"NEWSDESK_SEARCH": True, **settings}))
    assert index_of(tmp_path) == {}
    assert searching.MISSING not in made.summary


def test_the_search_page_lists_every_way_in_for_readers_without_scripts(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    page = (tmp_path / "output" / "search" / "index.html").read_text("utf-8")
    for address in ("/topics/roads/", "/archive/2030/05/", "/archive/2030/06/", "/experts/", "/authors/", "/sources/"):
        assert f'href="{address}"' in page
    assert "script-src 'self' 'wasm-unsafe-eval'" in page
    assert '<form class="find" role="search" action="/search/">' in (tmp_path / "output" / "404.html").read_text()


def test_only_the_search_page_allows_scripts(tmp_path: Path) -> None:
    built(tmp_path, SITE)
    pages = {path: content for path, content in contents(tmp_path / "output").items() if path.endswith(".html")}
    assert [path for path, content in pages.items() if b"script-src" in content] == ["search/index.html"]
    assert (tmp_path / "output" / "theme" / "js" / "search.js").is_file()
