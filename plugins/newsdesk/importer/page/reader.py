"""A page in HTML read: which lines are the article's, which pictures go with them, and what is known about it.

Lines are chosen by learned weights (`choosing`); Markdown is written from the chosen nodes themselves (`markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from newsdesk.importer.datelines import find_dateline
from newsdesk.importer.page.choosing import WEIGHTS, PageWeights, choose, load_page_weights
from newsdesk.importer.page.inline import NOWHERE
from newsdesk.importer.page.markdown import blocks_of
from newsdesk.importer.page.metadata import Facts, read_facts
from newsdesk.importer.page.pictures import with_pictures
from newsdesk.importer.page.runs import Run, runs_of
from newsdesk.importer.page.subheadings import bold_as_headings
from newsdesk.importer.page.tree import parse, shortened
from newsdesk.importer.reading import Block, Note, Reading, short
from newsdesk.importer.words import key
from newsdesk.language.detect import detect

_ENOUGH = 1_000  # characters tell a language


def read_page(markup: str, url: str = "", weights: PageWeights | None = None) -> Reading:
    """The article of a page; `url` is where it came from. Never raises; an empty page gives an empty reading.

    `weights` are others than the package's own, to be judged.
    """
    markup = shortened(markup)
    root = parse(markup)
    runs = runs_of(root)
    facts = read_facts(root, url, runs)
    chosen = choose(root, runs, facts, weights or load_page_weights(WEIGHTS))
    blocks = blocks_of(with_pictures(runs, chosen, facts.title), facts.url or NOWHERE)
    blocks = bold_as_headings(_marked_standfirst(blocks, facts))
    place = _place(blocks)
    body = "\n".join(block.plain for block in blocks)
    return Reading(
        title=facts.title,
        authors=facts.authors,
        date=facts.date,
        language=detect(body[:_ENOUGH]) if len(body) > 200 else facts.language or detect(body),
        place=place,
        section=facts.section,
        source=facts.source,
        url=facts.url,
        summary=_summary(blocks, facts),
        topics=facts.topics,
        blocks=blocks,
        notes=tuple(_notes(runs, chosen, facts, blocks)),
        guesses=facts.guesses,
    )


def _marked_standfirst(blocks: tuple[Block, ...], facts: Facts) -> tuple[Block, ...]:
    """The blocks, the first paragraph named a standfirst if it is what the page's head calls its description."""
    for index, block in enumerate(blocks[:4]):
        if block.kind in ("paragraph", "heading") and block.plain:
            said = key(facts.summary)
            mine = key(block.plain)
            if len(blocks) > index + 2 and len(mine) > 30 and said and (mine == said or said.startswith(mine)):
                return (*blocks[:index], replace(block, kind="standfirst"), *blocks[index + 1 :])
            return blocks
    return blocks


def _summary(blocks: Sequence[Block], facts: Facts) -> str:
    standfirst = next((block.plain for block in blocks if block.kind == "standfirst"), "")
    return standfirst or ("" if _opens(blocks, facts.summary) else facts.summary)


def _opens(blocks: Sequence[Block], summary: str) -> bool:
    """Whether the text opens with what the head calls its summary, cut or not."""
    said = key(re.sub(r"(?:\.\.\.|…)\Z", "", summary))
    first = key(next((block.plain for block in blocks if block.kind == "paragraph"), ""))
    return bool(said) and (first.startswith(said[:80]) or said.startswith(first[:80]))


def _place(blocks: Sequence[Block]) -> str:
    for block in [b for b in blocks if b.kind == "paragraph" and b.plain][:2]:
        if match := find_dateline(block.plain):
            return match["place"].strip()
    return ""


def _notes(runs: Sequence[Run], chosen: Sequence[Run], facts: Facts, blocks: Sequence[Block]) -> list[Note]:
    """What was left out within the article, and what could not be found."""
    notes = []
    kept = {run.index for run in chosen}
    if kept:
        inside = [run for run in runs[min(kept) : max(kept)] if run.index not in kept and run.text]
        notes += [Note("removed", "a line that is not the article's", short(run.text), 0) for run in inside[:60]]
    else:
        notes.append(Note("missing", "no article text was found on the page"))
    missing = (("title", "no headline was found"), ("authors", "no author is named on the page"),
               ("date", "no publication date is on the page"))  # fmt: skip
    notes += [Note("missing", words) for name, words in missing if not getattr(facts, name)]
    notes += [Note("unsure", f"{name}: {how}", short(str(getattr(facts, name)))) for name, how in facts.guesses.items()]
    return notes
