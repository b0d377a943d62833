"""Pictures for shared links: their size, their bytes, and what pages say of them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from newsdesk.builder.build import build
from newsdesk.syndication.picture import HEIGHT, WIDTH, draw
from PIL import Image

from tests.sites import TOPIC, article, contents, write_site

SITE = {
    **TOPIC,
    "articles/2030/ice.md": article("Ice on the roads"),
    "editions/2030-05-02.md": "---\ntitle: Ice\n---\n",
}


def pictures(folder: Path) -> dict[str, bytes]:
    return {path: content for path, content in contents(folder / "output").items() if path.startswith("share/")}


@pytest.mark.parametrize("headline", ["Ice", "Ice on the roads of the north " * 9, "Лёд " * 40, "x" * 300, ""])
def test_a_picture_has_the_size_that_networks_ask_for_and_the_same_bytes_each_time(headline: str) -> None:
    content = draw("The Sandhaven Digest", "Roads", headline, "1 May 2030")
    image = Image.open(io.BytesIO(content))
    assert (image.size, image.format) == ((WIDTH, HEIGHT), "PNG")
    assert len(content) <= 300_000
    assert draw("The Sandhaven Digest", "Roads", headline, "1 May 2030") == content


def test_nothing_is_drawn_beyond_the_margins() -> None:
    content = draw("name " * 80, "label " * 80, "word " * 90 + "y" * 400, "line " * 80)
    image = Image.open(io.BytesIO(content)).convert("RGB")
    strip = image.crop((WIDTH - 70, 20, WIDTH, HEIGHT))
    assert len(strip.getcolors() or ()) == 1


def test_pages_name_their_picture_with_its_size_and_words(tmp_path: Path) -> None:
    build(write_site(tmp_path, SITE, NEWSDESK_SHARE_IMAGES=True))
    assert sorted(pictures(tmp_path)) == [
        "share/articles/ice.png",
        "share/editions/2030-05-02.png",
        "share/topics/roads.png",
    ]
    for page, picture in (("articles/ice", "articles/ice"), ("topics/roads", "topics/roads")):
        text = (tmp_path / "output" / page / "index.html").read_text("utf-8")
        assert f'<meta property="og:image" content="https://sandhaven.example/share/{picture}.png">' in text
        assert '<meta property="og:image:width" content="1200">' in text
        assert '<meta property="og:image:alt" content="' in text
    story = (tmp_path / "output" / "articles" / "ice" / "index.html").read_text("utf-8")
    assert '"image":["https://sandhaven.example/share/articles/ice.png"]' in story


def test_an_edit_of_a_text_draws_no_picture_anew_and_one_of_a_headline_does(tmp_path: Path) -> None:
    conf = write_site(tmp_path, SITE, NEWSDESK_SHARE_IMAGES=True)
    build(conf)
    picture = tmp_path / "output" / "share" / "articles" / "ice.png"
    path = "share/articles/ice.png"
    write_site(
        tmp_path, {"articles/2030/ice.md": article("Ice on the roads", body="It thawed.")}, NEWSDESK_SHARE_IMAGES=True
    )
    assert build(conf, explain=[path]).reasons[path].startswith("up to date")
    before = picture.read_bytes()
    write_site(tmp_path, {"articles/2030/ice.md": article("Ice on all roads")}, NEWSDESK_SHARE_IMAGES=True)
    build(conf)
    assert picture.read_bytes() != before


def test_a_site_that_wants_none_has_none(tmp_path: Path) -> None:
    build(write_site(tmp_path, SITE))
    assert pictures(tmp_path) == {}
