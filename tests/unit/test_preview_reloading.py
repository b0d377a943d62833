"""What preview adds to a page, and that it changes nothing else of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsdesk.preview.channel import Channel
from newsdesk.preview.reloading import relaxed, waiting_page, with_reloading

ORIGIN = "http://localhost:8000"
SCRIPT = f"{ORIGIN}/__newsdesk__/reload.js"
EVENTS = f"{ORIGIN}/__newsdesk__/events"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (
            "default-src 'none'; img-src 'self'",
            f"default-src 'none'; img-src 'self'; script-src {SCRIPT}; connect-src {EVENTS}",
        ),
        (
            "default-src 'self'; script-src 'none'",
            f"default-src 'self'; script-src {SCRIPT}; connect-src 'self' {EVENTS}",
        ),
        ("script-src-elem 'none'", f"script-src-elem {SCRIPT}"),
        ("img-src 'self'", "img-src 'self'"),
        ("SCRIPT-SRC 'None' ; script-src *", f"script-src {SCRIPT}"),
        ("", ""),
    ],
)
def test_a_policy_lets_one_script_through_and_nothing_else(policy: str, expected: str) -> None:
    assert relaxed(policy, ORIGIN) == expected


@pytest.mark.parametrize(
    "meta",
    [
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
        "<meta content=\"default-src 'none'\" http-equiv=content-security-policy />",
        '<META\n HTTP-EQUIV="content-security-policy"\n CONTENT="default-src &#39;none&#39;">',
    ],
)
def test_the_policy_is_found_however_it_is_written(meta: str) -> None:
    page = with_reloading(f"<html><head>{meta}</head><body></body></html>", generation="g-1", origin=ORIGIN)
    assert f"script-src {SCRIPT}" in page
    assert "&#x27;none&#x27;" in page
    assert page.count("<meta") + page.count("<META") == 1


@pytest.mark.parametrize(
    "html",
    ["<html><head><title>T</title></head><body>x</body></html>", "<title>T</title><body>x</body>", "x</body>", "x", ""],
)
def test_every_page_gets_the_script_once(html: str) -> None:
    page = with_reloading(html, generation="g-1", origin=ORIGIN)
    tag = '<script src="/__newsdesk__/reload.js" data-generation="g-1" defer></script>'
    assert page.replace(tag, "", 1) == html


def test_text_that_looks_like_a_policy_is_left_alone() -> None:
    html = "<head></head><body>&lt;meta http-equiv=content-security-policy content='default-src *'&gt;</body>"
    assert "default-src *'&gt;" in with_reloading(html, generation="g", origin=ORIGIN)


@given(st.text())
def test_no_text_breaks_the_rewriting(text: str) -> None:
    assert "reload.js" in with_reloading(text, generation="g", origin=ORIGIN)
    assert relaxed(text, ORIGIN) is not None


def test_a_problem_is_shown_as_text() -> None:
    assert "&lt;script&gt;" in waiting_page("content/a.md:1:1: error: <script>")


def test_a_good_build_that_changes_something_starts_a_generation() -> None:
    channel = Channel()
    channel.built(changed=False)
    first = channel.state
    channel.built(changed=False)
    assert channel.state == first
    channel.built(changed=True)
    assert channel.state.generation != first.generation


def test_a_failed_build_keeps_the_generation_and_says_why() -> None:
    channel = Channel()
    channel.built(changed=True)
    generation = channel.state.generation
    channel.failed("content/a.md:3:1: error: no title")
    assert (channel.state.generation, channel.state.problem) == (generation, "content/a.md:3:1: error: no title")
    channel.built(changed=False)
    assert (channel.state.generation, channel.state.problem) == (generation, "")


def test_listeners_are_let_go_when_the_channel_closes() -> None:
    channel = Channel()
    channel.close()
    assert channel.next_after(channel.state, seconds=60) is None


def test_an_event_is_one_line_whatever_the_problem_holds() -> None:
    channel = Channel()
    channel.failed("one\ntwo\r\n\r\ndata: three")
    assert channel.state.as_event().count(b"\n") == 2
