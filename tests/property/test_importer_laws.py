"""What holds for any document: reading never raises, words survive, nothing is marked that is not there."""

from __future__ import annotations

from datetime import date

import markdown
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from newsdesk.importer.bylines import names_in
from newsdesk.importer.decoding import UnreadableError, decode, unpack
from newsdesk.importer.draft import Wishes
from newsdesk.importer.escaping import escape, escape_start
from newsdesk.importer.importing import Document, Options, import_document, read_document
from newsdesk.importer.mending import mend, tidy
from newsdesk.importer.page.reader import read_page
from newsdesk.importer.paragraphs import paragraphs
from newsdesk.importer.rawtext import read_text
from newsdesk.importer.visible_dates import find_date
from newsdesk.source.reading import Context, read_article

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FAST = settings(max_examples=200, deadline=None)
SCRAPS = st.sampled_from([
    "By Ada Example", "MOSCOW – ", "“", "”", "“.", "..", "Share", "Read more: x", "• ", "© 2023 Example Post",
    "3 May 2023",
    "\n\n", "\n", "The ferry sails again, the harbour office said.", " | Example Post", "Ferry returns", "1. ",
    "- ", "# ",
    "[x](y)", "<p>", "</p>", "<b>", "<a href='javascript:x'>", "</a>", "<h1>Ferry returns</h1>", "<li>",
    "<table><tr><td>",
    '<script type="application/ld+json">{"@type":"NewsArticle","author":', "</script>", "&amp;", "&#0;", "\x00",
    "\ud800", "\u2028",
])  # fmt: skip
SOUP = st.lists(st.one_of(SCRAPS, st.text(max_size=20)), max_size=40).map("".join)
LINE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=60).map(
    lambda t: " ".join(t.split())
)


@SLOW
@given(st.binary(max_size=3000))
def test_no_bytes_make_the_importer_raise(data: bytes) -> None:
    outcome(data)


@SLOW
@given(SOUP)
def test_no_text_makes_the_importer_raise(text: str) -> None:
    outcome(text.encode("utf-8", "surrogatepass"))


@SLOW
@given(SOUP)
def test_no_markup_makes_the_page_reader_raise(text: str) -> None:
    read_page(f"<!doctype html><html><body>{text}</body></html>", "https://example.org/")


@SLOW
@given(SOUP)
def test_a_draft_of_any_text_can_be_read_back(text: str) -> None:
    options = Options(date(2023, 5, 3), Wishes("ferries"))
    data = f"Ferry returns to the harbour\n\n{text}\n\nThe ferry sails again, said Ada Example.".encode(
        "utf-8", "replace"
    )
    try:
        files = import_document(Document("x", data), options).draft.files
    except UnreadableError:  # refused in words: there is no draft
        files = ()
    for path, file in files:
        if path.startswith("articles/"):
            reading = read_article(path, file.encode(), Context())
            assert reading.part is not None, reading.problems


def outcome(data: bytes) -> object:
    try:
        return read_document(Document("x", data))
    except UnreadableError as refusal:
        return refusal


@FAST
@given(LINE)
def test_escaped_words_come_back_from_markdown_as_they_were(line: str) -> None:
    rendered = markdown.markdown(escape_start(escape(line)), extensions=["extra", "sane_lists"])
    tree = html.fromstring(f"<div>{rendered}</div>")
    assert "".join(tree.text_content().split()) == "".join(line.split())
    assert not tree.xpath(
        "//em | //strong | //a | //img | //code | //ul | //ol | //h1 | //h2 | //blockquote | //hr | //table"
    )


@FAST
@given(SOUP)
def test_paragraphs_lose_no_word(text: str) -> None:
    joined = " ".join(line.words for line in paragraphs(text))
    assert joined.split() == tidy(text.replace("\n", " ")).split()


@FAST
@given(SOUP)
def test_mending_keeps_every_letter(text: str) -> None:
    mended, _ = mend(text)
    assert [char for char in mended if char.isalnum()] == [char for char in text if char.isalnum()]


@FAST
@given(SOUP)
def test_small_readers_never_raise(text: str) -> None:
    names_in(text)
    find_date(text)
    read_text(text)


@FAST
@given(st.binary(max_size=400))
def test_decoding_never_raises(data: bytes) -> None:
    try:
        assert isinstance(decode(unpack(data)), str)
    except UnreadableError as refusal:
        assert "gzip" in str(refusal)  # noqa: PT017  # both ends are right
