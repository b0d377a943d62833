"""Pictures without hidden data: what is seen stays to the last pixel, what is not seen goes."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk.model.pictures import bare, is_picture
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
WITH_EXIF = ("JPEG", "PNG", "WEBP", "AVIF")
SECRETS = (b"Nadia Secret", b"4th floor", b"SpyCam", b"\x00\x12\x34\x56\x78", b"http://ns.adobe.com/xap/1.0/")
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a by="Nadia Secret" at="http://ns.adobe.com/xap/1.0/"/></x:xmpmeta>'


def drawn() -> Image.Image:
    """A picture whose four corners tell which side is up."""
    image = Image.new("RGB", (48, 32), (200, 30, 30))
    image.paste((20, 180, 60), (0, 0, 24, 16))
    image.paste((10, 20, 190), (24, 16, 48, 32))
    return image


def exif(side: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[0x010F], told[0x013B], told[0x0112] = "SpyCam", "Nadia Secret", side
    told.get_ifd(0x8825)[2] = (52.0, 13.0, 24.5)  # where it was taken
    return told


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def told_all(kind: str, side: int = 1) -> bytes:
    """A picture with everything hidden in it that its format can hold."""
    options: dict[str, object] = {"exif": exif(side), "xmp": XMP} if kind != "GIF" else {"comment": b"Nadia Secret"}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", "Nadia Secret")
        texts.add_itxt("Where", "4th floor", zip=True)
        options["pnginfo"] = texts
        del options["xmp"]
    if kind == "JPEG":
        options |= {"comment": b"Nadia Secret", "icc_profile": profile()}
    return saved(drawn(), kind, **options)


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def read(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_hidden_is_left_and_every_pixel_is(kind: str) -> None:
    before = told_all(kind)
    assert is_picture(before)
    assert any(secret in before for secret in SECRETS) or kind == "PNG"
    after = bare(before)
    assert not any(secret in after for secret in SECRETS)
    old, new = read(before), read(after)
    assert (new.format, new.size, new.mode) == (kind, old.size, old.mode)
    assert new.tobytes() == old.tobytes()
    assert not {"comment", "Author", "Where", "XML:com.adobe.xmp"} & new.info.keys()
    assert not new.info.get("xmp", b"").strip(b"\0")  # of AVIF, written over
    assert dict(new.getexif()) == {}
    assert bare(after) == after


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("side", range(2, 9))
def test_which_side_is_up_stays(kind: str, side: int) -> None:
    before = told_all(kind, side)
    after = bare(before)
    assert dict(read(after).getexif()) == {0x0112: side}
    assert not any(secret in after for secret in SECRETS)
    assert ImageOps.exif_transpose(read(after)).tobytes() == ImageOps.exif_transpose(read(before)).tobytes()
    assert bare(after) == after


def test_the_colour_profile_stays() -> None:
    assert read(bare(told_all("JPEG"))).info["icc_profile"] == profile()
    for kind in ("PNG", "WEBP", "AVIF"):
        assert read(bare(saved(drawn(), kind, icc_profile=profile()))).info["icc_profile"] == profile()


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGB"])
@pytest.mark.parametrize("progressive", [True, False])
def test_kinds_of_jpeg_look_as_before(mode: str, progressive: bool) -> None:
    before = saved(drawn().convert(mode), "JPEG", exif=exif(), progressive=progressive, restart_marker_rows=1)
    assert read(bare(before)).tobytes() == read(before).tobytes()


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_keeps_its_pictures_and_its_loop(kind: str) -> None:
    frames = [drawn().rotate(turn) for turn in (90, 180)]
    options = {"exif": exif()} if kind != "GIF" else {"comment": b"Nadia Secret"}
    after = read(bare(saved(drawn(), kind, save_all=True, append_images=frames, loop=3, duration=80, **options)))
    assert (after.n_frames, after.info["loop"]) == (3, 3)  # type: ignore[attr-defined]
    assert b"Nadia" not in bare(saved(drawn(), kind, save_all=True, append_images=frames, loop=3, **options))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_follows_the_picture_goes(kind: str) -> None:
    plain = saved(drawn(), kind)
    assert bare(plain + b"a film of the same moment, with its place") == bare(plain)


def test_a_smaller_copy_before_it_was_cropped_goes() -> None:
    plain = saved(drawn(), "JPEG")
    thumbnail = bytes([1, 1]) + b"\xab\xcd\xef"
    jfif = b"JFIF\0\1\1\0\0\1\0\1" + thumbnail
    before = plain[:2] + struct.pack(">HH", 0xFFE0, len(jfif) + 2) + jfif + plain[20:]
    assert read(before).size == (48, 32)
    assert b"\xab\xcd\xef" not in bare(before)
    assert bare(before)[:20] == plain[:18] + b"\0\0"
    extension = struct.pack(">HH", 0xFFE0, 12) + b"JFXX\0\x10secr"
    assert b"secr" not in bare(plain[:20] + extension + plain[20:])


def test_a_chunk_that_nobody_knows_goes() -> None:
    plain = saved(drawn(), "PNG")
    own = struct.pack(">I", 6) + b"prIvsecret" + struct.pack(">I", zlib.crc32(b"prIvsecret"))
    assert bare(plain[:33] + own + plain[33:]) == plain


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF", b"plain words", b"II*\0\x08\0\0\0", b"RIFF1234WAVE"])
def test_what_is_no_picture_stays_as_it_is(content: bytes) -> None:
    assert not is_picture(content)
    assert bare(content) == content


@pytest.mark.parametrize("kind", FORMATS)
def test_a_picture_cut_off_anywhere_is_read_without_fault(kind: str) -> None:
    whole = told_all(kind)
    for end in range(0, len(whole), 7):
        after = bare(whole[:end])
        assert len(after) <= end + 64
        assert bare(after) == after or not is_picture(after)


@given(st.sampled_from(FORMATS), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=20))
def test_a_damaged_picture_is_read_without_fault(kind: str, damage: list[tuple[int, int]]) -> None:
    content = bytearray(WHOLE[kind])
    for place, value in damage:
        content[place % len(content)] = value
    after = bare(bytes(content))
    assert bare(after) == after


@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF0000WEBP", b"\0\0\0\x10ftypavif"]),
       st.binary(max_size=400))  # fmt: skip
def test_any_bytes_are_read_without_fault(head: bytes, rest: bytes) -> None:
    after = bare(head + rest)
    assert len(after) <= len(head + rest) + 64


WHOLE = {kind: told_all(kind) for kind in FORMATS}


def test_boxes_that_claim_too_much_are_left_after_few(monkeypatch: pytest.MonkeyPatch) -> None:
    read_parts = []

    def counted(*args: object) -> object:
        for part in places(*args):  # type: ignore[arg-type]
            read_parts.append(part)
            yield part

    from newsdesk.model import pictures

    places = pictures._places
    monkeypatch.setattr(pictures, "_places", counted)
    infe = struct.pack(">I4sB3xHH4sx", 21, b"infe", 2, 1, 0, b"Exif")
    iinf = struct.pack(">I4s4xH", 14 + len(infe), b"iinf", 1) + infe
    items = b"".join(struct.pack(">HHH", 1, 0, 0xFFFF) for _ in range(500))  # parts of no size: they take no room
    iloc = struct.pack(">I4sB3xHH", 16 + len(items), b"iloc", 0, 0, 500) + items
    meta = struct.pack(">I4s4x", 12 + len(iinf) + len(iloc), b"meta") + iinf + iloc
    bomb = struct.pack(">I4s4s4x", 16, b"ftyp", b"avif") + meta
    assert is_picture(bomb)
    bare(bomb)
    assert 0 < len(read_parts) <= 100
