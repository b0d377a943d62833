"""What the verifier finds in one file of a built site, looked at alone: enough to judge the whole without it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from newsdesk.model.media import is_text
from newsdesk.model.problems import Place, Problem
from newsdesk.publisher.formats import PICTURES, data_faults
from newsdesk.publisher.leaks import latest_moment, leaks
from newsdesk.publisher.links import Site, Use
from newsdesk.publisher.pages import read_page
from newsdesk.publisher.plan import address_of, kind_of
from newsdesk.publisher.policy import Policy, sent_with
from newsdesk.publisher.search_index import address_of_page, is_fragment, unpacked

REDIRECTS = "_redirects"
# Scripts of Pagefind's own, which hold addresses as patterns.
FOREIGN = frozenset(["pagefind/pagefind.js", "pagefind/pagefind-worker.js"])


@dataclass(frozen=True, slots=True)
class Facts:
    """`uses` are the addresses that the file leads to; `ids` the parts that links may name; `moved` the paths that
    lead on to another address because of it; `latest` when the newest thing in it was published (seconds since 1970),
    with its line and the words that say so."""

    problems: tuple[Problem, ...] = ()
    uses: tuple[Use, ...] = ()
    ids: frozenset[str] = frozenset()
    moved: tuple[str, ...] = ()
    latest: float = 0.0
    latest_line: int = 0
    latest_words: str = ""


@dataclass(frozen=True)
class Judge:
    """By what each file is judged: where the site will be, and the policies that its host sends by address."""

    site: Site
    policies: tuple[tuple[re.Pattern[str], Policy], ...] = ()
    allow_local: bool = False
    _common: dict[Use, Use] = field(default_factory=dict, repr=False)  # most links stand on many pages

    def facts_of(self, path: str, content: bytes) -> Facts:
        """What is found in a file that `is_looked_at`. Never raises."""
        if path.lower().endswith(PICTURES):
            return Facts(tuple(data_faults(path, content)))
        if is_fragment(path):
            return self._of_fragment(path, content)
        content = _unfolded(path, content)
        found = [*leaks(path, content, allow_local=self.allow_local or path in FOREIGN)]
        moved: tuple[str, ...] = ()
        ids: frozenset[str] = frozenset()
        if path.endswith(".html"):
            address = f"{self.site.base}{address_of(path)}"
            sent = tuple(sent_with(address, self.policies))
            page = read_page(path, content, here=f"{self.site.origin}{address}", sent=sent)
            ids, moved = page.ids, (path,) if page.redirect else ()
            found += page.problems
            used = [*self.site.uses(path, page.links), *self.site.uses_in_text(path, page.data, fragments=False)]
        else:
            text = content.decode("utf-8", "replace")
            found += data_faults(path, content)
            used = [*self.site.uses_in_text(path, text)]
            used += self.site.uses_in_stylesheet(path, text) if path.endswith(".css") else ()
            moved = tuple(_moved_by_host(text, self.site)) if path == REDIRECTS else ()
        return self._facts(found, used, ids, moved, latest_moment(content))

    def _of_fragment(self, path: str, content: bytes) -> Facts:
        """Addresses in the search index are seen from the site's base."""
        text = unpacked(content)
        if text is None or not (address := address_of_page(text)):
            fault = "is not what Pagefind reads"
            return Facts((Problem(Place(path), fault, "Build anew: ./desk clean && ./desk publish.", "search"),))
        used = self.site.uses(path, [f"{self.site.base}{address}" if address.startswith("/") else address])
        return self._facts(
            [*leaks(path, text, allow_local=self.allow_local)], used, frozenset(), (), latest_moment(text)
        )

    def _facts(
        self,
        found: list[Problem],
        used: Iterable[Use | Problem],
        ids: frozenset[str],
        moved: tuple[str, ...],
        latest: tuple[float, int, str],
    ) -> Facts:
        uses: set[Use] = set()
        for one in used:
            if isinstance(one, Problem):
                found.append(one)
            else:
                uses.add(self._common.setdefault(one, one))
        return Facts(tuple(sorted(set(found))), tuple(sorted(uses)), ids, moved, *latest)


def is_looked_at(path: str) -> bool:
    """Whether anything can be found in a file of that name."""
    return is_text(path) or is_fragment(path) or path.lower().endswith(PICTURES)


def lists_no_story(path: str, facts: Facts) -> bool:
    """Whether it is the page of a topic on which no story stands."""
    return kind_of(path) == "topics" and not facts.moved and not any(t.startswith("/articles/") for t, _ in facts.uses)


def _unfolded(path: str, content: bytes) -> bytes:
    """A calendar with its folded lines made whole, and so the addresses in it; any other file as it is."""
    return re.sub(rb"\r?\n[ \t]", b"", content) if path.endswith(".ics") else content


def _moved_by_host(table: str, site: Site) -> Iterator[str]:
    """Paths that the host redirects, from lines `/from /to 301` of `_redirects`; patterns say nothing certain."""
    for line in table.splitlines():
        words = line.split("#", 1)[0].split()
        if len(words) < 2 or not words[0].startswith("/") or "*" in words[0] or "/:" in words[0]:
            continue
        below = site.below(urlsplit(words[0]).path)
        if below is not None and not (len(words) > 2 and words[2][:3] in ("404", "410")):
            yield from _paths_of(below)


def _paths_of(address: str) -> Iterable[str]:
    """The file names that would answer an address: /old/ and /old are old/index.html, /old.html is itself."""
    path = unquote(address).strip("/")
    if address.endswith("/"):
        return (f"{path}/index.html",)
    return (path, f"{path}/index.html")
