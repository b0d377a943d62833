"""A whole site, built for real, then sabotaged: each time publishing is refused, by name, and readers notice nothing.

Each row does one thing to the built site and names the code and the words with which it is refused. Every row is judged
twice, by a publisher that remembers the sound site and by one that remembers nothing: both say the same.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from newsdesk.builder.build import Built, build
from newsdesk.model.problems import RefusedError
from newsdesk.publisher.memory import remembering
from newsdesk.publisher.publish import publish
from newsdesk.publisher.targets.directory import DirectoryTarget

from tests.built_sites import SITE, page, write_built
from tests.sites import CLOCK, contents, golden_content, write_site

URL = "https://sandhaven.example"
NOW = dt.datetime.fromisoformat(CLOCK)
STORY = "articles/bridge-closed/index.html"
TOPIC = "topics/harbour-bridge/index.html"
Sabotage = Callable[[Path], object]


@dataclass(frozen=True)
class Release:
    """A sound site that is live: where it is built, and what is remembered of it."""

    built: Built
    site: Path
    memory: Path


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("sound")
    release = Release(
        build(write_site(folder, golden_content(), NEWSDESK_SEARCH=True)), folder / "site", folder / "memory"
    )
    with remembering(release.memory) as memory:
        target = DirectoryTarget(release.site, digests=memory.digests)
        outcome = publish(
            release.built.output,
            target,
            site_url=URL,
            clock=NOW,
            environ={},
            unpublished=release.built.unpublished,
            memory=memory,
        )
    assert (outcome.status, outcome.against, outcome.notes) == ("published", (), ())
    return release


@pytest.fixture
def built(sound: Release, tmp_path: Path) -> Path:
    shutil.copytree(sound.built.output, tmp_path / "built")
    shutil.copy(sound.memory, tmp_path / "memory")
    return tmp_path / "built"


def replaced(path: str, old: str, new: str) -> Sabotage:
    """Writes `new` for the first `old` in a file of the site, which must hold it."""

    def act(site: Path) -> None:
        text = (site / path).read_text("utf-8")
        assert old in text, f"{path} does not hold {old}"
        (site / path).write_text(text.replace(old, new, 1), "utf-8")

    return act


def into(path: str, html: str) -> Sabotage:
    return replaced(path, "</main>", f"{html}</main>")


def removed(*patterns: str) -> Sabotage:
    def act(site: Path) -> None:
        for path in [path for pattern in patterns for path in site.glob(pattern)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return act


def added(path: str, content: str | bytes) -> Sabotage:
    def act(site: Path) -> None:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content if isinstance(content, bytes) else content.encode())

    return act


def copied(path: str, to: str) -> Sabotage:
    return lambda site: added(to, (site / path).read_bytes())(site)


def cut_off(path: str) -> Sabotage:
    def act(site: Path) -> None:
        whole = (site / path).read_bytes()
        (site / path).write_bytes(whole[: len(whole) * 2 // 3])

    return act


def without_links_to_stories(path: str) -> Sabotage:
    def act(site: Path) -> None:
        text = (site / path).read_text("utf-8")
        (site / path).write_text(re.sub(r'/articles/[^"\s<&]*', "/", text), "utf-8")

    return act


def in_the_search_index(**changed: str) -> Sabotage:
    def act(site: Path) -> None:
        path = sorted((site / "pagefind/fragment").iterdir())[0]
        told = json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        path.write_bytes(gzip.compress(b"pagefind_dcd" + json.dumps({**told, **changed}).encode()))

    return act


def another_site_without_stories(site: Path) -> None:
    shutil.rmtree(site)
    write_built(site, {path: None if "/" in path and path != "theme/style.css" else page("Sold", "/") for path in SITE})
    for path in ("feed.xml", "theme/style.css"):
        (site / path).write_text(SITE[path].replace("https://example.org", "https://elsewhere.example"))


SABOTAGED: Mapping[str, tuple[Sabotage, str, str]] = {
    # what is there no more
    "a missing style sheet": (removed("theme/style.*.css"), "stylesheet", r'"/theme/style\.\w+\.css" leads nowhere'),
    "a missing picture": (removed("images/pier.png"), "picture", r'"[^"]*/images/pier\.png" leads nowhere'),
    "a missing home page": (removed("index.html"), "link", r'link "/" leads nowhere'),
    "a missing page for errors": (removed("404.html"), "missing-file", r"lacks 404\.html"),
    "a missing feed": (removed("feed.xml"), "link", r'"/feed\.xml" leads nowhere'),
    "a missing story": (removed("articles/bridge-closed"), "link", r'"/articles/bridge-closed/[^"]*" leads nowhere'),
    "an address gone without an alias": (removed("2030", "_redirects"), "address-gone", r"answer /2030/bridge\.html"),
    "no story at all": (another_site_without_stories, "no-story", "The site has no story"),
    # links
    "a dead link": (into(STORY, '<a href="/topics/harbour-brigde/">x</a>'), "link", r'brigde/" leads nowhere'),
    "a dead link in a feed": (
        replaced("feed.xml", f'href="{URL}/articles/', f'href="{URL}/article/'), "link", r"^feed\.xml: .*leads nowhere"
    ),
    "a dead link in the search index": (
        in_the_search_index(url="/articles/none/"), "link", r"^pagefind/fragment/.*leads nowhere"
    ),
    "a dead fragment": (
        into(STORY, '<a href="#nowhere">x</a>'), "fragment", r'"#nowhere" leads to a part of articles/bridge-closed'
    ),
    "a link of the desk's own": (into(STORY, '<a href="expert:ada-novak">x</a>'), "link", "cannot be followed"),
    # what readers may not see
    "a leaked draft": (into(STORY, '<p data-draft="">x</p>'), "draft", "unpublished material: data-draft"),
    "a leaked proposal": (into(STORY, '<q data-proposed="">x</q>'), "proposal", "unpublished material: data-proposed"),
    "a leaked proposal in a feed": (
        replaced("feed.xml", "</title>", " &lt;q data-proposed&gt;</title>"), "proposal", r"^feed\.xml:\d+:1: "
    ),
    "a proposal's Markdown": (into(STORY, "[x](said:ada-novak? 'here')"), "proposal", "said:ada-novak"),
    "the page of a draft": (copied(STORY, "articles/waiting/index.html"), "unpublished", "of a story that is a draft"),
    "a link to a draft": (
        into(STORY, '<a href="/articles/waiting/">x</a>'), "unpublished", "leads to a story that is a draft"
    ),
    "the page of a story that is not due": (
        copied(STORY, "articles/scheduled/index.html"), "unpublished", "of a story that is not due before 2031-0"
    ),
    "a story of the future": (
        lambda site: (site / STORY).write_text(
            re.sub(r'"datePublished": ?"2030', '"datePublished":"2033', (site / STORY).read_text("utf-8"), count=1)
        ),
        "future",
        r"tells of what is published on 2033-[^ ]*, and by the clock it is 2031-02-01T12:00",
    ),
    "a story of the future in a feed": (
        lambda site: (site / "feed.xml").write_text(
            re.sub(r"<published>\d{4}", "<published>2033", (site / "feed.xml").read_text("utf-8"), count=1)
        ),
        "future",
        r"^feed\.xml:\d+:1: error: tells of what is published on 2033-",
    ),
    "a story of the future in the sitemap": (
        lambda site: (site / "sitemap.xml").write_text(
            re.sub(r"<lastmod>\d{4}", "<lastmod>2033", (site / "sitemap.xml").read_text("utf-8"), count=1)
        ),
        "future",
        r"^sitemap\.xml:",
    ),
    "an address of this machine": (
        into(STORY, '<a href="http://localhost:8000/">x</a>'), "local", 'of this machine or network, "http://localhost"'
    ),
    "an address of this machine in the search index": (
        in_the_search_index(content="see http://192.168.1.7/draft"), "local", r"^pagefind/fragment/"
    ),
    "a key": (added("notes.txt", "-----BEGIN OPENSSH PRIVATE KEY-----\n"), "secret", "what looks like a key"),
    "a picture that tells where it was taken": (
        lambda site: added("images/pier.png", (site / "images/pier.png").read_bytes() + b"taken at 52 N")(site),
        "picture",
        "hides more than the picture",
    ),
    "a picture that is none": (added("images/plan.jpg", b"II*\0 a TIFF"), "picture", "no picture that browsers show"),
    # what is broken
    "a broken feed": (cut_off("feed.xml"), "feed", r"^feed\.xml: error: is not well-formed XML"),
    "a broken feed in JSON": (cut_off("feed.json"), "feed", r"^feed\.json: error: is not JSON"),
    "a broken sitemap": (cut_off("sitemap.xml"), "sitemap", r"^sitemap\.xml: error: is not well-formed XML"),
    "a broken calendar": (
        added("topics/harbour-bridge/timeline.ics", "BEGIN:VCALENDAR\n"), "calendar", "does not parse as a calendar"
    ),
    "a broken search index": (
        lambda site: sorted((site / "pagefind/fragment").iterdir())[0].write_bytes(b"x"), "search", "not what Pagefind"
    ),
    "broken structured data": (replaced(STORY, '"@context"', '@context"'), "structured", "data that is not JSON"),
    "a page that is cut off": (cut_off(STORY), "html", "does not end with </html>"),
    "invalid HTML": (into(STORY, "<p>x</div></span>"), "html", "is not valid HTML: Unexpected end tag"),
    "one id twice": (into(STORY, '<p id="main">x</p>'), "html", "ID main already defined"),
    "an empty page": (added(STORY, ""), "page", "is not an HTML page"),
    "a page without a title": (
        lambda site: (site / STORY).write_text(
            re.sub(r"<title>.*?</title>", "<title></title>", (site / STORY).read_text("utf-8"))
        ),
        "page",
        "has no title",
    ),
    "a topic without its stories": (
        without_links_to_stories(TOPIC), "empty-topic", rf"^{TOPIC}: error: lists no story, although \d leads? to it"
    ),
    "the words of a template": (into(STORY, "{{ view.headline }}"), "template", "the words of a template"),
    "the inside of the program": (
        into(STORY, "&lt;newsdesk.model.digest.Article object at 0x7f3a91&gt;"), "template", "the inside of the program"
    ),
    # what a policy or a limit forbids
    "a script": (into(STORY, "<script>alert(1)</script>"), "policy", "holds a script, which the site's policy forbids"),
    "a script of elsewhere": (
        into(STORY, '<script src="https://elsewhere.example/x.js"></script>'), "policy", r"forbids \(script-src-elem\)"
    ),
    "script in an attribute": (into(STORY, '<p onclick="x()">x</p>'), "policy", "holds script in an attribute"),
    "style in an attribute": (into(STORY, '<p style="color:red">x</p>'), "policy", "holds style in an attribute"),
    "a style sheet in a page": (into(STORY, "<style>p{}</style>"), "policy", "holds a style sheet"),
    "a picture of elsewhere": (
        into(STORY, '<img src="https://elsewhere.example/x.gif" alt="">'), "policy", r'x\.gif", which .* \(img-src\)'
    ),
    "an oversize page": (into(STORY, "<p>word</p>\n" * 450_000), "weight", "raise NEWSDESK_PAGE_LIMIT"),
    "a site kept from search engines": (
        replaced("index.html", "<head>", '<head><meta name="robots" content="noindex">'), "noindex", "search engines"
    ),
    # what no host treats as it was meant, or what gives away more than the site
    "a hidden file": (added("theme/.env", "TOKEN=1"), "hidden", r"'theme/\.env': is hidden"),
    "a file that holds keys": (added("theme/id_rsa", "x"), "keys", r"'theme/id_rsa': has the name of a file"),
    "a link to elsewhere": (lambda site: (site / "p.txt").symlink_to("/etc/passwd"), "symlink", "is a symbolic link"),
    "two names that are one": (added("About/index.html", "x"), "case", "one name on file systems that ignore case"),
}  # fmt: skip
# What was live before, and what publishing the sound site would take from readers then.
TAKEN: Mapping[str, tuple[Sabotage, str, str]] = {
    "fewer stories": (copied(STORY, "articles/also/index.html"), "fewer-stories", r"have fewer stories: \d instead of"),
    "an address": (copied(STORY, "about/us.html"), "address-gone", r"Nothing would answer /about/us\.html"),
    "a feed": (copied("feed.xml", "about/feed.xml"), "address-gone", r"Nothing would answer /about/feed\.xml"),
    "too many files": (
        lambda site: [added(f"sheets/{n}.csv", "a,b\n")(site) for n in range(30)],
        "deletions",
        r"30 of \d+ files would be removed; more than 20",
    ),
}  # fmt: skip


def reasons(built: Path, target: DirectoryTarget, release: Release, memory: Path | None) -> str:
    """Why the site is refused; empty if it is published."""
    with remembering(memory) as remembered:
        try:
            publish(
                built,
                target,
                site_url=URL,
                clock=NOW,
                environ={},
                unpublished=release.built.unpublished,
                memory=remembered,
            )
        except RefusedError as error:
            return str(error)
    return ""


@pytest.mark.parametrize("name", SABOTAGED)
def test_a_sabotaged_build_is_refused_by_name_and_readers_notice_nothing(
    sound: Release, built: Path, tmp_path: Path, name: str
) -> None:
    act, code, words = SABOTAGED[name]
    act(built)
    shown = contents(sound.site)
    refused = reasons(built, DirectoryTarget(sound.site), sound, tmp_path / "memory")
    assert re.search(words, refused, re.MULTILINE), refused
    assert f"[{code}]" in refused, refused
    assert refused == reasons(built, DirectoryTarget(sound.site), sound, None)
    assert contents(sound.site) == shown


@pytest.mark.parametrize("name", TAKEN)
def test_what_would_take_something_from_readers_is_refused_by_name(
    sound: Release, built: Path, tmp_path: Path, name: str
) -> None:
    act, code, words = TAKEN[name]
    richer, target = tmp_path / "richer", DirectoryTarget(tmp_path / "site")
    shutil.copytree(built, richer)
    act(richer)
    assert reasons(richer, target, sound, None) == ""
    shown = contents(tmp_path / "site" / "current")
    refused = reasons(built, target, sound, tmp_path / "memory")
    assert re.search(words, refused, re.MULTILINE), refused
    assert f"[{code}]" in refused, refused
    assert contents(tmp_path / "site" / "current") == shown == contents(richer)


def test_the_same_site_without_sabotage_is_live_already_and_with_an_edit_is_published(
    sound: Release, built: Path, tmp_path: Path
) -> None:
    assert reasons(built, DirectoryTarget(sound.site), sound, tmp_path / "memory") == ""
    into(STORY, "<p>One sentence more.</p>")(built)
    assert reasons(built, DirectoryTarget(tmp_path / "site"), sound, tmp_path / "memory") == ""
    assert contents(tmp_path / "site" / "current") == contents(built)
