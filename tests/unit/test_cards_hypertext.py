"""HTML of a body, read elsewhere and pointed at."""

import pytest
from newsdesk.model.digest import Text
from newsdesk.model.hypertext import absolute, excerpt, locate_events

from tests.digests import article, event, said, text

PAGE = "https://harbour.example/digest/articles/boats/"


@pytest.mark.parametrize(
    ("markup", "whole"),
    [
        ('<a href="/digest/topics/x/">x</a>', '<a href="https://harbour.example/digest/topics/x/">x</a>'),
        ('<img alt="" src="/digest/images/x.jpg">', '<img alt="" src="https://harbour.example/digest/images/x.jpg">'),
        ('<a href="#note">x</a>', f'<a href="{PAGE}#note">x</a>'),
        ('<a href="https://other.example/">x</a>', '<a href="https://other.example/">x</a>'),
        ('<a href="//other.example/">x</a>', '<a href="//other.example/">x</a>'),
        ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'),
        ('<p>href="/not/an/attribute"</p>', '<p>href="/not/an/attribute"</p>'),
        ("", ""),
    ],
)
def test_links_inside_the_site_become_whole_addresses(markup: str, whole: str) -> None:
    assert absolute(markup, PAGE) == whole


def test_an_excerpt_is_cut_at_a_word_and_says_so() -> None:
    assert excerpt("Short.\n\nAnd on  one line.") == "Short. And on one line."
    cut = excerpt("word " * 100, 40)
    assert cut.startswith("word word")
    assert cut.endswith("word…")
    assert len(cut) <= 40
    assert len(excerpt("x" * 500, 40)) == 40


@pytest.mark.parametrize(
    ("paragraph", "quote", "marked"),
    [
        ("It opened on 3 May.", "opened on 3 May", '<p>It <span id="event-e">opened on 3 May</span>.</p>'),
        ("It opened\non 3 May.", "Opened on 3 may.", '<p>It <span id="event-e">opened\non 3 May</span>.</p>'),
        ("It “opened” – late.", '"opened" - late', '<p>It “<span id="event-e">opened” – late</span>.</p>'),
        ("Fish &amp; chips on 3 May.", "fish & chips", '<p><span id="event-e">Fish &amp; chips</span> on 3 May.</p>'),
        ("It <b>opened</b> on 3 May.", "opened on 3 May", '<p id="event-e">It <b>opened</b> on 3 May.</p>'),
        ('It <i title="on 3 May">is</i> on 3 May.', "on 3 May", None),
    ],
)
def test_the_words_of_an_event_get_an_id(paragraph: str, quote: str, marked: str | None) -> None:
    story = article("a", body=text(paragraph), timeline=(event("2031-05-03", "Opening", id="e", quote=quote),))
    html, anchors = locate_events(story)
    assert html == (marked or '<p>It <i title="on 3 May">is</i> <span id="event-e">on 3 May</span>.</p>')
    assert anchors == {"e": "event-e"}


def test_an_event_on_a_quotation_takes_its_anchor_and_leaves_the_text_alone() -> None:
    quotation = said("we open on 3 May")
    body = text("She said: we open on 3 May.", quotations=[quotation])
    story = article("a", body=body, timeline=(event("2031-05-03", "Opening", id="e", quote="open on 3 May"),))
    assert locate_events(story) == (body.html, {"e": quotation.anchor})


def test_a_paragraph_that_has_an_id_keeps_it() -> None:
    body = Text(html='<p id="mine">It <b>opened</b> on 3 May.</p>')
    story = article("a", body=body, timeline=(event("2031-05-03", "Opening", id="e", quote="opened on 3 May"),))
    assert locate_events(story) == (body.html, {"e": "mine"})


def test_events_in_one_sentence_have_each_their_own_words() -> None:
    events = (
        event("2031-05-03", "Opening", id="a", quote="opened on 3 May"),
        event("2031-05-09", "Closing", id="b", quote="closed on 9 May"),
        event("2031-05-09", "Both", id="c", quote="3 May and closed"),
    )
    html, anchors = locate_events(article("x", body=text("It opened on 3 May and closed on 9 May."), timeline=events))
    assert anchors == {"a": "event-a", "b": "event-b", "c": "event-c"}
    assert '<p id="event-c">It <span id="event-a">opened on 3 May</span> and <span id="event-b">closed' in html


def test_words_that_are_not_in_the_text_or_are_blank_are_left_out() -> None:
    events = (
        event("2031-05-03", "A", id="a", quote="nowhere to be found"),
        event("2031-05-03", "B", id="b"),
        event("2031-05-03", "C", id="c", quote=" … "),
    )
    body = text("It opened.")
    assert locate_events(article("x", body=body, timeline=events)) == (body.html, {})
