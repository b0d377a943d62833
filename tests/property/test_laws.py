"""The laws of the house, on whole sites: 2 deterministic, 3 `pelican` equals build, 4 nothing lost, 5 nothing escapes.

Laws 1 and 6 have their tests beside the incremental builder and the publisher, law 7 beside every parser.
"""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk.builder.build import build
from newsdesk.model.problems import ContentError, UsageError

from tests.sites import TOPIC, article, contents, golden_content, write_site

FEW = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize(
    ("seed", "zone", "locale"),
    [("0", "UTC", "C"), ("1", "Pacific/Auckland", "C.UTF-8"), ("4242", "America/St_Johns", "POSIX")],
)
def test_one_tree_for_every_hash_seed_time_zone_and_folder(
    golden_site: Path, tmp_path: Path, seed: str, zone: str, locale: str
) -> None:
    conf = write_site(tmp_path / f"elsewhere {seed}", golden_content())
    code = f"from pathlib import Path; from newsdesk.builder.build import build; build(Path({str(conf)!r}))"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd="/")
    assert contents(conf.parent / "output") == contents(golden_site)


@pytest.mark.slow
def test_one_tree_for_three_zones_three_locales_six_seeds_two_folders_and_two_days(
    golden_site: Path, tmp_path: Path
) -> None:
    wanted = contents(golden_site)
    ways = itertools.product(("UTC", "Pacific/Auckland", "America/St_Johns"), ("C", "C.UTF-8", "POSIX"), range(6))
    for number, (zone, locale, seed) in enumerate(ways):
        folder = tmp_path / ("one" if number % 2 else "another folder") / str(number)
        conf = write_site(folder, golden_content())
        for path in folder.rglob("*"):  # files of another day
            os.utime(path, (1_540_000_000 + number % 2 * 86_400,) * 2)
        code = f"from pathlib import Path; from newsdesk.builder.build import build; build(Path({str(conf)!r}))"
        environment = {**os.environ, "PYTHONHASHSEED": str(seed * 7919), "TZ": zone, "LC_ALL": locale}
        subprocess.run([sys.executable, "-c", code], env=environment, check=True, cwd="/")
        assert contents(folder / "output") == wanted, (zone, locale, seed)
        shutil.rmtree(folder)


def test_pelican_builds_the_same_site(golden_site: Path, tmp_path: Path) -> None:
    conf = write_site(tmp_path, golden_content())
    subprocess.run([sys.executable, "-m", "pelican", "-q", "-s", str(conf)], check=True, cwd=tmp_path)
    assert contents(tmp_path / "output") == contents(golden_site)


def test_pelican_stops_at_a_fault_and_says_where(tmp_path: Path) -> None:
    conf = write_site(tmp_path, {**TOPIC, "articles/2030/a.md": article().replace("title:", "titel:")})
    ran = subprocess.run(
        [sys.executable, "-m", "pelican", "-s", str(conf)], check=False, cwd=tmp_path, capture_output=True, text=True
    )
    assert ran.returncode != 0
    assert "content/articles/2030/a.md:2:1" in "".join((ran.stdout + ran.stderr).split("\n"))


def test_a_third_party_plugin_hears_signals_and_may_change_a_body(tmp_path: Path) -> None:
    (tmp_path / "stamp.py").write_text(
        "from pelican import signals\n"
        "def stamp(content):\n"
        "    if content._content: content._content += '<p>Stamped.</p>'\n"
        "def register(): signals.content_object_init.connect(stamp)\n"
    )
    conf = write_site(tmp_path, {**TOPIC, "articles/2030/a.md": article()})
    conf.write_text(conf.read_text() + f"PLUGINS += ['stamp']\nPLUGIN_PATHS = [{str(tmp_path)!r}]\n")
    code = f"from pathlib import Path; from newsdesk.builder.build import build; build(Path({str(conf)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True, cwd="/")
    assert "<p>Stamped.</p>" in (tmp_path / "output/articles/a/index.html").read_text()


NAMES = st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@FEW
@given(st.dictionaries(NAMES, st.tuples(WORDS, WORDS, st.sampled_from(["draft", "published"])), max_size=6))
def test_every_article_is_published_or_a_draft_or_named_in_an_error(
    tmp_path_factory: pytest.TempPathFactory, stories: dict[str, tuple[str, str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("site")
    files = {
        f"articles/2030/{slug}.md": article(title=title, body=body, status=status)
        for slug, (title, body, status) in stories.items()
    }
    refused = ""
    try:
        output = build(write_site(folder, {**TOPIC, **files})).output
    except ContentError as error:
        refused = str(error)
    if refused:
        assert any(f"articles/2030/{slug}.md" in refused for slug in stories)
        return
    for slug, (_, _, status) in stories.items():
        assert (output / "articles" / slug / "index.html").is_file() == (status == "published")


TRICKS = st.sampled_from(
    ["../x", "/etc/hostname", "..%2fx", "a/../../x", "{static}/../../x", "{attach}../../../etc/passwd"]
)


@FEW
@given(
    trick=TRICKS, key=st.sampled_from(["aliases: ['{}']", "image: {{file: '{}', alt: x}}", "lang: '{}'", "topic: '{}'"])
)
def test_nothing_is_written_outside_the_output(tmp_path_factory: pytest.TempPathFactory, trick: str, key: str) -> None:
    folder = tmp_path_factory.mktemp("site")
    text = article(body=f"![x]({trick}) [x]({trick})").replace("status:", f"{key.format(trick)}\nstatus:")
    conf = write_site(folder, {**TOPIC, "articles/2030/a.md": text})
    before = set(contents(folder))
    try:
        output = build(conf).output
    except (ContentError, UsageError):
        assert _new(folder, before) == set()
        return
    assert all(name.startswith("output/") for name in _new(folder, before))
    assert not any(b"root:" in content for content in contents(output).values())


def _new(folder: Path, before: set[str]) -> set[str]:
    """What has come to lie in a folder, the cache aside, which is the build's own."""
    return {name for name in contents(folder) if name not in before and not name.startswith(".cache/newsdesk/")}


def test_a_broken_article_leaves_the_last_good_output_alone(tmp_path: Path) -> None:
    conf = write_site(tmp_path, {**TOPIC, "articles/2030/a.md": article()})
    build(conf)
    good = contents(tmp_path / "output")
    write_site(tmp_path, {"articles/2030/b.md": article(date="2030-13-45")})
    with pytest.raises(ContentError, match=r"content/articles/2030/b\.md:3:7"):
        build(conf)
    assert contents(tmp_path / "output") == good


def test_an_exception_in_a_plugin_leaves_the_last_good_output_alone(tmp_path: Path) -> None:
    conf = write_site(tmp_path, {**TOPIC, "articles/2030/a.md": article()})
    build(conf)
    good = contents(tmp_path / "output")
    theme = tmp_path / "theme"
    (theme / "static/css").mkdir(parents=True)
    (theme / "static/css/layers.txt").write_text("")
    with pytest.raises(UsageError):
        build(conf, overrides={"THEME": str(theme)})
    assert contents(tmp_path / "output") == good
