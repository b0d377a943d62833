"""A page in HTML read: facts, lines, pictures, Markdown."""

from __future__ import annotations

import json

import markdown
import pytest
from newsdesk.importer.decoding import LARGEST, UnreadableError, decode, unpack
from newsdesk.importer.importing import Document, read_document
from newsdesk.importer.page.inline import safe_address
from newsdesk.importer.page.markdown import markdown_of
from newsdesk.importer.page.reader import read_page
from newsdesk.importer.page.runs import runs_of
from newsdesk.importer.page.subheadings import bold_as_headings, is_within
from newsdesk.importer.page.tree import looks_like_html, parse, shortened
from newsdesk.importer.reading import Block, Reading

PROSE = (
    "The ferry sails again, the harbour office said on Tuesday, and the town, which had waited for two years, came "
    "down to the quay to see it leave for the other shore in the morning light of the first day."
)
RECORD = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebSite", "name": "Example Post"},
        {
            "@type": "NewsArticle",
            "headline": "Ferry returns to the north harbour",
            "datePublished": "2023-05-03T14:05:00+02:00",
            "author": [{"@type": "Person", "name": "Ada Example"}, {"@type": "Person", "name": "Ben Sample"}],
            "articleSection": "Town",
            "keywords": "ferry, harbour",
            "publisher": {"@type": "Organization", "name": "Example Post"},
        },
    ],
}


def page(body: str = "", head: str = "", record: object = RECORD) -> str:
    data = f'<script type="application/ld+json">{json.dumps(record)}</script>' if record else ""
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in ("World", "Sport", "Culture", "Weather"))
    teasers = "".join(f'<a href="/s/{n}">Another story of the day, number {n}</a>' for n in range(6))
    return (
        f"<!doctype html><html lang=en><head><title>Ferry returns | Example Post</title>{data}{head}</head><body>"
        f'<nav><ul>{menu}</ul></nav><header class="site">Example Post</header><main><article>'
        f"<h1>Ferry returns to the north harbour</h1><div class=byline>By Ada Example</div>"
        f'<div class="article-body">{body}{"".join(f"<p>{PROSE}</p>" for _ in range(4))}</div></article>'
        f'<aside class="related"><h2>Related</h2>{teasers}</aside></main>'
        "<footer>© 2023 Example Post</footer></body></html>"
    )


def read(body: str = "", **more: object) -> Reading:
    return read_page(page(body, **more), "https://example.org/town/ferry")  # type: ignore[arg-type]


def test_an_address_is_no_name_of_a_publication() -> None:
    head = '<meta property="og:site_name" content="https://www.example.org">'
    assert read(record=None, head=head).source == "example"


def test_facts_come_from_linked_data_in_a_graph() -> None:
    reading = read()
    assert reading.title == "Ferry returns to the north harbour"
    assert reading.authors == ("Ada Example", "Ben Sample")
    assert reading.date == "2023-05-03T14:05:00+02:00"
    assert (reading.section, reading.source, reading.language) == ("Town", "Example Post", "en")
    assert reading.topics == ("ferry", "harbour")
    assert reading.url == "https://example.org/town/ferry"


def test_without_linked_data_the_visible_byline_and_title_count() -> None:
    reading = read(record=None, head='<meta property="article:published_time" content="2023-05-03">')
    assert reading.title == "Ferry returns to the north harbour"
    assert reading.authors == ("Ada Example",)
    assert reading.date == "2023-05-03"


def test_broken_linked_data_still_gives_what_it_holds() -> None:
    broken = json.dumps(RECORD["@graph"][1])[:-1] + ",}"  # type: ignore[index]
    markup = page(record=None, head=f'<script type="application/ld+json">{broken}</script>')
    assert read_page(markup).date == "2023-05-03T14:05:00+02:00"


def test_a_date_in_the_address_is_a_guess_and_said_to_be() -> None:
    markup = page(record=None).replace("2023", "")
    reading = read_page(markup, "https://example.org/2023/05/03/ferry")
    assert reading.date == "2023-05-03"
    assert reading.guesses["date"] == "guessed from the URL"


