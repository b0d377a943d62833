"""Pictures of a story: fetched on request, made clean, kept with their captions."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from newsdesk.importer import settling
from newsdesk.importer.fetch import FetchError
from newsdesk.importer.illustrating import addresses_of, illustrate
from newsdesk.importer.importing import Document, prepare
from newsdesk.importer.photographs import PictureError, clean, save_all
from newsdesk.importer.reading import Block, Note, Reading
from newsdesk.importer.settling import Asked, Desk
from newsdesk.importer.sources.found import Found
from newsdesk.model.problems import UsageError
from newsdesk.source.reading import Context, read_article
from PIL import Image, PngImagePlugin

from tests.sites import contents
from tests.unit.test_importer_page import PROSE, page

BOATS = "https://post.example/boats.jpg"
QUAY = "https://post.example/quay.png"
MARKUP = page(
    f'<figure><img src="{BOATS}" alt="Boats in the harbour" width="800" height="600">'
    "<figcaption>At dawn. Photo: Ada Example</figcaption></figure>"
    f"<p>{PROSE}</p><p>{PROSE} More was said.</p>"
    f'<figure><img src="{QUAY}" alt="" width="800" height="600"><figcaption>The quay</figcaption></figure>'
    f"<p>{PROSE}</p>"
)


def picture(kind: str = "JPEG", size: tuple[int, int] = (320, 240), **extra: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (40, 90, 160)).save(out, kind, **extra)
    return out.getvalue()


def exif() -> Image.Exif:
    data = Image.Exif()
    data[0x010E], data[0x0112], data[0x8825] = "secret words", 6, {1: "N"}
    return data


def test_hidden_data_goes_and_the_picture_stands_upright() -> None:
    pixels, suffix = clean(picture(exif=exif(), comment=b"secret words"))
    with Image.open(io.BytesIO(pixels)) as image:
        assert (image.format, image.size, suffix) == ("JPEG", (240, 320), ".jpg")
        assert not dict(image.getexif())
        assert not {"comment", "exif", "icc_profile", "xmp"} & image.info.keys()
    assert b"secret" not in pixels


def test_words_in_a_png_go_too() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "<script>alert(1)</script>")
    pixels, suffix = clean(picture("PNG", pnginfo=words))
    assert suffix == ".png"
    assert b"script" not in pixels


def test_what_hangs_on_at_the_end_of_a_picture_goes() -> None:
    assert b"script" not in clean(picture() + b"<script>alert(1)</script>")[0]


def test_a_large_picture_is_made_smaller() -> None:
    with Image.open(io.BytesIO(clean(picture(size=(4000, 1000)))[0])) as image:
        assert image.size == (2000, 500)


def png_bomb() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9_000_000))


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no picture"), (b"<svg onload=alert(1)>", "no picture"), (b"<html>", "no picture"),
        (picture()[:300], "no picture"), (picture("BMP"), "no picture"), (picture(size=(1, 1)), "too small"),
        (png_bomb(), "too large"), (b"GIF89a" + b"\xff" * 500, "no picture|too large"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(PictureError, match=why):
        clean(data)


# --- In the draft ---
def serve(address: str) -> bytes:
    if address == BOATS:
        return picture(exif=exif())
    raise FetchError(f"{address} answers 404 Not Found")


def test_the_first_picture_heads_the_story_with_its_credit_and_others_stand_where_they_stood(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "content", tmp_path / "cache", Asked(topic="ferries", year=2023), lambda url: picture("PNG"))
    document = Document("p.html", MARKUP.encode(), "https://post.example/story")
    outcome = desk.settle(Found("p.html", document), prepare(document))
    desk.close()
    text = (tmp_path / "content" / outcome.paths[0]).read_text()
    article = read_article(outcome.paths[0], text.encode(), Context()).part
    assert article is not None
    assert article.image is not None
    assert (article.image.alt, article.image.credit) == ("Boats in the harbour", "At dawn. Photo: Ada Example")
    assert (tmp_path / "content" / article.image.file).is_file()
    ((file, alt, _),) = article.body.images
    assert alt == "The quay"
    assert (tmp_path / "content" / file.removeprefix("/")).is_file()
    assert "The quay" in text


def test_a_picture_that_cannot_be_had_is_told_and_the_story_is_written(tmp_path: Path) -> None:
    saved = save_all([BOATS, QUAY], "ferry", tmp_path, serve)
    assert list(saved.saved) == [BOATS]
    assert any("404" in note.what for note in saved.notes)
    again = save_all([BOATS], "ferry", tmp_path, serve)
    assert (again.saved, again.new) == (saved.saved, ())


def refuse(*_: object) -> None:
    raise UsageError("appeared while writing")


def test_no_picture_stays_of_a_story_that_was_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = Document("p.html", MARKUP.encode(), "https://post.example/story")
    prepared = prepare(document)
    desk = Desk(tmp_path / "content", tmp_path / "cache", Asked(topic="ferries", year=2023, force=True), serve)
    desk.settle(Found("p.html", document), prepared)
    (draft,) = (tmp_path / "content").glob("articles/*/*.md")
    draft.write_text("mine")
    monkeypatch.setattr(settling, "write_drafts", refuse)
    for file in (tmp_path / "content" / "images").iterdir():
        file.unlink()
    mine = contents(tmp_path / "content")
    assert desk.settle(Found("other.html", document), prepared).kind == "failure"
    desk.close()
    assert contents(tmp_path / "content") == mine


def test_pictures_that_were_not_saved_go_with_a_note() -> None:
    block = Block("image", "", f'![x]({BOATS} "A caption")')
    notes: list[Note] = []
    assert illustrate([block], {}, notes).blocks == ()
    assert [note.what for note in notes] == ["picture; --images saves it to content/images/", "caption of a picture"]
    assert addresses_of(Reading(blocks=(block, block))) == (BOATS,)
