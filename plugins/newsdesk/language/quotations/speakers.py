"""Whom a speaker's phrase means: names, surnames, pronouns, "the professor", "officials". Knows people, not marks.

A pronoun means the person who was last the subject or the speaker, of fitting gender; a role means the person to whom
the text gave that role; "they", ministries and experts in the plural stay what they are: collective.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsdesk.language.analysis import SpeakerKind
from newsdesk.language.people import Cast, Mention, Person
from newsdesk.language.quotations.claims import Claim
from newsdesk.language.quotations.frames import Frame, Token
from newsdesk.language.quotations.tables import Table

_WINDOW = 60
# What speaks for a mention as a pronoun's meaning; found by search on the development half.
_AWAY, _SUBJECT, _GENDER, _OFTEN = 0.6, 1.3, 1.4, 0.3
_TITLED, _INTRODUCED, _GOVERNED, _SAME_FRAME = 0.9, 0.5, 0.8, 1.0
_LAST, _SPOKE, _UNLIKELY = 0.9, 1.6, 1.6
_TOLD = 1.2
_FARTHEST = 14


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a claim: the phrase as it stands, the person meant, if any, and how it was found."""

    start: int | None
    end: int | None
    text: str | None
    name: str | None
    kind: SpeakerKind | None
    how: str
    person: Person | None = None


@dataclass(slots=True)
class Memory:
    """What was said so far, for what comes next."""

    last: Speaker | None = None
    last_person: Person | None = None
    last_frame: int = -99
    last_collective: Speaker | None = None
    phrases: dict[str, str] = field(default_factory=dict)
    spoke: dict[int, int] = field(default_factory=dict)


def _acronyms(frames: Sequence[Frame]) -> dict[str, str]:
    """Full names by their short ones, as texts introduce them: "Borda Dam Authority (BDA)"."""
    full: dict[str, str] = {}
    for frame in frames:
        tokens = frame.tokens
        for n in range(1, len(tokens) - 2):
            short = tokens[n + 1].text
            if tokens[n].text == "(" and tokens[n + 2].text == ")" and short.isupper() and 2 <= len(short) <= 8:
                first = _expanded(tokens, n, short)
                if first >= 0:
                    full.setdefault(short, " ".join(t.text for t in tokens[first:n]))
    return full


def _expanded(tokens: Sequence[Token], end: int, short: str) -> int:
    """Where the words begin whose initials are `short`, in order, before `end`; -1 if they are not there."""
    left = len(short) - 1
    for p in range(end - 1, max(-1, end - 12), -1):
        if tokens[p].text[0].upper() == short[left] and tokens[p].is_capital:
            left -= 1
            if left < 0:
                return p
    return -1


def _told(mentions: Sequence[Mention], claims: Sequence[Claim]) -> frozenset[int]:
    """Mentions, by where they start, that stand inside reported words: spoken of, not speaking."""
    ordered = sorted((claim.start, claim.end) for claim in claims)
    found: set[int] = set()
    at = 0
    for mention in mentions:
        while at < len(ordered) and ordered[at][1] <= mention.start_char:
            at += 1
        if at < len(ordered) and ordered[at][0] <= mention.start_char:
            found.add(mention.start_char)
    return frozenset(found)


