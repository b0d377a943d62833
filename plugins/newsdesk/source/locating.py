"""Where a key of front matter stands, asked for only when there is something to say about it.

The digest holds no lines of front matter: they would be carried for ten thousand articles to serve one message.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from newsdesk.model.problems import Place
from newsdesk.source.frontmatter import At, List, Node, Record
from newsdesk.source.reading import front_of
from newsdesk.source.tree import prefix_of, read_bytes

Locate = Callable[[str, str], Place]
_STEP = re.compile(r"([a-z]+)|\[(\d+)\]")


def nowhere(path: str, _key: str) -> Place:
    """A file as a whole, as a place."""
    return Place(f"content/{path}")


def locate_in(content: Path) -> Locate:
    """Finds places in a content tree: `locate("topics/x.md", "related[1]")`. An unknown key is the whole file."""
    prefix = prefix_of(content)

    def locate(path: str, key: str) -> Place:
        at = find_at(front_of(path, read_bytes(content, path)), key) if key else None
        return Place(f"{prefix}{path}", *(at or (0, 0)))

    return locate


def find_at(record: Record, key: str) -> At | None:
    """The place of a value, by a path of keys and numbers: `items[0].article`; None if there is none."""
    node: Node | None = record
    for name, number in _STEP.findall(key):
        if number and isinstance(node, List) and int(number) < len(node.items):
            node = node.items[int(number)]
        elif name and isinstance(node, Record):
            node = next((value for found, value in node.entries if found.text == name), None)
        else:
            return None
    return node.at if node else None
