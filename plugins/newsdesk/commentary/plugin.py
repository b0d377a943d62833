"""Pelican's door to commentary: adds their pages to a site that is being built."""

from __future__ import annotations

from newsdesk import signals
from newsdesk.commentary.assemble import sheets


def register() -> None:
    """Called by Pelican when the plugin is listed in PLUGINS."""
    signals.assembling.connect(add_sheets)


def add_sheets(draught: signals.Draught) -> None:
    draught.sheets.extend(sheets(draught.index, draught.site))
