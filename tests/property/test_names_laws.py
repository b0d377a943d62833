"""Looking for a name among many: what is left out could not have been meant."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from newsdesk.importer.register import Profile, Register, likest_of
from newsdesk.model.names import ASK, score
from newsdesk.model.names_lanes import Lanes
from newsdesk.model.names_near import Crowd
from newsdesk.model.names_spelling import dearest, distance, likeness, similar, skeleton, without_ending

LETTERS = "aeiouhyktsnrSZCTjv"
WORDS = st.text(LETTERS, min_size=1, max_size=12)
PARTS = ["Nikolay", "Nikolai", "Nick", "Petrov", "Petrow", "Petrova", "Putin", "Putinas", "J.", "JC", "Md", "Mao",
         "Tse-tung", "Zedong", "Sökmen", "Süer", "Sökmensüer", "al-Rawi", "Abdul", "Abd", "Rahman", "Kim", "Yong-chol",
         "Jo", "Joe", "Josephine", "Ó", "Борис", "van", "Dr."]  # fmt: skip
NAMES = st.lists(st.sampled_from(PARTS) | st.text("aeiknsty'-, ", max_size=6), max_size=4).map(" ".join)


@given(st.lists(WORDS, min_size=1, max_size=30), WORDS)
@example(["a" * 80, "k" * 80], "S" * 80)
def test_lanes_hold_thedistance_of_each_word(words: list[str], word: str) -> None:
    for length in {len(one) for one in words}:
        lanes = Lanes([one for one in words if len(one) == length])
        wanted = [distance(word, one, float("inf")) for one in lanes.words]
        assert [cost / 100 for cost in lanes.costs(word)] == [round(cost, 2) for cost in wanted]


@given(WORDS, WORDS)
def test_no_two_parts_are_more_alike_than_theirdistance_allows(one: str, other: str) -> None:
    forms = [(skeleton(one), skeleton(other)), (without_ending(skeleton(one)), without_ending(skeleton(other)))]
    most = []
    for left, right in forms:
        cost, longest = distance(left, right, float("inf")), max(len(left), len(right))
        most.append(likeness(cost, longest))
        assert most[-1] < 0.5 or cost <= dearest(0.5, longest) + 1e-9
    assert similar(one, other) <= max(most) + 1e-9


@given(st.lists(NAMES, max_size=12), NAMES)
@example(["J. K. Roe", "Jean-Claude Roe"], "JC Roe")
@example(["JC Roe"], "Jean-Claude Roe")
@example(["Mao Tse-tung"], "Mao Zedong")
@example(["Ana Sökmen Süer"], "Ana Sökmensüer")
@example(["Ana Sökmensüer"], "Ana Sökmen Süer")
@example([""], "")
def test_no_name_that_may_be_meant_is_left_out(names: list[str], name: str) -> None:
    near = dict(Crowd(names).near(name))
    for known in names:
        alike = score(name, known)
        assert alike < ASK or near[known] >= alike


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=8), st.lists(NAMES, min_size=1, max_size=3))
def test_a_register_finds_whom_a_look_at_everyone_finds(people: list[list[str]], names: list[str]) -> None:
    profiles = [Profile(f"p{n}", tuple(spellings)) for n, spellings in enumerate(people)]
    assert Register(profiles).likest(names) == likest_of(profiles, names)