def test_the_site_itself_is_no_author() -> None:
    record = {"@type": "NewsArticle", "headline": "Ferry", "author": {"@type": "Organization", "name": "Example Post"},
              "publisher": {"name": "Example Post"}}  # fmt: skip
    markup = page(record=record).replace("<div class=byline>By Ada Example</div>", "")
    assert read_page(markup).authors == ()


def test_the_body_holds_the_article_and_nothing_around_it() -> None:
    body = read().body
    assert body.count("came down to the quay") == 4
    for gone in ("Weather", "Another story", "Related", "©", "By Ada Example", "Ferry returns to the north harbour"):
        assert gone not in body


def test_structure_is_kept() -> None:
    body = (
        f"<p>{PROSE}</p><h2>A second boat</h2><p>{PROSE} It is <em>new</em> and <a href='/boat'>blue</a>.</p>"
        f"<blockquote><p>{PROSE}</p></blockquote><ul><li>{PROSE}</li><li>{PROSE}</li></ul>"
    )
    text = read(body).markdown
    assert "\n\n## A second boat\n\n" in text
    assert "*new*" in text
    assert "[blue](https://example.org/boat)" in text
    assert f"> {PROSE}" in text
    assert f"- {PROSE}\n- {PROSE}" in text


def test_a_picture_keeps_its_caption_beside_it() -> None:
    figure = (
        "<figure><img src='/img/quay.jpg' alt='The quay' width=900><figcaption>Boats at the quay</figcaption></figure>"
    )
    reading = read(f"<p>{PROSE}</p>{figure}<p>{PROSE}</p>")
    assert '![The quay](https://example.org/img/quay.jpg "Boats at the quay")' in reading.markdown
    assert "Boats at the quay" not in reading.body


def to_html(fragment: str) -> str:
    text = markdown_of(runs_of(parse(f"<html><body>{fragment}</body></html>")))
    return markdown.markdown(text, extensions=["extra", "sane_lists"]).replace("\n", "")


@pytest.mark.parametrize(
    "fragment",
    [
        "<p>3 * 4 * 5 and _under_ and snake_case_name</p>",
        "<p>1. no list</p>",
        "<p>- no list</p>",
        "<p># no heading</p>",
        "<p>&gt; no quotation</p>",
        "<p>[no](link) and ![no](image)</p>",
        "<p>a &lt;b&gt; c &amp;amp; d</p>",
        "<p>: no definition</p>",
        "<p>*** --- ===</p>",
    ],
)
def test_words_are_never_taken_for_markdown(fragment: str) -> None:
    words = parse(f"<html><body>{fragment}</body></html>").text_content()
    rendered = parse(to_html(fragment))
    assert rendered.text_content().strip() == words
    assert not rendered.xpath("//ul | //ol | //em | //a | //img | //h1 | //blockquote | //hr | //dl")


@pytest.mark.parametrize(
    "fragment",
    [
        "<ul><li>one<ul><li>two<ul><li>three</li></ul></li></ul></li><li>four</li></ul>",
        "<ol><li>one</li><li>two</li></ol>",
        "<blockquote><p>one</p><p>two</p></blockquote>",
        "<h3>A heading #</h3>",
        "<p>a <strong>b</strong> <em>c</em> <code>d*e</code></p>",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1 | 2</td><td>3</td></tr></table>",
        '<p><a href="https://example.org/a_(b)?c=d&amp;e=f">words</a></p>',
        '<p><img src="https://example.org/a.jpg" alt="a [b]"></p>',
    ],
)
def test_structure_survives_markdown(fragment: str) -> None:
    names = ("ul", "ol", "li", "blockquote", "p", "h3", "strong", "em", "code", "th", "td", "a", "img")
    before, after = parse(f"<html><body>{fragment}</body></html>"), parse(to_html(fragment))
    for name in names:
        if name == "p" and before.xpath("//li"):
            continue
        assert len(after.xpath(f"//{name}")) == len(before.xpath(f"//{name}")), name
    assert sorted(after.xpath("//@href | //@src | //@alt")) == sorted(before.xpath("//@href | //@src | //@alt"))
    assert "".join(after.text_content().split()) == "".join(before.text_content().split())


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", "//[x"],
)
def test_addresses_that_could_run_script_are_dropped(address: str) -> None:
    assert safe_address(address, "https://example.org/") in ("", "https://example.org/java%20script:alert(1)")


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "windows-1251", "iso-8859-1"])
def test_declared_character_sets_are_believed(name: str) -> None:
    words = "Паром вернулся" if name == "windows-1251" else "Fähre zurück, geöffnet"
    data = f'<html><head><meta charset="{name}"></head><body>{words}</body></html>'.encode(name)
    assert words in decode(data)


