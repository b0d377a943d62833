"""Pelican's door to commentary: adds their pages to a site that is being built."""

from __future__ import annotations

from newsdesk import signals


def register() -> None:
    """Called by Pelican when the plugin is listed in PLUGINS."""
    signals.assembling.connect(add_sheets)


def add_sheets(draught: signals.Draught) -> None:
    from newsdesk.commentary.assemble import sheets  # an edit of one story asks for no sheets

    draught.sheets.extend(sheets(draught.index, draught.site))
