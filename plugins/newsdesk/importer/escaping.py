"""Plain words as Markdown that gives the same words back: none of their marks is read as Markdown or as HTML.

3 * 4 * 5 <b>   →   3 \\* 4 \\* 5 &lt;b>
"""

from __future__ import annotations

import re

# A letter right before and after keeps _ literal in Python-Markdown; everywhere else it may open emphasis.
_MARKS = re.compile(r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=[#\w]{1,32};)")
_START = re.compile(r"([-+#=:~|>!]|\d{1,9}[.)](?=\s|\Z))")


def escape(text: str) -> str:
    """Words within a line."""
    return _ENTITY.sub("&amp;", _MARKS.sub(r"\\\g<0>", text)).replace("<", "&lt;")


def escape_start(markdown: str) -> str:
    """A line of Markdown whose first words must not open a list, heading, quotation, table or definition."""
    match = _START.match(markdown)
    if not match:
        return markdown
    if match[0][0].isdigit():
        return f"{match[0][:-1]}\\{markdown[match.end() - 1 :]}"
    if markdown.startswith("![") and "](" in markdown:
        return markdown
    if match[0][0] in "=:~|":
        return f"&#{ord(match[0][0])};{markdown[1:]}"
    return f"\\{markdown}"
