"""Front matter against the schema: nodes to values of the right shape, every misfit a fault with its place.

A value that does not fit is left out of the result, and the fault stops the build, so that nothing is lost in
silence. Knows shapes, not files; the time zone is given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast
from zoneinfo import ZoneInfo

from newsdesk.model.edtf import EdtfError, parse_edtf
from newsdesk.model.problems import did_you_mean
from newsdesk.model.slugs import is_slug
from newsdesk.source.addresses import find_alias_fault, find_image_fault, is_lang, is_url
from newsdesk.source.faults import Faults
from newsdesk.source.frontmatter import List, Node, Record, Scalar
from newsdesk.source.moments import MomentError, parse_day, parse_moment
from newsdesk.source.schema import SHAPES, Key, get_key

_LIMITS = {"line": 300, "name": 120, "text": 5000}
MAX_ITEMS = 500


class Values:
    """Values of a record that fitted, by key. Getters return the empty value of their type where a key is missing."""

    def __init__(self, values: dict[str, object], places: dict[str, tuple[int, int]], record: Record) -> None:
        self._values = values
        self.places = places
        self.at = record.at
        self.broken = record.broken

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text(self, name: str) -> str:
        return cast(str, self._values.get(name, ""))

    def find_text(self, name: str) -> str | None:
        return cast("str | None", self._values.get(name))

    def get(self, name: str) -> object | None:
        return self._values.get(name)

    def texts(self, name: str) -> tuple[str, ...]:
        return cast(tuple[str, ...], self._values.get(name, ()))

    def records(self, name: str) -> tuple[Values, ...]:
        return cast("tuple[Values, ...]", self._values.get(name, ()))

    def record(self, name: str) -> Values | None:
        return cast("Values | None", self._values.get(name))


def read_values(record: Record, keys: tuple[Key, ...], what: str, zone: ZoneInfo, faults: Faults) -> Values:
    """The values of a record. `what` names it in messages: "an article", "an entry of timeline"."""
    values: dict[str, object] = {}
    places: dict[str, tuple[int, int]] = {}
    for name, node in record.entries:
        key = get_key(keys, name.text)
        if key is None:
            _unknown(name, keys, what, faults)
            continue
        places[key.name] = name.at
        value = _read_key(key, name, node, zone, faults)
        if value is not None:
            values[key.name] = value
    for key in keys:
        if key.required and key.name not in places and key.name not in record.broken:
            faults.add(record.at, f'{what} needs "{key.name}"', f"Add a line `{key.name}: {_example(key)}`.")
    return Values(values, places, record)


# What other generators, and newsrooms, call our keys.
_CALLED_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "draft": ("status",),
    "category": ("topic",),
    "categories": ("topics",),
    "headline": ("title",),
    "subtitle": ("summary",),
    "standfirst": ("summary",),
    "description": ("summary",),
    "excerpt": ("summary",),
    "byline": ("author",),
    "published": ("date",),
    "updated": ("modified",),
    "language": ("lang",),
    "redirect_from": ("addresses", "aliases"),
}


def _unknown(name: Scalar, keys: tuple[Key, ...], what: str, faults: Faults) -> None:
    known = [key.name for key in keys]
    meant = [key for key in _CALLED_ELSEWHERE.get(name.text.lower(), ()) if key in known]
    guess = f'Did you mean "{meant[0]}"?' if meant else did_you_mean(name.text, known)
    otherwise = "Otherwise delete it." if guess else f"Delete it; {what} has {', '.join(key.name for key in keys)}."
    faults.add(name.at, f'{what} has no key "{name.text[:40]}"', f"{guess} {otherwise}".strip())


def _read_key(key: Key, name: Scalar, node: Node, zone: ZoneInfo, faults: Faults) -> object | None:
    if isinstance(node, Scalar) and node.is_empty:
        faults.add(name.at, f'"{key.name}" has no value', "Write one, or delete the line.")
        return None
    if key.many:
        return _read_many(key, name, node, zone, faults)
    return _read_one(key, node, zone, faults)


def _read_many(key: Key, name: Scalar, node: Node, zone: ZoneInfo, faults: Faults) -> object | None:
    if not isinstance(node, List):
        example = f"{key.name}: [{_short(node.text)}]" if isinstance(node, Scalar) else "a dash before each"
        faults.add(node.at, f'"{key.name}" takes a list of {SHAPES[key.shape][1]}', f"Write {example}.")
        return None
    if len(node.items) > MAX_ITEMS:
        faults.add(name.at, f'"{key.name}" has {len(node.items)} items; at most {MAX_ITEMS} are read', "Shorten it.")
        return None
    read = [_read_item(key, item, zone, faults) for item in node.items]
    values = tuple(value for value in read if value is not None)
    if key.shape in ("slug", "name", "line"):
        _refuse_repeats(key, node, faults)
    return values


def _read_item(key: Key, item: Node, zone: ZoneInfo, faults: Faults) -> object | None:
    if isinstance(item, Scalar) and item.is_empty:
        faults.add(item.at, f'an item of "{key.name}" is empty', "Write it, or delete the line.")
        return None
    return _read_one(key, item, zone, faults)


def _refuse_repeats(key: Key, node: List, faults: Faults) -> None:
    seen: set[str] = set()
    for item in node.items:
        if isinstance(item, Scalar):
            if item.text in seen:
                faults.add(item.at, f'"{_short(item.text)}" stands twice in "{key.name}"', "Delete one.")
            seen.add(item.text)


def _read_one(key: Key, node: Node, zone: ZoneInfo, faults: Faults) -> object | None:
    if key.shape == "record":
        if not isinstance(node, Record):
            wanted = ", ".join(inner.name for inner in key.keys)
            faults.add(node.at, f'"{key.name}" takes keys of its own: {wanted}', "Write them below it, indented.")
            return None
        what = f'an entry of "{key.name}"' if key.many else f'"{key.name}"'
        return read_values(node, key.keys, what, zone, faults)
    if not isinstance(node, Scalar):
        found = "a list" if isinstance(node, List) else "keys of its own"
        remedy = f"Write it as {_example(key)}."
        if key.shape in _LIMITS:
            remedy = "If the text begins with a bracket, put the whole text in quotation marks."
        faults.add(node.at, f'"{key.name}" takes {SHAPES[key.shape][0]}, not {found}', remedy)
        return None
    try:
        return _read_scalar(key, " ".join(node.text.split()), zone)
    except _MisfitError as misfit:
        faults.add(node.at, f'"{key.name}": {misfit.fault}', misfit.remedy)
        return None


class _MisfitError(ValueError):
    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.remedy = remedy


def _read_scalar(key: Key, text: str, zone: ZoneInfo) -> object:
    """Text as a value of the key's shape. Runs of white space have become single spaces. Raises _MisfitError."""
    match key.shape:
        case "line" | "name" | "text":
            return _prose(key, text)
        case "choice":
            if text not in key.choices:
                raise _MisfitError(f'"{_short(text)}" is not among {", ".join(key.choices)}', _guess(text, key.choices))
            return text
        case "flag":
            if text not in ("true", "false"):
                raise _MisfitError(f'"{_short(text)}" is neither true nor false', "Write true or false.")
            return text == "true"
        case "moment" | "day" | "edtf":
            return _date(key, text, zone)
        case _:
            return _address(key, text)


