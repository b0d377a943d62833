"""Web addresses, image files and old addresses as typed: whether each is one that content may hold.

Pure text; nothing is opened. Law 5 rests on these rules: what passes cannot name a place outside the site.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from urllib.parse import unquote

from newsdesk.model.digest import Article, Digest
from newsdesk.model.slugs import is_slug

# First segments of the addresses that the site makes itself: no page may bear such a name.
RESERVED_SEGMENTS = frozenset(
    [
        "articles",
        "topics",
        "experts",
        "editions",
        "authors",
        "sources",
        "archive",
        "images",
        "theme",
        "feed",
        "404",
        "search",
        "pagefind",
        "share",
    ]
)
IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
_SEGMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_URL = re.compile(r"https?://[^\s/?#<>\"'\\`{}|^@]+(?:[/?#][^\s<>\"\\`{}|^]*)?\Z", re.IGNORECASE)
_SITE_PATH = re.compile(r"/(?!/)[^\s\\<>\"]*\Z")
_FEED = re.compile(r"/feed\.(?:xml|json)\Z")
_OF_TOPIC = re.compile(
    r"(/topics/[^/]+/)(?:newest/|embed/|experts/|commentary/|(?:person|place|source)/[a-z0-9-]+/"
    r"|timeline\.ics|topic\.json|timelinejs\.json)\Z"
)
_SAID = re.compile(r"(/experts/[^/]+/)(?:by-topic|[0-9]{4}(?:/[0-9]+)?)/\Z")
_COMMENTARY = re.compile(r"(/topics/[^/]+/commentary/)(?:by-date|[0-9]{4}(?:/[0-9]+)?)/\Z")
_ALIAS = re.compile(r"/[A-Za-z0-9._~!$&'()*+,;=:@/-]*\Z")


def is_url(text: str) -> bool:
    """Whether text is an http or https address with a host and without a user or a blank."""
    return len(text) <= 2000 and text.isprintable() and _URL.match(text) is not None


def is_site_path(text: str) -> bool:
    """Whether text is a root-relative address that stays on the site, however often it is decoded."""
    path = unquote(unquote(text)).partition("?")[0].partition("#")[0]
    return (
        _SITE_PATH.match(text) is not None
        and not path.startswith("//")
        and "\\" not in path
        and (text + path).isprintable()
        and not any(segment in (".", "..") for segment in path.split("/"))
    )


def find_image_fault(text: str) -> str | None:
    """Why text is no image file below images/ (`images/2018/harbour.jpg`); None if it is one."""
    if not text.startswith("images/"):
        return f'"{text[:80]}" does not lie in images/'
    bad = [segment for segment in text.split("/") if not _SEGMENT.match(segment) or ".." in segment]
    if bad or len(text) > 200:
        return f'"{text[:80]}" is not a plain file name (letters, digits, dots, hyphens)'
    if not text.lower().endswith(IMAGE_SUFFIXES):
        return f'"{text[:80]}" is not a {", ".join(suffix[1:] for suffix in IMAGE_SUFFIXES)} file'
    return None


def guess_image(file: str, known: Iterable[str]) -> str:
    """`Did you mean "images/boat.jpg"?` for the nearest name in any folder, or an empty string."""
    by_name = {path.rsplit("/", 1)[-1]: path for path in sorted(known)}
    name = file.rsplit("/", 1)[-1]
    near = difflib.get_close_matches(name, by_name, n=1, cutoff=0.6)
    return f'Did you mean "{by_name[near[0]]}"?' if near else ""


def find_alias_fault(text: str) -> str | None:
    """Why text is no old address of this site (`/2018/10/talks.html`); None if it is one."""
    if not text.startswith("/"):
        return f'"{text[:80]}" does not begin with a slash'
    if len(text) > 300 or not _ALIAS.match(text):
        return f'"{text[:80]}" holds characters that an old address may not hold'
    segments = text[1:].split("/")
    if any(segment.startswith(".") for segment in segments) or ".." in text or "" in segments[:-1] or text == "/":
        return f'"{text[:80]}" has an empty part, or a dot where none may stand'
    return None


def is_lang(text: str) -> bool:
    """Whether text has the shape of a language tag as BCP 47 writes them: en, pt-BR, sr-Latn."""
    return re.match(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?\Z", text, re.ASCII) is not None


def month_address(article: Article) -> str:
    """The address of the archive of the month in which a story appeared."""
    return f"/archive/{article.date.year:04d}/{article.date.month:02d}/"


def addresses(digest: Digest) -> frozenset[str]:
    """Every address that the site of this digest answers, root-relative and without the site's own prefix.

    Images are `/images/…`. What lies beside the addresses, feeds and the like, is not listed: see `strip_feed`.
    """
    found = {"/", "/topics/", "/experts/", "/editions/", "/authors/", "/sources/", "/archive/"}
    for parts in (digest.articles, digest.topics, digest.experts, digest.editions, digest.pages):
        found |= {part.url for part in parts}
    found |= {f"/{image}" for image in digest.images}
    for article in digest.articles:
        found.add(month_address(article))
        found |= {f"/authors/{author.slug}/" for author in article.authors}
        if article.source:
            found.add(f"/sources/{article.source.slug}/")
        if article.body.quotations:
            found |= {f"/topics/{topic}/commentary/" for topic in article.topics}
    return frozenset(found)


def strip_feed(address: str) -> str:
    """The page of which an address is a feed, a file, a year or another order; any other address as it is.

    Which persons, places, sources and years there are views for, and whether anybody is quoted on a topic, is known
    only when all stories are read in full, which an incremental build does not; a link to a page that is not there is
    found when the built site is verified.
    """
    for further in (_SAID, _COMMENTARY, _OF_TOPIC):
        address = further.sub(r"\1", address)
    return _FEED.sub("/", address)


def is_page_slug(text: str) -> bool:
    """Whether text may be the first segment of a page's address."""
    return is_slug(text) and text not in RESERVED_SEGMENTS
