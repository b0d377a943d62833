"""Experts' pages and what was said on a topic."""

from newsdesk.commentary.assemble import sheets
from newsdesk.commentary.views import CommentaryView, ExpertsView, ExpertView, SaidView
from newsdesk.model.digest import Digest, Image, Source, visible
from newsdesk.model.site import Link, Page, Site

from tests.digests import SITE, article, at, digest, expert, page_of, pages_of, said, text, topic


def pages(some: Digest, site: Site) -> tuple[Page, ...]:
    return pages_of(sheets, some, site)


def expert_view(some: Digest, slug: str = "ada-example") -> ExpertView:
    view = page_of(pages(some, SITE), f"/experts/{slug}/").view
    assert isinstance(view, ExpertView)
    return view


def commentary_view(some: Digest, slug: str = "harbour") -> CommentaryView:
    view = page_of(pages(some, SITE), f"/topics/{slug}/commentary/").view
    assert isinstance(view, CommentaryView)
    return view


def test_a_profile_shows_what_its_file_says() -> None:
    person = expert(
        "ada-example",
        aliases=("Ada Eksample",),
        role="engineer",
        affiliation="Port of Sandhaven",
        interests="Advises the port.",
        photo=Image("images/ada.jpg", "Ada", "Bo"),
        links=("https://www.ada.example/", "javascript:alert(1)"),
        body=text("Ada builds."),
    )
    page = page_of(pages(digest(person), SITE), "/experts/ada-example/")
    view = expert_view(digest(person))
    assert page.description == "Ada Example: engineer, Port of Sandhaven"
    assert (page.image, page.claims) == ("/images/ada.jpg", ("experts/ada-example.md",))
    assert (view.spellings, view.interests, view.biography) == (
        ("Ada Eksample",),
        "Advises the port.",
        "<p>Ada builds.</p>",
    )
    assert view.links == (Link("https://www.ada.example/", "ada.example"),)
    assert (view.groups, view.quotations) == ((), 0)


def said_view(some: Digest, url: str) -> SaidView:
    view = page_of(pages(some, SITE), url).view
    assert isinstance(view, SaidView)
    return view


def test_quotations_stand_once_newest_first_and_by_the_first_topic_of_their_story() -> None:
    some = digest(
        article("old", "2031-05-01", "harbour", "trade", body=text(quotations=[said("Old.")])),
        article("new", "2031-05-02", "trade", "harbour", body=text(quotations=[said("New."), said("Newer.")])),
        expert("ada-example"),
        topic("harbour"),
        topic("trade"),
    )
    main = expert_view(some)
    assert main.quotations == 3
    assert [(g.heading.text, [q.paragraphs[0] for q in g.quotations]) for g in main.groups] == [
        ("2031", ["New.", "Newer.", "Old."])
    ]
    assert [(t.link.url, t.link.text, t.count) for t in main.topics] == [
        ("/experts/ada-example/by-topic/#on-trade", "Trade", 2),
        ("/experts/ada-example/by-topic/#on-harbour", "Harbour", 1),
    ]
    view = said_view(some, "/experts/ada-example/by-topic/")
    assert [(g.heading.text, [q.paragraphs[0] for q in g.quotations]) for g in view.groups] == [
        ("Trade", ["New.", "Newer."]),
        ("Harbour", ["Old."]),
    ]
    assert [group.id for group in view.groups] == ["on-trade", "on-harbour"]


def test_a_quotation_keeps_its_context_attribution_and_source() -> None:
    quotation = said("One.", attribution="at the quay, 1 May", context="She said: One.", speech="indirect")
    some = digest(
        article("a", source=Source("The Gull", "gull"), body=text(quotations=[quotation])), expert("ada-example")
    )
    (card,) = expert_view(some).groups[0].quotations
    assert (card.attribution, card.context, card.speech) == ("at the quay, 1 May", "She said: One.", "indirect")
    assert card.source == Link("/sources/gull/", "The Gull")
    assert expert_view(some).sources == (Link("/sources/gull/", "The Gull"),)


