"""Two profiles made one: what refers to the first names the second, which takes over its spellings and its address.

    plan_merge(content, "nikolai-petrov", into="nikolay-petrov") → Merge; .diff to look at; write_merge(content, merge)

In other files only slugs change: in said: and expert: links and in the people of events. Every file is read back
before anything is written, and a file that cannot be read stops it all.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsdesk.model.digest import Expert
from newsdesk.model.problems import RefusedError, UsageError, did_you_mean
from newsdesk.review.deciding import UndecidableError
from newsdesk.review.files import UnreadableError, check_unchanged, read_text, remove_text, replace_text, text_paths
from newsdesk.review.front import Plain, Value, line_starts, offset_of, plain_of, read_front, without_child
from newsdesk.review.marks import find_mark
from newsdesk.review.proposals import read_body
from newsdesk.source.dialect import Dialect
from newsdesk.source.people import spelling_key
from newsdesk.source.reading import Context, read_expert
from newsdesk.source.schema import SCHEMA
from newsdesk.source.tree import prefix_of
from newsdesk.source.writing import compose

_ENDS = re.compile(r"\r\n|\r|\n")
_FACTS = ("role", "affiliation", "interests", "photo", "links")


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after; None is a file that goes. `path` is relative to content/."""

    path: str
    before: str
    after: str | None


@dataclass(frozen=True)
class Merge:
    """All changes, the file that goes last, and what the editor should know. `prefix` is content/, as printed."""

    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    prefix: str

    @property
    def diff(self) -> str:
        """The changes as a unified diff."""
        return "".join(_diff(change, self.prefix) for change in self.changes)


def merge_experts(content: Path, slug: str, *, into: str, write: bool = False) -> str:
    """The merge as a diff with notes, and, with `write`, written. Raises as `plan_merge` and `write_merge` do."""
    if not slug or not into:
        raise UsageError("a merge takes two profiles: ./desk experts merge SLUG INTO, and --write to write it.")
    merge = plan_merge(content, slug, into=into)
    if write:
        write_merge(content, merge)
    count = len(merge.changes)
    done = f"{count} {'file' if count == 1 else 'files'} {'changed' if write else 'would change: add --write'}"
    return "\n".join([merge.diff, *(f"note: {note}" for note in merge.notes), done])


def plan_merge(content: Path, slug: str, *, into: str) -> Merge:
    """What would change. Raises `UsageError` for unknown slugs, `RefusedError` for what cannot be done in full."""
    dialect = Dialect()
    kept, gone = _profile(content, into), _profile(content, slug)
    if into == slug:
        raise UsageError(f'"{slug}" cannot be merged into itself.')
    changes, notes = [], list(_losses(gone[1], kept[1]))
    for path in text_paths(content):
        if path == gone[1].path:
            continue
        before = read_text(content, path)
        try:
            after = _renamed(content, path, before, slug, into, dialect) if slug in before else before
            if f"/experts/{slug}/" in after:
                notes.append(f"{prefix_of(content)}{path} links to /experts/{slug}/ by its address: change it by hand")
            if path == kept[1].path:
                after = _with_aliases(after, (gone[1].name, *gone[1].aliases), kept[1])
                after = _joined(after, "addresses", _addresses(gone[1], kept[1]))
        except UndecidableError as error:
            raise RefusedError(f"{prefix_of(content)}{path}: {error}") from error
        if after != before:
            changes.append(Change(path, before, after))
    changes.append(Change(gone[1].path, gone[0], None))
    return Merge(tuple(changes), tuple(notes), prefix_of(content))


def write_merge(content: Path, merge: Merge) -> None:
    """Write every change. Raises `ChangedError` and writes nothing if a file is no longer what the plan was made of."""
    for change in merge.changes:
        check_unchanged(content, change.path, change.before)
    for change in merge.changes:
        if change.after is None:
            remove_text(content, change.path, change.before)
        else:
            replace_text(content, change.path, change.before, change.after)


