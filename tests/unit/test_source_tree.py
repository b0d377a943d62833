"""A content tree: every file is read, or named in a problem; nothing outside it is opened."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsdesk.model.digest import Byline, Correction, EditionItem, Event, Image, Source
from newsdesk.model.edtf import parse_edtf
from newsdesk.source.tree import list_tree, read_tree

BERLIN = ZoneInfo("Europe/Berlin")
WHOLE = """\
---
title: "Talks: no result"
date: 2018-10-13 14:30
topics: [harbour, ferries]
author: Ann Author
summary: Two days in vain.
section: World news
kind: analysis
dateline: NORTH HARBOUR
lang: pt-BR
tags: [boats, piers]
source:
  name: Daily Example
  url: https://example.org/talks
  author: Ben Writer
  date: 2018-10
  lang: ru
timeline:
  - date: 2018-09-21
    title: Ferries stop
    level: milestone
    text: For the first time.
    place: North Harbour
    people: [ada-example, Carl Other]
    sources: ["https://example.org/ferries", Daily Example]
    quote: ferries stopped on September 21
  - date: 2018-09-21
    title: Ferries stop
    proposed: true
corrections:
  - date: 2018-10-14
    text: The harbour master is Ada Example.
image: {file: images/2018/pier.jpg, alt: The second pier, credit: A. Photographer}
aliases: [/2018/10/talks.html, /old/]
status: published
modified: 2018-10-14T09:00Z
---

Text.
"""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A tree with one file of each kind."""
    root = tmp_path / "content"
    write(root, "articles/2018/talks.md", WHOLE)
    write(root, "topics/harbour.md", "---\nname: Harbour\nsummary: A port.\nrelated: [ferries]\n---\nBackground.\n")
    write(
        root,
        "experts/ada-example.md",
        "---\nname: Ada Example\nkind: official\naliases: [A. Example]\nrole: harbour master\naffiliation: Port\n"
        "interests: none\nphoto: {file: images/ada.png, alt: Portrait}\nlinks: ['https://example.org/ada']\n"
        "status: published\n---\nLife.\n",
    )
    write(root, "editions/2018-10-14.md", "---\ntitle: No. 1\nitems:\n  - article: talks\n    note: Read this.\n---\n")
    write(root, "pages/about.md", "---\ntitle: About\nsummary: Who we are.\n---\nUs.\n")
    write(root, "images/2018/pier.jpg", "")
    write(root, "inbox/raw.txt", "never read")
    return root


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def found(root: Path) -> list[str]:
    return [f"{problem.place}: {problem.fault}" for problem in read_tree(root, zone=BERLIN)[1]]


def test_every_key_of_an_article_arrives(content: Path) -> None:
    digest, problems = read_tree(content, zone=BERLIN)
    assert problems == ()
    article = digest.article["talks"]
    assert (article.slug, article.path, article.title) == ("talks", "articles/2018/talks.md", "Talks: no result")
    assert article.date == dt.datetime(2018, 10, 13, 14, 30, tzinfo=BERLIN)
    assert article.topics == ("harbour", "ferries")
    assert article.authors == (Byline("Ann Author", "ann-author"),)
    assert (article.summary, article.section, article.kind) == ("Two days in vain.", "World news", "analysis")
    assert (article.dateline, article.lang, article.tags) == ("NORTH HARBOUR", "pt-BR", ("boats", "piers"))
    assert article.source == Source(
        "Daily Example", "daily-example", "https://example.org/talks", "Ben Writer", parse_edtf("2018-10"), "ru"
    )
    assert article.timeline[0] == Event(
        id="2018-09-21-ferries-stop",
        date=parse_edtf("2018-09-21"),
        title="Ferries stop",
        level="milestone",
        text="For the first time.",
        place="North Harbour",
        people=("ada-example", "Carl Other"),
        sources=("https://example.org/ferries", "Daily Example"),
        quote="ferries stopped on September 21",
        line=19,
    )
    assert (article.timeline[1].id, article.timeline[1].proposed) == ("2018-09-21-ferries-stop-2", True)
    assert article.corrections == (Correction(dt.date(2018, 10, 14), "The harbour master is Ada Example."),)
    assert article.image == Image("images/2018/pier.jpg", "The second pier", "A. Photographer")
    assert article.aliases == ("/2018/10/talks.html", "/old/")
    assert (article.status, article.body.plain) == ("published", "Text.")
    assert article.modified == dt.datetime(2018, 10, 14, 11, 0, tzinfo=BERLIN)


def test_every_key_of_the_other_kinds_arrives(content: Path) -> None:
    digest, _ = read_tree(content, zone=BERLIN)
    topic, expert = digest.topic["harbour"], digest.expert["ada-example"]
    assert (topic.name, topic.summary, topic.related, topic.body.plain) == (
        "Harbour",
        "A port.",
        ("ferries",),
        "Background.",
    )
    assert (expert.name, expert.kind, expert.aliases) == ("Ada Example", "official", ("A. Example",))
    assert (expert.role, expert.affiliation, expert.interests) == ("harbour master", "Port", "none")
    assert expert.photo == Image("images/ada.png", "Portrait")
    assert (expert.links, expert.status, expert.body.plain) == (("https://example.org/ada",), "published", "Life.")
    (edition,) = digest.editions
    assert (edition.slug, edition.date, edition.title) == ("2018-10-14", dt.date(2018, 10, 14), "No. 1")
    assert (edition.items, edition.status) == ((EditionItem("talks", "Read this."),), "published")
    (page,) = digest.pages
    assert (page.slug, page.title, page.summary, page.url) == ("about", "About", "Who we are.", "/about/")
    assert digest.images == ("images/2018/pier.jpg",)


