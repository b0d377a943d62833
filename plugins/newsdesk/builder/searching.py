"""Whether a site has a search index, and over what. Asked at every build; made in search_index.py.

What is searched and narrowed by is marked in the pages themselves (`data-pagefind-…`), so the index is a function of
their bytes.
"""

from __future__ import annotations

import importlib.util

FOLDER = "pagefind"
MISSING = "no search: it needs Pagefind, the extra `search`"


def is_there() -> bool:
    """Whether Pagefind is installed."""
    return all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin"))


def is_searched(path: str) -> bool:
    """Whether a page of the output, by its path, belongs into the index."""
    return path.startswith("articles/") and path.endswith("/index.html")
