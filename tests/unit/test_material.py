"""Cutting a digest down to a scope, and which pages an edit therefore makes anew."""

from collections.abc import Callable
from dataclasses import replace

from newsdesk.builder.making import Keys
from newsdesk.commentary import assemble as commentary
from newsdesk.editions import assemble as editions
from newsdesk.model.digest import (
    OPENING,
    Article,
    Correction,
    Digest,
    Image,
    PlainPage,
    Reference,
    Source,
    Text,
    facts_of,
    story_of,
)
from newsdesk.model.site import Scope
from newsdesk.stories import assemble as stories
from newsdesk.syndication import assemble as syndication
from newsdesk.timelines import assemble as timelines

from tests.digests import (
    SITE,
    article,
    at,
    byline,
    digest,
    edition,
    event,
    expert,
    kept_index,
    material_of,
    said,
    text,
    topic,
)


def test_facts_leave_out_the_text_and_every_place_in_the_file() -> None:
    body = replace(
        text("Boats came.", quotations=[said("One.", line=3)]), references=(Reference("topic", "x", line=4),)
    )
    story = article("a", summary="Boats.", body=body, timeline=(event("2031", "A thing", line=5),))
    facts = facts_of(story)
    assert (facts.body.html, facts.body.plain, facts.body.words) == ("", "", 0)
    assert [(quotation.words, quotation.html, quotation.line) for quotation in facts.body.quotations] == [
        ("One.", "", 0)
    ]
    assert [(reference.target, reference.line) for reference in facts.body.references] == [("x", 0)]
    assert [(told.title, told.line) for told in facts.timeline] == [("A thing", 0)]
    assert replace(facts, body=body, timeline=story.timeline) == story


def test_only_without_a_standfirst_the_opening_of_the_text_is_a_fact() -> None:
    long = "word " * OPENING
    assert facts_of(article("a", body=text(long))).body.plain == long[:OPENING]
    assert facts_of(article("a", summary="Words.", body=text(long))).body.plain == ""


def test_a_storys_own_page_sees_its_html_and_how_long_it_is() -> None:
    story = article("a", body=text("Boats came."))
    assert (story_of(story).body.html, story_of(story).body.words) == ("<p>Boats came.</p>", 2)


STORY = article(
    "boats",
    "2031-05-10",
    "harbour",
    "undescribed",
    summary="More of both.",
    body=text("Boats came.", quotations=[said("One."), said("Two.", "hidden-person")]),
)
FULL = digest(
    STORY,
    article("other", "2031-05-09", "trade"),
    topic("harbour", summary="Ships.", related=("trade",), body=text("Of old.")),
    topic("trade"),
    expert(
        "ada-example",
        role="engineer",
        affiliation="Port",
        aliases=("A. E.",),
        interests="Advises.",
        photo=Image("images/a.jpg", "Ada"),
        links=("https://ada.example/",),
        body=text("Ada builds."),
    ),
    expert("bo-other"),
    edition("2031-05-11"),
    pages=(PlainPage("about", "pages/about.md", "About"),),
    images=("images/a.jpg",),
)


def test_material_holds_what_its_scope_names_and_what_its_stories_mention_by_name_only() -> None:
    cut = material_of(Scope(articles=("boats",)), FULL).digest
    assert cut.articles == (facts_of(STORY),)
    assert cut.topics == (topic("harbour"),)
    assert cut.experts == (expert("ada-example", role="engineer", affiliation="Port"),)
    assert (cut.editions, cut.pages, cut.images) == ((), (), ())


def test_a_scope_that_names_a_topic_or_a_person_sees_all_of_them() -> None:
    cut = material_of(Scope(articles=("boats",), topics=("harbour",), experts=("ada-example",)), FULL).digest
    assert cut.topics == (FULL.topic["harbour"],)
    assert cut.experts == (FULL.expert["ada-example"],)


def test_texts_come_with_their_html_once_if_named_twice() -> None:
    cut = material_of(Scope(articles=("other", "boats"), texts=("boats",)), FULL).digest
    assert cut.articles == (story_of(STORY), facts_of(FULL.article["other"]))


def test_editions_pages_and_facts_are_handed_over_as_they_are() -> None:
    stuff = material_of(Scope(editions=("2031-05-11",), pages=("about",), facts=(1, ("a", None))), FULL)
    assert (stuff.digest.editions, stuff.digest.pages) == (FULL.editions, FULL.pages)
    assert (stuff.facts, stuff.site) == ((1, ("a", None)), SITE)