def test_a_wrongly_declared_set_does_not_spoil_utf8() -> None:
    assert decode('<meta charset="iso-8859-1">Fähre'.encode()).endswith("Fähre")


def test_packed_documents_are_unpacked_and_bombs_refused() -> None:
    import gzip

    assert unpack(gzip.compress(b"words")) == b"words"
    with pytest.raises(UnreadableError, match="larger than"):
        unpack(gzip.compress(b"\0" * (LARGEST + 1)))
    with pytest.raises(UnreadableError, match="broken"):
        unpack(b"\x1f\x8b\x08broken")


@pytest.mark.parametrize("data", [b"", b"  \n", b"%PDF-1.7 x", b"PK\x03\x04x", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="import"):
        read_document(Document("x", data))


def test_markup_and_prose_are_told_apart() -> None:
    assert looks_like_html("\ufeff<!DOCTYPE html><p>x")
    assert looks_like_html("<div><p>a</p></div>")
    assert not looks_like_html("The <b> tag makes text bold, she wrote.\nNothing else does.")


@pytest.mark.parametrize(
    ("fragment", "html"),
    [
        ("<p><em><strong>a</strong> b</em></p>", "<p><em><strong>a</strong> b</em></p>"),
        ("<p><strong>a</strong><em>b</em></p>", "<strong>a</strong>"),
        ("<p><em>a</em><em>b</em></p>", "<p><em>ab</em></p>"),
        ("<p>un<em>believ</em>able</p>", "<p>un<em>believ</em>able</p>"),
        ("<pre>a</pre><pre>b</pre>", "<p>&nbsp;</p>"),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "<td>b</td>"),
        ("<table><tr><td><p>a</p><p>b</p></td></tr></table>", "<p>a</p><p>b</p>"),
    ],
)
def test_marks_that_meet_stay_apart(fragment: str, html: str) -> None:
    assert html in to_html(fragment)


def test_a_caption_holds_words_only() -> None:
    image = "<figure><img src='/a.jpg' alt='b'><figcaption>\"c\" &lt;script&gt; \\ *d*</figcaption></figure>"
    page = parse(to_html(image))
    assert [picture.get("title") for picture in page.iter("img")] == ['"c" <script> \\ *d*']
    assert not page.xpath("//script")


@pytest.mark.parametrize(
    ("head", "body", "authors"),
    [
        ('<meta name="author" content="Example House">', "<p>By Ada Example</p>@<p>© Example House", ["Ada Example"]),
        ('<meta name="author" content="a.example">', "<p>By Ada Example</p>@", ["Ada Example"]),
        ('<meta name="author" content="a.example">', "@", ["a.example"]),
        ("", "<p>ByAda Example</p>@", ["Ada Example"]),
        ("", "<p>Ada Example</p><p>3 May 2030</p>@", ["Ada Example"]),
        ("", "<p>Ada ExampleDec 05, 2030 12 Shares</p>@", ["Ada Example"]),
        ("", "<p>Harbour Daily 9/21/2030 Ada Example</p>@", ["Ada Example"]),
        ("", "<p>Ada Example Senior Harbour Editor, The Example Post</p>@", ["Ada Example"]),
        ('<meta property="og:site_name" content="Quay"><meta name="author" content="Quay Staff">', "@", []),
        ("", '<p class="author">By</p><p class="author">Ada Example</p>@', ["Ada Example"]),
    ],
)  # fmt: skip
def test_authors_are_persons_before_houses_and_handles(head: str, body: str, authors: list[str]) -> None:
    text = "".join(f"<p>The ferry to the island sails again, the harbour office said on day {n}.</p>" for n in range(9))
    page = f"<html><head>{head}</head><body><h1>Ferry sails</h1>{body.replace('@', text)}</body></html>"
    assert list(read_page(page).authors) == authors


