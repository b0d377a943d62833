"""The preview's web server: a built folder as a static host would serve it, to this machine's browsers only."""

from __future__ import annotations

import errno
import socket
import socketserver
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from newsdesk.model.media import media_type
from newsdesk.model.problems import UsageError
from newsdesk.preview.addresses import ANY_ADDRESS, Elsewhere, Found, find, is_host_allowed
from newsdesk.preview.channel import Channel, State
from newsdesk.preview.reloading import EVENTS, PREFIX, SCRIPT, missing_page, script, waiting_page, with_reloading

HTML = "text/html; charset=utf-8"
# Often enough to find out that a browser has gone, seldom enough to cost nothing.
HEARTBEAT_SECONDS = 15.0
PORTS_TRIED = 20

Say = Callable[[str], None]


class PreviewServer(ThreadingHTTPServer):
    """Serves `folder` below `base`; `channel` tells of builds. Threads end with the process, however long they wait."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], folder: Path, channel: Channel, *, base: str, say: Say) -> None:
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        self.folder, self.channel, self.base, self.say = folder, channel, base.rstrip("/"), say
        self.host = address[0]
        super().__init__(address, Handler)

    def server_bind(self) -> None:
        # HTTPServer would look up the machine's full name in the network, which can take seconds, and never uses it.
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.host, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up is no fault; anything else is printed with its traceback."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    @property
    def url(self) -> str:
        """The address of the home page."""
        name = "localhost" if self.host in ANY_ADDRESS else self.host
        shown = f"[{name}]" if ":" in name else name
        return f"http://{shown}:{self.server_port}{self.base}/"


class Handler(BaseHTTPRequestHandler):
    """One connection. Only GET and HEAD; everything else of HTTP is for hosts."""

    server: PreviewServer
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        hosts = self.headers.get_all("Host") or []
        if len(hosts) != 1 or not is_host_allowed(hosts[0], self.server.host):
            self._refuse(HTTPStatus.MISDIRECTED_REQUEST, "This server answers only to its own name.")
        elif self.path.startswith(PREFIX):
            self._own(self.path.partition("?")[0])
        else:
            self._page()

    do_HEAD = do_GET  # noqa: N815 - likewise

    def do_POST(self) -> None:
        self._refuse(HTTPStatus.METHOD_NOT_ALLOWED, "Only GET and HEAD.", allow="GET, HEAD")

    do_PUT = do_DELETE = do_PATCH = do_OPTIONS = do_TRACE = do_CONNECT = do_POST  # noqa: N815 - http.server's names

    def version_string(self) -> str:
        """What the Server header says: a name, and nothing that helps an attacker."""
        return "Newsdesk"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Says nothing of requests as such; `_missing` says what an editor may want to mend."""

    def _own(self, path: str) -> None:
        if path == SCRIPT:
            self._send(HTTPStatus.OK, script(), media_type(SCRIPT))
        elif path == EVENTS:
            self._stream()
        else:
            self._missing()

    def _page(self) -> None:
        found = find(self.server.folder, self.path, base=self.server.base)
        if isinstance(found, Elsewhere):
            self._send(HTTPStatus.FOUND, b"", HTML, location=found.location)
        elif found is None or not self._send_file(HTTPStatus.OK, found):
            self._missing()

    def _missing(self) -> None:
        """The site's own 404 page, with that status; before any good build, what keeps it from being built."""
        state = self.server.channel.state
        own = find(self.server.folder, f"{self.server.base}/404.html", base=self.server.base)
        if isinstance(own, Found) and self._send_file(HTTPStatus.NOT_FOUND, own):
            self.server.say(f"404 {self.path!a}") if self.path != "/favicon.ico" else None
        elif self.server.channel.has_built:
            self._send_html(HTTPStatus.NOT_FOUND, missing_page(), state)
        else:
            self._send_html(HTTPStatus.SERVICE_UNAVAILABLE, waiting_page(state.problem), state)

    def _send_file(self, status: HTTPStatus, found: Found) -> bool:
        """Sends a file whole, as it is at this moment; False if a build has just taken it away."""
        state = self.server.channel.state
        try:
            content = found.file.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return False
        kind = media_type(found.path)
        if kind == HTML:
            self._send_html(status, content.decode("utf-8", "replace"), state)
        else:
            self._send(status, content, kind)
        return True

    def _send_html(self, status: HTTPStatus, html: str, state: State) -> None:
        origin = f"http://{self.headers['Host'].strip()}"
        page = with_reloading(html, generation=state.generation, origin=origin, base=self.server.base)
        self._send(status, page.encode(), HTML)

    def _send(self, status: HTTPStatus, content: bytes, kind: str, *, location: str = "", allow: str = "") -> None:
        self.send_response(status)
        headers = {"Content-Type": kind, "Content-Length": str(len(content)), "Location": location, "Allow": allow}
        for name, value in {**headers, **_HEADERS}.items():
            if value:
                self.send_header(name, value)
        if self.close_connection or status >= HTTPStatus.METHOD_NOT_ALLOWED:
            # Whatever body such a request has is not read, so that the connection cannot be used again.
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _refuse(self, status: HTTPStatus, words: str, *, allow: str = "") -> None:
        self._send(status, f"{words}\n".encode(), "text/plain; charset=utf-8", allow=allow)

    def _stream(self) -> None:
        """Server-Sent Events until the browser leaves or the server ends."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {"Content-Type": "text/event-stream", "Connection": "close", **_HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()
        page = urlsplit(self.headers.get("Referer") or "").path.removeprefix(self.server.base)
        with self.server.channel.showing(page):
            self._tell()

    def _tell(self) -> None:
        seen: State | None = None
        while self.command != "HEAD":
            state = self.server.channel.next_after(seen, seconds=HEARTBEAT_SECONDS)
            if state is None:
                return
            self.wfile.write(b": still here\n\n" if state == seen else state.as_event())
            seen = state


# Nothing may be remembered, nothing guessed, and no other site may embed what is not published yet.
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}


def listen(folder: Path, channel: Channel, *, host: str, port: int, base: str, say: Say) -> PreviewServer:
    """A server bound to `port` or, if it is taken, to the next free one, which it says. 0 is any free port.

    Raises `UsageError` if `host` is not an address of this machine or the port may not be used.
    """
    for candidate in (*range(port, min(port + PORTS_TRIED, 65536)), 0) if port else (0,):
        try:
            server = PreviewServer((host, candidate), folder, channel, base=base, say=say)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                continue
            raise UsageError(f"Cannot listen on {host}:{candidate}: {error.strerror}. Try --host or --port.") from error
        if port and server.server_port != port:
            say(f"port {port} is taken; using {server.server_port}")
        return server
    raise UsageError(f"No port is free on {host}.")
