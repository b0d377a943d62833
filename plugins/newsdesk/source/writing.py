"""Content files written: front matter in a fixed order of keys, then the body.

Knows the schema and YAML's quoting; touches no disk. What it writes, `reading` reads back equal.

    compose("topic", {"name": "North Harbour", "related": ["ferries"]}, "Background.", {"name": "check the spelling"})

    ---
    name: North Harbour  # check the spelling
    related: [ferries]
    ---

    Background.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from newsdesk.source.schema import SCHEMA, FileKind, Key, get_key

_WIDTH = 100
# A plain scalar starts with a letter or a digit and holds nothing that YAML reads as a mark.
_PLAIN = re.compile(r"[^\W_](?:[^:#]|:(?=\S)|(?<=\S)#)*\Z")
_FLOW_MARKS = re.compile(r"[,:\[\]{}]")
# Words that other readers of YAML take for something else than text.
_NOT_TEXT = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|y|n|[-+.\d][\d_,.:]*(?:e[-+]?\d+)?|0[xo][\da-f]+|\.?(?:inf|nan))\Z",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d\d(-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[-+]\d\d:\d\d)?)?)?\Z", re.ASCII)
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def compose(kind: FileKind, values: Mapping[str, object], body: str, comments: Mapping[str, str] | None = None) -> str:
    """A whole content file. What is None or empty is left out; keys stand in the schema's order.

    Values are str, bool, int, date, datetime, lists of them, and dicts or lists of dicts for records. `comments` are
    keyed by place: `title`, `source.name`, `timeline[0]`, `timeline[0].date`; each stands at the end of its line if
    there is room, else on a line of its own above. Raises ValueError for an unknown key or a character that no file
    may hold.
    """
    lines = ["---", *_record(SCHEMA[kind], values, "", "", comments or {}), "---"]
    text = body.strip("\n")
    return "\n".join(lines) + "\n" + (f"\n{text}\n" if text.strip() else "")


def _record(
    keys: tuple[Key, ...], values: Mapping[str, object], indent: str, path: str, comments: Mapping[str, str]
) -> Iterator[str]:
    unknown = [name for name in values if get_key(keys, name) is None]
    if unknown:
        raise ValueError(f"no such key: {path}{unknown[0]}")
    for key in keys:
        value = values.get(key.name)
        if value is None or value == "" or value == [] or value == () or value == {}:
            continue
        yield from _entry(key, value, indent, path, comments)


def _entry(key: Key, value: object, indent: str, path: str, comments: Mapping[str, str]) -> Iterator[str]:
    place = f"{path}{key.name}"
    comment = comments.get(place, "")
    if isinstance(value, Mapping):
        yield from _headed(f"{indent}{key.name}:", comment)
        yield from _record(key.keys, value, f"{indent}  ", f"{place}.", comments)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _list(key, value, indent, place, comments)
    else:
        yield from _headed(f"{indent}{key.name}: {_scalar(value)}", comment)


def _list(key: Key, values: Sequence[object], indent: str, place: str, comments: Mapping[str, str]) -> Iterator[str]:
    comment = comments.get(place, "")
    commented = any(f"{place}[{index}]" in comments for index in range(len(values)))
    if not key.keys and not commented:
        line = f"{indent}{key.name}: [{', '.join(_flow_scalar(value) for value in values)}]"
        if len(line) <= _WIDTH:
            yield from _headed(line, comment)
            return
    yield from _headed(f"{indent}{key.name}:", comment)
    for index, value in enumerate(values):
        here = f"{place}[{index}]"
        if isinstance(value, Mapping):
            yield from _comment_lines(f"{indent}  ", comments.get(here, ""))
            yield from _item(list(_record(key.keys, value, f"{indent}    ", f"{here}.", comments)), indent)
        else:
            yield from _headed(f"{indent}  - {_scalar(value)}", comments.get(here, ""))


def _item(lines: list[str], indent: str) -> Iterator[str]:
    """A record as an item of a list: the dash stands on its first line that is not a comment."""
    if not lines:
        raise ValueError("a record in a list holds nothing")
    first = next(index for index, line in enumerate(lines) if not line.lstrip().startswith("#"))
    yield from lines[:first]
    yield f"{indent}  - {lines[first][len(indent) + 4 :]}"
    yield from lines[first + 1 :]


def _headed(line: str, comment: str) -> Iterator[str]:
    words = _printable(comment)
    if words and len(line) + len(words) + 4 <= _WIDTH:
        yield f"{line}  # {words}"
        return
    yield from _comment_lines(line[: len(line) - len(line.lstrip())], words)
    yield line


def _comment_lines(indent: str, comment: str) -> Iterator[str]:
    words = _printable(comment)
    if words:
        yield f"{indent}# {words}"


def _printable(comment: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in comment).split())


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="minutes" if not value.second else "seconds")
    if isinstance(value, (dt.date, int)):
        return str(value)
    if not isinstance(value, str):
        raise ValueError(f"cannot write a {type(value).__name__}: {value!r}")  # noqa: TRY004  # one error, as documented
    if _DATE.match(value):
        return value
    if _PLAIN.match(value) and value.isprintable() and value == value.strip() and not _NOT_TEXT.match(value):
        return value
    return _quoted(value)


def _flow_scalar(value: object) -> str:
    text = _scalar(value)
    return _quoted(text) if not text.startswith('"') and _FLOW_MARKS.search(text) else text


def _quoted(text: str) -> str:
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    code = ord(char)
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    if char.isprintable() or char == " ":
        return char
    if 0xD800 <= code <= 0xDFFF or (code < 0x20) or 0x7F <= code <= 0x9F:
        raise ValueError(f"a file may not hold the character U+{code:04X}")
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
