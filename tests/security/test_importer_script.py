"""Hostile documents: no script survives an import, no bomb hangs it, no bytes make it raise."""

from __future__ import annotations

import gzip
from datetime import date

import pytest
from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.draft import Wishes
from newsdesk.importer.importing import Document, Options, import_document, read_document
from newsdesk.importer.page import base
from newsdesk.importer.page.reader import read_page
from newsdesk.importer.page.tree import parse, shortened
from newsdesk.importer.page.witnesses import Witnesses
from newsdesk.source.reading import Context, read_article

from tests.security.vectors import VECTORS
from tests.unit.test_importer_page import PROSE, page


@pytest.mark.parametrize("vector", VECTORS)
def test_no_script_survives_from_page_to_story(vector: str) -> None:
    markup = page(f"<p>{PROSE}</p><p>{PROSE} {vector} {PROSE}</p><p>{PROSE}</p>")
    assert_harmless(markup)


@pytest.mark.parametrize("vector", VECTORS)
def test_no_script_survives_from_raw_text_to_story(vector: str) -> None:
    assert_harmless(
        f"Ferry returns to the north harbour\n\n{PROSE}\n\n{vector}\n\n{PROSE} {vector} {PROSE}\n\n{PROSE}\n"
    )


def assert_harmless(text: str) -> None:
    from lxml import html

    options = Options(date(2023, 5, 3), Wishes("ferries"))
    result = import_document(Document("x", text.encode(), "https://example.org/x"), options)
    for path, file in result.draft.files:
        if not path.startswith("articles/"):
            continue
        reading = read_article(path, file.encode(), Context())
        assert reading.part is not None, reading.problems
        tree = html.fromstring(f"<div>{reading.part.body.html}</div>")
        assert not tree.xpath(
            "//script | //iframe | //object | //embed | //form | //style | //svg | //math | //base | //meta"
        )
        assert not [name for element in tree.iter() for name in element.attrib if str(name).lower().startswith("on")]
        for address in tree.xpath("//@href | //@src | //@action"):
            assert not address.strip().lower().startswith(("javascript:", "vbscript:", "data:")), address


BOMBS = {
    "nesting": b"<div>" * 100_000 + b"words",
    "nested lists": b"<ul><li>" * 50_000 + b"words",
    "nested quotations": b"<blockquote>" * 50_000 + b"words",
    "nested emphasis": b"<p>" + b"<b><i>" * 50_000 + b"words",
    "nested tables": b"<table><tr><td>" * 5_000 + b"words",
    "attributes": b"<p " + b"a=b " * 200_000 + b">words",
    "entities": b"<!DOCTYPE html [<!ENTITY a 'aaaa'>" + b"<!ENTITY b '&a;&a;&a;&a;'>" * 50 + b"]><p>" + b"&b;" * 10_000,
    "NULs": b"\x00" * 1_000_000 + b"<html><p>words",
    "a long line": b"<html><p>" + b"word " * 400_000,
    "a line without blanks": b"<html><p>" + b"x" * 2_000_000,
    "open tags": b"<html>" + b"<" * 500_000,
    "open links": b"<html><p>" + b"<a href=x>" * 50_000,
    "brackets": b"[" * 300_000,
    "marks": "“".encode() * 200_000,
    "dots": b"." * 500_000,
    "dashes": b"- " * 200_000,
    "capitals": b"A " * 200_000,
    "short lines": b"By A\n" * 100_000,
    "commas": b"By A, B and " * 50_000,
    "deep data": b'<html><script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>words",
    "lone surrogates": "<html><p>a \ud800 b \udfff c".encode("utf-8", "surrogatepass") * 1000,
    "20 MB": b"word " * 4_000_000,
    "digits": b"1" * 300_000 + b"/" + b"2" * 300_000,
    "many lines": b"A short line\n" * 100_000,
    "links in a paragraph": b"<html><p>" + b"<a href=/x>word word</a> " * 200_000,
    "metas": b"<html><head>" + b'<meta name="author" content="Ada Example">' * 100_000 + b"<body><p>words",
    "authors": b'<html><script type="application/ld+json">{"@type":"NewsArticle","author":['
    + b'"Ada Example",' * 30_000
    + b'"Ben Sample"]}</script><p>words',
    "breaks": b"<html><p>" + b"word word<br><br>" * 200_000,
    "pictures": b"<html><p>" + b"<img src=a.jpg>" * 200_000,
    "rows": b"<html><table>" + b"<tr><td>a</td><td>b</td></tr>" * 100_000,
    "signs": b"<html><body>" + b"< " * 2_000_000,
    "a long script": b"<html><script>" + b"x = 1;" * 1_500_000 + b"</script><p>words",
    "a packed bomb": gzip.compress(b"a" * 60_000_000),
}


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_end_in_a_reading_or_a_refusal(name: str) -> None:
    words = outcome(BOMBS[name])
    assert words.isascii() or name in ("marks", "lone surrogates")


def outcome(data: bytes) -> str:
    """The body that was read, or why it was refused."""
    try:
        return read_document(Document("x", data)).body
    except UnreadableError as refusal:
        return str(refusal)


def test_no_more_of_a_page_is_read_than_the_longest_real_one_has() -> None:
    markup = "<html><head>" + '<meta name="author" content="Ada Example">' * 100_000 + "<body>" + "<p>words" * 100_000
    kept = shortened(markup)
    assert kept.count("<") < 40_000
    assert len(Witnesses(parse(kept), "", ()).metas["author"]) == 50
    assert len(shortened("<p>" + "word " * 4_000_000)) <= 300_003


def test_an_endless_page_is_not_shown_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(base, "extract", lambda root, **_: asked.append(root))
    read_page("<html><body>" + "<p>words" * 30_000)
    assert asked == []
    read_page(page())
    assert len(asked) == 1
