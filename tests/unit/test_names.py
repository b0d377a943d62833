"""Whether two spellings mean one person."""

from __future__ import annotations

import pytest
from newsdesk.model.names import ASK, PROPOSE, fold_name, index_names, is_same, keys, score, surname
from newsdesk.model.names_chinese import is_one_name

SAME = [
    ("Nikolay Petrov", "Nikolai Petrov"),
    ("Nikolay Petrov", "Николай Петров"),
    ("Nikolay Petrov", "PETROV Nikolay"),
    ("Petrov, Nikolay", "Nikolay Petrov"),
    ("Dr. Nikolay Petrov", "Nikolay Petrov"),
    ("N. Petrov", "Nikolay Petrov"),
    ("Aleksandr Lesnik", "Alexander Lesnik"),
    ("Lukashenko", "Lukashenka"),
    ("Andrey Suzdaltsev", "Andrei Suzdal'tsev"),
    ("Kim Dae Ho", "Dae-ho Kim"),
    ("Zhao Min", "Min Zhao"),
    ("Abdul Rahman Haddad", "Abd al-Rahman Haddad"),
    ("Muhammad Haddad", "Mohamed al-Haddad"),
    ("Giorgos Lanis", "Γιώργος Λάνης"),
    ("William Marsh", "Bill Marsh"),
    ("Jose Ramirez", "José Ramírez"),
    ("Anna Maria Lee", "Anna Lee"),
    ("Hsieh Tse-min", "Xie Zemin"),
    ("Chung Kuo-ch'ing", "Zhong Guoqing"),
    ("Muhammad Hadi Haddad", "Muhammad Haddad"),
    ("Ana Lua Rosa Lind Marsh", "Ana Rosa Lua Lind Marsh"),
]
OTHER = [
    ("Ivan Petrov", "Ivana Petrova"),
    ("Petrov", "Petrova"),
    ("Nikolay Petrov", "Viktor Petrov"),
    ("Anna Lee", "Anna Marsh"),
    ("Ahmad bin Hasan al-Rawi", "Hasan bin Ahmad al-Rawi"),
    ("Anna Lee", ""),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_spellings_of_one_name_are_proposed(first: str, second: str) -> None:
    assert score(first, second) >= PROPOSE
    assert is_same(second, first)


@pytest.mark.parametrize(("first", "second"), OTHER)
def test_two_people_are_not_even_asked_about(first: str, second: str) -> None:
    assert score(first, second) < ASK


def test_a_surname_alone_is_asked_never_proposed() -> None:
    assert ASK <= score("Petrov", "Nikolay Petrov") < PROPOSE


def test_two_names_in_one_romanisation_are_two() -> None:
    assert is_one_name("maotsetung", "maozedong")
    assert is_one_name("maozedong", "maotsetung")
    assert not is_one_name("wangtao", "wangdao")
    assert not is_one_name("zhangtao", "zhangdao")


@pytest.mark.parametrize(
    ("first", "second"),
    [("Kim Myong-chol", "Kim Yong-chol"), ("Ra Song-su", "Ra Kong-su"),
     ("Nguyễn Thanh Hùng", "Nguyễn Thanh Tùng"), ("Muhammad Haddad", "Muhammad Omar Salim Hadi Haddad")],
)  # fmt: skip
def test_names_that_differ_by_a_sound_or_by_many_names_are_not_proposed(first: str, second: str) -> None:
    assert score(first, second) < PROPOSE


@pytest.mark.parametrize(("first", "second"), SAME)
def test_an_index_finds_every_spelling(first: str, second: str) -> None:
    index = index_names([second, "Someone Else", "Otto Normal"])
    assert [name for name, _ in index.candidates(first)][:1] == [second]
    assert keys(first) & keys(second)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Nikolay Petrov", "Petrov"),
        ("Petrov, Nikolay", "Petrov"),
        ("LEE Sang Il", "LEE"),
        ("Robert Roe Jr.", "Roe"),
        ("Dr. Anna Lee", "Lee"),
        ("Lee", "Lee"),
        ("", ""),
    ],
)
def test_a_surname_is_told_from_given_names(name: str, expected: str) -> None:
    assert surname(name) == expected


@pytest.mark.parametrize(
    ("name", "folded"),
    [("José  Ramírez", "jose ramirez"), ("Николай", "nikolay"), ("Jean-Luc O'Neil", "jean luc oneil"), ("…", "")],
)
def test_names_fold_to_plain_letters(name: str, folded: str) -> None:
    assert fold_name(name) == folded
