"""The Markdown dialect: what stands in a body, as data and as HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from newsdesk.model.digest import Quotation, Text
from newsdesk.model.problems import Problem
from newsdesk.source.dialect import Dialect
from newsdesk.source.faults import Faults
from newsdesk.source.people import People

DIALECT = Dialect()
PEOPLE = People(
    {"ada example": "ada-example", "a example": "ada-example", "carl other, jr": "carl-other"},
    {"ada-example": "Ada Example", "carl-other": "Carl Other, Jr."},
)


def read(text: str, *, dialect: Dialect = DIALECT) -> tuple[Text, tuple[Problem, ...]]:
    faults = Faults("x.md")
    return dialect.read(text, PEOPLE, faults, first_line=1), faults.problems


def body(text: str) -> Text:
    """The body of a text without problems."""
    found, problems = read(text)
    assert problems == ()
    return found


def quotation(text: str) -> Quotation:
    (found,) = body(text).quotations
    return found


def faults(text: str) -> list[str]:
    return [f"{p.place.line}:{p.place.column}: {p.fault}" for p in read(text)[1]]


# Attributed blockquotes.


def test_a_blockquote_with_a_dash_is_a_quotation_with_its_attribution() -> None:
    text = (
        "Before.\n\n> One word.\n>\n> Two *words*.\n>\n> — [Ada Example](expert:ada-example), harbour master, in May\n"
    )
    found = quotation(text)
    assert found.words == "One word.\n\nTwo words."
    assert found.html == "<p>One word.</p><p>Two <em>words</em>.</p>"
    assert (found.speaker, found.speaker_name) == ("ada-example", "Ada Example")
    assert found.attribution == "harbour master, in May"
    assert (found.speech, found.block, found.proposed, found.line) == ("direct", True, False, 7)
    assert body(text).html == (
        f'<p>Before.</p>\n<figure class="quotation" data-speaker="ada-example" id="{found.anchor}">\n<blockquote>\n'
        "<p>One word.</p>\n<p>Two <em>words</em>.</p>\n</blockquote>\n"
        '<figcaption>— <a href="/experts/ada-example/">Ada Example</a>, harbour master, in May</figcaption>\n</figure>'
    )


@pytest.mark.parametrize(
    ("attribution", "speaker", "name", "rest"),
    [
        ("— Ada Example, harbour master", "ada-example", "Ada Example", "harbour master"),
        ("– Ada Example", "ada-example", "Ada Example", ""),
        ("-- ada  example (in a letter)", "ada-example", "ada example", "(in a letter)"),
        ("—A. Example: on air", "ada-example", "A. Example", "on air"),
        ("— Carl Other, Jr., of the council", "carl-other", "Carl Other, Jr.", "of the council"),
        ("— Nobody Known, a passer-by, in May", None, "Nobody Known", "a passer-by, in May"),
        ("— *Nobody* Known", None, "Nobody Known", ""),
        ("— [Ada](expert:ada-example) of the harbour", "ada-example", "Ada", "of the harbour"),
        ("— [Ada](expert:ada-example): on air", "ada-example", "Ada", "on air"),
        ("— [*Ada*](expert:ada-example)", "ada-example", "Ada", ""),
        ("— [Daily Example](https://example.org/), in May", None, "Daily Example", "in May"),
        ("— Nobody &amp; Sons, in May", None, "Nobody & Sons", "in May"),
    ],
)
def test_an_attribution_is_a_name_and_what_follows(attribution: str, speaker: str, name: str, rest: str) -> None:
    found = quotation(f"> Words.\n>\n> {attribution}\n")
    assert (found.speaker, found.speaker_name, found.attribution) == (speaker, name, rest)


def test_a_plain_name_that_is_known_leads_to_the_profile() -> None:
    html = body("> Words.\n>\n> -- A. Example, in May").html
    assert '<figcaption>— <a href="/experts/ada-example/">A. Example</a>, in May</figcaption>' in html


def test_a_question_mark_makes_a_blockquote_a_proposal() -> None:
    text = "> Words.\n>\n> — [Ada](expert:ada-example?), in May"
    assert quotation(text).proposed
    assert 'data-proposed="true"' in body(text).html
    assert body(text).references[0].proposed


@pytest.mark.parametrize("text", ["> Words.", "> — Ada Example", "> Words.\n>\n> - item", "> Words.\n>\n> —"])
def test_other_blockquotes_stay_what_they_are(text: str) -> None:
    assert not body(text).quotations
    assert "<figure" not in body(text).html


def test_an_attribution_in_the_paragraph_of_the_words_is_a_fault() -> None:
    assert faults("Text.\n\n> Words.\n> — Ada Example") == ["4:1: the attribution stands in the paragraph of the words"]


def test_a_quotation_may_stand_in_a_list() -> None:
    assert quotation("- One\n\n    > Words.\n    >\n    > — Ada Example\n").words == "Words."


# Words in running prose.


def test_words_in_prose_know_speaker_venue_and_context() -> None:
    text = 'The master [expects *new* [boats](https://example.org/)](said:ada-example "on air").\nShe left.'
    found = quotation(text)
    assert (found.words, found.speech, found.line) == ("expects new boats", "indirect", 1)
    assert (found.speaker, found.speaker_name, found.attribution) == ("ada-example", "Ada Example", "on air")
    assert found.context == "The master expects new boats. She left."
    assert found.html == 'expects <em>new</em> <a rel="noopener" href="https://example.org/">boats</a>'
    assert body(text).html == (
        '<p>The master <span class="said" data-speaker="ada-example" data-speech="indirect" '
        f'id="{found.anchor}" title="on air">{found.html}</span>.\nShe left.</p>'
    )


@pytest.mark.parametrize(
    ("text", "speech", "words"),
    [
        ("“[Late](said:a),” she said", "direct", "Late"),
        ("[“Late”](said:a)", "direct", "Late"),
        ("[“Late,”](said:a)", "direct", "Late,"),
        ("[“Late”.](said:a)", "direct", "Late."),
        ("«[Late](said:a)»", "direct", "Late"),
        ("„[Late](said:a)“", "direct", "Late"),
        ('"[Late](said:a)"', "direct", "Late"),
        ("‘[Late](said:a)’", "direct", "Late"),
        ("[‘It’s late’](said:a)", "direct", "It’s late"),
        ("[late](said:a)", "indirect", "late"),
        ("the boats’ [late](said:a)", "indirect", "late"),
        ("“Yes.” [It is late](said:a) “No.”", "indirect", "It is late"),
        ("[it is “late” again](said:a)", "mixed", "it is “late” again"),
        ("[“Late,” she said, “again”](said:a)", "mixed", "“Late,” she said, “again”"),
        ("[it's the boats' fault](said:a)", "indirect", "it's the boats' fault"),
    ],
)
def test_speech_is_direct_where_the_words_stand_in_quotation_marks(text: str, speech: str, words: str) -> None:
    found = quotation(text)
    assert (found.speech, found.words) == (speech, words)


def test_a_speaker_without_a_profile_has_a_name_made_of_the_slug() -> None:
    assert quotation("[Late](said:bob-stranger)").speaker_name == "Bob Stranger"


def test_a_question_mark_makes_words_a_proposal() -> None:
    assert quotation("[Late](said:ada-example? 'on air')").proposed
    assert not quotation("[Late](said:ada-example 'on air?')").proposed


def test_a_quotation_without_words_is_a_fault() -> None:
    assert faults("One [ ](said:ada-example) two") == ["1:1: the quotation has no words"]


# Anchors.


def test_an_anchor_depends_on_speaker_and_words_only() -> None:
    one = quotation("[It is late](said:ada-example)").anchor
    assert one == "q-ab087707"
    assert quotation("Text.\n\nMore “[It is *late*](said:ada-example? 'on air')”.").anchor == one
    assert quotation("> It is late.\n>\n> — A. Example").anchor == one
    assert quotation("[It is late](said:bob)").anchor != one
    assert quotation("[It is early](said:ada-example)").anchor != one


def test_the_same_words_twice_have_two_anchors() -> None:
    found = body("[It is late](said:ada-example) and [it is late](said:ada-example).")
    assert [q.anchor for q in found.quotations] == ["q-ab087707", "q-ab087707-2"]
    assert found.ids == ("q-ab087707", "q-ab087707-2")


def test_quotations_come_in_the_order_of_the_text() -> None:
    text = "[One](said:a)\n\n> Two\n>\n> — B\n\n- [Three](said:a)\n\n| a |\n|---|\n| [Four](said:a) |\n"
    assert [q.words for q in body(text).quotations] == ["One", "Two", "Three", "Four"]
    assert [q.line for q in body(text).quotations] == [1, 5, 7, 11]


# Links.


def test_links_to_parts_of_the_digest_become_addresses() -> None:
    found = body(
        "[a](expert:ada) [b](topic:harbour?) [c](article:talks#q-1) [d](/about/) [e](#x) <https://example.org/>"
    )
    assert [(r.kind, r.target, r.proposed, r.line, r.column) for r in found.references] == [
        ("expert", "ada", False, 1, 5),
        ("topic", "harbour", True, 1, 21),
        ("article", "talks", False, 1, 41),
    ]
    assert found.links == (("/articles/talks/#q-1", 1), ("/about/", 1), ("#x", 1))
    assert found.html == (
        '<p><a href="/experts/ada/">a</a> <a data-proposed="true" href="/topics/harbour/">b</a> '
        '<a href="/articles/talks/#q-1">c</a> <a href="/about/">d</a> <a href="#x">e</a> '
        '<a rel="noopener" href="https://example.org/">https://example.org/</a></p>'
    )


def test_addresses_carry_the_base_path() -> None:
    html = read("[a](expert:ada) [b](/about/) [c](#x) ![d](images/d.jpg)", dialect=Dialect("/desk"))[0].html
    assert 'href="/desk/experts/ada/"' in html
    assert 'href="/desk/about/"' in html
    assert 'href="#x"' in html
    assert 'src="/desk/images/d.jpg"' in html


def test_links_by_reference_are_links() -> None:
    found = body("See [Ada][1] and [b].\n\n[1]: expert:ada-example\n[b]: /about/\n")
    assert [(r.target, r.line) for r in found.references] == [("ada-example", 3)]
    assert found.links == (("/about/", 4),)


def test_code_that_shows_a_link_is_code() -> None:
    found = body("`[a](said:b)` and\n\n    [c](expert:d)\n")
    assert not found.references
    assert found.plain == "[a](said:b) and\n\n[c](expert:d)"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a](javascript:alert(1))", '1:5: a link may not begin with "javascript:"'),
        ("[a](data:text/html,x)", '1:5: a link may not begin with "data:"'),
        ("[a](exprt:ada)", '1:5: a link may not begin with "exprt:"'),
        ("[a](talks.md)", '1:5: "talks.md" is not an address on this site'),
        ("[a](../talks.md)", '1:5: "../talks.md" is not an address on this site'),
        ("[a](/../etc)", '1:5: "/../etc" is not an address on this site'),
        ("[a](/a/%2e%2E/etc)", '1:5: "/a/%2e%2E/etc" is not an address on this site'),
        ("[a](/%252e%252e/etc)", '1:5: "/%252e%252e/etc" is not an address on this site'),
        ("[a](//example.org/)", '1:5: "//example.org/" is not an address on this site'),
        ("[a](http://)", '1:5: "http://" is not a web address'),
        ("[a](https://user:pw@example.org/)", '1:5: "https://user:pw@example.org/" is not a web address'),
        ("[a]()", "1:5: the link has no address"),
        ("[a](expert:../ada)", '1:5: "expert:../ada" does not name a slug'),
        ("[a](expert:Ada)", '1:5: "expert:Ada" does not name a slug'),
        ("[a](said:)", '1:5: "said:" does not name a slug'),
        (
            "\n\nx ![a](images/../a.jpg)",
            '3:8: image "images/../a.jpg" is not a plain file name (letters, digits, dots, hyphens)',
        ),
        ("![a](https://example.org/a.jpg)", '1:6: image "https://example.org/a.jpg" does not lie in images/'),
        ("![](images/a.jpg)", '1:5: the image "images/a.jpg" has no alternative text'),
    ],
)
def test_links_and_images_that_may_not_stand_are_faults(text: str, fault: str) -> None:
    assert faults(text) == [fault]


# Images, headings, tables.


def test_an_image_by_itself_is_a_figure_with_its_credit() -> None:
    found = body('![Boats & men](images/2018/b.jpg "A. Photographer")')
    assert found.images == (("images/2018/b.jpg", "Boats & men", 1),)
    assert found.html == (
        '<figure class="picture"><img alt="Boats &amp; men" loading="lazy" src="/images/2018/b.jpg">'
        "<figcaption>A. Photographer</figcaption>\n</figure>"
    )


def test_headings_begin_at_the_second_level_and_can_be_linked_to() -> None:
    found = body("# One\n\n## Two *words*\n\nOne\n===\n\n### Три\n\n## !!\n")
    assert found.ids == ("h-one", "h-two-words", "h-one-2", "h-tri", "h-part")
    assert "<h1" not in found.html
    assert '<h2 id="h-two-words">Two <em>words</em></h2>' in found.html


def test_columns_of_tables_are_aligned_by_class() -> None:
    html = body("| a | b |\n|---|--:|\n| 1 | 2 |\n").html
    assert '<td class="align-right">2</td>' in html
    assert "style" not in html


def test_quotation_marks_and_dashes_stay_as_typed() -> None:
    assert body('"It\'s" -- so... < b').plain == '"It\'s" -- so... < b'


def test_plain_text_has_paragraphs_and_no_marks() -> None:
    text = "# One\n\nTwo *words*\nand a [link](/about/).  \nBreak &amp; \\*.\n\n- a\n- b\n\n<div>Raw <b>x</b></div>"
    assert body(text).plain == "One\n\nTwo words and a link. Break & *.\n\na\n\nb\n\nRaw x"


def test_lines_are_those_of_the_file() -> None:
    noted = Faults("x.md")
    found = DIALECT.read("\n\n[a](said:b)", PEOPLE, noted, first_line=10)
    assert found.quotations[0].line == found.references[0].line == 12


@pytest.mark.parametrize(
    "text",
    [
        "Plain text.", "*a* **b** _c_ `d` \\* &amp; <b>e</b> [f](/g/) ![h](i.jpg)", "a  \nb", "[a][b]\n\n[b]: /c/",
        "<https://example.org/> <a@example.org>", "a*b*c **d _e_ f** `*g*`", "> a\n\n1. b\n2. c\n\n    d",
        "a\\\\b & c < d",
        "a\n===\n\nb\n---\n\n***\n\n_ _ _\n\n-  -  -\n\n# c #",
        "a | b\n--|--\nc | d", "| a |\n|---|\n| b |",
    ],
)  # fmt: skip
def test_skipping_patterns_changes_no_html(text: str) -> None:
    assert_as_stock(text)


@given(st.lists(st.sampled_from([*"ab #>=-_*`|[]()!<&:\\1.", "\n", "\n\n", "  \n", "---", "]: /c/"]), max_size=40))
def test_no_marks_are_missed(parts: list[str]) -> None:
    assert_as_stock("".join(parts))


def assert_as_stock(text: str) -> None:
    stock = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    ours = Dialect()
    ours._marking.run_with = lambda root: None
    assert ours._markdown.reset().convert(text) == stock.convert(text)


def test_reading_one_body_leaves_no_trace_in_the_next() -> None:
    first = body("[a][b] [It is late](said:ada-example)\n\n[b]: /c/\n")
    read("[" * 5000)
    read("<div>")
    assert body("[a][b]").html == "<p>[a][b]</p>"
    assert body("[a][b] [It is late](said:ada-example)\n\n[b]: /c/\n") == first
