"""Our settings, typed and validated: what pelicanconf.py says, read in one place.

Pelican's own settings keep their names (SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG, PATH, OUTPUT_PATH, THEME); ours
start with NEWSDESK_. A name that nobody knows, a value of the wrong type or an impossible one is a `UsageError` that
lists every fault at once. Knows nothing of Pelican: the names that Pelican knows are passed in.
"""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsdesk.model.problems import UsageError, did_you_mean
from newsdesk.pelicanconf import TARGET, read_clock, read_pelicanconf, where

if TYPE_CHECKING:
    from newsdesk.model.site import Site

PREFIX = "NEWSDESK_"
_SLIP = 0.88  # likeness from which an unknown name is a slip of the pen (DEFUALT_…), not another plugin's own (SITEMAP)


@dataclass(frozen=True)
class Settings:
    """What the desk needs to know of a site. Paths are absolute.

    `clock` decides what is due and is the only time that the output may depend on; it carries a zone. `preview` shows
    drafts and what is scheduled, under a banner.
    """

    root: Path
    content: Path
    output: Path
    theme: Path
    name: str
    url: str
    zone: zoneinfo.ZoneInfo
    lang: str
    clock: dt.datetime
    tagline: str = ""
    description: str = ""
    contact: str = ""
    id: str = ""
    nav: tuple[tuple[str, str], ...] = ()
    footer: tuple[tuple[str, str], ...] = ()
    preview: bool = False
    target: str = TARGET
    keep_releases: int = 5
    search: bool = False
    share_images: bool = False
    unsubscribe: str = "{{unsubscribe_url}}"
    page_limit: int = 5000
    picture_limit: int = 3000

    @property
    def base(self) -> str:
        """The path part of the site's address, without a slash at its end; empty for a site at a host's root."""
        return urlsplit(self.url).path.rstrip("/")

    def site(self, *, words: str = "", search: bool = False) -> Site:
        """What templates may know of the site. `words` is a digest of the interface's texts in its language."""
        from newsdesk.model.site import Feed, Link, Site  # a build with nothing to do needs none of them

        return Site(
            name=self.name,
            url=self.url,
            base=self.base,
            lang=self.lang,
            tagline=self.tagline,
            description=self.description,
            nav=tuple(Link(*pair) for pair in self.nav),
            footer=tuple(Link(*pair) for pair in self.footer),
            feeds=(Feed("/feed.xml", self.name), Feed("/feed.json", self.name, "application/feed+json")),
            preview=self.preview,
            contact=self.contact,
            id=self.id,
            search=search,
            share_images=self.share_images and not self.preview,
            words=words,
        )


# Setting → (field, type, what it is for). The reference in docs/settings.md is written from this table.
OURS: dict[str, tuple[str, type, str]] = {
    "NEWSDESK_TAGLINE": ("tagline", str, "a line under the site's name"),
    "NEWSDESK_DESCRIPTION": ("description", str, "one or two sentences for search engines and feeds"),
    "NEWSDESK_CONTACT": ("contact", str, "an e-mail address or page for readers' corrections"),
    "NEWSDESK_NAV": ("nav", tuple, "links of the main navigation: (address, words) pairs"),
    "NEWSDESK_FOOTER": ("footer", tuple, "links at the foot of each page: (address, words) pairs"),
    "NEWSDESK_ID": ("id", str, "what feeds' ids begin with, e.g. digest.example,2026; keep it when the site moves"),
    "NEWSDESK_TARGET": (
        "target",
        str,
        "where publish puts releases: a folder, or ssh://…, git+ssh://…, s3://… (docs/operations.md)",
    ),
    "NEWSDESK_KEEP_RELEASES": ("keep_releases", int, "how many releases stay for rollback, at least 2"),
    "NEWSDESK_PAGE_LIMIT": ("page_limit", int, "the greatest size of a page that is published, in kB; default 5000"),
    "NEWSDESK_PICTURE_LIMIT": ("picture_limit", int, "the same of a picture; default 3000"),
    "NEWSDESK_SEARCH": ("search", bool, "make a search index; needs the extra `search`, and is left out of a preview"),
    "NEWSDESK_SHARE_IMAGES": (
        "share_images",
        bool,
        "draw a picture for links to each story, topic and edition; left out of a preview",
    ),
    "NEWSDESK_UNSUBSCRIBE": (
        "unsubscribe",
        str,
        "address, or your mail service's placeholder for it, at the foot of e-mails",
    ),
    "NEWSDESK_PREVIEW": ("preview", bool, "show drafts and scheduled stories (serve sets it)"),
    "NEWSDESK_CLOCK": ("clock", str, "the time that counts as now, e.g. 2018-10-14T08:00:00+03:00; default: now"),
}
_NEEDED = ("SITENAME", "SITEURL", "TIMEZONE", "PATH", "OUTPUT_PATH", "THEME", "DEFAULT_LANG")


