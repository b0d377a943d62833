"""Which lines of a page are the article's: a guess at each by what it is, then a second look at all together.

    choose(root, runs, facts, load_page_weights(WEIGHTS))  →  the article's runs, without its headline

Both looks are learned trees (`scoring`): the first over `features`, which hold what trafilatura says (`base`), the
second over `surroundings`. What counts is the mean of both. What readers wrote below the article is never its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lxml.html import HtmlElement

from newsdesk.importer.headlines import is_same_headline
from newsdesk.importer.page.base import base_text, covered
from newsdesk.importer.page.features import features
from newsdesk.importer.page.metadata import Facts
from newsdesk.importer.page.runs import Run
from newsdesk.importer.page.scoring import Row, Weights, likelihoods, weights_as_text, weights_in
from newsdesk.importer.page.subheadings import is_within
from newsdesk.importer.page.surroundings import Standing, answers, standings, surroundings
from newsdesk.importer.words import key

WEIGHTS = Path(__file__).with_name("weights.json")
_LONGEST = 300_000  # characters of words; a page of more is a trap or no article, and would take trafilatura seconds
_HOPELESS = 0.02  # a line less likely at first sight is not looked at again
_REMARKS = re.compile(
    r"(?:^|\s)(?:comments?(?:[-_]?(?:list|body|content|text|area|section|thread|items?|container|wrap(?:per)?))?"
    r"|disqus\w*|livefyre\w*)(?=\s|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class PageWeights:
    """The trees of the first look and those of the second."""

    first: Weights
    second: Weights


@lru_cache(maxsize=2)
def load_page_weights(path: Path) -> PageWeights:
    """The weights in a file. They are part of the package: a broken file raises."""
    data = json.loads(path.read_text("utf-8"))
    return PageWeights(weights_in(data["first"]), weights_in(data["second"]))


def page_weights_as_text(weights: PageWeights, provenance: str) -> str:
    """The weights as a file's text. `provenance` says what they were learned from."""
    first, second = weights_as_text(weights.first), weights_as_text(weights.second)
    return f'{{"provenance": {json.dumps(provenance)},\n"first": {first},\n"second": {second}}}\n'


def choose(root: HtmlElement, runs: Sequence[Run], facts: Facts, weights: PageWeights) -> list[Run]:
    """The lines that belong to the article, in order, without its headline."""
    first = first_look(described(root, runs, facts), are_remarks(runs), weights.first)
    likely = second_look(standings(runs), first, weights.second)
    sure = [bool(p > weights.second.threshold and run.text) for run, p in zip(runs, likely, strict=True)]
    taken = [run for place, run in enumerate(runs) if sure[place] or is_within(runs, sure, likely, place)]
    return [run for number, run in enumerate(taken) if not _is_title(run, facts.title, number)]


def described(root: HtmlElement, runs: Sequence[Run], facts: Facts) -> list[list[str]]:
    """The features of each line, what trafilatura says of it among them."""
    texts = [run.text for run in runs]
    base = base_text(root) if sum(map(len, texts)) < _LONGEST else ""
    return features(runs, facts.title, covered(texts, base))


def first_look(rows: Sequence[Row], remarks: Sequence[bool], weights: Weights) -> list[float]:
    """How likely each line is the article's, by what it is; readers' remarks and lines without features are not."""
    open_ = [index for index, (row, remark) in enumerate(zip(rows, remarks, strict=True)) if row and not remark]
    likely = [0.0] * len(rows)
    for index, p in zip(open_, likelihoods([rows[index] for index in open_], weights), strict=True):
        likely[index] = p
    return likely


def second_look(lines: Sequence[Standing], first: Sequence[float], weights: Weights) -> list[float]:
    """How likely each line is the article's, in the light of how likely all were at first."""
    seen = seen_again(lines, first)
    again = likelihoods(list(seen.values()), weights)
    likely = dict(zip(seen, again, strict=True))
    return [(p + likely[index]) / 2 if index in likely else 0.0 for index, p in enumerate(first)]


def seen_again(lines: Sequence[Standing], first: Sequence[float]) -> dict[int, Row]:
    """What the second look asks about, by line; those that were hopeless at first are left out."""
    near = surroundings(lines, first)
    return {index: answers(near[index]) for index, p in enumerate(first) if p > _HOPELESS}


def are_remarks(runs: Sequence[Run]) -> list[bool]:
    """Whether each line stands in the part of a page that readers wrote."""
    known: dict[HtmlElement, bool] = {}
    out = []
    for run in runs:
        for element in run.path:
            if element not in known:
                label = f"{(element.get('class') or '')[:200]} {(element.get('id') or '')[:80]}"
                known[element] = element.tag not in ("body", "main", "article") and bool(_REMARKS.search(label))
        out.append(any(known[element] for element in run.path))
    return out


def _is_title(run: Run, title: str, number: int) -> bool:
    return (
        number < 4
        and bool(title)
        and (key(run.text) == key(title) or (run.owner.tag == "h1" and is_same_headline(title, run.text)))
    )
