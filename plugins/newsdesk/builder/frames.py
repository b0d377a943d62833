"""A page in two halves that grow stale apart: the blocks that its own template fills, and the frame around them.

    story.html    {% extends "base.html" %} {% block main %}…       the blocks: made of what the page tells
    base.html     <html>… {% block main %}{% endblock %} …</html>   the frame: head, masthead, colophon, style sheets

When nothing but the frame has changed, the blocks need no making: they are taken from the page as it lies in the
output, and the frame is written around them. That neither half sees anything of the other is found out in apart.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import msgspec
from jinja2 import Template
from jinja2.runtime import Context

from newsdesk.builder.digests import digest_of
from newsdesk.builder.values import encode
from newsdesk.model.site import Page

Seam = tuple[str, int, int]  # the name of a block, and where it begins and ends among the bytes of a page


class NoBlockError(LookupError):
    """A frame asks for a block that was not on the page before."""


class _Block(str):
    """What a block wrote, so that it is found among the pieces of a page."""

    __slots__ = ("name",)
    name: str


def lay_out(
    template: Template, values: Mapping[str, object], blocks: Mapping[str, str] | None = None
) -> tuple[bytes, tuple[Seam, ...]]:
    """A page, and where in it the template's own blocks lie; these are made, or are the `blocks` that are given.

    Raises `NoBlockError` if one is not given. A block that is not written straight into the page has no seam.
    """
    context = template.new_context(dict(values))
    for name, (block,) in context.blocks.items():
        context.blocks[name] = [partial(_made, name, block) if blocks is None else partial(_given, name, blocks)]
    try:
        return _joined(template.root_render_func(context))
    except NoBlockError:
        raise
    except Exception:  # noqa: BLE001  # as Jinja's own render does: it flies on, with the template's lines
        template.environment.handle_exception()


def _made(name: str, block: Callable[[Context], Iterable[str]], context: Context) -> Iterator[str]:
    yield _named(name, "".join(block(context)))


def _given(name: str, blocks: Mapping[str, str], _: Context) -> Iterator[str]:
    if name not in blocks:
        raise NoBlockError(name)
    yield _named(name, blocks[name])


def _named(name: str, text: str) -> _Block:
    block = _Block(text)
    block.name = name
    return block


def _joined(pieces: Iterable[str]) -> tuple[bytes, tuple[Seam, ...]]:
    content = bytearray()
    seams: list[Seam] = []
    frame: list[str] = []
    for piece in pieces:
        if type(piece) is not _Block:
            frame.append(piece)
            continue
        content += "".join(frame).encode()
        frame.clear()
        start = len(content)
        content += piece.encode()
        seams.append((piece.name, start, len(content)))
    content += "".join(frame).encode()
    return bytes(content), tuple(seams)


@dataclass(frozen=True, slots=True)
class Filling:
    """What is remembered of a page: its head (without a view), its seams, and a digest of what lies between these."""

    head: Page
    seams: tuple[Seam, ...]
    proof: str


def remember(page: Page, content: bytes, seams: tuple[Seam, ...]) -> bytes:
    """The filling of a page as it was written, in JSON."""
    return encode(Filling(replace(page, view=None), seams, _proof(content, seams)))


def recall(filling: bytes, content: bytes) -> tuple[Page, dict[str, str]] | None:
    """The head of a page and its blocks, by name, taken from its bytes; None if these are not what was remembered."""
    kept = msgspec.json.decode(filling, type=Filling)
    if _proof(content, kept.seams) != kept.proof:
        return None
    return kept.head, {name: content[start:end].decode() for name, start, end in kept.seams}


def _proof(content: bytes, seams: Iterable[Seam]) -> str:
    return digest_of(b"\0".join(content[start:end] for _, start, end in seams))
