"""Law 5 and promises of SECURITY.md on files: what pictures hide, what tools leave, what leads out of the theme."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from newsdesk.builder.build import build
from newsdesk.builder.pelican_run import run_pelican
from newsdesk.model.problems import UsageError
from PIL import Image

from tests.sites import ROOT, TOPIC, article, contents, write_site

SECRET = b"Nadia Secret, 4th floor"


def photograph() -> bytes:
    """A picture that tells who took it, and where."""
    told, out = Image.Exif(), io.BytesIO()
    told[0x013B], told[0x0112] = SECRET.decode(), 6
    told.get_ifd(0x8825)[2] = (52.0, 13.0, 24.5)
    Image.radial_gradient("L").save(out, "JPEG", exif=told, comment=SECRET)
    return out.getvalue()


@pytest.fixture
def conf(tmp_path: Path) -> Path:
    """A site whose pictures, in content and theme, tell more than they show."""
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    (theme / "static" / "press.jpg").write_bytes(photograph())
    text = article().replace("status:", "image: {file: images/2030/road.jpg, alt: A road}\nstatus:")
    files = {**TOPIC, "articles/2030/a.md": text, "images/2030/road.jpg": photograph()}
    return write_site(tmp_path, files, THEME=str(theme))


def test_readers_get_pictures_without_what_they_hide_and_editors_keep_theirs(conf: Path) -> None:
    output = build(conf).output
    assert not any(SECRET in content for content in contents(output).values())
    for name in ("images/2030/road.jpg", "theme/press.jpg"):
        shown = Image.open(output / name)
        assert dict(shown.getexif()) == {0x0112: 6}
        assert shown.tobytes() == Image.open(io.BytesIO(photograph())).tobytes()
    assert (conf.parent / "content/images/2030/road.jpg").read_bytes() == photograph()
    assert (conf.parent / "theme/static/press.jpg").read_bytes() == photograph()


def test_pelican_builds_the_same_pictures(conf: Path) -> None:
    run_pelican(conf, conf.parent / "by pelican", {}, conf.parent / "cache")
    assert contents(conf.parent / "by pelican") == contents(build(conf).output)


def test_a_picture_that_is_changed_is_made_anew_without_what_it_hides(conf: Path) -> None:
    build(conf)
    (conf.parent / "content/images/2030/road.jpg").write_bytes(photograph() + b"a film of the same moment")
    (conf.parent / "theme/static/press.jpg").write_bytes(photograph() + b"another")
    output = build(conf).output
    assert not any(SECRET in content or b"film" in content for content in contents(output / "images").values())


@pytest.mark.parametrize("name", [".env", ".npmrc", ".git/config", "icons/.DS_Store", ".secrets/key.pem"])
def test_hidden_files_of_a_theme_are_left_out(conf: Path, name: str) -> None:
    path = conf.parent / "theme" / "static" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(SECRET)
    assert not any(SECRET in content for content in contents(build(conf).output).values())


def test_a_link_that_leads_out_of_a_theme_is_refused(conf: Path) -> None:
    (conf.parent / "secret.txt").write_bytes(SECRET)
    (conf.parent / "theme/static/notes.txt").symlink_to(conf.parent / "secret.txt")
    with pytest.raises(UsageError, match=r"notes\.txt: leads out of the theme"):
        build(conf)
    assert not (conf.parent / "output").exists()
