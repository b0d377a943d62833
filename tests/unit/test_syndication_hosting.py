"""What hosts, browsers and news search engines are told, and when it must be told anew."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from newsdesk.builder.build import build
from newsdesk.model.index import index_of
from newsdesk.model.site import File
from newsdesk.syndication.hosting import POLICY, hosting_sheets, next_month
from newsdesk.syndication.news import leaving, news_sheets

from tests.digests import SITE, article, digest, made
from tests.sites import TOPIC, contents, write_site
from tests.sites import article as article_file

NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


def clock(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_the_news_sitemap_holds_two_days_of_stories() -> None:
    some = digest(
        article("new", "2031-05-10", title="Fish & chips"),
        article("old", "2031-05-08"),
        article("draft", "2031-05-10", status="draft"),
    )
    now = clock("2031-05-10T12:00+02:00")
    (file,) = made(lambda index, _: news_sheets(index, now), some)
    assert isinstance(file, File)
    tree = ElementTree.fromstring(file.content)
    assert [node.text for node in tree.iter(f"{NEWS}title")] == ["Fish & chips"]
    assert [node.text for node in tree.iter(f"{NEWS}publication_date")] == ["2031-05-10T09:30:00+02:00"]
    assert [node.text for node in tree.iter(f"{NEWS}name")] == [SITE.name]


def test_a_site_is_built_anew_when_a_story_is_no_news_any_more(tmp_path: Path) -> None:
    files = {**TOPIC, "articles/2031/ice.md": article_file("Ice", date="2031-01-31T08:00")}
    conf = write_site(tmp_path, files)
    news = tmp_path / "output" / "news-sitemap.xml"
    build(conf, overrides={"NEWSDESK_CLOCK": "2031-02-01T12:00+01:00"})
    assert b"<news:title>Ice</news:title>" in news.read_bytes()
    build(conf, overrides={"NEWSDESK_CLOCK": "2031-02-02T07:59+01:00"})
    assert b"<news:title>Ice</news:title>" in news.read_bytes()
    late = {"NEWSDESK_CLOCK": "2031-02-02T08:00+01:00"}
    build(conf, overrides=late)
    assert b"<news:title>" not in news.read_bytes()
    build(conf, output=tmp_path / "clean", overrides=late)
    assert contents(tmp_path / "clean") == contents(tmp_path / "output")


def test_the_moments_at_which_stories_leave_are_told() -> None:
    index = index_of(digest(article("new", "2031-05-10"), article("old", "2031-05-08")))
    assert list(leaving(index, clock("2031-05-10T12:00+02:00"))) == [clock("2031-05-12T09:30+02:00")]


@pytest.mark.parametrize(
    ("now", "anew", "expires"),
    [
        ("2031-05-10T12:00+00:00", "2031-06-01T00:00+00:00", "2032-04-01T00:00:00Z"),
        ("2031-12-31T23:30-02:00", "2032-02-01T00:00+00:00", "2032-12-01T00:00:00Z"),
        ("2031-02-28T00:00+00:00", "2031-03-01T00:00+00:00", "2032-01-01T00:00:00Z"),
    ],
)
def test_security_txt_holds_for_less_than_a_year_and_is_renewed_monthly(now: str, anew: str, expires: str) -> None:
    files = hosting_files(clock(now))
    assert next_month(clock(now)) == clock(anew)
    text = files[".well-known/security.txt"].decode()
    assert f"Expires: {expires}\n" in text
    assert clock(expires) - clock(now) < dt.timedelta(days=365)
    assert clock(expires) - clock(anew) > dt.timedelta(days=240)


def hosting_files(now: dt.datetime, **site: object) -> dict[str, bytes]:
    wanted = replace(SITE, contact="desk@harbour.example", **site)  # type: ignore[arg-type]  # fields of a site
    moved = digest(article("new", aliases=("/old/name.html", '/with "quotes"/', "/élan/")))
    files = made(lambda index, at: hosting_sheets(index, at, now), moved, wanted)
    return {file.path: file.content for file in files if isinstance(file, File)}


def test_headers_bound_all_pages_and_allow_no_inline_code() -> None:
    text = hosting_files(clock("2031-05-10T12:00+00:00"), base="/digest")["_headers"].decode()
    assert text.startswith(f"/digest/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n")
    assert "unsafe-inline" not in text
    assert "'unsafe-eval'" not in text
    assert re.search(r"^/digest/theme/style\.\*\n  Cache-Control: public, max-age=31536000, immutable$", text, re.M)


def test_the_policy_of_every_page_is_within_that_of_the_headers(golden_site: Path) -> None:
    allowed = policy(POLICY)
    pages = [page for page in golden_site.rglob("*.html") if b'<meta http-equiv="Content-Security' in page.read_bytes()]
    assert len(pages) > 20
    for page in pages:
        found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page.read_text("utf-8"))
        assert found
        for name, values in policy(found[1].replace("&#39;", "'")).items():
            assert values <= allowed.get(name, allowed["default-src"]) | {"'none'"}, (page, name)


def policy(text: str) -> dict[str, set[str]]:
    parts = [part.split() for part in text.split(";") if part.strip()]
    return {name: set(values) for name, *values in parts}


def test_nginx_is_told_of_old_addresses() -> None:
    text = hosting_files(clock("2031-05-10T12:00+00:00"), base="/digest")["_nginx/redirects.map"].decode()
    rules = [line for line in text.splitlines() if not line.startswith("#")]
    assert rules == [
        '"/digest/old/name.html" /digest/articles/new/;',
        '"/digest/with \\"quotes\\"/" /digest/articles/new/;',
        '"/digest/élan/" /digest/articles/new/;',
    ]


def test_opensearch_is_there_where_there_is_a_search() -> None:
    now = clock("2031-05-10T12:00+00:00")
    assert "opensearch.xml" not in hosting_files(now)
    tree = ElementTree.fromstring(hosting_files(now, search=True)["opensearch.xml"])
    name = tree.find("{http://a9.com/-/spec/opensearch/1.1/}ShortName")
    assert name is not None
    assert 0 < len(name.text or "") <= 16
    url = tree.find("{http://a9.com/-/spec/opensearch/1.1/}Url")
    assert url is not None
    assert url.get("template") == "https://harbour.example/search/?q={searchTerms}"
