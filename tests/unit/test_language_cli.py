"""The machine interface of the language room."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from newsdesk.language.__main__ import main

TEXT = "“The dam will hold,” Ann Lee said yesterday.\r\n\r\nIt was built on 3 May 2011.\r\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_bytes(TEXT.encode())
    return path


def test_a_line_of_json_holds_what_is_found(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "--published", "2018-10-13", str(article)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) >= {"path", "lang", "quotations", "people", "dates", "events"}
    (quotation,) = found["quotations"]
    assert TEXT[quotation["content_start"] : quotation["content_end"]].startswith("The dam will hold")
    assert TEXT[quotation["speaker_start"] : quotation["speaker_end"]] == quotation["speaker_text"] == "Ann Lee"
    assert (quotation["speaker_name"], quotation["kind"]) == ("Ann Lee", "direct")
    assert found["people"][0] | {"quoted": True} == {
        "name": "Ann Lee",
        "aliases": [],
        "role": None,
        "affiliation": None,
        "quoted": True,
    }


def test_offsets_count_both_characters_of_a_line_end(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--json", "--published", "2018-10-13", str(article)])
    dates = json.loads(capsys.readouterr().out)["dates"]
    assert [TEXT[date["start"] : date["end"]] for date in dates] == ["yesterday", "3 May 2011"]


def test_relative_dates_need_the_day_of_publication(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["--json", str(article)])
    dates = {date["text"]: date["value"] for date in json.loads(capsys.readouterr().out)["dates"]}
    assert dates == {"yesterday": None, "3 May 2011": "2011-05-03"}


def test_a_bad_file_does_not_stop_the_others(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "broken.txt"
    broken.write_bytes(b"\xff\xfe\x00")
    paths = [str(tmp_path), str(tmp_path / "missing.txt"), str(broken), "nul\0byte", str(article)]
    assert main(["--json", *paths]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["path"] for line in lines] == paths
    assert ["error" in line for line in lines] == [True, True, True, True, False]


@pytest.mark.parametrize("arguments", [[], ["--published", "13.10.2018", "x"], ["--lang", "1", "x"], ["--colour", "x"]])
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(arguments)
    assert ending.value.code == 2
    assert capsys.readouterr().err


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["--help"])
    assert ending.value.code == 0
    assert "examples:" in capsys.readouterr().out


def test_words_for_people_name_the_speaker(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", str(article)]) == 0
    assert "Ann Lee" in capsys.readouterr().out
