"""What a language brings to the linking of undated sentences: words of telling, and names of events with their verbs.

A language without an entry links nothing.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LinkWords:
    """Patterns and lists of one language.

    `other` are finite verbs that tell of no past day: the present, perfects, the future, modals. `definite` stands
    before an event that is known already; `nouns` are names of events. `same` groups names that speak of one thing.
    `endings` are cut off, the longest first, so that "suspended" and "suspension" meet. `dull` are words too common
    to tell two events alike.
    """

    other: str
    definite: str
    nouns: str
    same: tuple[frozenset[str], ...]
    endings: tuple[str, ...]
    dull: frozenset[str]


def _words(rows: str) -> list[str]:
    return rows.split()


_ENGLISH = LinkWords(
    other=(
        r"has|have|had|is|are|'s|’s|will|may|might|could|would|can|must|should|says?|plans?|expects?|wants?|hopes?|"
        r"believes?|claims?|remains?"
    ),
    definite=r"(?:\b(?:the|this|that|these|those|its|their|his|her|whose)|['’]s|s['’]) (?:[\w-]+ ){0,2}?",
    nouns=(
        r"launch|purchase|sale|delivery|deliveries|suspension|protests?|lawsuit|suit|trial|flight|tour|crash|strike|"
        r"merger|ban|recall|order|deal|agreement|contract|settlement|accord|treaty|pact|elections?|vote|attacks?|visit|"
        r"talks|summit|meeting|conference|introduction|announcement|acquisition|takeover|bankruptcy|bailout|loans?|"
        r"hearing|ruling|verdict|appeal|death|resignation|appointment|surgery|earthquake|explosion|fire|storm|war|"
        r"invasion|coup|opening|closure|layoffs|arrests?|award|bombing|shooting|referendum|inauguration|ceremony|"
        r"debut|departure|withdrawal|collapse|default|downgrade|rally|outbreak|rescue|eviction|annexation|ceasefire|"
        r"truce|raid|siege|derailment|sinking|festival|expulsion|sentencing|conviction|indictment"
    ),
    same=(
        frozenset(("deal", "agreement", "contract", "accord", "settlement", "treaty", "pact")),
        frozenset(("lawsuit", "suit", "sued")),
        frozenset(("sale", "sold")),
        frozenset(("death", "died", "dies")),
        frozenset(("ceasefire", "truce")),
    ),
    endings=tuple(_words("""ations ation sions sion tions tion ments ment ings ing eries ery ied ed es als al s e""")),
    dull=frozenset(
        _words("""
about after before could first from have into more most over said says than that their them then there they
this those were what when where which while will with would year years
""")
    ),
)

_GERMAN = LinkWords(
    other=(
        r"ist|sind|hatten?|wird|werden|kann|können|könnten?|soll|sollen|sollten?|muss|müssen|will|wollen|dürfte|würden?|"
        r"sagt|gilt|bleibt"
    ),
    definite=(
        r"\b(?:der|die|das|des|dem|den|dies(?:e[rnsm]?)|sein(?:e[rnsm]?)?|ihr(?:e[rnsm]?)?|beim|vom|zum|zur) "
        r"(?:[\w-]+ ){0,1}?"
    ),
    nouns=(
        r"Treffens?|Gipfels?|Wahl|Wahlen|Referendums?|Anschlags?|Anschläge|Krieg(?:es|s)?|Konferenz|Verhandlungen|"
        r"Gespräche|Abkommens?|Vertrag(?:s|es)?|Vereinbarung|Erdbebens?|Unglücks?|Unfalls?|Putsch(?:es)?|Streiks?|"
        r"Prozess(?:es)?|Urteils?|Besuch(?:es|s)?|Eröffnung|Schließung|Festnahme|Rücktritts?|Rücktritt|Fusion|"
        r"Übernahme|Verkaufs?|Absturz(?:es)?|Explosion|Razzia|Abstimmung|Entscheidung|Verurteilung"
    ),
    same=(frozenset(("abkommen", "vertrag", "vereinbarung")),),
    endings=("ungen", "ung", "ten", "te", "es", "en", "s", "e"),
    dull=frozenset(
        _words("""
aber auch dass dem den der des die das eine einem einen einer nach noch sich über und vor war
""")
    ),
)

_BY_LANGUAGE = {"en": _ENGLISH, "de": _GERMAN}


def find_link_words(lang: str) -> LinkWords | None:
    """The words of `lang`; None if it links nothing."""
    return _BY_LANGUAGE.get(lang[:2].lower())
