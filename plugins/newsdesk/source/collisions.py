"""Names that two parts claim: slugs, old addresses, spellings of a person's name, files that differ in case only.

Addresses are compared case-folded and in NFC, since some file systems and hosts keep only one of such a pair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from newsdesk.model.digest import Article, Digest
from newsdesk.model.problems import Place, Problem
from newsdesk.model.slugs import fold
from newsdesk.source.addresses import addresses, strip_feed
from newsdesk.source.locating import Locate
from newsdesk.source.people import spelling_key

# First segments below which the site writes files of its own.
_OWN = frozenset(
    [
        "theme",
        "images",
        "search",
        "pagefind",
        "share",
        "sitemap.xml",
        "news-sitemap.xml",
        "opensearch.xml",
        "robots.txt",
        "404.html",
        "_headers",
        "_redirects",
        "_nginx",
        ".well-known",
        "cname",
    ]
)


def check_collisions(digest: Digest, locate: Locate) -> Iterator[Problem]:
    """Every pair that collides, reported at the later of the two in the order of paths."""
    yield from _slugs(digest, locate)
    yield from _aliases(digest, locate)
    yield from _spellings(digest, locate)
    yield from _misplaced(digest, locate)
    yield from _images(digest, locate)
    for what, key, names in (("author", "author", _author_names), ("source", "source.name", _source_names)):
        yield from _pages_of_names(digest, what, key, names, locate)


def _slugs(digest: Digest, locate: Locate) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for article in sorted(digest.articles, key=lambda article: article.path):
        other = first.setdefault(fold(article.slug), article.path)
        if other != article.path:
            fault = f'the slug "{article.slug}" is that of {locate(other, "").path} too'
            remedy = "Rename one of them; a slug is unique over all years."
            yield Problem(locate(article.path, ""), fault, remedy, "duplicate")


def _aliases(digest: Digest, locate: Locate) -> Iterator[Problem]:
    live = {_key(address): address for address in addresses(digest)}
    first: dict[str, str] = {}
    for path, name, aliases in sorted(_old_addresses(digest)):
        for number, alias in enumerate(aliases):
            key, page = _key(alias), _key(strip_feed(alias))
            fault, remedy = "", "Delete the alias, or correct it."
            if page in live:
                fault = f'the old address "{alias}" is that of a page of today, {live[page]}'
            elif key.split("/")[0] in _OWN:
                fault = f'the old address "{alias}" lies where the site keeps its own files'
            elif key in first:
                fault = f'the old address "{alias}" is claimed by {locate(first[key], "").path} too'
                remedy = "Keep one of them."
            first.setdefault(key, path)
            if fault:
                yield Problem(locate(path, f"{name}[{number}]"), fault, remedy, "duplicate")


def _old_addresses(digest: Digest) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The path of every file that may claim old addresses, the key that lists them, and what it lists."""
    yield from ((article.path, "aliases", article.aliases) for article in digest.articles)
    yield from ((topic.path, "aliases", topic.aliases) for topic in digest.topics)
    yield from ((expert.path, "addresses", expert.addresses) for expert in digest.experts)


def _key(address: str) -> str:
    """What an address is on a disk that folds case: without slashes at its ends and without index.html."""
    return fold(address).strip("/").removesuffix("index.html").rstrip("/")


def _spellings(digest: Digest, locate: Locate) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for expert in sorted(digest.experts, key=lambda expert: expert.path):
        for number, name in enumerate((expert.name, *expert.aliases)):
            other = first.setdefault(spelling_key(name), expert.path)
            if other != expert.path:
                place = locate(expert.path, f"aliases[{number - 1}]" if number else "name")
                fault = f'the name "{name}" is that of {locate(other, "").path} too'
                remedy = "Keep it in one profile, or tell the two apart in the name; links to expert: stay clear."
                yield Problem(place, fault, remedy, "duplicate")


def _misplaced(digest: Digest, locate: Locate) -> Iterator[Problem]:
    """Old addresses among a person's names, since stories and topics list them under the key that profiles have for
    names."""
    for expert in digest.experts:
        for number, name in enumerate(expert.aliases):
            if name.startswith("/"):
                fault, remedy = f'the spelling "{name}" is an address', "Write it under `addresses`."
                yield Problem(locate(expert.path, f"aliases[{number}]"), fault, remedy, "name")


def _images(digest: Digest, locate: Locate) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for image in digest.images:
        other = first.setdefault(fold(image), image)
        if other != image:
            fault = f'this file and "{other}" differ in capital letters only'
            yield Problem(Place(locate(image, "").path), fault, "Rename one of them.", "duplicate")


def _author_names(article: Article) -> Iterable[tuple[str, str]]:
    return ((author.slug, author.name) for author in article.authors)


def _source_names(article: Article) -> Iterable[tuple[str, str]]:
    return ((article.source.slug, article.source.name),) if article.source else ()


def _pages_of_names(
    digest: Digest, what: str, key: str, names: Callable[[Article], Iterable[tuple[str, str]]], locate: Locate
) -> Iterator[Problem]:
    """Two spellings that share one page are likely one name misspelt: a warning."""
    first: dict[str, tuple[str, str]] = {}
    for article in sorted(digest.articles, key=lambda article: article.path):
        for slug, name in names(article):
            other, path = first.setdefault(slug, (name, article.path))
            if other != name:
                fault = (
                    f'the {what} "{name}" shares the page /{what}s/{slug}/ with "{other}" of {locate(path, "").path}'
                )
                yield Problem(locate(article.path, key), fault, "Spell the name in one way.", "duplicate", "warning")
