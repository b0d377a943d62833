"""A desk at work: a small site, and the things that editors, designers and accidents do to it between two builds.

Every operation takes the desk and a source of chance, and leaves a project that may or may not be buildable. Files are
written only where they changed, as an editor would.
"""

from __future__ import annotations

import copy
import os
import random
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from newsdesk.builder.build import build
from newsdesk.model.problems import errors
from newsdesk.source.check import check_tree

from tests.sites import ROOT, contents, golden_content, write_site

NAMES = ("Ada Novak", "Bo Lindqvist", "Cy Marsh", "Di Holt", "Ed Rowe", "Flo Ingram")
AUTHORS = ("Mira Holt", "Jon Vale", "Kit Storm")
SOURCES = ("Sandhaven Courier", "Harbour Post")
WORDS = ["pier", "bridge", "harbour", "mayor", "budget", "ferry", "storm", "crane", "council", "tide", "lorry", "toll"]
DAYS = ("2030-05-20", "2030-12-01", "2031-05-01", "2031-12-01")
PICTURE = golden_content()["images/pier.png"]
Chance = random.Random
Operation = Callable[["Desk", Chance], None]


@dataclass
class Note:
    """A content file: front matter as key → YAML, body as blocks."""

    front: dict[str, str]
    body: list[str] = field(default_factory=list)

    @property
    def text(self) -> bytes:
        lines = "".join(f"{key}: {value}\n" for key, value in self.front.items())
        body = "\n\n".join(self.body)
        return f"---\n{lines}---\n\n{body}\n".encode()


@dataclass
class State:
    """What is in the project: notes and raw files of content/ and theme/ by path, and settings."""

    notes: dict[str, Note] = field(default_factory=dict)
    raw: dict[str, bytes] = field(default_factory=dict)
    theme: dict[str, bytes] = field(default_factory=dict)
    settings: dict[str, object] = field(default_factory=dict)
    preview: bool = False

    def of(self, kind: str) -> list[str]:
        return sorted(path for path in self.notes if path.startswith(f"{kind}/"))

    def slugs(self, kind: str) -> list[str]:
        return [slug_of(path) for path in self.of(kind)]


