"""What becomes of a document that was prepared: a draft, or the reason why there is none.

Looks at what is there: the same source imported before, a story that is like it, a file that an editor has worked on.
Nothing that an editor has touched is ever written to.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from newsdesk.importer.draft import Wishes, slug_of
from newsdesk.importer.duplicates import Likeness, Stories
from newsdesk.importer.illustrating import addresses_of
from newsdesk.importer.importing import ImportResult, Options, Prepared, draft
from newsdesk.importer.known import read_known, with_files
from newsdesk.importer.photographs import FetchPicture, Saved, save_all
from newsdesk.importer.reading import Note
from newsdesk.importer.record import Import, Record, digest_of, stamp_of
from newsdesk.importer.sources.found import Found
from newsdesk.importer.writing import find_namesake, holds, replace_draft, write_drafts, write_missing
from newsdesk.model.problems import UsageError

Kind = Literal["draft", "updated", "changed", "unchanged", "duplicate", "failure"]
EDITED = "its source has changed; the draft was edited since and stays as it is: take over by hand what you need"
FAILED = "it could not be imported before, and the feed tells nothing new of it: --force tries it again"
OFFERED = "its source has changed; nobody has edited the draft: --update writes what is shown"


@dataclass(frozen=True)
class Asked:
    """What the editor asked for beyond the documents. `year` is today's, for stories without a date."""

    published: date | None = None
    topic: str = ""
    source: str = ""
    year: int = 2000
    force: bool = False
    update: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of one document. Paths are below content/, the article's first; `likeness` is in per cent."""

    name: str
    kind: Kind
    paths: tuple[str, ...] = ()
    reason: str = ""
    likeness: int = 0
    diff: str = field(default="", repr=False)
    result: ImportResult | None = field(default=None, repr=False)


