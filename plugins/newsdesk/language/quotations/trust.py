"""How likely a proposal is right: words and speaker both, by the rule that found the words and the way to the speaker.

Measured on the development half of two public corpora: 43 Canadian articles with resolved speakers, 519 American ones
with mentions only ("he" counts as right). Right means: at least .8 of the words shared, and the right speaker.

    confidence   proposals   right (both)   right person (the 43)
    .90–1.00     1,906       .98            .99
    .80–.89      1,193       .95            .83
    .70–.79        765       .80            .87
    .60–.69      2,819       .69            .66
    .50–.59        401       .60            .23
    below .50      466       .62            .19
"""

from __future__ import annotations

# Below this a proposal is likelier wrong than right: of those between .50 and .60 every fourth had the right person.
LIKELY = 0.6
# Share with the right words and mention, by rule.
_RULES = {
    "after quote": 0.97,
    "goes on in the same paragraph": 0.95,
    "comma inside": 0.87,
    "around": 0.82,
    "goes on behind a dash": 0.8,
    "quotation before its attribution": 0.9,
    "that": 0.73,
    "after mixed": 0.72,
    "after clause": 0.71,
    "according to": 0.7,
    "bare": 0.69,
    "goes on in the next paragraph": 0.69,
    "before quote": 0.66,
    "in their view": 0.6,
    "led in": 0.6,
    "object": 0.58,
    "question": 0.54,
    "parsed": 0.41,
    "colon": 0.36,
}
# Of the right mentions, the share that leads to the right person.
_WAYS = {
    "name": 1.0,
    "pronoun": 0.9,
    "phrase": 0.92,
    "role": 0.65,
    "guess": 0.3,
    "they": 0.5,
    "it": 0.8,
    "author": 0.9,
    "none": 0.7,
}


# The same where a parser was asked; see `parsed`.
_AGREED = {
    ("that", "agrees"): 0.88,
    ("bare", "agrees"): 0.84,
    ("after clause", "agrees"): 0.86,
    ("after mixed", "agrees"): 0.95,
    ("that", "differs"): 0.48,
    ("bare", "differs"): 0.61,
    ("that", "silent"): 0.65,
    ("bare", "silent"): 0.55,
    ("after clause", "silent"): 0.38,
    ("after mixed", "silent"): 0.3,
}


def confidence(rule: str, how: str, agreed: str = "") -> float:
    """The share of proposals that were right among those made by `rule`, with the speaker found by `how`.

    `agreed` says how a parser stands to it (`parsed.Agreement`), if one was asked.
    """
    words = _AGREED.get((rule, agreed), _RULES.get(rule, 0.5))
    return round(words * _WAYS.get(how, 0.7), 2)
