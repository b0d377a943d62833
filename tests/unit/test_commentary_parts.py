"""What fills more than a page: years, numbered parts of a year, and the latest on the main pages."""

from __future__ import annotations

import datetime as dt
import gzip
import random
from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk.builder.render import Renderer
from newsdesk.commentary import parts
from newsdesk.commentary.assemble import sheets
from newsdesk.commentary.views import CommentaryView, ExpertView, SaidView
from newsdesk.model.cards import said_by, said_in
from newsdesk.model.digest import Digest, Quotation
from newsdesk.model.index import index_of
from newsdesk.model.site import Page

from tests.digests import SITE, article, digest, expert, material_of, pages_of, said, text, topic
from tests.sites import ROOT
from tests.whole_digests import digests

RUNS = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
LIMIT = 80_000  # bytes of a page, compressed


def shown(page: Page) -> list[str]:
    """The addresses of the sentences that a page of quotations leads to."""
    assert isinstance(page.view, ExpertView | SaidView | CommentaryView)
    return [card.url for group in page.view.groups for card in group.quotations]


def years_below(pages: tuple[Page, ...], home: str) -> list[Page]:
    """The pages of years, and of parts of a year, below a main page."""
    return [page for page in pages if page.url.startswith(home) and page.url[len(home) :][:4].isdigit()]


def every(of: Digest, slug: str) -> list[str]:
    return sorted(f"{one.article.url}#{one.quotation.anchor}" for one in said_by(of.expert[slug], of))


@cache
def prolific(stories: int, each: int, years: int) -> Digest:
    """An expert who said different words in each of many stories, spread over years; every tenth story corrected."""
    draw = random.Random(7)  # any words will do, but always the same
    words = ["".join(draw.choices("aeioulnrstmdkp", k=draw.randint(2, 9))) for _ in range(3000)]
    weights = [1 / (rank + 3) for rank in range(len(words))]

    def sentence(length: int) -> str:
        return " ".join(draw.choices(words, weights, k=length)).capitalize() + "."

    def quotation(number: int) -> Quotation:
        spoken = sentence(25)
        anchor = f"q-ada-example-{draw.getrandbits(40):010x}"
        return said(spoken, anchor=anchor, context=f"{sentence(14)} {spoken} {sentence(14)}", attribution=sentence(7))

    made = [
        article(
            f"{'-'.join(draw.choices(words, weights, k=4))}-{number}",
            f"{2031 - number % years}-{number % 12 + 1:02}-{number % 28 + 1:02}",
            ("harbour", "trade")[number % 2],
            title=sentence(8),
            body=text(quotations=[quotation(number * each + one) for one in range(each)]),
        )
        for number in range(stories)
    ]
    return digest(*made, expert("ada-example"), topic("harbour"), topic("trade"))


