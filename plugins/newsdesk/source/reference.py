"""The reference of content files, written from the schema: docs/content-reference.md. A test holds it current.

python -m newsdesk.source.reference > docs/content-reference.md
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from newsdesk.source.schema import SCHEMA, SHAPES, FileKind, Key

_FILES: dict[FileKind, tuple[str, str, str]] = {
    "article": ("Articles", "articles/<year>/<slug>.md", "The body is the story. A slug is unique over all years."),
    "topic": ("Topics", "topics/<slug>.md", "The body is the background for newcomers."),
    "expert": ("Experts", "experts/<slug>.md", "The body is the biography."),
    "edition": ("Editions", "editions/<date>.md", "The body is the editor's letter."),
    "page": ("Pages", "pages/<slug>.md", "The page is at /<slug>/."),
}

_OPENING = """\
# Content reference

Every file in `content/` is Markdown with front matter: keys and values between two lines of three hyphens. The name
of the file is its slug, the last part of its address; it never follows the title. `./desk check` names every fault
with file, line and column.

```markdown
---
title: Talks end without a result
date: 2018-10-13
topic: harbour
---

The text.
```

Front matter is a strict part of YAML: the keys below and no others, each once; no anchors (`&`), aliases (`*`), tags
(`!`) or merge keys (`<<`). Put a text in quotation marks if it holds a colon with a space after it, or begins with
a sign. At most 16 KB of front matter, 1 MB a file, 5,000 lines, 20,000 characters a line.
"""

_CLOSING = """\
## Dates

`2018-10-13`, `2018-10-13 14:30` or `2018-10-13T14:30:00+03:00`. Without an offset a time is in the site's zone. A time
that the change of clocks skips is an error; one that it repeats needs its offset.

Dates of events and of sources are EDTF, as exact as what is known:

| written | meaning |
| --- | --- |
| `2018`, `2018-09`, `2018-09-21` | a year, a month, a day |
| `2018-09~`, `2018?`, `2018-09-21%` | around, possibly, both |
| `2018-21` … `2018-24` | spring, summer, autumn, winter |
| `2018-33` … `2018-36` | first to fourth quarter |
| `2018-40`, `2018-41` | first, second half |
| `201X`, `20XX` | the 2010s, the 2000s |
| `2018-10-11/2018-10-12` | from … to |
| `2018-10/..`, `../2018-10` | since, until |

## Markdown

Plain Markdown with tables. Headings in a body begin at the second level.

| written | meaning |
| --- | --- |
| `> Words.` … `> — [Name](expert:slug), capacity, where and when` | a quotation; the last paragraph opens with a dash |
| `[words](said:slug "where, when")` | words in running prose; direct if they stand in quotation marks |
| `[Name](expert:slug)`, `[words](topic:slug)`, `[words](article:slug)` | a link to a profile, a topic, a story |
| `expert:slug?`, `said:slug?` | a proposal that no editor has accepted; not allowed in a published story |
| `![What it shows](images/name.jpg "Credit")` | a picture from `content/images/` |
| `[words](/about/)`, `[words](https://example.org/)` | a link on this site, to another |

A name in an attribution may stand without a link: it is matched against the names and aliases of all profiles. Raw
HTML is allowed for what Markdown lacks (`<sub>`, `<abbr>`, `<details>`, tables); scripts, styles, embeds, classes and
ids are taken out.
"""


def content_reference() -> str:
    """The whole document."""
    parts = [_OPENING, *("\n".join(_section(kind)) for kind in SCHEMA), _CLOSING]
    return "\n".join(parts)


def _section(kind: FileKind) -> Iterator[str]:
    title, path, body = _FILES[kind]
    yield f"## {title}: `{path}`\n"
    yield f"{body}\n"
    yield from _table(SCHEMA[kind])
    for key in SCHEMA[kind]:
        if key.keys:
            each = "each entry of " if key.many else ""
            yield f"Keys of {each}`{key.name}`:\n"
            yield from _table(key.keys)


def _table(keys: tuple[Key, ...]) -> Iterator[str]:
    yield "| key | holds | |"
    yield "| --- | --- | --- |"
    for key in keys:
        name = f"**`{key.name}`**" if key.required else f"`{key.name}`"
        yield f"| {name} | {_holds(key)} | {key.doc} |"
    yield ""


def _holds(key: Key) -> str:
    if key.choices:
        first, *others = (f"`{choice}`" for choice in key.choices)
        return ", ".join([f"{first} (default)", *others])
    one, several, _example = SHAPES[key.shape]
    if key.shape == "record":
        return "a list of records, see below" if key.many else "a record, see below"
    return f"a list of {several}" if key.many else one


if __name__ == "__main__":
    sys.stdout.write(content_reference())
