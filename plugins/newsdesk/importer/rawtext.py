"""A raw text read: headline, standfirst, byline, date, dateline, section and paragraphs told apart, furniture taken out.

    Ferry returns                      → title
    Harbour Wrap: Gulls are back       → removed: another story's headline
    Ferry returns - Example Post       → removed: the headline again
    The crossing opens on Monday.      → standfirst
    By Ada Example                     → author
    NORTH HARBOUR – The ferry …        → dateline and first paragraph

Everything taken out or mended is listed as a note. Pure: text in, `Reading` out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsdesk.importer import words
from newsdesk.importer.bylines import is_name, names_in
from newsdesk.importer.mending import mend
from newsdesk.importer.paragraphs import Line, paragraphs
from newsdesk.importer.reading import Block, Note, Reading, short
from newsdesk.importer.visible_dates import find_date, is_date_line
from newsdesk.importer.words import key
from newsdesk.language.detect import detect

LONGEST = 2_000_000  # characters of text; an article has some ten thousand
_HEAD, _TAIL = 12, 5
_TERMINAL = re.compile(r"[.!?…:;][\"”’»)\]]*\Z")
_SENTENCE = re.compile(r"[.!?…][\"”’»)]*\s+[\"“„«(]*[A-ZÄÖÜÀ-ÞА-ЯІЇЄ\d]|[。！？]")
_BULLET = re.compile(r"(?:[•·▪◦‣●○*]|[-–—](?=\s))\s*")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})[.)]\s+(?=\S)")
_URL = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_CAPTION = re.compile(r"\(?(?:photo|image|picture|foto|bild|crédito|credit|fotograf|getty images|reuters/|ap photo|file photo|photograph)\b[^.]{0,12}[:/]",
                      re.IGNORECASE)  # fmt: skip
_SUFFIX = re.compile(r"\s+[|–—·-]\s+(?P<site>[^|–—]{2,40})\Z")
_PLACE = r"(?:[A-ZÄÖÜÉÀ-ÞА-ЯІЇЄ][\w.'’-]*(?:[ /][A-ZÄÖÜÉÀ-ÞА-ЯІЇЄ(][\w.'’()-]*| (?:am|an der|de|del|of|in|la|on|upon)(?= [A-Z])){0,4})"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
    r"(?P<when>,? (?:[A-Z][a-zä]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Z][a-zä]{2,8})(?:,? \d{4})?)?"
    r"(?P<agency>\s*,?\s*\([^()]{2,40}\))?"
    r"\s*(?P<dash>[–—―]|--?|\.\s?[-–—])\s+(?=[\"“„«'‘(]?[A-ZÄÖÜÉÀ-Þ“А-ЯІЇЄ\d])"
)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A paragraph that belongs to the article, and what it is."""

    line: Line
    kind: str = "paragraph"


def read_text(text: str) -> Reading:
    """Whatever article stands in the text. Never raises; an empty text gives an empty reading."""
    return _Reader(text).read()


def is_furniture(line: str) -> bool:
    """Whether a line is a button, a prompt, a counter or a link elsewhere: never part of an article."""
    name = key(line)
    if not name or name in words.FURNITURE or words.COUNTED.match(line.strip()):
        return True
    if len(line) > 200:
        return False
    lead = words.LEADS.match(line.strip(" *•·>→»"))
    if lead and (lead["mark"] or (not _TERMINAL.search(line) and lead.end() < len(line) and len(line) < 80)):
        return lead["mark"] is not None or line.strip()[lead.end() :].strip()[:1].isupper() or len(line.split()) <= 5
    return bool(_URL.match(line.strip()))


