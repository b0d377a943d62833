"""Links and images of a body: the scheme of each judged, its address made real, what it names written down.

Works on the tree that Python-Markdown built, in place. `said:` links become spans; `quotations` reads them.
"""

from __future__ import annotations

import re
from typing import cast
from xml.etree import ElementTree  # trees that Python-Markdown builds; no XML is parsed

from newsdesk.model.digest import Reference, TargetKind
from newsdesk.model.problems import did_you_mean
from newsdesk.model.slugs import is_slug
from newsdesk.source import places
from newsdesk.source.addresses import find_image_fault, is_site_path, is_url
from newsdesk.source.faults import Faults

_OURS = ("article", "topic", "expert", "said")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_ESCAPE = re.compile("\x02(\\d+)\x03")
_FRAGMENT = re.compile(r"[A-Za-z0-9._:-]+\Z")


class Links:
    """What the links of one body name. `key` is the sanitiser's, before values that it must keep."""

    def __init__(self, key: str, faults: Faults) -> None:
        self.references: list[Reference] = []
        self.links: list[tuple[str, int]] = []
        self.images: list[tuple[str, str, int]] = []
        self.said: list[tuple[ElementTree.Element, Reference, str]] = []
        self._key = key
        self._faults = faults

    def read_link(self, link: ElementTree.Element) -> None:
        """Judge one `a` and give it its real address; one that may not stand loses its address."""
        href, at = places.take(unescape(link.get("href", "")))
        href = href.strip()
        scheme = _SCHEME.match(href)
        if scheme and scheme[1].lower() in _OURS:
            self._read_ours(link, cast(TargetKind, scheme[1].lower()), href[scheme.end() :], at)
            return
        fault, remedy = self._judge(href, scheme[1].lower() if scheme else "")
        if fault:
            self._faults.add(at, fault, remedy, rule="link")
            link.attrib.pop("href", None)
            return
        link.set("href", href)
        if not scheme:
            self.links.append((href, at[0]))

    def read_image(self, image: ElementTree.Element, *, alone: bool) -> None:
        """Judge one `img`; one that may not stand loses its address and with it, when cleaned, itself."""
        source, at = places.take(unescape(image.get("src", "")))
        alt = " ".join(places.unmark(unescape(image.get("alt", ""))).split())
        fault = find_image_fault(source)
        if fault:
            remedy = "Put the file into content/images/ and write images/name.jpg."
            self._faults.add(at, f"image {fault}", remedy, rule="image")
            image.attrib.pop("src", None)
            return
        if not alt:
            remedy = "Say what it shows: ![Boats in the harbour](images/boats.jpg)."
            self._faults.add(at, f'the image "{source}" has no alternative text', remedy, rule="image")
        self.images.append((source, alt, at[0]))
        image.set("src", f"{self._key}/{source}")
        image.set("alt", alt)
        if alone:
            image.set("loading", "lazy")

    def _read_ours(self, link: ElementTree.Element, kind: TargetKind, typed: str, at: places.At) -> None:
        target, _, fragment = typed.partition("#")
        proposed = target.endswith("?")
        slug = target.removesuffix("?")
        if not is_slug(slug) or (fragment and not _FRAGMENT.match(fragment)):
            remedy = f"Write {kind}: and the slug, as in {kind}:ada-example."
            self._faults.add(at, f'"{kind}:{typed[:60]}" does not name a slug', remedy, rule="reference")
            link.attrib.clear()
            link.tag = "span"
            return
        reference = Reference(kind, slug, proposed, *at)
        self.references.append(reference)
        if proposed:
            link.set("data-proposed", f"{self._key}true")
        if kind == "said":
            link.tag = "span"
            link.attrib.pop("href", None)
            self.said.append((link, reference, places.unmark(unescape(link.get("title", "")))))
            return
        address = f"/{kind}s/{slug}/" + (f"#{fragment}" if fragment else "")
        link.set("href", address)
        if fragment:
            self.links.append((address, at[0]))

    def _judge(self, href: str, scheme: str) -> tuple[str, str]:
        """Fault and remedy of an address that is not ours; empty if it may stand."""
        if not href:
            return "the link has no address", "Write [words](address)."
        if scheme in ("http", "https"):
            return (
                ("", "") if is_url(href) else (f'"{href[:80]}" is not a web address', "Write https://example.org/page.")
            )
        if scheme in ("mailto", "tel"):
            return "", ""
        if scheme:
            guess = did_you_mean(scheme, (*_OURS, "https", "mailto", "tel"))
            remedy = f"{guess} Links are https:, mailto:, tel:, article:, topic:, expert: or said:.".strip()
            return f'a link may not begin with "{scheme}:"', remedy
        if href.startswith("#"):
            return ("", "") if _FRAGMENT.match(href[1:]) else (f'"{href[:80]}" is not an anchor', "Write #name.")
        if is_site_path(href):
            return "", ""
        remedy = "Write article:slug, topic:slug or expert:slug, or an address that begins with a slash, as /about/."
        return f'"{href[:80]}" is not an address on this site', remedy


def unescape(text: str) -> str:
    """Text of the tree without Python-Markdown's marks for escaped characters and ampersands."""
    if "\x02" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1])), text.replace("\x02amp\x03", "&"))