def test_a_short_bold_paragraph_above_text_is_a_heading() -> None:
    story = "<p>The ferry to the island sails again on Monday, the harbour office said in the evening.</p>"
    bold = "<p><strong>A longer route</strong></p>"
    page = (
        f"<html><body><article><h1>Ferry sails</h1>{story * 3}{bold}{story.replace('Monday', 'Friday') * 3}</article>"
    )
    assert "## A longer route" in read_page(page).markdown


def test_the_questions_of_an_interview_are_no_headings() -> None:
    block = Block("paragraph", "The boat sails.", "The boat sails.")
    asked = [Block("paragraph", f"When, {name}?", f"**When, {name}?**") for name in ("Ada", "Ben")]
    talk = (asked[0], block, asked[1], block)
    assert bold_as_headings(talk) == talk
    assert bold_as_headings(talk[:2])[0].kind == "heading"


def test_a_heading_among_the_articles_lines_is_the_articles() -> None:
    lines = "<div><p>One.</p><h2>A longer route</h2><p>Two.</p></div><div><h2>Related</h2></div>"
    runs = runs_of(parse(f"<html><body>{lines}</body></html>"))
    taken = [run.owner.tag == "p" for run in runs]
    within = [is_within(runs, taken, [0.3] * len(runs), place) for place in range(len(runs))]
    assert within == [False, True, False, False]
    assert not is_within(runs, taken, [0.05] * len(runs), 1)


def test_what_stands_between_tags_is_cut_only_where_it_is_endless() -> None:
    scripts = "".join(f"<script>{'x = 1;' * 40_000}</script>" for _ in range(8))
    assert shortened(scripts) == scripts
    assert shortened(f"<p>{'a' * 500_000}<b>c</b>") == f"<p>{'a' * (300_000 - 2)}<b>c</b>"


def test_a_label_that_only_says_image_gives_way_to_the_caption() -> None:
    markup = (
        "<figure><p><span>Image</span><img src='/quay.jpg' alt='Quay'></p>"
        "<figcaption>The quay at dawn</figcaption></figure><p>The image was lost.</p>"
    )
    runs = runs_of(parse(f"<html><body>{markup}</body></html>"))
    assert markdown_of(runs, "https://example.org/") == (
        '![Quay](https://example.org/quay.jpg "The quay at dawn")\n\nThe image was lost.'
    )


def test_a_caption_above_its_picture_is_its_caption_too() -> None:
    def figure(first: str, second: str) -> str:
        return f"<figure>{first}{second}</figure>"

    caption, picture = "<figcaption>The quay at dawn</figcaption>", "<img src='/quay.jpg' alt='Quay'>"
    other, pier = "<figcaption>The pier at noon</figcaption>", "<img src='/pier.jpg' alt='Pier'>"
    quay_and_pier = (
        '![Quay](https://example.org/quay.jpg "The quay at dawn")\n\n'
        '![Pier](https://example.org/pier.jpg "The pier at noon")'
    )
    for markup in (figure(caption, picture) + figure(other, pier), figure(picture, caption) + figure(pier, other)):
        assert (
            markdown_of(runs_of(parse(f"<html><body>{markup}</body></html>")), "https://example.org/") == quay_and_pier
        )


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("<p class='text__subhead'>A longer route</p>", "## A longer route"),
        ("<p class='subhead'>It is a longer route.</p>", "It is a longer route."),
        ("<p class='text'>A longer route</p>", "A longer route"),
    ],
)
def test_a_line_whose_class_calls_it_a_heading_is_one(line: str, written: str) -> None:
    assert markdown_of(runs_of(parse(f"<html><body>{line}</body></html>"))) == written


def test_a_heading_may_hold_a_block_of_its_own() -> None:
    body = f"<p>{PROSE}</p><h3><div>A longer route</div></h3><p>{PROSE}</p>"
    assert "### A longer route" in read(body).markdown
