"""The last paragraph of a quotation: who speaks, in what capacity, where and when.

— [Ada Example](expert:ada-example), harbour master, to the Daily Example   → ada-example · Ada Example · harbour …
— Ada Example, harbour master                                               → the profile of that name, if any
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree import ElementTree  # trees that Python-Markdown builds; no XML is parsed

from newsdesk.source import places
from newsdesk.source.people import People

_DASH = re.compile(r"\s*(?:—|–|―|--+)\s*((?:\x01[\d.]+\x01)?)\s*")
_LATE_DASH = re.compile(r"\n[ ]{0,3}(?:—|–|―|--)[ ]?\x01(\d+)\.\d+\x01\s*\S")
_CUT = re.compile(r"\s*[,;:(]\s*")
_LEAD = re.compile(r"^[\s,;:.–—-]+")
_EXPERT = re.compile(r"/experts/([a-z0-9-]+)/")


@dataclass(frozen=True, slots=True)
class Speaker:
    """`rest` is what follows the name."""

    slug: str | None
    name: str
    rest: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution in the tree. `slug` and `name` are set if it opens with a link to a profile."""

    paragraph: ElementTree.Element
    slug: str | None
    proposed: bool
    line: int

    def split(self, text: str, people: People) -> Speaker:
        """The speaker, from the plain text of the paragraph."""
        bare = _DASH.sub("", text, count=1)
        if self.slug is not None:
            name = " ".join("".join(self.paragraph[0].itertext()).split()) or people.name_of(self.slug)
            rest = bare[len(name) :] if bare.startswith(name) else bare
            return Speaker(self.slug, name, _LEAD.sub("", rest))
        return _split_plain(bare, people)

    def link_name(self, caption: ElementTree.Element, speaker: Speaker) -> None:
        """Lead from a plain name to the profile that it was matched with."""
        opening = f"— {speaker.name}"
        text = caption.text or ""
        if self.slug is None and speaker.slug and text.startswith(opening):
            link = ElementTree.Element("a", {"href": f"/experts/{speaker.slug}/"})
            link.text, link.tail = speaker.name, text[len(opening) :]
            caption.text = "— "
            caption.insert(0, link)


def find_attribution(block: ElementTree.Element, people: People) -> Attribution | None:
    """The attribution of a blockquote: its last paragraph if that opens with a dash, and is not all there is."""
    if len(block) < 2 or block[-1].tag != "p":
        return None
    paragraph = block[-1]
    match = _DASH.match(paragraph.text or "")
    if not match or not (len(paragraph) or (paragraph.text or "")[match.end() :].strip()):
        return None
    _, (line, _column) = places.take(match[1])
    paragraph.text = "— " + (paragraph.text or "")[match.end() :]
    link = paragraph[0] if len(paragraph) and paragraph.text == "— " else None
    profile = _EXPERT.match(link.get("href", "")) if link is not None and link.tag == "a" else None
    proposed = link is not None and "data-proposed" in link.attrib
    return Attribution(paragraph, profile[1] if profile else None, proposed, line)


def misses_attribution(block: ElementTree.Element) -> int:
    """The line of an attribution that was run into the paragraph of the words; 0 if there is none."""
    if not len(block) or block[-1].tag != "p":
        return 0
    texts = [block[-1].text or "", *(child.tail or "" for child in block[-1])]
    match = next(filter(None, (_LATE_DASH.search(text) for text in texts)), None)
    return int(match[1]) if match else 0


def _split_plain(text: str, people: People) -> Speaker:
    """The longest opening that is a known spelling ends the name; else the first comma or bracket does."""
    cuts = [*_CUT.finditer(text)][:4]
    for end in (len(text), *(cut.start() for cut in reversed(cuts))):
        slug = people.find(text[:end])
        if slug:
            return Speaker(slug, text[:end].strip(), _LEAD.sub("", text[end:]))
    if not cuts:
        return Speaker(None, text.strip(), "")
    name, rest = text[: cuts[0].start()].strip(), text[cuts[0].start() :]
    return Speaker(None, name, rest.strip() if rest.lstrip().startswith("(") else _LEAD.sub("", rest))