class _Reader:
    """Reads one text, step by step; each step takes lines out of `lines` and puts what it learned into `reading`."""

    def __init__(self, text: str) -> None:
        clean = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
        clean = clean.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
        clean = clean.encode("utf-8", "replace").decode("utf-8")
        self.lines: list[Line] = list(paragraphs(clean))
        self.notes: list[Note] = []
        if len(text) > LONGEST:
            self.note("removed", f"what follows the first {LONGEST} characters")
        self.language = detect("\n".join(line.words for line in self.lines)[:20000])
        self.values: dict[str, str] = {}
        self.authors: tuple[str, ...] = ()
        self.standfirst: Line | None = None

    def read(self) -> Reading:
        title = self._take_title()
        self._take_repeats(title)
        self._take_edges()
        self._take_furniture()
        self._take_head()
        self._take_dateline()
        blocks = self._blocks()
        self._missing(title)
        return Reading(
            title=title,
            authors=self.authors,
            date=self.values.get("date", ""),
            language=self.language,
            place=self.values.get("place", ""),
            section=self.values.get("section", ""),
            source=self.values.get("source", ""),
            summary=mend(self.standfirst.words)[0] if self.standfirst else "",
            blocks=blocks,
            notes=tuple(sorted(self.notes, key=lambda note: note.line or 10**9)),
        )

    def note(self, doing: str, what: str, line: Line | None = None) -> None:
        number, text = (line.number, short(line.words)) if line else (0, "")
        self.notes.append(Note(doing, what, text, number))  # type: ignore[arg-type]

    def drop(self, line: Line, what: str) -> None:
        self.lines.remove(line)
        self.note("removed", what, line)

    # --- The headline ---------------------------------------------------------------------------------------------
    def _take_title(self) -> str:
        heads = [line for line in self.lines[:_HEAD] if _is_headline(line.words)]
        if not heads:
            return ""
        repeated = [line for line in heads if len(line.words.split()) > 1 and self._repeats(line)]
        long_enough = [line for line in heads if len(line.words.split()) > 2 and line.words not in self._crumbs()]
        title = (repeated or long_enough or heads)[0]
        for line in self.lines[: self.lines.index(title)]:
            self._take_above(line)
        self.lines.remove(title)
        words_ = title.words
        return self._cut_site(words_)

    def _crumbs(self) -> tuple[str, ...]:
        return tuple(line.words for line in self.lines[:3] if words.CRUMB.search(line.words) and len(line.words) < 80)

    def _repeats(self, line: Line) -> bool:
        return any(other is not line and is_same_headline(line.words, other.words) for other in self.lines)

    def _cut_site(self, title: str) -> str:
        suffix = _SUFFIX.search(title)
        if suffix and any(key(title[: suffix.start()]) == key(line.words) for line in self.lines):
            self.values.setdefault("source", suffix["site"])
            return title[: suffix.start()]
        return title

    def _take_above(self, line: Line) -> None:
        """A line above the headline: the section, a date, a byline, or furniture."""
        crumbs = [crumb for crumb in words.CRUMB.split(line.words) if crumb.strip()]
        if is_date_line(line.words, self.language):
            self._take_date(line)
        elif len(crumbs) > 1 and key(crumbs[0]) in words.HOME:
            self._take_section(line, crumbs[-1].strip())
        elif len(line.words.split()) <= 3 and not is_furniture(line.words):
            self._take_section(line, line.words)
        else:
            self.drop(line, "a line above the headline")

    def _take_section(self, line: Line, name: str) -> None:
        self.values.setdefault("section", name)
        self.lines.remove(line)
        self.note("read", "section", line)

    def _take_date(self, line: Line) -> None:
        self.values.setdefault("date", find_date(line.words, self.language))
        self.lines.remove(line)
        self.note("read", "publication date", line)

    def _take_repeats(self, title: str) -> None:
        """The headline again, at the top or in the middle, with or without the publication's name."""
        if not title:
            return
        strays = 0
        for index, line in enumerate(list(self.lines)):
            if not is_same_headline(title, line.words) or len(line.words) > 2 * len(title) + 40:
                continue
            suffix = _SUFFIX.search(line.words)
            if suffix and is_same_headline(title, line.words[: suffix.start()]):
                self.values.setdefault("source", suffix["site"])
            if index <= 4:
                strays = self.lines.index(line)
            self.drop(line, "the headline again")
        for line in self.lines[:strays]:
            if _is_headline(line.words) and not self._byline(line.words):
                self.drop(line, "another story's headline")

    # --- Above and below the text ---------------------------------------------------------------------------------
    def _take_edges(self) -> None:
        for line in self.lines[-_TAIL:]:
            if words.COPYRIGHT.search(line.words) and len(line.words) < 160:
                name = words.COPYRIGHT_NAME.search(line.words)
                if name and name["name"].strip():
                    self.values.setdefault("source", name["name"].strip())
                self.drop(line, "copyright line")
        for line in self.lines[: -_TAIL - 1 : -1] if len(self.lines) > 2 else ():
            if _BULLET.match(line.words) and (names := self._bulleted(line.words)):
                self._take_byline(line, names)
            elif self._is_section_label(line):
                self._take_section(line, line.words)
            else:
                names = self._byline(line.words)
                if not names:
                    break
                self._take_byline(line, names)

    def _bulleted(self, text: str) -> tuple[str, ...]:
        """Names on a bullet of its own, if all of it is names."""
        bare = _BULLET.sub("", text, count=1)
        if len(bare) > 120 or _TERMINAL.search(bare) or len(bare.split()) > 12:
            return ()
        if [line for line in self.lines if _BULLET.match(line.words)][:-1]:
            return ()  # the last of a list
        return self._byline(bare) or names_in(bare, trusted=True)

    def _is_section_label(self, line: Line) -> bool:
        text = line.words
        if "section" in self.values or len(text.split()) > 3 or _TERMINAL.search(text) or line is self.lines[0]:
            return False
        return key(text) in words.SECTIONS

    def _byline(self, text: str) -> tuple[str, ...]:
        """Names, if the line is a byline: it opens with "By", "Von" … and holds no sentence."""
        match = words.BY.match(text)
        if not match or len(text) > 160 or _SENTENCE.search(text.replace(".at", "")) or text.endswith("."):
            return ()
        rest = text[match.end() :]
        if not (rest[:1].isupper() or rest[:1].isdigit()) and not is_name(rest):
            return ()
        names = names_in(rest, trusted=True)
        return names if names and all(len(name.split()) <= 5 for name in names) else ()

    def _take_byline(self, line: Line, names: tuple[str, ...]) -> None:
        site = re.search(r"\|\s*([^|]{2,40})\s*\Z", line.words)
        if site and not find_date(site[1]):
            self.values.setdefault("source", site[1].strip())
        self.authors = self.authors or names
        self.lines.remove(line)
        self.note("read", "byline", line)

    def _take_furniture(self) -> None:
        for line in list(self.lines):
            if _BULLET.match(line.words) and not _BULLET.sub("", line.words).strip():
                self.drop(line, "an empty bullet")
            elif is_furniture(line.words):
                self.drop(line, "a button, prompt or link to another story")
            elif len(line.words) < 200 and _CAPTION.match(line.words):
                self.drop(line, "picture caption or credit")

    def _take_head(self) -> None:
        """Byline, date, another story's headline and standfirst between the headline and the text."""
        before: list[Line] = []
        settled = -1
        for line in list(self.lines[:_HEAD]):
            names = self._byline(line.words)
            if names and not self.authors:
                self._take_byline(line, names)
                settled = len(before)
            elif is_date_line(line.words, self.language):
                self._take_date(line)
                settled = len(before)
            else:
                before.append(line)
        first = before[0] if before else None
        if first and self._is_stray(first, before):
            self.drop(first, "another story's headline")
            before, settled = before[1:], settled - 1
        if (
            len(before) > 1
            and len(before[0].words) <= 500
            and (settled == 1 or find_dateline(before[1].words) or not _TERMINAL.search(before[0].words))
        ):
            if not find_dateline(before[0].words):
                self.standfirst = before[0]

    def _is_stray(self, line: Line, before: Sequence[Line]) -> bool:
        """Whether a headline-like line under the headline belongs to another story: few of its words recur here."""
        if words.WRAPS.match(line.words):
            return len(before) > 1
        if not _is_headline(line.words) or len(before) < 2 or len(line.words.split()) < 3:
            return False
        mine = {word for word in key(line.words).split() if len(word) > 3}
        rest = set(key(" ".join(other.words for other in self.lines if other is not line)).split())
        return bool(mine) and len(mine & rest) < 0.45 * len(mine)

    def _take_dateline(self) -> None:
        for index, line in enumerate(self.lines[:4]):
            match = find_dateline(line.words)
            if match:
                self.values["place"] = match["place"].strip()
                self.lines[index] = Line(line.number, line.words[match.end() :])
                if line is self.standfirst:
                    self.standfirst = self.lines[index]
                self.notes.append(Note("read", "dateline", match[0].strip(), line.number))
                return
            if len(line.words) > 700 or (index and len(line.words) > 500):
                return

    # --- The text ---------------------------------------------------------------------------------------------------
    def _blocks(self) -> tuple[Block, ...]:
        blocks: list[Block] = []
        for index, line in enumerate(self.lines):
            text, done = mend(line.words)
            for what in done:
                self.note("mended", what, line)
            if text:
                blocks.append(self._block(text, line, last=index == len(self.lines) - 1))
        return _joined_lists(blocks)

    def _block(self, text: str, line: Line, *, last: bool) -> Block:
        if line is self.standfirst:
            return Block("standfirst", text, escape(text))
        bullet = _BULLET.match(text)
        if bullet and bullet.end() < len(text) and not text.startswith(("–", "—", "-")):
            item = text[bullet.end() :]
            return Block("list", item, f"- {escape(item)}")
        if not last and _is_heading(text):
            return Block("heading", text, f"## {escape(text)}")
        return Block("paragraph", text, escape(text))

    def _missing(self, title: str) -> None:
        if not title:
            self.note("missing", "no headline was found")
        if not self.values.get("date"):
            self.note("missing", "no publication date is in the text")
        if not self.authors:
            self.note("missing", "no byline was found")


