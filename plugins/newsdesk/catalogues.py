"""Keeping the theme's catalogues in step with what Newsdesk says: every message of templates and code, in each.

    ./desk catalogues             adds new messages to every theme/locale/<language>/newsdesk.po, drops those gone
    ./desk catalogues --language fr    begins one

A translator sees the file and line of a message, and what to fill in. A message is kept without a guess: what is new
is empty, and a site in that language shows it in English until it is translated.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from newsdesk.model.problems import UsageError

PACKAGE = Path(__file__).parent
_METHODS = {
    "python": [("**.py", "python")],
    "templates": [("**.html", "jinja2.ext:babel_extract"), ("**.txt", "jinja2.ext:babel_extract")],
}
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "say": None,
    "say_as": ((1, "c"), 2),
    "count": (1, 2),
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# What gettext's tools write into a file's head and nobody here needs.
_STAMPS = (
    '"POT-Creation-Date', '"PO-Revision-Date', '"Last-Translator', '"Language-Team', '"Generated-By',
    '"Report-Msgid-Bugs-To', '"Project-Id-Version',
)  # fmt: skip
# Rooms that speak to readers; what is said to editors is said in English.
_ROOMS = ("model", "stories", "timelines", "commentary", "editions", "syndication")


def messages(theme: Path) -> Catalog:
    """Every message, with where it is said."""
    found = Catalog(project="Newsdesk", charset="utf-8")
    for folder, method, name in _folders(theme):
        options = {pattern: {"trimmed": "true", "silent": "false"} for pattern in ("**.html", "**.txt")}
        for file, line, message, comments, context in extract_from_dir(
            folder, _METHODS[method], options_map=options, keywords=_KEYWORDS
        ):
            found.add(message, None, [(f"{name}/{file}", line)], auto_comments=comments, context=context)
    return found


def _folders(theme: Path) -> Iterator[tuple[str, str, str]]:
    yield os.fspath(theme / "templates"), "templates", "templates"
    for room in _ROOMS:
        yield os.fspath(PACKAGE / room), "python", room


def languages(theme: Path) -> tuple[str, ...]:
    """Those that have a catalogue."""
    return tuple(sorted(path.parent.name for path in theme.glob("locale/*/newsdesk.po")))


def read(theme: Path, language: str) -> Catalog:
    path = _path(theme, language)
    return read_po(io.BytesIO(path.read_bytes()), locale=language.replace("-", "_"))


def update(theme: Path, *, begin: str = "") -> list[str]:
    """Brings every catalogue up to date, and begins one; says of each what is still to be translated."""
    said = messages(theme)
    if begin:
        _begin(theme, begin, said)
    lines = []
    for language in languages(theme):
        catalogue = read(theme, language)
        catalogue.update(said, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        _write(_path(theme, language), catalogue)
        missing = unsaid(catalogue)
        lines.append(f"{language}: {len(said)} messages, {f'{len(missing)} to translate' if missing else 'complete'}")
    return lines


def unsaid(catalogue: Catalog) -> list[Message]:
    """The messages that have no translation, or lack a form of the plural."""
    return [message for message in catalogue if message.id and not _is_complete(message, catalogue)]


def _is_complete(message: Message, catalogue: Catalog) -> bool:
    forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    wanted = catalogue.num_plurals if message.pluralizable else 1
    return len(forms) == wanted and all(forms) and not message.fuzzy


def _begin(theme: Path, language: str, said: Catalog) -> None:
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise UsageError(f'--language: "{language}" is no language that is known, such as fr or pt-BR.') from error
    path = _path(theme, language)
    if path.exists():
        raise UsageError(f"{path}: is there already. Run without --language to bring it up to date.")
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue = Catalog(locale=locale, project=said.project, charset="utf-8")
    _write(path, catalogue)


def _write(path: Path, catalogue: Catalog) -> None:
    """In a fixed order and without the time, so that the same messages give the same file."""
    catalogue.fuzzy = False
    catalogue.header_comment = f"# Newsdesk's interface in {Locale.parse(str(catalogue.locale)).english_name}."
    content = io.BytesIO()
    write_po(content, catalogue, sort_by_file=True, include_lineno=False, omit_header=False, width=120)
    kept = (line for line in content.getvalue().decode().splitlines() if not line.startswith(_STAMPS))
    path.write_text("\n".join(kept).rstrip() + "\n", "utf-8")


def _path(theme: Path, language: str) -> Path:
    return theme / "locale" / language / "newsdesk.po"
