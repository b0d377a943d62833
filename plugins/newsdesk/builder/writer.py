"""Pelican's writer, narrowed: a page of ours sees `site`, `page` and `view`, and no other name.

Files are written beside their place and renamed, so that nobody ever reads half a page. Pages that a third-party
plugin writes by itself go through Pelican's own code, unchanged.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals
from pelican.writers import Writer

from newsdesk.builder.whole import write_whole
from newsdesk.model.problems import UsageError
from newsdesk.model.site import File, Page


class PageWriter(Writer):  # type: ignore[misc]  # Pelican is untyped
    """Renders pages as pure functions of what they are given."""

    def write_file(self, name: str, template: Any, context: Any, *args: Any, **kwargs: Any) -> None:
        """Pelican's door for everything rendered (Writer.write_file, 4.12)."""
        work = self.settings["newsdesk"]
        sheet = work.sheets.get(name)
        if sheet is None:
            super().write_file(name, template, context, *args, **kwargs)
            return
        self.write_page(work.make(sheet), template, context)

    def write_page(self, page: Page, template: Any, context: Any) -> None:
        local = {"site": self.settings["newsdesk"].site, "page": page, "view": page.view}
        path = self.write(page.path, template.render(local).encode())
        signals.content_written.send(str(path), context={**context, **local, "output_file": page.path})

    def write_plain(self, file: File) -> None:
        self.write(file.path, file.content)

    def write(self, name: str, content: bytes) -> Path:
        """Puts `content` at `name` below the output, whole or not at all; refuses to leave the output (law 5)."""
        output = Path(self.output_path).resolve()
        path = (output / name).resolve()
        if not path.is_relative_to(output) or path == output:
            raise UsageError(f'"{name}" would be written outside the output folder.')
        if path in self._written_files:
            raise UsageError(f'"{name}" would be written twice. Two pages or plugins claim this address.')
        self._written_files.add(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        return path
