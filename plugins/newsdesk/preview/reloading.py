"""What preview adds to a page on its way to the browser: a script that renews it, and leave for that one script.

The files on disk stay as they will be published. The page's own policy stays in force but for the two addresses that
the script needs, so that whatever it forbids for readers is forbidden in preview too.
"""

from __future__ import annotations

import re
from html import escape, unescape
from importlib.resources import files

PREFIX = "/__newsdesk__/"
SCRIPT = f"{PREFIX}reload.js"
EVENTS = f"{PREFIX}events"
NEEDS = {"script-src": SCRIPT, "script-src-elem": SCRIPT, "connect-src": EVENTS}
# The script of a page must be allowed by name if the policy has no list of its own: it falls back on default-src.
FALLS_BACK = ("script-src", "connect-src")

_META = re.compile(r"<meta\b[^>]*?http-equiv\s*=\s*[\"']?content-security-policy\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"(\bcontent\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_PLACES = (re.compile(r"</head\s*>", re.I), re.compile(r"<body\b", re.I), re.compile(r"</body\s*>", re.I))


def with_reloading(html: str, *, generation: str, origin: str, base: str = "") -> str:
    """The page with the script in its head. `origin` is the server's as the browser names it: http://localhost:8000;
    `base` is the site's prefix, without which notes name pages."""
    prefix = f' data-base="{escape(base)}"' if base else ""
    tag = f'<script src="{SCRIPT}" data-generation="{escape(generation)}"{prefix} defer></script>'
    relaxed = _META.sub(lambda meta: _relaxed_meta(meta[0], origin), html)
    for place in _PLACES:
        match = place.search(relaxed)
        if match:
            return f"{relaxed[: match.start()]}{tag}{relaxed[match.start() :]}"
    return f"{relaxed}{tag}"


def relaxed(policy: str, origin: str) -> str:
    """A Content-Security-Policy that also lets our script run and listen; nothing else is allowed that was not."""
    directives: dict[str, list[str]] = {}
    for directive in policy.split(";"):
        words = directive.split()
        if words:
            # The first of a name counts (CSP3, 2.2.1).
            directives.setdefault(words[0].lower(), words[1:])
    for name, address in NEEDS.items():
        sources = directives.get(name, directives.get("default-src") if name in FALLS_BACK else None)
        if sources is not None:
            directives[name] = [*(one for one in sources if one.lower() != "'none'"), f"{origin}{address}"]
    return "; ".join(" ".join([name, *sources]) for name, sources in directives.items())


def script() -> bytes:
    """The script, as it is sent."""
    return files(__package__).joinpath("reload.js").read_bytes()


def waiting_page(problem: str) -> str:
    """The page shown while there is no good build yet: what is wrong, or that the first build is under way."""
    title = "The site cannot be built yet" if problem else "Building the site …"
    body = f"<pre>{escape(problem)}</pre>" if problem else "<p>This page reloads by itself.</p>"
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1>{body}</body></html>\n"
    )


def missing_page() -> str:
    """A plain 404 for a site that has none of its own."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Not found</title></head>'
        "<body><h1>Not found</h1><p>There is no such page in this build.</p></body></html>\n"
    )


def _relaxed_meta(meta: str, origin: str) -> str:
    return _CONTENT.sub(lambda found: f'{found[1]}"{escape(relaxed(unescape(found[2][1:-1]), origin))}"', meta, count=1)
