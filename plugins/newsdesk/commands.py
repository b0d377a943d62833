"""The command line of `./desk`: invoke, with the desk's own exit codes.

Invoke ends a command that it cannot understand with 1, which at the desk means a fault in the content. Here it is 2,
usage, and a task's name that nobody knows is met with the one that was probably meant: `./desk pulbish`. And a task may
take any number of words without a flag, which invoke does not know: `./desk import a.txt b.html`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from invoke import Exit, ParseError, Program

import newsdesk
from newsdesk.model.problems import did_you_mean

USAGE = 2
MANY = {"import": "path"}  # task → its repeatable option that bare words are meant for
HINT = "./desk --list shows every task, ./desk TASK --help what it takes."


class Desk(Program):  # type: ignore[misc]  # invoke is untyped for us; being a Program is how it is extended
    """Invoke's program, with usage faults told as the desk tells them."""

    def parse_core(self, argv: list[str] | None) -> None:
        with self._usage():
            super().parse_core(argv)

    def parse_tasks(self) -> None:
        contexts = self.collection.to_contexts()
        flags = {context.name: {name: flag.takes_value for name, flag in context.flags.items()} for context in contexts}
        # Invoke holds repeatable options without a default for words that must be, too.
        needed = {one.name: sum(word.kind is not list for word in one.positional_args) for one in contexts}
        self.core.unparsed = with_options(in_options(self.core.unparsed), flags, needed)
        with self._usage():
            super().parse_tasks()

    def parse_cleanup(self) -> None:
        with self._usage():
            super().parse_cleanup()

    @contextmanager
    def _usage(self) -> Iterator[None]:
        try:
            yield
        except ParseError as error:
            raise Exit(self._told(str(error)), USAGE) from error
        except ValueError as error:  # invoke casts `--port x` to int and says no more than int does
            raise Exit(self._told(f"A whole number is wanted ({error})"), USAGE) from error

    def _told(self, fault: str) -> str:
        collection: Any = getattr(self, "collection", None)
        words = fault.split("'")
        tasks = collection.task_names if collection else ()
        near = did_you_mean(words[1], tasks) if fault.startswith("No idea what") and len(words) > 1 else ""
        parts = (f"{fault.rstrip('!.')}.", near, HINT)
        return " ".join(part for part in parts if part)


def with_options(words: Sequence[str], flags: Mapping[str, Mapping[str, bool]], needed: Mapping[str, int]) -> list[str]:
    """The words of a command, bare ones after a task of `MANY` as values of its option.

    `flags` says for each task which flags it has and whether they take a value, `needed` how many bare words it must
    have. A task's name ends the list, unless a file is called so.

        import a.txt --topic harbour b.txt check  →  import --path=a.txt --topic harbour --path=b.txt check
    """
    out: list[str] = []
    task = ""
    owed = 0
    is_value = False
    for word in words:
        if is_value or (word.startswith("-") and word != "-"):
            is_value = not is_value and "=" not in word and flags.get(task, {}).get(word, False)
            out.append(word)
        elif owed:
            owed -= 1
            out.append(word)
        elif task not in MANY or (word in flags and not _is_file(word)):
            task, owed = word, needed.get(word, 0)
            out.append(word)
        else:
            out.append(f"--{MANY[task]}={word}")
    return out


def in_options(words: Sequence[str]) -> list[str]:
    """The words of a command, those that a task may do without as its options: invoke knows only ones that must be."""
    match [*words]:
        case ["review", article, *more] if not article.startswith("-"):
            return ["review", "--article", article, *more]
        case ["experts", "merge", slug, into, *more] if not slug.startswith("-") and not into.startswith("-"):
            return ["experts", "--merge", slug, "--into", into, *more]
    return [*words]


def _is_file(word: str) -> bool:
    return Path(word).exists()


program = Desk(name="Newsdesk", binary="./desk", version=newsdesk.__version__)
