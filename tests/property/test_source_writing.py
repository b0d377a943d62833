"""What `compose` writes, the readers read back equal."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsdesk.source.faults import Faults
from newsdesk.source.fields import Values, read_values
from newsdesk.source.frontmatter import split
from newsdesk.source.reading import Context, read_article
from newsdesk.source.schema import SCHEMA, FileKind, Key
from newsdesk.source.writing import compose

UTC = ZoneInfo("UTC")

# Prose as readers accept it: no control characters, no runs of white space.
prose = (
    st.one_of(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]), max_size=60),
        st.lists(
            st.sampled_from([": ", " #", "- ", "'", '"', "\\", "yes", "null", "~", "2018-10-13", "[", "]",
                             "{", "}", ",",
                             "&a", "*a", "!a", "|", ">", "%", "@", "`", "? ", "<<", "=", "a", "é",
                             "“", "”", " ", "1.5", ".", ":"]),
            max_size=8,
        ).map("".join),
    )
    .map(lambda text: " ".join(re.sub("[\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]", "", text).split()))
    .filter(lambda text: text)
)  # fmt: skip
slugs = st.from_regex(r"\A[a-z]{1,5}(-[a-z0-9]{1,5}){0,2}\Z").map(lambda text: text.strip())
_SCALARS: dict[str, st.SearchStrategy[object]] = {
    "line": prose,
    "text": prose,
    "name": prose,
    "slug": slugs.filter(lambda slug: slug not in {"con", "prn", "aux", "nul", "index", "feed"}),
    "lang": st.sampled_from(["en", "pt-BR", "no", "sr-Latn"]),
    "url": st.sampled_from(["https://example.org/", "http://example.org/a:b?c=d#e", "https://example.org/a,b"]),
    "link": st.sampled_from(["https://example.org/", "Daily Example"]),
    "address": st.sampled_from(["/old/", "/2018/a.html", "/a,b:c"]),
    "picture": st.sampled_from(["images/a.jpg", "images/2018/B-c.png"]),
    "moment": st.sampled_from(["2018-10-13", "2018-10-13 14:30", "2018-10-13T14:30:05+03:00", "2018-10-13T14:30Z"]),
    "day": st.sampled_from(["2018-10-13"]),
    "edtf": st.sampled_from(["2018", "2018-09", "2018-09-21~", "2018?", "201X", "2018-10-11/..", "../2018", "-0050"]),
    "flag": st.booleans(),
}


def value_of(key: Key) -> st.SearchStrategy[object]:
    one: st.SearchStrategy[object]
    if key.shape == "record":
        one = record_of(key.keys)
    else:
        one = st.sampled_from(key.choices) if key.choices else _SCALARS[key.shape]
    return st.lists(one, min_size=1, max_size=3, unique_by=repr) if key.many else one


def record_of(keys: tuple[Key, ...]) -> st.SearchStrategy[object]:
    return st.fixed_dictionaries(
        {key.name: value_of(key) for key in keys if key.required},
        optional={key.name: value_of(key) for key in keys if not key.required},
    )


def as_typed(values: Values, keys: tuple[Key, ...]) -> dict[str, object]:
    """Values as `compose` is given them."""
    found: dict[str, object] = {}
    for key in keys:
        value = values.get(key.name)
        if value is None:
            continue
        if key.shape == "record":
            records = value if isinstance(value, tuple) else (value,)
            read = [as_typed(item, key.keys) for item in records]
            found[key.name] = read if key.many else read[0]
        else:
            found[key.name] = list(value) if isinstance(value, tuple) else value
    return found


def typed(value: object, key: Key) -> object:
    """A given value as the readers see it: dates parsed."""
    from newsdesk.model.edtf import parse_edtf
    from newsdesk.source.moments import parse_day, parse_moment

    if isinstance(value, list):
        return [typed(item, key) for item in value]
    if isinstance(value, dict):
        return {inner.name: typed(value[inner.name], inner) for inner in key.keys if inner.name in value}
    if key.shape == "edtf":
        return parse_edtf(str(value))
    if key.shape == "day":
        return parse_day(str(value))
    return parse_moment(str(value), UTC) if key.shape == "moment" else value


places = st.from_regex(
    r"(title|date|timeline|tags|source|name|items)(\[[01]\])?(\.(name|title|date|url|article))?\Z"
).map(str.strip)


@settings(max_examples=150, deadline=None)
@given(st.data(), st.sampled_from(list(SCHEMA)), st.dictionaries(places, st.text(max_size=120), max_size=4))
def test_what_is_written_is_read_back_equal(data: st.DataObject, kind: FileKind, comments: dict[str, str]) -> None:
    keys = SCHEMA[kind]
    values = data.draw(record_of(keys))
    assert isinstance(values, dict)
    text = compose(kind, values, "One.\n\nTwo.", comments)
    faults = Faults("x.md")
    parts = split(text, faults)
    assert parts is not None
    found = read_values(parts.front, keys, "a file", UTC, faults)
    assert faults.problems == ()
    assert as_typed(found, keys) == {key.name: typed(values[key.name], key) for key in keys if key.name in values}
    assert parts.body == "\nOne.\n\nTwo.\n"


@given(st.text(max_size=40))
def test_a_character_that_no_file_may_hold_is_refused_and_none_else(title: str) -> None:
    values = {"title": f"T{title}", "date": "2018-10-13", "topic": "harbour"}
    try:
        text = compose("article", values, "")
    except ValueError:
        assert re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]", title)
        return
    part = read_article("articles/2018/x.md", text.encode(), Context(UTC)).part
    assert part is not None
    assert part.title == " ".join(f"T{title}".split())


def test_keys_stand_in_the_order_of_the_schema_with_comments_at_hand() -> None:
    values = {
        "topic": "harbour",
        "date": "2018-10-13 14:30",
        "title": "Talks: no result",
        "section": "",
        "tags": [],
        "author": None,
        "authors": ["Ann Author", "Ben"],
        "timeline": [{"title": "Ferries stop", "date": "2018-09", "proposed": True, "people": ["Carl"]}],
        "source": {"url": "https://example.org/a", "name": "Daily"},
    }
    comments = {"title": "from the heading", "timeline[0]": "“in September”", "source.url": "x" * 90, "date": " \n "}
    assert compose("article", values, "\nText.\n\n", comments) == (
        "---\n"
        'title: "Talks: no result"  # from the heading\n'
        "date: 2018-10-13 14:30\n"
        "topic: harbour\n"
        "authors: [Ann Author, Ben]\n"
        "source:\n"
        "  name: Daily\n"
        f"  # {'x' * 90}\n"
        "  url: https://example.org/a\n"
        "timeline:\n"
        "  # “in September”\n"
        "  - date: 2018-09\n"
        "    title: Ferries stop\n"
        "    people: [Carl]\n"
        "    proposed: true\n"
        "---\n\nText.\n"
    )


def test_a_long_list_stands_one_item_a_line() -> None:
    names = [f"Name {number}" for number in range(20)]
    text = compose("expert", {"name": "A", "aliases": names}, "", {"aliases[1]": "seen once"})
    assert "aliases:\n  - Name 0\n  - Name 1  # seen once\n" in text


@pytest.mark.parametrize(
    "values", [{"titel": "T"}, {"title": object()}, {"title": "a\x00"}, {"source": {"nam": "a"}}, {"timeline": [{}]}]
)
def test_what_cannot_be_written_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        compose("article", values, "")