def _profile(content: Path, slug: str) -> tuple[str, Expert]:
    path = f"experts/{slug}.md"
    known = [Path(known).stem for known in text_paths(content) if known.startswith("experts/")]
    if slug not in known:
        raise UsageError(f'no expert "{slug}". {did_you_mean(slug, known)}'.rstrip())
    text = read_text(content, path)
    expert = read_expert(path, text.encode(), Context()).part
    if expert is None:
        raise UnreadableError(content, path)
    return text, expert


def _losses(gone: Expert, kept: Expert) -> Iterator[str]:
    """What goes with the profile: facts that the other lacks or says otherwise, its text, its page."""
    for fact in _FACTS:
        value = getattr(gone, fact)
        if value and value != getattr(kept, fact):
            yield f"{fact} of {gone.slug} goes with it: {value if isinstance(value, str) else 'see the diff'}"
    if gone.body.plain:
        yield f"the text of {gone.slug} goes with it ({gone.body.words} words): copy what should stay"
    if gone.status == "published" and kept.status == "draft":
        yield f"the address {gone.url} leads nowhere until {kept.slug}, a draft, is published"


def _addresses(gone: Expert, kept: Expert) -> tuple[str, ...]:
    """The addresses at which readers may look for the profile that goes."""
    pages = (gone.url, f"{gone.url}by-topic/") if gone.status == "published" else ()
    return tuple(address for address in (*pages, *gone.addresses) if address not in kept.addresses)


# --- References ------------------------------------------------------------------------------------------------------
def _renamed(content: Path, path: str, text: str, slug: str, into: str, dialect: Dialect) -> str:
    """The text with every reference to one slug leading to the other."""
    body = read_body(text, dialect)
    if body is None or read_front(text) is None:
        raise UnreadableError(content, path)
    starts = line_starts(text)
    places: set[tuple[int, int]] = set()
    for reference in body.references:
        if reference.kind in ("said", "expert") and reference.target == slug:
            mark = find_mark(text, offset_of(starts, reference.line, reference.column))
            if mark is None or text[slice(*mark.slug)] != slug:
                raise UndecidableError(f"the reference to {slug} on line {reference.line} must be changed by hand")
            places.add(mark.slug)
    made = text
    for start, end in sorted(places, reverse=True):
        made = made[:start] + into + made[end:]
    _prove_body(text, made, slug, into, dialect)
    return _with_people(made, slug, into) if path.startswith("articles/") else made


def _prove_body(before: str, after: str, slug: str, into: str, dialect: Dialect) -> None:
    one, other = read_body(before, dialect), read_body(after, dialect)
    wanted = [
        (kind, into if kind in ("said", "expert") and target == slug else target, proposed)
        for kind, target, proposed in ((r.kind, r.target, r.proposed) for r in (one.references if one else ()))
    ]
    if other is None or one is None or one.plain != other.plain:
        raise UndecidableError(f"the text cannot be read the same with {into} for {slug}")
    if [(r.kind, r.target, r.proposed) for r in other.references] != wanted:
        raise UndecidableError(f"a reference to {slug} must be changed by hand")


def _with_people(text: str, slug: str, into: str) -> str:
    """The text with the person renamed in the people of every event; where both are named, once."""
    front = read_front(text)
    timeline = front.find("timeline") if front else None
    count = len(timeline.items) if timeline else 0
    for number in range(count):
        while (made := _with_person(text, number, slug, into)) is not None:
            text = made
    return text


