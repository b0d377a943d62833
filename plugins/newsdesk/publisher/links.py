"""Links inside a built site: where each leads, and whether anything is there. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from newsdesk.model.problems import Place, Problem, did_you_mean
from newsdesk.publisher.plan import address_of, is_story

# What a link may start with besides http: it leads outside the site, and needs no look.
OUTSIDE = frozenset({"mailto", "tel", "sms", "data", "webcal", "xmpp", "geo", "ftp", "magnet"})
# Links of the Markdown dialect: they must have become addresses by now.
DIALECT = frozenset({"expert", "topic", "article", "said"})
TRAILING = ".,;:!?)"
URL_IN_CSS = re.compile(r"\burl\(\s*[\"']?([^\"')]+)")
PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|ico)\Z", re.IGNORECASE)
# A use of an address: where it leads, as `Site.target_of` writes it, and the link as it stands.
Use = tuple[str, str]


@dataclass(frozen=True)
class Site:
    """Where the site will be: `origin` such as https://example.org, `base` the path below it, "" or "/digest"."""

    origin: str
    base: str

    @classmethod
    def at(cls, url: str) -> Site:
        parts = urlsplit(url)
        return cls(f"{parts.scheme}://{parts.netloc}".lower(), parts.path.rstrip("/"))

    def below(self, path: str) -> str | None:
        """The part of an address's path below the base, starting with a slash; None if it is not of this site."""
        if not self.base:
            return path or "/"
        if path == self.base:
            return "/"
        return path.removeprefix(self.base) if path.startswith(f"{self.base}/") else None

    def uses(self, path: str, links: Iterable[str]) -> Iterator[Use | Problem]:
        """Where the links that stand in the page or file at `path` lead, those out of the site left out."""
        here = f"{self.base}{address_of(path)}"
        return (found for link in links if (found := self._use(path, here, link)))

    def uses_in_text(self, path: str, text: str, *, fragments: bool = True) -> Iterator[Use | Problem]:
        """Every address of this site that stands in a feed, sitemap or other text.

        Without `fragments` only pages are looked for: structured data names things by fragments that no page has.
        """
        own = re.escape(f"{self.origin}{self.base}")
        stop = "?" if fragments else "?#"
        found = set(re.findall(rf"{own}(?=[/\"'<&\s\\]|\Z)[^\s\"'<>&\\{stop}]*", text))
        return self.uses(path, (address.rstrip(TRAILING) for address in found))

    def uses_in_stylesheet(self, path: str, text: str) -> Iterator[Use | Problem]:
        """The fonts, pictures and further sheets that a stylesheet asks for."""
        return self.uses(path, (link.strip() for link in set(URL_IN_CSS.findall(text))))

    def _use(self, path: str, here: str, link: str) -> Use | Problem | None:
        try:
            parts = urlsplit(link.strip() if link.lstrip().startswith(("/", "http")) else urljoin(here, link.strip()))
        except ValueError as error:
            return Problem(Place(path), f'link "{link}" is not an address: {error}', "Take it out.", "link")
        if parts.scheme and parts.scheme not in ("http", "https"):
            if parts.scheme in OUTSIDE:
                return None
            remedy = "Name an existing profile, topic or story." if parts.scheme in DIALECT else "Take it out."
            return Problem(Place(path), f'link "{link}" cannot be followed by readers', remedy, "link")
        if parts.netloc and f"{parts.scheme or 'https'}://{parts.netloc}".lower() != self.origin:
            return None
        below = self.below(parts.path)
        fragment = unquote(parts.fragment.split(":~:", 1)[0])
        return (f"{below}#{fragment}" if below is not None else f"outside {parts.path}", link)


@dataclass(frozen=True)
class Offer:
    """What a site has for links to lead to.

    `files` are its paths, `moved` those that lead on to another (by a page, or by the host and then without a file);
    `ids_of` says what parts a page has, None for what is no page; `unpublished` are slugs of stories that readers may
    not see, with the reason.
    """

    site: Site
    files: Container[str]
    moved: Collection[str]
    ids_of: Callable[[str], frozenset[str] | None]
    unpublished: Mapping[str, str]

    def file_at(self, address: str) -> str | None:
        """The file that answers an address below the base (percent-encoded), as any static host finds it."""
        path = unquote(address).lstrip("/")
        candidates = (f"{path}index.html",) if not path or path.endswith("/") else (path, f"{path}/index.html")
        return next((name for name in candidates if name in self.files), None)

    def fault_of(self, target: str) -> tuple[str, str, str] | None:
        """Rule, fault and remedy of a link that leads there; None if somebody who follows it finds what it says."""
        if target.startswith("outside "):
            fault = f"leads out of the site, which lies below {self.site.base}/"
            return "link", fault, "Begin it with the site's base path."
        address, _, fragment = target.partition("#")
        name = self.file_at(address)
        if name is None:
            return None if self._is_moved(address) else self._nowhere(address)
        if not fragment or fragment == "top" or name in self.moved:
            return None
        ids = self.ids_of(name)
        if ids is None or fragment in ids:
            return None
        near = did_you_mean(fragment, ids) if len(ids) < 500 else ""
        fault = f"leads to a part of {name} that is not there. {near}".strip()
        return "fragment", fault, "Mend the part after the #."

    def _nowhere(self, address: str) -> tuple[str, str, str]:
        path = f"{unquote(address).strip('/')}/index.html"
        slug = path.split("/")[1] if is_story(path) else ""
        if slug in self.unpublished:
            fault = f"leads to a story that {self.unpublished[slug]}"
            return "unpublished", fault, "Publish the story, or take the link out; then build anew."
        if address.endswith(".css"):
            return "stylesheet", "leads nowhere", "Look into static/css/layers.txt of the theme; build anew."
        if PICTURE.search(address):
            return "picture", "leads nowhere", "Put the picture there, or mend the link."
        return "link", "leads nowhere", "Mend the link, or publish what it leads to."

    def _is_moved(self, address: str) -> bool:
        path = unquote(address).strip("/")
        return path in self.moved or f"{path}/index.html" in self.moved


def link_faults(used: Iterable[tuple[str, Iterable[Use]]], offer: Offer) -> Iterator[Problem]:
    """Every link to nothing, and every fragment that its page does not offer; one that many pages share once.

    `used` names paths with what they use.
    """
    users: dict[str, dict[str, list[str]]] = {}
    for path, uses in used:
        for target, link in uses:
            users.setdefault(target, {}).setdefault(link, []).append(path)
    for target, links in users.items():
        if found := offer.fault_of(target):
            yield from (_problem(link, paths, *found) for link, paths in links.items())


def _problem(link: str, users: list[str], rule: str, fault: str, remedy: str) -> Problem:
    others = len(users) - 1
    more = f" (likewise on {others:,} other {'page' if others == 1 else 'pages'})" if others else ""
    return Problem(Place(min(users)), f'link "{link}" {fault}{more}', remedy, rule)
