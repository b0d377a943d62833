"""Every page kind, full and bare, as HTML: sound, escaped, complete in its head, with nothing from elsewhere."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given
from hypothesis import strategies as st
from newsdesk.model.site import Link, Page, page_at

from tests.browser.theme_patterns import values as v
from tests.browser.theme_patterns.pages import ALL, EXPERT, STORY, TOPIC
from tests.browser.theme_patterns.render import blocks_page, environment, render

JINJA = environment()
EVERY = pytest.mark.parametrize("page", ALL, ids=lambda page: str(page.url))
HOSTILE = """</title></script><script>alert(1)</script>"'><img src=x onerror=alert(1)>{{ 7 * 7 }}&amp;"""
# What is no prose: addresses, codes, anchors, and HTML that has been sanitised before it comes here.
NOT_PROSE = frozenset(
    [
        "url",
        "path",
        "template",
        "id",
        "anchor",
        "lang",
        "type",
        "iso",
        "precision",
        "speech",
        "kind",
        "canonical",
        "data",
        "body",
        "letter",
        "background",
        "biography",
        "image",
        "photo",
        "base",
        "stylesheet",
        "reference_stylesheet",
        "modified",
        "claims",
    ]
)


def soup(page: Page, **site: Any) -> BeautifulSoup:
    return BeautifulSoup(render(page, replace(v.SITE, **site), JINJA), "html.parser")


def at(url: str) -> Page:
    return next(page for page in ALL if page.url == url)


def story(**changes: Any) -> BeautifulSoup:
    view = replace(STORY, **changes)
    return soup(page_at(v.LEAD.url, "story.html", view, view.headline))


def hostile(value: Any, name: str = "") -> Any:
    """The same value with every piece of prose in it replaced by an attack."""
    if isinstance(value, str):
        return value if name in NOT_PROSE or not value else HOSTILE
    if isinstance(value, tuple):
        return tuple(hostile(item, name) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: hostile(getattr(value, field.name), field.name) for field in fields(value)}
        return replace(value, **changed)
    return value


@EVERY
def test_headings_begin_with_one_h1_and_skip_no_level(page: Page) -> None:
    levels = [int(heading.name[1]) for heading in soup(page).find_all(["h1", "h2", "h3", "h4", "h5", "h6"])]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels)), levels


@EVERY
def test_page_carries_no_script_and_no_style_of_its_own(page: Page) -> None:
    html = soup(page)
    data, scripts = html.find_all("script", src=False), html.find_all("script", src=True)
    assert [script["type"] for script in data] == ["application/ld+json"] * bool(page.data)
    # The one script there is stands where timelines tell what was added, and nowhere is another allowed.
    assert len(scripts) == bool(html.select(".additions"))
    assert all(script["src"].endswith("/theme/js/visits.js") and script.has_attr("defer") for script in scripts)
    assert html.find("style") is None
    for element in html.find_all(True):
        assert not [name for name in element.attrs if name == "style" or name.startswith("on")], element


@EVERY
def test_page_loads_nothing_from_elsewhere(page: Page) -> None:
    html = soup(page)
    loaded = [element["src"] for element in html.find_all(src=True)]
    loaded += [
        link["href"] for link in html.select("link[rel~=stylesheet], link[rel~=icon], link[rel~=apple-touch-icon]")
    ]
    assert all(str(url).startswith("/") and not str(url).startswith("//") for url in loaded), loaded


@EVERY
def test_ids_are_unique_and_what_refers_to_them_finds_them(page: Page) -> None:
    html = soup(page)
    ids = Counter(str(element["id"]) for element in html.find_all(id=True))
    assert not [name for name, count in ids.items() if count > 1]
    for element in html.find_all(attrs={"aria-labelledby": True}):
        assert element["aria-labelledby"] in ids
    for link in html.select('a[href^="#"]'):
        assert str(link["href"])[1:] in ids, link


@EVERY
def test_sections_of_the_same_kind_are_told_apart_by_name(page: Page) -> None:
    html = soup(page)
    names = [nav.get("aria-label") for nav in html.find_all("nav")]
    assert all(names)
    assert len(set(names)) == len(names)


