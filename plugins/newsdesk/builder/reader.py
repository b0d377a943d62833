"""Pelican's reader for our Markdown: hands over what the source room has read already, checked and parsed once.

Works on Pelican 4.12: importing a `BaseReader` subclass offers it for its extensions; `readers_init` makes it sure.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from pelican.readers import BaseReader
from pelican.urlwrappers import Author, Category, Tag
from pelican.utils import SafeDatetime

from newsdesk.model.digest import Article, Digest


class ArticleReader(BaseReader):  # type: ignore[misc]  # Pelican is untyped
    """Gives Pelican an article's sanitised HTML and its front matter as metadata."""

    enabled = True
    file_extensions = ("md",)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        work = self.settings["newsdesk"]
        path = Path(source_path).resolve().relative_to(work.settings.content).as_posix()
        article: Article = work.article_at[path]
        return article.body.html, metadata(article, work.shown, self.settings)


def metadata(article: Article, shown: Digest, settings: Any) -> dict[str, Any]:
    """An article as Pelican's metadata. What readers may not see yet is a draft to Pelican, and drafts have no page."""
    topic = shown.topic.get(article.topics[0]) if article.topics else None
    data: dict[str, Any] = {
        "title": article.title,
        "slug": article.slug,
        "date": _safe(article.date),
        "status": "published" if article.slug in shown.article else "draft",
        "category": Category(topic.name if topic else "News", settings),
        "tags": [Tag(tag, settings) for tag in article.tags],
        "summary": article.summary,
        "lang": settings["DEFAULT_LANG"],  # a story's own language is the theme's affair: Pelican's would pair stories
        "template": "story",
    }
    if article.authors:  # Pelican 4.12 takes the first of a list without looking whether there is one
        data["authors"] = [Author(byline.name, settings) for byline in article.authors]
    if article.modified:
        data["modified"] = _safe(article.modified)
    return data


def _safe(moment: dt.datetime) -> SafeDatetime:
    return SafeDatetime.fromtimestamp(moment.timestamp(), tz=moment.tzinfo)
