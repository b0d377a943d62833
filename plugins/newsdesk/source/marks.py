"""The tree of one body, read: quotations found and marked, links judged, headings named.

Works on the tree that Python-Markdown built, after its inline patterns, and changes it in place. A `Marker` serves
one document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree  # trees that Python-Markdown builds; no XML is parsed

from newsdesk.model.digest import Quotation, Reference, Text
from newsdesk.source import places
from newsdesk.source.attribution import Attribution, find_attribution, misses_attribution
from newsdesk.source.faults import Faults
from newsdesk.source.latin import latin_slug
from newsdesk.source.links import Links, unescape
from newsdesk.source.people import People
from newsdesk.source.plain import count_words, plain
from newsdesk.source.speech import anchor_of, speech_of, strip_marks

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What holds the words around a quotation in running prose.
_BLOCKS = frozenset(["p", "li", "td", "th", "dd", "dt", "blockquote", "div", *_HEADINGS])


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation in the tree: the element that bears its anchor and how to read it."""

    element: ElementTree.Element
    order: int
    read: Callable[[], Quotation]


class Marker:
    """Reads one tree. `fragment` turns the inside of an element into bare sanitised HTML; `key` is the sanitiser's."""

    def __init__(
        self, key: str, people: People, faults: Faults, fragment: Callable[[ElementTree.Element], str]
    ) -> None:
        self._key = key
        self._people = people
        self._faults = faults
        self._fragment = fragment
        self._links = Links(key, faults)
        self._quotations: list[Quotation] = []
        self._ids: list[str] = []
        self._claims: dict[str, int] = {}
        self._parents: dict[ElementTree.Element, ElementTree.Element] = {}
        self._contexts: dict[ElementTree.Element, str] = {}

    def run(self, root: ElementTree.Element) -> None:
        """Read and mark the tree."""
        elements = list(root.iter())
        tags = {element.tag for element in elements}
        if not tags & {"a", "img", "blockquote", "td", *_HEADINGS}:
            return
        self._parents = {child: parent for parent in elements for child in parent}
        order = {element: number for number, element in enumerate(elements)}
        for element in elements:
            self._read_element(element)
        found = self._find_blocks(elements, order)
        found += [self._find_said(*said, order[said[0]]) for said in self._links.said]
        for quotation in sorted(found, key=lambda item: item.order):
            self._anchor(quotation)

    def result(self, html: str, text: str, raw_links: tuple[tuple[str, int], ...]) -> Text:
        """All that was found, with the HTML and the plain text made of the tree, and the links in raw HTML.

        A quotation that raw HTML around it took along, say an unclosed <script>, is a fault.
        """
        for quotation in self._quotations:
            if f'id="{quotation.anchor}"' not in html:
                remedy = "Close or take out the raw HTML before it."
                self._faults.add((quotation.line, 1), "raw HTML swallows this quotation", remedy, rule="html")
        return Text(
            html=html,
            plain=text,
            words=count_words(text),
            quotations=tuple(found for found in self._quotations if f'id="{found.anchor}"' in html),
            references=tuple(self._links.references),
            links=(*self._links.links, *raw_links),
            images=tuple(self._links.images),
            ids=tuple(name for name in self._ids if f'id="{name}"' in html),
        )

    def _read_element(self, element: ElementTree.Element) -> None:
        if element.tag == "a":
            self._links.read_link(element)
        elif element.tag == "img":
            self._read_image(element)
        elif element.tag in _HEADINGS:
            self._read_heading(element)
        elif element.tag in ("td", "th"):
            self._align(element)

    def _read_image(self, image: ElementTree.Element) -> None:
        parent = self._parents[image]
        alone = parent.tag == "p" and len(parent) == 1 and not f"{parent.text or ''}{image.tail or ''}".strip()
        self._links.read_image(image, alone=alone)
        if not alone or not image.get("src"):
            return
        parent.tag = "figure"
        parent.set("class", f"{self._key}picture")
        credit = image.attrib.pop("title", "")
        if credit:
            ElementTree.SubElement(parent, "figcaption").text = credit

    def _read_heading(self, heading: ElementTree.Element) -> None:
        if heading.tag == "h1":
            heading.tag = "h2"
        words = places.unmark(unescape("".join(heading.itertext())))
        name = f"h-{latin_slug(words) or 'part'}"
        heading.set("id", self._key + self._claim(name))

    def _align(self, cell: ElementTree.Element) -> None:
        """An aligned column of a table: Python-Markdown says it in a style, which no policy of ours lets pass."""
        side = cell.attrib.pop("style", "").removeprefix("text-align: ").rstrip(";")
        if side in ("left", "center", "right"):
            cell.set("class", f"{self._key}align-{side}")

    def _claim(self, name: str) -> str:
        """The id itself, or with a number if it is taken."""
        self._claims[name] = number = self._claims.get(name, 0) + 1
        claimed = name if number == 1 else f"{name}-{number}"
        if number > 1 and claimed in self._claims:
            return self._claim(name)
        self._claims.setdefault(claimed, 1)
        self._ids.append(claimed)
        return claimed

    def _find_said(self, element: ElementTree.Element, reference: Reference, venue: str, order: int) -> _Found:
        def read() -> Quotation:
            html = self._fragment(element)
            words = plain(html)
            speech = speech_of(words, self._before(element), unescape(element.tail or ""))
            return Quotation(
                anchor="",
                words=strip_marks(words),
                html=html,
                speech=speech,
                speaker=reference.target,
                speaker_name=self._people.name_of(reference.target),
                attribution=venue.strip(),
                context=self._context(element),
                proposed=reference.proposed,
                line=reference.line,
            )

        element.set("class", f"{self._key}said")
        return _Found(element, order, read)

    def _find_blocks(self, elements: list[ElementTree.Element], order: dict[ElementTree.Element, int]) -> list[_Found]:
        found = []
        for block in elements:
            if block.tag != "blockquote":
                continue
            attribution = find_attribution(block, self._people)
            if attribution:
                found.append(self._frame(block, attribution, order[block]))
            else:
                self._warn_of_misses(block)
        return found

    def _frame(self, block: ElementTree.Element, attribution: Attribution, order: int) -> _Found:
        """Turn an attributed blockquote into a figure around it, with the attribution as caption."""
        caption = attribution.paragraph
        block.remove(caption)
        caption.tag, caption.tail = "figcaption", None
        inner = ElementTree.Element("blockquote")
        inner.text, inner[:] = block.text, list(block)
        block.tag, block.text, block[:] = "figure", None, [inner, caption]
        block.set("class", f"{self._key}quotation")
        self._parents.update({inner: block, caption: block})

        def read() -> Quotation:
            html = self._fragment(inner)
            words = strip_marks(plain(html))
            about = attribution.split(plain(self._fragment(caption)), self._people)
            attribution.link_name(caption, about)
            return Quotation(
                anchor="",
                words=words,
                html=html,
                speech="direct",
                speaker=about.slug,
                speaker_name=about.name,
                attribution=about.rest,
                block=True,
                proposed=attribution.proposed,
                line=attribution.line,
            )

        return _Found(block, order, read)

    def _anchor(self, found: _Found) -> None:
        read = found.read()
        if not read.words:
            self._faults.add(
                (read.line, 1), "the quotation has no words", "Write them, or take it out.", rule="quotation"
            )
            return
        anchor = self._claim(anchor_of(read.speaker or read.speaker_name, read.words))
        element = found.element
        element.set("id", self._key + anchor)
        if read.speaker:
            element.set("data-speaker", self._key + read.speaker)
        if not read.block:
            element.set("data-speech", self._key + read.speech)
        if read.proposed:
            element.set("data-proposed", f"{self._key}true")
        self._quotations.append(
            Quotation(
                anchor, read.words, read.html, read.speech, read.speaker, read.speaker_name, read.attribution,
                read.context, read.block, read.proposed, read.line,
            )
        )  # fmt: skip

    def _before(self, element: ElementTree.Element) -> str:
        """The text immediately before an element, within its parent."""
        parent = self._parents[element]
        index = list(parent).index(element)
        return unescape((parent[index - 1].tail if index else parent.text) or "")

    def _context(self, element: ElementTree.Element) -> str:
        block = element
        while block.tag not in _BLOCKS and block in self._parents:
            block = self._parents[block]
        if block not in self._contexts:
            self._contexts[block] = plain(self._fragment(block))
        return self._contexts[block]

    def _warn_of_misses(self, block: ElementTree.Element) -> None:
        line = misses_attribution(block)
        if line:
            remedy = "Put a line with only > before it, so that it is a paragraph of its own."
            self._faults.add(
                (line, 1), "the attribution stands in the paragraph of the words", remedy, rule="quotation"
            )