def load_settings(path: Path, *, known: Iterable[str] = (), overrides: Mapping[str, Any] | None = None) -> Settings:
    """The settings of the site whose pelicanconf.py lies at `path`; `known` are Pelican's own names."""
    raw = {**read_pelicanconf(path), **(overrides or {})}
    return settings_from(raw, root=path.parent.resolve(), known=known)


def settings_from(raw: Mapping[str, Any], *, root: Path, known: Iterable[str] = ()) -> Settings:
    """Typed settings from raw ones; raises `UsageError` naming every fault."""
    faults = [*_unknown_names(raw, frozenset(known) or frozenset(_NEEDED)), *_wrong_types(raw)]
    faults += [f"{name}: is missing. Set it in pelicanconf.py." for name in _NEEDED if name not in raw]
    if faults:
        raise UsageError("\n".join(f"pelicanconf.py: {fault}" for fault in sorted(faults)))
    faults += [*_impossible_values(raw), *_tangled_folders(raw, root)]
    if faults:
        raise UsageError("\n".join(f"pelicanconf.py: {fault}" for fault in sorted(faults)))
    zone = zoneinfo.ZoneInfo(raw["TIMEZONE"])
    ours = {field: raw[name] for name, (field, _, _) in OURS.items() if name in raw}
    ours |= {name: tuple((url, text) for url, text in ours[name]) for name in ("nav", "footer") if name in ours}
    ours["clock"] = read_clock(raw.get("NEWSDESK_CLOCK"), zone)
    return Settings(
        root=root,
        content=Path(where(root, raw["PATH"])),
        output=Path(where(root, raw["OUTPUT_PATH"])),
        theme=Path(where(root, raw["THEME"])),
        name=raw["SITENAME"],
        url=raw["SITEURL"].rstrip("/"),
        zone=zone,
        lang=raw["DEFAULT_LANG"],
        **{name: value for name, value in ours.items() if name in {field.name for field in fields(Settings)}},
    )


def _unknown_names(raw: Mapping[str, Any], known: frozenset[str]) -> list[str]:
    """Names of ours that do not exist, and, if Pelican's are given, any that look like a slip of one of those."""
    faults = []
    for name in raw:
        if name.startswith(PREFIX):
            if name not in OURS:
                faults.append(f"{name}: no such setting. {did_you_mean(name, OURS)}".rstrip())
        elif known and name not in known and (hint := did_you_mean(name, known, likeness=_SLIP)):
            faults.append(f"{name}: no such setting. {hint}")
    return faults


def _wrong_types(raw: Mapping[str, Any]) -> list[str]:
    faults = [
        f"{name}: {raw[name]!r} is not {_TYPE_WORDS[kind]}. It is {purpose}."
        for name, (_, kind, purpose) in OURS.items()
        if raw.get(name) is not None and (type(raw[name]) is not kind and not (kind is tuple and _is_list(raw[name])))
    ]
    faults += [
        f"{name}: {raw[name]!r} is not text." for name in _NEEDED if name in raw and not isinstance(raw[name], str)
    ]
    for name in ("NEWSDESK_NAV", "NEWSDESK_FOOTER"):
        value = raw.get(name) or ()
        if _is_list(value) and not all(_is_list(pair) and len(pair) == 2 and _is_text(pair) for pair in value):
            faults.append(f'{name}: every item is an (address, words) pair, e.g. ("/topics/", "Topics").')
    return faults


_TYPE_WORDS = {str: "text", int: "a whole number", bool: "True or False", tuple: "a list of pairs"}


def _is_list(value: Any) -> bool:
    return isinstance(value, (tuple, list))