class Desk:
    """A project in `folder`. `state` is what should lie there; `save` writes what differs, which then is in `saved`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.conf = folder / "pelicanconf.py"
        self.output = folder / "output"
        self.cache = folder / ".cache" / "newsdesk"
        self.state = first_state()
        self._written: dict[str, bytes] = {}
        self._settings: dict[str, object] | None = None
        self.good = copy.deepcopy(self.state)
        self.save()

    def save(self) -> None:
        state = self.state
        wanted = {f"content/{path}": note.text for path, note in state.notes.items()}
        wanted |= {f"content/{path}": content for path, content in state.raw.items()}
        wanted |= {f"theme/{path}": content for path, content in state.theme.items()}
        for path in self._written.keys() - wanted.keys():
            (self.folder / path).unlink()
        self.saved = {self.folder / path for path, content in wanted.items() if self._written.get(path) != content}
        for path, content in wanted.items():
            if self._written.get(path) != content:
                (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
                (self.folder / path).write_bytes(content)
                set_back(self.folder / path)
        self._written = wanted
        if self._settings != state.settings:
            write_site(self.folder, {}, **{"THEME": "theme", **state.settings})
            set_back(self.conf)
            self._settings = dict(state.settings)

    def keep(self) -> None:
        """Remembers this state as one that could be built."""
        self.good = copy.deepcopy(self.state)

    def mend(self) -> None:
        """Back to the last state that could be built."""
        self.state = copy.deepcopy(self.good)

    @contextmanager
    def without_a_past(self) -> Iterator[tuple[Path, dict[str, object]]]:
        """The same project for a builder who remembers nothing of it: its settings file, and what overrides that."""
        with tempfile.TemporaryDirectory() as name:
            conf = Path(shutil.copy(self.conf, name))
            yield conf, {"PATH": str(self.folder / "content"), "THEME": str(self.folder / "theme")}

    def clean(self) -> dict[str, bytes]:
        """What a build without a past makes of the project."""
        with self.without_a_past() as (conf, overrides):
            return contents(build(conf, overrides=overrides).output)

    def do(self, name: str, seed: int) -> None:
        OPERATIONS[name](self, Chance(f"{name}/{seed}"))
        self.save()

    def do_well(self, name: str, seed: int) -> None:
        """The same, with another seed if the outcome could not be built."""
        before = copy.deepcopy(self.state)
        for number in range(seed, seed + 50):
            self.do(name, number)
            _, problems = check_tree(self.folder / "content", zone=ZoneInfo("Europe/Oslo"))
            if not errors(problems):
                return
            self.state = copy.deepcopy(before)
        raise AssertionError(f"{name} never led to a site that can be built")


def set_back(path: Path) -> None:
    """Makes a file look as if it had been saved a second ago: the front door stays open for younger ones."""
    time = path.stat().st_mtime_ns - 1_000_000_000
    os.utime(path, ns=(time, time))


def slug_of(path: str) -> str:
    return Path(path).stem


def first_state() -> State:
    """A site with something of everything."""
    state = State(theme=contents(ROOT / "theme"), settings={"NEWSDESK_CLOCK": "2031-12-01T12:00Z"})
    chance = Chance("first")
    state.raw = {"images/pier.png": PICTURE}
    for slug in ("roads", "tides", "money"):
        state.notes[f"topics/{slug}.md"] = Note({"name": slug.title(), "summary": f"About {slug}."}, ["Much to know."])
    for slug, name in zip(("ada", "bo", "cy"), NAMES, strict=False):
        state.notes[f"experts/{slug}.md"] = Note({"name": name, "role": "engineer", "status": "published"}, ["Knows."])
    state.notes["pages/about.md"] = Note({"title": "About", "summary": "Who we are."}, ["We read."])
    for number in range(7):
        _add_story(state, chance, f"s{number}")
    state.notes["editions/2030-05-07.md"] = Note({"title": "A week"}, ["Dear readers."])
    return state


# --- Making things up -----------------------------------------------------------------------------------------------
def _words(chance: Chance, count: int = 5) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def _some(chance: Chance, items: list[str], most: int) -> list[str]:
    return chance.sample(items, min(len(items), chance.randint(1, most)))


def _flow(items: list[str]) -> str:
    return f"[{', '.join(items)}]"


def _day(chance: Chance) -> str:
    return f"203{chance.choice('0001')}-0{chance.randint(1, 8)}-{chance.randint(10, 28)}"


def _add_story(state: State, chance: Chance, slug: str) -> str:
    date = _day(chance)
    path = f"articles/{date[:4]}/{slug}.md"
    front = {"title": _words(chance).title(), "date": date, "topics": _flow(_some(chance, state.slugs("topics"), 2))}
    front |= {"authors": _flow(_some(chance, [*AUTHORS], 2)), "status": "published"}
    if chance.random() < 0.5:
        front["summary"] = f"{_words(chance, 7).capitalize()}."
    state.notes[path] = Note(front, [_block(state, chance) for _ in range(3)])
    for key in _some(chance, sorted(FRONT), 3):
        front[key] = FRONT[key](state, chance)
    return path


def _block(state: State, chance: Chance) -> str:
    """A paragraph of some kind, referring to things that are there."""
    kinds = ("plain", "story", "topic", "expert", "said", "quote", "named", "picture", "heading", "site")
    kind = chance.choice(kinds)
    words = _words(chance, 6)
    published = [p for p in state.of("articles") if state.notes[p].front.get("status") == "published"]
    if kind == "story" and published:
        return f"See [{words}](article:{slug_of(chance.choice(published))})."
    if kind == "topic" and state.of("topics"):
        return f"As in [{words}](topic:{chance.choice(state.slugs('topics'))})."
    if kind in ("expert", "said", "quote") and state.of("experts"):
        expert = chance.choice(state.slugs("experts"))
        if kind == "expert":
            return f"Then [{words}](expert:{expert}) came."
        if kind == "said":
            return f'The pier [{words}](said:{expert} "at the {chance.choice(WORDS)}").'
        return f"> {words.capitalize()}.\n>\n> — [Somebody](expert:{expert}), engineer, on Sunday"
    if kind in ("quote", "named"):
        return f"> {words.capitalize()}.\n>\n> — {chance.choice(NAMES)}, observer, on Monday"
    if kind == "picture" and state.raw:
        return f'![{words}]({chance.choice(sorted(state.raw))} "City")'
    if kind == "heading":
        return f"## {words.capitalize()}"
    if kind == "site" and state.of("topics"):
        return f"Read [{words}](/topics/{chance.choice(state.slugs('topics'))}/)."
    return f"{words.capitalize()}."


def _timeline(state: State, chance: Chance) -> str:
    dates = ("2030-03-03", "2030-04~", "2029", "../2030-12", "2030-21", "2030-05-01/2030-05-03")
    lines = []
    for _ in range(chance.randint(1, 2)):
        lines.append(f"\n  - date: {chance.choice(dates)}\n    title: The {_words(chance, 3)} {chance.randrange(99)}")
        lines.append(chance.choice(("", "\n    level: milestone", "\n    place: Sandhaven")))
        people = [*state.slugs("experts"), *NAMES]
        lines.append(chance.choice(("", f"\n    people: [{chance.choice(people)}]")))
    return "".join(lines)


FRONT: dict[str, Callable[[State, Chance], str]] = {
    "title": lambda _, chance: _words(chance).title(),
    "date": lambda _, chance: chance.choice((_day(chance), f"{_day(chance)}T0{chance.randint(1, 9)}:30")),
    "topics": lambda state, chance: _flow(_some(chance, state.slugs("topics"), 3)),
    "authors": lambda _, chance: _flow(_some(chance, [*AUTHORS, NAMES[0]], 2)),
    "summary": lambda _, chance: f"{_words(chance, 8).capitalize()}.",
    "kind": lambda _, chance: chance.choice(("news", "analysis", "opinion", "commentary")),
    "section": lambda _, chance: chance.choice(WORDS).title(),
    "dateline": lambda _, chance: chance.choice(("Sandhaven", "Lowport")),
    "lang": lambda _, chance: chance.choice(("en", "de", "ru")),
    "tags": lambda _, chance: _flow(_some(chance, WORDS, 3)),
    "source": lambda _, chance: f"{{name: {chance.choice(SOURCES)}, date: 2030-0{chance.randint(1, 9)}}}",
    "timeline": _timeline,
    "corrections": lambda _, chance: f"\n  - date: {_day(chance)}\n    text: The {_words(chance, 3)} was wrong.",
    "image": lambda state, chance: f"{{file: {chance.choice(sorted(state.raw) or ['images/x.png'])}, alt: A pier}}",
    "aliases": lambda _, chance: f"[/old/{chance.randrange(40)}.html]",
    "modified": lambda _, chance: f"2031-01-{chance.randint(10, 28)}",
    "status": lambda _, chance: chance.choice(("draft", "published")),
}
SETTINGS: dict[str, Callable[[Chance], object]] = {
    "SITENAME": lambda chance: _words(chance, 2).title(),
    "SITEURL": lambda chance: chance.choice(
        ("https://sandhaven.example", "https://sandhaven.example/digest", "http://other.example/a/b")
    ),
    "TIMEZONE": lambda chance: chance.choice(("Europe/Oslo", "UTC", "Pacific/Auckland")),
    "DEFAULT_LANG": lambda chance: chance.choice(("en", "de", "ru")),
    "NEWSDESK_NAV": lambda chance: [("/topics/", _words(chance, 1)), ("/archive/", "Archive")],
    "NEWSDESK_FOOTER": lambda chance: [("/sources/", _words(chance, 1))],
    "NEWSDESK_TAGLINE": lambda chance: _words(chance, 4),
    "NEWSDESK_DESCRIPTION": lambda chance: _words(chance, 9),
    "NEWSDESK_CONTACT": lambda chance: f"{chance.choice(WORDS)}@sandhaven.example",
    "NEWSDESK_ID": lambda chance: f"sandhaven.example,20{chance.randint(10, 30)}",
    "NEWSDESK_CLOCK": lambda chance: f"{chance.choice(DAYS)}T12:00Z",
}


# --- What editors do ------------------------------------------------------------------------------------------------
def _free(state: State, folder: str, stem: str) -> str:
    return next(f"{stem}{n}" for n in range(1000) if f"{stem}{n}" not in state.slugs(folder))


def _pick(desk: Desk, chance: Chance, *kinds: str) -> str:
    """A note of one of these kinds; if there are none left, a new story."""
    paths = [path for kind in kinds for path in desk.state.of(kind)]
    return chance.choice(paths) if paths else _add_story(desk.state, chance, _free(desk.state, "articles", "s"))


def _unneeded(desk: Desk, chance: Chance, kind: str) -> str | None:
    """One that nothing refers to; one time in five, one that something may refer to."""
    texts = {path: note.text.decode() for path, note in desk.state.notes.items()}
    paths = desk.state.of(kind)
    free = [p for p in paths if not any(slug_of(p) in text for other, text in texts.items() if other != p)]
    return chance.choice(paths if chance.random() < 0.2 or not free else free) if paths else None


def add_story(desk: Desk, chance: Chance) -> None:
    _add_story(desk.state, chance, _free(desk.state, "articles", "s"))


def edit_body(desk: Desk, chance: Chance) -> None:
    note = desk.state.notes[_pick(desk, chance, "articles", "articles", "topics", "experts", "pages", "editions")]
    place = chance.randint(0, len(note.body))
    note.body[place : place + chance.randint(0, 2)] = [_block(desk.state, chance) for _ in range(chance.randint(0, 2))]


def edit_front(desk: Desk, chance: Chance) -> None:
    note = desk.state.notes[_pick(desk, chance, "articles")]
    key = chance.choice(sorted(FRONT))
    if key in note.front and key not in ("title", "date", "topics", "status") and chance.random() < 0.3:
        del note.front[key]
    else:
        note.front[key] = FRONT[key](desk.state, chance)


def retitle(desk: Desk, chance: Chance) -> None:
    desk.state.notes[_pick(desk, chance, "articles")].front["title"] = _words(chance).title()


def toggle_status(desk: Desk, chance: Chance) -> None:
    front = desk.state.notes[_pick(desk, chance, "articles", "experts", "editions")].front
    front["status"] = "draft" if front.get("status") == "published" else "published"


def add_alias(desk: Desk, chance: Chance) -> None:
    path = _pick(desk, chance, "articles", "articles", "topics", "experts")
    front = desk.state.notes[path].front
    front["addresses" if path.startswith("experts/") else "aliases"] = _flow(
        [f"/old/{n}.html" for n in _some(chance, [*map(str, range(30))], 2)] + ["/was/here/"]
    )


def rename_story(desk: Desk, chance: Chance) -> None:
    _rename(desk, chance, "articles", "s")


def _rename(desk: Desk, chance: Chance, kind: str, stem: str) -> None:
    path = _unneeded(desk, chance, kind)
    if path:
        note = desk.state.notes.pop(path)
        new = _free(desk.state, kind, stem)
        desk.state.notes[str(Path(path).with_stem(new))] = note
        if chance.random() < 0.5:
            _follow(desk, slug_of(path), new)


def _follow(desk: Desk, old: str, new: str) -> None:
    """References in other files follow a rename."""
    for note in desk.state.notes.values():
        for kind in ("article", "topic", "expert", "said"):
            note.body = [block.replace(f"{kind}:{old})", f"{kind}:{new})") for block in note.body]


def rename_topic(desk: Desk, chance: Chance) -> None:
    _rename(desk, chance, "topics", "t")


def rename_expert(desk: Desk, chance: Chance) -> None:
    _rename(desk, chance, "experts", "e")


def move_story_to_another_year(desk: Desk, chance: Chance) -> None:
    path = _pick(desk, chance, "articles")
    desk.state.notes[f"articles/{chance.choice((2028, 2032))}/{slug_of(path)}.md"] = desk.state.notes.pop(path)


def delete_story(desk: Desk, chance: Chance) -> None:
    _delete(desk, chance, "articles")


def delete_topic(desk: Desk, chance: Chance) -> None:
    _delete(desk, chance, "topics")


def delete_expert(desk: Desk, chance: Chance) -> None:
    _delete(desk, chance, "experts")


def delete_edition_or_page(desk: Desk, chance: Chance) -> None:
    _delete(desk, chance, chance.choice(("editions", "pages")))


def _delete(desk: Desk, chance: Chance, kind: str) -> None:
    path = _unneeded(desk, chance, kind)
    if path:
        del desk.state.notes[path]


def add_topic(desk: Desk, chance: Chance) -> None:
    slug = _free(desk.state, "topics", "t")
    front = {"name": f"{_words(chance, 2).title()} {slug}"}
    if chance.random() < 0.5 and desk.state.of("topics"):
        front["related"] = _flow(_some(chance, desk.state.slugs("topics"), 2))
    desk.state.notes[f"topics/{slug}.md"] = Note(front, ["New."])
    story = desk.state.notes[_pick(desk, chance, "articles")]
    story.front["topics"] = _flow([slug])


def edit_topic(desk: Desk, chance: Chance) -> None:
    front = desk.state.notes[_pick(desk, chance, "topics")].front
    key = chance.choice(("name", "summary", "related"))
    front[key] = {
        "name": f"{_words(chance, 2).title()} {chance.randrange(99)}",
        "summary": f"{_words(chance).capitalize()}.",
        "related": _flow(_some(chance, desk.state.slugs("topics") or ["none"], 2)),
    }[key]
    if "name" not in front:  # a story, where there was no topic
        front["title"] = "A story"


def _free_name(desk: Desk, chance: Chance) -> str:
    taken = {note.front.get("name") for path, note in desk.state.notes.items() if path.startswith("experts/")}
    return chance.choice([name for name in NAMES if name not in taken] or [f"Gus {_words(chance, 1).title()}"])


def add_expert(desk: Desk, chance: Chance) -> None:
    front = {"name": _free_name(desk, chance), "role": "observer", "status": "published"}
    desk.state.notes[f"experts/{_free(desk.state, 'experts', 'e')}.md"] = Note(front, [_words(chance)])


def edit_expert(desk: Desk, chance: Chance) -> None:
    paths = desk.state.of("experts")
    if not paths:
        return add_expert(desk, chance)
    front = desk.state.notes[chance.choice(paths)].front
    key = chance.choice(("name", "role", "affiliation", "kind", "interests", "aliases", "photo"))
    front[key] = {
        "name": _free_name(desk, chance),
        "role": chance.choice(WORDS),
        "affiliation": f"{_words(chance, 1).title()} Institute",
        "kind": chance.choice(("expert", "official")),
        "interests": f"Owns a {_words(chance, 1)}.",
        "aliases": _flow([_free_name(desk, chance)]),
        "photo": FRONT["image"](desk.state, chance),
    }[key]
    return None


def add_edition(desk: Desk, chance: Chance) -> None:
    front = {"title": _words(chance).title()}
    stories = [p for p in desk.state.of("articles") if desk.state.notes[p].front["status"] == "published"]
    if stories and chance.random() < 0.7:
        items = [f"\n  - article: {slug_of(path)}\n    note: {_words(chance)}" for path in _some(chance, stories, 3)]
        front["items"] = "".join(items)
    desk.state.notes[f"editions/{_day(chance)}.md"] = Note(front, [_block(desk.state, chance)])


def add_page(desk: Desk, chance: Chance) -> None:
    desk.state.notes[f"pages/{_free(desk.state, 'pages', 'p')}.md"] = Note({"title": _words(chance)}, ["A page."])


def add_picture(desk: Desk, chance: Chance) -> None:
    name = f"images/{chance.choice('xyz')}.png"
    desk.state.raw[name] = PICTURE[:-12] + _chunk(chance) + PICTURE[-12:]
    story = desk.state.notes[_pick(desk, chance, "articles")]
    story.front["image"] = f"{{file: {name}, alt: A pier}}"


def _chunk(chance: Chance) -> bytes:
    """A comment in a PNG, so that two pictures differ."""
    import zlib

    data = b"tEXtComment\0" + chance.randbytes(4).hex().encode()
    return (len(data) - 4).to_bytes(4, "big") + data + zlib.crc32(data).to_bytes(4, "big")


def change_picture(desk: Desk, chance: Chance) -> None:
    for name in list(desk.state.raw)[:1]:
        desk.state.raw[name] = PICTURE[:-12] + _chunk(chance) + PICTURE[-12:]


def delete_picture(desk: Desk, chance: Chance) -> None:
    for name in list(desk.state.raw):
        if chance.random() < 0.3 or not any(name.encode() in note.text for note in desk.state.notes.values()):
            desk.state.raw.pop(name)


def break_a_file(desk: Desk, chance: Chance) -> None:
    note = desk.state.notes[_pick(desk, chance, "articles", "topics", "experts", "editions", "pages")]
    faults: list[Callable[[], object]] = [
        lambda: note.front.update(date="2030-13-45"),
        lambda: note.front.update(titel="x"),
        lambda: note.body.append("See [it](article:nowhere)."),
        lambda: note.body.append("See [it](/topics/nowhere/)."),
        lambda: note.body.append("![](images/none.png)"),
        lambda: note.front.update(title='"open', name='"open'),
    ]
    chance.choice(faults)()


def touch(desk: Desk, chance: Chance) -> None:
    """Saved again with the same bytes."""
    for path in _some(chance, desk.state.of("articles"), 3):
        file = desk.folder / "content" / path
        if file.is_file():
            file.write_bytes(file.read_bytes())


def swap_two_stories(desk: Desk, chance: Chance) -> None:
    paths = desk.state.of("articles")
    if len(paths) > 1:
        one, other = chance.sample(paths, 2)
        notes = desk.state.notes
        notes[one], notes[other] = notes[other], notes[one]


def edit_and_set_the_time_back(desk: Desk, chance: Chance) -> None:
    """Bytes of the same number, under the same time of last change."""
    path = _pick(desk, chance, "articles")
    note = desk.state.notes[path]
    note.body = [block.swapcase() if block[0].isalpha() and "](" not in block else block for block in note.body]
    file = desk.folder / "content" / path
    if file.is_file():
        before = file.stat()
        desk.save()
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


# --- What designers do ----------------------------------------------------------------------------------------------
def edit_template(desk: Desk, chance: Chance) -> None:
    theme = desk.state.theme
    name = chance.choice(sorted(path for path in theme if path.endswith(".html")))
    lines = theme[name].decode().split("\n")
    places = [n for n, line in enumerate(lines) if line.strip().startswith("<p") and line.endswith("</p>")]
    if places:
        lines[chance.choice(places)] += f"<!-- {chance.randrange(1000)} -->"
    theme[name] = "\n".join(lines).encode()


def bring_in_a_template(desk: Desk, chance: Chance) -> None:
    """A new part, included by a page; or another text of the one that is there."""
    theme = desk.state.theme
    theme["templates/extra/note.html"] = f"<!-- note {chance.randrange(1000)} -->".encode()
    name = chance.choice(sorted(path for path in theme if path.endswith(".html") and b"</main>" in theme[path]))
    theme[name] = theme[name].replace(b"</main>", b'{% include "extra/note.html" %}</main>', 1)


# What stands at the top of the frame, at the top of a page's template, and in its block. The last two stay as they are.
MEETINGS = (
    ('{% set said_here = "WORD" %}', "", "{{ said_here }}"),
    ('{% from "extra/other.html" import said %}', '{% from "extra/said.html" import said %}', "{{ said() }}"),
    ('{% from "extra/other.html" import said %}', "", "{{ said() }}"),
    ("{# WORD #}", "", "{{ site.stylesheet }}"),
    ("{# WORD #}", "", "{{ super() }}"),
    ("{{ view.__class__.__name__ }}", "", ""),
    ("{{ page.view.__class__.__name__ }}", "", ""),
    ("{% block more %}WORD{% endblock %}", "", "{{ self.more() }}"),
    ('{{ mine|default("WORD") }}<!-- WORD -->', '{% set mine = "mine" %}', ""),
)


def let_blocks_and_frame_meet(desk: Desk, chance: Chance) -> None:
    """A page's block shows something of the frame's, or the frame something of the page's; the frame changes."""
    theme = desk.state.theme
    base, name = "templates/base.html", chance.choice(["templates/story.html", "templates/topics.html"])
    if not {base, name} <= theme.keys():
        return
    word = f"word{chance.randrange(1000)}"
    theme.setdefault("templates/extra/said.html", b"{% macro said() %}said{% endmacro %}")
    theme["templates/extra/other.html"] = f"{{% macro said() %}}other {word}{{% endmacro %}}".encode()
    frame, top, block = (part.replace("WORD", word).encode() for part in chance.choice(MEETINGS))
    theme[base] = re.sub(rb"^[^\n]*<!doctype", frame + b"<!doctype", theme[base], count=1, flags=re.M)
    for place, text in ((b"-%}", top), (b"block main %}", block)):
        if place + text not in theme[name]:
            theme[name] = theme[name].replace(place, place + text, 1)


