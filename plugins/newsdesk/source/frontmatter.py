"""Front matter: the strict part of YAML between two `---` lines, as nodes with their places.

YAML's parser is used for events only; nothing is ever constructed, so a tag cannot make an object and an alias cannot
grow. Anchors, aliases, tags, merge keys, repeated keys and deep nesting are faults. A scalar is its text: `title: 5`
holds the text "5". Knows nothing of which keys there are (`fields` does).

    ---
    title: Talks in the harbour
    topics: [harbour, ferries]
    ---
    Body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

import yaml

from newsdesk.source import yaml_faults
from newsdesk.source.decoding import clean
from newsdesk.source.faults import Faults

MAX_FRONT_MATTER = 16_384
MAX_DEPTH = 4
_YAML_TAGS = "tag:yaml.org,2002:"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A line that opens a key of the outermost level.
_KEY_LINE = re.compile(r"(?=^[^\s#\-\]}])", re.MULTILINE)
_ANY_KEY = re.compile(r"^\s*([A-Za-z]+)", re.MULTILINE)
_FENCE = re.compile(r"---[ \t]*\Z")
At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as YAML reads it. `plain` if it stands without quotation marks."""

    at: At
    text: str
    plain: bool = True

    @property
    def is_empty(self) -> bool:
        return not self.text.strip() or (self.plain and self.text in ("~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class List:
    at: At
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Keys with their values, in the order of the file; each key once. `broken` are keys that could not be parsed."""

    at: At
    entries: tuple[tuple[Scalar, Node], ...] = ()
    broken: frozenset[str] = frozenset()


Node = Scalar | List | Record


@dataclass(frozen=True, slots=True)
class Parts:
    """A file in two: what its front matter says and the body with the line that it begins on."""

    front: Record
    body: str
    body_line: int


@dataclass(slots=True)
class _Open:
    """A list or record whose end has not come yet; in a record, `nodes` are keys and values in turn."""

    kind: Literal["list", "record"]
    at: At
    nodes: list[Node] = field(default_factory=list)


def split(text: str, faults: Faults) -> Parts | None:
    """Front matter and body of a file's text. None, with a fault noted, if there is no front matter to read."""
    lines = clean(text, faults).split("\n")
    if not _FENCE.match(lines[0]):
        faults.add((1, 1), "the file has no front matter", "Begin it with a line ---, the keys, and another line ---.")
        return None
    end = next((number for number, line in enumerate(lines[1:], 1) if _FENCE.match(line)), None)
    if end is None:
        faults.add((1, 1), "the front matter has no end", "Put a line --- between the keys and the text.")
        return None
    front = "\n".join(lines[1:end])
    if len(front.encode()) > MAX_FRONT_MATTER:
        size = len(front.encode())
        faults.add((1, 1), f"the front matter has {size:,} bytes; at most {MAX_FRONT_MATTER:,} are read", "Shorten it.")
        return None
    return Parts(parse(front, 2, faults), "\n".join(lines[end + 1 :]), end + 2)


def parse(text: str, first_line: int, faults: Faults) -> Record:
    """The record that YAML text writes, whose first line is `first_line` of the file.

    Where the whole cannot be parsed, each key of the outermost level is parsed by itself, so that one broken line
    hides no other.
    """
    try:
        return _Builder(first_line, faults).build(text)
    except yaml.MarkedYAMLError:
        pass
    entries: list[tuple[Scalar, Node]] = []
    broken: set[str] = set()
    line = first_line
    for chunk in _KEY_LINE.split(text):
        try:
            entries += _Builder(line, faults).build(chunk).entries
        except yaml.MarkedYAMLError as error:
            faults.add(*yaml_faults.explain(error, chunk, line))
            broken.update(_ANY_KEY.findall(chunk))
        line += chunk.count("\n")
    return Record((first_line, 1), _without_repeats(entries, faults), frozenset(broken))


class _Builder:
    """Makes nodes of the events of one YAML text. `build` may be called once."""

    def __init__(self, first_line: int, faults: Faults) -> None:
        self._first_line = first_line
        self._faults = Faults(faults.path)
        self._outer = faults
        self._open: list[_Open] = []
        self._root: Node | None = None

    def build(self, text: str) -> Record:
        """Raises yaml.MarkedYAMLError; then nothing is noted."""
        documents = 0
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1 or event.explicit or event.version or event.tags:
                    self._fault(event, "front matter is one block of keys", "Delete the lines ---, ... or % inside it.")
            elif isinstance(event, yaml.DocumentEndEvent) and event.explicit:
                self._fault(event, "front matter is one block of keys", "Delete the line ... inside it.")
            elif documents == 1:
                self._take(event)
        self._outer.absorb(self._faults)
        if self._root is None:
            return Record((self._first_line, 1))
        if isinstance(self._root, Record):
            return self._root
        self._outer.add(self._root.at, *_no_record(self._root))
        return Record(self._root.at)

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            remedy = "If the star belongs to the text, put the whole text in quotation marks; else write the value out."
            self._fault(event, f"the alias *{event.anchor} is not allowed", remedy)
            self._put(Scalar(self._at(event), f"*{event.anchor}"))
        elif isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event)
            self._put(Scalar(self._at(event), event.value, event.style in (None, "")))
        elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._refuse_marks(event)
            kind: Literal["list", "record"] = "list" if isinstance(event, yaml.SequenceStartEvent) else "record"
            self._open.append(_Open(kind, self._at(event)))
            if len(self._open) == MAX_DEPTH + 1:
                self._fault(event, f"this is nested more than {MAX_DEPTH} deep", "No key holds anything so deep.")
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            self._close()

    def _close(self) -> None:
        done = self._open.pop()
        if len(self._open) >= MAX_DEPTH:
            self._put(Scalar(done.at, "…"))
        elif done.kind == "list":
            self._put(List(done.at, tuple(done.nodes)))
        else:
            self._put(Record(done.at, _without_repeats(self._entries(done.nodes), self._faults)))

    def _entries(self, nodes: list[Node]) -> list[tuple[Scalar, Node]]:
        entries = []
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if isinstance(key, Scalar):
                entries.append((key, value))
            else:
                self._faults.add(key.at, "a key must be a word", "Write `key: value`.")
        return entries

    def _put(self, node: Node) -> None:
        if self._open:
            self._open[-1].nodes.append(node)
        else:
            self._root = node

    def _refuse_marks(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            remedy = "If the & belongs to the text, put the whole text in quotation marks; else delete it."
            self._fault(event, f"the anchor &{event.anchor} is not allowed", remedy)
        if event.tag is not None:
            remedy = "If the ! belongs to the text, put the whole text in quotation marks; else delete it."
            self._fault(event, f"the tag {_short(event.tag.replace(_YAML_TAGS, '!!'))} is not allowed", remedy)

    def _fault(self, event: yaml.Event, fault: str, remedy: str) -> None:
        self._faults.add(self._at(event), fault, remedy)

    def _at(self, event: yaml.Event) -> At:
        assert event.start_mark is not None
        return event.start_mark.line + self._first_line, event.start_mark.column + 1


def _without_repeats(entries: list[tuple[Scalar, Node]], faults: Faults) -> tuple[tuple[Scalar, Node], ...]:
    seen: dict[str, Scalar] = {}
    kept = []
    for key, value in entries:
        if key.text == "<<":
            faults.add(key.at, "merge keys (<<) are not allowed", "Write the keys out.")
        elif key.text in seen:
            first = seen[key.text].at[0]
            faults.add(
                key.at, f'the key "{key.text}" stands here a second time', f"It is on line {first} already; keep one."
            )
        else:
            seen[key.text] = key
            kept.append((key, value))
    return tuple(kept)


def _no_record(node: Node) -> tuple[str, str]:
    if isinstance(node, Scalar):
        return f'"{_short(node.text)}" is not a key with a value', "Write `key: value`, with a colon and a space."
    return "front matter is keys with values, not a list", "Write `key: value`, one on each line."


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
