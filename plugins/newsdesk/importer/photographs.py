"""Pictures fetched, judged and made clean: only what Pillow can read, of a sane size, without hidden data.

A picture is decoded and written anew from its pixels, so that nothing else that came with it (places, names, scripts in
comments) is kept. Its file's name ends in a digest of its bytes: the same picture is saved once.
"""

from __future__ import annotations

import io
import os
import struct
import tempfile
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from newsdesk.importer.fetch import PICTURE, FetchError, fetch
from newsdesk.importer.reading import Note, short
from newsdesk.importer.record import digest_of

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_SMALLEST = 100  # pixels a side: less is a button, or counts readers
_LARGEST = 40_000_000  # pixels: more is a bomb, or no use on a page
_SIDE = 2_000  # pixels of the longer side that are kept
_QUALITY = 86
_FAULTS = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error, OverflowError,
           AttributeError, ZeroDivisionError, ImageCms.PyCMSError)  # fmt: skip


FetchPicture = Callable[[str], bytes]


class PictureError(ValueError):
    """A picture that is not taken; the message says why."""


@dataclass(frozen=True)
class Saved:
    """Pictures of one story: address → path below content/, which of them are new, and what to tell."""

    saved: Mapping[str, str] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()

    def take_back(self, content: Path) -> None:
        """Removes what is new: the story was not written."""
        for path in self.new:
            (content / path).unlink(missing_ok=True)


def fetch_picture(url: str, *, allow_private: bool = False) -> bytes:
    """The bytes of the picture at the address, unchecked. Raises FetchError."""
    return fetch(url, wanted=PICTURE, allow_private=allow_private).data


def clean(data: bytes) -> tuple[bytes, str]:
    """The picture's pixels as a new file, and its suffix. Raises PictureError."""
    try:
        with warnings.catch_warnings(), _open(data) as image:
            _judge(*image.size)
            upright = ImageOps.exif_transpose(_in_srgb(image))
            upright.thumbnail((_SIDE, _SIDE))
            return _written(upright, lossy=image.format in ("JPEG", "WEBP"))
    except PictureError:
        raise
    except Image.DecompressionBombError as error:
        raise PictureError("too large (it unpacks to more pixels than any screen has)") from error
    except _FAULTS as error:
        raise PictureError(f"no picture that can be read ({type(error).__name__})") from error


def save_all(addresses: Sequence[str], stem: str, content: Path, fetch_one: FetchPicture) -> Saved:
    """The pictures at the addresses as clean files below content/images/, named after the story."""
    saved: dict[str, str] = {}
    new: list[str] = []
    notes: list[Note] = []
    for address in addresses:
        try:
            pixels, suffix = clean(fetch_one(address))
        except (FetchError, PictureError) as error:
            notes.append(Note("missing", f"a picture was not saved ({short(str(error), 120)})", short(address, 200)))
            continue
        path = f"images/{stem}-{digest_of(pixels)[:8]}{suffix}"
        if _write(content / path, pixels):
            new.append(path)
        saved[address] = path
        notes.append(Note("read", "picture; see to it that you may publish it", path))
    return Saved(saved, tuple(new), tuple(notes))


def _open(data: bytes) -> Image.Image:
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # we are stricter, and say it in words
    return Image.open(io.BytesIO(data), formats=_FORMATS)


def _judge(width: int, height: int) -> None:
    if min(width, height) < _SMALLEST:
        raise PictureError(f"too small for a picture ({width} × {height})")
    if width * height > _LARGEST:
        raise PictureError(f"too large ({width} × {height} pixels)")


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture with its colours as they are without a profile; a broken profile is dropped."""
    profile = image.info.get("icc_profile")
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    plain = image.convert("RGBA" if has_alpha else "RGB")
    if not profile or has_alpha or image.mode not in ("RGB", "CMYK", "L"):
        return plain
    try:
        mine = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        changed = ImageCms.profileToProfile(image, mine, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return plain
    return changed or plain


def _written(image: Image.Image, *, lossy: bool) -> tuple[bytes, str]:
    """A file made of the pixels alone."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    out = io.BytesIO()
    if lossy and bare.mode == "RGB":
        bare.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
        return out.getvalue(), ".jpg"
    bare.save(out, "PNG", optimize=True)
    return out.getvalue(), ".png"


def _write(path: Path, data: bytes) -> bool:
    """Writes the file whole or not at all; False if it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".import-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        os.link(name, path)
    except FileExistsError:
        return False
    finally:
        Path(name).unlink()
    return True
