"""A static host on this machine's own address: a built site with the headers of its `_headers` file, compressed."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from newsdesk.model.media import media_type

COMPRESSED = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml")
_HOURS = "public, max-age=31536000"  # what hosts say of files that a site says nothing of; pages are asked for anew


def headers_for(path: str, rules: str) -> dict[str, str]:
    """The headers of an address by the text of a `_headers` file: later rules win, `*` stands for anything."""
    found: dict[str, str] = {}
    pattern = ""
    for line in rules.splitlines():
        if line[:1] == "/":
            pattern = line.strip()
        elif line.strip() and fnmatchcase(path, pattern):
            name, _, value = line.strip().partition(":")
            found[name] = value.strip()
    return found


class _Host(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, rules: str, **options: Any) -> None:
        self.rules = rules
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = Path(self.directory) / (f"{path}index.html" if path.endswith("/") else path).lstrip("/")
        if file.is_file():
            self._answer(200, path, file)
        else:
            self._answer(404, path, Path(self.directory) / "404.html")

    def _answer(self, status: int, path: str, file: Path) -> None:
        body = file.read_bytes() if file.is_file() else b"Not found"
        kind = media_type(file.name) if file.is_file() else "text/plain"
        headers = {"Content-Type": kind, "Cache-Control": "no-cache" if "html" in kind else _HOURS}
        headers |= headers_for(path, self.rules)
        if kind.startswith(COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6)
            headers["Content-Encoding"] = "gzip"
        self._send(status, headers, body)

    def _send(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.copyfile(BytesIO(body), self.wfile)

    def log_message(self, *_: Any) -> None:
        pass


@contextmanager
def hosted(folder: Path, port: int = 0) -> Iterator[str]:
    """Where a folder is served while the context lasts, without a slash at the end."""
    rules = folder / "_headers"
    host = partial(_Host, directory=str(folder), rules=rules.read_text("utf-8") if rules.is_file() else "")
    with ThreadingHTTPServer(("127.0.0.1", port), host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