@RUNS
@given(digests(), st.integers(1, 3))
def test_every_accepted_quotation_stands_once_on_the_main_page_or_once_over_its_years(some: Digest, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST", most)
        pages = pages_of(sheets, some)
    by_url = {page.url: page for page in pages}
    assert len(by_url) == len(pages)
    for person in some.experts:
        years = years_below(pages, person.url)
        found = [url for page in years or [by_url[person.url]] for url in shown(page)]
        assert sorted(found) == every(some, person.slug)
        assert all(len(shown(page)) <= most for page in years)
    for one in some.topics:
        home = f"{one.url}commentary/"
        told = said_in([a for a in some.articles if one.slug in a.topics], some)
        assert (home in by_url) == bool(told)
        if told:
            years = years_below(pages, home)
            found = [url for page in years or [by_url[home]] for url in shown(page)]
            assert sorted(found) == sorted(f"{said.article.url}#{said.quotation.anchor}" for said in told)


@RUNS
@given(digests())
def test_no_page_shows_a_quotation_twice_or_gives_an_anchor_twice(some: Digest) -> None:
    for page in pages_of(sheets, some):
        if isinstance(page.view, ExpertView | SaidView | CommentaryView):
            cards = [card for group in page.view.groups for card in group.quotations]
            keys = [(card.speaker, " ".join(" ".join(card.paragraphs).casefold().split())) for card in cards]
            anchors = [card.anchor for card in cards] + [group.id for group in page.view.groups]
            assert len(set(keys)) == len(keys)
            assert len(set(anchors)) == len(anchors)


def test_five_thousand_quotations_of_one_expert_stay_small_on_every_page() -> None:
    some = prolific(2500, 2, 8)
    renderer, index = Renderer(ROOT / "theme", SITE), index_of(some)
    sizes: dict[str, int] = {}
    counted: Counter[str] = Counter()
    for sheet in sheets(index, SITE):
        page = sheet.make(material_of(sheet.scope, some, SITE))
        assert isinstance(page, Page)
        sizes[page.url] = len(gzip.compress(renderer.render(page), 6, mtime=0))
        if page in years_below((page,), "/experts/ada-example/"):
            counted.update(shown(page))
    assert {url: size for url, size in sizes.items() if size > LIMIT} == {}
    assert len(counted) == 5000
    assert set(counted.values()) == {1}


def test_a_prolific_experts_main_page_shows_the_latest_and_leads_to_all_years() -> None:
    some = prolific(150, 2, 2)
    pages = {page.url: page for page in pages_of(sheets, some)}
    view = pages["/experts/ada-example/"].view
    assert isinstance(view, ExpertView)
    assert (view.quotations, len(shown(pages["/experts/ada-example/"]))) == (300, 40)
    assert [(part.link.url, part.link.text, part.count) for part in view.parts] == [
        ("/experts/ada-example/2031/", "2031", 150),
        ("/experts/ada-example/2030/", "2030", 150),
    ]
    older = pages["/experts/ada-example/2031/"].view
    assert isinstance(older, SaidView)
    assert older.older
    assert older.older.url == "/experts/ada-example/2030/"
    assert older.newer is None


def test_the_parts_of_a_full_year_count_from_its_oldest_words() -> None:
    some = prolific(250, 1, 1)
    pages = {page.url: page for page in pages_of(sheets, some)}
    first, second = pages["/experts/ada-example/2031/"], pages["/experts/ada-example/2031/2/"]
    assert (len(shown(first)), len(shown(second))) == (200, 50)
    assert second.title == "Ada Example in 2031, part 2"
    assert second.description == "What Ada Example said from October to December 2031, newest first."
    newest = {f"{story.url}#{story.body.quotations[0].anchor}" for story in some.articles[:50]}
    assert set(shown(second)) == newest


def test_words_of_a_full_topic_are_shown_by_topic_as_far_as_a_page_holds() -> None:
    page = {page.url: page for page in pages_of(sheets, prolific(150, 2, 2))}["/experts/ada-example/by-topic/"]
    assert isinstance(page.view, SaidView)
    assert [(len(group.quotations), group.total) for group in page.view.groups] == [(100, 150), (100, 150)]
    assert page.canonical is None


def test_a_story_told_at_new_year_in_another_zone_stands_in_its_own_year_once() -> None:
    east, west = dt.timezone(dt.timedelta(hours=12)), dt.timezone(dt.timedelta(hours=-10))
    times = (
        dt.datetime(2032, 1, 1, 1, tzinfo=east),
        dt.datetime(2031, 12, 31, 23, tzinfo=west),
        dt.datetime(2032, 1, 1, 3, tzinfo=east),
    )
    stories = [
        article(f"s{number}", date=when, body=text(quotations=[said(f"Words {number}.")]))
        for number, when in enumerate(times)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "MOST", 2)
        pages = pages_of(sheets, digest(*stories, expert("ada-example")))
    years = {page.url: len(shown(page)) for page in years_below(pages, "/experts/ada-example/")}
    assert years == {"/experts/ada-example/2032/": 2, "/experts/ada-example/2031/": 1}
