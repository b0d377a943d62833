"""Pelican's door to syndication: describes all pages for machines, and adds feeds, redirects and the sitemap."""

from __future__ import annotations

from newsdesk import signals


def register() -> None:
    """Called by Pelican when the plugin is listed in PLUGINS."""
    signals.assembling.connect(add_all)
    signals.describing.connect(add_description)


def add_all(draught: signals.Draught) -> None:
    from newsdesk.syndication.assemble import sheets  # an edit of one story asks for no sheets
    from newsdesk.syndication.hosting import hosting_sheets, next_month
    from newsdesk.syndication.news import leaving, news_sheets
    from newsdesk.syndication.share import share_sheets
    from newsdesk.syndication.sitemap import sitemap_files

    draught.sheets.extend(sheets(draught.index, draught.site))
    draught.sheets.extend(hosting_sheets(draught.index, draught.site, draught.clock))
    draught.sheets.extend(share_sheets(draught.index, draught.site))
    draught.sheets.extend(news_sheets(draught.index, draught.clock))
    draught.turns.extend((next_month(draught.clock), *leaving(draught.index, draught.clock)))
    draught.closers.append(sitemap_files)


def add_description(draught: signals.Draught) -> None:
    from newsdesk.syndication.describing import describe

    draught.describers.append(describe)
