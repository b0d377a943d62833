"""What a picture's file holds besides the picture: where and when it was taken, by whom, a smaller copy uncropped.

`bare` takes that out of JPEG, PNG, GIF, WebP and AVIF. Their containers are read, their coded pixels never: nothing is
compressed anew, so nothing is lost, and the same file gives the same bytes with every version of every library. What a
browser shows by stays: colour profiles, the loop of an animation, and which side is up (EXIF tag 274), alone.

Sources: ITU T.81 annex B and Exif 2.32 (JPEG), PNG third edition, GIF89a, RFC 9649 (WebP), ISO 14496-12 (AVIF's boxes).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from itertools import islice

PNG, GIF = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a")
_ORIENTATION = 0x0112
# JPEG: where the coded data of a scan end.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_MARKER = re.compile(rb"\xff+[^\x00\xff]")
_SCAN, _END = 0xDA, 0xD9
_APP0, _APP1, _APP2, _APP14, _APP15, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD pHYs hIST sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"])
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04  # flags of VP8X
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")  # GIF: the applications whose data say how often to repeat
_HOLDS_BOXES = frozenset([b"moov", b"trak", b"meta"])
_NO_EXIF = b"\0\0\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"  # one without a line; decoders refuse none at all
_DEEPEST, _MOST_PARTS = 4, 100  # a picture has fewer; a bomb has more
_TELLS = frozenset([b"uuid", b"udta"])  # boxes in which programs write what they like
_MEDIA_BRANDS = frozenset([b"avif", b"avis"])


def is_picture(content: bytes) -> bool:
    """Whether the file begins as one of the five formats do."""
    return _kind(content) != ""


def bare(content: bytes) -> bytes:
    """The same picture without anything that is not seen; what is no picture of the five formats, as it is.

    Never raises: of a file that is cut off or damaged, what can still be read as picture is left.
    """
    return _BARE[_kind(content)](content)


def _kind(content: bytes) -> str:
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(PNG):
        return "png"
    if content.startswith(GIF):
        return "gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    brands = {content[at : at + 4] for at in range(8, min(len(content), 64), 4)}
    return "avif" if content[4:8] == b"ftyp" and brands & _MEDIA_BRANDS else ""


# --- JPEG: segments, of which APP1 holds EXIF and XMP, APP13 what agencies write, and a comment anything -------------
def _bare_jpeg(content: bytes) -> bytes:
    head, rest, side = [content[:2]], [], 1
    for marker, part in _segments(content):
        data = part[4:]
        if marker == _APP1 and data.startswith(b"Exif\0\0"):
            side = _orientation(data[6:])
        elif marker == _APP0 and data.startswith(b"JFIF\0"):
            head.append(_without_thumbnail(part))
        elif _is_seen(marker, data):
            rest.append(part)
    if side != 1:
        head.append(_segment(_APP1, b"Exif\0\0" + _exif(side)))
    return b"".join([*head, *rest])


def _is_seen(marker: int, data: bytes) -> bool:
    """Whether a segment decides how the picture looks. APP14 says how its colours are coded."""
    if _APP0 <= marker <= _APP15:
        return (marker, data[:12]) == (_APP2, b"ICC_PROFILE\0") or (marker, data[:5]) == (_APP14, b"Adobe")
    return marker != _COMMENT


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """(marker, whole segment) up to the end of the image; what follows that is no part of the picture."""
    at = 2
    while found := _MARKER.match(content, at):
        at, marker = found.end() - 2, content[found.end() - 1]
        if marker == _END:
            yield marker, content[at : at + 2]
            return
        end = at + 2 + max(_number(content, at + 2, 2), 2)
        if end > len(content):
            return
        if marker == _SCAN:
            after = _AFTER_SCAN.search(content, end)
            end = after.start() if after else len(content)
        yield marker, content[at:end]
        at = end


def _segment(marker: int, data: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def _without_thumbnail(jfif: bytes) -> bytes:
    return _segment(_APP0, jfif[4:16] + b"\0\0") if len(jfif) >= 18 else jfif


# --- PNG: chunks with a name, a length before and a checksum behind ---------------------------------------------------
def _bare_png(content: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at + 12 <= len(content):
        name, end = content[at + 4 : at + 8], at + 12 + _number(content, at, 4)
        if end > len(content):
            break
        if name in _PNG_KEPT:
            kept.append(content[at:end])
        elif name == b"eXIf" and (side := _orientation(content[at + 8 : end - 4])) != 1:
            kept.append(_chunk(name, _exif(side)))
        if name == b"IEND":
            break
        at = end
    return b"".join(kept)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


# --- GIF: blocks, of which extensions hold comments and what programs left -------------------------------------------
def _bare_gif(content: bytes) -> bytes:
    at = 13 + _palette(content, 10)
    if at > len(content):
        return content
    kept = [content[:at]]
    while (begins := content[at : at + 1]) in (b"\x21", b"\x2c"):
        if begins == b"\x2c":
            end, wanted = _blocks_end(content, at + 11 + _palette(content, at + 9)), True
        else:
            label = content[at + 1 : at + 2]
            end = _blocks_end(content, at + 2)
            wanted = label in (b"\xf9", b"\x01") or (label == b"\xff" and content[at + 3 : at + 14] in _LOOPS)
        if wanted:
            kept.append(content[at:end])
            if end > len(content):
                return b"".join(kept)
        at = end
    return b"".join([*kept, b"\x3b"])


def _palette(content: bytes, at: int) -> int:
    """Bytes of a table of colours, from the byte that announces it."""
    flags = _number(content, at, 1)
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _blocks_end(content: bytes, at: int) -> int:
    """Where a chain of blocks ends, each with its length before it."""
    while length := _number(content, at, 1):
        at += 1 + length
    return at + 1


# --- WebP: RIFF chunks, two bytes at a time --------------------------------------------------------------------------
def _bare_webp(content: bytes) -> bytes:
    kept, at, side = [], 12, 1
    while at + 8 <= len(content):
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if at + 8 + length > len(content):
            break
        if name in _WEBP_KEPT:
            kept.append(content[at:end])
        elif name == b"EXIF":
            data = content[at + 8 : at + 8 + length]
            side = _orientation(data.removeprefix(b"Exif\0\0"))
        at = end
    if side != 1:
        kept.append(b"EXIF" + struct.pack("<I", len(_exif(side))) + _exif(side))
    body = b"".join(_with_flags(part, exif=side != 1) if part.startswith(b"VP8X") else part for part in kept)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _with_flags(header: bytes, *, exif: bool) -> bytes:
    flags = header[8] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if exif else 0)
    return header[:8] + bytes([flags]) + header[9:]


# --- AVIF: boxes that point to one another by place, so what goes is written over and nothing moves ------------------
def _bare_avif(content: bytes) -> bytes:
    made = bytearray(content)
    for name, start, end in _boxes(content, 0, len(content)):
        if name in _TELLS:
            made[start:end] = bytes(end - start)
        elif name == b"meta":
            for kind, begin, stop in islice(_told_items(content, start, end), _MOST_PARTS):
                told = _NO_EXIF if kind == b"Exif" and stop - begin >= len(_NO_EXIF) else b""
                made[begin:stop] = told.ljust(stop - begin, b"\0")
    return bytes(made)


def _boxes(content: bytes, at: int, stop: int, depth: int = 0) -> Iterator[tuple[bytes, int, int]]:
    """(name, start and end of what it holds) of every box, those inside others too."""
    while at + 8 <= stop:
        length, name, start = _number(content, at, 4), content[at + 4 : at + 8], at + 8
        if length == 1:
            length, start = _number(content, start, 8), start + 8
        end = at + length if length else stop
        if end > stop or end < start:
            return
        yield name, start, end
        if name in _HOLDS_BOXES and depth < _DEEPEST:
            yield from _boxes(content, start + 4 * (name == b"meta"), end, depth + 1)
        at = end


def _told_items(content: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Kind and place of the items of a meta box that are EXIF, XMP or other words, not picture."""
    inside = {name: (begin, stop) for name, begin, stop in _boxes(content, start + 4, end)}
    if not {b"iinf", b"iloc"} <= inside.keys():
        return
    words = dict(_word_items(content, *inside[b"iinf"]))
    data = inside.get(b"idat", (0, 0))[0]
    for item, method, at, length in islice(_places(content, inside[b"iloc"][0]), len(content)):
        if item in words and method in (0, 1):
            begin = at + (data if method else 0)
            yield words[item], begin, min(begin + length, len(content))


