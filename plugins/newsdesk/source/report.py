"""Problems as text for people, JSON for machines, annotations for GitHub. Pure: problems in, text out."""

from __future__ import annotations

import json
from collections.abc import Iterable

from newsdesk.model.problems import Problem


def as_text(problems: Iterable[Problem]) -> str:
    """One problem a line, sorted by place, then a line that counts them; empty if there is none."""
    lines = [str(problem) for problem in sorted(set(problems))]
    return "\n".join([*lines, summary(problems)]) if lines else ""


def summary(problems: Iterable[Problem]) -> str:
    """How many errors and warnings: `2 errors, 1 warning`."""
    found = set(problems)
    wrong = sum(problem.level == "error" for problem in found)
    counts = [(wrong, "error"), (len(found) - wrong, "warning")]
    return ", ".join(f"{count} {word}{'' if count == 1 else 's'}" for count, word in counts if count) or "no problems"


def as_json(problems: Iterable[Problem]) -> str:
    """A JSON list of objects: path, line, column (0 = the whole file), level, rule, fault, remedy, message."""
    return json.dumps([_record(problem) for problem in sorted(set(problems))], ensure_ascii=False, indent=2)


def as_annotations(problems: Iterable[Problem]) -> str:
    """Workflow commands that show each problem at its line in a review on GitHub.

    Escaping as in actions/toolkit, packages/core/src/command.ts.
    """
    return "\n".join(_annotation(problem) for problem in sorted(set(problems)))


def _record(problem: Problem) -> dict[str, object]:
    return {
        "path": problem.place.path,
        "line": problem.place.line,
        "column": problem.place.column,
        "level": problem.level,
        "rule": problem.rule,
        "fault": problem.fault,
        "remedy": problem.remedy,
        "message": problem.message,
    }


def _annotation(problem: Problem) -> str:
    place = problem.place
    properties = [f"file={_property(place.path)}"]
    if place.line:
        properties += [f"line={place.line}", f"col={place.column or 1}"]
    properties.append(f"title={_property(problem.rule)}")
    return f"::{problem.level} {','.join(properties)}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
