"""What is said of a plain build before the builder is loaded: only that nothing is to be done, and only if it is so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from newsdesk.answer import answered, glance_at
from newsdesk.builder import door
from newsdesk.builder.digests import digest_of
from newsdesk.builder.stamps import YOUNG
from newsdesk.program import run

from tests.sites import ROOT, TOPIC, article, write_site
from tests.unit.test_builder_door import set_back

NOON, DUE = "2030-06-01T12:00Z", "2030-06-15T12:00Z"
MORE = """
import os
NEWSDESK_CLOCK = os.environ.get("NEWSDESK_CLOCK")
NEWSDESK_TAGLINE = os.environ.get("TAGLINE", "")
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built project of which nothing is young: a warning is told of it, and a story is scheduled."""
    monkeypatch.setenv("NEWSDESK_CLOCK", NOON)
    files = {**TOPIC, "articles/2029/a.md": article(), "articles/2030/b.md": article("Later", date="2030-06-15")}
    conf = write_site(tmp_path, files, THEME="theme")
    conf.write_text(conf.read_text() + MORE)
    shutil.copytree(ROOT / "theme", tmp_path / "theme")
    for path in (conf, *(tmp_path / "content").rglob("*.md"), *(tmp_path / "theme").rglob("*.html")):
        set_back(path)
    time.sleep(YOUNG / 10**9)
    build(tmp_path)
    assert is_answered(tmp_path)
    return tmp_path


def build(root: Path) -> None:
    run(["--search-root", str(root), "build"])


def is_answered(root: Path) -> bool:
    seen = glance_at(str(root))
    return seen is not None and answered(seen, str(root))


def without_time(text: str) -> str:
    return re.sub(r"\d+\.\d\d s", "… s", text)


# --- Where it is answered --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ci", ["", "true"])
def test_it_says_what_the_builder_says(
    root: Path, ci: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from newsdesk import building

    monkeypatch.setenv("GITHUB_ACTIONS", ci)
    capsys.readouterr()
    building.build(root)
    wanted = capsys.readouterr()
    assert is_answered(root)
    told = capsys.readouterr()
    assert (without_time(told.out), told.err) == (without_time(wanted.out), wanted.err)
    assert re.fullmatch(r"output: nothing to do: \d+ pages are up to date; 1 scheduled; \d\.\d\d s\n", told.out)
    assert ("::warning" in told.err, "articles/2029/a.md" in told.err) == (bool(ci), True)


def test_nothing_of_the_builder_is_loaded_for_it(root: Path) -> None:
    heavy = {"newsdesk.builder.build", "newsdesk.settings", "dataclasses", "json", "pathlib", "re", "typing", "invoke"}
    program = "import sys; from newsdesk.program import run; run(sys.argv[1:]); print(*sys.modules, sep='\\n')"
    words = [sys.executable, "-c", program, "--search-root", root, "build"]
    said, *loaded = subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()
    assert said.startswith("output: nothing to do: ")
    assert "newsdesk.answer" in loaded
    assert not heavy & set(loaded)


def test_a_clock_that_goes_on_without_anything_due_changes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSDESK_CLOCK", "2030-06-14T12:00")
    assert is_answered(root)


def test_after_an_edit_it_is_answered_again(root: Path) -> None:
    edit_content(root)
    build(root)
    time.sleep(YOUNG / 10**9)
    build(root)
    assert is_answered(root)


# --- Where it is not -------------------------------------------------------------------------------------------------
def edit_content(root: Path) -> None:
    path = root / "content/articles/2029/a.md"
    path.write_text(path.read_text() + "More.\n")


def add_content(root: Path) -> None:
    (root / "content/articles/2030/c.md").write_text(article("Another"))


def remove_content(root: Path) -> None:
    (root / "content/articles/2030/b.md").unlink()


def lose_a_page(root: Path) -> None:
    (root / "output/articles/a/index.html").unlink()


def lose_all_output(root: Path) -> None:
    shutil.rmtree(root / "output")


def put_a_letter_into_the_output(root: Path) -> None:
    (root / "output/letter.txt").touch()


def change_a_setting(root: Path) -> None:
    conf = root / "pelicanconf.py"
    conf.write_text(conf.read_text() + "SITENAME = 'Another'\n")
    set_back(conf)


def set_again_what_was_set(root: Path) -> None:
    """The value is the same, the file another: what it does by the way is not known."""
    conf = root / "pelicanconf.py"
    conf.write_text(conf.read_text() + "SITENAME = SITENAME\n")
    set_back(conf)


def edit_theme(root: Path) -> None:
    path = root / "theme/templates/base.html"
    path.write_text(path.read_text().replace("</body>", "<!-- another --></body>"))
    set_back(path)


def lose_the_theme(root: Path) -> None:
    shutil.rmtree(root / "theme")


def link_the_target_to_the_output(root: Path) -> None:
    (root / "site").symlink_to("output")


def lose_a_note(root: Path) -> None:
    for path in notes(root):
        path.unlink()


@pytest.mark.parametrize(
    "change",
    [
        edit_content,
        add_content,
        remove_content,
        lose_a_page,
        lose_all_output,
        put_a_letter_into_the_output,
        change_a_setting,
        set_again_what_was_set,
        edit_theme,
        lose_the_theme,
        link_the_target_to_the_output,
        lose_a_note,
    ],
)
def test_whatever_changed_the_builder_is_asked(root: Path, change: Callable[[Path], None]) -> None:
    change(root)
    assert not is_answered(root)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("NEWSDESK_CLOCK", DUE),
        ("NEWSDESK_CLOCK", "2030-04-01T12:00Z"),
        ("NEWSDESK_CLOCK", "tomorrow"),
        ("TAGLINE", "Another"),
        ("NEWSDESK_URL", "https://another.example"),
    ],
)
def test_whatever_the_environment_says_else_the_builder_is_asked(
    root: Path, name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = root / "pelicanconf.py"
    conf.write_text(conf.read_text().replace("SITEURL = 'https://sandhaven.example'\n", ""))
    set_back(conf)
    build(root)
    assert is_answered(root)
    monkeypatch.setenv(name, value)
    assert not is_answered(root)


def test_the_machine_s_clock_and_that_of_a_package_count_if_no_other_is_set(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSDESK_CLOCK")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1906545600")  # 2030-06-01T12:00Z
    assert is_answered(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert not is_answered(root)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert not is_answered(root)  # today is before all that


def notes(root: Path) -> list[Path]:
    """What lies at the door: a note, and two lists."""
    found = sorted((root / ".cache/newsdesk").glob("door-*"))
    assert [path.suffix for path in found] == ["", ".paths", ".stamps"]
    return found


@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[: len(content) // 2],
        lambda content: content + b"x",
        lambda content: content[::-1],
        lambda content: bytes([*content[:-1], content[-1] ^ 1]),
        lambda content: b"\xff\xfe\n\0",
    ],
)
def test_a_damaged_note_is_as_good_as_none(root: Path, number: int, spoil: Callable[[bytes], bytes]) -> None:
    path = notes(root)[number]
    path.write_bytes(spoil(path.read_bytes()))
    # Of the stamps only the digest is asked, unless something has changed.
    assert is_answered(root) is (path.suffix == ".stamps")
    edit_content(root)
    build(root)
    assert "More." in (root / "output/articles/a/index.html").read_text()


def test_a_note_of_another_version_is_as_good_as_none(root: Path) -> None:
    """It has a part more than this one knows, under a digest that is right."""
    note = notes(root)[0]
    _, sizes, rest = note.read_bytes().split(b"\n", 2)
    content = b"\n".join([sizes + b" 3", rest + b"new"])
    note.write_bytes(digest_of(content).encode() + b"\n" + content)
    assert not is_answered(root)


# --- What the builder then does --------------------------------------------------------------------------------------
def test_what_was_seen_is_handed_on_to_the_builder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[str] = []
    real = door.look
    monkeypatch.setattr(door, "look", lambda conf, raw: looks.append(conf) or real(conf, raw))
    edit_content(root)
    build(root)
    assert "More." in (root / "output/articles/a/index.html").read_text()
    assert looks == [str(root / "pelicanconf.py")]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("SITENAME = ", 2, "pelicanconf.py:LINE: SyntaxError: invalid syntax"),
        ("SITENAME = 1 / 0", 2, "pelicanconf.py:LINE: ZeroDivisionError: division by zero\n"),
        ("TIMEZONE = 'Europe/Olso'", 2, 'pelicanconf.py: TIMEZONE: "Europe/Olso" is not a time zone. '),
        ("del TIMEZONE", 2, "pelicanconf.py: TIMEZONE: is missing. Set it in pelicanconf.py.\n"),
        ("THEME = 'none'", 2, "THEME"),
        ("OUTPUT_PATH = None", 2, "pelicanconf.py: OUTPUT_PATH: None is not text.\n"),
        ("raise SystemExit(7)", 7, ""),
        ("raise KeyboardInterrupt", 130, "interrupted\n"),
    ],
)
def test_settings_that_cannot_be_used_are_told_of_by_the_builder(root: Path, line: str, code: int, said: str) -> None:
    conf = root / "pelicanconf.py"
    conf.write_text(f"{conf.read_text()}{line}\n")
    words = [sys.executable, "-m", "newsdesk.program", "--search-root", root, "build"]
    done = subprocess.run(words, capture_output=True, text=True, env={**os.environ, "GITHUB_ACTIONS": ""})
    assert (done.returncode, done.stdout) == (code, "")
    assert said.replace("LINE", str(len(conf.read_text().splitlines()))) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_with_other_things_is_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / "output")
    put = root / "output/letter.txt"
    put.parent.mkdir()
    put.touch()
    with pytest.raises(SystemExit) as caught:
        build(root)
    assert caught.value.code == 3
    assert capsys.readouterr().err.endswith(
        "refused: output/ holds other things than a build. Name another folder, or empty it yourself.\n"
    )