def test_an_article_is_a_draft_until_it_says_otherwise(content: Path) -> None:
    write(content, "articles/2018/talks.md", "---\ntitle: T\ndate: 2018-10-13\ntopic: harbour\n---\n")
    article = read_tree(content, zone=BERLIN)[0].article["talks"]
    assert (article.status, article.kind, article.source, article.modified) == ("draft", "news", None, None)


def test_a_name_in_an_attribution_is_matched_with_the_profiles(content: Path) -> None:
    write(content, "articles/2018/talks.md", WHOLE + "\n> Late.\n>\n> — A. Example, on air\n")
    (quotation,) = read_tree(content, zone=BERLIN)[0].article["talks"].body.quotations
    assert quotation.speaker == "ada-example"


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("articles/talks.md", "articles/talks.md: an article lies in a folder named by its year"),
        ("articles/2018/10/talks.md", "articles/2018/10/talks.md: an article lies in a folder named by its year"),
        ("articles/drafts/talks.md", "articles/drafts/talks.md: an article lies in a folder named by its year"),
        ("articles/2018/talks.markdown", "articles/2018/talks.markdown: only Markdown files (.md) are read here"),
        ("articles/2018/talks.md~", "articles/2018/talks.md~: only Markdown files (.md) are read here"),
        ("articles/2018/.talks.md", "articles/2018/.talks.md: only Markdown files (.md) are read here"),
        ("topics/north/harbour.md", "topics/north/harbour.md: files of topics/ lie in it directly, not in folders"),
        ("artikel/2018/talks.md", "artikel/2018/talks.md: no file belongs here"),
        ("readme.txt", "readme.txt: no file belongs here"),
        ("images/notes.txt", 'images/notes.txt: "images/notes.txt" is not a jpg, jpeg, png, gif, webp, avif file'),
        (
            "images/my boat.jpg",
            'images/my boat.jpg: "images/my boat.jpg" is not a plain file name (letters, digits, dots, hyphens)',
        ),
    ],
)
def test_a_file_in_the_wrong_place_is_named(content: Path, path: str, message: str) -> None:
    write(content, path, "---\n---\n")
    assert found(content) == [f"content/{message}"]


@pytest.mark.parametrize("path", [".DS_Store", ".git/config", "articles/2018/.#talks.md", "topics/.harbour.md.swp"])
def test_hidden_files_of_other_programs_are_left_alone(content: Path, path: str) -> None:
    write(content, path, "")
    assert found(content) == []


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("topics/North Harbour.md", 'the file name "North Harbour" is not a slug'),
        ("topics/Harbour2.md", 'the file name "Harbour2" is not a slug'),
        ("topics/hafen-süd.md", 'the file name "hafen-süd" is not a slug'),
        ("topics/con.md", 'the file name "con" is not a slug'),
        (f"topics/{'a' * 81}.md", f'the file name "{"a" * 80}" is not a slug'),
        ("editions/first.md", '"first" is not a date'),
        ("editions/2018-02-30.md", '"2018-02-30" is not a date'),
        ("pages/articles.md", "the address /articles/ belongs to the site itself"),
        ("pages/images.md", "the address /images/ belongs to the site itself"),
    ],
)
def test_a_file_name_that_can_be_no_address_is_named(content: Path, path: str, fault: str) -> None:
    write(content, path, "---\nname: X\n---\n" if path.startswith("topics") else "---\ntitle: X\n---\n")
    assert found(content) == [f"content/{path}: {fault}"]


def test_an_article_in_the_folder_of_another_year_is_a_warning(content: Path) -> None:
    (content / "articles/2018/talks.md").rename(content / "articles/2018/moved.md")
    write(content, "articles/2019/other.md", WHOLE.replace("/old/", "/older/"))
    (problem,) = read_tree(content, zone=BERLIN)[1]
    assert (problem.level, problem.place.line, problem.fault) == ("warning", 3, "the article of 2018 lies in 2019/")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("articles/2018/linked.md", "/etc/hostname"),
        ("articles/2018/linked.md", "talks.md"),
        ("articles/2019", "2018"),
        ("images/x.jpg", "2018/pier.jpg"),
        ("topics/loop.md", "loop.md"),
        ("images/loop", "."),
    ],
)
def test_symbolic_links_are_refused(content: Path, link: str, target: str) -> None:
    (content / link).symlink_to(target)
    assert found(content) == [f"content/{link}: this is a symbolic link, and links are not followed"]


def test_what_is_no_file_is_refused(content: Path) -> None:
    os.mkfifo(content / "topics/pipe.md")
    assert found(content) == ["content/topics/pipe.md: this is not a regular file"]


def test_a_broken_file_costs_no_other(content: Path) -> None:
    write(content, "articles/2018/broken.md", "---\ntitle: a: b\n---\n")
    digest, problems = read_tree(content, zone=BERLIN)
    assert [article.slug for article in digest.articles] == ["talks"]
    assert {problem.place.path for problem in problems} == {"content/articles/2018/broken.md"}


def test_a_tree_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert found(tmp_path / "content") == ["content: there is no such folder"]


def test_the_list_of_files_is_in_order(content: Path) -> None:
    write(content, "articles/2017/early.md", "")
    assert list_tree(content).of("article") == ("articles/2017/early.md", "articles/2018/talks.md")


def test_two_readings_are_equal(content: Path) -> None:
    assert read_tree(content, zone=BERLIN) == read_tree(content, zone=BERLIN)
