"""The moment at which rooms, and plugins of other people, say what a site consists of.

    assembling   the digest is read and what is not due is left out: add sheets and closers   (sender: a Draught)
    describing   pages are about to be made: add describers; the index may be a part of it     (sender: a Draught)

A receiver is a module-level function that takes the draught and adds to it, e.g. in a plugin of your own:

    from newsdesk import signals
    def register(): signals.assembling.connect(add_map)
    def add_map(draught): draught.sheets.append(Sheet("map/index.html", "map.html", Scope(facts=(...,)), make_map))

The order of receivers is not defined, and the site does not depend on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from blinker import Namespace

from newsdesk.model.index import Index
from newsdesk.model.site import File, Listed, Material, Page, Sheet, Site

assembling = Namespace().signal("newsdesk_assembling")
describing = Namespace().signal("newsdesk_describing")


@dataclass
class Draught:
    """A site in the making. `index` holds what readers may see at `clock`.

    `sheets` are the pages and files to make; `describers` add to a page what machines read, once it is made;
    `closers` make files of the list of all pages, such as a sitemap. `turns` are later moments at which a sheet will be
    made of something else though nothing was edited: the site is built anew then.
    """

    index: Index
    site: Site
    clock: dt.datetime
    sheets: list[Sheet] = field(default_factory=list)
    describers: list[Callable[[Page, Material], Page]] = field(default_factory=list)
    turns: list[dt.datetime] = field(default_factory=list)
    closers: list[Callable[[tuple[Listed, ...], Site], Iterable[File]]] = field(default_factory=list)
