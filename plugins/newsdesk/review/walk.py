"""Open proposals, one after the other, in a terminal that can print a line and read one.

Each decision is written at once; whoever leaves half-way finds the rest next time. `Terminal` is given, so that a test
can play the editor.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from newsdesk.model.digest import Expert
from newsdesk.model.problems import UsageError, did_you_mean
from newsdesk.model.slugs import is_slug
from newsdesk.review.deciding import Decision, UndecidableError, decide
from newsdesk.review.files import ChangedError, UnreadableError, create_text, read_text, replace_text, text_paths
from newsdesk.review.people import Roster, describe
from newsdesk.review.proposals import OpenEvent, OpenLink, Proposal, find_proposals, may_hold_proposals
from newsdesk.review.showing import KEYS, MEANINGS, show
from newsdesk.source.dialect import Dialect
from newsdesk.source.latin import latin_slug
from newsdesk.source.reading import Context, read_expert
from newsdesk.source.tree import prefix_of, read_bytes
from newsdesk.source.writing import compose


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where the editor sits. `ask` prints a prompt and returns a line; EOFError, as input() raises it, is quitting."""

    ask: Callable[[str], str]
    say: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was decided, and the open proposals that are left in each file, by path."""

    accepted: int = 0
    rejected: int = 0
    left: tuple[tuple[str, int], ...] = ()

    @property
    def summary(self) -> str:
        """For the editor: what was done, what is left."""
        done = f"{self.accepted} accepted, {self.rejected} rejected"
        if not self.left:
            return f"{done}; no proposal is left"
        many = sum(count for _, count in self.left)
        lines = [f"{done}; {many} {'proposal is' if many == 1 else 'proposals are'} left:"]
        return "\n".join([*lines, *(f"  {path}: {count}" for path, count in self.left)])


class _QuitError(Exception):
    """The editor leaves."""


def review(content: Path, article: str, terminal: Terminal) -> Tally:
    """Walk through the open proposals of an article (slug or path), or of every file if it is empty.

    Raises `UsageError` if there is no such article, OSError if the disk fails.
    """
    walk = _Walk(content, terminal)
    paths = _paths(content, article)
    try:
        for path in paths:
            walk.file(path)
    except (_QuitError, EOFError):
        pass
    left = ((f"{prefix_of(content)}{path}", len(walk.open(path))) for path in paths)
    return replace(walk.tally, left=tuple((path, count) for path, count in left if count))


def _paths(content: Path, article: str) -> tuple[str, ...]:
    known = tuple(text_paths(content))
    if not article:
        return known
    wanted = article.replace("\\", "/").removeprefix("./").removeprefix(prefix_of(content))
    found = tuple(path for path in known if path == wanted or Path(path).stem == wanted)
    found = tuple(path for path in found if path.startswith("articles/")) or found
    if not found:
        slugs = [Path(path).stem for path in known if path.startswith("articles/")]
        raise UsageError(f'no article "{article}". {did_you_mean(wanted, slugs)}'.rstrip())
    return found


class _Walk:
    """One editor's way through the files."""

    def __init__(self, content: Path, terminal: Terminal) -> None:
        self.tally = Tally()
        self._content = content
        self._terminal = terminal
        self._dialect = Dialect()
        self._roster = _roster(content)

    def open(self, path: str) -> tuple[Proposal, ...]:
        """The open proposals of a file; none for one that cannot be read or is gone."""
        try:
            text = read_text(self._content, path)
        except (UnreadableError, FileNotFoundError):
            return ()
        return (find_proposals(text, self._dialect) or ()) if may_hold_proposals(text) else ()

    def file(self, path: str) -> None:
        """Ask for each open proposal of a file until none is left that was not skipped."""
        skipped, said = 0, 0
        while True:
            try:
                text = read_text(self._content, path)
            except UnreadableError as error:
                self._terminal.say(str(error))
                return
            except FileNotFoundError:
                return
            found = find_proposals(text, self._dialect) if may_hold_proposals(text) else ()
            if found is None:
                self._terminal.say(str(UnreadableError(self._content, path)))
                return
            if skipped >= len(found):
                return
            if not said:
                said = len(found)
                self._terminal.say(f"\n{prefix_of(self._content)}{path}: {said} open")
            skipped += not self._decided(path, text, found[skipped])

    def _decided(self, path: str, text: str, proposal: Proposal) -> bool:
        """Whether the proposal was decided and written, or must be looked at again; False if it was passed over."""
        self._terminal.say(show(f"{prefix_of(self._content)}{path}", proposal, self._roster))
        decision = self._ask(proposal)
        if decision is None:
            return False
        try:
            replace_text(self._content, path, text, decide(text, proposal, decision, self._dialect))
        except UndecidableError as error:
            self._terminal.say(f"not written: {error}. It stays open.")
            return False
        except ChangedError as error:
            self._terminal.say(f"not written: {error}. Here it is as it stands now.")
            return True
        rejects = decision.verb == "reject"
        tally = self.tally
        self.tally = replace(tally, accepted=tally.accepted + (not rejects), rejected=tally.rejected + rejects)
        return True

    def _ask(self, proposal: Proposal) -> Decision | None:
        keys = _keys(proposal)
        prompt = f"[{'/'.join(keys)}/?] "
        while True:
            key = self._terminal.ask(prompt).strip().lower()
            verb = keys.get(key[:1]) if key in (key[:1], keys.get(key[:1], "")) else None
            if verb is None:
                self._terminal.say("\n".join(f"  {short}  {MEANINGS[name]}" for short, name in keys.items()))
            elif verb == "quit":
                raise _QuitError
            elif verb == "skip":
                return None
            elif verb in ("speaker", "new"):
                slug = self._choose() if verb == "speaker" else self._start(proposal)
                if slug:
                    return Decision("speaker", slug)
            else:
                return Decision(verb)  # type: ignore[arg-type]  # KEYS holds verbs

    def _choose(self) -> str:
        """The slug of the person that the editor names; empty if they think better of it."""
        typed = " ".join(self._terminal.ask("Who? Name or slug (empty: back): ").split())
        while typed:
            if typed in self._roster.by_slug:
                return typed
            near = self._roster.suggest(typed)
            if not near:
                self._terminal.say(f'nobody is like "{typed}"; n starts a new profile')
                return ""
            self._terminal.say(
                "\n".join(f"  {number}  {expert.slug}: {describe(expert)}" for number, expert in enumerate(near, 1))
            )
            typed = " ".join(self._terminal.ask("Which? Number, or another name (empty: back): ").split())
            if typed.isascii() and typed.isdigit() and 0 < int(typed[:3]) <= len(near):
                return near[int(typed[:3]) - 1].slug
        return ""

    def _start(self, proposal: Proposal) -> str:
        """A new draft profile; its slug, or empty if the editor thinks better of it."""
        name = " ".join(self._terminal.ask("Name of the new profile (empty: back): ").split())
        slug = latin_slug(name)
        if not name:
            return ""
        if not is_slug(slug) or not name.isprintable() or len(name) > 120:
            self._terminal.say("no address can be made of this name")
            return ""
        if slug in self._roster.by_slug:
            self._terminal.say(f"{slug} is there: {describe(self._roster.by_slug[slug])}; c chooses it")
            return ""
        near = [found for found in self._roster.like(name) if found.slug != getattr(proposal, "target", "")]
        if near and self._terminal.ask(f"{near[0].name} ({near[0].slug}) is like it. Start one still? [y/n] ") != "y":
            return ""
        role = " ".join(self._terminal.ask("Role, e.g. harbour master (may be empty): ").split())
        text = compose("expert", {"name": name, "role": role if role.isprintable() else "", "status": "draft"}, "")
        try:
            create_text(self._content, f"experts/{slug}.md", text)
        except FileExistsError:
            self._terminal.say(f"experts/{slug}.md is there already but has faults: mend it first")
            return ""
        self._terminal.say(f"{prefix_of(self._content)}experts/{slug}.md: written as a draft")
        self._roster = self._roster.with_one(Expert(slug, f"experts/{slug}.md", name, role=role or None))
        return slug


def _keys(proposal: Proposal) -> dict[str, str]:
    """The keys that a proposal takes, with what each means."""
    if isinstance(proposal, OpenEvent):
        wanted: tuple[str, ...] = ("accept", "milestone", "reject", "skip", "quit")
    elif isinstance(proposal, OpenLink) and proposal.kind in ("said", "expert"):
        wanted = ("accept", "reject", "speaker", "new", "skip", "quit")
    else:
        wanted = ("accept", "reject", "skip", "quit")
    return {KEYS[verb]: verb for verb in wanted}


def _roster(content: Path) -> Roster:
    context = Context()
    paths = [path for path in text_paths(content) if path.startswith("experts/")]
    read = (read_expert(path, read_bytes(content, path), context).part for path in paths)
    return Roster(tuple(expert for expert in read if expert))
