"""The interface's words in the site's language: what Newsdesk itself says on a page, never what stories say.

English is the source: without a catalogue every message is said as it is written. A catalogue is gettext's, and is set
for the whole of a build by whoever begins it; the same messages stand in the theme's templates. Knows nothing of files.

    say("Stories by %(name)s.", name="Ada Example")          → "Stories by Ada Example."
    say_as("month", "May")                                   → "May"; the context tells apart what English does not
    count("%(num)s story", "%(num)s stories", 2)             → "2 stories"
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations

_ENGLISH = NullTranslations()
_spoken: ContextVar[NullTranslations] = ContextVar("_spoken", default=_ENGLISH)


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """Within it, messages are said as `catalogue` has them."""
    token = _spoken.set(catalogue)
    try:
        yield
    finally:
        _spoken.reset(token)


def begin_to_speak(catalogue: NullTranslations) -> None:
    """From here on. For a run that has no end of its own, such as Pelican's."""
    _spoken.set(catalogue)


def spoken() -> NullTranslations:
    """The catalogue in use, by which what was said once may be remembered."""
    return _spoken.get()


def say(message: str, **values: object) -> str:
    """The message, with `%(name)s` filled in from `values`."""
    return _filled(_spoken.get().gettext(message), values)


def say_as(context: str, message: str, **values: object) -> str:
    """A message that means several things in English, in the sense that `context` names."""
    return _filled(_spoken.get().pgettext(context, message), values)


def count(one: str, many: str, number: int, **values: object) -> str:
    """The form of the message that fits `number`, which it may name `%(num)s`."""
    return _filled(plural(one, many, number), {"num": number, **values})


def plural(one: str, many: str, number: int) -> str:
    """The same with nothing filled in."""
    return _spoken.get().ngettext(one, many, number)


def in_a_row(parts: list[str]) -> str:
    """`one`, `one and two`, `one, two and three`."""
    return f" {say('and')} ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""


def _filled(message: str, values: dict[str, object]) -> str:
    return message % values if values else message
