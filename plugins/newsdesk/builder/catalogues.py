"""The theme's catalogues of interface texts: theme/locale/<language>/newsdesk.po, read as they are.

No compiled file lies beside them that could be out of date: reading three hundred messages takes some hundredths of a
second, and only for a site in another language than English.
"""

from __future__ import annotations

import io
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from newsdesk.builder.digests import digest_of
from newsdesk.model.problems import UsageError

SOURCE = "en"  # the language in which the messages are written


def find_catalogue(theme: Path, lang: str) -> Path | None:
    """The file for a language: that of its region if there is one (de-AT), else of the language; None for English.

    Raises `UsageError` for a language without a catalogue: a page would claim to be in a language that it is not in.
    """
    primary = lang.split("-")[0].casefold()
    for name in (lang, primary):
        path = theme / "locale" / name / "newsdesk.po"
        if path.is_file():
            return path
    if primary == SOURCE:
        return None
    known = ", ".join(sorted({SOURCE, *(path.parent.name for path in theme.glob("locale/*/newsdesk.po"))}))
    raise UsageError(
        f'DEFAULT_LANG: "{lang}": the theme has no texts in this language, only {known}. '
        f"Add {theme.name}/locale/{primary}/newsdesk.po: docs/editors-guide.md says how."
    )


def digest_of_words(theme: Path, lang: str) -> str:
    """Of the interface's texts in a language, by value; empty for English."""
    path = find_catalogue(theme, lang)
    return digest_of(path.read_bytes()) if path else ""


def catalogue(theme: Path, lang: str) -> NullTranslations:
    """The interface's texts in a language. Raises `UsageError` if there are none, or none that can be read."""
    path = find_catalogue(theme, lang)
    return _read(path, path.read_bytes()) if path else NullTranslations()


@lru_cache(maxsize=4)
def _read(path: Path, content: bytes) -> NullTranslations:
    # A tenth of a second that a site in English need not pay.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = io.BytesIO()
    try:
        write_mo(compiled, read_po(io.BytesIO(content), abort_invalid=True))
    except (PoFileError, ValueError) as error:
        raise UsageError(f"{path}: {error}. Mend it, or write it anew with ./desk catalogues.") from error
    return GNUTranslations(io.BytesIO(compiled.getvalue()))
