"""Content-Security-Policy (W3C, level 3) as far as a static page can break its own: inline script and style, hosts.

    default-src 'none'; style-src 'self'; img-src 'self'

A page is judged by the policy that it states and by the one that the host sends (`_headers`); where neither is stated,
inline script and style are judged as if both were forbidden. Pure.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

HEADER = "content-security-policy"
# What a directive means where it is not stated; all else falls back to default-src, but for those of _ALONE.
_STANDS_FOR = {
    "script-src-elem": "script-src",
    "script-src-attr": "script-src",
    "style-src-elem": "style-src",
    "style-src-attr": "style-src",
    "frame-src": "child-src",
    "worker-src": "child-src",
}
_ALONE = frozenset(["base-uri", "form-action", "frame-ancestors"])
_HASH = re.compile(r"'(sha256|sha384|sha512)-([A-Za-z0-9+/_=-]+)'\Z")


@dataclass(frozen=True)
class Policy:
    """Directive → its sources, in lower case but for hashes."""

    directives: Mapping[str, tuple[str, ...]]

    def allows_inline(self, directive: str, text: str | None) -> bool:
        """Whether script or style may stand in the page itself; `text` is that of an element, None of an attribute."""
        sources = self._sources(directive)
        if sources is None:
            return True
        hashes = [found for source in sources if (found := _HASH.match(source))]
        if not hashes and not any(source.startswith("'nonce-") for source in sources):
            return "'unsafe-inline'" in sources
        return text is not None and any(_is_digest(found, text) for found in hashes)

    def allows(self, directive: str, address: str, own: str) -> bool:
        """Whether something may be loaded from `address` (absolute) by a page of the site at `own`, an origin."""
        sources = self._sources(directive)
        return sources is None or any(_matches(source, address, own) for source in sources)

    def _sources(self, directive: str) -> tuple[str, ...] | None:
        if directive in self.directives or directive in _ALONE:
            return self.directives.get(directive)
        broader = _STANDS_FOR.get(directive)
        return self._sources(broader) if broader else self.directives.get("default-src")


STRICT = Policy({"script-src": ("'self'",), "style-src": ("'self'",)})


def policy_from(text: str) -> Policy:
    """The policy that a header or a meta element states; of a directive that is stated twice the first holds."""
    directives: dict[str, tuple[str, ...]] = {}
    for part in text.split(";"):
        name, *sources = part.split()[:200] or [""]
        if name:
            told = tuple(source if _HASH.match(source) else source.lower() for source in sources)
            directives.setdefault(name.lower(), told)
    return Policy(directives)


def policies_by_path(headers: str) -> tuple[tuple[re.Pattern[str], Policy], ...]:
    """The policies of a `_headers` file, each with the form of addresses that it is sent with (`*` is anything)."""
    found: list[tuple[re.Pattern[str], Policy]] = []
    form = re.compile(r"(?!)")
    for line in headers.splitlines():
        if line.startswith(("/", "http")):
            form = re.compile(".*".join(map(re.escape, line.strip().split("*"))) + r"\Z")
        elif line[:1].isspace() and line.partition(":")[0].strip().lower() == HEADER:
            found.append((form, policy_from(line.partition(":")[2])))
    return tuple(found)


def sent_with(address: str, policies: tuple[tuple[re.Pattern[str], Policy], ...]) -> Iterator[Policy]:
    """The policies that a host sends with a page; `address` is its path."""
    return (policy for form, policy in policies if form.match(address))


def _is_digest(found: re.Match[str], text: str) -> bool:
    digest = hashlib.new(found[1], text.encode("utf-8", "surrogatepass")).digest()
    return base64.b64encode(digest).decode() == found[2].replace("-", "+").replace("_", "/")


def _matches(source: str, address: str, own: str) -> bool:
    parts = urlsplit(address)
    if source == "'self'":
        return f"{parts.scheme}://{parts.netloc}".lower() == own
    if source == "*":
        return parts.scheme in ("http", "https")
    if source.endswith(":") and "/" not in source:
        return f"{parts.scheme}:" == source
    if source.startswith("'"):
        return False
    wanted = urlsplit(source if "://" in source else f"//{source}")
    if wanted.scheme and wanted.scheme not in (parts.scheme, parts.scheme.removesuffix("s")):
        return False
    host, name = (parts.hostname or "").lower(), (wanted.hostname or "").lower()
    same = host.endswith(name[1:]) if name.startswith("*.") else host == name
    path = wanted.path
    return same and (not path or (parts.path.startswith(path) if path.endswith("/") else parts.path == path))
