"""Which language a text is in, by script, frequent words, letters and parts of words.

Knows the languages that a digest of European news meets, and the big scripts. Knows nothing of names: a headline
without function words is judged by letters and parts of words, and what gives no sign falls back to the language
that its script most often means on news desks (Latin: English, Cyrillic: Russian, Arabic: Arabic).

    "Der Rat tagte am Montag in Werdau." → "de"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from newsdesk.language.detect_words import CYRILLIC, LATIN, Profile

# Head, middle and tail are enough, and keep a book as cheap as an article.
_SAMPLE = 3000
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# First and last code point; the language that letters of the script mean unless finer signs speak.
_SCRIPTS = (
    ("latin", 0x41, 0x24F), ("latin", 0x1E00, 0x1EFF), ("greek", 0x370, 0x3FF), ("greek", 0x1F00, 0x1FFF),
    ("cyrillic", 0x400, 0x52F), ("armenian", 0x530, 0x58F), ("hebrew", 0x590, 0x5FF), ("arabic", 0x600, 0x77F),
    ("devanagari", 0x900, 0x97F), ("bengali", 0x980, 0x9FF), ("tamil", 0xB80, 0xBFF), ("thai", 0xE00, 0xE7F),
    ("georgian", 0x10A0, 0x10FF), ("hangul", 0x1100, 0x11FF), ("kana", 0x3040, 0x30FF), ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7AF), ("arabic", 0xFB50, 0xFDFF), ("arabic", 0xFE70, 0xFEFC),
)  # fmt: skip
_SOLE = {
    "greek": "el", "armenian": "hy", "hebrew": "he", "devanagari": "hi", "bengali": "bn", "tamil": "ta", "thai": "th",
    "georgian": "ka", "hangul": "ko", "han": "zh",
}  # fmt: skip
_PERSIAN = frozenset("پچژگکی")
_PERSIAN_WORDS = frozenset(("از", "به", "در", "را", "که", "این", "با", "است", "برای", "آن", "های", "می", "شد", "خود"))
_URDU = frozenset("ٹڈڑںےہھ")
# A word counts 1 shared among the languages that have it; a foreign letter costs more than an own letter gives, since
# names bring own-looking letters anywhere but a language seldom leaves its alphabet.
_LETTER_OWN, _LETTER_FOREIGN, _PART = 0.25, 0.6, 0.12
_SHARED = Counter(word for profile in (*LATIN.values(), *CYRILLIC.values()) for word in profile.words)

# Two headlines' worth of doubt: decides between close relatives and for text of names alone.
_PRIOR = {
    "en": 0.45,
    "ru": 0.3,
    "uk": 0.1,
    "de": 0.2,
    "fr": 0.2,
    "es": 0.15,
    "it": 0.1,
    "sr": 0.1,
    "pl": 0.1,
    "cs": 0.1,
}


def detect(text: str) -> str:
    """The ISO 639-1 code of the language of `text`; "en" for text without letters."""
    sample = _sample(text)
    script = _script(sample)
    if script == "latin":
        return _closest(sample, LATIN, "en")
    if script == "cyrillic":
        return _closest(sample, CYRILLIC, "ru")
    if script == "arabic":
        return _arabic(sample)
    if script in ("kana", "han"):
        return "ja" if script == "kana" else "zh"
    return _SOLE.get(script, "en")


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _script(text: str) -> str:
    """The script of most letters; any good share of kana makes Han Japanese."""
    found: Counter[str] = Counter()
    for letter, count in Counter(text).items():
        if letter.isalpha():
            found[_script_of(ord(letter))] += count
    if found["kana"] and found["kana"] * 8 >= found["han"] and found["kana"] + found["han"] >= found["latin"] // 2:
        return "kana"
    # A Chinese or Korean character says as much as two or three letters.
    weighed = {name: count * (2 if name in ("han", "hangul") else 1) for name, count in found.items() if name}
    return max(weighed, key=lambda name: weighed[name], default="")


def _script_of(code: int) -> str:
    for name, first, last in _SCRIPTS:
        if first <= code <= last:
            return name
    return ""


def _closest(text: str, profiles: Mapping[str, Profile], fallback: str) -> str:
    found = [token.lower() for token in _TOKEN.findall(text.replace("’", "'"))]
    tokens, letters, all_words = Counter(found), Counter("".join(found)), " ".join(found)
    parts = {part for profile in profiles.values() for part in profile.parts if part in all_words}
    told = {part: sum(count for token, count in tokens.items() if part in token) for part in parts}
    scores = {
        lang: _wording(tokens, profile) + _spelling(letters, told, profile) + _PRIOR.get(lang, 0)
        for lang, profile in profiles.items()
    }
    return max(scores, key=lambda lang: (scores[lang], lang == fallback))


def _wording(tokens: Counter[str], profile: Profile) -> float:
    """What the words of a text say for the language of `profile`."""
    return sum(tokens[word] * (0.4 + 0.6 / _SHARED[word]) for word in sorted(tokens.keys() & profile.words))


def _spelling(letters: Counter[str], parts: Mapping[str, int], profile: Profile) -> float:
    """What its letters and the parts of its words, each with how often it stands there, say for the language."""
    score = 0.0
    for letter, count in letters.items():
        if letter in profile.letters:
            score += _LETTER_OWN * count
        elif (letter > "\x7f" and not "а" <= letter <= "я") or letter in "ыэъщ":
            score -= _LETTER_FOREIGN * count
    return score + _PART * sum(parts.get(part, 0) for part in profile.parts)


def _arabic(text: str) -> str:
    letters = Counter(text)
    if sum(letters[letter] for letter in _URDU) * 20 > len(text):
        return "ur"
    words = _TOKEN.findall(text)
    persian = sum(letters[letter] for letter in _PERSIAN)
    return "fa" if persian * 40 > len(text) or 5 * sum(w in _PERSIAN_WORDS for w in words) > len(words) else "ar"
