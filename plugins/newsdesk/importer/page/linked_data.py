"""JSON-LD of a page: the article's record, wherever it lies, and the strings in it.

Records hide in lists, in `@graph`, under `mainEntity`, and in broken JSON; hostile ones are deep or endless. All of
that is read as far as it goes, and nothing raises.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

ARTICLES = re.compile(r"Article|BlogPosting|Report|LiveBlog|CreativeWork|Opinion|Review|Posting", re.IGNORECASE)
_WEAK = frozenset(["WebPage", "CreativeWork", "ItemPage"])
_LARGEST = 500_000
_MOST = 400
_CDATA = re.compile(r"\A\s*(?://)?\s*(?:<!\[CDATA\[|<!--)|(?://)?\s*(?:\]\]>|-->)\s*\Z")
_TRAILING = re.compile(r",(\s*[}\]])")


@dataclass(frozen=True)
class Record:
    """One JSON-LD object; `types` are its `@type`s."""

    types: tuple[str, ...]
    values: dict[str, object]

    def text(self, name: str) -> str:
        return _text(self.values.get(name))

    def names(self, name: str) -> tuple[tuple[str, str], ...]:
        """The (name, type) of each person or organisation under a key."""
        return tuple(_people(self.values.get(name)))

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name)
        values = value if isinstance(value, list) else [value]
        return tuple(text for text in map(_text, values) if text)


def records(root: HtmlElement) -> tuple[Record, ...]:
    """All records of the page with a type, outermost first."""
    found: list[Record] = []
    for script in root.xpath('//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]')[:20]:
        data = _load("".join(script.itertext()))
        found.extend(_walk(data))
    return tuple(found[:_MOST])


def find_article(found: tuple[Record, ...]) -> Record | None:
    """The record that describes the article: an article with a headline before one without, the first of equals."""
    articles = [record for record in found if any(ARTICLES.search(name) for name in record.types)]
    articles += [record for record in found if any(name in _WEAK for name in record.types) and record not in articles]
    articles.sort(key=_rank)
    return articles[0] if articles else None


def _rank(record: Record) -> tuple[bool, int]:
    weak = all(name in _WEAK for name in record.types)
    keys = ("headline", "datePublished", "author", "articleBody")
    return weak, -sum(bool(record.values.get(name)) for name in keys)


def _load(text: str) -> object:
    text = _CDATA.sub("", text[:_LARGEST]).strip().rstrip(";")
    for attempt in (text, _TRAILING.sub(r"\1", text), text.replace("\n", " ").replace("\t", " ")):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return _shallow(text)


def _shallow(text: str) -> object:
    """What can be told from broken JSON: the plain strings of the keys that matter, if an article is named."""
    if not re.search(r'"@type"\s*:\s*\[?\s*"\w*(?:Article|Posting)', text):
        return None
    keys = ("headline", "datePublished", "dateModified", "articleSection", "inLanguage")
    pairs = ((name, re.search(rf'"{name}"\s*:\s*"((?:[^"\\]|\\.){{1,400}})"', text)) for name in keys)
    values: dict[str, object] = {name: match[1] for name, match in pairs if match}
    author = re.search(r'"author"\s*:\s*[\[{\s]*(?:"@type"\s*:\s*"Person"\s*,\s*)?"name"\s*:\s*"([^"]{2,80})"', text)
    if author:
        values["author"] = {"@type": "Person", "name": author[1]}
    return {"@type": "NewsArticle", **values}


def _walk(data: object) -> Iterator[Record]:
    stack = [data]
    seen = 0
    while stack and seen < 5000:
        seen += 1
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item))
        elif isinstance(item, dict):
            types = item.get("@type", ())
            names = tuple(str(name) for name in (types if isinstance(types, list) else [types]) if name)
            if names:
                yield Record(names, item)
            stack.extend(value for name, value in reversed(list(item.items())) if isinstance(value, dict | list)
                         and name not in ("author", "publisher", "image", "comment", "isPartOf",
                         "hasPart"))  # fmt: skip


def _text(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or value.get("url") or value.get("@id")
    if isinstance(value, list):
        return next((text for text in map(_text, value[:5]) if text), "") if value else ""
    if not isinstance(value, str):
        return ""
    return " ".join(re.sub(r"<[^<>]{0,200}>", "", entities.unescape(entities.unescape(value))).split())


def _people(value: object) -> Iterator[tuple[str, str]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            kind = item.get("@type", "")
            label = str(kind[0] if isinstance(kind, list) and kind else kind or "")
            names = item.get("name")
            for name in names if isinstance(names, list) else [names]:
                if text := _text(name):
                    yield text, label
        elif text := _text(item):
            yield text, ""
