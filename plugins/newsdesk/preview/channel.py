"""The channel from the builder to open pages: which build they should show, and what is wrong with the newest one."""

from __future__ import annotations

import json
import secrets
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class State:
    """`generation` names the last good build, over restarts of the server too; `problem` is text for the overlay.

    `notes` are warnings of the last good build, each with the address of the page that it concerns (without the site's
    prefix; empty for none).
    """

    generation: str
    problem: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    def as_event(self) -> bytes:
        """One Server-Sent Event (WHATWG HTML, 9.2); JSON keeps its data on one line."""
        data = {"generation": self.generation, "problem": self.problem, "notes": self.notes}
        return f"data: {json.dumps(data)}\n\n".encode()


class Channel:
    """Told by the builder, listened to by any number of request threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._start = secrets.token_hex(4)
        self._builds = 0
        self._problem = ""
        self._notes: tuple[tuple[str, str], ...] = ()
        self._closed = False
        self._open: Counter[str] = Counter()

    @property
    def open_pages(self) -> frozenset[str]:
        """The addresses of the pages that browsers show just now, as their host sees them."""
        with self._changed:
            return frozenset(self._open)

    @contextmanager
    def showing(self, url: str) -> Iterator[None]:
        """For as long as a browser shows the page at `url`."""
        with self._changed:
            self._open[url] += 1
        try:
            yield
        finally:
            with self._changed:
                self._open[url] -= 1
                self._open = +self._open

    @property
    def state(self) -> State:
        with self._changed:
            return self._state()

    @property
    def has_built(self) -> bool:
        """Whether any build went well since the server started."""
        with self._changed:
            return self._builds > 0

    def built(self, *, changed: bool, notes: Iterable[tuple[str, str]] = ()) -> None:
        """A build went well. Open pages reload if it changed anything, and list what is noted of them."""
        with self._changed:
            self._notes = tuple(notes)
            self._builds += changed or not self._builds
            self._problem = ""
            self._changed.notify_all()

    def first_built(self) -> None:
        """The pages that browsers show are new, while the rest is still being made."""
        with self._changed:
            self._builds += 1
            self._changed.notify_all()

    def failed(self, problem: str) -> None:
        """A build failed: pages stay as they are and show `problem` above themselves."""
        with self._changed:
            self._problem = problem
            self._changed.notify_all()

    def close(self) -> None:
        """Lets every listener go."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def next_after(self, seen: State | None, *, seconds: float) -> State | None:
        """The state as soon as it differs from `seen`; `seen` again after `seconds`; None once closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._state() != seen, seconds)
            return None if self._closed else self._state()

    def _state(self) -> State:
        return State(f"{self._start}-{self._builds}", self._problem, self._notes)
