"""Bodies held against the digest: references, links and anchors inside the site, images, proposals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from newsdesk.model.digest import Digest, Reference, Text
from newsdesk.model.problems import Place, Problem, did_you_mean
from newsdesk.source.addresses import addresses, guess_image, strip_feed

IsBroken = Callable[[str, str], bool]
_FOLDERS = {"article": "articles", "topic": "topics", "expert": "experts", "said": "experts"}
# Made by the site, whatever the content.
_FILES = frozenset(["/sitemap.xml", "/robots.txt"])


@dataclass(frozen=True, slots=True)
class _Body:
    """A body, where it stands, and whether readers see it."""

    path: str
    url: str
    text: Text
    published: bool


def check_bodies(digest: Digest, prefix: str, is_broken: IsBroken) -> Iterator[Problem]:
    """Every problem of what stands in bodies."""
    judge = _Judge(digest, prefix, is_broken)
    for body in _bodies(digest):
        yield from judge.check(body)


def without_drafts(digest: Digest) -> Digest:
    """The digest of what is published, whenever it is due."""
    return replace(
        digest,
        articles=tuple(article for article in digest.articles if article.status == "published"),
        experts=tuple(expert for expert in digest.experts if expert.status == "published"),
        editions=tuple(edition for edition in digest.editions if edition.status == "published"),
    )


def _bodies(digest: Digest) -> Iterator[_Body]:
    for article in digest.articles:
        yield _Body(article.path, article.url, article.body, article.status == "published")
    for topic in digest.topics:
        yield _Body(topic.path, topic.url, topic.body, True)
    for expert in digest.experts:
        yield _Body(expert.path, expert.url, expert.body, expert.status == "published")
    for edition in digest.editions:
        yield _Body(edition.path, edition.url, edition.body, edition.status == "published")
    for page in digest.pages:
        yield _Body(page.path, page.url, page.body, True)


class _Judge:
    """What a body may refer to."""

    def __init__(self, digest: Digest, prefix: str, is_broken: IsBroken) -> None:
        self._prefix = prefix
        self._is_broken = is_broken
        live = without_drafts(digest)
        self._known = addresses(digest) | _FILES
        self._live = addresses(live) | _FILES
        self._slugs: dict[str, dict[str, object]] = {
            "article": {**digest.article}, "topic": {**digest.topic}, "expert": {**digest.expert},
        }  # fmt: skip
        self._live_slugs = {"article": {*live.article}, "topic": {*live.topic}, "expert": {*live.expert}}
        self._images = frozenset(digest.images)
        # Anchors of pages whose text is the body itself; elsewhere the theme adds its own.
        self._ids = {part.url: frozenset(part.body.ids) for part in (*digest.articles,)}
        self._ids |= {page.url: frozenset(page.body.ids) for page in digest.pages}

    def check(self, body: _Body) -> Iterator[Problem]:
        for reference in body.text.references:
            yield from self._check_reference(body, reference)
        for address, line in body.text.links:
            yield from self._check_link(body, address, line)
        for file, _alt, line in body.text.images:
            if file not in self._images:
                remedy = f"{guess_image(file, self._images)} Put the file there, or correct its name.".strip()
                yield self._problem(body, line, 0, f'there is no file "{file}"', remedy, "image")

    def _check_reference(self, body: _Body, reference: Reference) -> Iterator[Problem]:
        kind = "expert" if reference.kind == "said" else reference.kind
        known, slug = self._slugs[kind], reference.target
        fault, remedy = "", ""
        if slug not in known and not self._is_broken(_FOLDERS[kind], slug):
            where = f"articles/<year>/{slug}.md" if kind == "article" else f"{kind}s/{slug}.md"
            fault, remedy = f'there is no {kind} "{slug}"', _remedy(slug, known, f"add {where}")
        elif slug in known and body.published and slug not in self._live_slugs[kind]:
            fault = f'the {kind} "{slug}" is a draft, and this is published'
            remedy = f"Publish the {'profile' if kind == 'expert' else kind}, or take the link out."
        if fault:
            yield self._problem(body, reference.line, reference.column, fault, remedy, "reference")
        if reference.proposed and body.published:
            fault = f'a published text holds the proposal "{reference.kind}:{slug}?"'
            yield self._problem(
                body,
                reference.line,
                reference.column,
                fault,
                "Accept it by deleting the ?, or take it out.",
                "proposal",
            )

    def _check_link(self, body: _Body, typed: str, line: int) -> Iterator[Problem]:
        path, _, fragment = typed.partition("#")
        address = strip_feed(path.partition("?")[0]) if path else body.url
        if address not in self._known:
            if self._is_of_broken(address):
                return
            remedy = _remedy(address, self._known, "correct the link")
            if f"{address}/" in self._known:
                remedy = f"Write {address}/ with a slash at its end."
            yield self._problem(body, line, 0, f'there is no page "{address}" on this site', remedy, "link")
        elif body.published and address not in self._live:
            remedy = "Publish it, or take the link out."
            yield self._problem(
                body, line, 0, f'the page "{address}" is a draft, and this is published', remedy, "link"
            )
        elif fragment and fragment not in self._ids.get(address, (fragment,)):
            remedy = _remedy(fragment, self._ids[address], "correct the link")
            yield self._problem(body, line, 0, f'the page "{address}" has no anchor "#{fragment}"', remedy, "link")

    def _is_of_broken(self, address: str) -> bool:
        parts = address.strip("/").split("/")
        return self._is_broken(parts[0], parts[1]) if len(parts) > 1 else self._is_broken("pages", parts[0])

    def _problem(self, body: _Body, line: int, column: int, fault: str, remedy: str, rule: str) -> Problem:
        return Problem(Place(f"{self._prefix}{body.path}", line, column), fault, remedy, rule)


def _remedy(word: str, known: Iterable[str], otherwise: str) -> str:
    guess = did_you_mean(word, known)
    return f"{guess} Otherwise {otherwise}." if guess else f"{otherwise[0].upper()}{otherwise[1:]}."
