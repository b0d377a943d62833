"""Why a page was made anew, or why it was not.

Beside its key each output keeps four short digests, of the site's settings, its template, the list of what it is made
of, and the facts found for it; the last finished build keeps the settings and the templates' digests themselves. Which
content files differ since then is known from reading the tree. So the key says that a page is stale, and this says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from newsdesk.builder.values import encode, fingerprint
from newsdesk.model.index import Index
from newsdesk.model.site import Sheet, Site, path_of
from newsdesk.settings import OURS, Settings

_LENGTH = 8  # of each digest in `parts`, in hexadecimal digits
_NAMES = {
    "name": "SITENAME",
    "url": "SITEURL",
    "base": "SITEURL",
    "lang": "DEFAULT_LANG",
    "stylesheet": "the style sheets",
    "reference_stylesheet": "the style sheets",
    "words": "the interface's texts",
    **{field: name for name, (field, _, _) in OURS.items()},
}
UP_TO_DATE = "up to date: nothing that it is made of has changed"
NEW = "new: there was no such page or file before"
ALL = "made with all others: nothing is remembered of an earlier build by this version of Newsdesk"
MISSING = "its file was missing from the output"
INTERRUPTED = "the last build was ended while it wrote this"
OTHER = "its content changed: it is made of the list of all pages, of the theme or of a picture"
NOWHERE = "no page or file of this site lies there"


@dataclass(frozen=True)
class Setting:
    """What every page of a build was made with: the site's values, and the templates' digests by name."""

    site: Mapping[str, object] = field(default_factory=dict)
    templates: Mapping[str, str] = field(default_factory=dict)


def setting_of(site: Site, templates: Mapping[str, str]) -> Setting:
    return Setting(msgspec.json.decode(encode(asdict(site))), templates)


def read_setting(note: bytes | None) -> Setting:
    return msgspec.json.decode(note, type=Setting) if note else Setting()


def parts_of(sheet: Sheet, site: str, template: str) -> str:
    """The digests that are kept of a sheet; `site` and `template` are digests of settings and template closure."""
    scope = sheet.scope
    names = (scope.articles, scope.texts, scope.topics, scope.experts, scope.editions, scope.pages)
    return "".join(
        text[:_LENGTH].ljust(_LENGTH) for text in (site, template, fingerprint(names), fingerprint(scope.facts))
    )


def why(
    sheet: Sheet,
    index: Index,
    *,
    parts: tuple[str, str],
    settings: tuple[Setting, Setting],
    templates: Iterable[str],
    changed: frozenset[str],
) -> str:
    """Why a sheet that was known is stale. `parts` and `settings` are those of before and of now, `templates` the names
    of those that it brings in, `changed` paths of content files that came, changed or went since the last build."""
    site, template, names, facts = (
        parts[0][start : start + _LENGTH] != parts[1][start : start + _LENGTH]
        for start in range(0, 4 * _LENGTH, _LENGTH)
    )
    before, now = settings
    found: list[str] = []
    if site:
        found += [f"settings changed: {', '.join(_changed_names(before.site, now.site)) or 'see pelicanconf.py'}"]
    if template:
        other = [name for name in templates if before.templates.get(name) != now.templates.get(name)]
        found += [f"changed in the theme: {', '.join(f'templates/{name}' for name in sorted(other))}"]
    files = sorted(changed & reach(sheet, index))
    if files:
        found += [f"changed: {', '.join(f'content/{path}' for path in files)}"]
    if names:
        found += ["the list of stories or profiles that it is made of changed"]
    if facts:
        found += ["numbers or links on it changed"]
    return "; ".join(found) or "something that its stories show, such as a name, changed"


def reach(sheet: Sheet, index: Index) -> frozenset[str]:
    """The content files that a page is made of, with those whose names come with its stories."""
    scope = sheet.scope
    rows = [index.row[slug] for slug in {*scope.articles, *scope.texts} if slug in index.row]
    topics = {*scope.topics, *(slug for row in rows for slug in row.topics)}
    experts = {*scope.experts, *(slug for row in rows for slug in row.people)}
    named = (
        *(index.topic[slug].path for slug in topics if slug in index.topic),
        *(index.expert[slug].path for slug in experts if slug in index.expert),
        *(index.edition[slug].path for slug in scope.editions if slug in index.edition),
        *(index.page[slug].path for slug in scope.pages if slug in index.page),
    )
    return frozenset((*(row.path for row in rows), *named))


def path_asked(text: str, settings: Settings, output: Path) -> str:
    """The path in the output that somebody means who names a file, an address or a whole URL."""
    if "://" in text:
        text = urlsplit(text).path
    elif Path(text).absolute().is_relative_to(output):
        text = Path(text).absolute().relative_to(output).as_posix() + ("/" if text.endswith("/") else "")
    if settings.base and text.startswith(f"{settings.base}/"):
        text = text.removeprefix(settings.base)
    path = path_of(text)
    return path if Path(path).suffix or not path else f"{path}/index.html"


def _changed_names(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    other = {name for name in now if before.get(name) != now[name]}
    return sorted({_NAMES.get(name, name) for name in other})
