"""`evaluate import`: pages and raw texts read by the importer, scored beside trafilatura on the same pages.

The folder holds `gold.json`, `text_gold.json`, the files that they name, and the scorers `score.py`, `score_text.py`,
`structure.py` and `md_fidelity.py`.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any

import markdown

from newsdesk.evaluation.asked import Asked
from newsdesk.evaluation.gold import load_json, load_scorer
from newsdesk.evaluation.intervals import lead_of
from newsdesk.evaluation.report import Figure, Report
from newsdesk.evaluation.working import timed
from newsdesk.importer.importing import Document, read_document
from newsdesk.importer.page.markdown import markdown_of
from newsdesk.importer.page.runs import runs_of
from newsdesk.importer.page.tree import parse
from newsdesk.importer.reading import Reading

Rows = Mapping[str, dict[str, Any]]
Read = dict[str, dict[str, Any]]  # what the scorers call a prediction, by item

_FACTS = {"title": ("title", "exact", "title_mean"), "authors": ("authors", "f1", "author_mean_f1"),
          "date": ("date", "acc", "date_mean")}  # fmt: skip
_TEXT_FACTS = ("body_f1", "title", "authors", "no_author", "date", "no_date", "place", "topic", "source", "language")
_KEPT = ("links", "images", "headings", "list_items", "blockquotes", "table_cells", "emphasis", "code")


def evaluate_import(asked: Asked) -> Report:
    """Bodies, facts, structure and Markdown of the pages, then the raw texts."""
    gold = asked.some(load_json(asked.data, "gold.json"))
    pages = {key: row for key, row in gold.items() if row["dataset"] != "moz"}
    costs: dict[str, list[float]] = {}
    ours, costs["newsdesk"] = _read_all(partial(_import, asked.data), pages, asked)
    theirs: Read = {}
    if asked.peer:
        theirs, costs["trafilatura"] = _read_all(partial(_extract, asked.data), pages, asked)
    figures = [*_of_pages(asked, pages, ours, theirs), *_of_markdown(asked, gold), *_of_texts(asked)]
    if asked.every == 1:
        figures += _of_structure(asked, ours)
    return Report("import", tuple(figures), {tool: median(all_) for tool, all_ in costs.items()}, _means(costs))


# --- Reading ----------------------------------------------------------------------------------------------------------
def _read_all(work: Callable[[str], dict[str, Any]], rows: Rows, asked: Asked) -> tuple[Read, list[float]]:
    """What a tool makes of each row's file, and the CPU milliseconds that each costs."""
    found = list(timed(work, [row["file"] for row in rows.values()], asked.workers))
    read = {key: one for key, (one, _) in zip(rows, found, strict=True)}
    return read, [cost for _, cost in found] or [0.0]


def _means(costs: Mapping[str, Sequence[float]]) -> tuple[str, ...]:
    """What a page costs on average, and how that compares to the other tool."""
    notes = [f"{tool}: {mean(all_):.1f} CPU ms on average" for tool, all_ in costs.items()]
    if len(costs) > 1:
        ours, theirs = costs.values()
        ratios = f"{median(ours) / median(theirs):.2f} at the median, {mean(ours) / mean(theirs):.2f} on average"
        notes.append(f"newsdesk costs {ratios} of what trafilatura does")
    return tuple(notes)


def _bytes(folder: Path, file: str) -> bytes:
    data = (folder / file).read_bytes()
    return gzip.decompress(data) if file.endswith(".gz") else data


def _import(folder: Path, file: str) -> dict[str, Any]:
    return _prediction(read_document(Document(file, _bytes(folder, file))))


def _prediction(reading: Reading) -> dict[str, Any]:
    return {
        "title": reading.title, "authors": list(reading.authors), "date": reading.date, "language": reading.language,
        "topics": list(reading.topics), "place": reading.place, "topic": reading.section, "source": reading.source,
        "body": reading.body, "markdown": reading.markdown,
    }  # fmt: skip


def _extract(folder: Path, file: str) -> dict[str, Any]:
    """The same of trafilatura, with its own defaults but for comments."""
    import trafilatura

    found = trafilatura.bare_extraction(_bytes(folder, file), include_comments=False, with_metadata=True)
    if found is None:
        return {}
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return {"title": found.title, "authors": authors, "date": found.date, "body": found.text}


