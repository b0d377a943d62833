"""What `import` does, told to an editor: what was written, what was taken out or mended, what to do next."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TextIO

from newsdesk.importer.decoding import UnreadableError
from newsdesk.importer.draft import Wishes
from newsdesk.importer.fetch import FetchError, fetch, is_address
from newsdesk.importer.importing import Document, ImportResult, Options, import_document, write_drafts
from newsdesk.importer.interface import json_line, read_file
from newsdesk.importer.reading import Note
from newsdesk.importer.speakers import Known, Profile
from newsdesk.model.problems import UsageError
from newsdesk.source.reading import Context, read_expert

_SUFFIXES = (".txt", ".md", ".text", ".html", ".htm", ".xhtml", ".gz")


def run(
    paths_or_urls: Sequence[str],
    *,
    content: Path,
    published: str | None = None,
    topic: str | None = None,
    source: str | None = None,
    allow_private: bool = False,
    json: bool = False,
    out: TextIO | None = None,
) -> int:
    """Imports each file, folder or address; 0 if all went well, 1 if one did not. One failure never stops the rest."""
    out = out or sys.stdout
    day = _day(published)
    failed = 0
    for name in _expand(paths_or_urls):
        try:
            document = _document(name, allow_private=allow_private)
            if json:
                out.write(json_line(document, day) + "\n")
                continue
            options = Options(day, Wishes(topic or "", source or "", date.today().year), known(content))  # noqa: DTZ011
            result = import_document(document, options)
            written = write_drafts(result, content)
            out.write(_report(name, result, written, content))
        except (UnreadableError, FetchError, UsageError, OSError) as error:
            failed += 1
            out.write(f"{name}: not imported: {error}\n")
    return 1 if failed else 0


def known(content: Path) -> Known:
    """The people, topics and articles that the digest has already; files that cannot be read are left to `check`."""
    people = []
    for path in sorted((content / "experts").glob("*.md")):
        expert = read_expert(f"experts/{path.name}", path.read_bytes(), Context()).part
        names = (expert.name, *expert.aliases) if expert else (path.stem.replace("-", " ").title(),)
        people.append(Profile(path.stem, names))
    topics = frozenset(path.stem for path in (content / "topics").glob("*.md"))
    articles = frozenset(path.stem for path in (content / "articles").glob("*/*.md"))
    return Known(tuple(people), topics, articles)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f'date "{text}" is not a day such as 2018-10-13.') from error


def _expand(names: Sequence[str]) -> list[str]:
    """The names, each folder replaced by the documents in it."""
    out: list[str] = []
    for name in names:
        path = Path(name)
        if not is_address(name) and path.is_dir():
            found = sorted(item for item in path.rglob("*") if item.suffix.lower() in _SUFFIXES and item.is_file())
            out.extend(str(item) for item in found)
        else:
            out.append(name)
    return out


def _document(name: str, *, allow_private: bool) -> Document:
    if is_address(name):
        page = fetch(name, allow_private=allow_private)
        return Document(name, page.data, page.url, page.charset)
    return read_file(name)


def _report(name: str, result: ImportResult, written: Sequence[Path], content: Path) -> str:
    """What the editor reads after an import."""
    article, *profiles = [f"{content.name}/{path.relative_to(content).as_posix()}" for path in written]
    lines = [f"{name}", f"  written: {article}"]
    lines += [f"  written: {path}" for path in profiles]
    lines += [f"  {note}" for note in _told_once(result.notes)]
    if not result.reading.date:
        lines.append("  relative dates (yesterday, on Friday) are left unresolved; import again with --date to resolve")
    quotations = sum(1 for quotation in result.analysis.quotations if quotation.speaker_name)
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
