"""What a site is made of: pages (an address, a template and a view), files, and the small cards that lists hold.

A template is given three things and nothing else: `site` (these settings), `page` (the head of this page) and `view`
(a frozen dataclass of the feature that made it). Everything in them is a value: strings, numbers, booleans, tuples
and frozen dataclasses. So a page's key can be a digest of what it is given, and a page is a pure function.

Addresses in here are root-relative without the site's own prefix (`/topics/x/`); a template writes `site.base`
before them, and `site.url` where an absolute address is due.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsdesk.model.digest import Digest


@dataclass(frozen=True, slots=True)
class Link:
    """An address with the words to show for it."""

    url: str
    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date for a reader: `iso` for the datetime attribute (may be empty), `words` for the page, with precision."""

    iso: str
    words: str


@dataclass(frozen=True, slots=True)
class Feed:
    url: str
    title: str
    type: str = "application/atom+xml"


@dataclass(frozen=True, slots=True)
class PlaceOnSite:
    """Where a page stands in the site's navigation: `here` is its address if that is one of the navigation's, `under`
    the longest of those with which its address begins. Most pages share a few of these, and so what is made of them."""

    here: str = ""
    under: str = ""


@dataclass(frozen=True)
class Site:
    """What every template may know of the site.

    `url` is the absolute address without a slash at its end, `base` the path part of it (empty, or "/digest").
    `preview` is true under `serve`: drafts are shown, under a banner, and robots are kept out. `id` begins the ids
    in feeds, "authority,year" of a tag URI (RFC 4151) such as "digest.example,2026"; it is kept when the site moves to
    another address, so that readers are not shown every story anew. Empty: made from the address. `words` is a digest
    of the interface's texts in the site's language (model/words.py): when they change, so does every page. `search` is
    true if there is an index of the stories' words, `share_images` if pages have a picture for links to them. Each page
    needs `stylesheet`; those for looking things up (topics, people, lists) need `reference_stylesheet` beside it.
    """

    name: str
    url: str
    base: str = ""
    lang: str = "en"
    tagline: str = ""
    description: str = ""
    nav: tuple[Link, ...] = ()
    footer: tuple[Link, ...] = ()
    stylesheet: str = "/theme/style.css"
    reference_stylesheet: str = "/theme/style.reference.css"
    feeds: tuple[Feed, ...] = ()
    preview: bool = False
    contact: str = ""
    id: str = ""
    search: bool = False
    share_images: bool = False
    words: str = ""

    def place(self, url: str) -> PlaceOnSite:
        """Where the page at `url` stands."""
        under = max((address for address in self._addresses if url.startswith(address)), key=len, default="")
        return PlaceOnSite(url if url in self._addresses else "", under)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        return frozenset({"/search/", *(link.url for link in (*self.nav, *self.footer))})

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """By value, but only once: what is made for a site is looked up by it all the time."""
        return hash(tuple(getattr(self, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A story in a list."""

    url: str
    headline: str
    standfirst: str
    kicker: Link | None
    date: Moment
    byline: tuple[Link, ...] = ()
    source: Link | None = None
    kind: str = "news"
    lang: str | None = None
    draft: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class TopicCard:
    url: str
    name: str
    summary: str
    stories: int
    latest: Moment | None = None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person in a list; without a profile `url` is empty."""

    url: str
    name: str
    role: str = ""
    affiliation: str = ""
    kind: str = "expert"
    quotations: int = 0


@dataclass(frozen=True, slots=True)
class QuotationCard:
    """A quotation wherever it is gathered. `url` leads to its sentence in the story, `story` to the story.

    `paragraphs` are the words, plain, without outer marks; `speech` is direct, mixed or indirect and says how to
    show them: only direct words stand in quotation marks. `corrected` is the day of the story's latest correction,
    or of its retraction if it was `retracted`;
    `citation` says who was quoted where and when, plain, and is complete with the site's name and the address.
    """

    url: str
    paragraphs: tuple[str, ...]
    speech: str
    speaker: PersonCard
    attribution: str
    context: str
    date: Moment
    story: Link
    source: Link | None = None
    topic: Link | None = None
    lang: str | None = None
    anchor: str = ""
    corrected: Moment | None = None
    retracted: bool = False
    citation: str = ""


@dataclass(frozen=True)
class Page:
    """One page to render. `path` is where it lies in the output; `url` its address.

    `canonical` is set only where the original lies elsewhere (a republished story); `crumbs` end before this page;
    `data` is JSON-LD, serialised; `noindex` keeps it out of search engines and the sitemap; `modified` is an ISO
    date and time for the sitemap; `claims` are the content files that it is made from;
    `share` is the picture that links to it are shown with.
    """

    path: str
    url: str
    template: str
    view: object
    title: str
    description: str = ""
    lang: str | None = None
    crumbs: tuple[Link, ...] = ()
    feeds: tuple[Feed, ...] = ()
    canonical: str | None = None
    data: str = ""
    draft: bool = False
    noindex: bool = False
    modified: str = ""
    image: str | None = None
    share: str | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """One file to write as it is: a feed, a stylesheet, an image."""

    path: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything that a page may be made of, by name. What is not in the scope cannot be seen by what makes the page.

    `articles` are slugs of stories whose facts count, `texts` of those whose text counts too; `topics`, `experts`,
    `editions` and `pages` are slugs of files. The names of the topics, and the cards of the people, that these
    stories mention come with them. `facts` are plain values found in the index, such as numbers and links.
    """

    articles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    experts: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    facts: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """What a page is made from: the part of the digest that its scope names, and the site."""

    digest: Digest
    site: Site
    facts: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page or file that is to be made: where it goes, what it may be made of, and how.

    `make` is a pure function of the material. `template` is the page's, empty for files. So a sheet needs making
    anew only when a value in its scope, its template, the site's settings or the code has changed.
    """

    path: str
    template: str
    scope: Scope
    make: Callable[[Material], Page | File]


@dataclass(frozen=True, slots=True)
class Listed:
    """What a site's own list of its pages says of each: `hidden` pages are kept from search engines."""

    url: str
    modified: str = ""
    hidden: bool = False


def path_of(url: str) -> str:
    """The file of an address: /topics/x/ lies at topics/x/index.html, /404.html at 404.html."""
    path = url.lstrip("/")
    return f"{path}index.html" if not path or path.endswith("/") else path


def page_at(url: str, template: str, view: object, title: str, **head: object) -> Page:
    """A page whose file follows from its address."""
    return Page(path=path_of(url), url=url, template=template, view=view, title=title, **head)  # type: ignore[arg-type]
