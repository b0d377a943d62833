"""Laws 5 and 7 on hostile content: 10,000 strings as slug, alias, picture, language; no network; no secrets."""

from __future__ import annotations

import datetime as dt
import io
import os
import posixpath
import random
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from anyascii import anyascii
from lxml import html
from newsdesk.builder.build import build
from newsdesk.importer.command import Job, run
from newsdesk.importer.settling import Asked
from newsdesk.model.problems import ContentError, RefusedError
from newsdesk.model.slugs import is_slug, slugify
from newsdesk.publisher.manifest import manifest_of
from newsdesk.source.addresses import find_alias_fault, find_image_fault, is_lang, is_page_slug, is_site_path
from newsdesk.source.dialect import Dialect
from newsdesk.source.faults import Faults
from newsdesk.source.people import People
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

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


def test_of_ten_thousand_hostile_headlines_none_names_a_place_outside() -> None:
    for text in hostile(10_000):
        slug = slugify(anyascii(text))
        assert slug == "" or is_slug(slug)


def test_of_ten_thousand_hostile_links_and_pictures_none_leads_out_or_runs() -> None:
    dialect, strings, found = Dialect("/desk"), hostile(10_000), 0
    for start in range(0, len(strings), 50):
        forms = (f"[a]({text}) ![b]({text}) <{text}>\n\n[c]: {text}\n\n[c]" for text in strings[start : start + 50])
        text = dialect.read("\n\n".join(forms), People({}, {}), Faults("x.md")).html
        for element in html.fragment_fromstring(text, create_parent=True).iter():
            assert element.tag not in ("script", "style", "iframe", "object", "embed", "svg", "base", "meta")
            assert not any(name.startswith("on") for name in element.attrib)
            for address in (element.get("href"), element.get("src")):
                found += address is not None
                assert address is None or stays(address), address
    assert found > 200


def stays(address: str) -> bool:
    """Whether an address in a page leads below the site's base, or openly to another host."""
    if re.match(r"(?:https?://|mailto:|tel:|#)", address, re.IGNORECASE):
        return True
    return address.startswith("/desk/") and not leads_out(address.removeprefix("/desk"))


def test_hostile_members_of_an_archive_are_written_below_content_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("root:secret")
    words = "The harbour was opened on Monday by the mayor, who spoke of boats and of the long winter. " * 8
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for number, text in enumerate(hostile(120)):
        headline = escape(f"{text} {number}".encode("ascii", "replace").decode().replace("\0", ""))
        body = (
            f"<title>{headline}</title><meta name=author content='{headline}'><h1>{headline}</h1><p>{words}{number}</p>"
        )
        url = f"https://post.example/{quote(text.encode('utf-8', 'surrogatepass'), safe='/.%~')}"
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        payload = io.BytesIO(f"<html>{body}</html>".encode())
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))
    (tmp_path / "crawl.warc.gz").write_bytes(out.getvalue())
    write_site(tmp_path / "site", TOPIC)
    before = contents(tmp_path)
    asked = Asked(dt.date(2030, 5, 1), "roads", "", 2030, force=True)
    content = tmp_path / "site" / "content"
    run(
        Job((str(tmp_path / "crawl.warc.gz"),), workers=1),
        asked,
        content=content,
        cache=tmp_path / "cache",
        out=io.StringIO(),
    )
    after = contents(tmp_path)
    new = [name for name in after.keys() - before.keys() if not name.startswith("cache/")]
    assert len(new) > 50
    for name in new:
        folder, _, file = name.removeprefix("site/content/").rpartition("/")
        assert name.startswith("site/content/")
        assert folder in ("articles/2030", "experts")
        assert is_slug(file.removesuffix(".md"))
    assert all(after[name] == content for name, content in before.items())
    assert not any(b"root:secret" in after[name] for name in new)


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
