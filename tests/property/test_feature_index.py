"""The index of a digest says of its stories what the digest itself says."""

from __future__ import annotations

from hypothesis import given, settings
from newsdesk.commentary.assemble import sheets as commentary_sheets
from newsdesk.commentary.views import CommentaryView, ExpertsView, ExpertView
from newsdesk.model.cards import accepted, said_by
from newsdesk.model.digest import Digest
from newsdesk.model.index import Row, index_of
from newsdesk.model.issues import issues

from tests.digests import page_of, pages_of
from tests.whole_digests import digests

RUNS = settings(deadline=None, max_examples=60)


def slugs(groups: dict[str, tuple[Row, ...]]) -> dict[str, list[str]]:
    return {key: [row.slug for row in rows] for key, rows in groups.items()}


@RUNS
@given(digests())
def test_groups_hold_the_stories_of_each_topic_author_source_and_month_newest_first(some: Digest) -> None:
    index = index_of(some)
    topics = {topic.slug for topic in some.topics} | {slug for story in some.articles for slug in story.topics}
    assert slugs(index.by_topic) == {slug: [a.slug for a in some.articles if slug in a.topics] for slug in topics}
    authors = {author.slug for story in some.articles for author in story.authors}
    assert slugs(index.by_author) == {
        slug: [a.slug for a in some.articles if slug in [author.slug for author in a.authors]] for slug in authors
    }
    assert slugs(index.by_source) == {
        story.source.slug: [a.slug for a in some.articles if a.source and a.source.slug == story.source.slug]
        for story in some.articles
        if story.source
    }
    months = sorted({(a.date.year, a.date.month) for a in some.articles}, reverse=True)
    assert [(month, [row.slug for row in rows]) for month, rows in index.by_month.items()] == [
        (month, [a.slug for a in some.articles if (a.date.year, a.date.month) == month]) for month in months
    ]


@RUNS
@given(digests())
def test_names_of_authors_and_sources_are_those_of_their_newest_stories(some: Digest) -> None:
    index = index_of(some)
    for slug, rows in index.by_source.items():
        newest = some.article[rows[0].slug].source
        assert newest
        assert (index.source[slug].slug, index.source[slug].name) == (slug, newest.name)
    for slug, rows in index.by_author.items():
        assert index.author[slug] in some.article[rows[0].slug].authors
    assert index.author.keys() == index.by_author.keys()
    assert index.source.keys() == index.by_source.keys()


@RUNS
@given(digests())
def test_the_stories_and_the_number_of_an_experts_words_are_those_of_the_digest(some: Digest) -> None:
    index = index_of(some)
    for expert in some.experts:
        told = [a.slug for a in some.articles if expert.slug in [quotation.speaker for quotation in accepted(a)]]
        assert [row.slug for row in index.by_expert.get(expert.slug, ())] == told
        assert index.times_quoted[expert.slug] == len(said_by(expert, some))
    assert index.by_expert.keys() <= index.times_quoted.keys() == some.expert.keys()


@RUNS
@given(digests())
def test_the_list_of_experts_and_their_pages_count_alike_and_commentary_counts_what_it_shows(some: Digest) -> None:
    pages = pages_of(commentary_sheets, some)
    listed = page_of(pages, "/experts/").view
    assert isinstance(listed, ExpertsView)
    for card in (*listed.experts, *listed.officials):
        view = page_of(pages, card.url).view
        assert isinstance(view, ExpertView)
        assert card.quotations == view.quotations == sum(len(group.quotations) for group in view.groups)
    for page in pages:
        if isinstance(page.view, CommentaryView):
            groups = page.view.groups
            assert [group.person and group.person.quotations for group in groups] == [len(g.quotations) for g in groups]
            assert page.view.quotations == sum(len(group.quotations) for group in groups) > 0


@RUNS
@given(digests())
def test_editions_that_gather_hold_every_story_up_to_the_last_of_them_once(some: Digest) -> None:
    numbered = issues(index_of(some))
    assert [issue.number for issue in numbered] == list(range(1, len(numbered) + 1))
    gathered = [slug for issue in numbered if not issue.edition.items for slug in issue.slugs]
    assert len(gathered) == len(set(gathered))
    if numbered and not any(issue.edition.items for issue in numbered):
        last = numbered[-1].edition.date
        assert set(gathered) == {a.slug for a in some.articles if a.date.date() <= last}
