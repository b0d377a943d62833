"""The tables of the languages whose dates we read, by ISO 639-1 code. A new language is a module and a line here."""

from __future__ import annotations

from newsdesk.language.dates.belarusian import BELARUSIAN
from newsdesk.language.dates.english import ENGLISH
from newsdesk.language.dates.french import FRENCH
from newsdesk.language.dates.german import GERMAN
from newsdesk.language.dates.russian import RUSSIAN
from newsdesk.language.dates.tables import DateTable
from newsdesk.language.dates.ukrainian import UKRAINIAN

_TABLES = {table.lang: table for table in (ENGLISH, GERMAN, FRENCH, RUSSIAN, UKRAINIAN, BELARUSIAN)}


def get_table(lang: str) -> DateTable:
    """The table of `lang`; the English one for a language without its own."""
    return _TABLES.get(lang.lower()[:2], ENGLISH)
