"""Writes the pattern site into the folder that is named: python -m tests.browser.theme_patterns FOLDER."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.browser.theme_patterns.render import write_site

if len(sys.argv) != 2:
    sys.exit(__doc__)
print(write_site(Path(sys.argv[1])))
