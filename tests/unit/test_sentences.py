"""Where sentences end: stops, abbreviations, initials, quotation marks, misprints, paragraphs."""

from __future__ import annotations

import pytest
from newsdesk.language.sentences import sentences


def split(text: str, lang: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentences(text, lang)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Nobody came.", ["It rained.", "Nobody came."]),
        ("Why? Nobody knew! It rained…", ["Why?", "Nobody knew!", "It rained…"]),
        # Abbreviations, initials, numbers
        ("Mr. Reed and Dr. J. P. Voss left. They met.", ["Mr. Reed and Dr. J. P. Voss left.", "They met."]),
        ("He joined the U.S. Army in May. He left.", ["He joined the U.S. Army in May.", "He left."]),
        ("He went to the U.S. The army stayed.", ["He went to the U.S.", "The army stayed."]),
        ("On Oct. 12 they met at 5 p.m. in Harrow.", ["On Oct. 12 they met at 5 p.m. in Harrow."]),
        ("They met at 5 p.m. Nobody spoke.", ["They met at 5 p.m.", "Nobody spoke."]),
        ("Profit was 3.5 million. It fell.", ["Profit was 3.5 million.", "It fell."]),
        ("No. 3 won. He said no. She left.", ["No. 3 won.", "He said no.", "She left."]),
        ("Acme Inc. said it. Acme Inc. grew.", ["Acme Inc. said it.", "Acme Inc. grew."]),
        # Quotation marks that close after the stop, and speech that goes on
        ("“We stay.” He left.", ["“We stay.”", "He left."]),
        ('"Why?" she asked. "I stay."', ['"Why?" she asked.', '"I stay."']),
        ("(He left.) She stayed.", ["(He left.)", "She stayed."]),
        ("He left.[1] She stayed.", ["He left.[1]", "She stayed."]),
        # Misprints of pasted and translated text
        ("It is a tradition.. The talks go on.", ["It is a tradition..", "The talks go on."]),
        ("The border will be closed. “. He left.", ["The border will be closed. “.", "He left."]),
        ("The results came.The talks went on.", ["The results came.", "The talks went on."]),
        # Paragraphs and lines
        ("A headline\n\nIt rained.", ["A headline", "It rained."]),
        ("A headline\nIt rained.\nNobody came.", ["A headline", "It rained.", "Nobody came."]),
        (
            "The talks in the harbour town went on until late at night\nand nobody left before the end. Then they did.",
            [
                "The talks in the harbour town went on until late at night\nand nobody left before the end.",
                "Then they did.",
            ],
        ),
        ("", []),
        (" \n\n ", []),
        ("...", ["..."]),
    ],
)  # fmt: skip
def test_english(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("de", "Am 12. Oktober kam Dr. Voss. Er blieb.", ["Am 12. Oktober kam Dr. Voss.", "Er blieb."]),
        ("de", "Im 3. Quartal 2018. Dann ging er.", ["Im 3. Quartal 2018.", "Dann ging er."]),
        ("de", "Das gilt z.B. für ihn. Er blieb.", ["Das gilt z.B. für ihn.", "Er blieb."]),
        ("ru", "А. С. Лесной родился в 1799 г. в Уфе. Он ушёл.", ["А. С. Лесной родился в 1799 г. в Уфе.", "Он ушёл."]),
        ("uk", "Він приїхав у 2018 р. на нараду. Вона ні.", ["Він приїхав у 2018 р. на нараду.", "Вона ні."]),
        ("fr", "M. Voss est parti. Il pleut.", ["M. Voss est parti.", "Il pleut."]),
        ("zh", "港口关闭。没有人受伤。", ["港口关闭。", "没有人受伤。"]),
        ("ar", "هل أغلق الميناء؟ نعم.", ["هل أغلق الميناء؟", "نعم."]),
    ],
)  # fmt: skip
def test_other_languages(lang: str, text: str, expected: list[str]) -> None:
    assert split(text, lang) == expected
