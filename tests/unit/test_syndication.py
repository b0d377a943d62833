"""Which files machines get: feeds, sitemap, robots, redirects; and what is in them."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from newsdesk.builder.making import listed
from newsdesk.commentary import assemble as commentary
from newsdesk.editions import assemble as editions
from newsdesk.model.digest import Correction, Digest, EditionItem, Source
from newsdesk.model.problems import ContentError
from newsdesk.model.site import File, Listed, Page, Scope, Site
from newsdesk.stories import assemble as stories
from newsdesk.syndication.assemble import sheets
from newsdesk.syndication.describing import describe
from newsdesk.syndication.redirects import alias_path
from newsdesk.syndication.sitemap import sitemap_files
from newsdesk.timelines import assemble as timelines

from tests.digests import (
    SITE,
    Describe,
    article,
    at,
    byline,
    digest,
    edition,
    expert,
    made,
    material_of,
    pages_of,
    said,
    text,
    topic,
)

BASED = replace(SITE, url="https://harbour.example/digest", base="/digest")
ATOM = "{http://www.w3.org/2005/Atom}"


def site_pages(some: Digest, site: Site = SITE, *, describe: Describe | None = None) -> tuple[Page, ...]:
    rooms = (stories, timelines, commentary, editions)
    return tuple(page for room in rooms for page in pages_of(room.sheets, some, site, describe=describe))


def site_files(some: Digest, site: Site = SITE) -> dict[str, bytes]:
    files = [file for file in made(sheets, some, site) if isinstance(file, File)]
    files += sitemap_files(tuple(listed(page) for page in site_pages(some, site)), site)
    return {file.path: file.content for file in files}


def feed_of(some: Digest, path: str = "feed.xml", site: Site = SITE) -> Any:
    parsed = feedparser.parse(site_files(some, site)[path])
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def json_of(some: Digest, path: str = "feed.json", site: Site = SITE) -> Any:
    return json.loads(site_files(some, site)[path])


FULL = article(
    "boats",
    "2031-05-10",
    title="Boats & <barges>",
    summary="More of both.",
    lang="de",
    authors=(byline("Bo Writer"), byline("Cy Writer")),
    source=Source("The Gull", "the-gull", "https://gull.example/boats?a=1&b=2"),
    body=text('Boats <a href="/digest/topics/harbour/">came</a>.', 'See <a href="#q-one">this</a>.'),
)


def test_every_feed_that_a_page_promises_exists_and_no_other() -> None:
    some = digest(replace(FULL, body=text(quotations=[said("One.")])), expert("ada-example"), edition("2031-05-11"))
    promised = {feed.url.lstrip("/") for page in site_pages(some) for feed in page.feeds}
    written = {path for path in site_files(some) if path.rpartition("/")[2] in ("feed.xml", "feed.json", "rss.xml")}
    assert written == promised | {"feed.xml", "feed.json"}
    assert {path.rpartition("/")[0] for path in written} == {
        "", "topics/harbour", "experts/ada-example", "authors/bo-writer", "authors/cy-writer", "sources/the-gull",
        "corrections/list", "editions",
    }  # fmt: skip


def test_an_atom_entry_says_all_that_is_known_of_a_story() -> None:
    parsed = feed_of(digest(FULL), site=BASED)
    (entry,) = parsed.entries
    assert unescape(entry.title) == "Boats & <barges>"
    assert entry.id == "tag:harbour.example,2026:article/boats"
    assert entry.link == "https://harbour.example/digest/articles/boats/"
    assert (entry.published, entry.updated) == ("2031-05-10T09:30:00+02:00", "2031-05-10T09:30:00+02:00")
    assert [author.name for author in entry.authors] == ["Bo Writer", "Cy Writer"]
    assert [tag.term for tag in entry.tags] == ["Harbour"]
    assert entry.summary == "More of both."
    assert [link.href for link in entry.links if link.rel == "via"] == ["https://gull.example/boats?a=1&b=2"]
    assert entry.content[0].language == "de"
    assert "https://harbour.example/digest/topics/harbour/" in entry.content[0].value
    assert "https://harbour.example/digest/articles/boats/#q-one" in entry.content[0].value
    assert parsed.feed.title == "The Harbour Digest"
    assert parsed.feed.updated == "2031-05-10T09:30:00+02:00"
    assert [link.href for link in parsed.feed.links if link.rel == "self"] == [
        "https://harbour.example/digest/feed.xml"
    ]


def test_a_json_item_says_the_same() -> None:
    feed = json_of(digest(FULL), site=BASED)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://harbour.example/digest/feed.json"
    assert feed["home_page_url"] == "https://harbour.example/digest/"
    (item,) = feed["items"]
    assert item["id"] == "tag:harbour.example,2026:article/boats"
    assert item["url"] == "https://harbour.example/digest/articles/boats/"
    assert item["external_url"] == "https://gull.example/boats?a=1&b=2"
    assert item["title"] == "Boats & <barges>"
    assert item["date_published"] == "2031-05-10T09:30:00+02:00"
    assert item["authors"] == [{"name": "Bo Writer"}, {"name": "Cy Writer"}]
    assert item["language"] == "de"
    assert "https://harbour.example/digest/topics/harbour/" in item["content_html"]


@pytest.mark.parametrize(
    "site",
    [
        replace(SITE, url="http://harbour.example"),
        replace(SITE, url="https://harbour.example:8443/new/place", base="/new/place"),
        replace(SITE, name="Renamed"),
    ],
)
def test_ids_stay_when_the_address_of_the_site_changes(site: Site) -> None:
    some = digest(FULL, edition("2031-05-11"), expert("ada-example"))
    for path in ("feed.xml", "editions/feed.xml", "topics/harbour/feed.xml"):
        before, after = feed_of(some, path), feed_of(some, path, site)
        assert [entry.id for entry in before.entries] == [entry.id for entry in after.entries]
        assert before.feed.id == after.feed.id


def test_ids_stay_when_title_date_or_topic_of_a_story_change() -> None:
    changed = replace(FULL, title="Other", date=at("2031-06-01"), topics=("trade",))
    assert feed_of(digest(FULL)).entries[0].id == feed_of(digest(changed)).entries[0].id


def test_a_site_that_moves_to_another_host_can_keep_its_ids() -> None:
    moved = replace(SITE, url="https://elsewhere.example", id="harbour.example,2026")
    assert feed_of(digest(FULL)).entries[0].id == feed_of(digest(FULL), site=moved).entries[0].id


def test_an_empty_feed_has_a_fixed_date() -> None:
    for path in ("feed.xml", "topics/harbour/feed.xml", "editions/feed.xml"):
        assert feed_of(digest(), path).feed.updated == "1970-01-01T00:00:00Z"
    assert json_of(digest())["items"] == []


def test_a_feed_is_updated_when_a_story_is_corrected() -> None:
    corrected = replace(FULL, corrections=(Correction(at("2031-07-01").date(), "Two."),))
    feed = feed_of(digest(corrected, article("later", "2031-06-01"))).feed
    assert feed.updated == "2031-07-01T00:00:00+02:00"


def test_feeds_hold_the_latest_thirty_without_drafts() -> None:
    some = digest(*[article(f"s{n}", "2031-05-10", date=at("2031-05-10", f"10:{n:02}")) for n in range(40)])
    assert [entry.link.split("/")[-2] for entry in feed_of(some).entries] == [f"s{n}" for n in range(39, 9, -1)]
    assert feed_of(digest(article("a", status="draft"))).entries == []


def test_an_experts_feed_holds_quotations_each_with_its_story() -> None:
    quotations = [said("We <open>.", attribution="at the quay"), said("Reported.", speech="indirect")]
    some = digest(article("a", body=text(quotations=quotations)), expert("ada-example"))
    first, second = feed_of(some, "experts/ada-example/feed.xml").entries
    assert first.id == "tag:harbour.example,2026:quotation/a/q-we-<open>."
    assert first.link == "https://harbour.example/articles/a/#q-we-<open>."
    assert "<blockquote><p>We &lt;open&gt;.</p></blockquote>" in first.content[0].value
    assert "at the quay" in first.content[0].value
    assert "<blockquote>" not in second.content[0].value


def test_corrections_have_a_feed_in_which_each_is_an_entry() -> None:
    notes = (Correction(dt.date(2031, 6, 1), "One."), Correction(dt.date(2031, 6, 1), "Two & a half."))
    items = json_of(digest(replace(FULL, corrections=notes)), "corrections/list/feed.json")["items"]
    assert {item["url"] for item in items} == {f"{SITE.url}/articles/boats/#corrections"}
    assert len({item["id"] for item in items}) == 2
    assert {item["title"] for item in items} == {"Corrected: Boats & <barges>"}
    assert {item["date_published"] for item in items} == {"2031-06-01T12:00:00Z"}
    assert (
        json_of(digest(replace(FULL, corrections=notes, status="draft")), "corrections/list/feed.json")["items"] == []
    )


def test_an_editions_entry_holds_the_letter_and_the_stories_with_notes() -> None:
    some = digest(FULL, edition("2031-05-11", body=text("Dear all."), items=(EditionItem("boats", "Read & learn."),)))
    (entry,) = feed_of(some, "editions/feed.xml").entries
    assert entry.published == "2031-05-11T12:00:00Z"
    content = entry.content[0].value
    assert "<p>Dear all.</p>" in content
    assert "Read &amp; learn." in content
    assert 'href="https://harbour.example/articles/boats/"' in content


def test_characters_that_xml_cannot_hold_are_left_out_of_every_file() -> None:
    hostile = 'a\x0b\x00\x1f\ud800\ufffe]]> <!-- & " \u2028 é'
    some = digest(
        replace(FULL, title=hostile, summary=hostile, body=text(hostile, quotations=[said(hostile)])),
        expert("ada-example", name=hostile),
        edition("2031-05-11", title=hostile, body=text(hostile)),
    )
    written = site_files(some)
    for path, content in written.items():
        assert not set("\x0b\x00\x1f\ufffe") & set(content.decode()), path
        if path.endswith(".xml"):
            ElementTree.fromstring(content)  # our own output
        if path.endswith(".json"):
            json.loads(content)


def sitemap_addresses(written: Iterable[File], path: str = "sitemap.xml") -> list[str]:
    (content,) = [file.content for file in written if file.path == path]
    return [element.text or "" for element in ElementTree.fromstring(content).iter() if element.tag.endswith("}loc")]


def test_the_sitemap_lists_pages_with_their_last_change() -> None:
    some = digest(article("a", "2031-05-10"), article("draft", status="draft"), FULL)
    content = site_files(some, BASED)["sitemap.xml"].decode()
    assert (
        "<loc>https://harbour.example/digest/articles/a/</loc><lastmod>2031-05-10T09:30:00+02:00</lastmod>" in content
    )
    assert "/articles/draft/" not in content
    assert "/404.html" not in content
    # The original of this one lies at its source.
    assert "/articles/boats/" not in content


def test_a_large_sitemap_is_split_under_an_index() -> None:
    pages = [Listed(f"/p{number}/") for number in range(5)]
    written = list(sitemap_files(pages, SITE, most=2))
    assert sitemap_addresses(written) == [f"https://harbour.example/sitemap-{number}.xml" for number in (1, 2, 3)]
    listed = [url for number in (1, 2, 3) for url in sitemap_addresses(written, f"sitemap-{number}.xml")]
    assert listed == [f"https://harbour.example/p{number}/" for number in range(5)]


def test_robots_are_led_to_the_sitemap_and_kept_out_of_a_preview() -> None:
    assert b"Sitemap: https://harbour.example/sitemap.xml" in site_files(digest())["robots.txt"]
    assert site_files(digest(), replace(SITE, preview=True))["robots.txt"] == b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("/2018/10/talks.html", "2018/10/talks.html"),
        ("/2018/10/talks/", "2018/10/talks/index.html"),
        ("/2018/10/talks", "2018/10/talks/index.html"),
        ("/v1.2/", "v1.2/index.html"),
        ("/%D1%81%D1%82/", "ст/index.html"),
    ],
)
def test_an_old_address_is_answered_by_a_file(alias: str, path: str) -> None:
    assert alias_path(alias) == path
    written = site_files(digest(replace(FULL, aliases=(alias,))), BASED)
    stub = written[path].decode()
    assert '<link rel="canonical" href="https://harbour.example/digest/articles/boats/">' in stub
    assert 'content="0; url=/digest/articles/boats/"' in stub
    assert "Boats &amp; &lt;barges&gt;" in stub


def test_old_addresses_of_topics_and_people_lead_to_their_pages() -> None:
    some = digest(topic("boats", aliases=("/topics/ships/",)), expert("ada-example", addresses=("/experts/ada/",)))
    written = site_files(some, BASED)
    assert b'content="0; url=/digest/topics/boats/"' in written["topics/ships/index.html"]
    stub = written["experts/ada/index.html"].decode()
    assert '<link rel="canonical" href="https://harbour.example/digest/experts/ada-example/">' in stub
    assert "<title>Ada Example</title>" in stub
    assert written["_redirects"].decode().splitlines() == [
        "/digest/experts/ada/ /digest/experts/ada-example/ 301",
        "/digest/topics/ships/ /digest/topics/boats/ 301",
    ]
    assert "experts/ada/index.html" not in site_files(digest(expert("ada-example", addresses=("/a/",), status="draft")))


def test_hosts_that_can_redirect_are_told_to() -> None:
    some = digest(replace(FULL, aliases=("/b c/*", "/a/")), article("x", aliases=("/x/:id",)))
    assert site_files(some, BASED)["_redirects"].decode().splitlines() == [
        "/digest/a/ /digest/articles/boats/ 301",
        "/digest/b%20c/%2A /digest/articles/boats/ 301",
        "/digest/x/%3Aid /digest/articles/x/ 301",
    ]
    assert "_redirects" not in site_files(digest(FULL))


@pytest.mark.parametrize(
    "alias",
    [
        "/../x",
        "/a/%2e%2e/b",
        "//evil.example/",
        "relative",
        "/",
        "/a//b",
        "/a\\b",
        "/a?b=c",
        "/a#b",
        "/a\nb",
        "/.",
        "/a%00",
    ],
)
def test_an_alias_that_leaves_the_site_is_refused_by_name(alias: str) -> None:
    with pytest.raises(ContentError) as refused:
        site_files(digest(replace(FULL, aliases=(alias,))))
    assert refused.value.problems[0].place.path == "content/articles/2031/boats.md"
    assert f'alias "{alias}"' in refused.value.problems[0].fault


def test_describing_pages_changes_nothing_but_their_data() -> None:
    some = digest(FULL, edition("2031-05-11"), expert("ada-example"))
    pages = site_pages(some)
    described = site_pages(some, describe=describe)
    assert [replace(page, data="") for page in described] == list(pages)
    bare = [page.url for page in described if not page.data]
    assert "/404.html" in bare
    assert bare == [page.url for page in pages if page.noindex]
    own = replace(pages[0], data="{}")
    assert describe(own, material_of(Scope(), some)) == own
