"""Where documents come from: mails, feeds, archives, folders, standard input."""

from __future__ import annotations

import gzip
import io
import json
from email.message import EmailMessage
from pathlib import Path
from types import SimpleNamespace

import pytest
from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.importing import Document, read_document
from newsdesk.importer.sources import opening
from newsdesk.importer.sources.archive import read_archive
from newsdesk.importer.sources.feed import document_of, read_feed
from newsdesk.importer.sources.feeding import load_feed, new_entries, open_entry
from newsdesk.importer.sources.found import Found
from newsdesk.importer.sources.mail import read_mail
from newsdesk.importer.sources.opening import Source, locate, open_source
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.unit.test_importer_page import PROSE, page

STORY = f"<p>{PROSE}</p><p>{PROSE} And then the ferry left.</p><p>{PROSE}</p>"


def mail(html: str = "", plain: str = "", **headers: str) -> bytes:
    message = EmailMessage()
    for name, value in ({"From": "Cara Specimen <cara@post.example>", "Subject": "Ferry returns"} | headers).items():
        message[name.replace("_", "-")] = value
    message.set_content(plain or "See the HTML.")
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


# --- Mail ---
def test_a_mails_headers_tell_title_author_date_and_source() -> None:
    headers = {"Subject": "Fwd: Re: Ferry returns", "Date": "Wed, 3 May 2023 10:00:00 +0200"}
    reading = read_document(read_mail("m.eml", mail(STORY, **headers)))
    assert (reading.title, reading.authors) == ("Ferry returns", ("Cara Specimen",))
    assert (reading.date, reading.source) == ("2023-05-03T10:00+02:00", "post.example")
    assert reading.guesses["title"] == reading.guesses["date"] == "from the mail's headers"
    assert not [note for note in reading.notes if note.doing == "missing"]


def test_the_html_part_is_read_unless_the_plain_text_says_more() -> None:
    assert "ferry left" in read_document(read_mail("m", mail(STORY))).body
    long = "\n\n".join(f"The plain text is long, says line {n}, of the harbour." for n in range(30))
    assert "line 29" in read_document(read_mail("m", mail("<p>Read this mail in your browser.</p>", long))).body


def test_a_list_is_the_source_and_a_mail_service_is_none() -> None:
    listed = read_mail("m", mail(STORY, List_Id='"Harbour Weekly" <weekly.post.example>'))
    assert listed.told.source == "Harbour Weekly"
    assert read_mail("m", mail(STORY, From="Cara Specimen <cara@gmail.com>")).told.source == ""
    assert read_mail("m", mail(STORY, From="newsdesk@post.example")).told.authors == ()


def test_attachments_are_named_and_left_alone() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@post.example", "Ferry returns"
    message.set_content(PROSE)
    message.add_attachment(b"MZ", maintype="application", subtype="x-msdownload", filename="evil.exe")
    message.add_attachment("<script>alert(1)</script>" * 99, subtype="html", filename="page.html")
    document = read_mail("m", message.as_bytes())
    assert [note.words for note in document.notes] == ["evil.exe", "page.html"]
    assert b"script" not in document.data


@pytest.mark.parametrize(
    "data",
    [b"", b"Subject: x\n\n", b"Content-Type: image/png\n\nxx", b"X: y\n" * 50_000, b"Subject: " + b"x" * 200_000],
)
def test_a_mail_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_mail("m", data)


def test_mails_within_mails_are_read_without_end() -> None:
    data = b""
    for number in range(300):
        data += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    try:
        read_mail("m", data + b"Content-Type: text/plain\n\nwords")
    except UnreadableError as refusal:
        assert "mail" in str(refusal)  # noqa: PT017  # both ends are right


