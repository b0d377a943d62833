"""From what a browser asks for to what it gets: a file of the built site, another address, or nothing.

Whatever stands in a request, no answer comes from outside the folder, no folder is listed, no link is followed.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes, urlsplit

THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
ANY_ADDRESS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to
HIDDEN_ALLOWED = frozenset({".well-known"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file to send. `path` is relative to the folder, with forward slashes."""

    file: Path
    path: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another address of this server to go to."""

    location: str


def find(folder: Path, target: str, *, base: str = "") -> Found | Elsewhere | None:
    """What `target`, a request's target as it came, gets from the site in `folder`, served below `base`.

    None is a 404. A page asked for without its last slash is `Elsewhere`, as on any static host.
    """
    path, _, query = target.partition("?")
    parts = parts_of(path)
    if parts is None:
        return None
    below = _below(parts, base)
    if below is None:
        return Elsewhere(f"{base}/") if parts == [""] else None
    wants_folder = below[-1:] == [""]
    names = below[:-1] if wants_folder else below
    kind = _kind(folder, names)
    if kind == "folder" and not wants_folder:
        again = quote("/".join(["", *parts, ""]), safe="/~") + (f"?{query}" if query else "")
        return Elsewhere(again) if _kind(folder, [*names, "index.html"]) == "file" else None
    if wants_folder:
        names, kind = [*names, "index.html"], _kind(folder, [*names, "index.html"])
    return Found(folder.joinpath(*names), "/".join(names)) if kind == "file" else None


def parts_of(path: str) -> list[str] | None:
    """The decoded segments of a request's path, the last one empty for a folder; None if it is not a plain way down.

    Decodes once, as the site's own addresses are encoded once. Refuses `.` and `..`, empty and hidden segments,
    slashes and backslashes that were encoded, control characters and whatever is not UTF-8.
    """
    if not path.startswith("/"):
        path = _path_of_absolute(path)
    try:
        parts = [unquote_to_bytes(part).decode("utf-8") for part in path.split("/")[1:]]
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    if not parts or not all(_is_plain(part) for part in parts[:-1]):
        return None
    return parts if parts[-1] == "" or _is_plain(parts[-1]) else None


def is_host_allowed(header: str, host: str) -> bool:
    """Whether a request's Host names this server, bound to `host`; else a foreign page may be reading drafts.

    A name that an attacker points at this machine (DNS rebinding) is refused. A server that listens on every address
    of the machine is asked by number, which cannot be rebound.
    """
    name = _host_of(header)
    if name in THIS_MACHINE or (host not in ANY_ADDRESS and name == _bare(host)):
        return True
    return host in ANY_ADDRESS and _is_number(name)


def _path_of_absolute(target: str) -> str:
    """The path of an absolute target (RFC 9112, 3.2.2), as a proxy would send it; empty if there is none."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return ""
    return parts.path or "/" if parts.scheme in ("http", "https") and parts.netloc else ""


def _below(parts: list[str], base: str) -> list[str] | None:
    prefix = [part for part in base.split("/") if part]
    return parts[len(prefix) :] if parts[: len(prefix)] == prefix else None


def _is_plain(part: str) -> bool:
    if not part or part in (".", "..") or len(part) > 255 or "/" in part or "\\" in part:
        return False
    return part.isprintable() and (not part.startswith(".") or part in HIDDEN_ALLOWED)


def _kind(folder: Path, names: list[str]) -> str:
    """What lies at `names` below `folder`: file, folder, or nothing; a symbolic link on the way is nothing."""
    place, mode = folder, stat.S_IFDIR
    for name in names:
        place = place / name
        try:
            mode = os.lstat(place).st_mode
        except OSError:
            return ""
        if stat.S_ISLNK(mode):
            return ""
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else ""


def _host_of(header: str) -> str:
    """The name in a Host header, without port, brackets and final dot, in lower case."""
    name = header.strip().lower()
    if name.startswith("["):
        inside, closed, port = name[1:].partition("]")
        return inside if closed and (not port or (port[0] == ":" and port[1:].isdecimal())) else ""
    bare, colon, port = name.partition(":")
    return bare.removesuffix(".") if not colon or port.isdecimal() else ""


def _bare(host: str) -> str:
    return host.strip("[]").lower().removesuffix(".")


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
