"""What happened, in order, each event once: merging, ordering, ids."""

import pytest
from newsdesk.model.chronicle import are_alike, occurrences, telling_id

from tests.digests import article, event


@pytest.mark.parametrize(
    ("title", "other", "alike"),
    [
        ("Talks in Sandhaven", "Mayor and union hold talks in Sandhaven", True),
        ("The harbour opens", "Harbour opens", True),
        ("Talks in Sandhaven", "Talks in Northport", False),
        ("Harbour gets 3 cranes", "Harbour gets 4 cranes", False),
        ("Harbour gets 3 cranes", "Harbour gets cranes", True),
        ("Strike", "Strike", True),
        ("Strike", "Strike ends in Sandhaven", False),
        ("Порт открыт снова", "Порт открыт", True),
        ("The of", "the Of", True),
        ("", "", False),
        ("…", "!", False),
    ],
)
def test_titles_are_alike_if_they_share_most_words_and_no_number_differs(title: str, other: str, alike: bool) -> None:
    assert are_alike(title, other) is alike
    assert are_alike(other, title) is alike


def test_one_event_told_by_two_stories_is_one_occurrence() -> None:
    first = article("first", "2031-05-11", timeline=(event("2031-05-10", "Talks in Sandhaven", id="talks"),))
    later = article("later", "2031-05-20", timeline=(event("2031-05-10", "Union holds talks in Sandhaven"),))
    talks = [o for o in occurrences((later, first)) if not o.is_story]
    assert [(o.id, [t.article.slug for t in o.tellings]) for o in talks] == [("event-talks", ["first", "later"])]


def test_events_of_one_story_or_of_other_dates_stay_apart() -> None:
    same = article("a", timeline=(event("2031-05-01", "Talks", id="x"), event("2031-05-01", "Talks", id="y")))
    other = article("b", timeline=(event("2031-05", "Talks", id="z"),))
    assert len([o for o in occurrences((other, same)) if not o.is_story]) == 3


def test_the_words_shown_are_those_of_the_first_that_calls_it_a_milestone() -> None:
    plain = article("a", "2031-05-11", timeline=(event("2031-05-10", "Talks in Sandhaven"),))
    milestone = article(
        "b", "2031-05-12", timeline=(event("2031-05-10", "Talks in Sandhaven begin", level="milestone"),)
    )
    (talks,) = [o for o in occurrences((milestone, plain)) if not o.is_story]
    assert talks.is_milestone
    assert talks.lead.article.slug == "b"
    assert talks.tellings[0].article.slug == "a"


def test_a_story_is_an_occurrence_at_its_own_date_unless_it_tells_of_that_day_itself() -> None:
    plain = article("plain", "2031-05-10", title="A day at the quay")
    itself = article(
        "itself", "2031-05-11", title="Harbour opens", timeline=(event("2031-05-11", "The harbour opens"),)
    )
    assert [(o.id, o.is_story) for o in occurrences((itself, plain))] == [
        ("story-plain", True),
        ("event-2031-05-11-the-harbour-opens", False),
    ]


def test_order_is_by_date_then_milestones_then_as_told() -> None:
    story = article(
        "s",
        "2031-06-01",
        timeline=(
            event("2031-05-10", "A day later told first", id="d"),
            event("2031-05", "The month", id="month"),
            event("2031", "The year", id="year"),
            event("2031-05-10", "Turning point", id="m", level="milestone"),
            event("2031-05-10/2031-05-12", "Three days", id="three"),
            event("../2031", "Before long", id="end"),
            event("203X", "The decade", id="decade"),
        ),
    )
    ids = [o.id.removeprefix("event-") for o in occurrences((story,))]
    assert ids == ["decade", "year", "month", "m", "d", "three", "story-s", "end"]


def test_proposals_appear_only_when_asked_for() -> None:
    story = article("s", status="draft", timeline=(event("2031-05-01", "Perhaps", id="p", proposed=True),))
    assert [o.id for o in occurrences((story,))] == ["story-s"]
    assert [o.id for o in occurrences((story,), proposals=True)] == ["event-p", "story-s"]


def test_an_id_used_twice_stays_with_the_older_story() -> None:
    old = article("old", "2031-05-01", timeline=(event("2031-01-01", "One thing", id="x"),))
    new = article("new", "2031-05-02", timeline=(event("2031-02-02", "Another", id="x"),))
    assert [o.id for o in occurrences((new, old)) if not o.is_story] == ["event-x", "event-x-new"]


def test_a_storys_account_of_an_event_has_an_anchor_of_its_own() -> None:
    thing = event("2031-01-01", "A thing", id="x")
    assert telling_id(article("s", timeline=(thing,)), thing) == "told-s--x"


def test_hyphens_in_slugs_do_not_make_two_accounts_one() -> None:
    one, other = event("2031-01-01", "A thing", id="b-c"), event("2031-01-01", "A thing", id="c")
    assert telling_id(article("a"), one) != telling_id(article("a-b"), other)


def test_many_events_of_one_day_with_one_word_in_common_stay_apart() -> None:
    stories = [article(f"s{n}", timeline=(event("2031-05-01", f"Result of ward{n} street{n}"),)) for n in range(400)]
    assert len([o for o in occurrences(stories) if not o.is_story]) == 400
