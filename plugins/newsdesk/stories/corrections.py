"""The list of all corrections, the latest first: what was wrong, in which story, and when it was put right."""

from __future__ import annotations

from newsdesk.model.cards import all_corrections, corrections_list, day, feeds_beside, front_page, latest_change
from newsdesk.model.index import Index
from newsdesk.model.site import Link, Material, Page, Scope, Sheet, page_at, path_of
from newsdesk.model.words import say
from newsdesk.stories.views import Corrected, CorrectionsView

MOST = 200  # stories


def corrections_sheet(index: Index) -> Sheet:
    scope = Scope(articles=tuple(row.slug for row in index.corrected[:MOST]))
    return Sheet(path_of(corrections_list().url), "corrections.html", scope, _page)


def _page(material: Material) -> Page:
    here = corrections_list()
    notes = tuple(
        Corrected(day(note.date), note.text, Link(f"{article.url}#corrections", article.title), article.lang)
        for note, article in all_corrections(material.digest.articles)
    )
    return page_at(
        here.url,
        "corrections.html",
        CorrectionsView(notes),
        here.text,
        description=say("What we got wrong, in which story, and when we put it right."),
        crumbs=(front_page(),),
        feeds=feeds_beside(here.url, here.text),
        modified=latest_change(material.digest.articles),
    )
