"""Front matter: what it holds, and the exact message for every way in which editors break it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from newsdesk.model.digest import Article
from newsdesk.source.faults import Faults
from newsdesk.source.frontmatter import List, Record, Scalar, parse, split
from newsdesk.source.reading import Context, Reading, read_article

PATH = "articles/2018/talks.md"
CONTEXT = Context(ZoneInfo("Europe/Berlin"))
QUOTE = "Put the whole text in quotation marks."


def article(front: str, body: str = "Text.\n") -> Reading[Article]:
    """The reading of an article with this front matter, which need not name what the test is not about."""
    keys = {line.split(":")[0] for line in front.splitlines()}
    good = {"title": "Talks", "date": "2018-10-13", "topic": "harbour"}
    added = "".join(f"{key}: {value}\n" for key, value in good.items() if key not in keys and f"{key}s" not in keys)
    return read_article(PATH, f"---\n{front}\n{added}---\n{body}".encode(), CONTEXT)


def messages(front: str) -> list[str]:
    """The problems, without path, level and rule."""
    found = article(front).problems
    assert all(problem.place.path == f"content/{PATH}" for problem in found)
    return [f"{problem.place.line}:{problem.place.column}: {problem.message}" for problem in found]


BROKEN = [
    # What YAML cannot parse.
    ("title: Talks: the end", f"2:13: a colon with a space after it stands inside the text. {QUOTE}"),
    (
        'title: "Talks',
        '2:8: the quotation mark that opens here is never closed. Close it; inside "…" write \\" for a quotation mark.',
    ),
    (
        "title: 'Talks",
        '2:8: the quotation mark that opens here is never closed. Close it; inside "…" write \\" for a quotation mark.',
    ),
    (
        'title: "Talks" go on',
        (
            "2:16: text follows the closing quotation mark. Put the whole in 'single quotation marks', "
            'or write \\" for '
            'each mark inside "…".'
        ),
    ),
    (
        'title: "a \\d b"',
        "2:11: a backslash inside quotation marks must be written twice. Write \\\\, or use 'single quotation marks'.",
    ),
    ("tags: [a, b", "2:7: the list that opens here is not closed, or lacks a comma. Write [first, second]."),
    ("tags: [a,, b]", "2:10: a value is missing here, or a bracket is not closed. Write [first, second]."),
    (
        "source: {name: Daily",
        (
            "2:9: the braces that open here are not closed, or lack a comma. Write {key: value, key: "
            "value}, or one key "
            "on each line."
        ),
    ),
    ("title Talks", '2:1: "title Talks" is not a key with a value. Write `key: value`, with a colon and a space.'),
    ("\tsection: World", "2:1: a tab stands where YAML wants spaces. Indent with spaces."),
    ("title: *Talks* begin", "2:8: the text begins with *, & or !, which are marks in YAML. " + QUOTE),
    ("title: @talks", f"2:8: the text begins with a character that is a mark in YAML. {QUOTE}"),
    ("title: %talks", f"2:8: the text begins with a character that is a mark in YAML. {QUOTE}"),
    ("title: - Talks", "2:8: a list may not begin on the line of its key. Write each `- item` on a line of its own."),
    ("summary: | Talks", "2:12: a text after | or > begins on the next line. Begin a new line after | or >, indented."),
    # What YAML allows and we do not.
    (
        "title: *talks",
        (
            "2:8: the alias *talks is not allowed. If the star belongs to the text, put the whole text "
            "in quotation marks; "
            "else write the value out."
        ),
    ),
    (
        "title: &talks Talks",
        (
            "2:8: the anchor &talks is not allowed. If the & belongs to the text, put the whole text in "
            "quotation marks; "
            "else delete it."
        ),
    ),
    (
        "title: !!python/object:os.system Talks",
        (
            "2:8: the tag !!python/object:os.system is not allowed. If the ! belongs to the text, put "
            "the whole text in "
            "quotation marks; else delete it."
        ),
    ),
    ("<<: {section: World}", "2:1: merge keys (<<) are not allowed. Write the keys out."),
    ("? [a]\n: b", "2:3: a key must be a word. Write `key: value`."),
    (
        "title: Talks\ndate: 2018-10-13\ntopic: harbour\n...",
        "5:1: front matter is one block of keys. Delete the line ... inside it.",
    ),
    (
        "timeline: [{date: 2018, title: A, people: [[a]]}]",
        "2:44: this is nested more than 4 deep. No key holds anything so deep.",
    ),
    (
        "section: World\nsection: Home",
        '3:1: the key "section" stands here a second time. It is on line 2 already; keep one.',
    ),
    # Keys that are not there, or hold the wrong thing.
    ("titel: Talks", '2:1: an article has no key "titel". Did you mean "title"? Otherwise delete it.'),
    ("draft: true", '2:1: an article has no key "draft". Did you mean "status"? Otherwise delete it.'),
    ("Category: roads", '2:1: an article has no key "Category". Did you mean "topic"? Otherwise delete it.'),
    ("title:", '2:1: "title" has no value. Write one, or delete the line.'),
    ("title: ~", '2:1: "title" has no value. Write one, or delete the line.'),
    (
        "title: [Talks]",
        (
            '2:8: "title" takes a line of text, not a list. If the text begins with a bracket, put the whole text in '
            "quotation marks."
        ),
    ),
    (f"title: {'a' * 301}", '2:8: "title": the text has 301 characters; at most 300 fit. Shorten it.'),
    ("topics: harbour", '2:9: "topics" takes a list of slugs. Write topics: [harbour].'),
    ("topics: []", '2:1: "topics" is empty. Add `topic: slug` or `topics: [slug, slug]`.'),
    ("topics: [harbour, harbour]", '2:19: "harbour" stands twice in "topics". Delete one.'),
    (
        "topic: The Harbour",
        '2:8: "topic": "The Harbour" is not a slug. A slug has small letters a–z, digits and single hyphens.',
    ),
    (
        "author: Ann\nauthors: [Ann, Ben]",
        '2:1: both "author" and "authors" are given. Keep "authors" and put all there.',
    ),
    ("author: '!!'", '2:1: the name "!!" has no letters to make an address of. Write the name in letters.'),
    ("status: publish", '2:9: "status": "publish" is not among draft, published. Did you mean "published"?'),
    (
        "kind: newz",
        '2:7: "kind": "newz" is not among news, analysis, opinion, commentary. Did you mean "news"?',
    ),
    ("lang: english", '2:7: "lang": "english" is not a language tag. Write it as en, ru or pt-BR.'),
    ("lang: ../en", '2:7: "lang": "../en" is not a language tag. Write it as en, ru or pt-BR.'),
    # Dates.
    ("date: 13.10.2018", '2:7: "date": "13.10.2018" is not a date. Write it as 2018-10-13 or 2018-10-13 14:30.'),
    ("date: March", '2:7: "date": "March" is not a date. Write it as 2018-10-13 or 2018-10-13 14:30.'),
    ("date: 2018-02-30", '2:7: "date": there is no day 2018-02-30. Correct the date.'),
    ("date: 0018-10-13", '2:7: "date": the year 0018 is not between 1000 and 2999. Correct the date.'),
    (
        "date: 2018-10-13 25:00",
        '2:7: "date": there is no time 25:00. Write hours 00 to 23 and minutes 00 to 59.',
    ),
    (
        "date: 2018-03-25 02:30",
        (
            '2:7: "date": 2018-03-25 02:30 does not exist in Europe/Berlin: clocks go forward over it. '
            "Correct the time, "
            "or write an offset."
        ),
    ),
    (
        "date: 2018-10-28 02:30",
        (
            '2:7: "date": 2018-10-28 02:30 comes twice in Europe/Berlin: clocks go back over it. Write the offset: '
            "2018-10-28T02:30+02:00 or 2018-10-28T02:30+01:00."
        ),
    ),
    ("modified: 2018-10-12", '2:1: "modified" is before "date". Correct one of them.'),
    # Records.
    (
        "source: Daily Example",
        '2:9: "source" takes keys of its own: name, url, author, date, lang, licence. Write them below it, indented.',
    ),
    ("source:\n  url: https://example.org/", '3:3: "source" needs "name". Add a line `name: …`.'),
    (
        "source: {name: Daily, url: 'javascript:alert(1)'}",
        '2:28: "url": "javascript:alert(1)" is not a web address. Write it as https://example.org/story.',
    ),
    ("image: {file: images/a.jpg}", '2:8: "image" needs "alt". Add a line `alt: …`.'),
    (
        "image: {file: ../a.jpg, alt: Boats}",
        '2:15: "file": "../a.jpg" does not lie in images/. Write it as images/harbour.jpg.',
    ),
    (
        "image: {file: images/a.svg, alt: Boats}",
        '2:15: "file": "images/a.svg" is not a jpg, jpeg, png, gif, webp, avif file. Write it as images/harbour.jpg.',
    ),
    ("timeline: {date: 2018}", '2:11: "timeline" takes a list of records. Write a dash before each.'),
    ("timeline: [{title: Talks}]", '2:12: an entry of "timeline" needs "date". Add a line `date: 2018-09`.'),
    (
        "timeline:\n  - date: 2018-13\n    title: Talks",
        '3:11: "date": "2018-13": there is no month 13. See the forms of dates in docs/content-reference.md.',
    ),
    (
        "timeline: [{date: 2018, title: A, id: a}, {date: 2018, title: B, id: a}]",
        '2:66: the id "a" stands twice in the timeline. Give each entry its own, or delete the ids.',
    ),
    (
        "timeline: [{date: 2018, title: A, proposed: yes}]",
        '2:45: "proposed": "yes" is neither true nor false. Write true or false.',
    ),
    (
        "aliases: [talks.html]",
        '2:11: "aliases": "talks.html" does not begin with a slash. Write it as /2018/10/talks.html.',
    ),
    (
        "aliases: [/../talks.html]",
        (
            '2:11: "aliases": "/../talks.html" has an empty part, or a dot where none may stand. Write it as '
            "/2018/10/talks.html."
        ),
    ),
]


@pytest.mark.parametrize(("front", "message"), BROKEN)
def test_each_kind_of_broken_front_matter_has_its_message(front: str, message: str) -> None:
    assert messages(front) == [message]
    assert article(front).part is None


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"Text.\n", "1:1: the file has no front matter. Begin it with a line ---, the keys, and another line ---."),
        (b"", "1:1: the file has no front matter. Begin it with a line ---, the keys, and another line ---."),
        (b"---\ntitle: Talks\n", "1:1: the front matter has no end. Put a line --- between the keys and the text."),
        (b"---\ntitle: caf\xe9\n---\n", "2:11: the byte 0xe9 is not UTF-8. Save the file as UTF-8."),
        ("\ufeff---\n".encode() + b"a\xff\n---\n", "2:2: the byte 0xff is not UTF-8. Save the file as UTF-8."),
        (
            b"---\n" + b"#" * 16_400 + b"\n---\n",
            "1:1: the front matter has 16,400 bytes; at most 16,384 are read. Shorten it.",
        ),
        (b"---\n---\n" + b"a" * 1_000_000, "the file has 1,000,008 bytes; at most 1,000,000 are read. Split it."),
    ],
)
def test_a_file_that_cannot_be_read_has_its_message(raw: bytes, message: str) -> None:
    (problem,) = read_article(PATH, raw, CONTEXT).problems
    place = str(problem.place).removeprefix(f"content/{PATH}").lstrip(":")
    assert f"{place}: {problem.message}".removeprefix(": ") == message


def test_all_problems_of_a_file_come_at_once_in_order() -> None:
    found = messages('title: "Talks" go on\ndate: 2018-02-30\nstatus: publish\nsummary: a: b\nsection World')
    assert [place.split(":")[0] for place in found] == ["2", "3", "4", "5", "6"]


def test_a_broken_entry_of_a_list_is_placed_at_its_line() -> None:
    found = messages("timeline:\n  - date: 2018-09-21\n    title: Sochi: talks\nstatus: publish")
    assert [place.split(":")[0] for place in found] == ["4", "5"]


@pytest.mark.parametrize("text", ["5", "yes", "2018-10-13", "no", "1e3", "0x1F", "true", "1.0", "12:30", "C#", "a#b"])
def test_a_plain_scalar_is_its_text(text: str) -> None:
    part = article(f"title: {text}").part
    assert part is not None
    assert part.title == text


def test_text_over_several_lines_becomes_one_line() -> None:
    part = article("summary: >\n  One\n  two.\ntitle: |\n  Talks\n  go on").part
    assert part is not None
    assert (part.summary, part.title) == ("One two.", "Talks go on")


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_kinds_of_line_ends_and_a_byte_order_mark_make_no_difference(ends: str) -> None:
    text = "\ufeff---\ntitle: Talks\ndate: 2018-10-13\ntopic: harbour\n---\n\nOne.\n\nTwo.\n".replace("\n", ends)
    part = read_article(PATH, text.encode(), CONTEXT).part
    assert part is not None
    assert part.body.plain == "One.\n\nTwo."


def test_control_characters_are_named_with_their_places() -> None:
    found = article("title: Ta\x0blks", "Te\x00xt\u2028.\n")
    assert [(p.place.line, p.place.column, p.fault) for p in found.problems] == [
        (2, 10, "the character U+000B may not stand here"),
        (6, 3, "the character U+0000 may not stand here"),
        (6, 6, "the character U+2028 may not stand here"),
    ]


def test_an_override_of_direction_is_a_warning() -> None:
    found = article("title: Talks\u202e")
    assert [(p.level, p.place.line) for p in found.problems] == [("warning", 2)]
    assert found.part is not None


def test_many_faults_of_one_kind_are_counted() -> None:
    found = article("title: Talks", "\x01" * 500)
    assert len(found.problems) == 11
    assert found.problems[-1].fault == "490 more like this follow"


def test_nodes_keep_their_places() -> None:
    faults = Faults("x.md")
    assert parse("a: 1\nb:\n  - 'c'\n", 2, faults) == Record(
        (2, 1),
        (
            (Scalar((2, 1), "a"), Scalar((2, 4), "1")),
            (Scalar((3, 1), "b"), List((4, 3), (Scalar((4, 5), "c", plain=False),))),
        ),
    )
    assert not faults.problems


def test_the_body_begins_after_the_second_fence() -> None:
    parts = split("---\na: b\n---\n\nText\n---\nmore", Faults("x.md"))
    assert parts is not None
    assert (parts.body, parts.body_line) == ("\nText\n---\nmore", 4)


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [b, b]\nc: &c [*a, *a, *a]\nd: [*c, *c, *c]",
        "[" * 8000,
        "{a: " * 4000,
        "- " * 8000,
        "? " * 8000,
        '"' + "\\" * 8000,
        "a: " * 5000,
        "!<" * 5000,
        "*" * 9000,
        "a: |\n" + "\n" * 9000,
    ],
)
def test_a_bomb_is_refused(front: str) -> None:
    assert article(front).part is None