def _word_items(content: bytes, start: int, end: int) -> Iterator[tuple[int, bytes]]:
    """(item, kind) of every item that is words."""
    wide = _number(content, start, 1) > 0
    for name, begin, _ in _boxes(content, start + (8 if wide else 6), end):
        size = 2 if _number(content, begin, 1) == 2 else 4  # of an item's number; the version says it
        kind = content[begin + 6 + size : begin + 10 + size]
        if name == b"infe" and kind in (b"Exif", b"mime", b"uri "):
            yield _number(content, begin + 4, size), kind


def _places(content: bytes, start: int) -> Iterator[tuple[int, int, int, int]]:
    """(item, how its place is meant, place, length) of every part of every item."""
    version, sizes = _number(content, start, 1), _number(content, start + 4, 2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    at = start + 6

    def number(size: int) -> int:
        nonlocal at
        at += size
        return _number(content, at - size, size)

    for _ in range(min(number(2 if version < 2 else 4), len(content))):
        item = number(2 if version < 2 else 4)
        method = number(2) & 15 if version else 0
        number(2)  # which file: this one
        base = number(base_size)
        for _ in range(number(2)):
            number(index_size)
            place = base + number(offset_size)
            yield item, method, place, number(length_size)


# --- EXIF: a TIFF file inside the picture's, of which one number is for readers' eyes --------------------------------
def _orientation(tiff: bytes) -> int:
    """Which side is up, 1 to 8; 1 if the file does not say, or says what cannot be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 14:
        return 1
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    if at + 2 > len(tiff):
        return 1
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for number in range(count):
        entry = at + 2 + 12 * number
        if entry + 12 > len(tiff):
            return 1
        tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, entry)
        if tag == _ORIENTATION and kind == 3:
            return int(value) if 1 <= value <= 8 else 1
    return 1


def _exif(side: int) -> bytes:
    """The smallest EXIF that says which side is up."""
    return b"MM\0*\0\0\0\x08\0\x01" + struct.pack(">HHIHH", _ORIENTATION, 3, 1, side, 0) + b"\0\0\0\0"


def _number(content: bytes, at: int, size: int) -> int:
    """A number of `size` bytes, the greatest byte first; where the file has ended, 0 or what is left of it."""
    return int.from_bytes(content[at : at + size])


_BARE: dict[str, Callable[[bytes], bytes]] = {
    "jpeg": _bare_jpeg,
    "png": _bare_png,
    "gif": _bare_gif,
    "webp": _bare_webp,
    "avif": _bare_avif,
    "": lambda content: content,
}
