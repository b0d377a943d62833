"""Jinja's environment for pages: the same templates give the same bytes as in any other, in a third of the time.

Three doors that Jinja holds open are used: the classes of an environment's contexts and templates, and its globals.

    macros      one that was imported sees its arguments and nothing else: what it made of equal ones is kept
    escaping    of what a template writes into a page only the text is needed, no object that says it is safe
    globals     a plain mapping: a template that is imported asks each time what of it differs

Pelican makes an environment of its own, from OPTIONS alone, and so is slower, and right.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template, UndefinedError
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

from newsdesk.model.words import plural, say, say_as

KEPT = 4096  # results of one macro, of perhaps a thousand bytes each


class Interface(InternationalizationExtension):
    """The interface's texts in templates: `_("…")`, `ngettext` and `{% trans %}`, in the language that is spoken."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._install_callables(say, plural, newstyle=True, pgettext=say_as)
        environment.globals.update(_=_said, gettext=_said, ngettext=_counted)  # as theirs, but that ask no context


def _said(message: str, /, **values: object) -> Markup:
    return Markup(say(message)) % values  # noqa: S704  # messages are ours


def _counted(one: str, many: str, number: int, /, **values: object) -> Markup:
    return Markup(plural(one, many, number)) % {"num": number, **values}  # noqa: S704


OPTIONS: dict[str, Any] = {
    "extensions": (Interface,),
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "undefined": StrictUndefined,
    "auto_reload": False,
}


def environment_for(templates: Path, kept: BytecodeCache | None = None) -> Environment:
    """An environment for the templates in a folder; `kept` are those that were compiled before."""
    return _Environment(loader=FileSystemLoader(templates), bytecode_cache=kept, **OPTIONS)


class _Context(Context):
    """Calls a macro once for equal arguments.

    The results lie with the macro. An imported one lives as long as its environment; one that a page's own template
    defines may see the page, and is gone with it.
    """

    def call(self, called: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        if type(called) is not Macro or "caller" in named:
            return super().call(called, *args, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        try:
            # With their types: 1 equals True, and text equals markup, but they are not written alike.
            key = args, tuple(map(type, args)), *((name, value, type(value)) for name, value in named.items())
            made: dict[Any, str] = called.__dict__.setdefault("made", {})
            found = made.get(key)
        except (TypeError, UndefinedError):  # a list, or nothing at all: without a hash
            return called(*args, **named)
        if found is None:
            if len(made) >= KEPT:
                made.clear()
            found = made[key] = called(*args, **named)
        return found


class _Template(Template):
    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],  # noqa: A002  # so it is called there
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = _escaped
        return template


def _escaped(value: object) -> str:
    """What markupsafe's `escape` gives, as mere text if it was mere text before."""
    if type(value) is str:
        text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return text.replace("'", "&#39;").replace('"', "&#34;")
    return escape(value)


class _Environment(Environment):
    context_class = _Context
    template_class = _Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}
