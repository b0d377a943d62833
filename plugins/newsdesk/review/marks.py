"""A link of ours in Markdown, by the place that the reader of bodies gives for its target: all of it, to the letter.

the [closing of the bridge](said:ada-novak? "in parliament") is …
    ^open                   ^target           title        ^close
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HIDDEN = re.compile(r"\\[\s\S]|(?<!`)(`+)(?!`)[\s\S]*?[^`]\1(?!`)")
_TARGET = re.compile(r"[ \t]*(?P<kind>article|topic|expert|said):(?P<slug>[a-z0-9-]+)(?P<open>\??)", re.IGNORECASE)
_REST = re.compile(r"""[^\s<>"'()]*>?(?:\s+(?:"(?P<title>[\s\S]*?)"|'(?P<other>[\s\S]*?)'))?\s*\)""")
# A blank line, also within a quote, or a line of dashes: the fence of front matter, a rule.
_BLANK = re.compile(r"(?:\r\n|\r(?!\n)|\n)(?:---)?[ \t>]*(?=[\r\n])")
_INNER = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\((?:<[^>]*>|[^()\s]*)[^()]*\)")
_QUOTED_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*(?:>[ \t]*)*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
REMARK = re.compile(r"<!-- ([01]\.\d\d: (?:(?!-->)[^\r\n])*?) ?-->")
_AROUND = 240


@dataclass(frozen=True, slots=True)
class Mark:
    """A link of ours as offsets. `words` is (start, end) inside the brackets, None for a definition or where unclear.

    `close` is where the link ends, `end` where the import's comment directly behind it does, whose words are `remark`.
    `slug` and `question` are (start, end) in the target; the question mark's span is empty for what is accepted.
    """

    kind: str
    slug: tuple[int, int]
    question: tuple[int, int]
    words: tuple[int, int] | None = None
    close: int = 0
    title: str = ""
    end: int = 0
    remark: str = ""


def find_mark(text: str, offset: int) -> Mark | None:
    """The link whose target begins at an offset; None if there is none of ours."""
    target = _TARGET.match(text, offset) if offset >= 0 else None
    if not target:
        return None
    rest = _REST.match(text, target.end())
    bracket = re.search(r"\]\([ \t]*<?[ \t]*\Z", text[max(0, offset - 40) : offset])
    if not rest or not bracket:
        end = target.end("open")
        return Mark(target["kind"].lower(), target.span("slug"), target.span("open"), close=end, end=end)
    end = max(0, offset - 40) + bracket.start()
    start = _opening(text, end)
    remark = REMARK.match(text, rest.end())
    return Mark(
        target["kind"].lower(),
        target.span("slug"),
        target.span("open"),
        (start + 1, end) if start >= 0 else None,
        rest.end(),
        rest["title"] or rest["other"] or "",
        remark.end() if remark else rest.end(),
        " ".join(remark[1].split()) if remark else "",
    )


def around(text: str, mark: Mark, offset: int) -> tuple[str, str, str]:
    """What stands before, in and after the brackets, as an editor reads it: without marks, in one line."""
    low, high = _paragraph(text, offset)
    start, end = mark.words or (offset, offset)
    before, after = flatten(text[low : max(low, start - 1)]), flatten(text[max(mark.close, end) : high])
    before = before if len(before) <= _AROUND else "…" + before[-_AROUND:]
    return before, flatten(text[start:end]), shorten(after)


def shorten(text: str) -> str:
    """The opening of a text in one line, with an ellipsis if there is more."""
    line = " ".join(text.split())
    return line if len(line) <= _AROUND else f"{line[:_AROUND]}…"


def flatten(markdown: str) -> str:
    """Markdown as plain words in one line, near enough to be read and judged."""
    markdown = _COMMENT.sub("", markdown)
    for _ in range(3):
        markdown = _INNER.sub(r"\1", markdown)
    bare = re.sub(r"\\([\\`*_{}\[\]()>#+.!<-])", r"\1", _QUOTED_LINE.sub(" ", markdown))
    return " ".join(bare.split())


def paragraph(text: str, offset: int) -> str:
    """The paragraph around an offset, as it stands."""
    low, high = _paragraph(text, offset)
    return text[low:high]


def _paragraph(text: str, offset: int) -> tuple[int, int]:
    low, high = 0, len(text)
    for match in _BLANK.finditer(text):
        if match.start() >= offset:
            return low, match.start()
        low = match.end()
    return low, high


def _opening(text: str, end: int) -> int:
    """The bracket that the one at `end` closes, as Markdown counts them: escaped ones and code aside; -1 if none."""
    low, _ = _paragraph(text, end)
    seen = _HIDDEN.sub(lambda match: "x" * len(match[0]), text[low:end])
    depth = 1
    for index in range(len(seen) - 1, -1, -1):
        depth += {"]": 1, "[": -1}.get(seen[index], 0)
        if not depth:
            return low + index
    return -1
