"""A raw text read: headline, standfirst, byline, date, dateline, section, paragraphs told apart, furniture taken out.

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
from dataclasses import replace

from newsdesk.importer import words
from newsdesk.importer.bylines import is_name, names_in
from newsdesk.importer.datelines import find_dateline
from newsdesk.importer.escaping import escape, escape_start
from newsdesk.importer.furniture import is_furniture
from newsdesk.importer.headlines import SITE_SUFFIX, is_headline, is_same_headline
from newsdesk.importer.mending import mend
from newsdesk.importer.paragraphs import Line, paragraphs
from newsdesk.importer.pasted import choose_lines, is_pasted, read_head
from newsdesk.importer.reading import Block, Note, Reading, short
from newsdesk.importer.visible_dates import find_date, is_date_line
from newsdesk.importer.words import key
from newsdesk.language.detect import detect

LONGEST = 150_000  # characters of text; an article has some ten thousand
MOST_LINES = 4_000
_HEAD, _TAIL = 12, 5
_TERMINAL = re.compile(r"[.!?…:;][\"”’»)\]]*\Z")
_SENTENCE = re.compile(r"(?<!\b[A-ZÀ-Þ])[.!?…][\"”’»)]*\s+[\"“„«(]*[A-ZÄÖÜÀ-ÞА-ЯІЇЄ\d]|[。！？]")
_BULLET = re.compile(r"(?:[•·▪◦‣●○*]|[-–—](?=\s))\s*")
_SHORTHANDS = re.compile(r"[a-z]{2,4}(?:(?:\s*[,/&]\s*|\s+(?:and|und|et|y)\s+)[a-z]{2,4})+\s*(?:\||\Z)")  # ae and bs
_CAPTION = re.compile(r"\(?(?:photo|image|picture|foto|bild|crédito|credit|fotograf|getty images|reuters/|ap"
                      r" photo|file photo|photograph)\b[^.]{0,12}[:/]",
                      re.IGNORECASE)  # fmt: skip


def read_text(text: str) -> Reading:
    """Whatever article stands in the text. Never raises; an empty text gives an empty reading."""
    return _Reader(text).read()


class _Reader:
    """Reads one text, step by step; each step takes lines out of `lines` and puts what it learned into `reading`."""

    def __init__(self, text: str) -> None:
        clean = text[:LONGEST].replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
        clean = clean.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
        clean = clean.encode("utf-8", "replace").decode("utf-8")
        lines = paragraphs(clean)
        self.lines: list[Line] = list(lines[:MOST_LINES])
        self.notes: list[Note] = []
        if len(text) > LONGEST:
            self.note("removed", f"what follows the first {LONGEST} characters")
        if len(lines) > MOST_LINES:
            self.note("removed", f"what follows the first {MOST_LINES} paragraphs")
        self.language = detect("\n".join(line.words for line in self.lines)[:3000])
        self.values: dict[str, str] = {}
        self.authors: tuple[str, ...] = ()
        self.standfirst: Line | None = None

    def read(self) -> Reading:
        title = self._take_page() if is_pasted([line.words for line in self.lines]) else self._take_title()
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

    def _take_page(self) -> str:
        """The headline of a whole page pasted as text; only the article's lines are kept."""
        texts = [line.words for line in self.lines]
        chosen = choose_lines(texts)
        head = read_head(texts, chosen, self.language)
        self.authors = head.authors
        if head.date:
            self.values["date"] = head.date
        left = [i for i in range(len(texts)) if not chosen[i] or i in head.used]
        for i in left:
            if i in head.used:
                self.note("read", "headline, byline or date", self.lines[i])
        self.note("removed", f"{len(left)} lines of the page around the article")
        self.lines = [line for i, line in enumerate(self.lines) if chosen[i] and i not in head.used]
        self.language = detect("\n".join(line.words for line in self.lines)[:3000]) if self.lines else self.language
        return head.title

    # --- The headline ---------------------------------------------------------------------------------------------
    def _take_title(self) -> str:
        heads = [line for line in self.lines[:_HEAD] if is_headline(line.words)]
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
        suffix = SITE_SUFFIX.search(title)
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
            suffix = SITE_SUFFIX.search(line.words)
            if suffix and is_same_headline(title, line.words[: suffix.start()]):
                self.values.setdefault("source", suffix["site"])
            if index <= 4:
                strays = self.lines.index(line)
            self.drop(line, "the headline again")
        for line in self.lines[:strays]:
            if is_headline(line.words) and not self._byline(line.words):
                self.drop(line, "another story's headline")

    # --- Above and below the text ---------------------------------------------------------------------------------
    def _take_edges(self) -> None:
        for line in self.lines[-_TAIL:]:
            if words.COPYRIGHT.search(line.words) and len(line.words) < 160:
                name = words.COPYRIGHT_NAME.search(line.words)
                if name and name["name"].strip():
                    self.values.setdefault("source", name["name"].strip())
                self.drop(line, "copyright line")
        bulleted = self._bulleted_names()
        for line in self.lines[: -_TAIL - 1 : -1] if len(self.lines) > 2 else ():
            if line in bulleted:
                self._take_byline(line, bulleted[line])
            elif self._is_section_label(line):
                self._take_section(line, line.words)
            else:
                names = self._byline(line.words)
                if not names:
                    break
                self._take_byline(line, names)

    def _bulleted_names(self) -> dict[Line, tuple[str, ...]]:
        """The names on bullets at the end, where the text has no others: each line with the names of them all."""
        lines = [line for line in self.lines if _BULLET.match(line.words)]
        if not lines or lines != [line for line in self.lines[-_TAIL - len(lines) :] if line in lines]:
            return {}
        parts = [part for line in lines for part in _bullets(line.words)]
        if any(len(part) > 120 or _TERMINAL.search(part) or len(part.split()) > 12 for part in parts):
            return {}
        found = [self._byline(part) or names_in(part, trusted=True) for part in parts]
        if not all(found):
            return {}
        names = tuple(dict.fromkeys(name for names in found for name in names))
        return dict.fromkeys(lines, names)

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
        if not (rest[:1].isupper() or rest[:1].isdigit()) and not is_name(rest) and not _SHORTHANDS.match(rest):
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
            and not find_dateline(before[0].words)
        ):
            self.standfirst = before[0]

    def _is_stray(self, line: Line, before: Sequence[Line]) -> bool:
        """Whether a headline-like line under the headline belongs to another story: few of its words recur here."""
        if words.WRAPS.match(line.words):
            return len(before) > 1
        above_dateline = len(before) > 1 and find_dateline(before[1].words)
        if above_dateline and any(note.what == "another story's headline" for note in self.notes):
            return False  # one stray headline a story; this one is the standfirst
        if not is_headline(line.words) or len(before) < 2 or len(line.words.split()) < 3:
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
            return Block("standfirst", text, _markdown(text))
        bullet = _BULLET.match(text)
        if bullet and bullet.end() < len(text) and not text.startswith(("–", "—", "-")):
            item = text[bullet.end() :]
            return Block("list", item, f"- {escape(item)}")
        if not last and _is_heading(text):
            return Block("heading", text, f"## {escape(text)}")
        return Block("paragraph", text, _markdown(text))

    def _missing(self, title: str) -> None:
        if not title:
            self.note("missing", "no headline was found")
        if not self.values.get("date"):
            self.note("missing", "no publication date is in the text")
        if not self.authors:
            self.note("missing", "no byline was found")


def _bullets(text: str) -> list[str]:
    """What stands behind each bullet of a line."""
    return [part for piece in re.split(r"[•·▪◦‣●○]", _BULLET.sub("", text, count=1)) if (part := piece.strip())]


def _markdown(text: str) -> str:
    return escape_start(escape(text))


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