def move_blocks_about(desk: Desk, chance: Chance) -> None:
    """The frame no longer has a block that pages fill, or has it again, or elsewhere."""
    base = "templates/base.html"
    source = desk.state.theme.get(base, b"")
    head = b"{% block head %}{% endblock %}\n"
    if head in source:
        source = source.replace(head, b"", 1)
        source = source.replace(b"</head>", head + b"</head>", 1) if chance.random() < 0.5 else source
    else:
        source = source.replace(b"<title", head + b"<title", 1)
    desk.state.theme[base] = source


def break_a_template(desk: Desk, chance: Chance) -> None:
    theme = desk.state.theme
    name = chance.choice(sorted(path for path in theme if path.endswith(".html")))
    if chance.random() < 0.5:
        theme[name] += b"{% if %}"
    else:
        del theme[name]


def edit_style(desk: Desk, chance: Chance) -> None:
    sheets = sorted(path for path in desk.state.theme if path.endswith(".css"))
    desk.state.theme[chance.choice(sheets)] += f"\n.x{chance.randrange(1000)} {{ margin: 0 }}\n".encode()


def change_static_files(desk: Desk, chance: Chance) -> None:
    theme = desk.state.theme
    name = f"static/extra/{chance.choice('ab')}.txt"
    if name in theme and chance.random() < 0.5:
        del theme[name]
    else:
        theme[name] = chance.randbytes(8)


