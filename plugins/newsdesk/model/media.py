"""The media type of a file by its name: one table, the same on every machine, in preview as on the live site.

Python's `mimetypes` reads the tables of the machine it runs on and knows neither feeds nor character sets; this knows
what a digest publishes. Text is always UTF-8.
"""

from __future__ import annotations

UNKNOWN = "application/octet-stream"
# By whole name first: what a host or a feed reader treats specially.
BY_NAME = {
    "feed.xml": "application/atom+xml; charset=utf-8",
    "rss.xml": "application/rss+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
    "_headers": "text/plain; charset=utf-8",
    "_redirects": "text/plain; charset=utf-8",
    "CNAME": "text/plain; charset=utf-8",
    ".nojekyll": "text/plain; charset=utf-8",
}
BY_SUFFIX = {
    ".html": "text/html; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".map": "application/json; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "application/xslt+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".vtt": "text/vtt; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/vnd.microsoft.icon",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
    ".otf": "font/otf",
    ".wasm": "application/wasm",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".zip": "application/zip",
    ".gz": "application/gzip",
}


def media_type(path: str) -> str:
    """The value of Content-Type for the file at `path` (forward slashes), with its character set where it is text."""
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return BY_NAME.get(name) or (BY_SUFFIX.get(name[dot:].lower(), UNKNOWN) if dot > 0 else UNKNOWN)


def is_text(path: str) -> bool:
    """Whether the file is text by its name, so that its words can be looked through."""
    return "charset=" in media_type(path)
