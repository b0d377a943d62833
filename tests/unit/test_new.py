"""Starting files: each kind without a fault, nothing overwritten, nothing that was asked for dropped in silence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsdesk.model.problems import UsageError
from newsdesk.source.check import check_tree
from newsdesk.source.new import create, has_status

TODAY = dt.date(2030, 5, 1)


def start(content: Path, kind: str, title: str, **wishes: str) -> Path:
    empty = dict.fromkeys(("title", "topic", "date", "author", "slug", "lang"), "")
    return create(kind, {**empty, "title": title, **wishes}, content=content, today=TODAY)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    start(folder, "topic", "Roads")
    return folder


def test_every_kind_starts_without_a_fault(content: Path) -> None:
    start(content, "topic", "Bridges of Sandhaven")
    start(content, "expert", "Ada Novak")
    start(content, "page", "Über uns")
    start(content, "edition", "A quiet week")
    start(
        content,
        "article",
        'A "road": #1\n- mended',
        topic="roads, bridges-of-sandhaven",
        author="- Jan: Kos",
        lang="de",
    )
    digest, problems = check_tree(content, zone=ZoneInfo("Europe/Oslo"))
    assert problems == ()
    assert [article.title for article in digest.articles] == ['A "road": #1 - mended']
    assert digest.articles[0].topics == ("roads", "bridges-of-sandhaven")
    assert sorted(path.relative_to(content).as_posix() for path in content.rglob("*.md")) == [
        "articles/2030/a-road-1-mended.md",
        "editions/2030-05-01.md",
        "experts/ada-novak.md",
        "pages/uber-uns.md",
        "topics/bridges-of-sandhaven.md",
        "topics/roads.md",
    ]


def test_what_has_a_status_starts_as_a_draft(content: Path) -> None:
    paths = {"article": start(content, "article", "A road", topic="roads"), "topic": content / "topics/roads.md"}
    for kind, path in paths.items():
        assert has_status(kind) == ("status: draft" in path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("kind", "title", "wishes", "said"),
    [
        ("topics", "Roads", {}, 'no kind "topics". Did you mean "topic"?'),
        ("zzz", "Roads", {}, "There are: article, topic, expert, edition, page."),
        ("article", "A road", {}, "an article needs a topic: --topic SLUG. There are: roads."),
        ("article", "A road", {"topic": "road"}, 'no topic "road". Did you mean "roads"?'),
        ("article", "A road", {"topic": "zoo"}, "Start it first: ./desk new NAME --kind topic --slug zoo"),
        ("article", "A road", {"topic": "roads", "date": "1 May"}, 'date "1 May" is not a day'),
        ("article", "A road", {"topic": "roads", "lang": "german"}, '"german" is not a language tag'),
        ("article", "A road", {"topic": "roads", "slug": "A Road"}, '"A Road" cannot be an address'),
        ("article", "!!!", {"topic": "roads"}, "no address can be made from"),
        ("article", "A road", {"topic": "roads", "slug": "../x"}, "cannot be an address"),
        ("expert", "Ada Novak", {"topic": "roads"}, "--topic is for an article, not for an expert."),
        ("topic", "Bridges", {"date": "2030-01-01"}, "--date is for an article and an edition, not for a topic."),
        ("edition", "A week", {"slug": "x"}, "--slug is not for an edition"),
        ("topic", "Roads", {}, "content/topics/roads.md: is there already; nothing was written."),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_written(
    content: Path, kind: str, title: str, wishes: dict[str, str], said: str
) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*.md")}
    with pytest.raises(UsageError) as caught:
        start(content, kind, title, **wishes)
    assert said in str(caught.value)
    assert {path: path.read_bytes() for path in content.rglob("*.md")} == before


def test_an_article_s_address_is_taken_over_all_years(content: Path) -> None:
    start(content, "article", "A road", topic="roads", date="2029-01-01")
    with pytest.raises(UsageError, match=r"content/articles/2029/a-road\.md has this address"):
        start(content, "article", "A road", topic="roads")