# --- What settings do -----------------------------------------------------------------------------------------------
def change_setting(desk: Desk, chance: Chance) -> None:
    name = chance.choice(sorted(SETTINGS))
    desk.state.settings[name] = SETTINGS[name](chance)


def change_clock(desk: Desk, chance: Chance) -> None:
    desk.state.settings["NEWSDESK_CLOCK"] = SETTINGS["NEWSDESK_CLOCK"](chance)


def move_site(desk: Desk, chance: Chance) -> None:
    desk.state.settings["SITEURL"] = SETTINGS["SITEURL"](chance)


def change_navigation(desk: Desk, chance: Chance) -> None:
    desk.state.settings["NEWSDESK_NAV"] = SETTINGS["NEWSDESK_NAV"](chance)


def toggle_preview(desk: Desk, chance: Chance) -> None:
    desk.state.preview = not desk.state.preview


# --- Accidents ------------------------------------------------------------------------------------------------------
def lose_output(desk: Desk, chance: Chance) -> None:
    files = sorted(path for path in desk.output.rglob("*") if path.is_file())
    for path in chance.sample(files, min(len(files), 3)):
        path.unlink()
    if chance.random() < 0.2:
        shutil.rmtree(desk.output, ignore_errors=True)


def lose_cache(desk: Desk, chance: Chance) -> None:
    shutil.rmtree(desk.cache, ignore_errors=True)


