"""Laws 5 and 7 on hostile content: 10,000 strings as slug, alias, picture, language; no network; no secrets."""

from __future__ import annotations

import os
import posixpath
import random
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

import pytest
from newsdesk.builder.build import build
from newsdesk.model.problems import ContentError, RefusedError
from newsdesk.model.slugs import is_slug
from newsdesk.publisher.manifest import manifest_of
from newsdesk.source.addresses import find_alias_fault, find_image_fault, is_lang, is_page_slug, is_site_path

from tests.built_sites import write_built
from tests.sites import TOPIC, article, contents, write_site

PIECES = (
    "..", ".", "/", "//", "\\", "%2e%2e", "..%2f", "%252e%252e%252f", "&#46;", "\0", "\n", "\u202e", "\u2024", "\uff0e",
    "\u2215", "\uff0f", "~", "C:", "file:///", "etc/passwd", "con", "NUL", "index", "a", "b-c", "articles",
    "harbour.jpg",
    ".git", ".env", " ", "-", "\u00e9", "e\u0301", "{static}", "?", "#", ":", "javascript:", "\ud83d\ude00",
)  # fmt: skip


def hostile(count: int) -> list[str]:
    """Seeded strings made of what has led out of folders before, and of harmless pieces between."""
    chance = random.Random(8)
    return ["".join(chance.choices(PIECES, k=chance.randint(1, 7))) for _ in range(count)]


def leads_out(path: str) -> bool:
    """Whether a path would leave the folder it is joined to, however often it is decoded on the way."""
    path = path.partition("?")[0].partition("#")[0]
    for _ in range(3):
        normal = posixpath.normpath(posixpath.join("/root/in", path.replace("\\", "/").lstrip("/")))
        if not (normal == "/root/in" or normal.startswith("/root/in/")):
            return True
        path = unquote(path)
    return "\0" in path


def test_of_ten_thousand_hostile_strings_none_that_is_let_in_leads_out() -> None:
    let_in = 0
    for text in hostile(10_000):
        doors = (
            is_slug(text),
            is_page_slug(text),
            is_lang(text),
            is_site_path(text),
            not find_alias_fault(text),
            not find_image_fault(text),
        )
        if any(doors):
            let_in += 1
            assert not leads_out(text), text
    assert let_in > 50  # harmless ones pass: the test is not about refusing everything


def test_hostile_strings_in_every_field_write_and_read_nothing_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("root:secret")
    strings = [text for text in hostile(400) if "\0" not in text and "\n" not in text and text.isprintable()]
    for number in range(8):
        folder = tmp_path / f"site{number}"
        mine = strings[number::8]
        body = "\n\n".join(f"![x]({text}) [y]({text}) [z](topic:{text})" for text in mine[:20])
        quoted = [text.replace("'", "''") for text in mine]
        fields = f"aliases: ['{quoted[0]}', '{quoted[1]}']\nlang: '{quoted[2]}'\nimage: {{file: '{quoted[3]}', alt: x}}"
        text = article(body=body).replace("status:", f"{fields}\nstatus:")
        conf = write_site(folder, {**TOPIC, "articles/2030/a.md": text, "articles/2030/b.md": article()})
        before = contents(tmp_path)
        with suppress(ContentError):
            build(conf)
        after = contents(tmp_path)
        mine_only = (f"site{number}/output/", f"site{number}/.cache/")
        assert all(name.startswith(mine_only) for name in after.keys() - before.keys())
        assert all(after[name] == content for name, content in before.items())
        assert not any(b"root:secret" in after[name] for name in after.keys() - before.keys())


@pytest.mark.parametrize("place", ["articles/2030/link.md", "images/link.jpg", "topics/link.md", "images"])
def test_a_link_in_content_is_named_and_never_followed(tmp_path: Path, place: str) -> None:
    conf = write_site(tmp_path / "site", {**TOPIC, "articles/2030/a.md": article()})
    (tmp_path / "secret.jpg").write_text("root:secret")
    link = tmp_path / "site" / "content" / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path if place == "images" else tmp_path / "secret.jpg")
    with pytest.raises(ContentError, match=place):
        build(conf)


def test_template_text_in_content_stays_text(tmp_path: Path) -> None:
    trick = "{{ 7*7 }} {% include 'base.html' %}"
    files = {**TOPIC, "articles/2030/a.md": article(title=f"'{trick.replace(chr(39), chr(39) * 2)}'", body=trick)}
    output = build(write_site(tmp_path, files)).output
    page = (output / "articles/a/index.html").read_text("utf-8")
    assert "{{ 7*7 }}" in page
    assert not any(b"49 {%" in content for content in contents(output).values())


@pytest.mark.parametrize(
    "path", [".env", ".git/config", "images/.htpasswd", "articles/.DS_Store", ".ssh/id_rsa", "theme/.npmrc"]
)
def test_hidden_files_are_never_published(tmp_path: Path, path: str) -> None:
    built = write_built(tmp_path / "built", {path: "password"})
    with pytest.raises(RefusedError, match="is hidden"):
        manifest_of(built)


@pytest.mark.parametrize(
    "pair",
    [
        ("A.txt", "a.txt"),
        ("caf\u00e9.txt", "cafe\u0301.txt"),
        ("STRASSE.txt", "stra\u00dfe.txt"),
        ("x/Y/z.html", "x/y/z.html"),
    ],
)
def test_names_that_are_one_on_some_file_system_are_refused(tmp_path: Path, pair: tuple[str, str]) -> None:
    built = write_built(tmp_path / "built", dict.fromkeys(pair, "x"))
    with pytest.raises(RefusedError, match="one name on file systems that ignore case"):
        manifest_of(built)


def test_a_build_asks_no_network_for_anything(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if not unshare or subprocess.run([unshare, "-rn", "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine does not permit a network namespace of one's own (unshare -rn)")
    conf = write_site(tmp_path, {**TOPIC, "articles/2030/a.md": article()})
    code = f"from pathlib import Path; from newsdesk.builder.build import build; build(Path({str(conf)!r}))"
    subprocess.run([unshare, "-rn", sys.executable, "-c", code], check=True, cwd="/", env={**os.environ, "TZ": "UTC"})
    assert (tmp_path / "output/articles/a/index.html").is_file()
