"""What YAML's parser complains of, in an editor's words, at the place where the mistake is.

The parser's own words differ between PyYAML's two parsers (libyaml and pure Python); both are known here.
"""

from __future__ import annotations

import re

import yaml

_QUOTE = "Put the whole text in quotation marks."
# pattern in "context: problem" → fault, remedy, whether the place is that of the context (where the thing began)
_KNOWN: tuple[tuple[str, str, str, bool], ...] = (
    (r"mapping values are not allowed", "a colon with a space after it stands inside the text", _QUOTE, False),
    (
        r"quoted scalar.*(end of stream|document indicator)",
        "the quotation mark that opens here is never closed",
        'Close it; inside "…" write \\" for a quotation mark.',
        True,
    ),
    (
        r"escape",
        "a backslash inside quotation marks must be written twice",
        "Write \\\\, or use 'single quotation marks'.",
        False,
    ),
    (
        r"flow sequence.*did not find expected|flow sequence.*expected ',' or '\]'",
        "the list that opens here is not closed, or lacks a comma",
        "Write [first, second].",
        True,
    ),
    (
        r"flow mapping.*did not find expected|flow mapping.*expected ',' or '}'",
        "the braces that open here are not closed, or lack a comma",
        "Write {key: value, key: value}, or one key on each line.",
        True,
    ),
    (r"flow node", "a value is missing here, or a bracket is not closed", "Write [first, second].", False),
    (r"an alias|an anchor", "the text begins with * or &, which is a mark in YAML", _QUOTE, True),
    (
        r"block sequence entries are not allowed",
        "a list may not begin on the line of its key",
        "Write each `- item` on a line of its own.",
        False,
    ),
    (r"cannot start any token", "the text begins with a character that is a mark in YAML", _QUOTE, False),
    (r"block scalar", "a text after | or > begins on the next line", "Begin a new line after | or >, indented.", False),
    (r"simple key|expected ':'", "this line has no colon", "Write `key: value`, with a colon and a space.", True),
    (r"directive", "the line begins with %, which is a mark in YAML", _QUOTE, True),
    (r"tag", "the text begins with !, which is a mark in YAML", _QUOTE, True),
    (
        r"expected key|block end|block mapping|block collection|did not find expected",
        "this line does not fit the lines above it",
        "Indent it like its neighbours, with spaces, and put nothing after a closing quotation mark.",
        False,
    ),
)

# What the line of the key shows better than what the parser says of it.
_TYPED = (
    (
        re.compile(r"""\w+:[ ]+(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ ]*([^\s#'"])"""),
        "text follows the closing quotation mark",
        """Put the whole in 'single quotation marks', or write \\" for each mark inside "…".""",
    ),
    (re.compile(r"\w+:[ ]+([*&!])"), "the text begins with *, & or !, which are marks in YAML", _QUOTE),
)


def explain(error: yaml.MarkedYAMLError, text: str, first_line: int) -> tuple[tuple[int, int], str, str]:
    """Place, fault and remedy of what the parser found in `text`, whose first line is `first_line` of the file."""
    tab = _find_tab(text)
    if tab:
        at = (tab[0] + first_line, tab[1] + 1)
        return at, "a tab stands where YAML wants spaces", "Indent with spaces."
    for opening, fault, remedy in _TYPED:
        typed = opening.match(text)
        if typed:
            return (first_line, typed.start(1) + 1), fault, remedy
    said = " ".join(f"{error.context or ''}: {error.problem or ''}".split())
    for pattern, fault, remedy, at_context in _KNOWN:
        if re.search(pattern, said):
            return _place(error, first_line, at_context), fault, remedy
    return _place(error, first_line, False), f"this is not YAML: {error.problem}", "See docs/content-reference.md."


def _place(error: yaml.MarkedYAMLError, first_line: int, at_context: bool) -> tuple[int, int]:
    mark = (error.context_mark if at_context else None) or error.problem_mark or error.context_mark
    return (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)


def _find_tab(text: str) -> tuple[int, int] | None:
    """Line and column, from 0, of the first tab in an indentation."""
    for number, line in enumerate(text.split("\n")):
        blank = line[: len(line) - len(line.lstrip())]
        if "\t" in blank and line.strip():
            return number, blank.index("\t")
    return None
