"""Settings: typed, validated all at once, and never a folder that commands would empty of what people write."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsdesk.model.problems import UsageError
from newsdesk.model.site import Link
from newsdesk.settings import (
    OURS,
    is_foreign,
    load_settings,
    read_clock,
    read_pelicanconf,
    settings_from,
    settings_reference,
)

ROOT = Path(__file__).parents[2]
RAW: dict[str, object] = {
    "SITENAME": "The Sandhaven Digest",
    "SITEURL": "https://sandhaven.example/digest/",
    "TIMEZONE": "Europe/Oslo",
    "DEFAULT_LANG": "en",
    "PATH": "content",
    "OUTPUT_PATH": "output",
    "THEME": "theme",
}
OSLO = ZoneInfo("Europe/Oslo")


def faults(**changes: object) -> str:
    with pytest.raises(UsageError) as caught:
        settings_from({**RAW, **changes}, root=Path("/project"))
    return str(caught.value)


def test_settings_are_typed_and_paths_absolute() -> None:
    settings = settings_from({**RAW, "NEWSDESK_NAV": [("/topics/", "Topics")]}, root=Path("/project"))
    assert settings.content == Path("/project/content")
    assert settings.url == "https://sandhaven.example/digest"
    assert settings.base == "/digest"
    assert settings.nav == (("/topics/", "Topics"),)
    assert settings.site().nav == (Link("/topics/", "Topics"),)
    assert settings.site(words="abc").words == "abc"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"NEWSDESK_TAGLIN": "x"}, 'NEWSDESK_TAGLIN: no such setting. Did you mean "NEWSDESK_TAGLINE"?'),
        ({"DEFUALT_LANG": "en"}, 'DEFUALT_LANG: no such setting. Did you mean "DEFAULT_LANG"?'),
        ({"NEWSDESK_KEEP_RELEASES": "5"}, "NEWSDESK_KEEP_RELEASES: '5' is not a whole number."),
        ({"NEWSDESK_KEEP_RELEASES": 1}, "must be 2 or more"),
        ({"NEWSDESK_NAV": [("/topics/",)]}, "every item is an (address, words) pair"),
        ({"NEWSDESK_NAV": "x"}, "NEWSDESK_NAV: 'x' is not a list of pairs."),
        ({"SITENAME": None}, "SITENAME: None is not text."),
        ({"SITENAME": " "}, "SITENAME: is empty."),
        ({"SITEURL": "sandhaven.example"}, 'SITEURL: "sandhaven.example" is not an address'),
        ({"TIMEZONE": "Europe/Olso"}, 'Did you mean "Europe/Oslo"?'),
        ({"TIMEZONE": "../etc"}, "is not a time zone"),
        ({"DEFAULT_LANG": "english!"}, "is not a language tag"),
        ({"OUTPUT_PATH": "content"}, 'OUTPUT_PATH: "content" and content/ (PATH) lie in one another.'),
        ({"OUTPUT_PATH": "theme/static"}, "theme/ (THEME) lie in one another"),
        ({"OUTPUT_PATH": "."}, 'OUTPUT_PATH: "." holds the whole project.'),
        ({"OUTPUT_PATH": "/"}, "holds the whole project"),
        ({"NEWSDESK_TARGET": ".."}, 'NEWSDESK_TARGET: ".." holds the whole project.'),
        ({"NEWSDESK_TARGET": "output/live"}, "NEWSDESK_TARGET: it and OUTPUT_PATH lie in one another."),
    ],
)
def test_each_fault_is_said_with_its_remedy(changes: dict[str, object], said: str) -> None:
    assert said in faults(**changes)


def test_faults_are_said_all_at_once() -> None:
    said = faults(NEWSDESK_TAGLINE=3, NEWSDESK_KEEP_RELEASES="many").splitlines()
    assert len(said) == 2
    assert all(line.startswith("pelicanconf.py: ") for line in said)


def test_a_missing_setting_is_named() -> None:
    with pytest.raises(UsageError, match="SITEURL: is missing"):
        settings_from({name: value for name, value in RAW.items() if name != "SITEURL"}, root=Path("/project"))


def test_a_settings_file_that_cannot_be_run_is_told_with_its_line(tmp_path: Path) -> None:
    conf = tmp_path / "pelicanconf.py"
    conf.write_text("SITENAME = 'x'\nSITEURL = 1 / 0\n")
    with pytest.raises(UsageError, match=r"pelicanconf\.py:2: ZeroDivisionError"):
        read_pelicanconf(conf)
    conf.write_text("SITENAME = 'x'\n\nSITEURL = \n")
    with pytest.raises(UsageError, match=r"pelicanconf\.py:3: SyntaxError"):
        read_pelicanconf(conf)
    with pytest.raises(UsageError, match="no such settings file"):
        read_pelicanconf(tmp_path / "none.py")


def test_the_clock_is_the_setting_then_the_epoch_then_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert read_clock("2030-01-02T03:04", OSLO) == dt.datetime(2030, 1, 2, 3, 4, tzinfo=OSLO)
    assert read_clock("2030-01-02T03:04+00:00", OSLO).utcoffset() == dt.timedelta(0)
    assert read_clock(None, OSLO) == read_clock("", OSLO) == dt.datetime.fromtimestamp(0, tz=OSLO)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert read_clock(None, OSLO).tzinfo is OSLO


@pytest.mark.parametrize("epoch", ["soon", "1e9", "9" * 30])
def test_an_epoch_that_is_none_is_a_fault(epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        read_clock(None, OSLO)
    with pytest.raises(UsageError, match="is not a time such as"):
        read_clock("tomorrow", OSLO)


def test_an_address_that_ci_leaves_empty_is_the_one_in_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_URL", "")
    own = load_settings(ROOT / "pelicanconf.py").url
    monkeypatch.setenv("NEWSDESK_URL", "https://sandhaven.example/digest")
    assert own.startswith("https://")
    assert load_settings(ROOT / "pelicanconf.py").base == "/digest"


def test_a_folder_is_foreign_unless_empty_or_a_build(tmp_path: Path) -> None:
    assert not is_foreign(tmp_path / "none")
    assert not is_foreign(tmp_path)
    (tmp_path / "letter.txt").touch()
    assert is_foreign(tmp_path)
    for name in ("404.html", "robots.txt"):
        (tmp_path / name).touch()
    (tmp_path / "theme").mkdir()
    assert not is_foreign(tmp_path)


def test_the_page_on_settings_is_of_today() -> None:
    text = (ROOT / "docs" / "settings.md").read_text("utf-8")
    assert text == settings_reference()
    assert all(f"`{name}`" in text for name in OURS)