@EVERY
def test_hostile_prose_stays_prose(page: Page) -> None:
    html = soup(hostile(page), **{f.name: hostile(getattr(v.SITE, f.name), f.name) for f in fields(v.SITE)})
    assert len(html.find_all("script", src=False)) == bool(page.data)
    assert not html.select("img[src=x]")
    assert not [e for e in html.find_all(True) if any(name.startswith("on") for name in e.attrs)]
    assert "49" not in html.get_text().replace(HOSTILE, "")
    assert html.title is not None
    assert HOSTILE in html.title.get_text()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    html = story(headline=text, standfirst=text, dateline=text)
    for place in ("h1", ".standfirst", ".dateline"):
        found = html.select_one(place)
        assert found is not None
        assert found.get_text() == text
    assert meta(html, "og:title") == text


@EVERY
def test_every_address_of_the_site_gets_its_prefix_once(page: Page) -> None:
    bodiless = hostile(page)  # the bodies' own addresses carry the prefix already
    html = soup(bodiless, base="/digest", url="https://digest.example/digest")
    for body in html.select(".prose"):
        body.clear()
    addresses = [str(e[name]) for name in ("href", "src") for e in html.find_all(attrs={name: True})]
    inside = [url for url in addresses if url.startswith("/")]
    assert inside
    assert all(url.startswith("/digest/") and not url.startswith("/digest/digest") for url in inside), inside


@EVERY
def test_dates_in_machine_form_are_never_empty(page: Page) -> None:
    assert all(time.get("datetime") for time in soup(page).find_all("time"))


@EVERY
def test_no_element_is_left_empty(page: Page) -> None:
    holding = ["p", "ul", "ol", "li", "h1", "h2", "h3", "h4", "a", "figcaption", "section"]
    hollow = [e for e in soup(page).find_all(holding) if not e.get_text(strip=True) and not e.find("img")]
    assert hollow == []


def test_page_of_blocks_is_sound() -> None:
    html = BeautifulSoup(blocks_page(), "html.parser")
    assert len(html.find_all("h1")) == 1


def meta(html: BeautifulSoup, name: str) -> str | None:
    found = html.find("meta", attrs={"name": name}) or html.find("meta", attrs={"property": name})
    return str(found["content"]) if isinstance(found, Tag) else None


def href(html: BeautifulSoup, rel: str) -> str | None:
    found = html.find("link", attrs={"rel": rel})
    return str(found["href"]) if isinstance(found, Tag) else None


def test_head_says_what_machines_need() -> None:
    html = soup(at(v.LEAD.url))
    assert html.title is not None
    assert html.title.get_text() == f"{STORY.headline} – {v.SITE.name}"
    assert meta(html, "description") == STORY.standfirst
    assert meta(html, "og:type") == "article"
    assert meta(html, "og:url") == "https://digest.example/articles/karsk-bridge-opens/"
    assert meta(html, "og:image") == "https://digest.example/images/karsk.svg"
    assert meta(html, "article:published_time") == "2031-06-14T08:00:00+02:00"
    assert meta(html, "article:modified_time") == "2031-06-15T09:30:00+02:00"
    data = html.find("script", type="application/ld+json")
    assert isinstance(data, Tag)
    assert json.loads(str(data.string))["headline"] == "A < and >, escaped"


def test_title_of_the_front_page_is_the_name_alone() -> None:
    html = soup(at("/"))
    assert html.title is not None
    assert html.title.get_text() == v.SITE.name


def test_republished_story_names_the_original_as_canonical() -> None:
    assert href(soup(at(v.LEAD.url)), "canonical") == "https://gazette.example/karsk"


def test_other_pages_are_canonical_themselves() -> None:
    assert href(soup(at("/topics/")), "canonical") == "https://digest.example/topics/"


def test_policy_lets_no_inline_script_or_style_in() -> None:
    html = soup(at("/"))
    found = html.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert isinstance(found, Tag)
    policy = str(found["content"])
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "script-src" not in policy


@pytest.mark.parametrize("case", ["draft", "noindex", "preview"])
def test_robots_are_kept_out(case: str) -> None:
    page = at("/topics/") if case == "preview" else replace(at("/topics/"), **{case: True})  # type: ignore[arg-type]
    html = soup(page, preview=case == "preview")
    assert meta(html, "robots") == "noindex"
    assert href(html, "canonical") is None


def test_feeds_of_the_page_come_before_those_of_the_site_and_none_twice() -> None:
    page = replace(at("/topics/"), feeds=(v.SITE.feeds[1],))
    found = [str(link["href"]) for link in soup(page).select('link[rel="alternate"]')]
    assert found == ["/feed.json", "/feed.xml"]


