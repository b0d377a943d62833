"""What a request gets: pure functions over a small folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk.preview.addresses import Elsewhere, Found, find, is_host_allowed, parts_of


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path in ("index.html", "404.html", "articles/harbour/index.html", "empty/note.txt", "images/é.png"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    return tmp_path


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/?page=2", "index.html"),
        ("/articles/harbour/", "articles/harbour/index.html"),
        ("/articles/harbour/?a=b?c", "articles/harbour/index.html"),
        ("/images/%C3%A9.png", "images/é.png"),
        ("http://localhost:8000/articles/harbour/", "articles/harbour/index.html"),
        ("http://localhost:8000", "index.html"),
    ],
)
def test_an_address_gets_its_file(site: Path, target: str, path: str) -> None:
    assert find(site, target) == Found(site / path, path)


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/articles/harbour", "/articles/harbour/"),
        ("/articles/harbour?from=feed&x=%2F", "/articles/harbour/?from=feed&x=%2F"),
    ],
)
def test_a_page_without_its_last_slash_is_elsewhere(site: Path, target: str, location: str) -> None:
    assert find(site, target) == Elsewhere(location)


@pytest.mark.parametrize(
    "target", ["/empty/", "/empty", "/articles/", "/articles", "/index.html/", "/nothing", "", "*"]
)
def test_folders_are_not_listed_and_nothing_is_invented(site: Path, target: str) -> None:
    assert find(site, target) is None


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        ("/digest/", "index.html"),
        ("/digest/articles/harbour/", "articles/harbour/index.html"),
        ("/articles/harbour/", None),
        ("/digestive/", None),
    ],
)
def test_a_site_below_a_base_is_served_below_it(site: Path, target: str, answer: str | None) -> None:
    assert find(site, target, base="/digest") == (Found(site / answer, answer) if answer else None)


def test_the_root_leads_to_the_base(site: Path) -> None:
    assert find(site, "/", base="/digest") == Elsewhere("/digest/")
    assert find(site, "/digest", base="/digest") == Elsewhere("/digest/")


def test_a_link_inside_the_folder_is_not_followed(site: Path) -> None:
    (site / "out").symlink_to("/")
    (site / "copy.html").symlink_to("index.html")
    assert find(site, "/out/etc/hostname") is None
    assert find(site, "/copy.html") is None


@given(st.text(max_size=60))
def test_no_text_leads_out_of_the_folder(target: str) -> None:
    parts = parts_of(target) or parts_of("/" + target) or []
    assert not {"..", "."} & set(parts)
    assert not any(set("/\\\0") & set(part) for part in parts)


@pytest.mark.parametrize("header", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000", "[::1]", "localhost."])
def test_this_machine_may_always_be_named(header: str) -> None:
    assert is_host_allowed(header, "127.0.0.1")


@pytest.mark.parametrize(
    "header",
    ["evil.example", "localhost.evil.example", "127.0.0.1.nip.example", "", "localhost:80:80", "[::1", "[::1]x", "a@b"],
)
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0", "desk.example"])
def test_a_foreign_name_is_not_answered(header: str, host: str) -> None:
    assert not is_host_allowed(header, host)


def test_the_given_host_may_be_named() -> None:
    assert is_host_allowed("Desk.example:8000", "desk.example")
    assert not is_host_allowed("192.0.2.7:8000", "127.0.0.1")


def test_a_server_on_every_address_is_asked_by_number() -> None:
    assert is_host_allowed("192.0.2.7:8000", "0.0.0.0")
    assert not is_host_allowed("rebound.example:8000", "0.0.0.0")
