"""The index of a digest: what a row says of its story, and the groups that rows stand in."""

import datetime as dt

import pytest
from newsdesk.model.digest import Byline, Digest, EditionItem, Quotation, Reference, Source, Text
from newsdesk.model.index import Index, Speaker, index_of, row_of
from newsdesk.model.issues import issues

from tests.digests import article, byline, digest, edition, event, expert, said, text, topic


def test_a_row_says_where_a_story_belongs_and_whom_it_names() -> None:
    story = article(
        "boats",
        "2031-05-10",
        "harbour",
        "trade",
        authors=(byline("Bo Writer"),),
        source=Source("The Gull", "the-gull", "https://gull.example/boats"),
        aliases=("/old.html",),
        body=text("Boats came.", quotations=[said("One."), said("Two.", None, speaker_name="Cy Stranger")]),
    )
    row = row_of(story, facts="f", text="t")
    assert (row.slug, row.path, row.url, row.date) == (story.slug, story.path, story.url, story.date)
    assert (row.status, row.topics, row.aliases) == ("published", ("harbour", "trade"), ("/old.html",))
    assert (row.authors, row.source) == ((byline("Bo Writer"),), Byline("The Gull", "the-gull"))
    assert [(speaker.slug, speaker.name, len(speaker.said)) for speaker in row.speakers] == [
        ("ada-example", "Ada Example", 1),
        (None, "Cy Stranger", 1),
    ]
    assert (row.facts, row.text) == ("f", "t")


def test_the_people_of_a_row_are_all_whom_a_page_of_the_story_may_show() -> None:
    body = Text(
        quotations=(said("One.", "quoted"), said("Two.", "perhaps", proposed=True), said("Three.", None)),
        references=(Reference("expert", "linked"), Reference("said", "gathered"), Reference("topic", "harbour")),
    )
    told = event("2031", "A thing", people=("there", "Plain Name"))
    assert row_of(article("a", timeline=(told,), body=body)).people == (
        "quoted",
        "perhaps",
        "linked",
        "gathered",
        "there",
        "Plain Name",
    )


def test_speakers_are_those_whose_words_were_accepted() -> None:
    row = row_of(article("a", body=text(quotations=[said("One.", proposed=True)])))
    assert row.speakers == ()


def words_of(*quotations: Quotation) -> tuple[Speaker, ...]:
    return row_of(article("a", body=text(quotations=quotations))).speakers


@pytest.mark.parametrize("again", ["we  open.", "WE OPEN.", "We\nopen."])
def test_the_same_words_have_one_digest_however_they_are_spaced_and_written(again: str) -> None:
    assert words_of(said("We open."))[0].said == words_of(said(again))[0].said
    assert words_of(said("We open."))[0].said != words_of(said("We open"))[0].said


def test_words_that_no_file_can_hold_have_a_digest_too() -> None:
    assert len(words_of(said("\ud800"))[0].said) == 1


def test_words_told_by_two_stories_count_once_for_their_expert() -> None:
    some = digest(
        article("a", "2031-05-01", body=text(quotations=[said("We open."), said("Never.")])),
        article("b", "2031-05-02", body=text(quotations=[said("we open."), said("We open.", "bo-other")])),
        expert("ada-example"),
        expert("bo-other"),
        expert("silent"),
    )
    assert index_of(some).times_quoted == {"ada-example": 2, "bo-other": 1, "silent": 0}


def test_an_expert_quoted_under_two_spellings_is_one() -> None:
    quotations = [said("One.", speaker_name="Ada Example"), said("Two.", speaker_name="A. Example")]
    index = index_of(digest(article("a", body=text(quotations=quotations)), expert("ada-example")))
    assert [row.slug for row in index.by_expert["ada-example"]] == ["a"]
    assert index.times_quoted == {"ada-example": 2}


def test_who_has_no_profile_that_readers_may_see_is_in_no_group() -> None:
    index = index_of(digest(article("a", body=text(quotations=[said("One.", "hidden-person")]))))
    assert (index.by_expert, index.times_quoted) == ({}, {})


def test_names_are_those_that_the_newest_story_gives() -> None:
    some = digest(
        article("old", "2031-05-01", source=Source("Gull", "the-gull"), authors=(Byline("B. Writer", "bo-writer"),)),
        article(
            "new", "2031-05-02", source=Source("The Gull", "the-gull"), authors=(Byline("Bo Writer", "bo-writer"),)
        ),
    )
    index = index_of(some)
    assert index.source == {"the-gull": Byline("The Gull", "the-gull")}
    assert index.author == {"bo-writer": Byline("Bo Writer", "bo-writer")}
    assert [row.slug for row in index.by_author["bo-writer"]] == ["new", "old"]


def test_a_topic_without_stories_has_an_empty_group_and_one_without_a_file_has_its_stories() -> None:
    index = index_of(digest(article("a", "2031-05-01", "undescribed"), topic("harbour")))
    assert {slug: [row.slug for row in rows] for slug, rows in index.by_topic.items()} == {
        "harbour": [],
        "undescribed": ["a"],
    }


def test_months_are_those_of_each_storys_own_zone_newest_first() -> None:
    east = dt.timezone(dt.timedelta(hours=13))
    some = digest(article("a", date=dt.datetime(2031, 6, 1, 0, 30, tzinfo=east)), article("b", "2030-12-31"))
    assert list(index_of(some).by_month) == [(2031, 6), (2030, 12)]


def test_an_empty_digest_has_an_empty_index() -> None:
    index = index_of(Digest())
    assert index == Index()
    assert (index.by_topic, index.by_month, index.times_quoted, index.author, index.source) == ({}, {}, {}, {}, {})


def test_an_edition_counts_what_its_index_holds_and_keeps_the_notes() -> None:
    listed = edition("2031-05-03", items=(EditionItem("b", "Read this."), EditionItem("hidden"), EditionItem("a")))
    told = [article("a", "2031-05-01"), article("b", "2031-05-02"), article("c", "2031-05-04")]
    first, second = issues(index_of(digest(*told, listed, edition("2031-05-05"))))
    assert (first.number, first.contents) == (1, (("b", "Read this."), ("a", "")))
    assert (second.number, second.slugs, second.title) == (2, ("c",), "Edition of 5 May 2031")
