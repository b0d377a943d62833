"""Pelican's door to syndication: describes all pages for machines, and adds feeds, sitemap and redirects."""

from __future__ import annotations

from newsdesk import signals
from newsdesk.syndication.assemble import describe, files


def register() -> None:
    """Called by Pelican when the plugin is listed in PLUGINS."""
    signals.files.connect(add_files)


def add_files(draught: signals.Draught) -> None:
    draught.pages[:] = describe(tuple(draught.pages), draught.digest, draught.site)
    draught.files.extend(files(draught.digest, draught.site, tuple(draught.pages)))
