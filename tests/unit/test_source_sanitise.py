"""What raw HTML may do in a body: carry meaning, and nothing else."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from newsdesk.source.dialect import Dialect
from newsdesk.source.faults import Faults
from newsdesk.source.people import People
from newsdesk.source.sanitise import Sanitiser

DIALECT = Dialect("/desk")
DANGEROUS = frozenset(
    ["script", "style", "svg", "math", "iframe", "object", "embed", "form", "input", "base", "link", "meta", "template"]
)


class Tags(HTMLParser):
    """What a plain parser sees in HTML: every tag and every attribute, entities resolved."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def read(text: str) -> tuple[str, list[str]]:
    faults = Faults("x.md")
    found = DIALECT.read(text, People(), faults)
    return found.html, [problem.fault for problem in faults.problems]


ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src=`javascript:alert(1)`>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button>x</button></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='java&#x09;script:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='//evil.example/' target='_blank' onclick='alert(1)'>x</a>",
    "<a href='/\\evil.example/'>x</a>",
    "<body onload=alert(1)>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<link rel=stylesheet href='javascript:alert(1)'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href='https://evil.example/'>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<table background='javascript:alert(1)'><tr><td>x</td></tr></table>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<x onclick=alert(1)>x</x>",
    "[x](javascript:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](\\javascript:alert(1))",
    "![x](javascript:alert(1))",
    "![x](images/x.jpg\" onerror=\"alert(1))",
    "![x\" onerror=\"alert(1)](images/x.jpg)",
    '![x](images/x.jpg "\\" onerror=\\"alert(1)")',
    '[x](/a/ "\\" onmouseover=\\"alert(1)")',
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    "> x\n>\n> — [A](expert:a\"onclick=\"alert(1))",
    '[x](said:a "\\"><script>alert(1)</script>")',
    "<scr<script>ipt>alert(1)</script>",
    "<b <script>alert(1)</script>>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<input autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
]  # fmt: skip


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_that_executes_survives(text: str) -> None:
    html, _ = read(text)
    import html as entities  # a plain parser's view: every attribute of every tag
    from html.parser import HTMLParser

    found: list[tuple[str, str, str]] = []

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            assert tag not in {
                "script",
                "style",
                "svg",
                "math",
                "iframe",
                "object",
                "embed",
                "form",
                "input",
                "base",
                "link",
            }
            found.extend((tag, name, entities.unescape(value or "")) for name, value in attrs)

    Collector().feed(html)
    for _tag, name, value in found:
        assert not name.startswith("on")
        assert name not in {"style", "srcdoc", "target", "formaction", "background"}
        if name in {"href", "src"}:
            assert value.startswith(("/desk/", "#", "https://", "http://", "mailto:", "tel:"))


@pytest.mark.parametrize(
    "text",
    [
        '<span class="said" id="q-12345678" data-speech="direct">x</span>',
        '<figure class="quotation" id="q-12345678"><blockquote>x</blockquote></figure>',
        '<p id="main" class="masthead" style="position:fixed" data-proposed="true">x</p>',
        '<span id="0123456789abcdef01234567q-1">x</span>',
    ],
)
def test_raw_html_cannot_pose_as_ours(text: str) -> None:
    html, _ = read(text)
    assert "x</" in html
    for attribute in ("class", "id=", "style", "data-"):
        assert attribute not in html


def test_the_key_of_one_sanitiser_is_nothing_to_another() -> None:
    one, other = Sanitiser(), Sanitiser()
    html = f'<p id="{one.key}q-1" class="{one.key}said">x</p>'
    assert one.clean(html) == '<p id="q-1" class="said">x</p>'
    assert other.clean(html) == "<p>x</p>"
    assert one.key not in one.clean(f"<p>{html}</p>")


def test_what_carries_meaning_stays() -> None:
    text = (
        'H<sub>2</sub>O, <abbr title="North Harbour">NH</abbr>, <bdi lang="ar">x</bdi>, <time datetime="2018">y</time>'
    )
    assert read(text) == (f"<p>{text}</p>", [])


def test_external_links_know_no_opener() -> None:
    assert 'rel="noopener"' in read('<a title="x" href="https://example.org/">x</a>')[0]
    assert 'rel="noopener"' in read("[x](http://example.org/)")[0]
    assert "rel" not in read("[x](/about/) <a href='/about/'>y</a>")[0]


def test_links_in_raw_html_are_links() -> None:
    found = DIALECT.read("x\n\n<a href='/about/?a=1&amp;b=2#c'>x</a>", People(), Faults("x.md"))
    assert found.links == (("/about/?a=1&b=2#c", 3),)
    assert 'href="/desk/about/' in found.html


def test_headings_of_raw_html_begin_at_the_second_level() -> None:
    assert read("<h1>One</h1>") == ("<h2>One</h2>", [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("<script>x</script>", "raw HTML <script> is taken out"),
        ("a <iframe src='https://example.org/'></iframe>", "raw HTML <iframe> is taken out"),
        ("<img src='/images/x.jpg'>", "an image in raw HTML is taken out"),
        ("<a href='talks.html'>x</a>", '"talks.html" is no address that raw HTML may link to'),
        ("<a href='expert:ada'>x</a>", '"expert:ada" is no address that raw HTML may link to'),
    ],
)
def test_what_is_taken_out_is_said(text: str, fault: str) -> None:
    assert read(text)[1] == [fault]


@pytest.mark.parametrize("reference", ["&#1;", "&#11;", "&#x0;", "&#xb", "&#xD800;", "&#x2028;", "&#xFEFF;"])
def test_references_bring_back_no_forbidden_character(reference: str) -> None:
    html, _ = read(f"a{reference}b <b title='{reference}'>c</b>")
    assert all(char == "\n" or char.isprintable() for char in html)