class Resolver:
    """Resolves speakers in the order of the text."""

    def __init__(
        self,
        text: str,
        frames: Sequence[Frame],
        mentions: Sequence[Mention],
        claims: Sequence[Claim],
        cast: Cast,
        table: Table,
    ) -> None:
        self.text, self.frames, self.cast, self.table = text, frames, cast, table
        self.mentions = list(mentions)
        self.starts = [mention.start_char for mention in mentions]
        self.memory = Memory()
        self.full = _acronyms(frames)
        self.told = _told(mentions, claims)

    def resolve(self, claim: Claim) -> Speaker:
        speaker = self._resolve(claim)
        self._remember(speaker, claim.frame)
        return speaker

    def _remember(self, speaker: Speaker, frame: int) -> None:
        self.memory.last = speaker
        self.memory.last_frame = frame
        if speaker.person:
            self.memory.last_person = speaker.person
            self.memory.spoke[id(speaker.person)] = frame
            speaker.person.quoted = True
        elif speaker.kind == "collective":
            self.memory.last_collective = speaker

    def _resolve(self, claim: Claim) -> Speaker:
        if claim.speaker is None:
            return Speaker(None, None, None, None, None, "none")
        start, end = claim.speaker
        frame = self.frames[claim.frame].tokens
        first = bisect_left(frame, start, key=lambda t: t.start)
        tokens = [t for t in frame[first : first + _WINDOW] if t.end <= end]
        text = self.text[start:end]
        if len(tokens) == 1:
            found = self._pronoun(tokens[0], claim)
            if found:
                return found
        named = self._named(tokens, start, end)
        if named:
            return Speaker(start, end, text, named.name, "person", "name", named)
        role = self._role(tokens, claim)
        if role:
            how = "role" if _head_noun(tokens, self.table) in role.roles else "guess"
            return Speaker(start, end, text, role.name, "person", how, role)
        return Speaker(start, end, text, self._find_phrase(tokens, text), _kind(tokens, self.table), "phrase")

    def _find_phrase(self, tokens: Sequence[Token], text: str) -> str | None:
        """A source that is no person: the full name of "BDA", what "the official" was called at first."""
        words = [t for t in tokens if t.is_word and t.low not in self.table.determiners]
        if len(words) == 1 and words[0].text in self.full:
            return self.full[words[0].text]
        head = _head_noun(tokens, self.table)
        if tokens[0].low == "the" and len(words) == 1:
            return self.memory.phrases.get(head)
        if head:
            self.memory.phrases[head] = text
        return None

    # --- Pronouns ---------------------------------------------------------------------------------------------------
    def _pronoun(self, token: Token, claim: Claim) -> Speaker | None:
        table, low = self.table, token.low
        gender = "m" if low in table.he | table.his else "f" if low in table.she | table.her else ""
        if gender:
            person = self._antecedent(claim.cue_at if claim.cue_at < token.start else token.start, claim.frame, gender)
            name = person.name if person else None
            if person and not person.gender:
                person.gender = gender
            return Speaker(token.start, token.end, token.text, name, "person", "pronoun", person)
        if low in table.they | table.their:
            last = self.memory.last_collective
            return Speaker(
                token.start, token.end, token.text, last.name or last.text if last else None, "collective", "they"
            )
        if low in ("i", "ich", "я"):
            return Speaker(token.start, token.end, token.text, None, "person", "author")
        if low == "it":
            last = self.memory.last_collective
            name = (last.name or last.text) if last and claim.frame - self.memory.last_frame <= 8 else None
            return Speaker(token.start, token.end, token.text, name, "collective", "it")
        if low in table.other_pronouns:
            return Speaker(token.start, token.end, token.text, None, "unnamed", "other")
        return None

    def _antecedent(self, at: int, frame: int, gender: str) -> Person | None:
        best, best_score = None, -1e9
        stop = bisect_left(self.starts, at)
        for n in range(stop - 1, max(-1, stop - _WINDOW), -1):
            mention = self.mentions[n]
            person = self.cast.by_mention.get((mention.frame, mention.first))
            if person is None or (gender and person.gender and person.gender != gender):
                continue
            if not _is_likely(person) and len(person.mentions) < 2:
                continue
            away = frame - mention.frame
            if away > _FARTHEST:
                break
            value = self._weigh(mention, person, away, gender, frame)
            if value > best_score:
                best, best_score = person, value
        last = self.memory.last_person
        if last and (not gender or not last.gender or last.gender == gender) and best is not last:
            value = _SPOKE - _AWAY * (frame - self.memory.last_frame)
            if value > best_score:
                return last
        return best

    def _weigh(self, mention: Mention, person: Person, away: int, gender: str, frame: int) -> float:
        """How well a mention fits as what a pronoun means: near, subject, introduced, speaking before."""
        value = -_AWAY * away + _OFTEN * min(len(person.mentions), 5)
        value += _SUBJECT if mention.subject or mention.first <= 1 else 0.0
        value += _GENDER if gender and person.gender == gender else 0.0
        value += (_TITLED if mention.titled else 0.0) + (_INTRODUCED if mention.introduced else 0.0)
        value -= _GOVERNED if mention.governed else 0.0
        value -= 0.0 if _is_likely(person) else _UNLIKELY
        value -= _TOLD if mention.start_char in self.told else 0.0
        if away == 0 and not mention.governed:
            value += _SAME_FRAME
        if person is self.memory.last_person:
            value += _LAST if frame - self.memory.last_frame <= 4 else _LAST / 3
        return value

    # --- Names ------------------------------------------------------------------------------------------------------
    def _named(self, tokens: Sequence[Token], start: int, end: int) -> Person | None:
        """The person whom the phrase names as its head; not one whom it only mentions ("a spokesman for Lee")."""
        first = bisect_left(self.starts, start)
        inside: list[Mention] = []
        while first < len(self.mentions) and self.mentions[first].start_char < end:
            inside.append(self.mentions[first])
            first += 1
        heads = [m for m in inside if _is_head(m, tokens, self.table)]
        if not heads:
            return None
        sure = [m for m in heads if m.person or len(m.parts) > 1]
        mention = max(sure or heads, key=lambda m: (m.person, m.start_char))
        person = self.cast.by_mention.get((mention.frame, mention.first))
        if person is None or (person.person == 0 and not _could_be_person(person, tokens, self.table)):
            return None
        return person

    # --- Roles ------------------------------------------------------------------------------------------------------
    def _role(self, tokens: Sequence[Token], claim: Claim) -> Person | None:
        """The person meant by "the professor", "the Florida senator": by role given, else who spoke last."""
        if not tokens or tokens[0].low not in ("the", "his", "her", "this", "der", "die", "same"):
            return None
        head = _head_noun(tokens, self.table)
        if head in self.table.collectives or (head.endswith("s") and head not in self.table.roles) or not head:
            return None
        having = [p for p in self.cast.by_role.get(head, ())[-24:] if p.person and p.frames[0] <= claim.frame]
        if not having and head in self.memory.phrases and not self.memory.phrases[head].lower().startswith("the "):
            return None
        if having:
            best = max(having, key=lambda p: _last_seen(p, claim.frame))
            # Long unheard, and another spoke in between: "the political scientist" is the other.
            last, here = self.memory.last_person, self.frames[claim.frame].paragraph
            stale = here - self._heard(best, claim.frame) >= 3
            return last if last and stale and here - self._heard(last, claim.frame) <= 1 else best
        if any(token.low in self.table.prepositions for token in tokens) or any(t.low == "'s" for t in tokens):
            return None
        if head in ("spokesman", "spokeswoman", "spokesperson"):
            return None
        gender = _gender_of(head)
        return self._antecedent(tokens[0].start, claim.frame, gender)

    def _heard(self, person: Person, frame: int) -> int:
        """The paragraph in which the person was last named or speaking."""
        seen = max(_last_seen(person, frame), self.memory.spoke.get(id(person), -1))
        return self.frames[seen].paragraph if seen >= 0 else -99


