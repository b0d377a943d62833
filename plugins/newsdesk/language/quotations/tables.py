"""The words that one language needs for attributions. Data only; each group says what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


def words(text: str) -> frozenset[str]:
    """Several entries, blanks between; `_` stands for a blank inside an entry."""
    return frozenset(entry.replace("_", " ") for entry in text.split())


@dataclass(frozen=True)
class Table:
    """Vocabulary of one language, lower case.

    `says` takes a clause without "that"; `that_only` needs "that" or a mark, since it is as often something else;
    `objects` takes a noun as what was said ("cited costs"); `participles` follow a comma and share the subject before
    them. `nouns_too` are forms that are nouns as well and need more proof.
    """

    says: frozenset[str]
    that_only: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    participles: frozenset[str] = frozenset()
    quote_only: frozenset[str] = frozenset()
    nouns_too: frozenset[str] = frozenset()
    listeners: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    according: tuple[tuple[str, ...], ...] = ()
    he: frozenset[str] = frozenset()
    she: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()
    other_pronouns: frozenset[str] = frozenset()
    his: frozenset[str] = frozenset()
    her: frozenset[str] = frozenset()
    their: frozenset[str] = frozenset()
    views: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    adverbs: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    collectives: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    inverted: bool = False
    indirect: bool = True
    # Whether words before an attribution must show a verb of the table's kind to be a clause.
    conditional: bool = False

    @cached_property
    def cues(self) -> frozenset[str]:
        return self.says | self.that_only | self.objects | self.participles | self.quote_only
