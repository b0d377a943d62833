"""From sheets to pages: each made of the material that its scope names, and of nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from newsdesk import signals
from newsdesk.builder import searching
from newsdesk.builder.catalogues import digest_of_words
from newsdesk.builder.digests import LENGTH
from newsdesk.builder.values import fingerprint
from newsdesk.model.index import Index, Row
from newsdesk.model.material import Find, cut
from newsdesk.model.problems import UsageError
from newsdesk.model.site import File, Listed, Material, Page, Scope, Sheet, Site
from newsdesk.settings import Settings

ALIKE = 2  # digests that are kept for the next sheets


def site_of(settings: Settings, stylesheets: Sequence[str]) -> Site:
    """What templates may know of the site that is being built; `stylesheets` as in `Styles.addresses`."""
    site = settings.site(
        words=digest_of_words(settings.theme, settings.lang),
        search=settings.search and not settings.preview and searching.is_there(),
    )
    common, reference = stylesheets
    return replace(site, stylesheet=common, reference_stylesheet=reference)


def unstyled(site: Site) -> Site:
    """The site as far as anything but a template may know of it: files are not made anew when styles change."""
    return replace(site, stylesheet="", reference_stylesheet="")


def assemble(index: Index, site: Site, clock: dt.datetime) -> signals.Draught:
    """What a site consists of: every registered feature adds its sheets. Raises `UsageError` if two claim one path."""
    draught = signals.Draught(index, site, clock)
    signals.assembling.send(draught)
    signals.describing.send(draught)
    draught.sheets.sort(key=lambda sheet: sheet.path)
    twice = [one.path for one, other in zip(draught.sheets, draught.sheets[1:], strict=False) if one.path == other.path]
    if twice:
        raise UsageError("\n".join(f'"{path}" would be written twice: two pages claim this address.' for path in twice))
    return draught


class Materials:
    """What sheets are made of: the stories that their scopes name, which `find` gives by slug, with text or without.

    The latest digests are kept, since several pages and files of a topic are made of the same one.
    """

    def __init__(self, draught: signals.Draught, find: Find) -> None:
        self.draught = draught
        self.site = unstyled(draught.site)
        self._cut = lru_cache(ALIKE)(partial(cut, index=draught.index, find=find))

    def of(self, scope: Scope) -> Material:
        return Material(self._cut(replace(scope, facts=())), self.site, scope.facts)


def make(sheet: Sheet, materials: Materials) -> Page | File:
    """The page or file of a sheet, described for machines."""
    stuff = materials.of(sheet.scope)
    made = sheet.make(stuff)
    if isinstance(made, Page):
        for describe in materials.draught.describers:
            made = describe(made, stuff)
    return made


def listed(page: Page) -> Listed:
    """What a sitemap needs to know of a page. Stories whose original lies elsewhere are left to that place."""
    return Listed(page.url, page.modified, bool(page.noindex or page.draft or page.canonical))


@dataclass
class Keys:
    """Digests by which a sheet is known to need making or not.

    The key of a file is a digest of all that its scope names and of what every file depends on (`plain`: the code and
    the site's settings without styles). A page's has two halves: the same with its template's own blocks, and one of
    its whole template and of what every frame depends on (`common`: the code and all of the site's settings).
    """

    index: Index
    common: str
    plain: str
    closures: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        index = self.index
        self._topics = {topic.slug: fingerprint(topic) for topic in index.topics}
        self._experts = {expert.slug: fingerprint(expert) for expert in index.experts}
        self._editions = {edition.slug: fingerprint(edition) for edition in index.editions}
        self._pages = {page.slug: fingerprint(page) for page in index.pages}
        self._names = {slug: fingerprint(topic) for slug, topic in index.topic_name.items()}
        self._cards = {slug: fingerprint(card) for slug, card in index.expert_card.items()}
        self._rows = {row.slug: self._row(row) for row in index.rows}
        self._frames = {name: fingerprint(self.common, closure) for name, closure in self.closures.items()}

    def _row(self, row: Row) -> str:
        """The facts of a story, with the names of topics and the cards of people that come with it into any scope."""
        names = "".join(self._names.get(slug, "-") for slug in row.topics)
        return f"{row.facts}{names}{''.join(self._cards.get(slug, '-') for slug in row.people)}"

    def of(self, sheet: Sheet) -> str:
        scope = sheet.scope
        told = fingerprint(
            self.plain,
            sheet.template,
            self.blocks.get(sheet.template, ""),
            [self._rows[slug] for slug in scope.articles],
            [(self._rows[slug], self.index.row[slug].text) for slug in scope.texts],
            self._parts(scope),
            scope.facts,
            [value for value in getattr(sheet.make, "args", ()) if not callable(value)],
        )
        return told + self._frames.get(sheet.template, "")

    def _parts(self, scope: Scope) -> list[str]:
        return [
            *(self._topics.get(slug, slug) for slug in scope.topics),
            *(self._experts.get(slug, slug) for slug in scope.experts),
            *(self._editions.get(slug, slug) for slug in scope.editions),
            *(self._pages.get(slug, slug) for slug in scope.pages),
        ]


def told_by(key: str) -> str:
    """The half of a key that says what a page tells, whatever its frame."""
    return key[:LENGTH]
