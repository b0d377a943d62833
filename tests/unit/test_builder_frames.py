"""Frames written anew around blocks that are as they were: when that is done, and that it leaves the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from newsdesk.builder import press
from newsdesk.builder.build import build
from newsdesk.builder.making import make
from newsdesk.builder.render import Renderer
from newsdesk.model.site import Page, Sheet, Site

from tests.desks import Desk
from tests.sites import ROOT, contents

SITE = Site("Desk", "https://desk.example", stylesheet="/a.css")
BASE = """{% from "macros.html" import loud %}<html>{{ site.stylesheet }} {{ loud(page.title) }}
{% block head %}{% endblock %}{% block main %}{% endblock %}</html>"""
MACROS = "{% macro loud(what) %}<b>{{ what }}</b>{% endmacro %}"
PAGE = """{% extends "base.html" %}{% from "macros.html" import loud %}
{% block main %}{{ loud(view) }} {{ page.url }} {{ site.name }}{% endblock %}"""


def renderer(folder: Path, **files: str) -> Renderer:
    """Of a theme of these templates, beside those above."""
    (folder / "templates").mkdir(exist_ok=True)
    for name, text in {"base": BASE, "macros": MACROS, "page": PAGE, **files}.items():
        (folder / "templates" / f"{name}.html").write_text(text, "utf-8")
    return Renderer(folder, SITE)


def page(view: object = "<view>") -> Page:
    return Page("x/index.html", "/x/", "page.html", view, title="A <title>")


# --- Which are apart --------------------------------------------------------------------------------------------------
def test_every_page_of_the_theme_has_its_blocks_apart_from_the_frame() -> None:
    theme = ROOT / "theme"
    ours = Renderer(theme, SITE)
    names = {path.name for path in (theme / "templates").glob("*.html")}
    assert {name for name in names if not ours.blocks(name)} == {
        "base.html",
        "reference.html",
        "email.html",
        "embed.html",
    }


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"base": BASE.replace("<html>", "{% set colour = 1 %}{{ colour }}<html>")},
        {"page": PAGE.replace("{% block", "{% set mine = 1 %}{% block").replace("view)", "mine)")},
        {
            "page": PAGE + '{% block head %}{% include "part.html" %}{% endblock %}',
            "part": "{{ view }}{{ page.title }}",
        },
        {"page": PAGE.replace("base.html", "middle.html"), "middle": '{% extends "base.html" %}'},
    ],
)
def test_blocks_are_apart(tmp_path: Path, files: dict[str, str]) -> None:
    """From a frame whose names they do not use, or mean the same by. A page laid anew is the page made whole."""
    ours = renderer(tmp_path, **files)
    assert ours.blocks("page.html")
    content, seams = ours.render_apart(page())
    assert content == ours.render(page())
    blocks = {name: content[start:end].decode() for name, start, end in seams}
    other = renderer(tmp_path, **files | {"base": files.get("base", BASE).replace("<html>", "<html lang=en>")})
    assert other.blocks("page.html") == ours.blocks("page.html")
    framed = other.frame_anew(page(view=None), blocks)
    assert framed == other.render_apart(page())
    assert framed is not None
    assert framed[0] == other.render(page()) != content


@pytest.mark.parametrize(
    "files",
    [
        {"base": BASE.replace("<html>", "{% set colour = 1 %}<html>"), "page": PAGE.replace("view)", "colour)")},
        {"base": BASE.replace("<html>", "{% set loud = 1 %}<html>")},
        {"base": BASE.replace("macros", "others"), "others": MACROS},
        {"base": BASE.replace("<html>", "{{ view }}<html>")},
        {"base": BASE.replace("<html>", "{{ page.view }}<html>")},
        {"base": BASE.replace("<html>", "{{ page['view'] }}<html>")},
        {
            "base": BASE.replace("<html>", "{{ mine }}<html>"),
            "page": PAGE.replace("{% block", "{% set mine = 1 %}{% block"),
        },
        {"base": BASE.replace("<html>", '{% include "part.html" %}<html>'), "part": "{{ view }}"},
        {"page": PAGE.replace("site.name", "site.stylesheet")},
        {"page": PAGE.replace("site.name", "super()")},
        {"page": PAGE.replace("site.name", "self.head()")},
        {"page": PAGE.replace("site.name", "'self'")},  # a mere word: in doubt not
        {"page": PAGE.replace("site.name", "loud(site['style' ~ 'sheet'])"), "macros": MACROS + "{# stylesheet #}"},
        {"page": PAGE.replace('"base.html"', '"base" ~ ".html"')},
        {"page": PAGE.replace("{{ loud", "{% include view %}{{ loud")},
        {"page": PAGE.replace("{{ loud", '{% include "part.html" %}{{ loud'), "part": "{{ colour }}"},
        {
            "page": PAGE.replace("import loud", "import loud with context"),
            "macros": MACROS.replace("what }}", "what }}{{ colour }}"),
        },
        {"page": "no frame at all"},
        {"page": PAGE.replace("base.html", "missing.html")},
        {"page": PAGE + "{% if %}"},
    ],
)
def test_blocks_are_not_apart(tmp_path: Path, files: dict[str, str]) -> None:
    assert not renderer(tmp_path, **files).blocks("page.html")


def test_a_page_whose_blocks_are_not_apart_has_no_seams(tmp_path: Path) -> None:
    base = BASE.replace("block head %}", "block head %}of the frame")
    ours = renderer(tmp_path, base=base, page=PAGE + "{% block head %}{{ super() }}, and more{% endblock %}")
    content, seams = ours.render_apart(page())
    assert b"of the frame, and more" in content
    assert content == ours.render(page())
    assert not seams


def test_what_blocks_are_made_of_is_known_by_value(tmp_path: Path) -> None:
    """Their own template and what it brings in; not the frame, but whether it lets them be."""
    before = renderer(tmp_path).blocks("page.html")
    assert renderer(tmp_path, base=BASE + "more").blocks("page.html") == before
    assert renderer(tmp_path, page=PAGE + "more").blocks("page.html") != before
    assert renderer(tmp_path, macros=MACROS + "more").blocks("page.html") != before
    assert renderer(tmp_path, base=BASE + "{{ view }}").blocks("page.html") == ""


def test_what_is_known_of_blocks_is_not_asked_again_and_only_of_templates_that_are_there(tmp_path: Path) -> None:
    first = renderer(tmp_path)
    digest = first.blocks("page.html")
    ((closure, told),) = first.told.items()
    assert told == digest
    again = Renderer(tmp_path, SITE, known={closure: "as known", "gone.html:x": "y"})
    assert again.blocks("page.html") == "as known"
    assert again.told == {closure: "as known"}


def test_a_frame_that_wants_a_block_which_is_not_there_says_so(tmp_path: Path) -> None:
    """As one that was caught in a variable before, and so was not found in the page."""
    caught = "{% set head %}{% block head %}{% endblock %}{% endset %}{{ head }}"
    with_head = PAGE + "{% block head %}head{% endblock %}"
    ours = renderer(tmp_path, base=BASE.replace("{% block head %}{% endblock %}", caught), page=with_head)
    content, seams = ours.render_apart(page())
    assert b"head" in content
    assert [name for name, _, _ in seams] == ["main"]
    assert renderer(tmp_path, page=with_head).frame_anew(page(), {"main": "x"}) is None


# --- Whole builds -----------------------------------------------------------------------------------------------------
@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    build(desk.conf)
    return desk


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages and files that were made whole."""
    paths: list[str] = []

    def noting(sheet: Sheet, materials: object) -> object:
        paths.append(sheet.path)
        return make(sheet, materials)  # type: ignore[arg-type]

    monkeypatch.setattr(press, "make", noting)
    monkeypatch.setattr(press, "FEW", 10_000)  # all in this process
    return paths


