"""Structured data: what each kind of page says of itself."""

import datetime as dt
import json
from typing import Any

import pytest
from newsdesk.commentary import assemble as commentary
from newsdesk.editions import assemble as editions
from newsdesk.model.digest import Correction, Digest, Image, Source
from newsdesk.model.edtf import parse_edtf
from newsdesk.model.site import Scope, page_at
from newsdesk.stories import assemble as stories
from newsdesk.syndication.describing import describe
from newsdesk.syndication.structured import serialise
from newsdesk.timelines import assemble as timelines

from tests.digests import (
    article,
    byline,
    digest,
    edition,
    event,
    expert,
    material_of,
    page_of,
    pages_of,
    said,
    text,
    topic,
)

HOST = "https://harbour.example"


def graph(some: Digest, url: str) -> list[dict[str, Any]]:
    rooms = (stories, timelines, commentary, editions)
    pages = [page for room in rooms for page in pages_of(room.sheets, some, describe=describe)]
    data = json.loads(page_of(pages, url).data)
    assert data["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = data["@graph"]
    return nodes


def test_a_story_is_a_news_article_with_dates_byline_source_and_corrections() -> None:
    story = article(
        "boats",
        "2031-05-10",
        summary="More of both.",
        section="Economy",
        tags=("boats",),
        authors=(byline("Bo Writer"), byline("Harbour desk")),
        image=Image("images/b.jpg", "Boats"),
        source=Source("The Gull", "gull", "https://gull.example/b", "Di Reporter", parse_edtf("2031-05-09"), "de"),
        corrections=(Correction(dt.date(2031, 5, 12), "Two, not one."),),
        body=text(quotations=[said("We open."), said("Paraphrased.", speech="indirect")]),
    )
    node, crumbs = graph(digest(story, expert("ada-example")), "/articles/boats/")
    assert (node["@type"], node["headline"]) == ("NewsArticle", "Boats")
    assert (node["datePublished"], node["dateModified"]) == ("2031-05-10T09:30:00+02:00", "2031-05-12T00:00:00+02:00")
    assert [(a["@type"], a["name"]) for a in node["author"]] == [
        ("Person", "Bo Writer"),
        ("Organization", "Harbour desk"),
    ]
    assert node["publisher"]["name"] == "The Harbour Digest"
    assert node["image"] == [f"{HOST}/images/b.jpg"]
    assert node["isBasedOn"]["url"] == "https://gull.example/b"
    assert node["isBasedOn"]["datePublished"] == "2031-05-09"
    assert node["correction"] == [
        {"@type": "CorrectionComment", "text": "Two, not one.", "datePublished": "2031-05-12"}
    ]
    assert [quotation["text"] for quotation in node["hasPart"]] == ["We open."]
    assert node["hasPart"][0]["spokenByCharacter"]["@id"] == f"{HOST}/experts/ada-example/#person"
    assert [(item["position"], item["item"]) for item in crumbs["itemListElement"]] == [
        (1, f"{HOST}/"),
        (2, f"{HOST}/topics/harbour/"),
        (3, f"{HOST}/articles/boats/"),
    ]


def test_the_kind_of_a_story_and_a_missing_byline_are_told() -> None:
    node, _ = graph(digest(article("a", kind="analysis")), "/articles/a/")
    assert (node["@type"], node["author"]["@type"]) == ("AnalysisNewsArticle", "Organization")
    assert "correction" not in node
    assert "isBasedOn" not in node


def test_a_vague_source_date_is_not_stated_as_an_exact_one() -> None:
    source = Source("The Gull", "gull", date=parse_edtf("2031-05~"))
    node, _ = graph(digest(article("a", source=source)), "/articles/a/")
    assert "datePublished" not in node["isBasedOn"]


def test_a_topic_covers_the_years_that_its_stories_tell_of() -> None:
    story = article("a", "2031-05-10", timeline=(event("1996-04-02", "Treaty"), event("2040", "Plan", proposed=True)))
    node, _ = graph(digest(story, topic("harbour", summary="All of it.")), "/topics/harbour/")
    assert (node["@type"], node["temporalCoverage"]) == ("CollectionPage", "1996/2031")
    assert node["about"] == {"@type": "Thing", "name": "Harbour", "description": "All of it."}
    assert [part["headline"] for part in node["hasPart"]] == ["A"]


def test_years_that_iso_cannot_write_are_left_out() -> None:
    node, _ = graph(digest(article("a", timeline=(event("-0043", "Old"),))), "/topics/harbour/")
    assert "temporalCoverage" not in node


def test_an_expert_is_a_person_with_what_is_known() -> None:
    person = expert(
        "ada-example", aliases=("Ada X",), role="engineer", affiliation="Port", links=("https://ada.example/",)
    )
    node, _ = graph(digest(person), "/experts/ada-example/")
    assert node["@type"] == "WebPage"
    assert node["mainEntity"] == {
        "@type": "Person",
        "@id": f"{HOST}/experts/ada-example/#person",
        "name": "Ada Example",
        "alternateName": ["Ada X"],
        "jobTitle": "engineer",
        "affiliation": {"@type": "Organization", "name": "Port"},
        "sameAs": ["https://ada.example/"],
        "url": f"{HOST}/experts/ada-example/",
    }


def test_editions_commentary_indexes_and_home_have_their_own_types() -> None:
    story = article("a", body=text(quotations=[said("One.")]))
    some = digest(story, expert("ada-example"), edition("2031-05-11"), edition("2031-05-12"))
    issue, _ = graph(some, "/editions/2031-05-12/")
    assert (issue["@type"], issue["issueNumber"]) == (["CollectionPage", "PublicationIssue"], 2)
    said_here, _ = graph(some, "/topics/harbour/commentary/")
    assert [part["text"] for part in said_here["hasPart"]] == ["One."]
    assert said_here["about"] == {"@type": "Thing", "name": "Harbour", "url": f"{HOST}/topics/harbour/"}
    assert graph(some, "/archive/")[0]["@type"] == "CollectionPage"
    assert [node["@type"] for node in graph(some, "/")] == ["WebSite"]


def test_a_collection_names_twenty_parts_and_no_more() -> None:
    some = digest(*[article(f"s{number}") for number in range(50)])
    assert len(graph(some, "/topics/harbour/")[0]["hasPart"]) == 20


@pytest.mark.parametrize("template", ["map.html", "story.html", "topic.html", "commentary.html", "edition.html"])
def test_a_page_of_another_plugin_is_a_plain_web_page_whatever_template_it_takes(template: str) -> None:
    page = page_at("/map/", template, None, "Map", description="Where.")
    described = describe(page, material_of(Scope(), digest()))
    node = json.loads(described.data)["@graph"][0]
    assert (node["@type"], node["name"], node["description"]) == ("WebPage", "Map", "Where.")


def test_nothing_in_the_data_can_end_the_script_element() -> None:
    data = serialise([{"name": "</script><!-- <script> &lt; \u2028\u2029 \ud800"}])
    assert not set("<>&\u2028\u2029\ud800") & set(data)
    assert json.loads(data)["@graph"] == [{"name": "</script><!-- <script> &lt; \u2028\u2029 "}]
