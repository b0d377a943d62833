"""Front matter with the place of every value in the file's text, so that one can be taken out or replaced exactly.

`source.frontmatter` says what front matter means and where values begin; this knows also where they end. Whoever
changes a text with it reads the result back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import yaml

from newsdesk.source.decoding import clean
from newsdesk.source.faults import Faults
from newsdesk.source.frontmatter import split

Plain = str | list["Plain"] | dict[str, "Plain"]
_COMMENT = re.compile(r"(?:^|(?<=\s))#[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Value:
    """A value and where it stands, as offsets: a scalar's text, a list's items or a record's keys with their values."""

    kind: Literal["scalar", "list", "record"]
    start: int
    end: int
    flow: bool = False
    text: str = ""
    items: tuple[Value, ...] = ()
    entries: tuple[tuple[Value, Value], ...] = ()

    def find(self, name: str) -> Value | None:
        """The value of a key."""
        return next((value for key, value in self.entries if key.text == name), None)

    def number_of(self, name: str) -> int:
        """Which entry a key is; -1 if there is none."""
        return next((number for number, (key, _) in enumerate(self.entries) if key.text == name), -1)

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where each child begins and ends."""
        if self.kind == "record":
            return tuple((key.start, value.end) for key, value in self.entries)
        return tuple((item.start, item.end) for item in self.items)

    def leaves(self) -> Iterator[Value]:
        """Every scalar in it, in the order of the file."""
        if self.kind == "scalar":
            yield self
        for item in self.items:
            yield from item.leaves()
        for key, value in self.entries:
            yield key
            yield from value.leaves()


def line_starts(text: str) -> list[int]:
    """The offset at which each line begins; lines end as in content files: CR LF, LF or CR."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def offset_of(starts: list[int], line: int, column: int) -> int:
    """The offset of a place, counted from 1 as in messages; -1 if there is no such line."""
    return starts[line - 1] + column - 1 if 0 < line <= len(starts) and column > 0 else -1


def read_front(text: str) -> Value | None:
    """The front matter of a file's text; None if it has none that is a record of keys."""
    bare = text.removeprefix("\ufeff")
    parts = split(bare, Faults(""))
    if parts is None:
        return None
    lines = clean(bare, Faults("")).split("\n")
    try:
        node = yaml.compose("\n".join(lines[1 : parts.body_line - 2]), Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    value = _value(node, line_starts(text)) if node else None
    return value if value and value.kind == "record" else None


def _value(node: yaml.Node, starts: list[int]) -> Value:
    start = starts[node.start_mark.line + 1] + node.start_mark.column
    end = starts[node.end_mark.line + 1] + node.end_mark.column
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(item, starts) for item in node.value)
        flow = bool(node.flow_style)
        return Value("list", start, end if flow or not items else items[-1].end, flow, items=items)
    if isinstance(node, yaml.MappingNode):
        entries = tuple((_value(key, starts), _value(value, starts)) for key, value in node.value)
        flow = bool(node.flow_style)
        return Value("record", start, end if flow or not entries else entries[-1][1].end, flow, entries=entries)
    return Value("scalar", start, end, text=str(node.value))


def plain_of(value: Value) -> Plain:
    """What a value says, without places: text, lists and dicts."""
    if value.kind == "record":
        return {key.text: plain_of(part) for key, part in value.entries}
    if value.kind == "list":
        return [plain_of(item) for item in value.items]
    return value.text


def without_child(text: str, parent: Value, number: int) -> str | None:
    """The text without one item of a list or one key of a record; None if its lines hold something else as well.

    A comment directly above an item, or behind it on its line, is the item's and goes with it.
    """
    start, end = parent.spans[number]
    following = parent.spans[number + 1][0] if number + 1 < len(parent.spans) else None
    if parent.flow:
        before = parent.spans[number - 1][1] if number else start
        return text[:before] + text[end if number or following is None else following :]
    line = _line_start(text, start)
    if parent.kind == "list":
        dash = text.rfind("-", line, start)
        if dash < 0 or text[line:dash].strip(" "):
            return None
        return text[: _with_comments(text, line, dash - line, _floor(parent, number))] + text[_after(text, end) :]
    if not text[line:start].strip(" "):
        return text[:line] + text[_after(text, end) :]
    if following is None or "#" in text[end:following]:
        return None
    return text[:start] + text[following:]


def comments_of(text: str, parent: Value, number: int) -> tuple[str, ...]:
    """The comments that belong to an item of a list: those directly above it and between its values."""
    start, end = parent.spans[number]
    if not parent.flow:
        line = _line_start(text, start)
        indent = text.find("-", line) - line
        start, end = _with_comments(text, line, indent, _floor(parent, number)), _after(text, end)
    leaves = list(parent.items[number].leaves())
    edges = [start, *(edge for leaf in leaves for edge in (leaf.start, leaf.end)), end]
    gaps = [text[low:high] for low, high in list(pairwise(edges))[::2]]
    return tuple(match[1] for gap in gaps for match in _COMMENT.finditer(gap) if match[1])


def comments_in(text: str, front: Value) -> tuple[str, ...]:
    """Every comment of the front matter."""
    leaves = list(front.leaves())
    edges = [0, *(edge for leaf in leaves for edge in (leaf.start, leaf.end)), _after(text, front.end)]
    gaps = [text[low:high] for low, high in list(pairwise(edges))[::2]]
    return tuple(match[1] for gap in gaps for match in _COMMENT.finditer(gap) if match[1])


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _after(text: str, offset: int) -> int:
    """Where the line of an offset ends, its end included; a block of text ends where the next line begins already."""
    if offset and text[offset - 1] in "\r\n":
        return offset
    match = _LINE_END.search(text, offset)
    return match.end() if match else len(text)


def _floor(parent: Value, number: int) -> int:
    """Where what stands before a child ends: above that, a line that looks like a comment may be text."""
    return parent.spans[number - 1][1] if number else 0


def _with_comments(text: str, line: int, indent: int, floor: int) -> int:
    """Where the comment lines directly above a line begin; the line itself if there are none."""
    while line > floor:
        above = _line_start(text, line - (2 if text[line - 2 : line] == "\r\n" else 1))
        words = text[above:line].rstrip("\r\n")
        if above < floor or not words.lstrip(" ").startswith("#") or len(words) - len(words.lstrip(" ")) < indent:
            break
        line = above
    return line
