"""Where sources date an event differently: noted when everything speaks for one event, and not otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsdesk.model.chronicle import occurrences
from newsdesk.model.digest import Article, Event, Source
from newsdesk.model.site import Link
from newsdesk.timelines.differing import differing
from newsdesk.timelines.timeline import timeline

from tests.digests import article, digest, event

TITLE = "First pile of the Karsk bridge driven"


def told(slug: str, *events: Event, day: str = "2031-12-31") -> Article:
    return article(slug, day, title=f"Looking back {slug}", timeline=events, source=Source(slug.title(), slug))


def dates(*stories: Article) -> set[tuple[str, str]]:
    """The dates of which each is noted at the other."""
    found = occurrences(stories)
    by_id = {one.id: one for one in found}
    return {(by_id[name].date.text, other.date.text) for name, other in differing(found).items()}


def test_each_of_two_dates_is_noted_at_the_other() -> None:
    stories = (
        told("gull", event("2031-10-11", TITLE)),
        told("tern", event("2031-10-12", "Karsk bridge: first pile driven")),
    )
    assert dates(*stories) == {("2031-10-11", "2031-10-12"), ("2031-10-12", "2031-10-11")}
    some = digest(*stories)
    noted = {e.when.words: e.differs for _, e in timeline(occurrences(some.articles), some) if e.differs}
    (one,) = noted["11 October 2031"]
    assert (one.when.words, one.by, one.url) == (
        "12 October 2031",
        (Link("/sources/tern/", "Tern"),),
        "#event-2031-10-12-karsk-bridge:-first-pile-driven",
    )


def test_without_a_source_the_story_is_named() -> None:
    stories = (told("gull", event("2031-10-11", TITLE)), replace(told("tern", event("2031-10-12", TITLE)), source=None))
    some = digest(*stories)
    noted = [d for _, e in timeline(occurrences(some.articles), some) for d in e.differs]
    assert Link("/articles/tern/", "Looking back tern") in noted[0].by


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("2031-10-11", TITLE), ("2031-10-15", TITLE)),
        (("2031-10-11", TITLE), ("2031-10-12", "First pile of the Holm tower driven")),
        (("2031-10-11", "Talks held"), ("2031-10-12", "Talks held")),
        (("2031-10-11", "Round 2 of Karsk bridge talks"), ("2031-10-12", "Round 3 of Karsk bridge talks")),
        (("2031-10-11~", TITLE), ("2031-10-12", TITLE)),
        (("2031-10", TITLE), ("2031-10-12", TITLE)),
        (("2031-10-11/2031-10-12", TITLE), ("2031-10-12", TITLE)),
    ],
    ids=["four days", "another pile", "two words", "numbers", "approximate", "a month", "an interval"],
)
def test_what_may_well_be_two_events_is_not_noted(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert dates(told("gull", event(*one)), told("tern", event(*other))) == set()


def test_a_story_that_tells_of_both_days_means_two_events() -> None:
    both = told("gull", event("2031-10-11", TITLE), event("2031-10-12", TITLE))
    assert dates(both, told("tern", event("2031-10-12", TITLE))) == set()


def test_three_days_running_are_a_series() -> None:
    stories = [told(f"s{n}", event(f"2031-10-1{n}", TITLE)) for n in (1, 2, 3)]
    assert dates(*stories) == set()
