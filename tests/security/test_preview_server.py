"""The preview against hostile requests, over real sockets on loopback."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from newsdesk.preview.channel import Channel
from newsdesk.preview.server import PreviewServer, listen

POLICY = "default-src 'none'; style-src 'self'"
PAGE = f'<html><head><meta http-equiv="Content-Security-Policy" content="{POLICY}"></head><body>Home</body></html>'
TRAVERSALS = [
    "/../secret.txt",
    "/articles/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/%2e%2e%2fsecret.txt",
    "/..%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "/%252e%252e/secret.txt",
    "/index.html%00.png",
    "/%00",
    "//secret.txt",
    "//../secret.txt",
    "/./index.html",
    "/articles//index.html",
    "/.git/config",
    "/.env",
    "/%c0%ae%c0%ae/secret.txt",
    "/link/secret.txt",
    "/linked.txt",
    "/%2Fetc%2Fhostname",
    "/etc/hostname",
    "http://localhost/../secret.txt",
    "file:///etc/hostname",
    "/C:/secret.txt",
    "/articles",
    "/articles/",
    "/" + "a" * 5000,
]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PreviewServer]:
    site = tmp_path / "site"
    for path, text in {
        "index.html": PAGE,
        "404.html": "<head></head>No such page here",
        "articles/harbour/index.html": PAGE,
        "theme/style.css": "body{}",
        "feed.xml": "<feed/>",
        ".env": "KEY=secret",
        ".git/config": "secret",
    }.items():
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    (tmp_path / "secret.txt").write_text("secret")
    (site / "link").symlink_to(tmp_path)
    (site / "linked.txt").symlink_to(tmp_path / "secret.txt")
    channel = Channel()
    channel.built(changed=True)
    running = listen(site, channel, host="127.0.0.1", port=0, base="", say=lambda text: None)
    threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield running
    channel.close()
    running.shutdown()
    running.server_close()


def ask(
    server: PreviewServer, target: str, method: str = "GET", host: str | None = "localhost"
) -> tuple[int, dict[str, str], bytes]:
    """Sends the target exactly as given, which clients of a library would tidy."""
    lines = [
        f"{method} {target} HTTP/1.1",
        *([f"Host: {host}"] if host is not None else []),
        "Connection: close",
        "",
        "",
    ]
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1"))
        answer = http.client.HTTPResponse(connection, method=method)
        answer.begin()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


@pytest.mark.parametrize("target", TRAVERSALS)
def test_what_leads_out_of_the_site_is_not_there(server: PreviewServer, target: str) -> None:
    status, _, body = ask(server, target)
    assert status == 404
    assert b"No such page here" in body
    assert b"KEY" not in body


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "", None])
@pytest.mark.parametrize("target", ["/", "/__newsdesk__/events", "/__newsdesk__/reload.js"])
def test_another_name_than_the_servers_is_refused(server: PreviewServer, host: str | None, target: str) -> None:
    status, _, body = ask(server, target, host=host)
    assert status == 421
    assert b"Home" not in body


def test_two_names_are_refused(server: PreviewServer) -> None:
    assert ask(server, "/", host="localhost\r\nHost: evil.example")[0] == 421


def test_a_page_comes_with_its_type_and_is_never_remembered(server: PreviewServer) -> None:
    status, headers, body = ask(server, "/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers
    assert b"script-src http://localhost/__newsdesk__/reload.js" in body
    assert b"default-src &#x27;none&#x27;" in body


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/theme/style.css", "text/css; charset=utf-8"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/__newsdesk__/reload.js", "text/javascript; charset=utf-8"),
    ],
)
def test_other_files_come_as_they_are(server: PreviewServer, target: str, kind: str) -> None:
    status, headers, body = ask(server, target)
    assert (status, headers["content-type"], headers["content-length"]) == (200, kind, str(len(body)))


def test_a_folder_without_its_slash_is_redirected_within_the_server(server: PreviewServer) -> None:
    status, headers, _ = ask(server, "/articles/harbour?x=1")
    assert (status, headers["location"]) == (302, "/articles/harbour/?x=1")


def test_head_has_the_headers_and_no_body(server: PreviewServer) -> None:
    _, got, body = ask(server, "/")
    status, headers, nothing = ask(server, "/", method="HEAD")
    assert (status, nothing, headers["content-length"]) == (200, b"", got["content-length"])
    assert len(body) == int(got["content-length"])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(server: PreviewServer, method: str) -> None:
    status, headers, _ = ask(server, "/", method=method)
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_a_request_cannot_hide_in_the_body_of_another(server: PreviewServer) -> None:
    hidden = "GET /theme/style.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
    request = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(hidden)}\r\n\r\n{hidden}"
    with socket.create_connection(("127.0.0.1", server.server_port), timeout=10) as connection:
        connection.sendall(request.encode())
        answer = b""
        try:
            while chunk := connection.recv(65536):
                answer += chunk
        except ConnectionResetError:
            pass
    assert answer.count(b"HTTP/1.1 ") == 1


def test_the_server_listens_on_loopback_only(server: PreviewServer) -> None:
    assert server.socket.getsockname()[0] == "127.0.0.1"
