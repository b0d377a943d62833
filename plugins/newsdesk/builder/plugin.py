"""Pelican's door to Newsdesk: reads and checks the whole content tree once, then writes every page and file.

Must be listed in PLUGINS, with the features beside it. Works under `pelican` as under `invoke build`:

    initialized                    settings are validated, content/ is read and checked; a fault stops the build
    readers_init                   Pelican's articles come from what was read
    article_generator_finalized    every story that should be there is there (law 4)
    all_generators_finalized       the features add their pages, syndication its files
    get_generators, get_writer     they are written
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pelican import signals as pelican_signals
from pelican.generators import Generator
from pelican.settings import DEFAULT_CONFIG

from newsdesk import signals
from newsdesk.builder.assets import image_files, stylesheet, theme_files
from newsdesk.builder.reader import ArticleReader
from newsdesk.builder.writer import PageWriter
from newsdesk.model.digest import Article, Digest, visible
from newsdesk.model.problems import ContentError, Place, Problem, errors
from newsdesk.model.site import File, Page, Site
from newsdesk.settings import Settings, settings_from
from newsdesk.source.check import check_tree

_DROPPED = "was read without fault, but Pelican or one of the plugins did not take it up"
_KEEP = "Run again with only Newsdesk's plugins in PLUGINS to find the one that drops it."


@dataclass
class Work:
    """One run: what was read, what readers may see of it, what is made of it. Lives in Pelican's settings."""

    settings: Settings
    digest: Digest
    shown: Digest
    site: Site
    style: File
    problems: tuple[Problem, ...]
    article_at: dict[str, Article]
    pages: tuple[Page, ...] = ()
    files: tuple[File, ...] = ()
    page_at: dict[str, Page] = field(default_factory=dict)


def register() -> None:
    """Called by Pelican when the plugin is listed in PLUGINS."""
    pelican_signals.initialized.connect(begin)
    pelican_signals.readers_init.connect(add_reader)
    pelican_signals.get_generators.connect(get_generator)
    pelican_signals.get_writer.connect(get_writer)
    pelican_signals.article_generator_finalized.connect(count_articles)
    pelican_signals.all_generators_finalized.connect(assemble)


def begin(pelican: Any) -> None:
    """Reads settings and content; raises `UsageError` or `ContentError` with everything that is wrong."""
    settings = settings_from(pelican.settings, root=Path(pelican.settings["PATH"]).parent, known=DEFAULT_CONFIG)
    digest, problems = check_tree(settings.content, zone=settings.zone, base=settings.base)
    if errors(problems):
        raise ContentError(problems)
    style = stylesheet(settings.theme)
    pelican.settings["newsdesk"] = Work(
        settings=settings,
        digest=digest,
        shown=visible(digest, settings.clock, drafts=settings.preview),
        site=settings.site(stylesheet=f"/{style.path}"),
        style=style,
        problems=problems,
        article_at={article.path: article for article in digest.articles},
    )


def add_reader(readers: Any) -> None:
    readers.reader_classes["md"] = ArticleReader


def get_generator(pelican: Any) -> type[Generator]:
    return DeskGenerator


def get_writer(pelican: Any) -> type[PageWriter]:
    return PageWriter


def count_articles(generator: Any) -> None:
    """Law 4: Pelican logs and skips what it cannot read; here every story has a page or the build stops."""
    work: Work = generator.settings["newsdesk"]
    there = {article.slug for article in (*generator.articles, *generator.translations)}
    lost = [article for article in work.shown.articles if article.slug not in there]
    if lost:
        raise ContentError(Problem(Place(f"content/{article.path}"), _DROPPED, _KEEP, "lost") for article in lost)


def assemble(generators: list[Any]) -> None:
    """Features make their pages of the digest, with bodies as plugins of other people may have changed them."""
    work: Work = generators[0].settings["newsdesk"]
    articles = {a.slug: a for g in generators for a in (*getattr(g, "articles", ()), *getattr(g, "translations", ()))}
    digest = replace(work.shown, articles=tuple(_with_body(a, articles[a.slug].content) for a in work.shown.articles))
    draught = signals.Draught(digest, work.site)
    signals.pages.send(draught)
    signals.files.send(draught)
    work.pages = tuple(sorted(draught.pages, key=lambda page: page.path))
    images = image_files(work.settings.content, digest.images)
    work.files = (work.style, *theme_files(work.settings.theme), *images, *draught.files)
    work.page_at = {page.path: page for page in work.pages}


class DeskGenerator(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes every page that is not an article of Pelican's, and every file."""

    def generate_output(self, writer: PageWriter) -> None:
        work: Work = self.settings["newsdesk"]
        own = {f"articles/{article.slug}/index.html" for article in work.shown.articles}
        for page in work.pages:
            if page.path not in own:
                writer.write_page(page, self.get_template(page.template.removesuffix(".html")), self.context)
        for file in work.files:
            writer.write_plain(file)


def _with_body(article: Article, html: str) -> Article:
    if html == article.body.html:
        return article
    return replace(article, body=replace(article.body, html=html))
