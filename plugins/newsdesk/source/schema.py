"""The keys of front matter, as data: for each kind of file its keys, their shapes, and one line on each.

This table drives validation (`fields`), writing (`writing`) and docs/content-reference.md (`reference`), so the three
cannot drift apart. It holds no code that reads or checks anything.

    SCHEMA["topic"]  →  name (required, a line of text), summary (text), related (slugs)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

FileKind = Literal["article", "topic", "expert", "edition", "page"]
Shape = Literal[
    "line", "text", "slug", "name", "lang", "url", "link", "address", "picture",
    "moment", "day", "edtf", "choice", "flag", "record",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its shape, whether it is a list of that shape, and what it may hold.

    `choices` are the words that a choice allows, the first being the default; `keys` are those of a record.
    """

    name: str
    shape: Shape
    doc: str
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()


# How each shape is called in messages and in the reference: singular, plural, an example.
SHAPES: Mapping[Shape, tuple[str, str, str]] = MappingProxyType(
    {
        "line": ("a line of text", "lines of text", "Talks end without a result"),
        "text": ("text", "texts", "Negotiations did not lead to visible results."),
        "slug": ("a slug", "slugs", "north-harbour"),
        "name": ("a name", "names", "Ada Example"),
        "lang": ("a language tag", "language tags", "en"),
        "url": ("a web address", "web addresses", "https://example.org/story"),
        "link": ("a web address or the name of a source", "web addresses or names", "https://example.org/story"),
        "address": ("an old address on this site", "old addresses on this site", "/2018/10/talks.html"),
        "picture": ("an image file below images/", "image files below images/", "images/harbour.jpg"),
        "moment": ("a date or a date and time", "dates", "2018-10-13 14:30"),
        "day": ("a date", "dates", "2018-10-13"),
        "edtf": ("an EDTF date", "EDTF dates", "2018-09"),
        "choice": ("one of a few words", "words", "draft"),
        "flag": ("true or false", "true or false", "true"),
        "record": ("a record of keys", "records", "{…}"),
    }
)

_STATUS = Key(
    "status",
    "choice",
    "Only `published` goes to readers; a draft is seen under `serve`.",
    choices=("draft", "published"),
)
_IMAGE = (
    Key("file", "picture", "The file, relative to content/.", required=True),
    Key("alt", "line", "What the picture shows, for those who do not see it.", required=True),
    Key("credit", "line", "Who made it, who owns it."),
)
_SOURCE = (
    Key("name", "name", "The publication.", required=True),
    Key("url", "url", "The article there."),
    Key("author", "name", "Who wrote it there, if the byline here differs."),
    Key("date", "edtf", "When it appeared there."),
    Key("lang", "lang", "The language of the original, if this is a translation."),
    Key("licence", "line", "On what terms we republish it, e.g. CC BY-ND 4.0 or with permission."),
)
_TIMELINE = (
    Key("date", "edtf", "When it happened, no more exact than the story says.", required=True),
    Key("title", "line", "What happened, in a short sentence.", required=True),
    Key("level", "choice", "A milestone also stands in the topic's short history.", choices=("entry", "milestone")),
    Key("text", "text", "A sentence or two more."),
    Key("place", "line", "Where it happened."),
    Key("people", "name", "Who took part: slugs of profiles, or names.", many=True),
    Key("sources", "link", "Where else it is told.", many=True),
    Key("quote", "text", "The words of the story that it stands on."),
    Key("id", "slug", "A fixed anchor; otherwise made from date and title."),
    Key("proposed", "flag", "The machine's guess. Delete the line to accept the event."),
)
_CORRECTION = (
    Key("date", "day", "When it was corrected.", required=True),
    Key("text", "text", "What was wrong and what is right.", required=True),
    Key("retraction", "flag", "The story as a whole no longer stands; every page with its words says so."),
)
_ITEM = (
    Key("article", "slug", "The story.", required=True),
    Key("note", "text", "The editor's note on it."),
)

SCHEMA: Mapping[FileKind, tuple[Key, ...]] = MappingProxyType(
    {
        "article": (
            Key("title", "line", "The headline.", required=True),
            Key("date", "moment", "When it was published; in the site's zone unless it has an offset.", required=True),
            Key("topic", "slug", "The topic. Either this or `topics` is required."),
            Key("topics", "slug", "Several topics; the first is primary.", many=True),
            Key("author", "name", "Who wrote it."),
            Key("authors", "name", "Several authors.", many=True),
            Key("summary", "text", "The standfirst under the headline."),
            Key("section", "line", "The part of the paper: World news, Economy."),
            Key("kind", "choice", "What kind of work it is.", choices=("news", "analysis", "opinion", "commentary")),
            Key("dateline", "line", "The place that opens the text."),
            Key("lang", "lang", "The language, if not the site's."),
            Key("tags", "line", "Further key words.", many=True),
            Key("source", "record", "The publication that the article came from.", keys=_SOURCE),
            Key("timeline", "record", "Dated events that the article tells.", many=True, keys=_TIMELINE),
            Key("corrections", "record", "What was corrected, shown on the story's page.", many=True, keys=_CORRECTION),
            Key("image", "record", "The picture at the head of the story.", keys=_IMAGE),
            Key("aliases", "address", "Old addresses that lead here.", many=True),
            _STATUS,
            Key("modified", "moment", "When it was last changed in substance."),
        ),
        "topic": (
            Key("name", "line", "The name of the topic.", required=True),
            Key("summary", "text", "What it is about, in a sentence."),
            Key("related", "slug", "Neighbouring topics.", many=True),
            Key("questions", "line", "What is still open, each in a sentence.", many=True),
            Key("aliases", "address", "Old addresses that lead here.", many=True),
        ),
        "expert": (
            Key("name", "name", "The person's name as the site prints it.", required=True),
            Key("kind", "choice", "An official speaks for an office.", choices=("expert", "official")),
            Key("aliases", "name", "Other spellings of the name.", many=True),
            Key("role", "line", "What they are: political scientist, spokesman."),
            Key("affiliation", "line", "The institution that they belong to."),
            Key("interests", "text", "Declared interests."),
            Key("photo", "record", "A portrait.", keys=_IMAGE),
            Key("links", "url", "Pages about or by the person.", many=True),
            Key("addresses", "address", "Old addresses that lead here.", many=True),
            _STATUS,
        ),
        "edition": (
            Key("title", "line", "A headline for the issue."),
            Key("items", "record", "The stories, in order; without them, what is new.", many=True, keys=_ITEM),
            Key("status", "choice", "A draft is seen under `serve` only.", choices=("published", "draft")),
        ),
        "page": (
            Key("title", "line", "The heading.", required=True),
            Key("summary", "text", "A sentence for search engines and previews."),
        ),
    }
)  # fmt: skip


def get_key(keys: tuple[Key, ...], name: str) -> Key | None:
    """The key of that name, or None."""
    return next((key for key in keys if key.name == name), None)


def default_of(kind: FileKind, name: str) -> str:
    """The word that a choice takes where the file has none."""
    key = get_key(SCHEMA[kind], name)
    assert key is not None
    return key.choices[0]
