"""What a release would change, compared with the one that is live, in words. Pure: two manifests in, a plan out.

3 new stories, 2 topics changed, 4 feeds changed, 1 address removed without alias
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsdesk.publisher.manifest import Manifest

# What lies at <key>/<slug>/, or what else a file is → one, many, as a reader calls it. The order is the summary's.
KINDS = {
    "articles": ("story", "stories"),
    "topics": ("topic", "topics"),
    "experts": ("expert", "experts"),
    "editions": ("edition", "editions"),
    "authors": ("author page", "author pages"),
    "sources": ("source page", "source pages"),
    "commentary": ("commentary page", "commentary pages"),
    "archive": ("archive page", "archive pages"),
    "page": ("other page", "other pages"),
    "redirect": ("redirect", "redirects"),
    "feed": ("feed", "feeds"),
    "picture": ("picture", "pictures"),
    "file": ("other file", "other files"),
}
FEEDS = ("feed.xml", "feed.json")
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".svg", ".ico")


@dataclass(frozen=True)
class Plan:
    """Paths, sorted. `gone` are addresses that nothing answers any more; `first` if nothing was live before.

    `stories_before` and `stories_after` count addresses of stories, redirects from them included; `before` is the
    number of files that are live; `upload` is in bytes.
    """

    first: bool
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    gone: tuple[str, ...]
    redirects: frozenset[str]
    before: int
    stories_before: int
    stories_after: int
    upload: int

    @property
    def words(self) -> str:
        """The whole plan as one line without a full stop."""
        parts = [*self._counted()]
        if self.gone:
            one = len(self.gone) == 1
            parts.append(f"{len(self.gone)} {'address' if one else 'addresses'} removed without alias")
        line = ", ".join(parts) or "no file changed"
        return f"first release: {line}" if self.first else line

    def _counted(self) -> Iterator[str]:
        counts = [Counter(self._kind(path) for path in paths) for paths in (self.added, self.changed, self.removed)]
        for kind, (one, many) in KINDS.items():
            added, changed, removed = (count[kind] for count in counts)
            if added:
                yield f"{added:,} {'' if self.first else 'new '}{one if added == 1 else many}"
            if changed:
                yield f"{changed:,} {one if changed == 1 else many} changed"
            if removed:
                yield f"{removed:,} {one if removed == 1 else many} removed"

    def _kind(self, path: str) -> str:
        return "redirect" if path in self.redirects else kind_of(path)


def make_plan(new: Manifest, live: Manifest | None, redirects: Iterable[str] = ()) -> Plan:
    """Compares `new` with what is `live`. `redirects` are paths of the new site that lead to another address.

    A path in `redirects` need not be a file: a host may answer it from its own table.
    """
    old, fresh, moved = live.by_path if live else {}, new.by_path, frozenset(redirects)
    answered = fresh.keys() | moved
    added = tuple(path for path in fresh if path not in old)
    changed = tuple(path for path in fresh if path in old and old[path] != fresh[path])
    return Plan(
        first=live is None,
        added=added,
        changed=changed,
        removed=tuple(path for path in old if path not in fresh),
        gone=tuple(address_of(path) for path in old if _is_gone(path, answered, moved)),
        redirects=moved,
        before=len(old),
        stories_before=sum(is_story(path) for path in old),
        stories_after=sum(is_story(path) for path in answered),
        upload=sum(fresh[path].size for path in (*added, *changed)),
    )


def address_of(path: str) -> str:
    """The address that a file answers, below the site's base: articles/talks/index.html answers /articles/talks/."""
    return "/" + (path.removesuffix("index.html") if path == "index.html" or path.endswith("/index.html") else path)


def kind_of(path: str) -> str:
    """A key of `KINDS`."""
    name = path.rsplit("/", 1)[-1]
    if name in FEEDS:
        return "feed"
    if path.endswith(".html"):
        return _page_kind(path.split("/"))
    return "picture" if path.lower().endswith(PICTURES) else "file"


def _page_kind(parts: list[str]) -> str:
    """Topics, experts and the rest have one page each; their indexes are other pages."""
    room, depth = parts[0], len(parts)
    if room == "archive" and depth > 1:
        return "archive"
    if room == "topics" and depth == 4 and parts[2] == "commentary":
        return "commentary"
    return room if room in KINDS and depth == 3 and parts[2] == "index.html" else "page"


def is_story(path: str) -> bool:
    """Whether the file is the page of one story: articles/<slug>/index.html."""
    parts = path.split("/")
    return len(parts) == 3 and parts[0] == "articles" and parts[2] == "index.html"


def _is_gone(path: str, answered: set[str], moved: frozenset[str]) -> bool:
    """Whether readers or feed readers would miss the file: a page or a feed that nothing answers now.

    A feed may go when its page became a redirect: feed readers follow the page.
    """
    if path in answered or not (path.endswith(".html") or path.rsplit("/", 1)[-1] in FEEDS):
        return False
    if path.rsplit("/", 1)[-1] in FEEDS:
        return f"{path.rpartition('/')[0]}/index.html".lstrip("/") not in moved
    return True
