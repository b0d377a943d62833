"""The site that the builder makes of the golden content: its links."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag

from bs4 import BeautifulSoup


def test_every_link_inside_the_site_leads_somewhere(golden_site: Path) -> None:
    soups = {
        f"/{path.relative_to(golden_site).as_posix()}": BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in golden_site.rglob("*.html")
    }
    lost = []
    for page, soup in soups.items():
        # The foot's links come from the settings, not from the golden content.
        for element in soup.select("head link[href], :is(.masthead, .crumbs, main) :is(a[href], img[src])"):
            address, anchor = urldefrag(unquote(str(element.get("href") or element.get("src"))))
            if address and not address.startswith("/"):
                continue
            path = address or page
            target = path + "index.html" if path.endswith("/") else path
            if not (golden_site / target.lstrip("/")).is_file():
                lost.append(f"{page}: {address}")
            elif anchor and target in soups and not soups[target].find(id=anchor):
                lost.append(f"{page}: {address}#{anchor}")
    assert lost == []
