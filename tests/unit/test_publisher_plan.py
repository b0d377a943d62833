"""Plans in words, and the guards that read them. No files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from newsdesk.publisher.guards import is_local, reasons_against
from newsdesk.publisher.manifest import Item, Manifest
from newsdesk.publisher.plan import Plan, address_of, make_plan
from newsdesk.publisher.releases import Record

NOON = dt.datetime(2018, 10, 13, 12, tzinfo=dt.UTC)
WHOLE = ("404.html", "feed.xml", "index.html")


def manifest(*paths: str, changed: Iterable[str] = ()) -> Manifest:
    digests = dict.fromkeys(changed, "1" * 64)
    return Manifest(tuple(Item(path, digests.get(path, "0" * 64), 10, "", "") for path in sorted({*WHOLE, *paths})))


def story(name: str) -> str:
    return f"articles/{name}/index.html"


def reasons(plan: Plan, new: Manifest, url: str = "https://example.org", *, allow_local: bool = False) -> str:
    return "\n".join(reasons_against(plan, new, Record(), moment=NOON, site_url=url, allow_local=allow_local))


@pytest.mark.parametrize(
    ("live", "new", "redirects", "words"),
    [
        (None, manifest(story("a")), (), "first release: 1 story, 2 other pages, 1 feed"),
        (manifest(story("a")), manifest(story("a")), (), "no file changed"),
        (manifest(story("a")), manifest(story("a"), story("b"), story("c")), (), "2 new stories"),
        (
            manifest(story("a"), "topics/t/index.html", "topics/u/index.html"),
            manifest(story("a"), "topics/t/index.html", "topics/u/index.html", changed=["topics/t/index.html"]),
            (),
            "1 topic changed",
        ),
        (
            manifest(story("a"), story("b")),
            manifest(story("a")),
            (),
            "1 story removed, 1 address removed without alias",
        ),
        (
            manifest(story("a")),
            manifest(story("a"), story("b"), changed=[story("a")]),
            [story("a")],
            "1 new story, 1 redirect changed",
        ),
        (
            None,
            manifest(story("a"), "topics/index.html", "topics/t/index.html", "topics/t/commentary/index.html"),
            (),
            "first release: 1 story, 1 topic, 1 commentary page, 3 other pages, 1 feed",
        ),
        (
            manifest("images/old.jpg", "theme/a.css", story("a")),
            manifest("images/new.jpg", "theme/b.css", story("a")),
            (),
            "1 new picture, 1 picture removed, 1 new other file, 1 other file removed",
        ),
        (
            manifest(story("a"), "experts/x/index.html", "experts/x/feed.xml", "archive/2018/10/index.html"),
            manifest(story("a")),
            (),
            "1 expert removed, 1 archive page removed, 1 feed removed, 3 addresses removed without alias",
        ),
    ],
)
def test_a_plan_is_told_in_words(live: Manifest | None, new: Manifest, redirects: list[str], words: str) -> None:
    assert make_plan(new, live, redirects).words == words


@pytest.mark.parametrize(
    ("gone", "redirects"),
    [
        (["about/index.html"], ["about/index.html"]),
        (["topics/t/index.html", "topics/t/feed.xml"], ["topics/t/index.html"]),
        (["images/a.jpg", "theme/x.css", "search/index.json"], []),
    ],
)
def test_an_address_that_something_answers_is_not_gone(gone: list[str], redirects: list[str]) -> None:
    assert make_plan(manifest(), manifest(*gone), redirects).gone == ()


@pytest.mark.parametrize("gone", ["about/index.html", "topics/t/feed.xml", "old.html", "topics/t/feed.json"])
def test_an_address_that_nothing_answers_is_gone(gone: str) -> None:
    assert make_plan(manifest(), manifest(gone)).gone == (address_of(gone),)


@pytest.mark.parametrize(
    ("path", "address"),
    [("index.html", "/"), ("a/index.html", "/a/"), ("404.html", "/404.html"), ("a-index.html", "/a-index.html")],
)
def test_the_address_of_a_file(path: str, address: str) -> None:
    assert address_of(path) == address


def test_a_sound_release_meets_no_guard() -> None:
    new = manifest(story("a"), story("b"))
    assert reasons(make_plan(new, manifest(story("a"))), new) == ""


def test_a_site_without_a_story_is_refused() -> None:
    assert "no story" in reasons(make_plan(manifest(), None), manifest())


@pytest.mark.parametrize("missing", WHOLE)
def test_a_site_without_its_home_404_or_feed_is_refused(missing: str) -> None:
    new = Manifest(tuple(item for item in manifest(story("a")).items if item.path != missing))
    assert f"lacks {missing}" in reasons(make_plan(new, None), new)


def test_fewer_stories_are_refused_and_redirected_ones_are_not_fewer() -> None:
    live = manifest(story("a"), story("b"))
    one = manifest(story("a"))
    assert "fewer stories: 1 instead of 2" in reasons(make_plan(one, live), one)
    assert reasons(make_plan(one, live, [story("b")]), one) == ""


@pytest.mark.parametrize(
    ("files", "removed", "refused"), [(30, 20, False), (30, 21, True), (997, 50, False), (997, 51, True)]
)
def test_deletions_are_counted_against_twenty_or_a_twentieth(files: int, removed: int, refused: bool) -> None:
    names = [f"images/{n}.jpg" for n in range(files - 1)]
    live, new = manifest(story("a"), *names), manifest(story("a"), *names[removed:])
    assert ("would be removed" in reasons(make_plan(new, live), new)) == refused


def test_an_address_gone_is_named() -> None:
    live, new = manifest(story("a"), "about/index.html"), manifest(story("a"))
    assert "Nothing would answer /about/. " in reasons(make_plan(new, live), new)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost",
        "http://localhost:8000/digest",
        "http://127.0.0.1:8000",
        "http://127.9.9.9",
        "http://[::1]:8000",
        "http://0.0.0.0",
        "http://192.168.1.4",
        "http://10.1.2.3",
        "http://desk.local",
        "http://DESK.LOCAL.",
        "http://newsroom",
        "http://site.test",
    ],
)
def test_an_address_of_this_machine_or_network_is_refused_unless_allowed(url: str) -> None:
    new = manifest(story("a"))
    assert "an address of this machine" in reasons(make_plan(new, None), new, url)
    assert reasons(make_plan(new, None), new, url, allow_local=True) == ""


@pytest.mark.parametrize("url", ["", "example.org", "//example.org", "ftp://example.org", "https://", "file:///srv"])
def test_a_site_needs_a_whole_address_whatever_is_allowed(url: str) -> None:
    new = manifest(story("a"))
    assert "Set it in pelicanconf.py" in reasons(make_plan(new, None), new, url, allow_local=True)


@pytest.mark.parametrize("host", ["example.org", "locals.example", "localhost.example.org", "8.8.8.8", "local.example"])
def test_public_hosts_are_not_local(host: str) -> None:
    assert not is_local(host)
