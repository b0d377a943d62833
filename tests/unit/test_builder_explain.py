"""Why a page was made anew: each kind of change is named, and a page that was left alone says so."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from newsdesk.builder.build import build
from newsdesk.model.problems import ContentError

from tests.sites import ROOT, TOPIC, article, write_site

STORY = "articles/a/index.html"
FILES = {
    **TOPIC,
    "topics/tides.md": "---\nname: Tides\nsummary: Tides of Sandhaven.\n---\n",
    "articles/2030/a.md": article(),
    "articles/2030/b.md": article("A tide comes in", topic="tides", date="2030-06-01"),
    "experts/ada-novak.md": "---\nname: Ada Novak\nrole: engineer\nstatus: published\n---\n",
}


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    conf = write_site(tmp_path, FILES)
    build(conf)
    return conf


def why(conf: Path, asked: str = STORY) -> str:
    (reason,) = build(conf, explain=[asked]).reasons.values()
    return reason


def change(conf: Path, path: str, old: str, new: str) -> None:
    file = conf.parent / path
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")


@pytest.mark.parametrize(
    "asked", [STORY, "articles/a", "/articles/a/", "https://sandhaven.example/articles/a/", "{output}/articles/a/"]
)
def test_a_page_is_asked_for_by_file_address_or_url(conf: Path, asked: str) -> None:
    text = asked.format(output=conf.parent / "output")
    assert build(conf, explain=[text]).reasons == {STORY: "up to date: nothing that it is made of has changed"}


def test_the_first_build_makes_everything(tmp_path: Path) -> None:
    assert "nothing is remembered" in why(write_site(tmp_path, FILES))


def test_a_changed_body_is_named(conf: Path) -> None:
    change(conf, "content/articles/2030/a.md", "The road is mended.", "The road is open.")
    assert why(conf) == "changed: content/articles/2030/a.md"


def test_a_page_of_other_stories_is_left_alone(conf: Path) -> None:
    change(conf, "content/articles/2030/a.md", "The road is mended.", "The road is open.")
    assert why(conf, "/topics/tides/").startswith("up to date")


def test_a_changed_profile_is_named_on_the_pages_that_show_it(conf: Path) -> None:
    change(conf, "content/topics/roads.md", "Roads of", "The roads of")
    assert "content/topics/roads.md" in why(conf, "/topics/roads/")


def test_a_new_story_changes_the_list_of_its_topic(conf: Path) -> None:
    write_site(conf.parent, {"articles/2030/c.md": article("Another road")})
    reason = why(conf, "/topics/roads/")
    assert "content/articles/2030/c.md" in reason
    assert "list of stories" in reason


def test_a_new_page_is_new(conf: Path) -> None:
    write_site(conf.parent, {"articles/2030/c.md": article("Another road")})
    assert why(conf, "/articles/c/").startswith("new")


def test_a_setting_is_named(conf: Path) -> None:
    change(conf, "pelicanconf.py", "The Sandhaven Digest", "The Digest")
    assert "settings changed: " in (reason := why(conf))
    assert "SITENAME" in reason


def test_a_template_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    conf = write_site(tmp_path, FILES, THEME="theme")
    build(conf)
    change(conf, "theme/templates/base.html", "</body>", "<!-- new --></body>")
    assert why(conf) == "changed in the theme: templates/base.html"


def test_styles_concern_pages_and_no_file_beside_them(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    conf = write_site(tmp_path, FILES, THEME="theme", NEWSDESK_SHARE_IMAGES=True)
    build(conf)
    files = ["share/articles/a.png", "feed.xml", "topics/roads/topic.json"]
    change(conf, "theme/static/css/blocks/card.css", "line-height", "  line-height")  # no byte of the joined sheet
    assert why(conf).startswith("up to date")
    change(conf, "theme/static/css/blocks/card.css", "line-height: 1.2", "line-height: 1.3")
    reasons = build(conf, explain=[STORY, *files]).reasons
    assert reasons.pop(STORY) == "settings changed: the style sheets"
    assert {path: reason[:10] for path, reason in reasons.items()} == dict.fromkeys(files, "up to date")


def test_a_lost_file_is_missing(conf: Path) -> None:
    (conf.parent / "output" / STORY).unlink()
    assert "missing" in why(conf)


def test_what_changed_before_a_refused_build_is_not_forgotten(conf: Path) -> None:
    change(conf, "content/articles/2030/a.md", "The road is mended.", "The road is open.")
    write_site(conf.parent, {"articles/2030/c.md": "---\ntitel: x\n---\n"})
    with pytest.raises(ContentError):
        build(conf)
    (conf.parent / "content/articles/2030/c.md").unlink()
    assert why(conf) == "changed: content/articles/2030/a.md"


def test_an_address_that_nothing_lies_at_is_told(conf: Path) -> None:
    assert "no page or file" in why(conf, "/nowhere/")
