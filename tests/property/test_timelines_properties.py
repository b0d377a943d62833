"""Timelines of any digest: nothing told is lost, order and ids hold, and machine dates are never more exact."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from newsdesk.model.cards import event_moment
from newsdesk.model.chronicle import are_alike, occurrences
from newsdesk.model.digest import Article, Text
from newsdesk.model.edtf import parse_edtf
from newsdesk.model.hypertext import absolute, excerpt, locate_events
from newsdesk.stories.assemble import sheets as story_sheets
from newsdesk.stories.views import StoryView
from newsdesk.timelines.assemble import sheets
from newsdesk.timelines.views import TopicView

from tests.digests import article, digest, event, page_of, pages_of, text, topic

RUNS = settings(deadline=None, max_examples=60)
DATES = st.sampled_from(
    ["2031", "2031-05", "2031-05~", "2031-05-10", "2031-05-10?", "2031-33", "2031-22", "203X", "-0043", "../2031",
     "2031/..", "2031-05-10/2031-05-12", "2030-12-31", "2031-01-01", "19XX", "2031-12", "1985/"]
)  # fmt: skip
WORDS = st.sampled_from(["harbour", "opens", "talks", "strike", "ends", "again", "the", "3", "4"])
TITLES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)


@st.composite
def articles(draw: st.DrawFn) -> tuple[Article, ...]:
    """A handful of stories of one topic, with events on few dates under titles that often meet."""
    made = []
    for number in range(draw(st.integers(1, 6))):
        told = [
            event(
                draw(DATES),
                draw(TITLES),
                id=f"e{place}",
                level=draw(st.sampled_from(["entry", "milestone"])),
                quote=draw(st.sampled_from([None, "harbour opens", "strike", "<", "&"])),
            )
            for place in range(draw(st.integers(0, 5)))
        ]
        body = text("The harbour opens.", "The <b>strike</b> ends &amp; more.")
        day = draw(st.sampled_from(["2031-05-10", "2031-05-11", "2030-12-31"]))
        made.append(article(f"s{number}", day, title=draw(TITLES), body=body, timeline=tuple(told)))
    return tuple(made)


@RUNS
@given(articles())
def test_every_event_and_every_story_is_told_exactly_once(stories: tuple[Article, ...]) -> None:
    gathered = [telling for occurrence in occurrences(stories) for telling in occurrence.tellings]
    events = [(telling.article.slug, telling.event.id) for telling in gathered if telling.event]
    assert sorted(events) == sorted((story.slug, event.id) for story in stories for event in story.timeline)
    assert {telling.article.slug for telling in gathered} == {story.slug for story in stories}
    own = [telling.article.slug for telling in gathered if telling.event is None]
    assert len(own) == len(set(own))


@RUNS
@given(articles(), st.randoms(use_true_random=False))
def test_the_timeline_does_not_depend_on_the_order_of_files(
    stories: tuple[Article, ...], chance: random.Random
) -> None:
    shuffled = list(stories)
    chance.shuffle(shuffled)
    assert pages_of(sheets, digest(*stories)) == pages_of(sheets, digest(*shuffled))


@RUNS
@given(articles())
def test_entries_are_in_order_with_ids_that_are_unique_and_reachable(stories: tuple[Article, ...]) -> None:
    some = digest(*stories, topic("harbour"))
    view = page_of(pages_of(sheets, some), "/topics/harbour/").view
    assert isinstance(view, TopicView)
    found = occurrences(stories)
    assert [o.date.sort_key for o in found] == sorted(o.date.sort_key for o in found)
    ids = [entry.id for period in view.periods for entry in period.entries]
    assert ids == [o.id for o in found]
    entries = [entry for period in view.periods for entry in period.entries]
    told = [report.id for entry in entries for report in entry.reports if report.id]
    assert len(told) == sum(len(story.timeline) for story in stories)
    anchors = [*ids, *told, *(period.id for period in view.periods)]
    assert len(anchors) == len(set(anchors))
    assert {entry.id for entry in view.milestones} <= set(ids)
    assert len(view.milestones) <= 12
    assert all(entry.reports and entry.when.words for entry in entries)


@RUNS
@given(articles())
def test_links_between_story_and_timeline_lead_somewhere_both_ways(stories: tuple[Article, ...]) -> None:
    some = digest(*stories)
    made = {page.url: page for page in (*pages_of(sheets, some), *pages_of(story_sheets, some))}
    view = made["/topics/harbour/"].view
    assert isinstance(view, TopicView)
    entries = [entry for period in view.periods for entry in period.entries]
    for story in stories:
        page = made[story.url].view
        assert isinstance(page, StoryView)
        assert {told.url for told in page.events} <= {
            f"/topics/harbour/#{report.id}" for entry in entries for report in entry.reports
        }
        assert len(page.events) == len(story.timeline)
    for entry in entries:
        for report in entry.reports:
            url, _, anchor = report.story.url.partition("#")
            page = made[url].view
            assert isinstance(page, StoryView)
            assert not anchor or f'id="{anchor}"' in page.body


@RUNS
@given(articles(), st.integers(1, 28))
def test_a_later_story_moves_no_entrys_id(stories: tuple[Article, ...], day: int) -> None:
    later = article("zz", f"2032-01-{day:02}", timeline=(event("2031-05-10", "Harbour opens talks", id="e0"),))
    before = {(t.article.slug, t.event.id): o.id for o in occurrences(stories) for t in o.tellings if t.event}
    after = {(t.article.slug, t.event.id): o.id for o in occurrences((*stories, later)) for t in o.tellings if t.event}
    assert {key: after[key] for key in before} == before


@given(DATES)
def test_a_machine_date_is_one_that_html_can_hold_and_no_more_exact_than_the_words(date: str) -> None:
    moment = event_moment(parse_edtf(date))
    assert moment.words
    assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", moment.iso)
    assert not moment.iso or len(moment.iso) <= len(date)


@RUNS
@given(st.text(), st.text())
def test_titles_of_any_text_compare_alike_both_ways(title: str, other: str) -> None:
    assert are_alike(title, other) == are_alike(other, title)


@RUNS
@given(st.text(alphabet=st.sampled_from("<>/p \"'=id&;ab-–“”.\n\u00a0")), st.text(alphabet="ab<&\"' -.“", max_size=6))
def test_pointing_at_words_never_raises_and_changes_no_word(markup: str, quote: str) -> None:
    story = article("a", body=Text(html=markup), timeline=(event("2031", "X", id="x", quote=quote),))
    html, anchors = locate_events(story)
    if anchors:
        assert f'id="{anchors["x"]}"' in html
    stripped = re.sub(r'<span id="event-x">(.*?)</span>', r"\1", html, flags=re.DOTALL).replace(' id="event-x"', "")
    assert stripped == markup


@RUNS
@given(st.text(), st.integers(1, 50))
def test_an_excerpt_is_never_longer_than_asked(plain: str, limit: int) -> None:
    assert len(excerpt(plain, limit)) <= limit
    assert "\n" not in excerpt(plain, limit)


@RUNS
@given(st.text(alphabet=st.sampled_from("<a href=src\"/#>x' ")))
def test_whole_addresses_are_whole_the_second_time_too(markup: str) -> None:
    once = absolute(markup, "https://harbour.example/a/")
    assert absolute(once, "https://harbour.example/a/") == once
