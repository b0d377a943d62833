"""The two moments at which rooms, and plugins of other people, add to a site that is being built.

    pages   the digest is read and filtered: add pages           (sender: a Draught)
    files   all pages are known: add or decorate, then files     (sender: a Draught)

A receiver is a module-level function that takes the draught and adds to it, e.g. in a plugin of your own:

    from newsdesk import signals
    def register(): signals.pages.connect(add_pages)
    def add_pages(draught): draught.pages.append(page_at("/map/", "map.html", MapView(...), "Map"))

The order of receivers is not defined, and the site does not depend on it: pages are written in order of address.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from blinker import Namespace

from newsdesk.model.digest import Digest
from newsdesk.model.site import File, Page, Site

_signals = Namespace()
pages = _signals.signal("newsdesk_pages")
files = _signals.signal("newsdesk_files")


@dataclass
class Draught:
    """A site in the making: what a reader may see, and the pages and files made of it so far."""

    digest: Digest
    site: Site
    pages: list[Page] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
