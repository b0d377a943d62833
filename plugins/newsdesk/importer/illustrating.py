"""Pictures of a document in its draft: those that were saved to images/ stay, with caption and credit; the others go.

    ![Boats](https://example.org/boats.jpg "At dawn. Photo: Ada Example")   →   ![Boats](images/boats-3f9a1c.jpg "At …")

A draft may hold no picture from elsewhere. Pure: addresses and words in, blocks out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsdesk.importer.escaping import escape
from newsdesk.importer.reading import Block, Note, Reading, short
from newsdesk.source.addresses import is_url

MOST = 30  # pictures that are fetched for one story
_PICTURE = re.compile(r"!\[(?P<alt>(?:[^\]\\]|\\.)*)\]\((?P<url><[^>]*>|[^)\s]*)(?: \"(?P<caption>[^\"\n]*)\")?\)")
_UNESCAPED = re.compile(r"\\([^\w\s])")
_BARE_LINK = re.compile(r"\[\]\([^)]*\)")
_LONGEST_ALT = 160


@dataclass(frozen=True)
class Illustrated:
    """The blocks with the pictures that they keep, and the picture at the head, as front matter takes it."""

    blocks: tuple[Block, ...]
    head: Mapping[str, str] | None = None


def addresses_of(reading: Reading) -> tuple[str, ...]:
    """Where the pictures of the article are, in order, each once."""
    found = (_address(match) for block in reading.blocks for match in _PICTURE.finditer(block.markdown))
    return tuple(dict.fromkeys(url for url in found if is_url(url)))[:MOST]


def illustrate(blocks: Sequence[Block], saved: Mapping[str, str], notes: list[Note]) -> Illustrated:
    """The blocks with what was `saved` (address → path below content/); each picture that goes is noted."""
    kept: list[Block] = []
    head: Mapping[str, str] | None = None
    for block in blocks:
        picture = _PICTURE.fullmatch(block.markdown) if block.kind == "image" else None
        path = saved.get(_address(picture)) if picture else None
        if picture and path and head is None and not any(other.plain for other in kept):
            head = _head(picture, path, notes)
        elif picture and path:
            kept.append(Block("image", "", _figure(picture, path, notes)))
        elif rest := _without_pictures(block, notes):
            kept.append(rest)
    return Illustrated(tuple(kept), head)


def _head(picture: re.Match[str], path: str, notes: list[Note]) -> Mapping[str, str]:
    caption = _plain(picture["caption"] or "")
    return {"file": path, "alt": _alt(picture, notes), "credit": caption}


def _figure(picture: re.Match[str], path: str, notes: list[Note]) -> str:
    caption = (picture["caption"] or "").strip()
    title = f' "{caption}"' if caption else ""
    return f"![{escape(_alt(picture, notes))}]({path}{title})"


def _alt(picture: re.Match[str], notes: list[Note]) -> str:
    """What the picture shows, in the page's words; else its caption; else a word for the editor to replace."""
    said = _plain(picture["alt"])
    if said:
        return short(said, _LONGEST_ALT)
    notes.append(Note("missing", "the page does not say what a picture shows: write it", short(_address(picture), 200)))
    return short(_plain(picture["caption"] or ""), _LONGEST_ALT) or "Picture"


def _without_pictures(block: Block, notes: list[Note]) -> Block | None:
    """The block without pictures from elsewhere, each noted with its address; None if nothing is left."""
    for match in _PICTURE.finditer(block.markdown):
        notes.append(Note("removed", "picture; --images saves it to content/images/", short(_address(match), 200)))
        if match["caption"]:
            notes.append(Note("removed", "caption of a picture", short(match["caption"])))
    markdown = _PICTURE.sub("", block.markdown).strip()
    caption = block.kind == "image" and not block.plain
    if caption and markdown:
        notes.append(Note("removed", "caption of a picture", short(markdown)))
    return (
        Block(block.kind, block.plain, markdown)
        if markdown and not caption and not _BARE_LINK.fullmatch(markdown)
        else None
    )


def _address(picture: re.Match[str]) -> str:
    return picture["url"].strip("<>")


def _plain(markdown: str) -> str:
    """Words of a caption or an alternative text without Markdown's marks, on one line."""
    words = _UNESCAPED.sub(r"\1", markdown).replace("&quot;", '"').replace("&lt;", "<").replace("&amp;", "&")
    return " ".join("".join(char if char.isprintable() else " " for char in words).split())
