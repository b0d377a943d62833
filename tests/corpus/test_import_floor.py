"""Floors of the import on gold data: they only rise. Run when NEWSDESK_CORPORA names the folder that holds `import/`.

Measured on the development half, part of which the weights were learned from; what counts for pages never seen is
lower by a point or so. Every n-th page is read, so that a run takes seconds.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import statistics
import sys
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from newsdesk.importer.importing import Document, read_document
from newsdesk.importer.page.markdown import markdown_of
from newsdesk.importer.page.runs import runs_of
from newsdesk.importer.page.tree import parse
from newsdesk.importer.rawtext import read_text
from newsdesk.importer.reading import Reading

ROOT = Path(os.environ.get("NEWSDESK_CORPORA", "")) / "import"
pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not os.environ.get("NEWSDESK_CORPORA"), reason="NEWSDESK_CORPORA names no gold data"),
]
EVERY = 4
FLOORS = {"body": 0.955, "title": 0.905, "authors": 0.765, "date": 0.935, "none": 0.55}
TEXT_FLOORS = {
    "synth": {"body_f1": 0.995, "title": 0.99, "authors": 0.91, "date": 0.99, "noise_left": 0.01},
    "page": {"body_f1": 0.91, "title": 0.82, "date": 0.78},
}
# Tables are kept but for those that frame a part of a page; links within code are left out.
MARKDOWN_FLOORS = {
    "links": 0.98, "images": 0.99, "headings": 0.99, "list_items": 0.98, "blockquotes": 0.99, "table_cells": 0.79,
    "emphasis": 0.965, "code": 0.99,
}  # fmt: skip


def scorer(name: str) -> ModuleType:
    sys.path.insert(0, str(ROOT))
    spec = importlib.util.spec_from_file_location(name, ROOT / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_prediction(reading: Reading) -> dict[str, Any]:
    return {
        "title": reading.title, "authors": list(reading.authors), "date": reading.date, "language": reading.language,
        "topics": list(reading.topics), "place": reading.place, "topic": reading.section, "source": reading.source,
        "body": reading.body,
    }  # fmt: skip


@lru_cache(maxsize=1)
def pages() -> dict[str, Any]:
    gold = json.loads((ROOT / "gold.json").read_text("utf-8"))
    return {key: row for key, row in list(gold.items())[::EVERY] if row["dataset"] != "moz"}


@lru_cache(maxsize=1)
def scores() -> dict[str, Any]:
    read = {
        key: as_prediction(read_document(Document(key, gzip.decompress((ROOT / row["file"]).read_bytes()))))
        for key, row in pages().items()
    }
    result: dict[str, Any] = scorer("score").score(pages(), read)
    return result


def test_body_of_pages() -> None:
    assert scores()["body_mean_f1"] >= FLOORS["body"]


def test_facts_of_pages() -> None:
    found = scores()
    assert found["title_mean"] >= FLOORS["title"]
    assert found["author_mean_f1"] >= FLOORS["authors"]
    assert found["date_mean"] >= FLOORS["date"]
    assert found["authors_none_correct"] >= FLOORS["none"]


@pytest.mark.parametrize("kind", TEXT_FLOORS)
def test_raw_texts(kind: str) -> None:
    gold = json.loads((ROOT / "text_gold.json").read_text("utf-8"))
    rows = {key: row for key, row in [*gold.items()][::EVERY] if row["set"] == kind}
    read = {key: as_prediction(read_text((ROOT / row["file"]).read_text("utf-8"))) for key, row in rows.items()}
    result = scorer("score_text").score(rows, read)[kind]
    for name, floor in TEXT_FLOORS[kind].items():
        assert (result[name] <= floor) if name == "noise_left" else (result[name] >= floor), name


def test_markdown_gives_the_page_back() -> None:
    module = scorer("md_fidelity")
    import markdown

    gold = json.loads((ROOT / "gold.json").read_text("utf-8"))
    kept: dict[str, list[float]] = defaultdict(list)
    for row in gold.values():
        if row["dataset"] != "moz" or not 1500 < len(row["gold"]["expected_html"]) < 60000:
            continue
        before, _ = module.inv(row["gold"]["expected_html"])
        text = markdown_of(runs_of(parse(f"<html><body>{row['gold']['expected_html']}</body></html>")))
        after, _ = module.inv(markdown.markdown(text, extensions=["extra", "sane_lists"]))
        for kind in MARKDOWN_FLOORS:
            if before[kind]:
                kept[kind].append(module.f1(before[kind], after[kind]))
    for kind, values in kept.items():
        assert statistics.mean(values) >= MARKDOWN_FLOORS[kind], kind
