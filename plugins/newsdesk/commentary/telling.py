"""Which quotations there are, as an index knows them: who said what, in which story first. No story is read for this.

The same rule as `cards.said_in`: the same words of the same speaker are one quotation, and it stands with the story
that told it first. So a page that holds a part of all quotations can be given their keys, and the stories they stand
in, and nothing else; `told_here` finds them there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from newsdesk.model.cards import Said, said_in, speaker_key
from newsdesk.model.digest import Digest
from newsdesk.model.index import Index, Row, Speaker, words_digest

Key = tuple[str, str, str]  # the story's slug, the speaker as in `cards.speaker_key`, a digest of the words


class Telling(NamedTuple):
    """A quotation: the story that told it first, who said it (`speaker` as in `cards.speaker_key`), and its words."""

    row: Row
    speaker: str
    words: str


def tellings(rows: Iterable[Row], index: Index, *, expert: str = "") -> tuple[Telling, ...]:
    """Every quotation of these rows (newest first) once, in their order; only an expert's if one is named."""
    found: dict[tuple[str, str], Telling] = {}
    for row in rows:
        for who in row.speakers:
            if expert and who.slug != expert:
                continue
            speaker = _speaker(who, index)
            for words in who.said:
                known = found.get((speaker, words))
                if known is None or known.row is not row:
                    if known:
                        del found[speaker, words]  # so that it stands where the older story stands
                    found[speaker, words] = Telling(row, speaker, words)
    return tuple(found.values())


def _speaker(who: Speaker, index: Index) -> str:
    return who.slug if who.slug in index.expert and who.slug else f" {who.name}"


def keys_of(told: Iterable[Telling]) -> tuple[Key, ...]:
    return tuple([(row.slug, speaker, words) for row, speaker, words in told])


def stories_of(told: Iterable[Telling]) -> tuple[str, ...]:
    """The slugs of the stories in which these quotations stand, each once."""
    return tuple(dict.fromkeys(telling.row.slug for telling in told))


def told_here(digest: Digest, keys: Collection[Key]) -> tuple[Said, ...]:
    """The quotations with these keys, in the order of `cards.said_in`, from a digest of the stories they stand in."""
    wanted = frozenset(keys)
    return tuple(one for one in said_in(digest.articles, digest) if _key(one, digest) in wanted)


def _key(one: Said, digest: Digest) -> Key:
    return (one.article.slug, speaker_key(one.quotation, digest), words_digest(one.quotation))
