"""Compiled templates are kept between builds, and run only if this user's own builds made them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from jinja2 import Environment
from newsdesk.builder.compiled import compiled_in
from newsdesk.builder.templates import environment_for


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "theme"
    folder.mkdir()
    (folder / "page.html").write_text("{{ 6 * number }}")
    return folder


@pytest.fixture
def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes the name of every template that is compiled."""
    names: list[str] = []
    real = Environment.compile

    def noting(self: Environment, source: str, name: str | None = None, *more: object, **named: object) -> object:
        names.append(str(name))
        return real(self, source, name, *more, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", noting)
    return names


def rendered(theme: Path, cache: Path, code: str = "code") -> str:
    return environment_for(theme, compiled_in(cache, code)).get_template("page.html").render(number=7)


def kept(cache: Path) -> Path:
    (file,) = (cache / "templates").iterdir()
    return file


def test_a_template_is_compiled_once(theme: Path, tmp_path: Path, compilations: list[str]) -> None:
    assert [rendered(theme, tmp_path) for _ in range(3)] == ["42"] * 3
    assert compilations == ["page.html"]


def test_another_text_or_other_code_compiles_anew(theme: Path, tmp_path: Path, compilations: list[str]) -> None:
    rendered(theme, tmp_path)
    rendered(theme, tmp_path, "other code")
    (theme / "page.html").write_text("{{ 5 * number }}")
    assert rendered(theme, tmp_path, "other code") == "35"
    assert len(compilations) == 3


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_file_that_somebody_else_wrote_is_not_run(
    theme: Path, tmp_path: Path, compilations: list[str], place: int
) -> None:
    rendered(theme, tmp_path)
    content = bytearray(kept(tmp_path).read_bytes())
    content[place] ^= 1
    kept(tmp_path).write_bytes(content)
    assert rendered(theme, tmp_path) == "42"
    assert len(compilations) == 2


def test_one_template_s_file_does_not_pass_for_another_s(theme: Path, tmp_path: Path) -> None:
    rendered(theme, tmp_path)
    other = tmp_path / "other"
    other.mkdir()
    (other / "page.html").write_text("{{ 5 * number }}")
    rendered(other, tmp_path / "cache")
    kept(tmp_path / "cache").write_bytes(kept(tmp_path).read_bytes())
    assert rendered(other, tmp_path / "cache") == "35"


@pytest.mark.parametrize("content", [b"", b"short", b"\0" * 5000])
def test_a_damaged_file_is_as_good_as_none(theme: Path, tmp_path: Path, content: bytes) -> None:
    rendered(theme, tmp_path)
    kept(tmp_path).write_bytes(content)
    assert rendered(theme, tmp_path) == "42"


def test_the_key_is_this_user_s_alone_and_the_same_for_all_projects(tmp_path: Path) -> None:
    one, other = compiled_in(tmp_path / "a", "code"), compiled_in(tmp_path / "b", "code")
    assert one
    assert other
    assert one.key == other.key
    key = Path(os.environ["XDG_STATE_HOME"]) / "newsdesk" / "key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in key.parent.iterdir()) == ["key"]


@pytest.mark.parametrize("harm", ["readable by others", "too short", "a folder in its place", "nowhere to keep it"])
def test_without_a_key_of_one_s_own_nothing_is_kept(
    theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    state = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    compiled_in(tmp_path, "code")
    key = state / "newsdesk" / "key"
    if harm == "readable by others":
        key.chmod(0o644)
    elif harm == "too short":
        key.write_bytes(b"x")
    else:
        key.unlink()
        if harm == "a folder in its place":
            key.mkdir()
        else:
            key.parent.rmdir()
            key.parent.write_text("a file where the folder should be")
    assert compiled_in(tmp_path, "code") is None
    assert rendered(theme, tmp_path) == "42"
    assert not (tmp_path / "templates").exists()