def _prose(key: Key, text: str) -> str:
    limit = _LIMITS[key.shape]
    if len(text) > limit:
        raise _MisfitError(f"the text has {len(text):,} characters; at most {limit:,} fit", "Shorten it.")
    return text


def _date(key: Key, text: str, zone: ZoneInfo) -> object:
    try:
        if key.shape == "edtf":
            return parse_edtf(text)
        return parse_day(text) if key.shape == "day" else parse_moment(text, zone)
    except EdtfError as error:
        raise _MisfitError(str(error), "See the forms of dates in docs/content-reference.md.") from None
    except MomentError as error:
        raise _MisfitError(error.fault, error.remedy) from None


def _address(key: Key, text: str) -> str:
    fault: str | None = None
    remedy = f"Write it as {_example(key)}."
    if key.shape == "slug" and not is_slug(text):
        fault, remedy = f'"{_short(text)}" is not a slug', "A slug has small letters a–z, digits and single hyphens."
    elif key.shape == "lang" and not is_lang(text):
        fault, remedy = f'"{_short(text)}" is not a language tag', "Write it as en, ru or pt-BR."
    elif (key.shape == "url" or (key.shape == "link" and ":" in text)) and not is_url(text):
        fault = f'"{_short(text)}" is not a web address'
    elif key.shape == "address":
        fault = find_alias_fault(text)
    elif key.shape == "picture":
        fault = find_image_fault(text)
    if fault:
        raise _MisfitError(fault, remedy)
    return text


def _guess(text: str, known: Iterable[str]) -> str:
    return did_you_mean(text.lower(), known) or "Write one of them."


def _example(key: Key) -> str:
    if key.shape in _LIMITS:
        return "…"
    return key.choices[0] if key.choices else SHAPES[key.shape][2]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 40 else f"{line[:39]}…"
