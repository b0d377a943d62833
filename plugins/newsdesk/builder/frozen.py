"""Sheets in JSON and back, so that an edit which moves nothing need not assemble the whole site to make one page anew.

    Sheet(path, template, scope, partial(_page, "talks"))
    → ["…/index.html", "story.html", {"=": "newsdesk.model.site:Scope", "of": […]},
       {"do": "newsdesk.stories.story:_page", "with": ["talks"]}]

Only what sheets are made of has a form: plain values, tuples, dataclasses of Newsdesk's, and functions of the features.
Anything else raises `TypeError`. Reading names nothing but these again: what a strange cache file says can make a wrong
page, as it could before, but runs nothing else.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Collection
from dataclasses import fields, is_dataclass
from functools import cache, partial
from importlib import import_module
from types import FunctionType
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from newsdesk.builder.values import encode
from newsdesk.model.site import Scope, Sheet


class UnknownFormError(ValueError):
    """What is to be read names something that no sheet is made of."""


def freeze(sheet: Sheet) -> bytes:
    """A sheet in JSON. Raises `TypeError` for a value that has no form."""
    return encode([sheet.path, sheet.template, _frozen(sheet.scope), _frozen(sheet.make)])


def thaw(data: bytes, rooms: Collection[str]) -> Sheet:
    """The sheet again; functions are looked for in the packages named by `rooms` alone. Raises `UnknownFormError`."""
    try:
        path, template, scope, make = msgspec.json.decode(data)
        sheet = Sheet(path, template, _thawed(scope, rooms), _thawed(make, rooms))
    except (TypeError, ValueError, KeyError, AttributeError, ImportError) as error:
        raise UnknownFormError(str(error)) from error
    if not (isinstance(sheet.scope, Scope) and callable(sheet.make)):
        raise UnknownFormError(str(path))
    return sheet


def _frozen(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [_frozen(one) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {"=": _name(type(value)), "of": [_frozen(getattr(value, name)) for name in _field_names(type(value))]}
    if isinstance(value, partial) and not value.keywords:
        return {"do": _name(value.func), "with": [_frozen(one) for one in value.args]}
    if isinstance(value, FunctionType):
        return {"do": _name(value)}
    if isinstance(value, dt.datetime):
        zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None
        return {"at": value.isoformat(), "in": zone, "fold": value.fold}
    if isinstance(value, dt.date):
        return {"on": value.isoformat()}
    raise TypeError(f"{type(value).__qualname__} has no form in a kept sheet")


def _thawed(value: Any, rooms: Collection[str]) -> Any:
    if isinstance(value, list):
        return tuple(_thawed(one, rooms) for one in value)
    if not isinstance(value, dict):
        return value
    if "=" in value:
        return _class(value["="], tuple(rooms))(*(_thawed(one, rooms) for one in value["of"]))
    if "do" in value:
        function = _function(value["do"], tuple(rooms))
        return partial(function, *(_thawed(one, rooms) for one in value["with"])) if "with" in value else function
    if "at" in value:
        moment = dt.datetime.fromisoformat(value["at"])
        return moment.replace(tzinfo=ZoneInfo(value["in"]), fold=value["fold"]) if value["in"] else moment
    return dt.date.fromisoformat(value["on"])


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _name(thing: Any) -> str:
    """`module:name` of a class or function that can be found by it."""
    name = f"{thing.__module__}:{thing.__qualname__}"
    if getattr(sys.modules.get(thing.__module__), thing.__qualname__, None) is not thing:
        raise TypeError(f"{name} cannot be found by its name")
    return name


@cache
def _class(name: str, rooms: tuple[str, ...]) -> type:
    found = _found(name, ("newsdesk.model", *rooms))
    if not (isinstance(found, type) and is_dataclass(found)):
        raise UnknownFormError(name)
    return found


@cache
def _function(name: str, rooms: tuple[str, ...]) -> Callable[..., Any]:
    found = _found(name, rooms)
    if not isinstance(found, FunctionType) or _name(found) != name:
        raise UnknownFormError(name)
    return found


def _found(name: str, rooms: tuple[str, ...]) -> Any:
    module, _, called = name.partition(":")
    if not module.startswith(tuple(f"{room}." for room in rooms)):
        raise UnknownFormError(name)
    return getattr(import_module(module), called)
