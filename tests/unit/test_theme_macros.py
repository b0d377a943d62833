"""The macros one by one, by their own examples, and what a template may and may not do."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from jinja2 import nodes
from jinja2.filters import FILTERS
from jinja2.meta import find_undeclared_variables
from newsdesk.model.site import Link, Moment

from tests.browser.theme_patterns import values as v
from tests.browser.theme_patterns.examples import BLOCKS, WITHOUT_STYLE
from tests.browser.theme_patterns.render import STYLES, TEMPLATES, call, environment

JINJA = environment()
SOURCES = {path.relative_to(TEMPLATES).as_posix(): path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")}
PAGES = sorted(name for name in SOURCES if "/" not in name)
MACROS = sorted(name for name in SOURCES if name.startswith("macros/"))
SAFE = re.compile(r"\{\{ (?:view\.(?:edition\.)?(?:body|letter|background|biography)|page\.data)\|safe \}\}")
# A filter that orders, groups, picks or computes is a rule, and rules are the core's.
RULES = frozenset(
    [
        "sort",
        "dictsort",
        "groupby",
        "batch",
        "slice",
        "select",
        "selectattr",
        "reject",
        "rejectattr",
        "map",
        "unique",
        "sum",
        "min",
        "max",
        "random",
        "round",
    ]
)


@pytest.mark.parametrize("name", PAGES)
def test_template_asks_for_site_page_and_view_alone(name: str) -> None:
    tree = JINJA.parse(SOURCES[name])
    imported = {macro for imports in tree.find_all(nodes.FromImport) for macro in imports.names}
    named = {target.name for target in tree.find_all(nodes.Name) if target.ctx == "store"}
    assert find_undeclared_variables(tree) - imported - named <= {"site", "page", "view"}


@pytest.mark.parametrize("name", MACROS)
def test_macro_knows_only_what_it_is_given(name: str) -> None:
    assert find_undeclared_variables(JINJA.parse(SOURCES[name])) == set()


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_template_holds_no_rule_and_no_filter_of_ours(name: str) -> None:
    tree = JINJA.parse(SOURCES[name])
    filters = {node.name for node in tree.find_all(nodes.Filter)}
    assert filters <= set(FILTERS)
    assert not filters & RULES
    assert not [call for call in tree.find_all(nodes.Call) if getattr(call.node, "name", "") == "namespace"]


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_only_sanitised_fields_are_taken_as_they_are(name: str) -> None:
    source = SOURCES[name]
    assert source.count("|safe }}") == len(SAFE.findall(source))
    assert "autoescape" not in source
    assert "Markup" not in source


@pytest.mark.parametrize("block", sorted(BLOCKS))
def test_block_is_a_macro_a_stylesheet_and_examples(block: str) -> None:
    assert f"macros/{block}.html" in SOURCES
    assert (STYLES / "blocks" / f"{block}.css").is_file() != (block in WITHOUT_STYLE)
    for macro, values in BLOCKS[block]:
        call(macro, block, values, jinja=JINJA)


def test_every_macro_file_is_a_block_with_examples() -> None:
    assert {name.removeprefix("macros/").removesuffix(".html") for name in MACROS} == set(BLOCKS)


def html(macro: str, block: str, *values: object) -> BeautifulSoup:
    return BeautifulSoup(call(macro, block, values, jinja=JINJA), "html.parser")


def text(macro: str, block: str, *values: object) -> str:
    return " ".join(html(macro, block, *values).get_text().split())


@pytest.mark.parametrize(
    ("links", "phrase"),
    [
        ((), ""),
        ((v.MARROW,), "Ilse Marrow"),
        ((v.MARROW, v.VELDT), "Ilse Marrow and Tomas Veldt"),
        ((v.MARROW, v.VELDT, v.GAZETTE), "Ilse Marrow, Tomas Veldt and Strait Gazette"),
    ],
)
def test_names_are_joined_as_in_a_sentence(links: tuple[Link, ...], phrase: str) -> None:
    assert text("phrase", "link", links) == phrase


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/topics/", "/digest/topics/"),
        ("//evil.example/", "//evil.example/"),
        ("https://gazette.example/", "https://gazette.example/"),
        ("#e-1", "#e-1"),
    ],
)
def test_only_addresses_of_the_site_get_its_prefix(url: str, expected: str) -> None:
    assert call("href", "link", (url,), replace(v.SITE, base="/digest")) == expected


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:alert(1)", "data:text/html,x"]
)
def test_address_that_no_reader_may_follow_is_words_alone(url: str) -> None:
    assert html("link", "link", Link(url, "words")).find("a") is None


@pytest.mark.parametrize(
    ("code", "attributes"),
    [
        ("en", ' lang="en" dir="ltr"'),
        ("fa-AF", ' lang="fa-AF" dir="rtl"'),
        ("", ""),
        (None, ""),
    ],
)
def test_language_brings_its_direction(code: str | None, attributes: str) -> None:
    assert call("language", "language", (code,)) == attributes


def test_date_without_machine_form_is_words_alone() -> None:
    assert str(html("moment", "moment", Moment("", "first quarter of 2031"))) == "first quarter of 2031"


def test_words_of_a_speaker_stand_in_a_blockquote_and_reported_ones_do_not() -> None:
    direct, reported = html("quotation", "quotation", v.WORDS[0]), html("quotation", "quotation", v.WORDS[2])
    assert direct.blockquote is not None
    assert reported.blockquote is None
    assert "reported speech" in reported.get_text()


def test_quotation_of_two_paragraphs_keeps_them() -> None:
    assert len(html("quotation", "quotation", v.WORDS[1]).select("blockquote > p")) == 2


def test_quotation_gives_date_source_story_and_the_way_to_the_sentence() -> None:
    shown = html("quotation", "quotation", v.WORDS[0])
    assert shown.time is not None
    assert shown.time["datetime"] == "2031-06-14"
    assert [str(a["href"]) for a in shown.find_all("a")] == [
        "/experts/vera-okonek/",
        "/sources/strait-gazette/",
        "/articles/karsk-bridge-opens/#q-okonek-1",
        "/articles/karsk-bridge-opens/#corrections",
    ]


def test_person_without_a_profile_is_a_name_without_a_link() -> None:
    shown = html("person", "person", v.HARBOUR_MASTER)
    assert shown.find("a") is None
    assert "harbour master" in shown.get_text()


@pytest.mark.parametrize(("count", "words"), [(0, "0 stories"), (1, "1 story"), (2, "2 stories")])
def test_stories_are_counted_in_words_that_fit(count: int, words: str) -> None:
    assert words in text("topic_card", "topic-card", replace(v.TOPICS[0], stories=count))


def test_picture_of_unknown_size_claims_none() -> None:
    image = html("picture", "picture", replace(v.PICTURE, width=0, height=0)).img
    assert image is not None
    assert image.attrs == {"src": "/images/karsk.svg", "alt": v.PICTURE.alt}


def test_own_entry_of_a_story_is_titled_by_its_link_and_names_it_once() -> None:
    shown = html("entry", "entry", v.OPENING)
    assert [str(a["href"]) for a in shown.select("h4 a")] == [v.LEAD.url]
    assert shown.get_text().count(v.LEAD.headline) == 1