def test_draft_says_so_and_a_published_page_does_not() -> None:
    assert "Readers do not see this page yet" in soup(replace(at("/about/"), draft=True)).get_text()
    assert soup(at("/about/")).find(class_="banner") is None
    assert "Drafts are shown here" in soup(at("/about/"), preview=True).get_text()


def test_place_in_the_navigation_is_marked() -> None:
    current = soup(at("/topics/")).select('.masthead-nav [aria-current="page"]')
    assert [link.get_text() for link in current] == ["Topics"]


def test_front_page_leads_with_the_first_story_of_the_edition() -> None:
    lead = soup(at("/")).select_one('.card[data-size="lead"] .card-headline')
    assert lead is not None
    assert lead.get_text() == v.LEAD.headline


def test_story_without_anything_optional_shows_headline_and_text_alone() -> None:
    text = soup(at("/bare/story/")).select_one("main")
    assert text is not None
    assert text.get_text(" ", strip=True).startswith("A line and no more 14 June 2031 متن")


def test_corrections_stand_above_the_text() -> None:
    html = str(story())
    assert html.index('class="corrections"') < html.index("The first car over the strait")


def test_kind_is_named_unless_it_is_news() -> None:
    assert "Analysis" in story().select_one(".kicker").get_text()  # type: ignore[union-attr]
    assert story(kind="news").select_one(".story-head .kicker-kind") is None


def test_source_and_original_are_named_and_linked() -> None:
    found = story().select_one(".provenance")
    assert found is not None
    assert found.get_text(" ", strip=True).startswith(
        "The source First published by Strait Gazette , written by Jon Aker"
    )
    assert [str(a["href"]) for a in found.find_all("a")] == [
        "/sources/strait-gazette/",
        "https://gazette.example/karsk",
    ]


def test_foreign_headline_in_a_list_carries_its_language() -> None:
    card = soup(at("/authors/ilse-marrow/")).find(lang="fr")
    assert isinstance(card, Tag)
    assert card.get_text() == "Le pont de Karsk vu du continent"
    assert card["dir"] == "ltr"


def test_timeline_is_an_ordered_list_under_each_period() -> None:
    html = soup(at(v.BRIDGE.url))
    periods = html.select("section.period")
    assert [p.h3.get_text() for p in periods if p.h3] == ["2019", "2022", "2031"]
    assert [len(p.select("ol.timeline > li > article.entry")) for p in periods] == [1, 1, 2]
    assert [a["href"] for a in html.select(".timeline-periods a")] == ["#p-2019", "#p-2022", "#p-2031"]


def test_milestones_lead_to_their_entries() -> None:
    html = soup(at(v.BRIDGE.url))
    assert [a["href"] for a in html.select(".milestones a")] == ["#e-first-pile", "#e-opening"]
    assert len(html.select(".entry[data-milestone]")) == 2


def test_entry_says_who_reported_it_and_when() -> None:
    entry = soup(at(v.BRIDGE.url)).find(id="e-first-pile")
    assert isinstance(entry, Tag)
    reports = [item.get_text(" ", strip=True) for item in entry.select(".entry-reports li")]
    assert reports[0] == f"Reported 14 June 2031 by Strait Gazette : {v.LEAD.headline}"
    assert reports[1] == "Reported 9 June 2031: What a toll is for"


def test_timeline_of_one_period_has_no_way_round_it() -> None:
    page = page_at("/t/", "topic.html", replace(TOPIC, periods=v.PERIODS[:1], milestones=(), background=""), "T")
    assert soup(page).select_one(".timeline-periods") is None


def test_expert_page_groups_quotations_by_year_and_links_each_sentence() -> None:
    html = soup(at(v.OKONEK.url))
    assert [h.get_text() for h in html.select(".voices h3")] == ["2031", "2030"]
    assert html.select_one('.quotation a[href="/articles/karsk-bridge-opens/#q-okonek-1"]')
    assert "Sat on the wind panel" in html.get_text()


def test_expert_without_declared_interests_is_said_to_have_declared_none() -> None:
    page = page_at("/e/", "expert.html", replace(EXPERT, interests=""), "E")
    assert "None has been declared to us." in soup(page).get_text()


def test_link_of_a_profile_that_is_no_address_is_words_alone() -> None:
    page = page_at("/e/", "expert.html", replace(EXPERT, links=(Link("javascript:alert(1)", "Home page"),)), "E")
    html = soup(page)
    assert "Home page" in html.get_text()
    assert not html.select('a[href^="javascript"]')
