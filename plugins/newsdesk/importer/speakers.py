"""Who speaks in an article, as slugs: profiles that are there already, and drafts of those that are not.

A speaker whose name is like a known one (0.80 and more) gets that slug as a proposal; one that is somewhat like it
(0.63 and more) gets a profile of their own, and the editor is asked. Nobody is merged unasked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from newsdesk.importer.reading import Note
from newsdesk.importer.register import Profile, Register, likest_of
from newsdesk.language.analysis import Analysis, FoundPerson, FoundQuotation, KnownEvent
from newsdesk.language.quotations.trust import LIKELY
from newsdesk.model.names import PROPOSE, score
from newsdesk.source.latin import latin_slug
from newsdesk.source.writing import compose

_OFFICE = re.compile(
    r"\b(?:president|prime minister|premier|minister|secretary|spokes\w+|press officer|governor|mayor|ambassador"
    r"|chancellor"
    r"|senator|commissioner|congress\w+|lawmaker|member of parliament|mp|mep|deputy (?:prime|foreign|minister"
    r"|head of)|king|queen"
    r"|attorney general|prosecutor|general|admiral|chief of staff|envoy|diplomat|sprecher\w*|präsident\w*"
    r"|minister\w*|kanzler\w*"
    r"|bürgermeister\w*|abgeordnete\w*|staatssekretär\w*|botschafter\w*|ministerpräsident\w*)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:former|ex-|ehemalig\w*|company|bank|club|university|institute|association|professor)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Known:
    """What the digest has already: people with profiles, slugs of topics and of articles, and what the timeline of the
    story's topic tells. `register` holds the first of the people, if there are many."""

    people: tuple[Profile, ...] = ()
    topics: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    told: tuple[KnownEvent, ...] = ()
    register: Register = field(default_factory=Register, compare=False, repr=False)

    def likest(self, person: FoundPerson) -> tuple[float, Profile] | None:
        """Whom the person is likest to, and how much; None if there is nobody to ask about."""
        names = (person.name, *person.aliases)
        found = (self.register.likest(names), likest_of(self.people[len(self.register.people) :], names))
        return max(filter(None, found), key=lambda pair: pair[0], default=None)


class Speakers:
    """The quoted persons of one article, each with a slug."""

    def __init__(self, analysis: Analysis, known: Known) -> None:
        self.notes: list[Note] = []
        self._slugs: dict[str, str] = {}
        self._new: dict[str, FoundPerson] = {}
        self._asked: dict[str, str] = {}
        self._taken = {profile.slug for profile in known.people}
        # What is proposed: words likely a person's; ministries and "observers" have no profiles.
        self.quotations = tuple(filter(is_proposed, analysis.quotations))
        names = dict.fromkeys(q.speaker_name for q in self.quotations if q.speaker_name)
        for name in names:
            person = _person(name, analysis)
            self._slugs[name] = self._slug(person, known)

    def slug_of(self, name: str | None) -> str | None:
        """The slug of a quoted person, None for nobody named."""
        return self._slugs.get(name or "")

    def profiles(self) -> list[tuple[str, str]]:
        """Draft profiles of the new speakers: (path below content/, text)."""
        return [
            (f"experts/{slug}.md", _profile(person, self._asked.get(slug, ""))) for slug, person in self._new.items()
        ]

    def _slug(self, person: FoundPerson, known: Known) -> str:
        for slug, other in self._new.items():
            if score(person.name, other.name) >= PROPOSE:
                return slug
        likeness, profile = known.likest(person) or (0.0, None)
        if profile and likeness >= PROPOSE:
            if person.name not in profile.names:
                what = f'"{person.name}" is taken for {profile.slug} ({profile.names[0]}, likeness {likeness:.2f})'
                self.notes.append(Note("unsure", f"{what}: check it"))
            return profile.slug
        slug = self._free(latin_slug(person.name) or "speaker")
        if profile:
            what = (
                f'is "{person.name}" ({slug}) the same as {profile.slug} ({profile.names[0]}, likeness {likeness:.2f})?'
            )
            self.notes.append(Note("unsure", f"{what} If so, use that slug and delete experts/{slug}.md"))
            self._asked[slug] = f"the same as {profile.slug} (likeness {likeness:.2f})?"
        self._new[slug] = person
        return slug

    def _free(self, slug: str) -> str:
        number, free = 1, slug
        while free in self._taken or free in self._new:
            number += 1
            free = f"{slug}-{number}"
        return free


def is_by_person(quotation: FoundQuotation) -> bool:
    """Whether it is attributed to somebody with a name."""
    return quotation.speaker_kind == "person" and quotation.speaker_name is not None


def is_proposed(quotation: FoundQuotation) -> bool:
    """Whether it is a person's and likelier right than wrong, words and speaker both."""
    return is_by_person(quotation) and quotation.confidence >= LIKELY


def _person(name: str, analysis: Analysis) -> FoundPerson:
    """What the text says of the person of that name."""
    exact = next((p for p in analysis.people if name == p.name or name in p.aliases), None)
    return exact or FoundPerson(name=name, quoted=True)


def is_official(person: FoundPerson) -> bool:
    """Whether the role is an office of a state, or speaking for one."""
    role = person.role or ""
    return bool(_OFFICE.search(role)) and not _PRIVATE.search(f"{role} {person.affiliation or ''}")


def _profile(person: FoundPerson, asked: str) -> str:
    official = is_official(person)
    values = {
        "name": _line(person.name),
        "kind": "official" if official else "expert",
        "aliases": [_line(alias) for alias in person.aliases],
        "role": _line(person.role or ""),
        "affiliation": _line(person.affiliation or ""),
        "status": "draft",
    }
    comments = {"name": "; ".join(filter(None, ("from the article: check the spelling", asked)))}
    comments["kind"] = "guessed from the role" if person.role else "no role was found"
    return compose("expert", values, "", comments)


def _line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
