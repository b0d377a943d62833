"""What a Content-Security-Policy allows a page to hold and to load, as browsers read it (CSP level 3)."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk.publisher.pages import read_page
from newsdesk.publisher.policy import STRICT, policies_by_path, policy_from, sent_with

OWN = "https://example.org"
SCRIPT = "go()"
HASH = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()


@pytest.mark.parametrize(
    ("policy", "directive", "text", "allowed"),
    [
        ("", "script-src-elem", SCRIPT, True),
        ("default-src 'none'", "script-src-elem", SCRIPT, False),
        ("default-src 'self'; script-src 'unsafe-inline'", "script-src-elem", SCRIPT, True),
        ("script-src 'unsafe-inline'", "style-src-attr", None, True),
        ("default-src 'none'; style-src 'unsafe-inline'", "style-src-attr", None, True),
        ("default-src 'none'; style-src-elem 'unsafe-inline'", "style-src-attr", None, False),
        (f"script-src 'sha256-{HASH}'", "script-src-elem", SCRIPT, True),
        (f"script-src 'sha256-{HASH}'", "script-src-elem", "stop()", False),
        (f"script-src 'unsafe-inline' 'sha256-{HASH}'", "script-src-elem", "stop()", False),
        ("script-src 'unsafe-inline' 'nonce-abc'", "script-src-elem", SCRIPT, False),
        ("SCRIPT-SRC 'Unsafe-Inline'; script-src 'none'", "script-src-elem", SCRIPT, True),
    ],
)
def test_what_may_stand_in_a_page(policy: str, directive: str, text: str | None, allowed: bool) -> None:
    assert policy_from(policy).allows_inline(directive, text) == allowed


@pytest.mark.parametrize(
    ("policy", "directive", "address", "allowed"),
    [
        ("img-src 'self'", "img-src", f"{OWN}/a.png", True),
        ("img-src 'self'", "img-src", "https://elsewhere.example/a.png", False),
        ("img-src 'self'", "img-src", "data:image/png;base64,AA", False),
        ("img-src 'self' data:", "img-src", "data:image/png;base64,AA", True),
        ("img-src *", "img-src", "https://elsewhere.example/a.png", True),
        ("img-src *", "img-src", "data:,x", False),
        ("img-src https:", "img-src", "https://elsewhere.example/a.png", True),
        ("img-src *.example", "img-src", "https://cdn.elsewhere.example/a.png", True),
        ("img-src cdn.example/pictures/", "img-src", "https://cdn.example/pictures/a.png", True),
        ("img-src cdn.example/pictures/", "img-src", "https://cdn.example/other/a.png", False),
        ("img-src http://cdn.example", "img-src", "https://cdn.example/a.png", True),
        ("img-src https://cdn.example", "img-src", "http://cdn.example/a.png", False),
        ("default-src 'none'", "img-src", f"{OWN}/a.png", False),
        ("default-src 'none'", "form-action", "https://elsewhere.example/", True),
        ("form-action 'self'", "form-action", "https://elsewhere.example/", False),
        ("default-src 'none'; child-src 'self'", "frame-src", f"{OWN}/frame/", True),
    ],
)
def test_what_a_page_may_load(policy: str, directive: str, address: str, allowed: bool) -> None:
    assert policy_from(policy).allows(directive, address, OWN) == allowed


def test_a_host_sends_policies_by_address() -> None:
    table = policies_by_path(
        "# headers\n/*\n  Content-Security-Policy: default-src 'self'\n  X-Other: 1\n"
        "/embed/*\n\tcontent-security-policy: frame-ancestors *\n/about/\n  X-Other: 2\n"
    )
    assert len(list(sent_with("/about/", table))) == 1
    assert len(list(sent_with("/embed/a/", table))) == 2
    assert list(sent_with("/", ())) == []


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ("<script type='application/ld+json'>{}</script>", 0),
        ("<script type='text/template'>x</script>", 0),
        ("<script>go()</script>", 1),
        ("<script type=module>go()</script>", 1),
        ("<script type='text/javascript'>go()</script>", 1),
        ("<script src='/a.js'></script>", 0),
        ("<p style='color: red' onclick='go()'>x</p>", 2),
        ("<svg><style>p{}</style></svg>", 1),
        ("<img src='https://elsewhere.example/a.png' alt=''>", 0),
        ("<script src='https://elsewhere.example/a.js'></script>", 1),
    ],
)
def test_a_page_without_any_policy_may_hold_no_script_and_no_style(html: str, faults: int) -> None:
    whole = f"<!doctype html><html><head><title>x</title></head><body>{html}</body></html>"
    found = read_page("a.html", whole.encode(), here=f"{OWN}/a.html").problems
    assert [problem.rule for problem in found] == ["policy"] * faults
    assert STRICT.directives.keys() == {"script-src", "style-src"}


def test_the_policy_of_the_page_and_that_of_the_host_both_hold() -> None:
    html = "<meta http-equiv=content-security-policy content=\"script-src 'unsafe-inline'\"><script>go()</script>"
    whole = f"<!doctype html><html><head><title>x</title>{html}</head><body></body></html>".encode()
    assert read_page("a.html", whole, here=OWN).problems == ()
    sent = (policy_from("default-src 'self'"),)
    (problem,) = read_page("a.html", whole, here=OWN, sent=sent).problems
    assert "holds a script, which the site's policy forbids" in problem.fault


@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_can_be_read_as_a_policy(text: str, address: str) -> None:
    policy = policy_from(text)
    policy.allows_inline("script-src-elem", address)
    policies_by_path(text)
    assert isinstance(read_page("a.html", address.encode("utf-8", "replace"), sent=(policy,)).problems, tuple)