# --- Feeds ---
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Harbour Weekly</title><link>https://post.example/</link>
<item><title>Old &amp;amp; gone</title><link>/old</link><guid>1</guid>
<pubDate>Mon, 01 May 2023 08:00:00 GMT</pubDate></item>
<item><title>New</title><link>/new</link><guid>2</guid><pubDate>Wed, 03 May 2023 08:00:00 GMT</pubDate>
<author>cara@post.example (Cara Specimen)</author><content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Undated</title><link>https://post.example/undated</link></item></channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Weekly</title>
<entry><title>New</title><id>tag:2</id><link href="https://post.example/new"/><updated>2023-05-03T08:00:00Z</updated>
<author><name>Cara Specimen</name></author>
<content type="html">{STORY.replace("<", "&lt;")}</content></entry></feed>""".encode()
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Weekly",
        "items": [
            {"id": 1, "url": "https://post.example/old", "title": "Old", "date_published": "2023-05-01T08:00:00Z"},
            {"id": "2", "url": "https://post.example/new", "title": "New", "date_published": "2023-05-03T08:00:00Z",
             "authors": [{"name": "Cara Specimen"}], "content_html": STORY},
        ],
    }
).encode()  # fmt: skip


@pytest.mark.parametrize("data", [RSS, ATOM, JSON, gzip.compress(RSS)])
def test_every_kind_of_feed_tells_the_same_of_a_story(data: bytes) -> None:
    feed = read_feed(data, "https://post.example/feed")
    entry = feed.entries[0]
    assert (feed.title, entry.title, entry.url) == ("Harbour Weekly", "New", "https://post.example/new")
    assert (entry.date, entry.authors) == ("2023-05-03T08:00+00:00", ("Cara Specimen",))
    reading = read_document(document_of(entry, feed))
    assert "ferry left" in reading.body
    assert (reading.title, reading.source, reading.authors) == ("New", "Harbour Weekly", ("Cara Specimen",))


def test_entries_come_newest_first_and_those_seen_are_left_out() -> None:
    feed = read_feed(RSS, "https://post.example/feed")
    assert [entry.title for entry in feed.entries] == ["New", "Old & gone", "Undated"]
    assert [entry.title for entry in new_entries(feed, frozenset([feed.entries[0].id]), 1)] == ["Old & gone"]


def test_a_teaser_alone_is_no_story() -> None:
    feed = read_feed(RSS)
    with pytest.raises(UnreadableError, match="teaser"):
        document_of(feed.entries[1], feed)


def test_the_feeds_words_stand_in_for_a_page_that_cannot_be_fetched(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(ATOM.replace(b"https://post.example/new", b"http://127.0.0.1:9/new"))
    feed = load_feed(str(file))
    found = open_entry(str(file), feed.entries[0], feed)
    assert found.document is not None
    assert found.entry is not None
    assert found.entry[:2] == (str(file), "tag:2")
    assert any("the words are the feed's" in note.what for note in found.document.notes)


@pytest.mark.parametrize(
    "data",
    [b"", b"words", b"{}", b'{"items": 3}', b"{" * 9000, b"<html><p>x</p></html>", b"\x1f\x8bxx", b"<rss>" * 250_000,
     b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><rss><channel><title>&b;</title>'],
)  # fmt: skip
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_feed(data)


# --- Archives ---
def archive(*records: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    for url, status, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))
    return out.getvalue()


def pages_of(tmp_path: Path, data: bytes, name: str = "crawl.warc.gz") -> list[Found]:
    (tmp_path / name).write_bytes(data)
    return list(read_archive(tmp_path / name))


RECORDS = (
    ("https://post.example/ferry", "200 OK", "text/html; charset=latin-1", page(STORY).encode("latin-1", "replace")),
    ("https://post.example/pic", "200 OK", "image/png", b"\x89PNG"),
    ("https://post.example/gone", "404 Not Found", "text/html", b"gone"),
    ("https://post.example/robots.txt", "200 OK", "text/plain", b"User-agent: *"),
    ("https://post.example/bridge", "200 OK", "text/html", page(STORY).encode()),
)


@pytest.mark.parametrize("packed", [True, False])
def test_each_page_of_an_archive_is_a_document(tmp_path: Path, packed: bool) -> None:
    found = pages_of(tmp_path, archive(*RECORDS, packed=packed), "crawl.warc.gz" if packed else "crawl.warc")
    documents = [item.document for item in found if item.document]
    assert [document.url for document in documents] == ["https://post.example/ferry", "https://post.example/bridge"]
    assert documents[0].charset == "latin-1"
    assert "ferry left" in read_document(documents[0]).body
    assert found[0].name == f"{tmp_path}/crawl.warc{'.gz' if packed else ''}#https://post.example/ferry"


def test_a_page_too_large_is_told_and_the_next_is_read(tmp_path: Path) -> None:
    large = ("https://post.example/large", "200 OK", "text/html", b"word " * 2_100_000)
    first, second = pages_of(tmp_path, archive(large, RECORDS[0]))
    assert "larger than" in first.fault
    assert second.document is not None


def test_a_bomb_in_an_archive_is_refused(tmp_path: Path) -> None:
    bomb = ("https://post.example/bomb", "200 OK", "text/html", b"\x00" * 60_000_000)
    assert any("times its size" in found.fault for found in pages_of(tmp_path, archive(bomb, RECORDS[0])))


@pytest.mark.parametrize(
    "data", [b"", b"x", b"\x1f\x8b\x08\x00broken", b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: x\r\n\r\n"]
)
def test_a_broken_archive_ends_in_words(tmp_path: Path, data: bytes) -> None:
    assert all(found.fault for found in pages_of(tmp_path, data))


def test_what_stood_before_a_fault_is_read(tmp_path: Path) -> None:
    data = archive(*RECORDS)
    first, *_, last = pages_of(tmp_path, data[: len(data) - 150])
    assert first.document is not None
    assert "ends within it" in last.fault


# --- Names ---
def test_a_folder_stands_for_the_documents_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.eml", "a/d.warc.gz", "e.png", ".hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    sources = locate([str(tmp_path), str(tmp_path / "b.txt"), "-", "https://post.example/"])
    assert [Path(source.name).name for source in sources[:3]] == ["c.eml", "d.warc.gz", "b.txt"]
    assert [source.named for source in sources] == [False, False, False, True, True, True]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"words")))
    (found,) = open_source(Source("-"))
    assert found.document is not None
    assert found.document.data == b"words"
    monkeypatch.setattr(opening.sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"x" * 10_000_001)))
    (found,) = open_source(Source("-"))
    assert "larger than" in found.fault


def test_a_mail_packed_in_gzip_is_a_mail(tmp_path: Path) -> None:
    (tmp_path / "m.eml.gz").write_bytes(gzip.compress(mail(STORY)))
    (found,) = open_source(Source(str(tmp_path / "m.eml.gz")))
    assert isinstance(found.document, Document)
    assert found.document.told.title == "Ferry returns"
