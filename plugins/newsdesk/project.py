"""A project on disk: where its settings lie, and what places that somebody names on the command line are in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from newsdesk.model.problems import RefusedError, UsageError
from newsdesk.pelicanconf import shown
from newsdesk.settings import Settings, find_tangle, is_foreign, load_settings


@dataclass(frozen=True)
class Project:
    """`root` is the folder that holds pelicanconf.py, absolute."""

    root: Path

    @property
    def conf(self) -> Path:
        return self.root / "pelicanconf.py"

    @cached_property
    def settings(self) -> Settings:
        """Raises `UsageError`."""
        return load_settings(self.conf)

    def own_folder(self, name: str) -> Path | None:
        """The folder that somebody named, seen from where they are; None if they named none. Raises `UsageError` if
        it is not one that a command may fill and empty."""
        if not name:
            return None
        folder = Path(name).resolve()
        sources = {"PATH": self.settings.content, "THEME": self.settings.theme}
        if fault := find_tangle(folder, self.settings.root, sources):
            raise UsageError(f'"{name}" {fault} Name a folder of its own.')
        return folder

    def shown(self, path: Path) -> Path:
        """As it is called in messages."""
        return Path(shown(str(self.root), str(path)))

    def spare_others(self, folder: Path) -> None:
        """A build removes what is not its own: `RefusedError` where somebody keeps other things."""
        if is_foreign(folder):
            raise RefusedError(
                f"{self.shown(folder)}/ holds other things than a build. Name another folder, or empty it yourself."
            )