def _is_text(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _impossible_values(raw: Mapping[str, Any]) -> list[str]:
    faults = []
    parts = urlsplit(raw["SITEURL"])
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        faults.append(f'SITEURL: "{raw["SITEURL"]}" is not an address such as https://digest.example.')
    if not _is_zone(raw["TIMEZONE"]):
        near = did_you_mean(raw["TIMEZONE"], zoneinfo.available_timezones())
        faults.append(f'TIMEZONE: "{raw["TIMEZONE"]}" is not a time zone. {near}'.rstrip())
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", raw["DEFAULT_LANG"]):
        faults.append(f'DEFAULT_LANG: "{raw["DEFAULT_LANG"]}" is not a language tag such as en.')
    if not raw["SITENAME"].strip():
        faults.append("SITENAME: is empty. Give the site a name.")
    if raw.get("NEWSDESK_KEEP_RELEASES", 2) < 2:
        faults.append("NEWSDESK_KEEP_RELEASES: must be 2 or more, or there is nothing to roll back to.")
    for name in ("NEWSDESK_PAGE_LIMIT", "NEWSDESK_PICTURE_LIMIT"):
        if raw.get(name, 1) < 1:
            faults.append(f"{name}: must be 1 or more, in kB.")
    return faults


def _tangled_folders(raw: Mapping[str, Any], root: Path) -> list[str]:
    """A folder that is emptied and filled by commands must not be, hold or lie in one that people write."""
    sources = {name: Path(where(root, raw[name])) for name in ("PATH", "THEME")}
    written = {"OUTPUT_PATH": raw["OUTPUT_PATH"], "NEWSDESK_TARGET": raw.get("NEWSDESK_TARGET") or TARGET}
    if "://" in written["NEWSDESK_TARGET"]:  # a place that is no folder of this machine
        del written["NEWSDESK_TARGET"]
    folders = {name: Path(where(root, folder)) for name, folder in written.items()}
    faults = [
        f'{name}: "{written[name]}" {fault} Name a folder of its own, e.g. {_OWN[name]}.'
        for name, folder in folders.items()
        if (fault := find_tangle(folder, root, sources))
    ]
    if not faults and len(folders) == 2 and _touch(*folders.values()):
        faults.append("NEWSDESK_TARGET: it and OUTPUT_PATH lie in one another. Name two folders.")
    return faults


_OWN = {"OUTPUT_PATH": "output", "NEWSDESK_TARGET": "site"}


def find_tangle(folder: Path, root: Path, sources: Mapping[str, Path]) -> str:
    """Why nothing may be built or published into `folder`, as half a sentence; empty if it may. Paths are absolute."""
    if root.is_relative_to(folder):
        return "holds the whole project."
    near = (
        f"and {source.name}/ ({name}) lie in one another." for name, source in sources.items() if _touch(folder, source)
    )
    return next(near, "")


def is_foreign(folder: Path) -> bool:
    """Whether a folder holds something that no build of ours can have made: a build removes what is not its own."""
    names = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return bool(names) and not names >= _IN_EVERY_BUILD


_IN_EVERY_BUILD = {"404.html", "robots.txt", "theme"}


def _touch(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _is_zone(name: str) -> bool:
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def settings_reference() -> str:
    """docs/settings.md, written from the table above."""
    rows = "\n".join(
        f"| `{name}` | {_TYPE_WORDS[kind]} | {purpose} |" for name, (_, kind, purpose) in sorted(OURS.items())
    )
    return f"""# Settings

All settings lie in `pelicanconf.py`. Pelican's own keep their names; a site needs {_listed(_NEEDED)}.
Those of Newsdesk are below. A name that does not exist, or a value of the wrong kind, stops every command with exit
code 2 and names all faults at once. This page is written from the code by `./desk reference`.

| setting | kind | what it is |
| --- | --- | --- |
{rows}

Two things can be set from outside, which CI needs: the site's address, by the environment variable `NEWSDESK_URL`, and
the time that counts as now, by `NEWSDESK_CLOCK` or else `SOURCE_DATE_EPOCH` (seconds since 1970).
"""


def _listed(names: Iterable[str]) -> str:
    words = [f"`{name}`" for name in names]
    return f"{', '.join(words[:-1])} and {words[-1]}"
