"""People: names, spellings, roles and affiliations, of plainly fictional persons."""

from __future__ import annotations

import pytest
from newsdesk.language.quotations import find_quotations


def people(text: str) -> dict[str, tuple[str | None, str | None]]:
    return {person.name: (person.role, person.affiliation) for person in find_quotations(text)[1]}


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("The social psychologist Anna Lee came.", "social psychologist", None),
        ("Anna Lee, a judge at the Court of Borda, came.", "judge", "Court of Borda"),
        ("Deputy Dean of the Faculty of Law, BSU Anna Lee came.", "Deputy Dean", "Faculty of Law, BSU"),
        ("Prime Minister of Borda Anna Lee came.", "Prime Minister", "Borda"),
        ("The press secretary of the mayor of Borda Anna Lee came.", "press secretary", "mayor of Borda"),
        ("Anna Lee came.", None, None),
    ],
)
def test_role_and_affiliation_stand_beside_the_name(text: str, role: str | None, affiliation: str | None) -> None:
    assert people(text)["Anna Lee"] == (role, affiliation)


def test_spellings_of_one_person_are_merged() -> None:
    _, found = find_quotations("Nikolay Lesnik came. Nikolai Lesnik spoke. Lesnik left.")
    assert [(person.name, person.aliases) for person in found] == [("Nikolay Lesnik", ("Nikolai Lesnik",))]


def test_a_surname_in_another_spelling_is_an_alias() -> None:
    _, found = find_quotations("Alexander Borodenko came. What Borodenka says, counts.")
    assert [(person.name, person.aliases) for person in found] == [("Alexander Borodenko", ("Borodenka",))]


def test_a_man_and_a_woman_of_one_name_are_two() -> None:
    assert set(people("Ivan Lesnov and Ivana Lesnova came.")) == {"Ivan Lesnov", "Ivana Lesnova"}


@pytest.mark.parametrize("text", ["The Supreme Court of New Borda met.", "The White House and Borda County agreed."])
def test_places_and_institutions_are_no_people(text: str) -> None:
    assert people(text) == {}


def test_who_speaks_is_marked() -> None:
    _, found = find_quotations("Anna Lee met Robert Roe. “It holds,” said Lee.")
    assert {person.name: person.quoted for person in found} == {"Anna Lee": True, "Robert Roe": False}
