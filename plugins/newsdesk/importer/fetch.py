"""A page from the web, fetched with care: public addresses only, https first, few redirects, small, and not for long.

A host is resolved once, every address it has is judged, and the connection goes to the address that was judged, so
that a name which changes its mind between the two (DNS rebinding) gains nothing. Each redirect is judged anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from newsdesk.importer.decoding import LARGEST

TIMEOUT = 20.0  # seconds for each step on the wire
LONGEST = 60.0  # seconds for the whole
MOST_REDIRECTS = 5
_PORTS = frozenset([80, 443, 8000, 8080, 8443])
_AGENT = "Newsdesk (article import)"
# What embeds an IPv4 address that a router on the way may unpack (NAT64, 6to4, Teredo, IPv4-compatible), and what
# Python 3.11 still calls global though IANA's registry of special addresses does not.
_SPECIAL = tuple(
    ipaddress.ip_network(text)
    for text in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23", "::/96", "192.0.0.0/24", "192.88.99.0/24")
)

Resolve = Callable[[str, int], list[str]]
Connect = Callable[[str, int, float], socket.socket]


class FetchError(ValueError):
    """An address that cannot or may not be fetched; the message says why and what to do."""


@dataclass(frozen=True)
class Wanted:
    """What may be fetched: types as a pattern, what to ask the server for, and the words for it."""

    types: str
    accept: str
    words: str


PAGE = Wanted(
    r"text/|application/(?:xhtml\+xml|xml|octet-stream|gzip)",
    "text/html,application/xhtml+xml,text/plain;q=0.8",
    "a page of text",
)
FEED = Wanted(
    r"text/|application/(?:(?:rss|atom|rdf)\+xml|xml|(?:feed\+)?json|octet-stream|gzip)",
    "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.8,*/*;q=0.5",
    "a feed",
)
PICTURE = Wanted(
    r"image/(?!svg)|application/octet-stream|binary/octet-stream",
    "image/webp,image/jpeg,image/png,image/gif",
    "a picture",
)


@dataclass(frozen=True)
class Fetched:
    """A page: its final address, its bytes, the character set that the server named."""

    url: str
    data: bytes = field(repr=False)
    charset: str = ""


def is_address(name: str) -> bool:
    """Whether the name is a web address and not a file."""
    return re.match(r"https?://", name, re.IGNORECASE) is not None


def fetch(
    url: str,
    *,
    wanted: Wanted = PAGE,
    allow_private: bool = False,
    resolve: Resolve | None = None,
    connect: Connect | None = None,
) -> Fetched:
    """What is at the address. Raises FetchError. `http://` is tried as https first, except on an explicit port."""
    visit = _Visit(wanted, allow_private, resolve or _resolve, connect or _connect)
    parts = _split(url)
    if parts.scheme == "http" and parts.port is None and not allow_private:
        try:
            return visit.follow(f"https{url.strip()[4:]}")
        except _NoAnswerError:
            visit = _Visit(wanted, allow_private, visit.resolve, visit.connect)
    return visit.follow(url.strip())


class _NoAnswerError(FetchError):
    """Nobody answered there, or not in TLS."""


@dataclass
class _Visit:
    """One fetch with its redirects, and the time that it has."""

    wanted: Wanted
    allow_private: bool
    resolve: Resolve
    connect: Connect
    until: float = field(default_factory=lambda: time.monotonic() + LONGEST)

    def follow(self, url: str) -> Fetched:
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get(url)
            if isinstance(answer, Fetched):
                return answer
            if url.lower().startswith("https:") and answer.lower().startswith("http:"):
                raise FetchError(f"{url} leads from https to http: save the page with a browser and import the file")
            url = answer
        raise FetchError(f"more than {MOST_REDIRECTS} redirects: save the page with a browser and import the file")

    def _get(self, url: str) -> Fetched | str:
        parts = _split(url)
        host = parts.hostname or ""
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if not self.allow_private and port not in _PORTS:
            raise FetchError(f"port {port} is not one that web pages are on")
        address = self._judged(host, port)
        try:
            return self._ask(url, host, port, address)
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            raise _NoAnswerError(f"{host} could not be reached ({error}): try again later") from error

    def _judged(self, host: str, port: int) -> str:
        """The address to connect to. Every address of the host must be public."""
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise _NoAnswerError(f"there is no host {host!r}: check the address") from error
        if not addresses:
            raise _NoAnswerError(f"there is no host {host!r}: check the address")
        for address in addresses:
            if not self.allow_private and not is_public(address):
                raise FetchError(
                    f"{host} is at {address}, which is not on the public network: save the page and import the file"
                )
        return addresses[0]

    def _ask(self, url: str, host: str, port: int, address: str) -> Fetched | str:
        parts = _split(url)
        plain = self.connect(address, port, min(TIMEOUT, self._left()))
        try:
            wire = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host)
                if parts.scheme == "https"
                else plain
            )
            connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
            connection.sock = wire
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
                f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
            )
            headers = {
                "User-Agent": _AGENT,
                "Accept": self.wanted.accept,
                "Accept-Encoding": "gzip",
            }
            connection.request("GET", path, headers=headers)
            with connection.getresponse() as response:
                return self._read(url, response)
        finally:
            plain.close()

    def _read(self, url: str, response: http.client.HTTPResponse) -> Fetched | str:
        if response.status in (301, 302, 303, 307, 308):
            return urljoin(url, response.headers.get("Location", ""))
        if response.status != 200:
            raise FetchError(
                f"{url} answers {response.status} {response.reason}: open it in a browser and save the page"
            )
        kind = response.headers.get_content_type()
        if not re.match(self.wanted.types, kind):
            raise FetchError(f"{url} is {kind}, not {self.wanted.words}")
        data = bytearray()
        while chunk := response.read1(65536):
            data += chunk
            if len(data) > LARGEST:
                raise FetchError(f"{url} is larger than {LARGEST // 1_000_000} MB")
            self._left()
        return Fetched(url, bytes(data), response.headers.get_content_charset() or "")

    def _left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise FetchError(
                f"took longer than {LONGEST:.0f} seconds: save the page with a browser and import the file"
            )
        return left


def is_public(address: str) -> bool:
    """Whether an IP address lies on the public network, also by what is embedded in it."""
    try:
        ip = ipaddress.ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        return is_public(str(ip.ipv4_mapped))
    if any(ip.version == network.version and ip in network for network in _SPECIAL):
        return False
    local = ip.is_link_local or ip.is_loopback or ip.is_unspecified
    return ip.is_global and not (local or ip.is_multicast or ip.is_reserved)


def _split(url: str) -> SplitResult:
    """The parts of a web address that may be fetched. Raises FetchError."""
    url = url.strip()
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise FetchError("the address holds a blank or a control character: check it")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"this is not a web address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(f'an address begins with https://, not "{parts.scheme or url[:20]}:"')
    if not parts.hostname or port == 0:
        raise FetchError("the address names no host")
    if parts.username is not None or parts.password is not None:
        raise FetchError("the address holds a user name: take it out")
    return parts


def _resolve(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


def _connect(address: str, port: int, timeout: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=timeout)
