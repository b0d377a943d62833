"""The picture that a shared link is shown with: 1200 by 630 pixels, the headline on the digest's paper.

Drawn with the fonts beside this module (DejaVu, free: fonts/LICENSE.txt), so that it is the same everywhere. Pillow's
basic layout shapes no script that joins or reorders its letters, which these fonts would not hold either.
"""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
_FONTS = Path(__file__).parent / "fonts"
_SERIF, _SANS = "DejaVuSerif-Bold.ttf", "DejaVuSans.ttf"
# As in theme/static/css/tokens.css.
_PAPER, _INK, _SOFT, _PENCIL = "#faf9f6", "#17191e", "#50545d", "#1d4f9f"
_MARGIN = 80
_SIZES = (72, 64, 56, 48, 42)  # of the headline, the first in which it fits
_MOST_LINES = 4


def draw(name: str, label: str, headline: str, line: str) -> bytes:
    """A PNG: the site's `name` above, then a `label`, the `headline`, and a `line` such as a date below."""
    image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 14), fill=_INK)
    pen.text((_MARGIN, 62), _cut(name, _font(_SERIF, 34)), font=_font(_SERIF, 34), fill=_INK)
    pen.rectangle((_MARGIN, 124, WIDTH - _MARGIN, 125), fill=_SOFT)
    pen.text((_MARGIN, 152), _cut(label, _font(_SANS, 28)), font=_font(_SANS, 28), fill=_PENCIL)
    size, lines = _fitted(headline)
    for number, text in enumerate(lines):
        pen.text((_MARGIN, 206 + number * round(size * 1.2)), text, font=_font(_SERIF, size), fill=_INK)
    pen.text((_MARGIN, HEIGHT - 78), _cut(line, _font(_SANS, 28)), font=_font(_SANS, 28), fill=_SOFT)
    content = io.BytesIO()
    image.save(content, "PNG", compress_level=6)
    return content.getvalue()


@lru_cache(maxsize=16)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(headline: str) -> tuple[int, list[str]]:
    for size in _SIZES:
        lines = _lines(headline, _font(_SERIF, size))
        if len(lines) <= _MOST_LINES and len(lines) * size * 1.2 <= HEIGHT - 300:
            return size, lines
    last = lines[:_MOST_LINES]
    return size, [*last[:-1], _cut(f"{last[-1]} …" if len(lines) > _MOST_LINES else last[-1], _font(_SERIF, size))]


def _lines(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= WIDTH - 2 * _MARGIN:
            lines[-1] = longer
        else:
            lines.append(_cut(word, font))
    return lines


def _cut(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text, or as much of it as one line holds."""
    text = " ".join(text.split())
    if font.getlength(text) <= WIDTH - 2 * _MARGIN:
        return text
    short, long = 0, min(len(text), 200)
    while short < long:
        middle = (short + long + 1) // 2
        short, long = (
            (middle, long) if font.getlength(f"{text[:middle]}…") <= WIDTH - 2 * _MARGIN else (short, middle - 1)
        )
    return f"{text[:short].rstrip()}…"
