"""The patterns of a language's event words (`events_words`), compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsdesk.language.dates.languages import get_table
from newsdesk.language.events_words import EventWords, get_words


@dataclass(frozen=True, slots=True)
class EventPatterns:
    """The patterns by the names of `EventWords`. `joint`, `loose` match at the end of words, `loose_word` a word."""

    words: EventWords
    clause: re.Pattern[str]
    lead: re.Pattern[str]
    announced: re.Pattern[str]
    hedged: re.Pattern[str]
    doubted: re.Pattern[str]
    saying: re.Pattern[str]
    noun: re.Pattern[str]
    joint: re.Pattern[str]
    loose: re.Pattern[str]
    loose_word: re.Pattern[str]
    verb: re.Pattern[str]
    past: re.Pattern[str]
    modifiers: re.Pattern[str]
    place: re.Pattern[str]
    introduced: re.Pattern[str]
    role: re.Pattern[str]
    opening: re.Pattern[str]
    own: re.Pattern[str]
    relative: re.Pattern[str]
    inverted: re.Pattern[str]
    span: re.Pattern[str]
    pronoun: re.Pattern[str]
    participle: re.Pattern[str]
    source: re.Pattern[str]
    stop: re.Pattern[str]


_NAME = r"[A-Z][a-zà-ÿ'’-]+(?: [A-Z]\.)?(?: (?:al|de|van|von|der|bin|el))?(?: [A-Z][a-zà-ÿ'’-]+){1,2}\b"
_NEVER = r"(?!)"


@lru_cache(maxsize=16)
def get_patterns(lang: str) -> EventPatterns:
    """The compiled patterns for `lang`."""
    words, table = get_words(lang), get_table(lang)
    fold = re.IGNORECASE
    return EventPatterns(
        words,
        clause=re.compile(words.clause, fold),
        lead=re.compile(words.lead, fold),
        announced=re.compile(words.announced, fold),
        hedged=re.compile(words.hedged, fold),
        doubted=re.compile(words.doubted, fold),
        saying=re.compile(words.saying, fold),
        noun=re.compile(rf"(?<![’'\w]){words.nouns}"),
        joint=re.compile(rf"{words.joint}\s*\Z", fold),
        loose=re.compile(rf"[\s,;:–—-]+{words.loose}\Z", fold),
        loose_word=re.compile(words.loose, fold),
        verb=re.compile(rf"\b(?:{'|'.join(filter(None, (words.verb, table.past, table.weak, table.future)))})\b", fold),
        past=re.compile(rf"\b(?:{'|'.join(filter(None, (table.past, table.saying)))})\b", fold),
        modifiers=re.compile(words.modifiers or _NEVER, fold),
        place=re.compile(words.place or _NEVER),
        introduced=re.compile(
            rf"\b{words.roles}\.? (?:of [A-Z]\w+ )?({_NAME})(?: and ({_NAME}))?" if words.roles else _NEVER
        ),
        opening=re.compile(rf"(?:{words.opening or _NEVER})\b", fold),
        own=re.compile(rf"\b(?:{words.own or _NEVER})\b", fold),
        role=re.compile(rf"{words.roles or _NEVER} "),
        relative=re.compile(words.relative or _NEVER, fold),
        inverted=re.compile(words.inverted or _NEVER),
        span=re.compile(words.span or _NEVER, fold),
        pronoun=re.compile(rf"(?:{words.pronoun or _NEVER})\b", fold),
        source=re.compile(words.source or _NEVER, fold),
        participle=re.compile(rf"(?:{words.participle or _NEVER})\b"),
        stop=re.compile(rf"\b(?:{words.loose})\b|[,;:.\"]", fold),
    )
