"""Verification of a built site: each fault is found and named, and a sound site has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk.publisher.manifest import manifest_of
from newsdesk.publisher.verify import Inspection, Rules, inspect

from tests.built_sites import CLOCK, FEED, SITE, URL, page, write_built

Files = dict[str, str | bytes | None]


def verified(folder: Path, files: Files, *, url: str = URL, allow_local: bool = False) -> Inspection:
    write_built(folder, files)
    return inspect(folder, manifest_of(folder), Rules(url, CLOCK, allow_local))


def faults(folder: Path, files: Files, *, url: str = URL, allow_local: bool = False) -> str:
    return "\n".join(str(problem) for problem in verified(folder, files, url=url, allow_local=allow_local).problems)


DATA = f'''<script type="application/ld+json">{{"@id": "{URL}/#desk", "url": "{URL}/articles/harbour/"}}</script>'''

SABOTAGED: list[tuple[Files, str]] = [
    ({"articles/bridge/index.html": None}, 'articles/harbour/index.html: error: link "../bridge/" leads nowhere'),
    ({"theme/style.css": None}, '404.html: error: link "/theme/style.css" leads nowhere'),
    ({"topics/ports/feed.xml": None}, 'topics/ports/index.html: error: link "feed.xml" leads nowhere'),
    ({"about/index.html": page("About", "/topics/ports/#top-lime")}, 'Did you mean "top-line"?'),
    ({"about/index.html": page("About", "#nowhere")}, "leads to a part of about/index.html that is not there"),
    ({"about/index.html": page("About", f"{URL}/none/")}, "leads nowhere"),
    ({"about/index.html": page("About", "//example.org/none/")}, "leads nowhere"),
    ({"about/index.html": page("About", "expert:ada-vale")}, "cannot be followed by readers"),
    ({"about/index.html": page("About", "javascript:alert(1)")}, "cannot be followed by readers"),
    ({"about/index.html": page("About", "http://[broken")}, "is not an address"),
    ({"about/index.html": page("About", body='<img src="/images/none.jpg" alt="">')}, "leads nowhere"),
    ({"about/index.html": page("About", body='<img srcset="/a.jpg 1x, /b.jpg 2x" alt="">')}, 'link "/b.jpg"'),
    (
        {"about/index.html": page("About", body=f'<meta property="og:image" content="{URL}/i.jpg">')},
        'i.jpg" leads nowh',
    ),
    ({"about/index.html": page("About", body=DATA.replace("harbour", "none"))}, 'about/index.html: error: link "https'),
    (
        {"theme/style.css": "b { background: url('../images/none.svg') }"},
        'theme/style.css: error: link "../images/none.',
    ),
    ({"theme/style.css": "@import url(none.css);"}, 'link "none.css" leads nowhere'),
    ({"about/index.html": page("About", body='<q data-proposed="">words</q>')}, "about/index.html:3:1: error: unpub"),
    ({"about/index.html": page("About", body="<p data-draft>words</p>")}, "unpublished material: data-draft"),
    ({"feed.xml": FEED.replace("</entry>", "&lt;q data-proposed&gt;</entry>")}, "feed.xml:6:1: error: unpublished"),
    ({"about/index.html": page("About", "http://localhost:8000/x")}, 'this machine or network, "http://localhost"'),
    ({"about/index.html": page("About", body="http://127.0.0.1/")}, "this machine or network"),
    ({"search.json": '{"url": "http:\\/\\/localhost:8000\\/"}'}, "search.json:1:1: error: an address of this machine"),
    ({"sitemap.xml": "<urlset><loc>http://desk.local/</loc></urlset>"}, "this machine or network"),
    ({"sitemap.xml": f"<urlset><loc>{URL}/none/</loc></urlset>"}, f'sitemap.xml: error: link "{URL}/none/" leads'),
    ({"sitemap.xml": "<urlset>"}, "is not well-formed XML"),
    ({"feed.xml": FEED.replace("articles/harbour", "articles/none")}, "leads nowhere"),
    ({"feed.xml": FEED[:-20]}, "feed.xml: error: is not well-formed XML"),
    ({"feed.xml": FEED.replace("</entry>", "\x0b</entry>")}, "feed.xml: error: is not well-formed XML"),
    ({"feed.xml": "<html/>"}, "is not a feed"),
    ({"feed.xml": FEED.replace("<title>The Lowland Digest</title>", "")}, "the feed has no title"),
    ({"feed.json": '{"version": "https://jsonfeed.org/version/1.1"}'}, "is not a JSON feed"),
    ({"feed.json": "{"}, "feed.json: error: is not JSON"),
    ({"index.html": page("Home", body='<meta name="robots" content="noindex, nofollow">')}, "keeps search engines"),
    ({"about/index.html": page("")}, "about/index.html: error: has no title"),
    ({"about/index.html": ""}, "is not an HTML page"),
    ({"about/index.html": page("A").encode().replace(b"<h1", b"\xff<h1")}, "is not UTF-8"),
    (
        {"about/index.html": page("A", body='<script type="application/ld+json">{"a":</script>')},
        "structured data that is not JSON",
    ),
]


@pytest.mark.parametrize(("files", "fault"), SABOTAGED, ids=[fault for _, fault in SABOTAGED])
def test_a_fault_is_found_and_named(tmp_path: Path, files: Files, fault: str) -> None:
    assert fault in faults(tmp_path, files)


def test_a_sound_site_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, {}) == ""


@pytest.mark.parametrize(
    "link",
    [
        "?page=2",
        "",
        "#",
        "#top",
        "/topics/ports/#:~:text=Ports",
        "/topics/ports#top-line",
        "https://elsewhere.example/x",
        "tel:+100200",
        "data:image/png;base64,AAAA",
        "/articles/h%61rbour/",
        "HTTPS://EXAMPLE.ORG/topics/ports/",
    ],
)
def test_a_link_that_readers_can_follow_is_no_fault(tmp_path: Path, link: str) -> None:
    assert faults(tmp_path, {"about/index.html": page("About", link)}) == ""


def test_structured_data_may_name_things_by_fragments_that_no_page_has(tmp_path: Path) -> None:
    assert faults(tmp_path, {"about/index.html": page("About", body=DATA)}) == ""


def test_what_a_stylesheet_asks_for_is_found_beside_it(tmp_path: Path) -> None:
    sheet = "b { background: url( \"mark.svg\" ), url(data:image/png;base64,AA) } @import url('/theme/more.css');"
    files: Files = {"theme/style.css": sheet, "theme/mark.svg": "<svg/>", "theme/more.css": ""}
    assert faults(tmp_path, files) == ""


def test_local_addresses_may_be_allowed(tmp_path: Path) -> None:
    local: Files = {path: text.replace(URL, "http://localhost:8000") for path, text in SITE.items()}
    assert "this machine" in faults(tmp_path, local, url="http://localhost:8000")
    assert faults(tmp_path, local, url="http://localhost:8000", allow_local=True) == ""


def test_a_site_below_a_base_is_judged_by_it(tmp_path: Path) -> None:
    below: Files = {
        path: text.replace(URL, f"{URL}/digest").replace('href="/', 'href="/digest/') for path, text in SITE.items()
    }
    assert faults(tmp_path, below, url=f"{URL}/digest") == ""
    below["about/index.html"] = (
        page("About").replace("/theme/", "/digest/theme/").replace("</h1>", '<a href="/x/">x</a>')
    )
    assert 'link "/x/" leads out of the site, which lies below /digest/' in faults(tmp_path, below, url=f"{URL}/digest")


def test_redirects_are_known_by_page_and_by_table(tmp_path: Path) -> None:
    stub = (
        "<!doctype html><html><head><title>Moved</title>"
        '<meta http-equiv="Refresh" content="0; URL=\'/topics/ports/\'"></head></html>'
    )
    table = "# moved\n/old/ /topics/ports/ 301\n/older.html /\n/a/* /b/:splat\n/* /404.html 404\n/gone / 410\n"
    links = page("About", "/old/", "/older.html", "/stub/#part")
    found = verified(tmp_path, {"stub/index.html": stub, "_redirects": table, "about/index.html": links})
    assert found.problems == ()
    assert found.redirects == {"stub/index.html", "old/index.html", "older.html", "older.html/index.html"}


def test_a_redirect_to_nowhere_is_a_fault(tmp_path: Path) -> None:
    stub = '<!doctype html><title>Moved</title><meta http-equiv="refresh" content="0; url=/none/"></html>'
    assert 'link "/none/" leads nowhere' in faults(tmp_path, {"stub/index.html": stub})


def test_every_fault_is_named_at_once_and_in_order(tmp_path: Path) -> None:
    found = verified(tmp_path, {"a.html": page("", "/none/"), "b.html": page("", "/none/"), "feed.xml": "<"})
    places = [problem.place for problem in found.problems]
    assert places == sorted(places)
    assert {place.path for place in places} == {"a.html", "b.html", "feed.xml"}
    (link,) = [problem for problem in found.problems if problem.rule == "link"]
    assert (str(link.place), link.fault) == ("a.html", 'link "/none/" leads nowhere (likewise on 1 other page)')