# --- Scoring ----------------------------------------------------------------------------------------------------------
def _of_pages(asked: Asked, pages: Rows, ours: Read, theirs: Read) -> Iterator[Figure]:
    scorer = load_scorer(asked.data, "score")
    mine = scorer.score(pages, ours)
    peer = scorer.score(pages, theirs) if asked.peer else {}
    sets = {key: row["dataset"] for key, row in pages.items()}

    def figure(part: str, name: str, *path: str, paired: str = "") -> Figure:
        """The value at the end of the path through what the scorer found, for both; `paired` names it by page."""
        lead = None
        if peer and paired:
            one, other = ({key: value for key, value in result["per"][paired].items() if part in ("pages", sets[key])}
                          for result in (mine, peer))  # fmt: skip
            lead = lead_of(one, other, sets)
        return Figure(part, name, _at(mine, path), _at(peer, path) if peer else None, lead)

    yield figure("pages", "body", "body_mean_f1", paired="body")
    yield from (figure(part, "body", "body", part, "f1", paired="body") for part in mine["body"])
    for name, (kind, measure, whole) in _FACTS.items():
        yield figure("pages", name, whole, paired=name)
        yield from (figure(part, name, kind, part, measure, paired=name) for part in mine[kind])
    for name, key in (("no author", "authors_none_correct"), ("language", "language")):
        if mine[key] is not None:
            yield figure("pages", name, key)


def _at(found: Any, path: Sequence[str]) -> float:
    for key in path:
        found = found[key]
    return float(found)


def _of_structure(asked: Asked, ours: Read) -> list[Figure]:
    """What the structure scorer prints of the Markdown: headings, pictures and captions found again."""
    scorer = load_scorer(asked.data, "structure")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "markdown.json"
        file.write_text(json.dumps({key: one["markdown"] for key, one in ours.items()}), "utf-8")
        with contextlib.redirect_stdout(io.StringIO()) as said:
            scorer.main(str(file))
    found = re.findall(r"(?:(\w+) )?(recall|precision) ([\d.]+)", said.getvalue())
    return [Figure("structure", f"{what or 'heading'} {measure}", float(value)) for what, measure, value in found]


def _of_markdown(asked: Asked, gold: Rows) -> Iterator[Figure]:
    """How much of a clean article's markup is there again when its Markdown is rendered."""
    scorer = load_scorer(asked.data, "md_fidelity")
    kept: dict[str, list[float]] = defaultdict(list)
    for row in gold.values():
        page = row["gold"].get("expected_html", "")
        if row["dataset"] != "moz" or not 1500 < len(page) < 60000:  # as the scorer chooses them
            continue
        before, words = scorer.inv(page)
        text = markdown_of(runs_of(parse(f"<html><body>{page}</body></html>")))
        after, again = scorer.inv(markdown.markdown(text, extensions=["extra", "sane_lists"]))
        kept["text"].append(scorer.prf([scorer.shingle(words, again)])[0])
        for kind in _KEPT:
            if before[kind]:
                kept[kind].append(scorer.f1(before[kind], after[kind]))
    if kept:
        yield Figure("Markdown", "mean", mean(map(mean, kept.values())))
    yield from (Figure("Markdown", kind.replace("_", " "), mean(values)) for kind, values in kept.items())


def _of_texts(asked: Asked) -> Iterator[Figure]:
    scorer = load_scorer(asked.data, "score_text")
    gold = asked.some(load_json(asked.data, "text_gold.json"))
    read, _ = _read_all(partial(_import, asked.data), gold, asked)
    for part, found in scorer.score(gold, read).items():
        if not isinstance(found, dict):
            continue
        names = {"body_f1": "body", "no_author": "no author", "no_date": "no date"}
        yield from (Figure(f"text {part}", names.get(n, n), found[n]) for n in _TEXT_FACTS if n in found)
        if found.get("noise_left") is not None:
            yield Figure(f"text {part}", "noise taken out", 1 - found["noise_left"])
