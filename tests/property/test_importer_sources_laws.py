"""What holds for any mail, feed and archive: it is read or refused in words, and nothing raises."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.importing import read_document
from newsdesk.importer.photographs import PictureError, clean
from newsdesk.importer.sources.archive import read_archive
from newsdesk.importer.sources.feed import document_of, read_feed
from newsdesk.importer.sources.mail import read_mail

SOME = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SCRAPS = st.sampled_from(
    [
        b"From: Ada Example <ada@post.example>\r\n",
        b"Subject: =?utf-8?q?=ED=A0=80?=\r\n",
        b"Date: Wed, 99 May 20230 10:00\r\n",
        b"Content-Type: multipart/mixed; boundary=x\r\n",
        b"Content-Type: text/html; charset=nonsense\r\n",
        b"\r\n",
        b"--x\r\n",
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Disposition: attachment; filename*=x''%ff\r\n",
        b"<p>words</p>",
        b"<?xml version='1.0'?>",
        b"<rss version='2.0'><channel>",
        b"<item><title>x</title><link>",
        b"</link></item>",
        b"<feed>",
        b"<pubDate>Mon, 01 Jan 0000</pubDate>",
        b"<entry><updated>9999-99-99T99:99:99+99:99</updated></entry>",
        b"<![CDATA[",
        b"]]>",
        b'{"items": [',
        b'{"id": 1, "url": "x", "content_html": "<p>',
        b'"date_published": "2023-05-03T08:00:00Z"',
        b"}",
        b"]",
        b",",
        b'"authors": [3, null, {"name": []}]',
        b"\\ud800",
        b"\x00",
        b"\xff\xfe",
        b"\x1f\x8b\x08\x00",
        b"&#xD800;",
        b"<!ENTITY a 'b'>",
        b"WARC/1.0\r\n",
        b"WARC-Type: response\r\n",
        b"WARC-Target-URI: https://post.example/\r\n",
        b"Content-Length: 99\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n",
        b"Content-Encoding: gzip\r\n",
    ]
)
SOUP = st.lists(st.one_of(SCRAPS, st.binary(max_size=12)), max_size=30).map(b"".join)


@SOME
@given(SOUP)
def test_no_mail_makes_the_importer_raise(data: bytes) -> None:
    try:
        read_document(read_mail("m.eml", data))
    except UnreadableError as refusal:
        assert str(refusal)  # noqa: PT017  # both ends are right


@SOME
@given(SOUP)
def test_no_feed_makes_the_importer_raise(data: bytes) -> None:
    try:
        feed = read_feed(data, "https://post.example/feed")
        for entry in feed.entries:
            read_document(document_of(entry, feed))
    except UnreadableError as refusal:
        assert str(refusal)  # noqa: PT017  # both ends are right


@SOME
@given(SOUP)
def test_no_archive_makes_the_importer_raise(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc.gz"
        path.write_bytes(data)
        assert all(found.document or found.fault for found in read_archive(path))


@SOME
@given(SOUP)
def test_no_bytes_make_a_picture_raise(data: bytes) -> None:
    for head in (b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff\xe0", b"RIFF\0\0\0\0WEBPVP8 "):
        try:
            clean(head + data)
        except PictureError as refusal:
            assert str(refusal)  # noqa: PT017  # both ends are right
