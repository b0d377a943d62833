"""What publishing did, for people (a few lines), for machines (JSON) and for the page of a CI run (Markdown)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Literal

from newsdesk.publisher.releases import Entry

Status = Literal["published", "mended", "unchanged", "planned", "rolled back"]
SHOWN = 10


@dataclass(frozen=True)
class Outcome:
    """What became of a publish or a rollback.

    `release` is the id that is live now (for "planned": that would be), `previous` what was live before; `changes` is
    the plan in words; `gone` are addresses that nothing answers any more; `against` are the guards' reasons, overruled
    if `forced` has one; `size` is in bytes, `upload` that part of it which is new; `notes` are worth an editor's look.
    """

    status: Status
    release: str
    target: str
    time: str
    previous: str | None = None
    changes: str = ""
    files: int = 0
    size: int = 0
    upload: int = 0
    gone: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    forced: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def summary(self) -> str:
        """The outcome in a few lines, the most important first."""
        return "\n".join([self._headline(), *self._details()])

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def as_markdown(self) -> str:
        """A section for $GITHUB_STEP_SUMMARY."""
        rows = [
            ("Release", f"`{self.release}`"),
            ("Before", f"`{self.previous}`" if self.previous else "nothing"),
            ("Changes", self.changes or "none"),
            ("Files", f"{self.files:,} ({in_words(self.size)})"),
            ("Time", self.time),
        ]
        if self.forced:
            rows.append(("Guards overruled", self.forced))
        table = "\n".join(f"| {name} | {_cell(value)} |" for name, value in rows)
        notes = "".join(f"\n- {_cell(note)}" for note in (*self.against, *self.notes))
        return f"### {self.status.capitalize()}\n\n| | |\n| --- | --- |\n{table}\n{notes}\n"

    def _headline(self) -> str:
        lines = {
            "published": f"published: release {self.release} is live in {self.target}",
            "mended": f"mended: release {self.release} is live in {self.target}, whole again",
            "unchanged": f"nothing to publish: release {self.release} is live in {self.target} already",
            "planned": f"would publish release {self.release} to {self.target}",
            "rolled back": f"rolled back: release {self.release} is live in {self.target} again",
        }
        return lines[self.status]

    def _details(self) -> list[str]:
        lines = [f"  {self.changes}"] if self.changes and self.status != "unchanged" else []
        if self.status in ("published", "mended", "planned"):
            lines.append(f"  {self.files:,} files, {in_words(self.size)}, {in_words(self.upload)} of it new or changed")
        lines += [f"  gone: {address}" for address in self.gone[:SHOWN]]
        if len(self.gone) > SHOWN:
            lines.append(f"  gone: {len(self.gone) - SHOWN:,} more")
        word = "overruled" if self.forced else "would be refused"
        lines += [f"  {word}: {reason}" for reason in self.against]
        lines += [f"  reason: {self.forced}"] if self.forced else []
        lines += [f"  before: release {self.previous}; ./desk rollback goes back"] if self._is_new() else []
        lines += ["  publishing is on hold until ./desk resume"] if self.status == "rolled back" else []
        return [*lines, *(f"  note: {note}" for note in self.notes)]

    def _is_new(self) -> bool:
        return self.status == "published" and self.previous is not None


@dataclass(frozen=True, slots=True)
class Release:
    """A release at a target: its id, when it was last made live (ISO), what it changed then."""

    id: str
    time: str
    live: bool
    files: int = 0
    stories: int = 0
    changes: str = ""
    forced: str | None = None


@dataclass(frozen=True)
class Listing:
    """The releases that lie at a target, newest first; `held` is when a rollback put publishing on hold."""

    target: str
    releases: tuple[Release, ...]
    held: str | None = None

    @property
    def summary(self) -> str:
        if not self.releases:
            return f"{self.target}: nothing published yet"
        return "\n".join([*(self._line(release) for release in self.releases), *_held(self.held)])

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def _line(self, release: Release) -> str:
        mark = "live" if release.live else "    "
        forced = f" (forced: {release.forced})" if release.forced else ""
        stories = f"{release.stories:,} {'story' if release.stories == 1 else 'stories'}"
        return f"{mark}  {release.id}  {release.time}  {stories}  {release.changes}{forced}".rstrip()


@dataclass(frozen=True)
class Drift:
    """How the live site differs from its release, each file a phrase; `release` is None if nothing is live."""

    target: str
    release: str | None
    files: int
    faults: tuple[str, ...]
    held: str | None = None

    @property
    def summary(self) -> str:
        if self.release is None:
            return f"{self.target}: nothing published yet"
        if not self.faults:
            return "\n".join(
                [f"{self.target}: release {self.release} is whole, {self.files:,} files", *_held(self.held)]
            )
        shown = [f"  {fault}" for fault in self.faults[:SHOWN]]
        more = [f"  and {len(self.faults) - SHOWN:,} more"] if len(self.faults) > SHOWN else []
        head = f"{self.target}: release {self.release} is not as it was published; ./desk publish mends it"
        return "\n".join([head, *shown, *more, *_held(self.held)])

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def _held(since: str | None) -> tuple[str, ...]:
    return (f"on hold since the rollback of {since}; ./desk resume lets the next publish go ahead",) if since else ()


def release_of(entry: Entry, *, live: bool) -> Release:
    return Release(entry.release, entry.time, live, entry.files, entry.stories, entry.changes, entry.forced)


def in_words(size: int) -> str:
    """A number of bytes as people say it, in decimal units: 999 bytes, 1.2 kB, 3.4 MB."""
    if size < 1000:
        return f"{size} bytes"
    amount, units = float(size), ["kB", "MB", "GB", "TB"]
    for unit in units:
        amount /= 1000
        if amount < 999.95 or unit == units[-1]:
            return f"{amount:,.1f} {unit}"
    raise AssertionError("unreachable: the last unit takes everything")


def _cell(text: str) -> str:
    """Text that cannot break out of its cell or act as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("\n", " ")
