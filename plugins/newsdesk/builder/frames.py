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
from newsdesk.model.site import Page

Seam = tuple[str, int, int]  # the name of a block, and where it begins and ends among the bytes of a page


class NoBlockError(LookupError):
    """A frame asks for a block that was not on the page before."""


class _Block(str):
    """What a block wrote, so that it is found among the pieces of a page."""

    __slots__ = ("name",)
    name: str


def write_page(template: Template, values: Mapping[str, object]) -> tuple[bytes, tuple[Seam, ...]]:
    """A page, and where in it the template's own blocks lie. One that is not written straight into it has no seam."""
    context = template.new_context(dict(values))
    for name, (block,) in context.blocks.items():
        context.blocks[name] = [partial(_made, name, block)]
    return _written(template, context)


def write_frame(
    parent: Template, values: Mapping[str, object], names: Iterable[str], blocks: Mapping[str, str]
) -> tuple[bytes, tuple[Seam, ...]]:
    """A page of a template that extends `parent` and has blocks of these `names`, which are not made but taken from
    `blocks`. Raises `NoBlockError` if one is wanted that is not there."""
    context = parent.new_context(dict(values))
    for name in names:
        context.blocks.setdefault(name, []).insert(0, partial(_given, name, blocks))
    return _written(parent, context)


def _written(template: Template, context: Context) -> tuple[bytes, tuple[Seam, ...]]:
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
    """What is remembered of a page: its head (without a view), its seams, and a digest of what lies within these."""

    head: Page
    seams: tuple[Seam, ...]
    proof: str

    def blocks(self, content: bytes) -> dict[str, str] | None:
        """The blocks, by name, taken from a page's bytes; None if these are not what was remembered."""
        if _proof(content, self.seams) != self.proof:
            return None
        return {name: content[start:end].decode() for name, start, end in self.seams}


def filling_of(page: Page, content: bytes, seams: tuple[Seam, ...]) -> Filling:
    """The filling of a page as it was written."""
    return Filling(replace(page, view=None), seams, _proof(content, seams))


def read_filling(data: bytes) -> Filling:
    """A filling that was kept in JSON. Raises `msgspec.DecodeError`."""
    return msgspec.json.decode(data, type=Filling)


def _proof(content: bytes, seams: Iterable[Seam]) -> str:
    """A digest of the blocks one after another, as they lie in the page, whatever stands between them."""
    return digest_of(b"\0".join(content[start:end] for _, start, end in seams))
