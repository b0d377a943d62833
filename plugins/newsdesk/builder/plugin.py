"""Pelican's door to Newsdesk: reads and checks the whole content tree once, then writes every page and file.

Must be listed in PLUGINS, with the features beside it. Works under `pelican` as under `invoke build`:

    initialized                    settings are validated, content/ is read and checked; a fault stops the build
    readers_init                   Pelican's articles come from what was read
    article_generator_finalized    every story that should be there is there (law 4)
    all_generators_finalized       the features say what the site consists of
    get_generators, get_writer     it is made and written
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.settings import DEFAULT_CONFIG

from newsdesk.builder import search_index, searching
from newsdesk.builder.catalogues import catalogue
from newsdesk.builder.reader import ArticleReader
from newsdesk.builder.templates import OPTIONS
from newsdesk.builder.whole import write_with_folder
from newsdesk.builder.work import Work, begin_work
from newsdesk.builder.writer import PageWriter
from newsdesk.model.digest import Article
from newsdesk.model.problems import ContentError, Place, Problem
from newsdesk.model.site import Page
from newsdesk.model.words import begin_to_speak
from newsdesk.settings import settings_from

_DROPPED = "was read without fault, but Pelican or one of the plugins did not take it up"
_KEEP = "Run again with only Newsdesk's plugins in PLUGINS to find the one that drops it."


def register() -> None:
    """Called by Pelican when the plugin is listed in PLUGINS."""
    signals.initialized.connect(begin)
    signals.readers_init.connect(add_reader)
    signals.get_generators.connect(get_generator)
    signals.get_writer.connect(get_writer)
    signals.article_generator_finalized.connect(count_articles)
    signals.all_generators_finalized.connect(assemble)
    signals.finalized.connect(index_for_search)


def begin(pelican: Any) -> None:
    """Reads settings and content; raises `UsageError` or `ContentError` with everything that is wrong."""
    settings = settings_from(pelican.settings, root=Path(pelican.settings["PATH"]).parent, known=DEFAULT_CONFIG)
    begin_to_speak(catalogue(settings.theme, settings.lang))
    pelican.settings["newsdesk"] = begin_work(settings)
    pelican.settings["JINJA_ENVIRONMENT"] = {**pelican.settings["JINJA_ENVIRONMENT"], **OPTIONS}


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
    """Features say what the site consists of, with bodies as plugins of other people may have changed them."""
    work: Work = generators[0].settings["newsdesk"]
    theirs = {a.slug: a for g in generators for a in (*getattr(g, "articles", ()), *getattr(g, "translations", ()))}
    articles = tuple(_with_body(article, theirs[article.slug].content) for article in work.shown.articles)
    work.assemble(replace(work.shown, articles=articles))


def index_for_search(pelican: Any) -> None:
    """Last of all, over the finished pages."""
    work: Work = pelican.settings["newsdesk"]
    if not work.site.search:
        return
    output = Path(pelican.output_path)
    shutil.rmtree(output / searching.FOLDER, ignore_errors=True)
    pages = {path: output / path for path in work.sheets if searching.is_searched(path)}
    for file in search_index.index_files(pages, output.parent):
        write_with_folder(output / file.path, file.content)


class DeskGenerator(Generator):  # type: ignore[misc]  # Pelican is untyped
    """Writes everything that is not an article of Pelican's."""

    def generate_output(self, writer: PageWriter) -> None:
        work: Work = self.settings["newsdesk"]
        own = {f"articles/{article.slug}/index.html" for article in work.shown.articles}
        for sheet in work.sheets.values():
            if sheet.path in own:
                continue
            made = work.make(sheet)
            if isinstance(made, Page):
                writer.write_page(made, self.get_template(sheet.template.removesuffix(".html")), self.context)
            else:
                writer.write_plain(made)
        files = work.closing_files()
        work.files = len(files)
        for file in files:
            writer.write_plain(file)


def _with_body(article: Article, html: str) -> Article:
    if html == article.body.html:
        return article
    return replace(article, body=replace(article.body, html=html))
