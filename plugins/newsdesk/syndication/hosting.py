"""What hosts and browsers are told about a site: headers, redirects for nginx, security.txt, OpenSearch.

Netlify, Cloudflare Pages and others read `_headers` and `_redirects` of the site itself. For nginx the same stands in
`_nginx/headers.conf` and `_nginx/redirects.map`, so that they go live with the release that they belong to. The policy
here bounds all pages; each states a narrower one of its own, for hosts that send no headers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from html import escape

from newsdesk.model.index import Index
from newsdesk.model.site import File, Material, Scope, Sheet, Site
from newsdesk.syndication.feed import writable
from newsdesk.syndication.redirects import encoded, moves

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; "
    "style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'"
)
_EVERYWHERE = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
FOREVER, SHORTLY = "public, max-age=31536000, immutable", "public, max-age=300"
# Pattern, header, value. A style sheet's name carries a digest of its content.
_BY_PATH = (
    ("/theme/style.*", "Cache-Control", FOREVER),
    ("/pagefind/fragment/*", "Cache-Control", FOREVER),
    ("/pagefind/index/*", "Cache-Control", FOREVER),
    ("/feed.xml", "Cache-Control", SHORTLY),
    ("/feed.json", "Cache-Control", SHORTLY),
    ("/*/feed.json", "Content-Type", "application/feed+json; charset=utf-8"),
    ("/feed.json", "Content-Type", "application/feed+json; charset=utf-8"),
)
_NGINX = f"""# include this in the server block: include /path/to/site/current/_nginx/headers.conf;
{"".join(f'add_header {name} "{value}" always;{chr(10)}' for name, value in _EVERYWHERE)}charset utf-8;
error_page 404 /404.html;
location ~ /feed\\.json$ {{ default_type application/feed+json; }}
location ~ /(feed|rss)\\.xml$ {{ default_type application/xml; }}
"""
VALID = 11  # months for which security.txt holds; RFC 9116 (2.5.5) asks for less than a year


def hosting_sheets(index: Index, site: Site, clock: dt.datetime) -> Iterator[Sheet]:
    """The files for hosts. security.txt says until when it holds, and is made anew each month."""
    yield Sheet("_headers", "", Scope(), _headers)
    yield Sheet("_nginx/headers.conf", "", Scope(), _nginx_headers)
    yield Sheet("_nginx/redirects.map", "", Scope(facts=moves(index)), _nginx_redirects)
    if site.contact:
        yield Sheet(".well-known/security.txt", "", Scope(facts=(_expiry(clock),)), _security)
    if site.search:
        yield Sheet("opensearch.xml", "", Scope(), _opensearch)


def next_month(clock: dt.datetime) -> dt.datetime:
    """When security.txt is due anew."""
    first = clock.astimezone(dt.UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first + dt.timedelta(days=32)).replace(day=1)


def _expiry(clock: dt.datetime) -> str:
    moment = next_month(clock)
    month = moment.month - 1 + VALID - 1
    return f"{moment.year + month // 12:04}-{month % 12 + 1:02}-01T00:00:00Z"


def _headers(material: Material) -> File:
    base = material.site.base
    everywhere = "".join(f"  {name}: {value}\n" for name, value in _EVERYWHERE)
    rules = "".join(f"{base}{path}\n  {name}: {value}\n" for path, name, value in _BY_PATH)
    return File("_headers", f"{base}/*\n{everywhere}{rules}".encode())


def _nginx_headers(material: Material) -> File:
    return File("_nginx/headers.conf", _NGINX.encode())


def _nginx_redirects(material: Material) -> File:
    base = material.site.base
    head = (
        "# include this in a map: map $uri $moved { include /path/to/site/current/_nginx/redirects.map; }\n"
        "# and in the server block: if ($moved) { return 301 $moved; }\n"
    )
    lines = (f'"{_quoted(base + alias)}" {encoded(base)}{url};\n' for alias, url in material.facts)
    return File("_nginx/redirects.map", (head + "".join(lines)).encode())


def _quoted(address: str) -> str:
    """As nginx reads it between double quotes; `$uri` is decoded, and so are the addresses that editors write."""
    return writable(address).replace("\\", "\\\\").replace('"', '\\"')


def _security(material: Material) -> File:
    """RFC 9116."""
    site, (expires,) = material.site, material.facts
    contact = site.contact if ":" in site.contact else f"mailto:{site.contact}"
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires}",
        f"Preferred-Languages: {site.lang}",
        f"Canonical: {site.url}/.well-known/security.txt",
    )
    return File(".well-known/security.txt", writable("\n".join(lines) + "\n").encode())


def _opensearch(material: Material) -> File:
    """OpenSearch 1.1: lets a browser offer the site's search."""
    site = material.site
    text = f"""<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{escape(site.name[:16], quote=False)}</ShortName>
<LongName>{escape(site.name[:48], quote=False)}</LongName>
<Description>{escape((site.tagline or site.name)[:1024], quote=False)}</Description>
<Url type="text/html" template="{escape(site.url)}/search/?q={{searchTerms}}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="{escape(site.url)}/opensearch.xml"/>
<InputEncoding>UTF-8</InputEncoding>
</OpenSearchDescription>
"""
    return File("opensearch.xml", writable(text).encode())