def edit_frame(desk: Desk) -> None:
    base = "templates/base.html"
    desk.state.theme[base] = desk.state.theme[base].replace(b"</body>", b"<!-- anew --></body>")


def edit_styles(desk: Desk) -> None:
    desk.state.theme["static/css/utilities.css"] += b".anew { margin: 0 }"


def edit_masthead(desk: Desk) -> None:
    """Which the home page sees too: its own place for it is one of its blocks."""
    masthead = "templates/macros/masthead.html"
    desk.state.theme[masthead] = desk.state.theme[masthead].replace(b"<nav", b"<nav data-anew", 1)


EMBEDS = [f"topics/{topic}/embed/index.html" for topic in ("money", "roads", "tides")]  # pages without a frame


@pytest.mark.parametrize(("edit", "made"), [(edit_frame, []), (edit_styles, EMBEDS), (edit_masthead, ["index.html"])])
def test_a_change_of_the_frame_makes_no_page_whole(
    desk: Desk, whole: list[str], edit: Callable[[Desk], None], made: list[str]
) -> None:
    before = contents(desk.output)
    edit(desk)
    desk.save()
    build(desk.conf)
    assert sorted(whole) == made
    after = contents(desk.output)
    pages = [path for path in after if path.endswith("index.html") and path not in EMBEDS]
    assert all(after[path] != before[path] for path in pages)
    whole.clear()
    assert after == desk.clean()
    assert whole


def test_a_page_that_is_not_as_it_was_written_is_made_whole(desk: Desk, whole: list[str]) -> None:
    """Somebody wrote into the output, cut a page short, or took one away."""
    changed, cut, gone = sorted(path for path in contents(desk.output) if path.startswith("articles/"))[:3]
    page = desk.output / changed
    page.write_bytes(page.read_bytes().replace(b"</article>", b"by hand</article>"))
    (desk.output / cut).write_bytes(b"<!doctype")
    (desk.output / gone).unlink()
    edit_frame(desk)
    desk.save()
    build(desk.conf)
    assert sorted(whole) == [changed, cut, gone]
    assert contents(desk.output) == desk.clean()


def test_what_was_written_by_hand_into_a_frame_goes_with_it(desk: Desk, whole: list[str]) -> None:
    path = next(path for path in sorted(contents(desk.output)) if path.startswith("articles/"))
    page = desk.output / path
    page.write_bytes(page.read_bytes().replace(b"</body>", b"by hand</body>"))
    edit_frame(desk)
    desk.save()
    build(desk.conf)
    assert not whole
    assert contents(desk.output) == desk.clean()


def test_a_block_that_the_frame_leaves_out_comes_back(desk: Desk) -> None:
    base, head = "templates/base.html", b"{% block head %}{% endblock %}\n"
    source = desk.state.theme[base]
    assert head in source
    for other in (source.replace(head, b""), source, source.replace(head, b"").replace(b"<title", head + b"<title", 1)):
        desk.state.theme[base] = other
        desk.save()
        build(desk.conf)
        assert contents(desk.output) == desk.clean()


def test_both_halves_at_once(desk: Desk) -> None:
    """A story is edited, and the frame with it."""
    edit_frame(desk)
    desk.do_well("edit_body", 3)
    build(desk.conf)
    assert contents(desk.output) == desk.clean()
