"""Links inside a built site: where each leads, and whether anything is there. Pure, but for the pages given to it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit

from newsdesk.model.problems import Place, Problem, did_you_mean
from newsdesk.publisher.pages import Page
from newsdesk.publisher.plan import address_of

# What a link may start with besides http: it leads outside the site, and needs no look.
OUTSIDE = frozenset({"mailto", "tel", "sms", "data", "webcal", "xmpp", "geo", "ftp", "magnet"})
# Links of the Markdown dialect: they must have become addresses by now.
DIALECT = frozenset({"expert", "topic", "article", "said"})
TRAILING = ".,;:!?)"
URL_IN_CSS = re.compile(r"\burl\(\s*[\"']?([^\"')]+)")


@dataclass(frozen=True)
class Site:
    """Where the site will be: `origin` such as https://example.org, `base` the path below it, "" or "/digest"."""

    origin: str
    base: str
    files: Container[str]

    @classmethod
    def at(cls, url: str, files: Container[str]) -> Site:
        parts = urlsplit(url)
        return cls(f"{parts.scheme}://{parts.netloc}".lower(), parts.path.rstrip("/"), files)

    def below(self, path: str) -> str | None:
        """The part of an address's path below the base, starting with a slash; None if it is not of this site."""
        if not self.base:
            return path or "/"
        if path == self.base:
            return "/"
        return path.removeprefix(self.base) if path.startswith(f"{self.base}/") else None

    def file_at(self, address: str) -> str | None:
        """The file that answers an address below the base (percent-encoded), as any static host finds it."""
        path = unquote(address).lstrip("/")
        candidates = (f"{path}index.html",) if not path or path.endswith("/") else (path, f"{path}/index.html")
        return next((name for name in candidates if name in self.files), None)


@dataclass
class Links:
    """Gathers the links of all pages, then says which lead nowhere. `moved` are paths that the host redirects."""

    site: Site
    moved: frozenset[str]
    _used: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    _ids: dict[str, frozenset[str]] = field(default_factory=dict)
    _moved_pages: set[str] = field(default_factory=set)
    _odd: list[Problem] = field(default_factory=list)

    def add(self, page: Page) -> None:
        """Takes in a page. Links are kept by what they lead to, with the pages that use them."""
        self._ids[page.path] = page.ids
        if page.redirect:
            self._moved_pages.add(page.path)
        here = f"{self.site.base}{address_of(page.path)}"
        for link in page.links:
            self._take(page.path, here, link)
        self.add_addresses(page.path, page.data, fragments=False)

    def add_addresses(self, path: str, text: str, *, fragments: bool = True) -> None:
        """Takes in every address of this site that stands in a feed, sitemap or other text.

        Without `fragments` only pages are looked for: structured data names things by fragments that no page has.
        """
        own = re.escape(f"{self.site.origin}{self.site.base}")
        stop = "?" if fragments else "?#"
        for address in set(re.findall(rf"{own}(?=[/\"'<&\s\\]|\Z)[^\s\"'<>&\\{stop}]*", text)):
            self._take(path, f"{self.site.base}/", address.rstrip(TRAILING))

    def add_stylesheet(self, path: str, text: str) -> None:
        """Takes in the fonts, pictures and further sheets that a stylesheet asks for."""
        for link in set(URL_IN_CSS.findall(text)):
            self._take(path, f"{self.site.base}/{path}", link.strip())

    def problems(self) -> Iterator[Problem]:
        """Every link to nothing, and every fragment that its page does not offer; one that many pages share once."""
        yield from self._odd
        for target, links in self._used.items():
            found = self._fault(target)
            if found:
                fault, remedy = found
                yield from (_problem(link, users, fault, remedy) for link, users in links.items())

    def _take(self, path: str, here: str, link: str) -> None:
        try:
            parts = urlsplit(link.strip() if link.lstrip().startswith(("/", "http")) else urljoin(here, link.strip()))
        except ValueError as error:
            self._odd.append(Problem(Place(path), f'link "{link}" is not an address: {error}', "", "link"))
            return
        if parts.scheme and parts.scheme not in ("http", "https"):
            if parts.scheme not in OUTSIDE:
                remedy = "Name an existing profile, topic or story." if parts.scheme in DIALECT else "Take it out."
                self._odd.append(Problem(Place(path), f'link "{link}" cannot be followed by readers', remedy, "link"))
            return
        if parts.netloc and f"{parts.scheme or 'https'}://{parts.netloc}".lower() != self.site.origin:
            return
        below = self.site.below(parts.path)
        fragment = unquote(parts.fragment.split(":~:", 1)[0])
        target = f"{below}#{fragment}" if below is not None else f"outside {parts.path}"
        self._used.setdefault(target, {}).setdefault(link, []).append(path)

    def _fault(self, target: str) -> tuple[str, str] | None:
        if target.startswith("outside "):
            return f"leads out of the site, which lies below {self.site.base}/", "Begin it with the site's base path."
        address, _, fragment = target.partition("#")
        name = self.site.file_at(address)
        if name is None:
            if self._is_moved(address):
                return None
            return "leads nowhere", "Mend the link, or publish what it leads to."
        if not fragment or fragment == "top" or name not in self._ids or name in self._moved_pages:
            return None
        if fragment in self._ids[name]:
            return None
        near = did_you_mean(fragment, self._ids[name]) if len(self._ids[name]) < 500 else ""
        return f"leads to a part of {name} that is not there. {near}".strip(), "Mend the part after the #."

    def _is_moved(self, address: str) -> bool:
        path = unquote(address).strip("/")
        return path in self.moved or f"{path}/index.html" in self.moved


def _problem(link: str, users: list[str], fault: str, remedy: str) -> Problem:
    others = len(users) - 1
    more = f" (likewise on {others:,} other {'page' if others == 1 else 'pages'})" if others else ""
    return Problem(Place(min(users)), f'link "{link}" {fault}{more}', remedy, "link")