class Desk:
    """The digest as an import sees it: who is known, which stories there are, what was imported from where.

    With `fetch_picture` the pictures of a story are saved with its draft.
    """

    def __init__(self, content: Path, cache: Path, asked: Asked, fetch_picture: FetchPicture | None = None) -> None:
        self.record = Record(cache, content.parent)
        self.stories = Stories(cache, content)
        self._content = content
        self._asked = asked
        self._fetch_picture = fetch_picture
        self._known = read_known(content, asked.topic)

    def close(self) -> None:
        self.record.close()
        self.stories.close()

    # --- What need not be done again ---
    def is_done(self, name: str, *, named: bool) -> bool:
        """Whether the file was settled before and has not been written since. It is not opened."""
        before = self.record.find(name)
        return bool(before and before.stamp and before.stamp == stamp_of(Path(name)) and self._stands(before, named))

    def sift(self, found: Found) -> Found:
        """What was found, without its document if that was settled before and has not changed."""
        before = self.record.find(found.name) if found.document else None
        if before and found.document and self._stands(before, found.named):
            return replace(found, document=None) if before.digest == digest_of(found.document.data) else found
        return found

    def seen(self, feed: str) -> frozenset[str]:
        """The entries of the feed that are not taken again, by id; with --force all are."""
        return frozenset() if self._asked.force else self.record.seen(feed)

    def failed(self, feed: str) -> Mapping[tuple[str, str], str]:
        """Why entries of the feed are not tried again, by id and digest; with --force all are."""
        return {} if self._asked.force else self.record.failed(feed)

    def _stands(self, before: Import, named: bool) -> bool:
        """Whether what came of it holds. A draft that an editor deleted comes back only if its source is named."""
        if self._asked.force or self._asked.update:
            return False
        return (self._content / before.path).is_file() or (bool(before.written) and not named)

    # --- What becomes of it ---
    def settle(self, found: Found, answer: Prepared | str) -> Outcome:
        """Makes the draft, or says why not."""
        if found.failed:
            return Outcome(found.name, "unchanged", reason=f"{FAILED} ({found.failed})")
        outcome = self._settle(found, answer)
        if found.entry and outcome.kind != "failure":
            self.record.see(found.entry.feed, found.entry.id)
        elif found.entry and found.entry.id not in self.record.seen(found.entry.feed):
            self.record.fail(*found.entry, outcome.reason)
        return outcome

    def _settle(self, found: Found, answer: Prepared | str) -> Outcome:
        if isinstance(answer, str):
            return Outcome(found.name, "failure", reason=answer) if answer else self._done(found)
        before = self.record.find(found.name)
        if before and before.written and (self._content / before.path).is_file():
            return self._renew(found, before, answer)
        return self._write(found, answer)

    def _wishes(self) -> Wishes:
        return Wishes(self._asked.topic, self._asked.source, self._asked.year)

    def _done(self, found: Found) -> Outcome:
        before = self.record.find(found.name)
        assert before is not None
        words = "imported before" if before.written else "found to repeat it before"
        if not (self._content / before.path).is_file():
            words = "imported before, and its draft was deleted"
        return Outcome(found.name, "unchanged", (before.path,), words)

    def _draft(self, prepared: Prepared, pictures: Mapping[str, str] | None = None) -> ImportResult:
        return draft(prepared, Options(self._asked.published, self._wishes(), self._known, pictures=pictures or {}))

    def _write(self, found: Found, prepared: Prepared) -> Outcome:
        result = self._draft(prepared)
        path, text = result.draft.files[0]
        like = None if self._asked.force else self.stories.find_like(text)
        if like and not self._is_own(like, path, text):
            self._keep(found, like.path)
            reason = "the same words as" if like.percent == 100 else f"{like.percent} % alike:"
            return Outcome(found.name, "duplicate", (like.path,), reason, like.percent, result=result)
        pictures = self._save_pictures(prepared)
        if pictures.saved or pictures.notes:
            result = self._draft(prepared, pictures.saved).with_notes(pictures.notes)
        result = self._apart(result)
        path, text = result.draft.files[0]
        try:
            write_drafts(result, self._content)
        except UsageError as refusal:
            pictures.take_back(self._content)
            return Outcome(found.name, "failure", reason=str(refusal), result=result)
        paths = tuple(name for name, _ in result.draft.files)
        self._take_in(found, result, path, text)
        return Outcome(found.name, "draft", paths, result=result)

    def _apart(self, result: ImportResult) -> ImportResult:
        """The draft under a slug of its own: another story, unlike this one, may bear the same headline."""
        (path, text), *profiles = result.draft.files
        free, number = path, 1
        while (there := find_namesake(self._content / free, self._content)) and not holds(there, text):
            number += 1
            free = f"{path.removesuffix('.md')}-{number}.md"
        if free == path:
            return result
        told = Note("unsure", "another story bears this headline: name the file anew, or leave its number", free)
        return replace(result, draft=replace(result.draft, files=((free, text), *profiles))).with_notes((told,))

    def _is_own(self, like: Likeness, path: str, text: str) -> bool:
        """Whether the story is this very draft, written by a run that was cut off before it was recorded."""
        return like.path == path and (self._content / path).read_bytes() == text.encode()

    def _save_pictures(self, prepared: Prepared) -> Saved:
        if self._fetch_picture is None:
            return Saved()
        reading = prepared.reading
        return save_all(addresses_of(reading), slug_of(reading), self._content, self._fetch_picture)

    def _renew(self, found: Found, before: Import, prepared: Prepared) -> Outcome:
        """The source was imported before: shows what would change; writes it if asked, and nobody has edited."""
        file = self._content / before.path
        pictures = self._save_pictures(prepared)
        result = self._draft(prepared, pictures.saved).with_notes(pictures.notes)
        text = result.draft.files[0][1]
        there = file.read_bytes()
        if text.encode() == there or digest_of(text.encode()) == before.written:
            self._keep(found, before.path, before.written)
            return Outcome(found.name, "unchanged", (before.path,), "its article is the same", result=result)
        edited = digest_of(there) != before.written
        diff = _diff(there.decode("utf-8", "replace"), text, before.path)
        if edited or not self._asked.update:
            pictures.take_back(self._content)
            return Outcome(
                found.name, "changed", (before.path,), EDITED if edited else OFFERED, diff=diff, result=result
            )
        replace_draft(file, text)
        profiles = write_missing(result.draft.files[1:], self._content)
        self._take_in(found, result, before.path, text)
        paths = (before.path, *(path.relative_to(self._content).as_posix() for path in profiles))
        return Outcome(found.name, "updated", paths, diff=diff, result=result)

    def _take_in(self, found: Found, result: ImportResult, path: str, text: str) -> None:
        """Remembers what was written: for this run, and for those to come."""
        self._known = with_files(self._known, result.draft.files)
        self.stories.add(path, text)
        self._keep(found, path, digest_of(text.encode()))

    def _keep(self, found: Found, path: str, written: str = "") -> None:
        assert found.document is not None
        self.record.keep(found.name, Import(digest_of(found.document.data), stamp_of(Path(found.name)), path, written))


def _diff(old: str, new: str, path: str) -> str:
    lines = difflib.unified_diff(
        old.splitlines(), new.splitlines(), f"content/{path}", "as it would be imported now", lineterm="", n=1
    )
    return "\n".join(lines)
