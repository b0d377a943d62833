"""One run under Pelican: what was read, what readers may see of it, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsdesk.builder.assets import Styles, image_files, styles, theme_files
from newsdesk.builder.making import Materials, assemble, listed, make, site_of
from newsdesk.model.digest import Article, Digest, facts_of, story_of, visible
from newsdesk.model.index import index_of
from newsdesk.model.problems import ContentError, Problem, errors
from newsdesk.model.site import File, Listed, Page, Sheet
from newsdesk.settings import Settings
from newsdesk.signals import Draught
from newsdesk.source.check import check_tree


@dataclass
class Work:
    """Lives in Pelican's settings during a run. `pages` are those made so far, by path."""

    settings: Settings
    digest: Digest
    shown: Digest
    problems: tuple[Problem, ...]
    styles: Styles
    article_at: dict[str, Article]
    draught: Draught | None = None
    materials: Materials | None = None
    sheets: dict[str, Sheet] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    files: int = 0

    def __post_init__(self) -> None:
        self.site = site_of(self.settings, self.styles.addresses)

    def assemble(self, shown: Digest) -> None:
        """Says what the site consists of, with bodies as plugins of other people may have changed them."""
        self.shown = shown
        self.draught = assemble(index_of(shown), self.site, self.settings.clock)
        self.materials = Materials(self.draught, self._find)
        self.sheets = {sheet.path: sheet for sheet in self.draught.sheets}

    def make(self, sheet: Sheet) -> Page | File:
        assert self.materials is not None
        made = make(sheet, self.materials)
        if isinstance(made, Page):
            self.pages[sheet.path] = made
        return made

    def closing_files(self) -> list[File]:
        """Files that are not made of the digest alone: assets, pictures, and those made of the list of all pages."""
        assert self.draught is not None
        pages: tuple[Listed, ...] = tuple(listed(self.pages[path]) for path in sorted(self.pages))
        theme, content = self.settings.theme, self.settings.content
        closing = [file for close in self.draught.closers for file in close(pages, self.site)]
        return [*self.styles.files, *theme_files(theme), *image_files(content, self.digest.images), *closing]

    def _find(self, slug: str, text: bool) -> Article:  # the shape of model.material.Find
        article = self.shown.article[slug]
        return story_of(article) if text else facts_of(article)


def begin_work(settings: Settings) -> Work:
    """Reads and checks the content tree; raises `ContentError` with everything that is wrong."""
    digest, problems = check_tree(settings.content, zone=settings.zone, base=settings.base)
    if errors(problems):
        raise ContentError(problems)
    return Work(
        settings=settings,
        digest=digest,
        shown=visible(digest, settings.clock, drafts=settings.preview),
        problems=problems,
        styles=styles(settings.theme),
        article_at={article.path: article for article in digest.articles},
    )
