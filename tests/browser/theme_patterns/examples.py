"""Examples of every block: how each macro is called, and with what. The page of blocks is made from them.

A block is a file of templates/macros/, a stylesheet of the same name and an entry in `BLOCKS`. Each example is the
name of a macro and what it is given after `site`.
"""

from __future__ import annotations

from dataclasses import replace

from newsdesk.editions.views import EditionCard
from newsdesk.model.site import Feed, Link, Moment
from newsdesk.stories.views import Shelf

from . import values as v

Example = tuple[str, tuple[object, ...]]

# Blocks that make text or an attribute, not an element with a look: they have no stylesheet.
WITHOUT_STYLE = frozenset({"kind", "language", "link", "moment", "related"})
# Macros that need no address and so are not given `site`.
WITHOUT_SITE = frozenset(
    {
        "kind",
        "language",
        "moment",
        "banner",
        "folio",
        "heading",
        "milestones",
        "narrowed",
        "words",
        "density",
        "sparkline",
        "frequency",
        "shown",
    }
)

_DAY = Moment("2031-06-14", "14 June 2031")
_PERIODS = tuple(
    replace(period, id=f"x-{period.id}", entries=tuple(replace(entry, id=f"y-{entry.id}") for entry in period.entries))
    for period in v.PERIODS
)
_ORIGINAL = Link("https://gazette.example/karsk", "Read the original")
_FEED = Feed("/topics/karsk-bridge/feed.xml", "The Karsk bridge")

BLOCKS: dict[str, tuple[Example, ...]] = {
    "additions": (("additions", (v.ADDITIONS,)),),
    "banner": (("banner", (True, False)), ("banner", (False, True))),
    "byline": (
        ("byline", ((v.MARROW, v.VELDT), _DAY, Moment("2031-06-15", "15 June 2031"), 4)),
        ("byline", ((), _DAY)),
    ),
    "card": (
        ("card", (v.LEAD, 3, "lead", "The accounts follow in autumn.")),
        ("card", (v.STORIES[1],)),
        ("card", (v.STORIES[3],)),
        ("card", (v.STORIES[4], 3, "brief")),
    ),
    "cite": (("cite", ("Ilse Marrow: “The strait becomes a road”", _DAY, "/articles/opening/")),),
    "colophon": (),  # it frames every page
    "corrections": (
        ("corrections", (v.CORRECTIONS,)),
        ("corrections", ((),)),
    ),
    "counted": (("counted", ("By year", v.BY_YEAR)), ("counted", ("By topic", ()))),
    "crumbs": (("crumbs", ((Link("/", "Front page"), v.BRIDGE),)),),
    "density": (("density", (v.STRIP,)),),
    "edition-card": (
        ("edition_card", (EditionCard("/editions/2031-06-14/", "The strait becomes a road", 2, _DAY, 1), 3)),
    ),
    "entry": (
        ("entry", (replace(v.FIRST_PILE, id="x-first-pile"), 3)),
        ("entry", (replace(v.OPENING, id="x-opening"), 3)),
        ("entry", (replace(v.HEARING, id="x-hearing"), 3)),
    ),
    "feeds": (("feeds", ((_FEED, replace(_FEED, url="/feed.json", type="application/feed+json")),)),),
    "find": (("find", ()),),
    "folio": (("folio", (2, _DAY)),),
    "frequency": (("frequency", (v.FREQUENCY,)),),
    "heading": (),  # it holds the page's only h1
    "kind": (("kind", ("analysis",)), ("kind", ("opinion",)), ("kind", ("commentary",)), ("kind", ("news",))),
    "language": (("language", ("fa",)),),
    "link": (
        ("href", ("/topics/",)),
        ("absolute", ("/topics/",)),
        ("anchor", ("https://gazette.example/", "an address elsewhere", "external")),
        ("anchor", ("javascript:alert(1)", "no address that a reader may follow")),
        ("link", (v.BRIDGE,)),
        ("phrase", ((v.MARROW, v.VELDT, v.GAZETTE),)),
    ),
    "masthead": (),  # it frames every page
    "milestones": (("milestones", ((replace(v.FIRST_PILE, id="x-first-pile"), replace(v.OPENING, id="x-opening")),)),),
    "moment": (("moment", (_DAY,)), ("moment", (Moment("", "first quarter of 2031"),))),
    "narrowings": (("narrowings", (v.NARROWINGS,)), ("narrowings", ((),))),
    "pager": (("pager", (Link("/a/", "Wind and water"), Link("/b/", "The toll"), "Pages of an example")),),
    "person": (
        ("person", (v.OKONEK,)),
        ("person", (v.BRANDT,)),
        ("person", (v.HARBOUR_MASTER,)),
        ("names", ((v.OKONEK, v.HARBOUR_MASTER),)),
    ),
    "picture": (
        ("picture", (v.PICTURE,)),
        ("picture", (replace(v.PICTURE, credit="", width=0, height=0),)),
        ("picture", (None,)),
    ),
    "profile": (),  # it holds the page's only h1; see the expert's page
    "provenance": (
        (
            "provenance",
            (
                v.GAZETTE,
                Link("https://gazette.example/karsk", "Read the original"),
                "Jon Aker",
                _DAY,
                "CC BY-ND 4.0",
                True,
            ),
        ),
    ),
    "pull-quote": (("pull_quote", (v.WORDS[0],)), ("pull_quote", (v.WORDS[2],))),
    "quotation": (*(("quotation", (words,)) for words in v.WORDS), ("quotation", (v.WORDS[1], False, True, True))),
    "related": (("related", (v.RELATED[0],)), ("related", (v.RELATED[1],))),
    "shelf": (("shelf", (Shelf("2031", (Link("/archive/2031/06/", "June"),), (1,)),)),),
    "sparkline": (("sparkline", (v.ACTIVITY[0],)),),
    "takeaway": (("takeaway", (v.DOWNLOADS, (_FEED,), "/topics/karsk-bridge/embed/", v.SNIPPET)),),
    "timeline": (("timeline", (_PERIODS,)),),
    "topic-card": tuple(("topic_card", (topic,)) for topic in v.TOPICS),
}
