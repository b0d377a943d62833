"""Laws 5 and 7 for content: nothing raises on any text, and no text names a place outside the site."""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from newsdesk.model.slugs import is_slug
from newsdesk.source.addresses import find_alias_fault, find_image_fault, is_lang, is_url
from newsdesk.source.dialect import Dialect
from newsdesk.source.faults import Faults
from newsdesk.source.frontmatter import split
from newsdesk.source.people import People
from newsdesk.source.plain import plain
from newsdesk.source.reading import (
    Context,
    read_article,
    read_edition,
    read_expert,
    read_page,
    read_topic,
)

CONTEXT = Context(ZoneInfo("Europe/Berlin"), base="/desk")
DIALECT = Dialect("/desk")
PEOPLE = People({"ada example": "ada-example"}, {"ada-example": "Ada Example"})

# Pieces from which Markdown, HTML and YAML go wrong, more often than letters alone do.
_PIECES = [
    "[", "](", ")", "[a](said:b)", "[a](said:b? 'c')", "[a](expert:b)", "![a](images/b.jpg)", "> ", "\n> ", "\n>\n> — ",
    "— Ada Example", "\n", "\n\n", "    ", "\t", "- ", "1. ", "# ", "===\n", "---\n", "|", "|-|\n", "*", "**", "_", "`",
    "``", "\\", "<", ">", "<b>", "</b>", "<div>", "</div>", "<!--", "-->", "<?", "<![CDATA[", "]]>", "<script>",
    "<a href=",    "&", "&amp;", "&#1;", "&#x110000;", "\x01", "\x02", "\x03", "\x021.1\x03",
    "\x02klzzwxh:0001\x03", "\x02wzxhzdk:0\x03",
    "[a]: /b\n", "[^a]", "“", "”", "a", "b c", "é", "\u2028", "\ud800", "😀",
    "\x00", "\r", "title: ", ": ", "#", "{", "}",
    ", ", "'", '"', "&a ", "*a ", "!a ", "!!python/object:a ", "? ", "<<: ", "%", "@", "~", "date: ",
    "topic: ", "timeline:\n",
    "  - ", "2018-10-13", "http://a", "<http://a>", "\x01 1.1\x01",
]  # fmt: skip
anything = st.one_of(
    st.text(st.characters(), max_size=200), st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
)
raw = st.one_of(st.binary(max_size=300), anything.map(lambda text: text.encode("utf-8", "surrogatepass")))


def article_with(front: str, text: str) -> bytes:
    return f"---\n{front}\n---\n{text}".encode("utf-8", "surrogatepass")


@settings(max_examples=300, deadline=None)
@given(anything)
@example("<![CDATA[")
@example("<!\x00")
@example("[a]: b 'c\n> [a]\n")
def test_no_body_raises(text: str) -> None:
    found = DIALECT.read(text, PEOPLE, Faults("x.md"))
    assert "\x01" not in found.html
    assert len(set(found.ids)) == len(found.ids)
    for quotation in found.quotations:
        assert f'id="{quotation.anchor}"' in found.html
        assert quotation.words.strip()


@settings(max_examples=200, deadline=None)
@given(anything, anything)
def test_no_front_matter_raises(front: str, text: str) -> None:
    split(f"---\n{front}\n---\n{text}", Faults("x.md"))
    read_article("articles/2018/x.md", article_with(front, text), CONTEXT)


@settings(max_examples=100, deadline=None)
@given(raw, st.text(max_size=20))
def test_no_bytes_and_no_file_name_raise(content: bytes, name: str) -> None:
    for folder, read in (
        ("articles/2018", read_article),
        ("topics", read_topic),
        ("experts", read_expert),
        ("editions", read_edition),
        ("pages", read_page),
    ):
        reading = read(f"{folder}/{name}.md", content, CONTEXT)
        assert reading.part is not None or reading.problems


@settings(max_examples=100, deadline=None)
@given(anything)
def test_reading_is_a_function_of_the_text(text: str) -> None:
    one, other = Faults("x.md"), Faults("x.md")
    assert DIALECT.read(text, PEOPLE, one) == Dialect("/desk").read(text, PEOPLE, other)
    assert one.problems == other.problems


