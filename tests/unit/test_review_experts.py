"""Who is who: profiles, suspicions and people without a profile; and two profiles made one."""

from __future__ import annotations

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsdesk.model.problems import RefusedError, UsageError, errors
from newsdesk.review.experts import list_experts
from newsdesk.review.files import ChangedError
from newsdesk.review.merging import merge_experts, plan_merge, write_merge
from newsdesk.source.check import check_tree

UTC = ZoneInfo("UTC")
PIER = """\
---
title: The pier
date: 2031-05-10
topics: [harbour]
status: published
timeline:
  - date: 2031-05-09
    title: The pier shuts
    people: [nikolai-petrov, "nikolay-petrov", Nikolai Petrov]  # both
  - {date: 2031, title: Cracks, people: [nikolai-petrov]}
  - date: 2031
    title: Divers
    people:
      - Ben Diver
      - nikolai-petrov
---

"It is [shut](said:nikolai-petrov "at noon")", and [it stays so](said:nikolay-petrov). `[x](said:nikolai-petrov)`

[Petrov](expert:nikolai-petrov) and [Petrov](<expert:nikolai-petrov?>) 漢字 [nikolai-petrov](topic:harbour)

> Deep cracks.
>
> — Cara Dorn, diver
"""
FILES = {
    "articles/2031/pier.md": PIER.replace("\n", "\r\n"),
    "topics/harbour.md": "---\nname: Harbour\n---\n\nAsk [him](expert:nikolai-petrov).\n",
    "experts/nikolay-petrov.md": (
        "---\nname: Nikolay Petrov  # checked\nkind: expert\nrole: diver\nstatus: published\n---\n"
    ),
    "experts/nikolai-petrov.md": (
        '---\nname: Nikolai Petrov\naliases: ["Kolya Petrov: the, elder", Nikolay Petrov-Roe]\nrole: diver\n'
        "affiliation: Port\nstatus: published\n---\n\nA life.\n"
    ),
    "experts/nikolaya-petrova.md": "---\nname: Nikolaya Petrova\nstatus: draft\n---\n",
}
ADDRESSES = 'addresses: ["/experts/nikolai-petrov/", "/experts/nikolai-petrov/by-topic/"]'


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_bytes(text.encode())
    return tmp_path / "content"


def text_of(content: Path, path: str) -> str:
    return (content / path).read_bytes().decode()


def test_profiles_are_listed_with_how_often_they_are_quoted_and_named(content: Path) -> None:
    view = list_experts(content, zone=UTC)
    counts = {line.slug: (line.quoted, line.proposed, line.named) for line in view.profiles}
    assert counts == {"nikolai-petrov": (1, 0, 6), "nikolay-petrov": (1, 0, 1), "nikolaya-petrova": (0, 0, 0)}
    assert view.unreferred == ("nikolaya-petrova",)


def test_a_likely_duplicate_is_named_with_its_reasons_and_a_sister_is_not(content: Path) -> None:
    (pair,) = list_experts(content, zone=UTC).suspicions
    assert {pair.first, pair.second} == {"nikolai-petrov", "nikolay-petrov"}
    assert (pair.verdict, pair.score >= 0.80) == ("likely", True)
    assert any("is spelled like" in reason for reason in pair.reasons)
    assert "same role: diver" in pair.reasons
    assert "both speak in pier: look there first" in pair.reasons


def test_people_quoted_without_a_profile_are_counted(content: Path) -> None:
    (person,) = list_experts(content, zone=UTC).unprofiled
    assert (person.name, person.slug, person.quoted, person.near) == ("Cara Dorn", None, 1, ())


def test_files_with_faults_are_named_since_they_are_not_counted(content: Path) -> None:
    (content / "articles/2031/bad.md").write_text("no front matter", "utf-8")
    view = list_experts(content, zone=UTC)
    assert view.unread == ("content/articles/2031/bad.md",)
    assert "content/articles/2031/bad.md" in view.summary


def test_the_listing_is_text_and_json(content: Path) -> None:
    view = list_experts(content, zone=UTC)
    assert "quoted 1  Nikolai Petrov, diver, Port" in view.summary
    assert "Quoted, without a profile\n  Cara Dorn: 1" in view.summary
    assert json.loads(view.as_json())["unreferred"] == ["nikolaya-petrova"]


def test_a_merge_renames_references_only_and_keeps_line_ends(content: Path) -> None:
    merge_experts(content, "nikolai-petrov", into="nikolay-petrov", write=True)
    wanted = (
        PIER.replace('[nikolai-petrov, "nikolay-petrov", Nik', '["nikolay-petrov", Nik')
        .replace("[nikolai-petrov]}", "[nikolay-petrov]}")
        .replace("- nikolai-petrov", "- nikolay-petrov")
        .replace('(said:nikolai-petrov "', '(said:nikolay-petrov "')
        .replace("expert:nikolai-petrov", "expert:nikolay-petrov")
    )
    assert text_of(content, "articles/2031/pier.md") == wanted.replace("\n", "\r\n")
    assert "expert:nikolay-petrov" in text_of(content, "topics/harbour.md")
    assert not (content / "experts/nikolai-petrov.md").exists()
    assert text_of(content, "experts/nikolay-petrov.md") == (
        "---\nname: Nikolay Petrov  # checked\nkind: expert\n"
        'aliases: [Nikolai Petrov, "Kolya Petrov: the, elder", Nikolay Petrov-Roe]\nrole: diver\n'
        f"{ADDRESSES}\n"
        "status: published\n---\n"
    )
    assert {problem.rule for problem in errors(check_tree(content, zone=UTC)[1])} == {"proposal"}


