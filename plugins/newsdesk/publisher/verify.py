"""Whether a built site is sound in itself: what must hold before readers may see it, whatever the guards say.

Links and their fragments lead to something inside the site; nothing unpublished, not due, secret or of this machine is
in any file, the search index too; pages are whole and keep to the site's policy and limits; feeds, sitemaps, JSON and
structured data parse. Reads the built folder, nothing else. Every problem is named at once, by its place in the site.

Files that are as they were at the last inspection are not read again: what was found in them is remembered, and if
that site was sound, only what differs is held against the rest. The answer is the same.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

import lxml
import msgspec

from newsdesk.model.problems import Place, Problem
from newsdesk.publisher.facts import Facts, Judge, is_looked_at, lists_no_story
from newsdesk.publisher.formats import PICTURES
from newsdesk.publisher.links import Offer, Site, link_faults
from newsdesk.publisher.manifest import Item, Manifest, open_plain
from newsdesk.publisher.memory import Head, Inspected, Memory
from newsdesk.publisher.plan import is_story
from newsdesk.publisher.policy import policies_by_path
from newsdesk.publisher.search_index import is_chunk
from newsdesk.settings import Settings

HEADERS = "_headers"
PAGE_LIMIT, PICTURE_LIMIT = Settings.page_limit, Settings.picture_limit
KB = 1000


@dataclass(frozen=True)
class Rules:
    """What a site is held to. `site_url` is the address it will have, `clock` what counts as now (with a zone).

    `page_limit` and `picture_limit` are the greatest sizes of one file, in kB; `unpublished` are slugs of stories that
    readers may not see, each with what is said of it: "is a draft".
    """

    site_url: str
    clock: dt.datetime
    allow_local: bool = False
    page_limit: int = PAGE_LIMIT
    picture_limit: int = PICTURE_LIMIT
    unpublished: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Inspection:
    """What was found: problems by place, and the paths that lead to another address (by a page or by the host)."""

    problems: tuple[Problem, ...]
    redirects: frozenset[str]


def inspect(built: Path, manifest: Manifest, rules: Rules, memory: Memory | None = None) -> Inspection:
    """Looks at every file of the site in `built`, whose files are `manifest`."""
    memory = memory or Memory(None)
    try:
        return _Inspector(built, manifest, rules, memory).inspect()
    except (sqlite3.DatabaseError, UnicodeDecodeError, msgspec.MsgspecError, KeyError):  # damaged: that costs only time
        memory.forget()
        return _Inspector(built, manifest, rules, Memory(None)).inspect()


class _Inspector:
    """One inspection: what was found in files before, in those that differ now, and what follows for the whole."""

    def __init__(self, built: Path, manifest: Manifest, rules: Rules, memory: Memory) -> None:
        self.built, self.manifest, self.rules, self.memory = built, manifest, rules, memory
        self.site = Site.at(rules.site_url)
        self.rules_digest = _digest_of_rules(rules, manifest)
        before = memory.inspected(self.rules_digest)
        self.known, self.was_sound = before.heads, before.sound
        self.fresh = dict(self._read(item) for item in manifest.items if self._differs(item))
        self.gone = self.known.keys() - manifest.by_path.keys()
        self.heads = {
            item.path: _head_of(item, self.fresh[item.path]) if item.path in self.fresh else self.known[item.path]
            for item in manifest.items
        }
        self.moved = frozenset(path for head in self.heads.values() for path in head.moved)
        self.offer = Offer(self.site, manifest.by_path, self.moved, self._ids_of, rules.unpublished)
        self._asked: dict[str, Facts] = {}

    def inspect(self) -> Inspection:
        problems = [*self._overweight(), *self._unpublished(), *self._not_due()]
        if not self._is_as_sound_as_before():
            problems += self._faults_of_all()
        found = Inspected(self.rules_digest, self.heads, not problems)
        self.memory.keep(found, self.fresh, self.gone, anew=not self.known)
        return Inspection(tuple(sorted(set(problems))), self.moved)

    def _differs(self, item: Item) -> bool:
        head = self.known.get(item.path)
        return head is None or head.sha256 != item.sha256

    def _read(self, item: Item) -> tuple[str, Facts]:
        if not is_looked_at(item.path):
            return item.path, Facts()
        with open_plain(self.built / item.path) as file:
            return item.path, self._judge.facts_of(item.path, file.read())

    @cached_property
    def _judge(self) -> Judge:
        headers = ""
        if HEADERS in self.manifest.by_path:
            headers = (self.built / HEADERS).read_text("utf-8", "replace")
        return Judge(self.site, policies_by_path(headers), self.rules.allow_local)

    def _facts_at(self, path: str) -> Facts:
        if path in self.fresh:
            return self.fresh[path]
        if path not in self._asked:
            self._asked.update(self.memory.facts({path: self.heads[path]}))
        return self._asked[path]

    def _ids_of(self, path: str) -> frozenset[str] | None:
        return self._facts_at(path).ids if path.endswith(".html") else None

    def _is_as_sound_as_before(self) -> bool:
        """Whether the site was sound when last inspected, and nothing that differs can have made it otherwise."""
        if not self.was_sound or not all(map(is_chunk, self.gone)):
            return False
        other = {path: self.known[path] for path in self.fresh.keys() & self.known.keys()}
        before = dict(self.memory.facts(other))
        if len(before) < len(other) or any(not old.ids <= self.fresh[path].ids for path, old in before.items()):
            return False
        moved_before = {path for head in self.known.values() for path in head.moved}
        new = self.fresh.keys() - self.known.keys()
        if not moved_before <= self.moved or any(p in moved_before or f"{p}/index.html" in self.known for p in new):
            return False  # another file answers, or none does, where a link led
        return not any(self._is_faulty(path, facts) for path, facts in self.fresh.items())

    def _is_faulty(self, path: str, facts: Facts) -> bool:
        if facts.problems or self.heads[path].empty or any(self.offer.fault_of(target) for target, _ in facts.uses):
            return True
        return is_story(path) and any(self.heads[topic].empty for topic in self._topics_of(facts))

    def _topics_of(self, facts: Facts) -> Iterator[str]:
        """The pages of topics to which a page leads."""
        for target, _ in facts.uses:
            if target.startswith("/topics/") and (path := self.offer.file_at(target.partition("#")[0])):
                yield path

    def _faults_of_all(self) -> Iterator[Problem]:
        """Whatever is wrong with any file, and with what leads from one to the other."""
        every = dict(self.memory.facts({p: head for p, head in self.heads.items() if p not in self.fresh}))
        every |= self.fresh
        if len(every) < len(self.heads):
            raise KeyError("facts")  # of some files nothing is remembered
        self._asked = every
        yield from chain.from_iterable(facts.problems for facts in every.values())
        yield from link_faults(((path, facts.uses) for path, facts in every.items()), self.offer)
        named: Counter[str] = Counter()
        for path, facts in every.items():
            named.update(set(self._topics_of(facts)) if is_story(path) else ())
        for path, count in named.items():
            if self.heads[path].empty:
                fault = f"lists no story, although {count:,} {'leads' if count == 1 else 'lead'} to it"
                yield Problem(Place(path), fault, "Build anew: ./desk clean && ./desk publish.", "empty-topic")

    def _overweight(self) -> Iterator[Problem]:
        page, picture = self.rules.page_limit, self.rules.picture_limit
        for item in self.manifest.items:
            if item.size <= KB * min(page, picture):
                continue
            if item.path.endswith(".html") and item.size > page * KB:
                yield _overweight(item, page, "Split the page, or raise NEWSDESK_PAGE_LIMIT in pelicanconf.py.")
            elif item.path.lower().endswith(PICTURES) and item.size > picture * KB:
                yield _overweight(item, picture, "Make it smaller, or raise NEWSDESK_PICTURE_LIMIT in pelicanconf.py.")

    def _unpublished(self) -> Iterator[Problem]:
        """Pages of stories that readers may not see. Links to them lead nowhere, and are named among links."""
        for slug, reason in self.rules.unpublished.items():
            path = f"articles/{slug}/index.html"
            if path in self.heads and path not in self.moved:
                fault = f"is the page of a story that {reason}"
                yield Problem(Place(path), fault, "Build anew: ./desk clean && ./desk publish.", "unpublished")

    def _not_due(self) -> Iterator[Problem]:
        now = self.rules.clock.timestamp()
        for path, head in self.heads.items():
            if head.latest > now:
                facts = self._facts_at(path)
                fault = f"tells of what is published on {facts.latest_words}, and by the clock it is "
                fault += f"{self.rules.clock.isoformat(timespec='minutes')}"
                remedy = "Build anew with the clock that you publish by (NEWSDESK_CLOCK)."
                yield Problem(Place(path, facts.latest_line), fault, remedy, "future")


def _overweight(item: Item, limit: int, remedy: str) -> Problem:
    fault = f"has {item.size / KB:,.0f} kB; more than {limit:,} kB keep readers waiting"
    return Problem(Place(item.path), fault, remedy, "weight")


def _head_of(item: Item, facts: Facts) -> Head:
    return Head(item.sha256, facts.moved, facts.latest, lists_no_story(item.path, facts))


def _digest_of_rules(rules: Rules, manifest: Manifest) -> str:
    """Equal if what is found in a file of equal bytes is equal."""
    headers = manifest.by_path.get(HEADERS)
    told = (rules.site_url, rules.allow_local, headers.sha256 if headers else "", _code())
    return hashlib.sha256(repr(told).encode()).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    """A digest of the code that looks at files, and of the libraries that it asks."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in sorted([*here.glob("*.py"), *(here.parent / "model").glob("*.py")]):
        digest.update(path.read_bytes())
    libraries = sorted(path.name for path in Path(lxml.__file__).parents[1].glob("*.dist-info"))
    return hashlib.sha256(repr((digest.hexdigest(), libraries)).encode()).hexdigest()
