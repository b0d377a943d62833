"""What an incremental build stands on: a page is a function of its scope, and its key tells when that has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk.builder.making import Keys
from newsdesk.commentary import assemble as commentary
from newsdesk.editions import assemble as editions
from newsdesk.model.digest import Article, Digest, Expert, Text, Topic, facts_of, in_order, story_of
from newsdesk.model.index import Index, index_of
from newsdesk.model.site import File, Page, Scope, Sheet
from newsdesk.stories import assemble as stories
from newsdesk.syndication import assemble as syndication
from newsdesk.syndication.describing import describe
from newsdesk.timelines import assemble as timelines

from tests.digests import SITE, article, kept_index, material_of
from tests.whole_digests import digests, edits
from tests.whole_digests import stories as some_stories

RUNS = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
MANY = settings(RUNS, max_examples=50)
EDITS = 4  # each tried on the digest as it was
PREVIEW = replace(SITE, preview=True)
ROOMS = (stories, timelines, commentary, editions, syndication)
OTHER = Text("<p>Other.</p>", "Other.", 1)


def sheets(index: Index) -> list[Sheet]:
    return [sheet for room in ROOMS for sheet in room.sheets(index, SITE)]


def make(sheet: Sheet, some: Digest) -> Page | File:
    stuff = material_of(sheet.scope, some, PREVIEW)
    made = sheet.make(stuff)
    return describe(made, stuff) if isinstance(made, Page) else made


def with_all_else_changed(some: Digest, scope: Scope) -> Digest:
    """A digest of which only what the scope names is as before: all else is rewritten, and more stands beside it."""
    named = [story for story in some.articles if story.slug in (*scope.articles, *scope.texts)]
    topics = {slug for story in named for slug in story.topics}
    people = {name for story in named for name in _people(story)}
    return in_order(
        Digest(
            articles=(*(_rewritten(story, scope) for story in some.articles), article("more", "2031-05-01")),
            topics=tuple(_retold(topic, scope, topics) for topic in some.topics),
            experts=tuple(_renamed(expert, scope, people) for expert in some.experts),
            editions=tuple(e if e.slug in scope.editions else replace(e, title="Other") for e in some.editions),
            pages=tuple(p if p.slug in scope.pages else replace(p, title="Other") for p in some.pages),
            images=("images/other.jpg",),
        )
    )


def _people(story: Article) -> Iterator[str]:
    yield from (quotation.speaker or "" for quotation in story.body.quotations)
    yield from (reference.target for reference in story.body.references if reference.kind in ("expert", "said"))
    yield from (person for event in story.timeline for person in event.people)


def _rewritten(story: Article, scope: Scope) -> Article:
    if story.slug in scope.texts:
        return _moved(story)
    if story.slug in scope.articles:
        moved = _moved(story)
        return replace(moved, body=replace(moved.body, html="<p>Other.</p>", words=story.body.words + 1000))
    return replace(story, title="Other", body=OTHER, summary="Other.", timeline=(), topics=("other",), source=None)


def _moved(story: Article) -> Article:
    """Every line of its file, and what only `check` looks at, is another; the facts and the text are not."""
    body = story.body
    changed = replace(
        body,
        plain="Other." if story.summary else body.plain,
        quotations=tuple(
            replace(quotation, line=quotation.line + 1, html="<b>Other</b>") for quotation in body.quotations
        ),
        references=tuple(replace(reference, line=reference.line + 1, column=7) for reference in body.references),
        links=(),
        images=(),
        ids=("other",),
    )
    events = tuple(replace(event, line=event.line + 1) for event in story.timeline)
    return replace(story, body=changed, timeline=events)


def _retold(topic: Topic, scope: Scope, mentioned: set[str]) -> Topic:
    if topic.slug in scope.topics:
        return topic
    return replace(
        topic,
        name=topic.name if topic.slug in mentioned else "Other",
        summary="Other.",
        related=(),
        body=OTHER,
        aliases=(),
    )


def _renamed(expert: Expert, scope: Scope, mentioned: set[str]) -> Expert:
    if expert.slug in scope.experts:
        return expert
    changed = replace(
        expert,
        aliases=("Other",),
        interests="Other",
        photo=None,
        links=("https://o.example/",),
        body=OTHER,
        addresses=(),
    )
    return changed if expert.slug in mentioned else replace(changed, name="Other", role="Other", kind="official")


@RUNS
@given(digests())
def test_a_page_depends_on_nothing_outside_its_scope(some: Digest) -> None:
    for sheet in sheets(index_of(some)):
        assert make(sheet, some) == make(sheet, with_all_else_changed(some, sheet.scope)), sheet.path


def keyed(some: Digest) -> dict[str, tuple[str, Sheet]]:
    """Every sheet by its path, with its key, as an incremental build has them."""
    index = kept_index(some)
    keys = Keys(index, "common", "plain")
    return {sheet.path: (keys.of(sheet), sheet) for sheet in sheets(index)}


@MANY
@given(st.data())
def test_a_page_whose_key_is_as_before_is_as_before_whatever_was_edited(data: st.DataObject) -> None:
    before = data.draw(digests())
    known = keyed(before)
    made = {path: make(sheet, before) for path, (_, sheet) in known.items()}
    for _ in range(EDITS):
        after = data.draw(edits(before))
        for path, (key, sheet) in keyed(after).items():
            if path in known and known[path][0] == key:
                assert make(sheet, after) == made[path], path


@RUNS
@given(digests())
def test_every_path_is_that_of_one_sheet_and_what_it_makes_lies_there(some: Digest) -> None:
    found = sheets(index_of(some))
    paths = [sheet.path for sheet in found]
    assert len(paths) == len(set(paths))
    for sheet in found:
        made = make(sheet, some)
        assert made.path == sheet.path
        assert sheet.template == (made.template if isinstance(made, Page) else "")


@RUNS
@given(digests())
def test_a_page_claims_only_files_that_its_scope_names(some: Digest) -> None:
    for sheet in sheets(index_of(some)):
        made = make(sheet, some)
        stuff = material_of(sheet.scope, some).digest
        parts = (stuff.articles, stuff.topics, stuff.experts, stuff.editions, stuff.pages)
        named = {part.path for kind in parts for part in kind}
        assert isinstance(made, File) or set(made.claims) <= named


@RUNS
@given(some_stories())
def test_the_facts_of_a_story_do_not_depend_on_its_text_and_lines(story: Article) -> None:
    retold = _rewritten(story, Scope(articles=(story.slug,)))
    assert retold != story
    assert facts_of(retold) == facts_of(story)
    assert facts_of(story_of(story)) == facts_of(facts_of(story)) == facts_of(story)


@RUNS
@given(some_stories())
def test_what_a_storys_own_page_sees_of_it_is_its_facts_and_its_text(story: Article) -> None:
    assert story_of(_moved(story)) == story_of(story) == story_of(story_of(story))
    assert story_of(story).body.html == story.body.html
    assert replace(story_of(story), body=facts_of(story).body) == facts_of(story)
