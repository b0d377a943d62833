"""Rendering: a page and the site's settings through a template of the theme, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property, lru_cache
from pathlib import Path

from jinja2 import Environment, Template, TemplateError, TemplateNotFound

from newsdesk.builder.apart import Outline, files_of_blocks, outline_of
from newsdesk.builder.compiled import Compiled
from newsdesk.builder.digests import digest_of
from newsdesk.builder.frames import NoBlockError, Seam, write_frame, write_page
from newsdesk.builder.templates import environment_for
from newsdesk.builder.values import fingerprint
from newsdesk.model.problems import UsageError
from newsdesk.model.site import Page, Site

# What a template says to bring in another one by name. A name that is computed brings in, for all we know, any.
_BRINGS_IN = re.compile(r"\{%-?\+?\s*(?:extends|include|import|from)\s+(?:([\"'])(.+?)\1)?")


@lru_cache(maxsize=2)
def _environment(templates: Path, version: str, kept: Compiled | None) -> Environment:
    """Kept for the next build of a preview, which then need not compile what has not changed: templates, and messages
    that stand in what is kept of macros. `version` changes with either."""
    return environment_for(templates, kept)


class Renderer:
    """Renders pages with the templates of one theme. `closure` tells which files a template depends on, by value,
    `blocks` which its own blocks do (nothing if they are not apart from the frame), `digests` gives every template's;
    each is found out once. `kept` are templates that were compiled before, `known` is what an earlier build found out
    about blocks: their digest, by that of the template. `told` is the same of those that were asked for now."""

    def __init__(
        self, theme: Path, site: Site, kept: Compiled | None = None, known: Mapping[str, str] | None = None
    ) -> None:
        self.templates = theme / "templates"
        self.site = site
        self.told: dict[str, str] = {}
        self._known = known or {}
        self._kept = kept
        self.closure = cache(self._closure)
        self.blocks = cache(self._blocks)
        self.digests = cache(self._digests)
        self._outline: Callable[[str], Outline] = cache(self._outlined)
        self._parent = cache(self._find_parent)

    @cached_property
    def environment(self) -> Environment:
        return _environment(self.templates, fingerprint(self.digests(), self.site.lang, self.site.words), self._kept)

    def render(self, page: Page, template_name: str = "") -> bytes:
        """The page through its template, or another one. Raises `UsageError` with the template's place if it cannot
        be rendered."""
        with self._naming_faults():
            template = self.environment.get_template(template_name or page.template)
            return template.render(site=self.site, page=page, view=page.view).encode()

    def render_apart(self, page: Page) -> tuple[bytes, tuple[Seam, ...]]:
        """The page, and where its own blocks lie in it if they are apart. Raises `UsageError` likewise."""
        if not self.blocks(page.template):
            return self.render(page), ()
        with self._naming_faults():
            values = {"site": self.site, "page": page, "view": page.view}
            return write_page(self.environment.get_template(page.template), values)

    def frame_anew(self, head: Page, blocks: Mapping[str, str]) -> tuple[bytes, tuple[Seam, ...]] | None:
        """The page that has this head around these blocks; None if it wants one that is not among them. Raises
        `UsageError` likewise."""
        with self._naming_faults():
            try:
                parent, names = self._parent(head.template)
                return write_frame(parent, {"site": self.site, "page": head}, names, blocks)
            except NoBlockError:
                return None

    def _find_parent(self, name: str) -> tuple[Template, tuple[str, ...]]:
        """The template that another one extends, and the names of the latter's blocks, which are apart from it."""
        (parent,) = self._outline(name).extends
        return self.environment.get_template(parent), tuple(self.environment.get_template(name).blocks)

    @contextmanager
    def _naming_faults(self) -> Iterator[None]:
        try:
            yield
        except TemplateError as error:
            raise UsageError(template_fault(error, self.templates)) from error

    def _closure(self, name: str) -> str:
        """A digest of the template and of every template that it brings in, directly or not."""
        return self._digest_of(self.reachable(name))

    def _blocks(self, name: str) -> str:
        """A digest of what the template's own blocks are made of; empty if they are not apart from their frame."""
        closure = f"{name}:{self.closure(name)}"
        digest = self._known.get(closure)
        if digest is None:
            try:
                files = files_of_blocks(name, self._outline, self.reachable)
            except (TemplateError, OSError):
                return ""  # who renders it says what is wrong
            digest = self._digest_of(files) if files else ""
        self.told[closure] = digest
        return digest

    def _digest_of(self, names: Iterable[str]) -> str:
        parts = (f"{name}\0{digest_of((self.templates / name).read_bytes())}\n" for name in sorted(names))
        return digest_of("".join(parts).encode())

    def _outlined(self, name: str) -> Outline:
        source = (self.templates / name).read_text("utf-8")
        return outline_of(self.environment.parse(source, name, str(self.templates / name)))

    def _digests(self) -> dict[str, str]:
        """Of every template by name."""
        return {name: digest_of((self.templates / name).read_bytes()) for name in self._all()}

    def reachable(self, name: str) -> set[str]:
        """The names of a template and of all that it brings in."""
        seen: set[str] = set()
        waiting = [name]
        while waiting:
            current = waiting.pop()
            if current in seen or not (self.templates / current).is_file():
                continue
            seen.add(current)
            for match in _BRINGS_IN.finditer((self.templates / current).read_text("utf-8")):
                waiting += [match[2]] if match[2] else self._all()
        return seen

    def _all(self) -> list[str]:
        return [path.relative_to(self.templates).as_posix() for path in self.templates.rglob("*.html")]


def template_fault(error: Exception, templates: Path) -> str:
    """What is wrong in a template and where: the innermost line of the theme's that the error passed through."""
    if isinstance(error, TemplateNotFound):
        return f"{templates}: there is no template {error.name}. A theme needs one for each kind of page."
    place, traceback = str(templates), error.__traceback__
    while traceback:
        name = traceback.tb_frame.f_code.co_filename
        if Path(name).is_relative_to(templates):
            place = f"{name}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    if getattr(error, "lineno", None):
        place = f"{getattr(error, 'filename', None) or place}:{getattr(error, 'lineno', '')}"
    return f"{place}: {type(error).__name__}: {error}"
