"""Problems as text, JSON and annotations."""

from __future__ import annotations

import json

from newsdesk.model.problems import Place, Problem
from newsdesk.source.report import as_annotations, as_json, as_text, summary

WRONG = Problem(Place("content/a,b.md", 3, 5), "100% wrong:\nsay", "Mend it", "link")
MILD = Problem(Place("content/a.md"), "the file is empty", "Write it.", "article", "warning")


def test_text_is_sorted_and_counted() -> None:
    assert as_text([MILD, WRONG, WRONG]) == (
        "content/a,b.md:3:5: error: 100% wrong:\nsay. Mend it [link]\n"
        "content/a.md: warning: the file is empty. Write it. [article]\n"
        "1 error, 1 warning"
    )


def test_no_problems_are_no_text() -> None:
    assert as_text([]) == ""
    assert as_annotations([]) == ""
    assert json.loads(as_json([])) == []
    assert summary([]) == "no problems"


def test_json_holds_every_part() -> None:
    assert json.loads(as_json([WRONG])) == [
        {
            "path": "content/a,b.md",
            "line": 3,
            "column": 5,
            "level": "error",
            "rule": "link",
            "fault": "100% wrong:\nsay",
            "remedy": "Mend it",
            "message": "100% wrong:\nsay. Mend it",
        }
    ]


def test_annotations_escape_what_ends_a_command() -> None:
    assert as_annotations([MILD, WRONG]) == (
        "::error file=content/a%2Cb.md,line=3,col=5,title=link::100%25 wrong:%0Asay. Mend it\n"
        "::warning file=content/a.md,title=article::the file is empty. Write it."
    )