_MEN = frozenset(
    [
        "man",
        "boy",
        "father",
        "son",
        "brother",
        "husband",
        "businessman",
        "congressman",
        "chairman",
        "king",
        "prince",
        "actor",
        "priest",
        "gentleman",
        "uncle",
    ]
)
_WOMEN = frozenset(
    [
        "woman",
        "girl",
        "mother",
        "daughter",
        "sister",
        "wife",
        "businesswoman",
        "congresswoman",
        "chairwoman",
        "queen",
        "princess",
        "actress",
        "lady",
        "aunt",
    ]
)


def _last_seen(person: Person, frame: int) -> int:
    at = bisect_right(person.frames, frame)
    return person.frames[at - 1] if at else -1


def _gender_of(noun: str) -> str:
    return "m" if noun in _MEN else "f" if noun in _WOMEN else ""


def _is_likely(person: Person) -> bool:
    return person.person > 0 or person.quoted


def _is_head(mention: Mention, tokens: Sequence[Token], table: Table) -> bool:
    """Whether the phrase is that person: no preposition before the name and no possessive behind it."""
    inside = [n for n, t in enumerate(tokens) if mention.start_char <= t.start < mention.end_char]
    if not inside:
        return False
    first, last = inside[0], inside[-1]
    if last + 1 < len(tokens) and tokens[last + 1].low in ("'s", "'"):
        return False
    if (
        last + 1 < len(tokens)
        and tokens[last + 1].is_word
        and tokens[last + 1].low not in table.prepositions | {"and", "himself", "herself"}
    ):
        return False
    before = tokens[first - 1] if first else None
    while before is not None and first and (before.low in table.titles or before.low in table.roles):
        first -= 1
        before = tokens[first - 1] if first else None
    return before is None or before.low not in table.prepositions


def _could_be_person(person: Person, tokens: Sequence[Token], table: Table) -> bool:
    """Whether a capitalised run without proof reads as a person: two or three words, none of an institution."""
    if any(t.low in table.collectives for t in tokens):
        return False
    return len(person.name.split()) in (2, 3) and not any(part.isupper() for part in person.name.split())


def _head_noun(tokens: Sequence[Token], table: Table) -> str:
    head = ""
    for token in tokens:
        if token.low in table.prepositions:
            break
        if token.is_word:
            head = token.low
    return head


def _kind(tokens: Sequence[Token], table: Table) -> SpeakerKind:
    head = _head_noun(tokens, table)
    if head in table.roles:
        return "unnamed"
    if head in table.collectives or head.endswith("s") or any(t.is_capital for t in tokens):
        return "collective"
    return "unnamed"
