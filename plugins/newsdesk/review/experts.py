"""Who is who in a digest: profiles and how often each is quoted, and where an editor should look.

Pure: a digest in, an overview out. Profiles whose names are alike from .80 are likely one person, from .63 they may
be (`model.names`); nobody is merged here.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from newsdesk.model.digest import Digest, Expert, Text
from newsdesk.model.names import PROPOSE
from newsdesk.model.problems import errors
from newsdesk.review.people import Roster
from newsdesk.source.people import spelling_key
from newsdesk.source.tree import read_tree

Verdict = Literal["likely", "ask"]
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A profile. `quoted` counts accepted quotations, `proposed` open ones, `named` other mentions by slug."""

    slug: str
    name: str
    role: str
    status: str
    quoted: int
    proposed: int
    named: int


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Two profiles that may be one person, the more quoted one first, and what speaks for and against it."""

    first: str
    second: str
    score: float
    verdict: Verdict
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unprofiled:
    """Somebody quoted who has no profile: by plain name, or by a slug that leads nowhere. `near` are slugs."""

    name: str
    slug: str | None
    quoted: int
    near: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """Profiles by name, suspicions likeliest first, people without a profile most quoted first, idle profiles.

    `unread` are files with errors, as printed: whom they quote is not counted.
    """

    profiles: tuple[ProfileLine, ...]
    suspicions: tuple[Suspicion, ...]
    unprofiled: tuple[Unprofiled, ...]
    unreferred: tuple[str, ...]
    unread: tuple[str, ...] = ()

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    @property
    def summary(self) -> str:
        """For a terminal: a part for each list that holds something."""
        return "\n".join(_lines(self))


def list_experts(content: Path, *, zone: ZoneInfo, base: str = "") -> Overview:
    """The overview of a content tree. Files that cannot be read are counted, as what they say is missing."""
    digest, problems = read_tree(content, zone=zone, base=base)
    broken = {problem.place.path for problem in errors(problems)}
    return replace(overview(digest), unread=tuple(sorted(broken)))


def overview(digest: Digest) -> Overview:
    """The overview of a digest, drafts included."""
    roster = Roster(digest.experts)
    quoted, proposed, plain, shared = _speakers(digest)
    named = _named(digest)
    profiles = tuple(
        ProfileLine(
            expert.slug,
            expert.name,
            ", ".join(filter(None, (expert.role, expert.affiliation))),
            expert.status,
            quoted[expert.slug],
            proposed[expert.slug],
            named[expert.slug],
        )
        for expert in digest.experts
    )
    counts = {line.slug: line.quoted for line in profiles}
    return Overview(
        profiles,
        tuple(sorted(_suspicions(roster, counts, shared), key=lambda found: (-found.score, found.first, found.second))),
        tuple(sorted(_unprofiled(roster, plain), key=lambda person: (-person.quoted, person.name))),
        tuple(line.slug for line in profiles if not (line.quoted or line.proposed or line.named)),
    )


def _speakers(
    digest: Digest,
) -> tuple[Counter[str], Counter[str], Counter[tuple[str | None, str]], dict[str, set[str]]]:
    """Accepted and open quotations by slug, those of nobody with a profile, and the stories that quote each slug."""
    quoted: Counter[str] = Counter()
    proposed: Counter[str] = Counter()
    plain: Counter[tuple[str | None, str]] = Counter()
    stories: dict[str, set[str]] = {}
    for article in digest.articles:
        for quotation in article.body.quotations:
            slug = quotation.speaker
            if slug is None or slug not in digest.expert:
                plain[(slug, quotation.speaker_name)] += 1
                continue
            (proposed if quotation.proposed else quoted)[slug] += 1
            stories.setdefault(slug, set()).add(article.slug)
    return quoted, proposed, plain, stories


def _named(digest: Digest) -> Counter[str]:
    """How often each slug is named other than as a speaker: links to the profile, people of events."""
    found: Counter[str] = Counter()
    for body in _bodies(digest):
        found.update(reference.target for reference in body.references if reference.kind == "expert")
        found.update(link.split("/")[2] for link, _ in body.links if link.startswith("/experts/"))
    for article in digest.articles:
        found.update(person for event in article.timeline for person in event.people)
    return found


def _bodies(digest: Digest) -> Iterator[Text]:
    parts: tuple[Iterable[object], ...] = (
        digest.articles, digest.topics, digest.experts, digest.editions, digest.pages,
    )  # fmt: skip
    for part in (part for group in parts for part in group):
        body = getattr(part, "body", None)
        if isinstance(body, Text):
            yield body


def _suspicions(roster: Roster, quoted: dict[str, int], stories: dict[str, set[str]]) -> Iterator[Suspicion]:
    best: dict[tuple[str, str], tuple[float, str, str]] = {}
    for expert in roster.experts:
        for spelling in dict.fromkeys((expert.name, *expert.aliases)):
            for found in roster.like(spelling):
                pair = (expert.slug, found.slug) if expert.slug < found.slug else (found.slug, expert.slug)
                if expert.slug != found.slug and found.score > best.get(pair, (0.0, "", ""))[0]:
                    best[pair] = (found.score, spelling, found.spelling)
    for (one, other), (score, spelling, alike) in best.items():
        first, second = sorted((one, other), key=lambda slug: (-quoted[slug], slug))
        reasons = _reasons(roster.by_slug[first], roster.by_slug[second], spelling, alike, stories)
        yield Suspicion(first, second, round(score, 2), "likely" if score >= PROPOSE else "ask", tuple(reasons))


def _reasons(first: Expert, second: Expert, spelling: str, alike: str, stories: dict[str, set[str]]) -> Iterator[str]:
    same = spelling_key(spelling) == spelling_key(alike)
    yield f'both are called "{spelling}"' if same else f'"{spelling}" is spelled like "{alike}"'
    for what in ("role", "affiliation"):
        mine, theirs = getattr(first, what), getattr(second, what)
        if mine and theirs:
            agree = spelling_key(mine) == spelling_key(theirs)
            yield f"same {what}: {mine}" if agree else f"{what} differs: {mine}; {theirs}"
    links = sorted(set(first.links) & set(second.links))
    if links:
        yield f"same link: {links[0]}"
    both = sorted(stories.get(first.slug, set()) & stories.get(second.slug, set()))
    if both:
        yield f"both speak in {both[0]}{f' and {len(both) - 1} more' if len(both) > 1 else ''}: look there first"


def _unprofiled(roster: Roster, plain: Counter[tuple[str | None, str]]) -> Iterator[Unprofiled]:
    for (slug, name), count in plain.items():
        near = roster.like(name)[:_MOST_NEAR]
        yield Unprofiled(name, slug, count, tuple(found.slug for found in near))


# --- For a terminal --------------------------------------------------------------------------------------------------
def _lines(view: Overview) -> Iterator[str]:
    yield f"{len(view.profiles)} profile{'' if len(view.profiles) == 1 else 's'}"
    width = max((len(line.slug) for line in view.profiles), default=0)
    for line in view.profiles:
        about = f"{line.name}{f', {line.role}' if line.role else ''}"
        waiting = f", {line.proposed} proposed" if line.proposed else ""
        yield f"  {line.slug:<{width}}  {line.status:<9}  quoted {line.quoted}{waiting}  {about}"
    if view.suspicions:
        yield "\nPerhaps one person (see how they become one: ./desk experts merge SECOND FIRST)"
    for pair in view.suspicions:
        verdict = "likely" if pair.verdict == "likely" else "may be"
        yield f"  {pair.first}  {pair.second}  {verdict} {pair.score:.2f}: {'; '.join(pair.reasons)}"
    if view.unprofiled:
        yield "\nQuoted, without a profile"
    for person in view.unprofiled:
        slug = f" (said:{person.slug})" if person.slug else ""
        near = f"; like {', '.join(person.near)}" if person.near else ""
        yield f"  {person.name}{slug}: {person.quoted}{near}"
    if view.unreferred:
        yield "\nProfiles that nothing refers to"
        yield from (f"  {slug}" for slug in view.unreferred)
    if view.unread:
        yield "\nNot counted, since they have faults (see ./desk check)"
        yield from (f"  {path}" for path in view.unread)
