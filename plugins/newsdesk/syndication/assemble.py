"""What machines read beside the pages: feeds and redirects. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from newsdesk.model.index import Index
from newsdesk.model.site import Sheet, Site
from newsdesk.syndication.channels import feed_sheets
from newsdesk.syndication.redirects import redirect_sheets


def sheets(index: Index, site: Site) -> Iterator[Sheet]:
    """Feeds and redirects. Raises `ContentError` for an alias that cannot be an address."""
    yield from feed_sheets(index, site)
    yield from redirect_sheets(index)
