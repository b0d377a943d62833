"""Where reported words begin and end in a frame. Knows cues and conjunctions, no persons."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.language.quotations.frames import Token
from newsdesk.language.quotations.marks import Quoted
from newsdesk.language.quotations.tables import Table


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LONGEST = 160
_LEAD_INS = _set(
    "when while after before as since because if although though despite during until unless once like unlike"
)
_BEFORE_THAT = _set("last this earlier late before after several many repeatedly over both")
# These name things; what stands in marks beside them ends with the marks.
_PAST = _set("""
    fell rose met left saw became got gave found brought took made came went knew began ran won lost held kept led set
    stood spoke sent built cut hit put felt meant paid sold spent grew drew broke chose fought bought caught taught
    says goes needs wants makes takes comes gives gets remains seems means looks
""")
NAMING = _set("call calls called calling dub dubbed label labeled labelled brand branded deem deemed")
# As often adjectives before a noun: "contain added sugar".
_ADJECTIVES = _set("added estimated alleged reported suggested announced predicted assumed stated confirmed declared")
_QUESTIONS = _set("how why what who whether where when if")
_ASKING = _set("explain explains explained explaining say says said ask asks asked wonder wonders wondered")
_OPENERS_OF_NO_CLAUSE = _set("of about to for and or as with by from into if so but than , . ; ) ! ? – — - ( whether")


def content_start(
    text: str, tokens: Sequence[Token], cue: str, after: int, is_post: bool, quoted: Sequence[Quoted], table: Table
) -> tuple[int, str] | None:
    """Where the words begin behind a cue that ends at `after`, and by which rule; None if none follow."""
    n = len(tokens)
    at = after
    while at < n and tokens[at].low in table.adverbs:
        at += 1
    if at >= n:
        return None
    if tokens[at].quoted >= 0:
        return at, "before quote"
    if tokens[at].text in ":," and at + 1 < n:
        if tokens[at + 1].quoted >= 0:
            return at + 1, "before quote"
        if tokens[at].text == ":" and table.indirect and cue not in table.quote_only:
            return at + 1, "colon"
    if tokens[at].low in _QUESTIONS and cue in _ASKING:
        return at, "question"
    far = _far_quote(tokens, at, cue, table)
    that = _find_that(tokens, at, cue, table)
    if that is not None and table.indirect and cue not in table.quote_only:
        return that + 1, "that"
    if far is not None and not (
        cue in table.says | table.participles and _skip_phrases(tokens, at, cue, table) < far - 1
    ):
        return far, "before quote"
    if not table.indirect or is_post:
        return None
    return _bare(tokens, at, cue, table, far)


def _far_quote(tokens: Sequence[Token], at: int, cue: str, table: Table) -> int | None:
    """A quotation some words behind the cue: `told reporters on Friday: “…”`, `called the plan “…”`."""
    reach = 22 if cue in table.says else 9
    for p in range(at, min(len(tokens), at + reach)):
        if tokens[p].quoted >= 0:
            if p > at and tokens[p - 1].low in table.prepositions and tokens[p].end - tokens[p].start < 40:
                # The name of a programme or a paper: `told “Meet the Press”`, `on “Face the Nation”`.
                continue
            return p
        if tokens[p].text in ".;" or tokens[p].low in table.that:
            return None
    return None


def _find_that(tokens: Sequence[Token], at: int, cue: str, table: Table) -> int | None:
    first = tokens[at]
    if cue not in table.listeners and not (
        first.low in table.prepositions | table.times | table.that | _BEFORE_THAT or first.text == ","
    ):
        return None
    for p in range(at, min(len(tokens), at + 16)):
        low = tokens[p].low
        if low in table.that:
            following = tokens[p + 1].low if p + 1 < len(tokens) else ""
            return p if p == at or following not in table.helpers else None
        if tokens[p].quoted >= 0 and tokens[p].end - tokens[p].start < 24:
            continue
        if tokens[p].quoted >= 0 or tokens[p].text in ".;:" or (low in table.helpers and low not in ("to", "'s")):
            return None
        if low in table.he or low in table.she or low in table.they:
            return None
    return None


def _bare(tokens: Sequence[Token], at: int, cue: str, table: Table, far: int | None) -> tuple[int, str] | None:
    if cue in table.says or cue in table.participles:
        start = _skip_phrases(tokens, at, cue, table)
        if start >= len(tokens):
            return None
        first = tokens[start]
        if cue in _ADJECTIVES and not _opens_clause(first, table):
            return None
        if (
            first.text not in _OPENERS_OF_NO_CLAUSE
            and first.low not in _OPENERS_OF_NO_CLAUSE
            and (_has_verb(tokens, start, table))
        ):
            return start, "bare"
    if cue in table.objects and at < len(tokens) and tokens[at].low not in _OPENERS_OF_NO_CLAUSE:
        return at, "object"
    return None


def _opens_clause(token: Token, table: Table) -> bool:
    opening = table.determiners | table.he | table.she | table.they | table.other_pronouns | {"there"}
    return token.is_capital or token.low in opening or token.text[0].isdigit() or token.low.endswith("s")


def _has_verb(tokens: Sequence[Token], start: int, table: Table, stop: int = 1 << 30) -> bool:
    """Whether a finite verb is near: a helper, or a word that looks like one."""
    for p in range(start + 1, min(len(tokens), start + 24, stop)):
        token = tokens[p]
        if token.text == "," and not tokens[start].is_capital and p - start > 2:
            return False
        if token.quoted >= 0:
            return True
        if token.low in ("'s", "'d", "'ve", "'ll", "'re", "'m"):
            return True
        if not token.is_word:
            continue
        if (token.low in table.helpers and token.low != "to") or token.low in table.cues:
            return True
        if not token.is_capital and len(token.low) > 3 and token.low.endswith(("ed", "n't", "s")):
            return True
        if not token.is_capital and (
            tokens[p - 1].is_capital or tokens[p - 1].low in table.he | table.she | table.they | table.other_pronouns
        ):
            return token.low not in table.prepositions and token.low not in table.conjunctions
    return False


def _skip_phrases(tokens: Sequence[Token], at: int, cue: str, table: Table) -> int:
    """Behind listeners, times and venues: "told the paper on Friday in an interview | he would go"."""
    n = len(tokens)
    if cue in table.listeners and at < n:
        at = _skip_listener(tokens, at, table)
    for _ in range(6):
        if at >= n:
            return n
        low = tokens[at].low
        if low in table.times or low in table.adverbs:
            at += 1
        elif (
            low in ("last", "this", "next", "earlier", "late", "early")
            and at + 1 < n
            and tokens[at + 1].low in table.times
        ):
            at += 2
        elif low in table.prepositions and (end := _phrase_end(tokens, at, table)):
            at = end
        elif tokens[at].text == "," and at + 1 < n and tokens[at - 1].low in table.times | table.venues:
            at += 1
        else:
            return at
    return at


def _phrase_end(tokens: Sequence[Token], at: int, table: Table) -> int | None:
    """The end of "in an interview with the Voice of America", "on Friday", "to reporters", "at a rally in Iowa"."""
    p = at + 1
    limit = min(len(tokens), at + 7)
    while p < limit and tokens[p].quoted < 0:
        low = tokens[p].low
        if low in table.venues or low in table.times or low in ("reporters", "journalists", "supporters"):
            p += 1
            while p < len(tokens) and (tokens[p].low in table.times or tokens[p].text.isdigit()):
                p += 1
            return p
        if not tokens[p].is_word and low not in ("'s", "-"):
            return None
        if low in table.helpers or low in table.that:
            return None
        p += 1
    p = at + 1
    if (
        tokens[at].low in ("with", "to", "at", "in", "on", "of", "by")
        and at
        and tokens[at - 1].low in table.venues | table.times
    ):
        while p < len(tokens) and (tokens[p].is_capital or tokens[p].low in ("the", "'s", "of", "a")) and p < at + 8:
            p += 1
        return p if p > at + 1 else None
    return None


def _skip_listener(tokens: Sequence[Token], at: int, table: Table) -> int:
    n = len(tokens)
    if tokens[at].low in ("him", "her", "them", "me", "us", "you", "it", "reporters", "cnn", "people"):
        return at + 1
    p = at
    while (
        p < min(n, at + 9)
        and tokens[p].quoted < 0
        and (tokens[p].is_capital or tokens[p].low in table.determiners or tokens[p].low in ("'s", "of", "&", "-"))
    ):
        if p > at and tokens[p].low in table.determiners and tokens[p - 1].low not in ("of", "at"):
            return p
        p += 1
    # A lower-case noun ends the phrase: "the newspaper", "his fans".
    words = 0
    while (
        p < n
        and words < 2
        and tokens[p].is_word
        and not tokens[p].is_capital
        and (
            tokens[p].low.endswith("s") or tokens[p].low in table.collectives or tokens[p - 1].low in table.determiners
        )
        and tokens[p].low not in table.helpers
        and tokens[p].low not in table.determiners
        and p > at - 1
    ):
        p += 1
        words += 1
    return p


def clause_end(tokens: Sequence[Token], start: int, table: Table, cue_at: int = 0) -> int:
    """The end (exclusive) of the reported clause that begins at `start`: at another attribution, else at the stop."""
    n = min(len(tokens), start + _LONGEST)
    if cue_at and tokens[0].low in _LEAD_INS and cue_at < 40 and not any(t.text == "," for t in tokens[:cue_at]):
        # "When Lee told them she was ill, they left": the comma ends the clause that "when" opened.
        n = next((p for p in range(start + 1, n) if tokens[p].text == ","), n)
    end = n
    for p in range(start + 1, n):
        if _ends_clause(tokens, p, n, table):
            end = p
            break
    while end > start + 1 and not (
        tokens[end - 1].is_word or tokens[end - 1].quoted >= 0 or tokens[end - 1].text in ")%’'"
    ):
        end -= 1
    return end


def _ends_clause(tokens: Sequence[Token], p: int, n: int, table: Table) -> bool:
    token = tokens[p]
    if token.text == ";":
        return True
    if token.text != "," and token.low not in ("and", "but", "while", "when"):
        return False
    q = p + 1
    while q < n and (
        tokens[q].low in table.conjunctions or tokens[q].low in table.adverbs or tokens[q].low.endswith("ly")
    ):
        q += 1
    if q >= n:
        return False
    if tokens[q].low in table.participles and tokens[q].low.endswith("ing"):
        return True
    if tokens[q].low in ("according", "citing"):
        return True
    if tokens[p].low == "when" and tokens[q].low == "asked":
        return True
    if (
        (token.low in ("and", "but") or token.text == ",")
        and tokens[q].low in table.says
        and q > p + 1 - (token.text != ",")
    ):
        return tokens[q].low.endswith("ed") or tokens[q].low in ("said", "says", "told", "wrote", "adds", "notes")
    return token.text == "," and _is_attribution(tokens, q, n, table)


def _is_attribution(tokens: Sequence[Token], at: int, n: int, table: Table) -> bool:
    """Whether "Lee said", "she added", "said Lee" begins at `at`, right behind a comma."""
    for p in range(at, min(n, at + 6)):
        low = tokens[p].low
        if low in table.says and p > at and not tokens[p].is_capital:
            return low not in table.nouns_too and tokens[p - 1].low not in (
                "to",
                "be",
                "been",
                "is",
                "was",
                "who",
                "which",
                "that",
            )
        if not tokens[p].is_word:
            return False
        if low in table.helpers or low in table.stops or (low in table.prepositions and low != "of"):
            return low in ("has", "have", "had") and False
    return False


def is_tail(tokens: Sequence[Token], at: int, table: Table) -> bool:
    """Whether behind an attribution nothing more is said: the stop, a time, a venue, a further participle."""
    if at >= len(tokens) or not (tokens[at].is_word or tokens[at].quoted >= 0):
        return True
    low = tokens[at].low
    if low in table.times or low in table.adverbs:
        return True
    return low in ("in", "on", "at", "during", "after", "last", "this", "earlier", "when", "as", "via", "through")


def post_start(tokens: Sequence[Token], last: int, table: Table) -> int:
    """Where the words begin that end at `last` before their attribution: the frame, less what leads in."""
    start = 0
    while start < last and not (tokens[start].is_word or tokens[start].quoted >= 0 or tokens[start].text in "$£€"):
        start += 1
    if (tokens[start].low in ("but", "and", "so", "yet", "still") and start + 1 < last) or (
        tokens[start].low in ("meanwhile", "however", "moreover", "also", "therefore", "thus") and start + 1 < last
    ):
        start += 2 if tokens[start + 1].text == "," else 1
    return start


def is_clause(tokens: Sequence[Token], start: int, last: int, table: Table) -> bool:
    """Whether the words before ", she said" are a sentence, not what leads in ("When asked")."""
    if not table.conditional:
        return True
    at = start
    low = tokens[at].low
    if (
        low in table.prepositions
        or low in _LEAD_INS
        or low.endswith(("ing", "ed"))
        or low in ("later", "just", "quite")
    ):
        comma = next((p for p in range(at, min(last, at + 40)) if tokens[p].text == ","), -1)
        if comma < 0:
            return False
        at = comma + 1
    return _has_verb(tokens, at, table, last + 1) or _has_past(tokens, at, last)


def _has_past(tokens: Sequence[Token], start: int, last: int) -> bool:
    """Whether a word of the past tense stands there."""
    return any(
        t.is_word and not t.is_capital and (t.low.endswith("ed") or t.low in _PAST)
        for t in tokens[start + 1 : min(last, start + _LONGEST) + 1]
    )
