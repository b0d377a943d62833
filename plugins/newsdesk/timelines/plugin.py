"""Pelican's door to timelines: adds their pages to a site that is being built."""

from __future__ import annotations

from newsdesk import signals
from newsdesk.timelines.assemble import pages


def register() -> None:
    """Called by Pelican when the plugin is listed in PLUGINS."""
    signals.pages.connect(add_pages)


def add_pages(draught: signals.Draught) -> None:
    draught.pages.extend(pages(draught.digest, draught.site))
