"""What an editor, or a machine, is told after an import."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from newsdesk.importer.reading import Note
from newsdesk.importer.settling import Kind, Outcome
from newsdesk.importer.speakers import is_proposed

FULL = 5  # documents that are told of in full; of more only what came of each
_ORDER: tuple[tuple[Kind, str], ...] = (
    ("draft", "drafts written"), ("updated", "drafts updated"), ("changed", "changed sources"),
    ("unchanged", "done before"), ("duplicate", "duplicates"), ("failure", "failures"),
)  # fmt: skip


def tell(outcome: Outcome, content: str, *, full: bool) -> str:
    """What became of one document; in full with everything that was taken out, mended and proposed."""
    name = outcome.name
    shown = [f"{content}/{path}" for path in outcome.paths]
    if outcome.kind == "failure":
        return f"{name}: not imported: {outcome.reason}\n"
    if outcome.kind == "duplicate":
        return f"{name}: not imported, {outcome.reason} {shown[0]} (--force imports it all the same)\n"
    if outcome.kind == "unchanged" and not shown:
        return f"{name}: not imported: {outcome.reason}\n"
    if outcome.kind == "unchanged":
        return f"{name}: nothing to do, {outcome.reason}: {shown[0]} (--update imports it anew)\n"
    if outcome.kind == "changed":
        return f"{name}: {shown[0]}: {outcome.reason}\n{outcome.diff}\n"
    return _written(outcome, shown) if full else f"{name}: {_verb(outcome)} {shown[0]}\n"


def tell_all(outcomes: Iterable[Outcome]) -> str:
    """The table at the end of a long import: how many of each kind."""
    counts = Counter(outcome.kind for outcome in outcomes)
    rows = [f"{words:<16}{counts[kind]:>7}" for kind, words in _ORDER if counts[kind]]
    return "\n".join(rows) + "\n" if rows else "nothing to import\n"


def as_json(outcomes: Sequence[Outcome], content: str) -> str:
    """The same for a machine: counts, and an object for each document."""
    counts = Counter(outcome.kind for outcome in outcomes)
    documents = [_object(outcome, content) for outcome in outcomes]
    return json.dumps({"counts": {kind: counts[kind] for kind, _ in _ORDER}, "documents": documents}, indent=1)


def _object(outcome: Outcome, content: str) -> dict[str, object]:
    paths = [f"{content}/{path}" for path in outcome.paths]
    written = outcome.kind in ("draft", "updated")
    notes = outcome.result.notes if outcome.result else ()
    return {
        "name": outcome.name,
        "outcome": outcome.kind,
        "path": paths[0] if paths else None,
        "profiles": paths[1:] if written else [],
        "reason": outcome.reason or None,
        "likeness": outcome.likeness or None,
        "diff": outcome.diff or None,
        "notes": [{"doing": n.doing, "what": n.what, "words": n.words, "line": n.line} for n in notes]
        if written
        else [],
    }


def _verb(outcome: Outcome) -> str:
    return "updated:" if outcome.kind == "updated" else "written:"


def _written(outcome: Outcome, shown: Sequence[str]) -> str:
    result = outcome.result
    assert result is not None
    article, *profiles = shown
    lines = [outcome.name, f"  {_verb(outcome)} {article}", *(f"  written: {path}" for path in profiles)]
    lines += [f"  {note}" for note in _told_once(result.notes)]
    if not result.reading.date:
        lines.append("  relative dates (yesterday, on Friday) are left unresolved; import again with --date to resolve")
    quotations = sum(1 for quotation in result.analysis.quotations if is_proposed(quotation))
    lines.append(f"  proposed: {quotations} quotations, {len(result.analysis.events)} dated events")
    lines.append(f"Next: edit {article}, accept or delete what is proposed, then ./desk check")
    return "\n".join(lines) + "\n"


def _told_once(notes: Sequence[Note]) -> list[str]:
    """The notes in words, alike ones gathered: what was mended, with the lines."""
    gathered: dict[tuple[str, str], list[int]] = {}
    out: list[str] = []
    for note in notes:
        if note.doing == "mended":
            gathered.setdefault((note.doing, note.what), []).append(note.line)
        else:
            out.append(str(note))
    for (doing, what), places in gathered.items():
        out.append(f"{doing}: {what} (lines {', '.join(map(str, places))})")
    return out
