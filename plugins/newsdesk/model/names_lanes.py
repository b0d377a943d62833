"""The edit distance of one word to very many, computed side by side in long integers.

    Lanes(["petrov", "petrof", …]).costs("petrow") → array of hundredths, one for each

It is the distance of `names_spelling`, cell by cell, but a cell holds its value for all words at once: each has sixteen
bits of an integer, a lane, of which the highest stays free to tell which of two values is less. Six thousand words
take as long as a hundred would one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache

from newsdesk.model.names_spelling import TURNED, gap, swap

_BITS = 16  # a lane: the distance of words of up to 160 letters, in hundredths, and a free bit


class Lanes:
    """Words of one length."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)
        self._length = len(words[0])
        self._ones = sum(1 << _BITS * n for n in range(len(words)))
        self._free = self._ones << _BITS - 1
        # For each place of the words the letters there, each with a one in the lanes of the words that have it.
        self._letters: list[dict[str, int]] = [{} for _ in range(self._length)]
        for n, word in enumerate(words):
            for place, letter in zip(self._letters, word, strict=True):
                place[letter] = place.get(letter, 0) | 1 << _BITS * n
        self._gaps = [sum(lanes * _gap(letter) for letter, lanes in place.items()) for place in self._letters]
        self._swaps: dict[tuple[str, bool], list[int]] = {}

    def costs(self, word: str) -> array[int]:
        """The distance of every word to this one, in hundredths."""
        row = [0]
        for cost in self._gaps:
            row.append(row[-1] + cost)
        before, last = row, ""
        for letter in word:
            gap_here, swaps = self._ones * _gap(letter), self._swaps_of(letter, first=not last)
            now = [row[0] + gap_here]
            for j in range(self._length):
                best = self._least(row[j] + swaps[j], row[j + 1] + gap_here)
                best = self._least(best, now[j] + self._gaps[j])
                if j and last:
                    turned = self._letters[j - 1].get(letter, 0) & self._letters[j].get(last, 0)
                    best = self._least(best, _where(turned, before[j - 1] + turned * _TURNED, best))
                now.append(best)
            before, row, last = row, now, letter
        return array("H", row[-1].to_bytes(2 * len(self.words), "little"))

    def _least(self, a: int, b: int) -> int:
        """The lesser of two values in each lane."""
        not_less = ((a | self._free) - b & self._free) >> _BITS - 1
        return _where(not_less, b, a)

    def _swaps_of(self, letter: str, *, first: bool) -> list[int]:
        """What it costs to have the letter for that of each place."""
        if (letter, first) not in self._swaps:
            self._swaps[letter, first] = [
                sum(lanes * _swap(letter, other, first and j == 0) for other, lanes in place.items())
                for j, place in enumerate(self._letters)
            ]
        return self._swaps[letter, first]


def _where(lanes: int, a: int, b: int) -> int:
    """`a` in these lanes, `b` in the others."""
    return b ^ (a ^ b) & (lanes << _BITS - 1) - lanes


_TURNED = round(100 * TURNED)


@lru_cache(maxsize=1024)
def _gap(letter: str) -> int:
    return round(100 * gap(letter))


@lru_cache(maxsize=16384)
def _swap(one: str, other: str, first: bool) -> int:
    return round(100 * swap(one, other, first))