class _Addresses(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names |= {tag, *(name for name, _ in attrs)}
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def stays_inside(address: str) -> bool:
    """Whether a root-relative address, however it is decoded, lies below the site's base."""
    if re.match(r"(?:https?|mailto|tel):|#", address, re.IGNORECASE):
        return True
    path = unquote(unquote(address)).replace("\\", "/").split("?")[0].split("#")[0]
    return address.startswith("/desk/") and posixpath.normpath(path).startswith("/desk")


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["[a]({})", "![a]({})", "[a](expert:{})", "[a](said:{})", "<a href='{}'>a</a>", "[a]\n\n[a]: {}",
        "<{}>"]),
    st.one_of(
        anything,
        st.lists(
            st.sampled_from(
                ["..", ".", "/", "\\", "%2e", "%2E%2e", "%2f", "%5c", "images",
                 "a.jpg", "javascript:", "data:", "//",
                 "&#46;", "&#x2f;", "\x00", " ",
                 "http:", "https://a.b", "?", "#", "file:", "~", "a", "\u2024",
                "．", "／", "\t"]
            ),
            max_size=8,
        ).map("".join),
    ),
)  # fmt: skip
def test_no_link_leads_outside_or_executes(form: str, target: str) -> None:
    html = DIALECT.read(form.format(target), PEOPLE, Faults("x.md")).html
    page = _Addresses(html)
    assert all(stays_inside(address) for address in page.found)
    assert not any(name in {"script", "style", "iframe", "svg"} or name.startswith("on") for name in page.names)


_PATHS = st.one_of(
    anything,
    st.lists(
        st.sampled_from(["..", ".", "/", "\\", "images/", "a", "B", "-", ".jpg", ".md", "%2e",
            "~", "con", "\x00", "é", " ",
            ":"]),
        max_size=10,
    ).map("".join),
)  # fmt: skip


@settings(max_examples=2000, deadline=None)
@given(_PATHS)
def test_no_name_that_is_accepted_leaves_its_folder(text: str) -> None:
    if is_slug(text):
        assert re.fullmatch(r"[a-z0-9-]{1,80}", text)
    if is_lang(text):
        assert re.fullmatch(r"[A-Za-z0-9-]{2,12}", text)
    if find_image_fault(text) is None:
        assert posixpath.normpath(text) == text
        assert text.startswith("images/")
    if find_alias_fault(text) is None:
        assert posixpath.normpath(unquote(text)).startswith("/")
        assert ".." not in unquote(text).split("/")
        assert "\\" not in text
    if is_url(text):
        assert re.match(r"https?://[^/\s]", text, re.IGNORECASE)


@settings(max_examples=300, deadline=None)
@given(_PATHS, st.sampled_from(["aliases: [{}]", "image: {{file: {}, alt: a}}", "lang: {}", "topic: {}", "date: {}"]))
def test_an_article_that_is_accepted_names_no_place_outside(text: str, form: str) -> None:
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    front = form.format(quoted)
    rest = {"title": "T", "date": "2018-10-13", "topic": "harbour"}
    front += "".join(f"\n{key}: {value}" for key, value in rest.items() if not front.startswith(key))
    part = read_article("articles/2018/x.md", article_with(front, ""), CONTEXT).part
    if part is None:
        return
    for path in (*part.aliases, *((f"/{part.image.file}",) if part.image else ()), part.url, *part.topics):
        assert posixpath.normpath(path).rstrip("/") == path.rstrip("/")
        assert ".." not in path


@settings(max_examples=100, deadline=None)
@given(anything)
def test_plain_text_keeps_every_word_of_prose(text: str) -> None:
    words = re.findall(r"[^\W_]+", re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", "", text))
    html = "<p>" + " ".join(f"<b>{word}</b>" for word in words) + "</p>"
    assert plain(html) == " ".join(words)


# What keeps Python-Markdown busy for seconds or ends its stack, each to the limit of a line or a file.
BOMBS = {
    "brackets": "[" * 4000,
    "more brackets": "[" * 20_000,
    "open links": "[a](" * 4000,
    "open images": "![a](b " * 2000,
    "quotes": ">" * 500 + " a",
    "lists": "\n".join(" " * 4 * depth + "- a" for depth in range(500)),
    "lists in a line": "- " * 5000,
    "tags": "<a " * 6000,
    "blocks": "<div>\n" * 100_000,
    "rules": "---\n" * 100_000,
    "paragraphs": "a\n\n" * 300_000,
    "headings": "# a\n" * 30_000,
    "quotations": "[a](said:b)\n\n" * 20_000,
    "entities": ("&a;" * 6000 + "\n") * 50,
    "less": ("x<" * 9000 + "\n") * 50,
    "backticks": ("`a ``b " * 2500 + "\n") * 50,
    "stars": ("*a **b " * 2500 + "\n") * 50,
    "line": "a" * 20_001,
    "table": "a|b\n-|-\n" + "a|b\n" * 100_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_body_that_would_stall_the_parser_is_refused(name: str) -> None:
    faults = Faults("x.md")
    assert DIALECT.read(BOMBS[name], PEOPLE, faults).html == ""
    assert faults.problems
