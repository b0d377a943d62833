"""Words of a command without a flag, for tasks that take any number of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsdesk.commands import with_options

FLAGS = {"import": {"--path": True, "--topic": True, "-t": True, "--json": False}, "check": {"--json": False}}
NEEDED = {"new": 1, "evaluate": 1}


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("import a.txt b.html", "import --path=a.txt --path=b.html"),
        ("import a --topic ferries b", "import --path=a --topic ferries --path=b"),
        ("import a --topic=ferries b --json c", "import --path=a --topic=ferries --path=b --json --path=c"),
        ("import -t x -", "import -t x --path=-"),
        ("import --path a", "import --path a"),
        ("import a check --json", "import --path=a check --json"),
        ("check --json", "check --json"),
        ("import a=b", "import --path=a=b"),
        ("new import", "new import"),
        ("evaluate import --data x", "evaluate import --data x"),
        ("check --json import a", "check --json import --path=a"),
        ("evaluate import import a", "evaluate import import --path=a"),
    ],
)
def test_bare_words_become_options(words: str, meant: str) -> None:
    assert with_options(words.split(), {**FLAGS, "new": {}, "evaluate": {"--data": True}}, NEEDED) == meant.split()


def test_a_file_may_be_called_like_a_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "check").write_text("x")
    assert with_options(["import", "check"], FLAGS, NEEDED) == ["import", "--path=check"]
