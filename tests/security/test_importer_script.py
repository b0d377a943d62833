"""Hostile documents: no script survives an import, no bomb hangs it, no bytes make it raise."""

from __future__ import annotations

from datetime import date

import pytest
from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.draft import Wishes
from newsdesk.importer.importing import Document, Options, import_document, read_document
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
