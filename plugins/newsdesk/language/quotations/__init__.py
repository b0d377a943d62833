"""Quotations and who said them: words in quotation marks, and words reported without.

marks        where quotation marks open and close
frames       sentences as tokens, each quotation in marks one token
tables       what a language brings: cue verbs, pronouns, roles; one module a language
subjects     the phrase that stands beside a cue
clauses      where reported words begin and end
attribution  claims: words and the phrase that says them
speakers     whom a phrase means
parsed       what a parser adds, where there is one
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache

from newsdesk.language.analysis import Clause, FoundPerson, FoundQuotation, Parser, Speech
from newsdesk.language.people import Cast, Person, find_mentions, gather
from newsdesk.language.quotations.attribution import find_claims
from newsdesk.language.quotations.claims import Claim
from newsdesk.language.quotations.english import ENGLISH
from newsdesk.language.quotations.frames import Frame, find_frames
from newsdesk.language.quotations.german import GERMAN
from newsdesk.language.quotations.marks import Quoted, find_quoted
from newsdesk.language.quotations.parsed import PARSED, Agreement, agreement, further_claims
from newsdesk.language.quotations.slavic import SLAVIC
from newsdesk.language.quotations.speakers import Resolver, Speaker
from newsdesk.language.quotations.tables import Table
from newsdesk.language.quotations.trust import confidence
from newsdesk.language.quotations.venues import find_venue
from newsdesk.model.names import fold_name

_HOW = {
    "pronoun": "the pronoun means who was spoken of last",
    "role": "the role means a person named before",
    "guess": "no name stands there; who was spoken of last",
    "it": "“it” means the source named before",
    "they": "“they” means the sources named before",
}
_RULES = {
    "after quote": "behind words in marks",
    "after mixed": "behind a clause with words in marks",
    "after clause": "behind the clause",
    "before quote": "before words in marks",
    "that": "before a clause with “that”",
    "bare": "before a clause without “that”",
    "object": "before what was reported",
    "question": "before an indirect question",
    "colon": "before a colon",
    "around": "between commas inside the words",
    "according to": "source named",
    "in their view": "view ascribed",
    "comma inside": "the comma inside the marks",
    "led in": "marks led in by comma or colon",
    PARSED: "found by the parser alone",
}
_AGREED = {
    "agrees": "the parser agrees",
    "differs": "the parser sees other words",
    "silent": "the parser sees none",
}
_TABLES = {"en": ENGLISH, "de": GERMAN, "ru": SLAVIC, "uk": SLAVIC, "be": SLAVIC}
_NONE = Table(says=frozenset())
_EDGE = " \t\r\n\u00a0,;:–—-"


def get_table(lang: str) -> Table:
    """The vocabulary for `lang`; for a language without one an empty table, with which hardly anything is found."""
    return _TABLES.get(lang, _NONE)


def find_quotations(
    text: str, lang: str = "en", parser: Parser | None = None
) -> tuple[tuple[FoundQuotation, ...], tuple[FoundPerson, ...]]:
    """The quotations of `text` in order, and the people named in it. A parser of `lang` makes it surer of them."""
    table = get_table(lang)
    spoken, text = text, _doubled(text)
    quoted = find_quoted(text, _attribution_test(text, lang))
    frames = find_frames(text, quoted, lang)
    mentions = find_mentions(frames, table)
    cast = gather(mentions, frames, table)
    claims = find_claims(text, frames, quoted, table)
    clauses = None if parser is None else sorted(parser(text), key=lambda clause: clause.words)
    if clauses is not None:
        claims = further_claims(text, claims, clauses, frames)
    resolver = Resolver(spoken, frames, mentions, claims, cast, table)
    found = _assemble(text, frames, quoted, claims, resolver, clauses)
    # Marks with nothing between them, as in “saying “”, attribute no words to anybody.
    return tuple(one for one in found if one.content_start < one.content_end), _people(cast)


def _doubled(text: str) -> str:
    """`text` in the same length with doubled single marks, as typewriters set them, made double ones."""
    for pair, mark in (("''", ' "'), ("’’", " ”"), ("‘‘", " “"), ("‘’", " “"), ("``", " “")):
        text = text.replace(pair, mark)
    return text


def _people(cast: Cast) -> tuple[FoundPerson, ...]:
    people = [
        p for p in cast.persons if p.person > 1 or (p.quoted and p.person > 0) or (p.quoted and len(p.name.split()) > 1)
    ]
    return tuple(FoundPerson(p.name, _aliases(p), p.role, p.affiliation, p.quoted) for p in people)


def _aliases(person: Person) -> tuple[str, ...]:
    """Other spellings, not mere shortenings: "Lukashenka" beside "Alexander Lukashenko", but no "Lukashenko"."""
    parts = set(fold_name(person.name).split())
    return tuple(other for other in person.spellings if not set(fold_name(other).split()) <= parts)


@lru_cache(maxsize=8)
def _cue_pattern(lang: str) -> re.Pattern[str]:
    verbs = "|".join(re.escape(verb) for verb in sorted(get_table(lang).says, key=len, reverse=True)) or r"(?!)"
    return re.compile(rf"[ –—-]{{0,3}}[^\W\d_][\w.-]*(?: [\w.’'-]+){{0,5}}? (?:{verbs})\b|(?:{verbs}) \w")


def _attribution_test(text: str, lang: str) -> Callable[[int], bool]:
    pattern = _cue_pattern(lang)

    def is_attribution(at: int) -> bool:
        return (
            text[:at].rstrip(' “"')[-1:] in ",.!?…" and pattern.match(text, at, at + 90) is not None
            if at < 9
            else (
                text[at - 9 : at].rstrip(' “"')[-1:] in tuple(",.!?…") and pattern.match(text, at, at + 90) is not None
            )
        )

    return is_attribution


# --- Assembling -----------------------------------------------------------------------------------------------------
def _assemble(
    text: str,
    frames: Sequence[Frame],
    quoted: Sequence[Quoted],
    claims: Sequence[Claim],
    resolver: Resolver,
    clauses: Sequence[Clause] | None,
) -> list[FoundQuotation]:
    by_frame: dict[int, list[Claim]] = {}
    for claim in claims:
        by_frame.setdefault(claim.frame, []).append(claim)
    found: list[FoundQuotation] = []
    pending: list[int] = []
    last_paragraph = -9
    last_speaker: Speaker | None = None
    last_direct = False
    skip = -1
    for index, frame in enumerate(frames):
        here = by_frame.get(index, [])
        if frame.first:
            pending = []
        for claim in here:
            speaker = resolver.resolve(claim)
            for waiting in pending:
                found.append(_free(text, frames[waiting], quoted, speaker, "quotation before its attribution"))
            pending = []
            agreed: Agreement = "" if clauses is None else agreement(claim, clauses)
            found.append(_quotation(text, frame, quoted, claim, speaker, resolver.table, agreed))
            last_speaker, last_paragraph = speaker, frame.paragraph
            last_direct = claim.rule in ("after quote", "before quote", "comma inside", "led in", "after mixed")
        if (
            not here
            and last_speaker
            and last_direct
            and frame.paragraph == last_paragraph
            and frame.tokens[0].text in "–—"
        ):
            spoken = _dashed(frames, by_frame, index)
            found.append(_spoken(text, quoted, frames[index].tokens[1].start, frames[spoken].end, last_speaker))
            skip = spoken
        if index <= skip:
            continue
        free = _free_quote(text, frame, quoted) if not here else None
        if free is not None:
            same = last_speaker is not None and last_paragraph == frame.paragraph
            carried = (last_speaker is not None and not free.opens) or (
                last_speaker is not None and 0 < frame.paragraph - last_paragraph <= (2 if last_direct else 1)
            )
            if same and last_speaker:
                found.append(_free(text, frame, quoted, last_speaker, "goes on in the same paragraph"))
            elif _has_claim_later(by_frame, frames, index):
                pending.append(index)
            elif carried and last_speaker:
                found.append(_free(text, frame, quoted, last_speaker, "goes on in the next paragraph"))
                last_paragraph = frame.paragraph
    found.sort(key=lambda q: (q.content_start, q.content_end))
    return found


def _dashed(frames: Sequence[Frame], by_frame: dict[int, list[Claim]], index: int) -> int:
    """The last frame of speech that goes on behind a dash without a mark: `,” he says. – The issue …`."""
    last = index
    while last + 1 < len(frames) and not frames[last + 1].first and not by_frame.get(last + 1):
        last += 1
    return last


def _spoken(text: str, quoted: Sequence[Quoted], start: int, end: int, speaker: Speaker) -> FoundQuotation:
    while end > start and text[end - 1] in ' .“”"«»':
        end -= 1
    inside = bisect_left(quoted, end, key=lambda q: q.start) > bisect_left(quoted, start, key=lambda q: q.start)
    return FoundQuotation(
        start, end, "mixed" if inside else "direct", speaker.start, speaker.end, speaker.text, speaker.name,
        speaker.kind, None, None, confidence("goes on behind a dash", speaker.how), "goes on behind a dash",
    )  # fmt: skip


def _has_claim_later(by_frame: dict[int, list[Claim]], frames: Sequence[Frame], index: int) -> bool:
    for n in range(index + 1, min(len(frames), index + 6)):
        if frames[n].first:
            return False
        if by_frame.get(n):
            return True
    return False


def _free_quote(text: str, frame: Frame, quoted: Sequence[Quoted]) -> Quoted | None:
    """The quotation of a frame that holds nothing else."""
    marks = [t for t in frame.tokens if t.quoted >= 0]
    others = sum(1 for t in frame.tokens if t.is_word)
    if not marks or others > 0:
        return None
    pair = quoted[marks[0].quoted]
    return pair if len(text[pair.inner_start : pair.inner_end].split()) >= 3 else None


def _free(text: str, frame: Frame, quoted: Sequence[Quoted], speaker: Speaker, why: str) -> FoundQuotation:
    marks = [t for t in frame.tokens if t.quoted >= 0]
    first, last = quoted[marks[0].quoted], quoted[marks[-1].quoted]
    start, end = _trim(text, first.inner_start, last.inner_end)
    return FoundQuotation(
        start,
        end,
        "direct",
        speaker.start,
        speaker.end,
        speaker.text,
        speaker.name,
        speaker.kind,
        None,
        None,
        confidence(why, speaker.how),
        why,
    )


def _quotation(
    text: str,
    frame: Frame,
    quoted: Sequence[Quoted],
    claim: Claim,
    speaker: Speaker,
    table: Table,
    agreed: Agreement = "",
) -> FoundQuotation:
    start, end = _inner(quoted, *_trim(text, claim.start, claim.end))
    at = bisect_left(frame.tokens, claim.cue_at, key=lambda t: t.start)
    venue = find_venue(text, frame.tokens, at, at + 1, table) if claim.cue else None
    return FoundQuotation(
        start, end, _speech(start, end, claim, quoted), speaker.start, speaker.end, speaker.text, speaker.name,
        speaker.kind, claim.cue or None, venue, confidence(claim.rule, speaker.how, agreed),
        _why(claim, speaker, agreed),
    )  # fmt: skip


def _inner(quoted: Sequence[Quoted], start: int, end: int) -> tuple[int, int]:
    """Words that are one whole quotation in marks, without the marks."""
    at = bisect_left(quoted, start, key=lambda q: q.start)
    if at < len(quoted) and quoted[at].start == start and quoted[at].end >= end >= quoted[at].inner_end:
        return quoted[at].inner_start, quoted[at].inner_end
    return start, end


def _why(claim: Claim, speaker: Speaker, agreed: Agreement) -> str:
    """What decided, for the editor: the verb and how the speaker was found."""
    said = f"“{claim.cue}”" if claim.cue else "marks"
    reasons = (f"{said}, {_RULES.get(claim.rule, claim.rule)}", _HOW.get(speaker.how, ""), _AGREED.get(agreed, ""))
    return "; ".join(filter(None, reasons))


def _speech(start: int, end: int, claim: Claim, quoted: Sequence[Quoted]) -> Speech:
    if claim.rule in ("after quote", "comma inside", "led in"):
        return "direct"
    first = max(0, bisect_right(quoted, start, key=lambda q: q.start) - 1)
    last = bisect_left(quoted, end, key=lambda q: q.start)
    inside = sum(
        max(0, min(end, q.inner_end) - max(start, q.inner_start)) for q in quoted[first : min(last, first + 99)]
    )
    share = inside / max(1, end - start)
    return "direct" if share >= 0.9 else "indirect" if share == 0 else "mixed"


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end
