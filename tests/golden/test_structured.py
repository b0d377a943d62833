"""What search engines' documentation asks of structured data, field by field, on every page of two built sites.

The table follows, as read in 2026: Google Search Central on Article, Breadcrumb, Profile page, Site names and
Organization; and schema.org's own definitions for types that no search engine documents (CollectionPage, Quotation,
PublicationIssue, CorrectionComment). "Required" stands on every node of a type; "recommended" wherever the site has it,
and on one node at least.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

Node = dict[str, Any]
REQUIRED = {
    "NewsArticle": "headline datePublished dateModified author publisher mainEntityOfPage url inLanguage",
    "BreadcrumbList": "itemListElement",
    "ListItem": "position name item",
    "ProfilePage": "mainEntity name url dateCreated dateModified",
    "CollectionPage": "name url inLanguage isPartOf",
    "WebPage": "name url inLanguage isPartOf",
    "WebSite": "name url publisher",
    "Organization": "name",
    "Person": "name",
    "Quotation": "text spokenByCharacter isPartOf",
    "CorrectionComment": "text datePublished",
    "PublicationIssue": "issueNumber datePublished hasPart",
}
RECOMMENDED = {
    "NewsArticle": "description articleSection dateline keywords about isBasedOn correction hasPart",
    "CollectionPage": "description hasPart about temporalCoverage",
    "WebSite": "description",
    "Organization": "url logo",
    "Person": "url jobTitle affiliation sameAs alternateName",
}
ARTICLES = ("NewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle")
# Of which type the page of an address is, by its shape.
KINDS = {
    r"/": "WebSite",
    r"/articles/[^/]+/": "NewsArticle",
    r"/topics/[^/]+/": "CollectionPage",
    r"/topics/[^/]+/commentary/": "CollectionPage",
    r"/topics/[^/]+/commentary/\d+/": "CollectionPage",
    r"/experts/[^/]+/": "WebPage",
    r"/editions/[^/]+/": "PublicationIssue",
    r"/authors/[^/]+/": "ProfilePage",
    r"/sources/[^/]+/": "CollectionPage",
    r"/archive/\d+/\d+/": "CollectionPage",
    r"/(authors|sources|archive|topics|experts|editions)/": "CollectionPage",
}
ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def types_of(node: Node) -> list[str]:
    """The node's types; an analysis and an opinion are news articles too."""
    said = node.get("@type", [])
    types = [said] if isinstance(said, str) else list(said)
    return ["NewsArticle" if name in ARTICLES else name for name in types]


def nodes_in(value: Any) -> Iterator[Node]:
    """Every typed node in a graph, however deep."""
    if isinstance(value, list):
        for item in value:
            yield from nodes_in(item)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for item in value.values():
            yield from nodes_in(item)


def graphs(site: Path) -> dict[str, list[Node]]:
    """The structured data of every page that search engines may list, by address."""
    found = {}
    for path in sorted(site.rglob("*.html")):
        html = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        if html.select('meta[http-equiv="refresh"], meta[name="robots"][content="noindex"]'):
            continue
        scripts = html.select('script[type="application/ld+json"]')
        url = "/" + path.relative_to(site).as_posix().removesuffix("index.html")
        found[url] = json.loads(scripts[0].string or "")["@graph"] if len(scripts) == 1 else []
    return found


@pytest.fixture(scope="module", params=["golden_site", "sample_site"])
def pages(request: pytest.FixtureRequest) -> dict[str, list[Node]]:
    return graphs(request.getfixturevalue(request.param))


def is_in_a_list(node: Node) -> bool:
    """Whether a story is only named, as a part of a page's list."""
    return "NewsArticle" in types_of(node) and "mainEntityOfPage" not in node


def test_every_page_says_what_it_is(pages: dict[str, list[Node]]) -> None:
    for url, graph in pages.items():
        assert graph, f"{url} has no structured data"
        wanted = next((kind for shape, kind in KINDS.items() if re.fullmatch(shape, url)), "")
        assert not wanted or wanted in types_of(graph[0]), (url, graph[0]["@type"])


def test_every_page_but_the_first_tells_the_way_to_it(pages: dict[str, list[Node]]) -> None:
    for url, graph in pages.items():
        lists = [node for node in graph if "BreadcrumbList" in types_of(node)]
        assert len(lists) == (url != "/"), url
        for way in lists:
            steps = way["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert steps[-1]["item"].endswith(url)


@pytest.mark.parametrize("kind", REQUIRED)
def test_what_is_required_stands_on_every_node(kind: str, pages: dict[str, list[Node]]) -> None:
    wanting = []
    for url, graph in pages.items():
        for node in nodes_in(graph):
            if kind in types_of(node) and not is_in_a_list(node) and len(node) > 2:
                wanting += [(url, field) for field in REQUIRED[kind].split() if not node.get(field)]
    assert wanting == []


@pytest.mark.parametrize("kind", RECOMMENDED)
def test_what_is_recommended_is_said_somewhere(kind: str, golden_site: Path) -> None:
    said = {name for node in nodes_in(list(graphs(golden_site).values())) if kind in types_of(node) for name in node}
    assert set(RECOMMENDED[kind].split()) - said == set()


def test_stories_have_dates_with_a_zone_and_authors_with_an_address(pages: dict[str, list[Node]]) -> None:
    for url, graph in pages.items():
        for node in graph:
            if "NewsArticle" in types_of(node):
                published, modified = node["datePublished"], node["dateModified"]
                assert ZONED.fullmatch(published), url
                assert ZONED.fullmatch(modified), url
                assert datetime.fromisoformat(published) <= datetime.fromisoformat(modified), url
                authors = node["author"] if isinstance(node["author"], list) else [node["author"]]
                assert all(author["url"].startswith("https://") for author in authors), url
                assert len(node["headline"]) <= 110, f"{url}: search engines cut longer headlines"


def test_stories_have_a_picture_that_is_there_where_the_site_draws_them(sample_site: Path) -> None:
    for url, graph in graphs(sample_site).items():
        for node in (node for node in graph if "NewsArticle" in types_of(node)):
            assert node["image"], url
            assert all((sample_site / image.split("/", 3)[3]).is_file() for image in node["image"]), url


def test_addresses_are_absolute_and_references_meet(pages: dict[str, list[Node]]) -> None:
    known = {node["@id"] for node in nodes_in(list(pages.values())) if len(node) > 2 and "@id" in node}
    for url, graph in pages.items():
        for node in nodes_in(graph):
            for field in ("url", "item", "@id", "mainEntityOfPage", "logo"):
                assert str(node.get(field, "https://")).startswith("https://"), (url, field)
            part = node.get("isPartOf", {})
            assert part.get("@id", "") in known | {""}, (url, part)


def test_quotations_are_words_of_named_people(pages: dict[str, list[Node]]) -> None:
    for url, graph in pages.items():
        for node in nodes_in(graph):
            if "Quotation" in types_of(node):
                assert node["spokenByCharacter"]["name"].strip(), url
                assert node["@id"].partition("#")[2], url
