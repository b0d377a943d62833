"""The Markdown dialect: a body as text to a `Text`, which is sanitised HTML and the data found in it.

One Python-Markdown instance with two of its extensions (tables, sane lists); no smart typography, no footnotes (their
numbers would clash where several bodies share a page). What the theme and the features may rely on in the HTML:

    > Words.                     <figure class="quotation" id="q-1a2b3c4d" data-speaker="ada-example">
    >                            <blockquote><p>Words.</p></blockquote>
    > — [Ada](expert:ada-example), in May    <figcaption>— <a href="/experts/ada-example/">Ada</a>, in May</figcaption>
                                 </figure>
    [words](said:ada-example "in May")       <span class="said" id="q-…" data-speech="indirect"
                                                data-speaker="ada-example" title="in May">words</span>
    [Ada](expert:ada-example?)   <a href="/experts/ada-example/" data-proposed="true">Ada</a>
    ![Boats](images/b.jpg "AP")  alone in a paragraph: <figure class="picture"><img src="/images/b.jpg" alt="Boats"
                                 loading="lazy"><figcaption>AP</figcaption></figure>; in a line: <img … title="AP">
    | a | --: |                  <td class="align-right">, also align-left and align-center
    # Words                      <h2 id="h-words">Words</h2>

`data-proposed="true"` marks every proposal; `data-speaker` is missing where only a name is known. Addresses carry the
site's base path. Knows nothing of front matter and files.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree  # trees that Python-Markdown builds; no XML is parsed

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import InlineProcessor, Treeprocessor
from markdown.util import AtomicString

from newsdesk.model.digest import Text
from newsdesk.source import places
from newsdesk.source.decoding import clean
from newsdesk.source.faults import Faults
from newsdesk.source.limits import exceeds_limits
from newsdesk.source.marks import Marker
from newsdesk.source.people import People
from newsdesk.source.plain import plain
from newsdesk.source.raw import read_raw
from newsdesk.source.sanitise import Sanitiser

# What a text must hold for a pattern to match anywhere in it. A pattern that is not named here always runs.
_TRIGGERS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",), "escape": ("\\",), "reference": ("[",), "link": ("[",), "image_link": ("![",),
    "image_reference": ("![",), "short_reference": ("[",), "short_image_ref": ("![",), "autolink": ("<",),
    "automail": ("<",), "linebreak": ("  \n",), "html": ("<",), "entity": ("&",), "em_strong": ("*", "_"),
}  # fmt: skip
_MARKS = tuple(dict.fromkeys(mark for marks in _TRIGGERS.values() for mark in marks))
# Likewise for a block to be of a kind. Three of a rule's characters may have two blanks between them.
_BLOCK_TRIGGERS: dict[str, tuple[str, ...]] = {
    "table": ("|",), "hashheader": ("#",), "setextheader": ("\n=", "\n-"), "quote": (">",), "reference": ("]:",),
    "hr": tuple(f"{mark}{gap}{mark}" for mark in "-_*" for gap in ("", " ", "  ")),
}  # fmt: skip
_UNESCAPE = re.compile("\x02(\\d+)\x03")


class Dialect:
    """Reads bodies. Make one for a process and call `read` for each; between calls it keeps nothing."""

    def __init__(self, base: str = "") -> None:
        self._sanitiser = Sanitiser(base)
        self._bare = Sanitiser(base)
        self._marking = _Marking()
        # Made here and not named: names are looked for among all libraries that are installed.
        extensions = [TableExtension(), SaneListExtension(), _Newsdesk(self._marking)]
        self._markdown = Markdown(extensions=extensions, output_format="html")

    def read(self, text: str, people: People, faults: Faults, *, first_line: int = 1) -> Text:
        """The body, with faults noted at its lines in the file, whose first is `first_line`. Never raises."""
        text = clean(text, faults, first_line)
        if exceeds_limits(text, first_line, faults):
            return Text()
        marker = Marker(self._sanitiser.key, people, faults, self._fragment)
        self._marking.run_with = marker.run
        self._markdown.reset()
        try:
            html = self._markdown.convert(places.mark(text, first_line))
        except RecursionError:
            faults.add((first_line, 1), "the text is nested too deep to be read", "Make it flatter.", rule="size")
            return Text()
        html = self._sanitiser.clean(places.unmark(html))
        raw = read_raw(self._markdown.htmlStash.rawHtmlBlocks, text, first_line, faults) if "<" in text else ()
        return marker.result(html, plain(html), raw)

    def _fragment(self, element: ElementTree.Element) -> str:
        """The inside of an element of the tree as sanitised HTML, without classes and ids."""
        wrapper = ElementTree.Element("div")
        wrapper.text = element.text
        wrapper.extend(list(element))
        html = self._markdown.serializer(wrapper)[5:-6]
        for postprocessor in self._markdown.postprocessors:
            html = postprocessor.run(html)
        html = _UNESCAPE.sub(lambda match: chr(int(match[1])), html)
        return self._bare.clean(places.unmark(html)).strip()


class _Newsdesk(Extension):
    """Puts our tree processor after the inline patterns, and the quicker inline processor in place of the stock one."""

    def __init__(self, marking: _Marking) -> None:
        super().__init__()
        self._marking = marking

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Python-Markdown's name
        for name, marks in _BLOCK_TRIGGERS.items():
            processor = md.parser.blockprocessors[name]
            processor.test = _only_with(marks, processor.test)  # type: ignore[method-assign]
        md.treeprocessors.register(_QuickInline(md), "inline", 20)
        md.treeprocessors.register(self._marking, "newsdesk", 15)


def _only_with(marks: tuple[str, ...], test: Callable[..., bool]) -> Callable[..., bool]:
    """The test of a kind of block, asked only where one of `marks` is: its pattern would look at every letter."""

    def quick(parent: ElementTree.Element, block: str) -> bool:
        return any(mark in block for mark in marks) and test(parent, block)

    return quick


class _Marking(Treeprocessor):
    """Hands the tree of each document to whoever reads it at the time."""

    run_with: Callable[[ElementTree.Element], None]

    def run(self, root: ElementTree.Element) -> None:
        self.run_with(root)


class _QuickInline(InlineProcessor):
    """Python-Markdown's inline processor without the patterns whose trigger a text lacks: same HTML, half the time.

    Overrides a private method of markdown.treeprocessors.InlineProcessor as of Python-Markdown 3.11; a test compares
    the results with the stock processor.
    """

    def run(self, tree: ElementTree.Element, ancestors: list[str] | None = None) -> ElementTree.Element:
        registry = self.inlinePatterns
        triggers = {registry.get_index_for_name(name): needs for name, needs in _TRIGGERS.items()}
        self._triggers = [triggers.get(index, ()) for index in range(len(registry))]
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString):
            return data
        present = {mark for mark in _MARKS if mark in data}  # patterns take marks away, and add none
        start = 0
        count = len(self._triggers)
        while patternIndex < count:
            needs = self._triggers[patternIndex]
            if needs and present.isdisjoint(needs):
                patternIndex += 1  # noqa: N806
                start = 0
                continue
            data, matched, start = self._InlineProcessor__applyPattern(  # type: ignore[attr-defined]
                self.inlinePatterns[patternIndex], data, patternIndex, start
            )
            if not matched:
                patternIndex += 1  # noqa: N806
        return data
