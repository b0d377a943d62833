"""Who wrote the article of a page: linked data, metas, the byline in the markup, what scripts say. See `metadata`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from lxml.html import HtmlElement

from newsdesk.importer import words
from newsdesk.importer.bylines import GLUED, INNER_BYLINE, is_name, names_in
from newsdesk.importer.page.runs import Run
from newsdesk.importer.page.tree import text_of
from newsdesk.importer.page.witnesses import Witnesses
from newsdesk.importer.visible_dates import find_date, is_date_line
from newsdesk.importer.words import MONTH_PATTERN, key

_AUTHOR_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator",
    "dcterms.creator",
                 "cxenseparse:author", "article.author", "dcsext.author", "citation_author", "authors",
                 "lp.article:author")  # fmt: skip
_AUTHOR_LABEL = re.compile(
    r"author|byline|by-line|contributor|writer|autor(?!i[sz])|journalist|redact|verfasser", re.IGNORECASE
)
_DESK = re.compile(
    r"\b(?:staff|desk|redaktion|redazione|redacción|rédaction|newsroom|contributors?|contributor content"
    r"|reporters?|editors?|editorial|team|admin)\b",
    re.IGNORECASE,
)
_SCRIPT_AUTHOR = re.compile(
    r"""["']?\b(?:author|authors|authorName|author_name|byline|articleAuthor|pageAuthor)["']?\s*[:=]\s*\[?\s*["']([^"'<>{}\\]{4,60})["']"""
)
_DATED_NAME = re.compile(r"[^\W\d_][^|•·\d]{3,40}?\s*(?:[|•·,–-]|\d).{4,80}\Z")
# "Ada ExampleDec 05, 2030", "Harbour Daily 9/21/2030 Ada Example", "Ada Example Senior Harbour Editor, Example Post"
_BEFORE_DATE = re.compile(rf"(?P<name>[^\W\d_][^|•·\d]{{3,40}}?)(?=(?:{MONTH_PATTERN})[a-z]*\.?\s+\d)", re.IGNORECASE)
_AFTER_DATE = re.compile(r"[^.!?]{0,30}\d\d?/\d\d?/\d{2,4}\s+(?P<name>[^\d|]{4,40})\Z")
_WITH_ROLE = re.compile(
    r"(?P<name>[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]+){1,2}?) (?:Senior |Chief |Staff |Deputy |Contributing )?(?:\w+ )?"
    r"(?:Editor|Reporter|Correspondent|Writer|Columnist|Contributor)\b[^.!?]{0,60}\Z"
)
_MOST_AUTHORS = 50
_NOBODIES = frozenset(
    """
    admin|administrator|editor|webmaster|unknown|none|null|undefined|email|guest|staff|author|user|by|posted by
    |written by|commentary by|published by|von|por|par|last|date|instagram|please log|says|updated|published
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_BUTTON = re.compile(r"\b(?:share|comments?|stories|find|via|paid|published|top|gossip|exclusive)\b", re.IGNORECASE)
_NOT_AUTHOR = re.compile(
    r"comment|related|social|share|bio\b|avatar|description|date|time|role|job|title\b|follow|sidebar", re.IGNORECASE
)


def find_authors(page: Witnesses) -> tuple[str, ...]:
    """The names of who wrote it, or of the desk that did, where nobody else is named."""
    spare: tuple[str, ...] = ()
    witnesses: tuple[tuple[Callable[[Witnesses], Iterable[str]], bool], ...] = (
        (_linked_authors, True),
        (_meta_authors, True),
        (_written_by, True),
        (_visible_authors, False),
        (_script_authors, False),
    )
    for witness, told in witnesses:
        said = tuple(witness(page))
        names = _clean(page, said, told=told)
        if any(_is_person(page, name) for name in names):
            return names
        if told and said and not names and all(_is_own_desk(page, name) for name in said):
            return ()
        spare = spare or names
    return spare


def _is_person(page: Witnesses, name: str) -> bool:
    """Whether the name is a person's: no handle, no desk, and not the house that the copyright line names."""
    return is_name(name) and not _DESK.search(name) and not page.is_house(name)


def _is_own_desk(page: Witnesses, name: str) -> bool:
    """Whether the name is the publication's with a desk behind it ("Example Post Staff"): no author is named."""
    rest = _DESK.sub("", name).strip()
    return rest != name and bool(rest) and page.is_called(rest)


def _written_by(page: Witnesses) -> Iterable[str]:
    """Names in the pair of metas that cards of links show as "Written by"."""
    for number in ("1", "2"):
        if re.search(
            r"written by|author|verfasst|geschrieben|escrito|écrit",
            page.meta(f"twitter:label{number}"),
            re.IGNORECASE,
        ):
            return names_in(page.meta(f"twitter:data{number}"), trusted=True)
    return names_in(page.meta("twitter:misc:written by"), trusted=True)


def _script_authors(page: Witnesses) -> Iterable[str]:
    """A name that the page's own scripts give as the author, if they all give the same."""
    found: dict[str, None] = {}
    for script in page.root.xpath("//script[not(@src)]")[:60]:
        for match in _SCRIPT_AUTHOR.finditer((script.text or "")[:200_000]):
            found.update(dict.fromkeys(name for name in names_in(match[1]) if is_name(name)))
    return tuple(found) if len(found) <= 2 else ()


def _linked_authors(page: Witnesses) -> Iterable[str]:
    people = (page.article.names("author") or page.article.names("creator"))[:_MOST_AUTHORS]
    for name, kind in people:
        if "Organi" in kind and (page.is_site(name) or len(people) > 1):
            continue
        yield from (
            names_in(name, trusted=True)
            if re.search(r"\band\b|,|\bund\b|\bog\b|\boch\b|&|\||^by |\d", name, re.IGNORECASE)
            else [name]
        )


def _meta_authors(page: Witnesses) -> Iterable[str]:
    for name in _AUTHOR_METAS:
        found: list[str] = []
        for value in page.metas.get(name, ()):
            if not re.match(r"https?:|www\.", value):
                found.extend(names_in(value, trusted=True))
        if _clean(page, found, told=True):
            return found
    return ()


def _visible_authors(page: Witnesses) -> Iterable[str]:
    """Names on the lines around the headline that say "By …", or that the markup calls a byline."""
    near = _near_headline(page)
    for run in near:
        said = GLUED.sub(r"\1 ", run.text)
        if words.BY.match(said) and len(said) < 200 and (names := names_in(said, trusted=True)):
            return names
        names = _marked_names(run)
        if not names and len(run.text) < 160 and INNER_BYLINE.search(run.text):
            names = tuple(name for name in names_in(run.text) if is_name(name))
        if names:
            beside = [other for other in near if run.index < other.index <= run.index + 6]
            more = [name for other in beside for name in _marked_names(other)]
            return (*names, *more)
    for run in near:
        for shape in (_AFTER_DATE, _BEFORE_DATE, _WITH_ROLE):
            if (match := shape.match(run.text)) and is_name(match["name"]):
                return (match["name"],)
    dated = next((run for run in near if _DATED_NAME.match(run.text) and find_date(run.text[:120])), None)
    if dated and (names := tuple(name for name in names_in(dated.text) if is_name(name))):
        return names[:1]
    if name := _alone(near):
        return (name,)
    for element in page.root.xpath('//a[@rel="author"] | //*[@itemprop="author"]')[:2]:
        if names := names_in(text_of(element)[:100], trusted=True):
            return names
    return ()


def _alone(near: Sequence[Run]) -> str:
    """A name that stands on a line of its own under the headline, a date not far from it."""
    head = next((place for place, run in enumerate(near) if run.owner.tag == "h1"), None)
    if head is None:
        return ""
    below = near[head + 1 : head + 5]
    dated = any(is_date_line(run.text) for run in near[max(0, head - 2) : head + 7])
    return next((run.text for run in below if dated and is_name(run.text) and len(run.text.split()) <= 3), "")


def _near_headline(page: Witnesses) -> list[Run]:
    """Lines from just above the headline down to where the text is well on its way."""
    heads = [run.index for run in page.runs if run.owner.tag == "h1"]
    start = max(0, heads[0] - 6) if heads else 0
    end = start + 46 if heads else 200
    return [run for run in page.runs[start:end] if run.text]


def _marked_names(run: Run) -> tuple[str, ...]:
    """The names on a line whose own markup calls it an author's."""
    if len(run.text) > 120:
        return ()
    inside = [element for element, _ in zip(run.owner.iterdescendants(), range(8), strict=False)]
    labels = [_label(element) for element in (*run.path[-4:], *inside) if isinstance(element.tag, str)]
    own = labels[min(3, len(run.path) - 1) :]
    if not any(map(_AUTHOR_LABEL.search, labels)) or any(map(_NOT_AUTHOR.search, own[:2])):
        return ()
    sure = any("name" in label or "author" in label.split() for label in own)
    found = names_in(run.text, trusted=sure)
    return tuple(n for n in found if is_name(n) or (sure and len(n.split()) < 3 and n[:1].isupper()))


def _clean(page: Witnesses, names: Iterable[str], *, told: bool) -> tuple[str, ...]:
    """Names without nobodies. The publication itself counts as an author only where the page's data says so."""
    kept: list[str] = []
    for name in names:
        name = " ".join(name.split()).strip(" ,;|-–")
        if (
            not name
            or len(name) > 70
            or name[0] in "(["
            or "@" in name
            or re.search(r"https?:|www\.|\.com\b/", name)
            or name.isdigit()
        ):
            continue
        if _is_nobody(page, name, told=told) or key(name) in {key(known) for known in kept}:
            continue
        kept.append(name)
    return tuple(kept)


def _is_nobody(page: Witnesses, name: str, *, told: bool) -> bool:
    """A desk, a staff account or the publication itself: no author."""
    if not told and _BUTTON.search(name):
        return True
    if key(name) in _NOBODIES or key(name) in words.FURNITURE or key(name) in words.SECTIONS:
        return True
    return _is_own_desk(page, name) or (page.is_site(name) and not (told and is_name(name) and page.is_called(name)))


def _label(element: HtmlElement) -> str:
    """What the markup calls an element, on one line."""
    names = ("class", "id", "itemprop", "rel", "data-testid")
    label = " ".join(str(element.get(name) or "") for name in names)[:300]
    href = str(element.get("href") or "") if element.tag == "a" else ""
    return (
        f"{label} author"
        if re.search(
            r"/(?:authors?|autor(?:en)?|profiles?|staff|people|by|reporters?|contributors?|editors?|users?)/", href
        )
        else label
    )
