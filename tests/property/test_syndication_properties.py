"""Whatever a digest holds, what machines get can be read, is the same each time, and stays inside the site."""

import json
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsdesk.builder.making import listed
from newsdesk.commentary import assemble as commentary
from newsdesk.editions import assemble as editions
from newsdesk.model.cards import said_by
from newsdesk.model.digest import Article, Digest, Source
from newsdesk.model.edtf import parse_edtf
from newsdesk.model.problems import ContentError
from newsdesk.model.site import File, Page
from newsdesk.stories import assemble as stories
from newsdesk.syndication import channels
from newsdesk.syndication.assemble import sheets
from newsdesk.syndication.describing import describe
from newsdesk.syndication.redirects import redirect_sheets
from newsdesk.syndication.sitemap import sitemap_files
from newsdesk.syndication.structured import serialise
from newsdesk.timelines import assemble as timelines

from tests.digests import SITE, article, byline, digest, edition, expert, made, pages_of, said, text

RUNS = settings(deadline=None, max_examples=50)
ANY_TEXT = st.text(st.characters(), max_size=12)
MOMENTS = st.datetimes(timezones=st.timezones())


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """A few stories with any text and any date of any zone, an expert and an edition."""

    def story(number: int) -> Article:
        return article(
            f"s{number}",
            title=draw(ANY_TEXT),
            date=draw(MOMENTS),
            summary=draw(ANY_TEXT),
            authors=(byline("Bo Writer"),),
            lang=draw(st.sampled_from([None, "de"])),
            source=draw(st.sampled_from([None, Source("Gull", "gull", date=parse_edtf("2031-05"))])),
            body=text(draw(ANY_TEXT), quotations=[said(draw(ANY_TEXT), attribution=draw(ANY_TEXT))]),
        )

    parts = [story(number) for number in range(draw(st.integers(0, 3)))]
    return digest(*parts, expert("ada-example", name=draw(ANY_TEXT)), edition("2031-05-11", title=draw(ANY_TEXT)))


def pages(some: Digest) -> list[Page]:
    rooms = (stories, timelines, commentary, editions)
    return [page for room in rooms for page in pages_of(room.sheets, some, describe=describe)]


def files(some: Digest) -> list[File]:
    written = [file for file in made(sheets, some) if isinstance(file, File)]
    return [*written, *sitemap_files(map(listed, pages(some)), SITE)]


@RUNS
@given(digests())
def test_feeds_sitemap_and_data_are_well_formed_whatever_the_text(some: Digest) -> None:
    for file in files(some):
        if file.path.endswith(".xml"):
            ElementTree.fromstring(file.content)  # our own output
        elif file.path.endswith(".json"):
            json.loads(file.content)
    for page in pages(some):
        if page.data:
            assert not set("<>&\u2028\u2029") & set(page.data)
            json.loads(page.data)


@RUNS
@given(digests())
def test_the_same_digest_gives_the_same_pages_and_files(some: Digest) -> None:
    assert pages(some) == pages(some)
    assert files(some) == files(some)
    paths = [page.path for page in pages(some)] + [file.path for file in files(some)]
    assert len(paths) == len(set(paths))


@RUNS
@given(st.text(st.sampled_from("/.%2eEfF\\a?# \0:*-é"), max_size=12))
def test_no_alias_writes_outside_the_site(alias: str) -> None:
    some = digest(article("s", aliases=(f"/{alias}",)))
    try:
        written = made(lambda index, _: redirect_sheets(index), some)
    except ContentError:
        return
    for file in written:
        path = PurePosixPath(file.path)
        assert not path.is_absolute()
        assert not {"..", ".", ""} & set(file.path.split("/"))
        assert "\\" not in file.path
        assert "\0" not in file.path
    line = next(file.content for file in written if isinstance(file, File) and file.path == "_redirects").decode()
    assert len(line.split(" ")) == 3


JSON: st.SearchStrategy[Any] = st.recursive(
    ANY_TEXT | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=5
)


@RUNS
@given(st.dictionaries(ANY_TEXT, JSON, max_size=4))
def test_data_never_leaves_its_script_element(node: dict[str, Any]) -> None:
    data = serialise([node])
    assert not set("<>&\u2028\u2029") & set(data)
    data.encode()
    json.loads(data)


@st.composite
def much_said(draw: st.DrawFn) -> Digest:
    """Stories that tell few words of an expert again and again, in different orders."""
    words = st.lists(st.sampled_from([f"Word {number}." for number in range(8)]), max_size=3)
    stories = [
        article(
            f"s{number}",
            f"2031-05-{draw(st.integers(1, 28)):02}",
            status=draw(st.sampled_from(["published", "published", "draft"])),
            body=text(quotations=[said(one, "ada-example") for one in draw(words)]),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    return digest(*stories, expert("ada-example"))


@RUNS
@given(much_said())
def test_an_experts_feed_holds_the_latest_words_wherever_they_were_told_first(some: Digest) -> None:
    shown = replace(some, articles=tuple(one for one in some.articles if one.status == "published"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(channels, "ENTRIES", 3)
        feed = next(file for file in made(sheets, some) if file.path == "experts/ada-example/feed.json")
    assert isinstance(feed, File)
    entries = json.loads(feed.content)["items"]
    wanted = said_by(some.expert["ada-example"], shown)[:3]
    assert [entry["url"] for entry in entries] == [
        f"{SITE.url}{one.article.url}#{one.quotation.anchor}" for one in wanted
    ]
    assert all(one.quotation.words in entry["content_html"] for one, entry in zip(wanted, entries, strict=True))