# --- What an edit makes anew -----------------------------------------------------------------------------------------
ROOMS = (stories, timelines, commentary, editions, syndication)
OPENED = event("2031-05-03", "Opening", id="e", people=("ada-example",))
LONG_AGO = [article(f"old-{number}", f"2030-0{number}-01", "trade") for number in range(1, 8)]
TOLD = article(
    "boats",
    "2031-05-10",
    "harbour",
    summary="More of both.",
    authors=(byline("Bo Writer"),),
    source=Source("The Gull", "the-gull"),
    body=text("Boats came.", quotations=[said("One.")]),
    timeline=(OPENED,),
)
BEFORE = digest(*LONG_AGO, TOLD, topic("harbour"), topic("trade"), topic("weather"), expert("ada-example"))
CHANNELS = ("", "topics/harbour/", "authors/bo-writer/", "sources/the-gull/")
FEEDS = {f"{folder}feed.{kind}" for folder in CHANNELS for kind in ("xml", "json")}


def keys_of(some: Digest) -> dict[str, str]:
    index = kept_index(some)
    keys = Keys(index, "", "")
    return {sheet.path: keys.of(sheet) for room in ROOMS for sheet in room.sheets(index, SITE)}


def made_anew(after: Digest) -> set[str]:
    """The paths of what is new or has another key than before."""
    known = keys_of(BEFORE)
    return {path for path, key in keys_of(after).items() if known.get(path) != key}


def with_story(change: Callable[[Article], Article]) -> Digest:
    return replace(BEFORE, articles=tuple(change(a) if a.slug == "boats" else a for a in BEFORE.articles))


def retold(body: Text) -> Digest:
    return with_story(lambda story: replace(story, body=body))


def test_an_edit_of_the_text_makes_its_own_page_and_its_feeds_anew() -> None:
    body = BEFORE.article["boats"].body
    after = retold(replace(body, html="<p>Boats left.</p>", plain="Boats left.", words=2))
    assert made_anew(after) == {"articles/boats/index.html"} | FEEDS


def test_an_edit_that_moves_lines_makes_nothing_anew() -> None:
    story = BEFORE.article["boats"]
    body = replace(story.body, quotations=tuple(replace(q, line=99) for q in story.body.quotations))
    assert made_anew(retold(body)) == set()


def test_a_new_headline_is_on_every_page_that_lists_the_story_and_no_other() -> None:
    anew = made_anew(with_story(lambda story: replace(story, title="Ships")))
    of_its_topic = {path for path in anew if path.startswith("topics/harbour/")}
    assert of_its_topic >= {f"topics/harbour/{name}" for name in ("index.html", "commentary/index.html", "feed.xml")}
    assert anew - of_its_topic == (FEEDS - of_its_topic) | {
        "index.html",
        "404.html",
        "articles/boats/index.html",
        "archive/2031/05/index.html",
        "authors/bo-writer/index.html",
        "sources/the-gull/index.html",
        "experts/ada-example/index.html",
        "experts/ada-example/feed.xml",
        "experts/ada-example/feed.json",
    }


def test_a_biography_is_on_the_experts_own_page_alone() -> None:
    after = replace(BEFORE, experts=(expert("ada-example", body=text("Ada builds.")),))
    assert made_anew(after) == {f"experts/ada-example/{name}" for name in ("index.html", "feed.xml", "feed.json")}


def test_a_topics_background_is_on_the_topics_own_page_alone() -> None:
    after = replace(BEFORE, topics=(BEFORE.topics[0], BEFORE.topics[1], topic("weather", body=text("Rain."))))
    assert made_anew(after) == {f"topics/weather/{name}" for name in ("index.html", "feed.xml", "feed.json")}


def test_a_correction_of_an_old_story_leaves_the_rest_of_its_topic_alone() -> None:
    corrected = replace(LONG_AGO[0], corrections=(Correction(at("2031-06-01").date(), "Two."),))
    after = replace(BEFORE, articles=tuple(corrected if a.slug == corrected.slug else a for a in BEFORE.articles))
    told = {path for path in made_anew(after) if path.startswith("articles/")}
    # Its own page, and those of the stories near to it, which lead to it as earlier or as related; not the last one's.
    assert told == {f"articles/old-{number}/index.html" for number in range(1, 7)}
