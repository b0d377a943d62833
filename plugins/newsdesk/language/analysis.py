"""What is found in a text, and the one function that finds it.

`analyse(text, published=…, lang=…)` returns an `Analysis`. Offsets are Python characters of `text`, end exclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

Speech = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "collective", "unnamed"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that is said, its verb of saying and the subject of that, as (start, end) characters."""

    words: tuple[int, int]
    verb: tuple[int, int]
    subject: tuple[int, int]


Parser = Callable[[str], Sequence[Clause]]
NO_PARSERS: Mapping[str, Parser] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FoundQuotation:
    """Words attributed to someone. A quotation over several sentences or paragraphs may be several of these.

    `speaker_text` is the mention as it stands ("he", "the political scientist"), `speaker_name` the person it was
    resolved to ("Nikolay Petrov"), None if unknown. `confidence` is 0 to 1; `why` names the words or the rule that
    decided, for the editor. `venue` is where or when the words were said, as the text puts it ("in his blog").
    """

    content_start: int
    content_end: int
    speech: Speech
    speaker_start: int | None = None
    speaker_end: int | None = None
    speaker_text: str | None = None
    speaker_name: str | None = None
    speaker_kind: SpeakerKind | None = None
    cue: str | None = None
    venue: str | None = None
    confidence: float = 0.5
    why: str = ""


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """A person named in the text: fullest spelling, other spellings, what the text says they are."""

    name: str
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression. `value` is EDTF where it can be resolved (needs `published` for relative ones), else None.

    `kind` names the rule: full, month, year, weekday, relative, range, season … `timex` is the value as temporal
    taggers write it (TIMEX3: 2018-Q3, 2018-W41, without marks and open ends), for the machine interface.
    """

    start: int
    end: int
    text: str
    value: str | None
    kind: str
    confidence: float = 0.5
    timex: str | None = None


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """A dated event that the text tells: the words of the clause, its EDTF date and a title of at most 12 words.

    `start`, `end` span the clause or sentence that it stands on; `kind` is that of the date expression, or of the
    link ("same event", "report day", "known entry") where the sentence has none. `date_start`, `date_end` span the
    words that date it.
    """

    start: int
    end: int
    date: str
    title: str
    place: str | None = None
    people: tuple[str, ...] = ()
    kind: str = "full"
    confidence: float = 0.5
    date_start: int | None = None
    date_end: int | None = None


@dataclass(frozen=True, slots=True)
class FoundLink:
    """An undated sentence and the date of what it tells, from words elsewhere in the text or an entry known before.

    `value` is EDTF, `timex` TIMEX3; `kind` is "known entry", "same event" or "report day". `date_start`, `date_end`
    span the words that date it; None for a known entry.
    """

    start: int
    end: int
    value: str
    timex: str
    kind: str
    date_start: int | None = None
    date_end: int | None = None


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """A confirmed entry of the timeline that the text belongs to: its EDTF date and title."""

    date: str
    title: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found, each list in the order of the text. `lang` is ISO 639-1, detected or given."""

    lang: str
    quotations: tuple[FoundQuotation, ...] = ()
    people: tuple[FoundPerson, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    events: tuple[FoundEvent, ...] = ()
    links: tuple[FoundLink, ...] = ()

    def knowing(self, known: Sequence[KnownEvent], text: str, published: date | None) -> Analysis:
        """The same of `text`, in the light of confirmed entries of the timeline that it belongs to."""
        from newsdesk.language.events import find_events
        from newsdesk.language.linking import find_links

        links = find_links(text, self.lang, published, self.dates, known)
        return replace(self, links=links, events=find_events(text, self.lang, published, self.dates, links))


def analyse(
    text: str,
    *,
    published: date | None = None,
    lang: str | None = None,
    parsers: Mapping[str, Parser] = NO_PARSERS,
) -> Analysis:
    """All that is found in `text`. Without `published` relative dates have no value; without `lang` it is detected.

    `parsers` are those at hand, by language.

    Never raises on any text; time grows linearly with its length.
    """
    # The finders build on the types above.
    from newsdesk.language.dates import find_dates
    from newsdesk.language.detect import detect
    from newsdesk.language.events import find_events
    from newsdesk.language.linking import find_links
    from newsdesk.language.quotations import find_quotations

    lang = lang or detect(text)
    quotations, people = find_quotations(text, lang, parsers.get(lang))
    dates = find_dates(text, lang, published)
    links = find_links(text, lang, published, dates)
    events = find_events(text, lang, published, dates, links)
    return Analysis(lang, quotations, people, dates, events, links)