def find_dateline(text: str) -> re.Match[str] | None:
    """The dateline that opens the text, or None: a place in capitals, or a place before an agency or a dash."""
    match = _DATELINE.match(text[:160])
    if not match:
        return None
    place = match["place"]
    letters = [char for char in place if char.isalpha()]
    if sum(char.isupper() for char in letters) >= 0.8 * len(letters) and len(letters) > 2:
        return match
    if match["agency"] or match["when"]:
        return match
    if len(place.split()) > 3 or (match["dash"] == "-" and "-" in place):
        return None
    # "Berlin - Die Regierung …" opens a text; "Talks – a surprise – went on" does not.
    rest = text[match.end() : match.end() + 150]
    return match if len(text) > 60 and not re.search(r"\s[–—-]\s", rest) else None


def is_same_headline(one: str, other: str) -> bool:
    """Whether two lines are one headline: equal but for marks, one with the publication's name, or one word changed."""
    if len(other) > 2 * len(one) + 60 or len(one) > 2 * len(other) + 60:
        return False
    a, b = key(one), key(other)
    if a == b:
        return True
    suffix = _SUFFIX.search(other)
    if suffix and key(other[: suffix.start()]) == a:
        return True
    first, second = a.split(), b.split()
    if min(len(first), len(second)) < 4:
        return False
    shared = len(set(first) & set(second))
    return (
        shared >= 0.75 * max(len(set(first)), len(set(second)))
        and shared >= 4
        and not _TERMINAL.search(other.rstrip("?!"))
    )