def test_a_merge_is_shown_as_a_diff_and_not_written_unasked(content: Path) -> None:
    shown = merge_experts(content, "nikolai-petrov", into="nikolay-petrov")
    assert {path: text_of(content, path) for path in FILES} == FILES
    assert "-Ask [him](expert:nikolai-petrov).\n+Ask [him](expert:nikolay-petrov).\n" in shown
    assert "--- a/content/experts/nikolai-petrov.md\n+++ /dev/null\n" in shown
    assert "note: the text of nikolai-petrov goes with it (2 words)" in shown
    assert "note: affiliation of nikolai-petrov goes with it: Port" in shown
    assert f"+{ADDRESSES}\n" in shown
    assert "by its address" not in shown
    assert shown.endswith("4 files would change: add --write")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "aliases: [N. P.]  # two",
            'aliases: [N. P., Nikolai Petrov, "Kolya Petrov: the, elder", Nikolay Petrov-Roe]  # two',
        ),
        (
            "aliases:\n- N. P.  # two",
            'aliases:\n- N. P.  # two\n- Nikolai Petrov\n- "Kolya Petrov: the, elder"\n- Nikolay Petrov-Roe',
        ),
        ('aliases: ["nikolai petrov"]', 'aliases: ["nikolai petrov", "Kolya Petrov: the, elder", Nikolay Petrov-Roe]'),
    ],
)
def test_spellings_join_those_that_are_there(content: Path, before: str, after: str) -> None:
    path = content / "experts/nikolay-petrov.md"
    text = FILES["experts/nikolay-petrov.md"].replace("role: diver", before)
    path.write_bytes(text.encode())
    merge_experts(content, "nikolai-petrov", into="nikolay-petrov", write=True)
    assert path.read_bytes().decode() == text.replace(before, f"{after}\n{ADDRESSES}")


@pytest.mark.parametrize("path", ["articles/2031/pier.md", "experts/nikolay-petrov.md", "experts/nikolai-petrov.md"])
def test_nothing_is_written_if_a_file_changed_meanwhile(content: Path, path: str) -> None:
    merge = plan_merge(content, "nikolai-petrov", into="nikolay-petrov")
    (content / path).write_bytes((FILES[path] + " ").encode())
    with pytest.raises(ChangedError, match="was changed meanwhile"):
        write_merge(content, merge)
    assert {name: text_of(content, name) for name in FILES} == FILES | {path: FILES[path] + " "}


@pytest.mark.parametrize(
    "text",
    [
        "no front: nikolai-petrov",
        "---\na: [\n---\n[x](said:nikolai-petrov)",
        "---\na: b\n---\n" + "[" * 90 + "nikolai-petrov",
    ],
)
def test_a_file_that_cannot_be_read_stops_the_merge(content: Path, text: str) -> None:
    (content / "articles/2031/bad.md").write_text(text, "utf-8")
    with pytest.raises(RefusedError, match=r"content/articles/2031/bad\.md: the file cannot be read"):
        plan_merge(content, "nikolai-petrov", into="nikolay-petrov")


def test_the_addresses_of_a_profile_that_goes_lead_to_the_one_that_stays(content: Path) -> None:
    kept, gone = content / "experts/nikolay-petrov.md", content / "experts/nikolai-petrov.md"
    kept.write_text("---\nname: Nikolay Petrov\naddresses: [/people/np/]\nstatus: published\n---\n", "utf-8")
    gone.write_text("---\nname: Nikolai Petrov\naddresses:\n- /people/old/\nstatus: published\n---\n", "utf-8")
    merge_experts(content, "nikolai-petrov", into="nikolay-petrov", write=True)
    expert = check_tree(content, zone=UTC)[0].expert["nikolay-petrov"]
    page = "/experts/nikolai-petrov/"
    assert expert.addresses == ("/people/np/", page, f"{page}by-topic/", "/people/old/")


def test_a_draft_has_no_address_to_pass_on_and_one_that_stays_is_told_of(content: Path) -> None:
    for slug, status in (("nikolai-petrov", "draft"), ("nikolay-petrov", "published")):
        (content / f"experts/{slug}.md").write_text(f"---\nname: {slug}\nstatus: {status}\n---\n", "utf-8")
    assert "addresses" not in merge_experts(content, "nikolai-petrov", into="nikolay-petrov")
    shown = merge_experts(content, "nikolay-petrov", into="nikolai-petrov")
    assert (
        "note: the address /experts/nikolay-petrov/ leads nowhere until nikolai-petrov, a draft, is published" in shown
    )


def test_an_address_typed_out_is_left_and_said(content: Path) -> None:
    (content / "topics/harbour.md").write_text("---\nname: H\n---\n[x](/experts/nikolai-petrov/)\n", "utf-8")
    merge = plan_merge(content, "nikolai-petrov", into="nikolay-petrov")
    assert any("content/topics/harbour.md links to /experts/nikolai-petrov/" in note for note in merge.notes)


@pytest.mark.parametrize(
    ("slug", "into", "message"),
    [
        ("nikolai-petrof", "nikolay-petrov", 'no expert "nikolai-petrof". Did you mean'),
        ("nikolai-petrov", "nobody", 'no expert "nobody"'),
        ("nikolai-petrov", "nikolai-petrov", "into itself"),
        ("nikolai-petrov", "", "a merge takes two profiles"),
    ],
)
def test_a_merge_needs_two_profiles(content: Path, slug: str, into: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        merge_experts(content, slug, into=into)
