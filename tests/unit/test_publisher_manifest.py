"""Manifests: what a release is made of, and what may not be in one."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk.model.media import media_type
from newsdesk.model.problems import RefusedError
from newsdesk.publisher.manifest import Item, Manifest, cache_policy, manifest_from, manifest_of

from tests.built_sites import SITE, write_built


def test_equal_sites_have_equal_ids_wherever_and_whenever_they_lie(tmp_path: Path) -> None:
    one, other = write_built(tmp_path / "one"), write_built(tmp_path / "elsewhere" / "other")
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
    assert manifest_of(one) == manifest_of(other)
    assert manifest_of(one).id == manifest_of(other).id


@pytest.mark.parametrize("change", [{"index.html": "x"}, {"new.txt": "x"}, {"feed.xml": None}])
def test_any_difference_gives_another_id(tmp_path: Path, change: dict[str, str | None]) -> None:
    assert manifest_of(write_built(tmp_path / "a")).id != manifest_of(write_built(tmp_path / "b", change)).id


def test_an_item_says_all_about_its_file(tmp_path: Path) -> None:
    items = manifest_of(write_built(tmp_path)).by_path
    assert sorted(items) == sorted(SITE)
    assert items["theme/style.css"] == Item(
        "theme/style.css",
        "b4d5deb2f19a59cc8683e443244245fad7c2e9a22e20b02dc2068698c69a9528",
        19,
        "text/css; charset=utf-8",
        "public, max-age=3600",
    )


def test_a_manifest_survives_being_kept(tmp_path: Path) -> None:
    manifest = manifest_of(write_built(tmp_path, {"images/é—1.png": b"\x89PNG"}))
    assert manifest_from(manifest.text, manifest.id) == manifest


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"files": [{}]}', '{"files": 3}', "[" * 100_000])
def test_a_damaged_manifest_is_none(text: str) -> None:
    assert manifest_from(text, "0" * 12) is None


def test_a_manifest_of_another_release_is_none(tmp_path: Path) -> None:
    manifest = manifest_of(write_built(tmp_path))
    assert manifest_from(manifest.text.replace("harbour", "harbor"), manifest.id) is None


@given(st.text())
def test_no_text_breaks_reading_a_manifest(text: str) -> None:
    assert manifest_from(text, Manifest(()).id) is None


@pytest.mark.parametrize("name", [".env", ".git/config", "articles/.harbour.md.swp", "a\\b.html", "a\nb.html"])
def test_names_that_leak_or_differ_by_host_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RefusedError):
        manifest_of(write_built(tmp_path, {name: "secret"}))


def test_what_hosts_expect_hidden_may_be_hidden(tmp_path: Path) -> None:
    hidden = {".well-known/security.txt": "Contact: desk", ".nojekyll": ""}
    assert manifest_of(write_built(tmp_path, hidden)).by_path.keys() >= hidden.keys()


@pytest.mark.parametrize(
    "pair", [("a/Note.txt", "a/note.txt"), ("caf\u00e9.txt", "cafe\u0301.txt"), ("ß.txt", "SS.txt")]
)
def test_names_that_are_one_on_some_disks_are_refused(tmp_path: Path, pair: tuple[str, str]) -> None:
    with pytest.raises(RefusedError, match="one name"):
        manifest_of(write_built(tmp_path, {pair[0]: "1", pair[1]: "2"}))


@pytest.mark.parametrize("leads", ["/etc/hostname", "index.html", "nowhere", ".", ".."])
def test_symbolic_links_are_refused(tmp_path: Path, leads: str) -> None:
    (write_built(tmp_path) / "link").symlink_to(leads)
    with pytest.raises(RefusedError, match="'link': is a symbolic link"):
        manifest_of(tmp_path)


def test_pipes_and_sockets_are_refused_and_do_not_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(write_built(tmp_path) / "pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
        with pytest.raises(RefusedError) as refused:
            manifest_of(tmp_path)
    assert str(refused.value).count("neither a file nor a folder") == 2


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("theme/style.3f9a1c0b77de.css", "public, max-age=31536000, immutable"),
        ("images/forum-0123456789abcdef.avif", "public, max-age=31536000, immutable"),
        ("theme/style.css", "public, max-age=3600"),
        ("articles/deadbeef.html", "public, max-age=0, must-revalidate"),
        ("index.html", "public, max-age=0, must-revalidate"),
        ("feed.xml", "public, max-age=300"),
        ("topics/ports/feed.json", "public, max-age=300"),
        ("sitemap.xml", "public, max-age=300"),
    ],
)
def test_what_is_kept_how_long(path: str, policy: str) -> None:
    assert cache_policy(path) == policy


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("topics/ports/feed.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("A.HTML", "text/html; charset=utf-8"),
        ("_redirects", "text/plain; charset=utf-8"),
        ("photo.JPG", "image/jpeg"),
        ("unknown", "application/octet-stream"),
        ("archive.tar.gz", "application/gzip"),
    ],
)
def test_media_types_do_not_depend_on_the_machine(path: str, kind: str) -> None:
    assert media_type(path) == kind