def test_commentary_is_grouped_by_person_with_plain_names_among_them() -> None:
    quotations = [
        said("One.", "zoe-last"),
        said("Two.", None, speaker_name="Émile Plain"),
        said("Three.", "ada-example"),
        said("Four.", None, speaker_name="Émile Plain"),
        said("Five.", None, speaker_name="Other Plain"),
    ]
    some = digest(article("a", body=text(quotations=quotations)), expert("ada-example"), expert("zoe-last"))
    view = commentary_view(some)
    assert [(g.heading.text, g.heading.url, len(g.quotations)) for g in view.groups] == [
        ("Ada Example", "/experts/ada-example/", 1),
        ("Other Plain", "", 1),
        ("Zoe Last", "/experts/zoe-last/", 1),
        ("Émile Plain", "", 2),
    ]
    assert view.quotations == 5
    ids = [group.id for group in view.groups]
    assert len(set(ids)) == 4
    assert not [i for i in ids if " " in i]


def test_a_topic_on_which_nobody_is_quoted_has_no_commentary() -> None:
    some = digest(article("a", body=text(quotations=[said("One.", proposed=True)])), expert("ada-example"))
    assert [page.url for page in pages(some, SITE)] == ["/experts/ada-example/", "/experts/"]


def test_an_expert_in_draft_has_no_page_and_their_words_stand_under_the_plain_name() -> None:
    some = digest(
        article("a", body=text(quotations=[said("One.")])), expert("ada-example", status="draft", name="Ada Example")
    )
    public = visible(some, at("2032-01-01"))
    assert "/experts/ada-example/" not in [page.url for page in pages(public, SITE)]
    (group,) = commentary_view(public).groups
    assert (group.heading.text, group.heading.url) == ("Ada Example", "")


def test_experts_come_before_officials_each_with_how_often_they_are_quoted() -> None:
    some = digest(
        article("a", body=text(quotations=[said("One."), said("Two.")])),
        expert("ada-example"),
        expert("bo-office", kind="official"),
    )
    view = page_of(pages(some, SITE), "/experts/").view
    assert isinstance(view, ExpertsView)
    assert [(p.name, p.quotations) for p in view.experts] == [("Ada Example", 2)]
    assert [(p.name, p.quotations) for p in view.officials] == [("Bo Office", 0)]


def test_a_topics_commentary_counts_what_was_said_on_that_topic() -> None:
    some = digest(
        article("a", "2031-05-01", "harbour", body=text(quotations=[said("One."), said("Two.")])),
        article("b", "2031-05-02", "trade", body=text(quotations=[said("Three.")])),
        expert("ada-example"),
        topic("harbour"),
        topic("trade"),
    )
    counts = {slug: commentary_view(some, slug).groups[0].person for slug in ("harbour", "trade")}
    assert {slug: person and person.quotations for slug, person in counts.items()} == {"harbour": 2, "trade": 1}


def test_words_told_by_two_stories_stand_with_the_first_of_each_topic() -> None:
    some = digest(
        article("first", "2031-05-01", "harbour", body=text(quotations=[said("We open.")])),
        article("again", "2031-05-02", "harbour", "trade", body=text(quotations=[said("we  open.")])),
        expert("ada-example"),
        topic("harbour"),
        topic("trade"),
    )
    stories = {slug: commentary_view(some, slug).groups[0].quotations for slug in ("harbour", "trade")}
    assert {slug: [q.story.url for q in told] for slug, told in stories.items()} == {
        "harbour": ["/articles/first/"],
        "trade": ["/articles/again/"],
    }
    assert expert_view(some).quotations == 1


def test_a_new_quotation_dates_the_pages_that_show_it() -> None:
    some = digest(article("a", "2031-05-02", body=text(quotations=[said("One.")])), expert("ada-example"))
    assert page_of(pages(some, SITE), "/experts/ada-example/").modified == "2031-05-02T09:30:00+02:00"
    assert page_of(pages(some, SITE), "/topics/harbour/commentary/").modified == "2031-05-02T09:30:00+02:00"