def _with_person(text: str, number: int, slug: str, into: str) -> str | None:
    """The text with one mention renamed or taken out; None if there is none left in the event."""
    front = read_front(text)
    timeline = front.find("timeline") if front else None
    people = timeline.items[number].find("people") if timeline else None
    names = [item.text for item in people.items] if people else []
    if people is None or slug not in names:
        return None
    index = names.index(slug)
    if into not in names:
        item = people.items[index]
        made: str | None = text[: item.start] + into + text[item.end :]
        names[index] = into
    else:
        made = without_child(text, people, index)
        del names[index]
    after = read_front(made) if made is not None else None
    if after is None or front is None or plain_of(after) != _with_names(plain_of(front), number, names):
        raise UndecidableError(f"the people of timeline entry {number + 1} must be changed by hand")
    return made


def _with_names(front: Plain, number: int, names: list[str]) -> Plain:
    timeline = front["timeline"] if isinstance(front, dict) else None
    item = timeline[number] if isinstance(timeline, list) else None
    if isinstance(item, dict):
        item["people"] = list(names)
    return front


# --- Spellings and addresses -----------------------------------------------------------------------------------------
def _with_aliases(text: str, names: tuple[str, ...], kept: Expert) -> str:
    """The profile with the names that it lacks as further spellings."""
    known = {spelling_key(name) for name in (kept.name, *kept.aliases)}
    new: dict[str, str] = {}
    for name in names:
        if spelling_key(name) not in known:
            new.setdefault(spelling_key(name), name)
    return _joined(text, "aliases", tuple(new.values()))


def _joined(text: str, key: str, new: tuple[str, ...]) -> str:
    """The profile with further values in the list of a key."""
    front = read_front(text)
    if not new or front is None:
        return text
    made = _inserted(text, front, key, [_scalar(value) for value in new])
    after = read_front(made)
    wanted = plain_of(front)
    if isinstance(wanted, dict):
        old = wanted.get(key, [])
        wanted[key] = [*(old if isinstance(old, list) else []), *new]
    if after is None or plain_of(after) != wanted:
        raise UndecidableError(f"add by hand to {key}: {', '.join(new)}; then merge again")
    return made


def _inserted(text: str, front: Value, key: str, scalars: list[str]) -> str:
    end = _ENDS.search(text)
    newline = end[0] if end else "\n"
    there = front.find(key)
    if there is None or there.kind != "list":
        keys = [known.name for known in SCHEMA["expert"]]
        after = max(front.number_of(name) for name in keys[: keys.index(key)])
        at = _line_after(text, front.entries[after][1].end)
        return f"{text[:at]}{key}: [{', '.join(scalars)}]{newline}{text[at:]}"
    if there.flow or not there.items:
        at = there.items[-1].end if there.items else there.start + 1
        return f"{text[:at]}{', ' if there.items else ''}{', '.join(scalars)}{text[at:]}"
    first = there.items[-1].start
    line = max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) + 1
    at = _line_after(text, there.end)
    return text[:at] + "".join(f"{text[line:first]}{scalar}{newline}" for scalar in scalars) + text[at:]


def _line_after(text: str, offset: int) -> int:
    if offset and text[offset - 1] in "\r\n":
        return offset
    match = _ENDS.search(text, offset)
    return match.end() if match else len(text)


def _scalar(name: str) -> str:
    """A name as a list in brackets may hold it, and a list of lines as well."""
    written = compose("expert", {"name": name}, "").split("\n")[1].removeprefix("name: ")
    return (
        written
        if written.startswith('"') or not re.search(r"[,:\[\]{}]", written)
        else json.dumps(name, ensure_ascii=False)
    )


def _diff(change: Change, prefix: str) -> str:
    name = f"{prefix}{change.path}"
    before, after = _lines_of(change.before), _lines_of(change.after or "")
    to = "/dev/null" if change.after is None else f"b/{name}"
    return "".join(difflib.unified_diff(before, after, f"a/{name}", to))


def _lines_of(text: str) -> list[str]:
    """Lines as a diff shows them: each with its end, whatever that was, as a line feed."""
    return [f"{line}\n" for line in _ENDS.sub("\n", text).removesuffix("\n").split("\n")] if text else []
