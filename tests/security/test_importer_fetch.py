"""Addresses that must not be fetched: no trick leads to a connection into the private network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from newsdesk.importer.fetch import FetchError, fetch, is_public

PUBLIC = "93.184.215.14"


class Wire:
    """Stands for the network: hosts resolve as told, and every connection is counted and refused."""

    def __init__(self, **hosts: list[str]) -> None:
        self.hosts = hosts
        self.connections: list[str] = []
        self.asked: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        if host in self.hosts:
            return self.hosts[host]
        # What a system's resolver makes of figures in any form, without asking anyone.
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        return [str(item[4][0]) for item in found]

    def connect(self, address: str, port: int, timeout: float) -> socket.socket:
        self.connections.append(address)
        raise ConnectionRefusedError("no network in a test")


TRICKS = [
    "http://127.0.0.1/", "http://localhost/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
    "http://0177.0.0.1/", "http://0/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://[::1]/", "http://[::]/",
    "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[fe80::1]/", "http://[fd00:ec2::254]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://[::127.0.0.1]/",
    "http://224.0.0.1/", "http://255.255.255.255/", "http://198.18.0.1/", "http://192.0.0.8/", "http://0.0.0.0/",
    "http://example.org@127.0.0.1/", "http://user:word@example.org/", "http://example.org:22/", "http://example.org:0/",
    "http://intern.example/", "http://mixed.example/", "ftp://example.org/", "file:///etc/passwd", "gopher://x/",
    "http:///path", "http://[::1", "http://example.org\\@127.0.0.1/", "http://exa mple.org/", "http://example.org:99999/",
    "https://127.0.0.1/", "HTTP://LOCALHOST/", "http://0x7f.1/", "http://127.0.0.1.:80/", "javascript:alert(1)", "",
]  # fmt: skip


@pytest.mark.parametrize("url", TRICKS)
def test_no_trick_leads_to_a_connection(url: str) -> None:
    wire = Wire(
        **{
            "intern.example": ["10.1.2.3"],
            "mixed.example": [PUBLIC, "10.1.2.3"],
            "localhost": ["127.0.0.1"],
            "example.org": [PUBLIC],
        }
    )
    with pytest.raises(FetchError):
        fetch(url, resolve=wire.resolve, connect=wire.connect)
    assert wire.connections == []


def test_the_connection_goes_to_the_address_that_was_judged() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"], ["127.0.0.1"]])
    wire = Wire()
    with pytest.raises(FetchError):
        fetch("https://rebinding.example/", resolve=lambda host, port: next(answers), connect=wire.connect)
    assert wire.connections == [PUBLIC]


def test_http_is_tried_as_https_first() -> None:
    ports: list[int] = []

    def connect(address: str, port: int, timeout: float) -> socket.socket:
        ports.append(port)
        raise ConnectionRefusedError("no network in a test")

    with pytest.raises(FetchError):
        fetch("http://example.org/", resolve=lambda host, port: [PUBLIC], connect=connect)
    assert ports == [443, 80]


@pytest.mark.parametrize("address", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/story":
            self.answer(200, b"<html><p>words", {"Content-Type": "text/html; charset=utf-8"})
        elif self.path == "/large":
            self.answer(200, b"x" * 10_100_000, {"Content-Type": "text/html"})
        elif self.path == "/image":
            self.answer(200, b"x", {"Content-Type": "image/png"})
        elif self.path == "/loop":
            self.answer(302, b"", {"Location": "/loop"})
        elif self.path == "/inside":
            self.answer(302, b"", {"Location": "http://169.254.169.254/latest/"})
        elif self.path == "/file":
            self.answer(302, b"", {"Location": "file:///etc/passwd"})
        elif self.path == "/moved":
            self.answer(301, b"", {"Location": "/story"})
        else:
            self.answer(404, b"", {})

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_with_its_character_set_and_last_address(site: str) -> None:
    page = fetch(f"{site}/moved", allow_private=True)
    assert (page.data, page.charset, page.url) == (b"<html><p>words", "utf-8", f"{site}/story")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/large", "larger than"),
        ("/image", "not a page"),
        ("/loop", "redirects"),
        ("/none", "404"),
        ("/file", "begins with"),
    ],
)
def test_what_is_no_page_is_refused(site: str, path: str, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        fetch(f"{site}{path}", allow_private=True)


def test_each_redirect_is_judged_anew(site: str) -> None:
    """The first host counts as public here; the address it leads to does not."""
    port = int(site.rsplit(":", 1)[1])
    asked: list[str] = []

    def connect(address: str, wanted: int, timeout: float) -> socket.socket:
        asked.append(address)
        return socket.create_connection(("127.0.0.1", port), timeout)

    def resolve(host: str, wanted: int) -> list[str]:
        return [PUBLIC] if host == "example.org" else [host]

    with pytest.raises(FetchError, match="not on the public network"):
        fetch("http://example.org:8080/inside", resolve=resolve, connect=connect)
    assert asked == [PUBLIC]