def escape(text: str) -> str:
    """Plain words as Markdown that gives the same words back: no mark of theirs is read as Markdown or HTML."""
    text = re.sub(r"([\\`*_\[\]<>])", r"\\\1", text) if re.search(r"[\\`*_\[\]<>]", text) else text
    text = text.replace("\\>", ">") if not text.startswith("\\>") else text
    text = re.sub(r"&(?=[#\w]+;)", "&amp;", text).replace("\\<", "&lt;")
    text = re.sub(r"\A(\d+)([.)])(\s)", r"\1\\\2\3", text)
    return re.sub(r"\A([-+#=:~|]|!\[)", r"\\\1", text)


def _is_headline(text: str) -> bool:
    """Whether the line could be a headline: short, one sentence at most, no furniture, no date or byline."""
    if not 2 < len(text) <= 200 or len(text.split()) > 32 or is_furniture(text) or is_date_line(text):
        return False
    if text.endswith((".", ";", ",", ":")) and not text.endswith("..."):
        return False
    return not _BULLET.match(text) and not words.COPYRIGHT.match(text)


def _is_heading(text: str) -> bool:
    return (
        len(text) <= 120
        and len(text.split()) <= 16
        and not re.search(r"[.,;:…][\"”’»)]*\Z", text)
        and not text.startswith(("“", '"', "„", "«", "–", "—", "- "))
        and not text.endswith(("”", '"', "“"))
        and text[:1].upper() == text[:1]
        and any(char.isalpha() for char in text)
    )


def _joined_lists(blocks: list[Block]) -> tuple[Block, ...]:
    """Items that follow one another as one list."""
    joined: list[Block] = []
    for block in blocks:
        above = joined[-1] if joined else None
        if above and block.kind == above.kind == "list":
            joined[-1] = replace(
                above, plain=f"{above.plain}\n{block.plain}", markdown=f"{above.markdown}\n{block.markdown}"
            )
        else:
            joined.append(block)
    return tuple(joined)