def _cached(desk: Desk) -> list[Path]:
    return sorted(path for path in desk.cache.rglob("*") if path.is_file() and path.stat().st_size)


def spoil_cache(desk: Desk, chance: Chance) -> None:
    """Random bytes at random places."""
    for path in _cached(desk):
        content = bytearray(path.read_bytes())
        for _ in range(chance.randint(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content)


def cut_cache(desk: Desk, chance: Chance) -> None:
    for path in _cached(desk):
        os.truncate(path, chance.randrange(path.stat().st_size))


def put_foreign_cache(desk: Desk, chance: Chance) -> None:
    for path in _cached(desk):
        path.unlink()
        if path.suffix == ".sqlite" and chance.random() < 0.5:
            with sqlite3.connect(path) as connection:
                connection.execute("CREATE TABLE files (path TEXT, song TEXT)")
            connection.close()
        else:
            path.write_bytes(chance.choice((b"", b"hello", b"{}", b"null", b"\0" * 5000)))


def spoil_values(desk: Desk, chance: Chance) -> None:
    """A whole database in which one value has changed."""
    for path in desk.cache.glob("*.sqlite"):
        connection = sqlite3.connect(path)
        table, column = chance.choice(
            [
                (t, c)
                for t in ("files", "stories", "outputs", "sheets", "fillings")
                for _, c, *_ in connection.execute(f"PRAGMA table_info({t})")
            ]
        )
        rows = connection.execute(f"SELECT path, {column} FROM {table}").fetchall()
        for name, value in _pairs(rows, chance):
            connection.execute(f"UPDATE {table} SET {column} = ? WHERE path = ?", (_altered(value, chance), name))
        connection.commit()
        connection.close()


def _pairs(rows: list[tuple[str, object]], chance: Chance) -> list[tuple[str, object]]:
    return chance.sample(rows, min(len(rows), 3))


def _altered(value: object, chance: Chance) -> object:
    if isinstance(value, int):
        return value + 1
    if not value:
        return value
    content = bytearray(value if isinstance(value, bytes) else str(value).encode())
    place = chance.randrange(len(content))
    content[place] = ord("7") if content[place] != ord("7") else ord("8")
    return bytes(content) if isinstance(value, bytes) else content.decode("utf-8", "replace")


OPERATIONS: dict[str, Operation] = {
    operation.__name__: operation
    for operation in (
        add_story, edit_body, edit_front, retitle, toggle_status, add_alias, rename_story, rename_topic, rename_expert,
        move_story_to_another_year, delete_story, delete_topic, delete_expert, delete_edition_or_page, add_topic,
        edit_topic, add_expert, edit_expert, add_edition, add_page, add_picture, change_picture, delete_picture,
        break_a_file, touch, swap_two_stories, edit_and_set_the_time_back, edit_template, bring_in_a_template,
        let_blocks_and_frame_meet, move_blocks_about, break_a_template, edit_style, change_static_files, change_setting,
        change_clock, move_site, change_navigation, toggle_preview, lose_output, lose_cache, spoil_cache, cut_cache,
        put_foreign_cache, spoil_values,
    )
}  # fmt: skip
