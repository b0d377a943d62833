"""What a whole tree shows: missing parts, names that collide, proposals left, links that lead nowhere."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsdesk.model.digest import Digest
from newsdesk.source.addresses import addresses
from newsdesk.source.check import check, check_tree

UTC = ZoneInfo("UTC")
STORY = "title: T\ndate: 2018-10-13\ntopic: harbour\nstatus: published\n"


def tree(root: Path, files: dict[str, str]) -> Path:
    """A sound tree with these files on top; a text without front matter is a body."""
    sound = {
        "articles/2018/talks.md": f"---\n{STORY}---\n\nText. [It is late](said:ada-example)\n",
        "articles/2018/draft.md": "---\ntitle: D\ndate: 2018-10-14\ntopic: harbour\n---\nText.\n",
        "topics/harbour.md": "---\nname: Harbour\n---\n",
        "experts/ada-example.md": "---\nname: Ada Example\nstatus: published\n---\n",
        "experts/dan-draft.md": "---\nname: Dan Draft\n---\n",
        "pages/about.md": "---\ntitle: About\n---\n# Who\n",
        "images/boat.jpg": "",
    }
    for path, text in {**sound, **files}.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root / "content"


def problems(root: Path, files: dict[str, str]) -> list[str]:
    found = check_tree(tree(root, files), zone=UTC)[1]
    return [f"{str(p.place).removeprefix('content/')}: {p.message}" for p in found]


def test_a_sound_tree_has_no_problems(tmp_path: Path) -> None:
    assert problems(tmp_path, {}) == []


CASES = {
    # References of front matter.
    "topic": (
        {"articles/2018/a.md": "---\ntitle: T\ndate: 2018-10-13\ntopic: harbor\n---\n"},
        'articles/2018/a.md:4:8: there is no topic "harbor". Did you mean "harbour"? Otherwise add topics/harbor.md.',
    ),
    "second topic": (
        {"articles/2018/a.md": "---\ntitle: T\ndate: 2018-10-13\ntopics: [harbour, zoo]\n---\n"},
        'articles/2018/a.md:4:19: there is no topic "zoo". Add topics/zoo.md.',
    ),
    "person": (
        {"articles/2018/a.md": f"---\n{STORY}timeline:\n- date: 2018\n  title: E\n  people: [ada-exampel]\n---\nx"},
        (
            'articles/2018/a.md:9:12: there is no expert "ada-exampel". Did you mean "ada-example"? Otherwise add '
            "experts/ada-exampel.md. A person without a profile stands by name."
        ),
    ),
    "related": (
        {"topics/zoo.md": "---\nname: Zoo\nrelated: [harbour, harbours]\n---\n"},
        'topics/zoo.md:3:20: there is no topic "harbours". Did you mean "harbour"? Otherwise add topics/harbours.md.',
    ),
    "related to itself": (
        {"topics/zoo.md": "---\nname: Zoo\nrelated: [zoo]\n---\n"},
        "topics/zoo.md:3:11: a topic is related to itself. Delete it.",
    ),
    "item": (
        {"editions/2018-10-15.md": "---\nitems:\n  - article: talk\n---\n"},
        (
            'editions/2018-10-15.md:3:14: there is no article "talk". Did you mean "talks"? Otherwise add '
            "articles/<year>/talk.md."
        ),
    ),
    "item twice": (
        {"editions/2018-10-15.md": "---\nitems: [{article: talks}, {article: talks}]\n---\n"},
        'editions/2018-10-15.md:2:37: the article "talks" stands twice in the edition. Delete one.',
    ),
    "item that is a draft": (
        {"editions/2018-10-15.md": "---\nitems: [{article: draft}]\n---\n"},
        (
            'editions/2018-10-15.md:2:19: the article "draft" is a draft and would be left out. Publish '
            "the article, or set "
            "`status: draft` here."
        ),
    ),
    "image": (
        {"articles/2018/a.md": f"---\n{STORY}image: {{file: images/boats.jpg, alt: B}}\n---\nx"},
        (
            'articles/2018/a.md:6:15: there is no file "images/boats.jpg". Did you mean "images/boat.jpg"? Put '
            "the file there, or correct its name."
        ),
    ),
    "portrait": (
        {"experts/eve.md": "---\nname: Eve\nphoto: {file: images/x.png, alt: E}\n---\n"},
        'experts/eve.md:3:15: there is no file "images/x.png". Put the file there, or correct its name.',
    ),
    # References of bodies.
    "said": (
        {"articles/2018/a.md": f"---\n{STORY}---\n\n[x](said:ada-exemple)"},
        (
            'articles/2018/a.md:8:5: there is no expert "ada-exemple". Did you mean "ada-example"? Otherwise add '
            "experts/ada-exemple.md."
        ),
    ),
    "article": (
        {"pages/about.md": "---\ntitle: A\n---\n[x](article:zzz)"},
        'pages/about.md:4:5: there is no article "zzz". Add articles/<year>/zzz.md.',
    ),
    "draft expert": (
        {"articles/2018/a.md": f"---\n{STORY}---\n[x](said:dan-draft)"},
        (
            'articles/2018/a.md:7:5: the expert "dan-draft" is a draft, and this is published. Publish '
            "the profile, or take "
            "the link out."
        ),
    ),
    "draft article": (
        {"topics/harbour.md": "---\nname: H\n---\n[x](article:draft)"},
        (
            'topics/harbour.md:4:5: the article "draft" is a draft, and this is published. Publish the '
            "article, or take the "
            "link out."
        ),
    ),
    "image in a body": (
        {"pages/about.md": "---\ntitle: A\n---\n![x](images/zz.webp)"},
        'pages/about.md:4:1: there is no file "images/zz.webp". Put the file there, or correct its name.',
    ),
    # Links.
    "page": (
        {"pages/about.md": "---\ntitle: A\n---\n[x](/abuot/)"},
        (
            'pages/about.md:4:1: there is no page "/abuot/" on this site. Did you mean "/about/"? Otherwise '
            "correct the link."
        ),
    ),
    "slash": (
        {"pages/about.md": "---\ntitle: A\n---\n[x](/articles/talks)"},
        (
            'pages/about.md:4:1: there is no page "/articles/talks" on this site. Write /articles/talks/ '
            "with a slash at its "
            "end."
        ),
    ),
    "draft page": (
        {"pages/about.md": "---\ntitle: A\n---\n[x](/articles/draft/)"},
        (
            'pages/about.md:4:1: the page "/articles/draft/" is a draft, and this is published. Publish '
            "it, or take the link "
            "out."
        ),
    ),
    "anchor": (
        {"pages/about.md": "---\ntitle: A\n---\n# Us\n\n[x](#h-as)"},
        (
            'pages/about.md:6:1: the page "/about/" has no anchor "#h-as". Did you mean "h-us"? Otherwise '
            "correct the link."
        ),
    ),
    "anchor elsewhere": (
        {"articles/2018/a.md": f"---\n{STORY}---\n[x](article:talks#q-00000000)"},
        'articles/2018/a.md:7:1: the page "/articles/talks/" has no anchor "#q-00000000". Correct the link.',
    ),
    # Proposals.
    "event": (
        {"articles/2018/a.md": f"---\n{STORY}timeline:\n- date: 2018\n  title: E\n  proposed: true\n---\nx"},
        (
            'articles/2018/a.md:9:13: a published article holds the proposal "E". Accept it by deleting the line '
            "`proposed: true`, or delete the entry."
        ),
    ),
    "words": (
        {"articles/2018/a.md": f"---\n{STORY}---\n[x](said:ada-example?)"},
        (
            'articles/2018/a.md:7:5: a published text holds the proposal "said:ada-example?". Accept it '
            "by deleting the ?, "
            "or take it out."
        ),
    ),
    # Collisions.
    "slug": (
        {"articles/2019/talks.md": f"---\n{STORY.replace('2018', '2019')}---\nx"},
        (
            'articles/2019/talks.md: the slug "talks" is that of content/articles/2018/talks.md too. '
            "Rename one of them; a "
            "slug is unique over all years."
        ),
    ),
    "alias of a page": (
        {"articles/2018/a.md": f"---\n{STORY}aliases: [/x/, /Articles/Talks]\n---\nx"},
        (
            'articles/2018/a.md:6:16: the old address "/Articles/Talks" is that of a page of today, '
            "/articles/talks/. Delete "
            "the alias, or correct it."
        ),
    ),
    "alias of a feed": (
        {"articles/2018/a.md": f"---\n{STORY}aliases: [/feed.xml]\n---\nx"},
        (
            'articles/2018/a.md:6:11: the old address "/feed.xml" is that of a page of today, /. Delete the alias, or '
            "correct it."
        ),
    ),
    "alias of the theme": (
        {"articles/2018/a.md": f"---\n{STORY}aliases: [/theme/style.css]\n---\nx"},
        (
            'articles/2018/a.md:6:11: the old address "/theme/style.css" lies where the site keeps its '
            "own files. Delete the "
            "alias, or correct it."
        ),
    ),
    "alias of a topic": (
        {"topics/x.md": "---\nname: X\naliases: [/Articles/Talks]\n---\n"},
        (
            'topics/x.md:3:11: the old address "/Articles/Talks" is that of a page of today, /articles/talks/. Delete '
            "the alias, or correct it."
        ),
    ),
    "address of an expert": (
        {
            "articles/2018/a.md": f"---\n{STORY}aliases: [/old/]\n---\nx",
            "experts/eve.md": "---\nname: Eve\naddresses: [/x/, /OLD]\n---\n",
        },
        ('experts/eve.md:3:18: the old address "/OLD" is claimed by content/articles/2018/a.md too. Keep one of them.'),
    ),
    "address among names": (
        {"experts/eve.md": "---\nname: Eve\naliases: [E. E., /experts/eva/]\n---\n"},
        'experts/eve.md:3:18: the spelling "/experts/eva/" is an address. Write it under `addresses`.',
    ),
    "alias twice": (
        {
            "articles/2018/a.md": f"---\n{STORY}aliases: [/old/]\n---\nx",
            "articles/2018/b.md": f"---\n{STORY}aliases: [/OLD/index.html]\n---\nx",
        },
        (
            'articles/2018/b.md:6:11: the old address "/OLD/index.html" is claimed by '
            "content/articles/2018/a.md too. Keep "
            "one of them."
        ),
    ),
    "name": (
        {"experts/eve.md": "---\nname: Eve\naliases: [ADA  EXAMPLE]\n---\n"},
        (
            'experts/eve.md:3:11: the name "ADA EXAMPLE" is that of content/experts/ada-example.md too. Keep it in one '
            "profile, or tell the two apart in the name; links to expert: stay clear."
        ),
    ),
    "image case": (
        {"images/Boat.jpg": ""},
        'images/boat.jpg: this file and "images/Boat.jpg" differ in capital letters only. Rename one of them.',
    ),
    "author": (
        {
            "articles/2018/a.md": f"---\n{STORY}author: Ann O'Hara\n---\nx",
            "articles/2018/b.md": f"---\n{STORY}author: Ann Ohara\n---\nx",
        },
        (
            'articles/2018/b.md:6:9: the author "Ann Ohara" shares the page /authors/ann-ohara/ with "Ann O\'Hara" of '
            "content/articles/2018/a.md. Spell the name in one way."
        ),
    ),
    "empty": (
        {"articles/2018/a.md": f"---\n{STORY}---\n"},
        "articles/2018/a.md: a published article has no text. Write it, or set `status: draft`.",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_fault_between_files_has_its_message(name: str, tmp_path: Path) -> None:
    files, message = CASES[name]
    assert problems(tmp_path, files) == [message]


def test_what_refers_to_a_broken_file_is_not_called_missing(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        {
            "topics/harbour.md": "---\nnam: H\n---\n",
            "pages/about.md": "---\ntitle: A\n---\n[x](topic:harbour) [y](/topics/harbour/)",
        },
    )
    assert {line.split(":")[0] for line in found} == {"topics/harbour.md"}


def test_drafts_may_refer_to_drafts_and_hold_proposals(tmp_path: Path) -> None:
    text = "---\ntitle: T\ndate: 2018-10-13\ntopic: harbour\ntimeline: [{date: 2018, title: E, proposed: true}]\n---\n"
    assert problems(tmp_path, {"articles/2018/a.md": f"{text}[x](said:dan-draft?) [y](article:draft)"}) == []


def test_all_problems_come_at_once_sorted_by_place(tmp_path: Path) -> None:
    files: dict[str, str] = {}
    for case, _ in CASES.values():
        files |= {
            f"{path[:-3]}-{len(files)}.md" if path.endswith("a.md") else path: text for path, text in case.items()
        }
    found = check_tree(tree(tmp_path, files), zone=UTC)[1]
    assert len(found) >= 20
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    "link",
    [
        "/", "/topics/", "/experts/", "/editions/", "/authors/", "/sources/", "/archive/", "/articles/talks/",
        "/feed.xml", "/articles/talks/#q-ab087707", "/topics/harbour/", "/topics/harbour/commentary/",
        "/topics/harbour/feed.json", "/experts/ada-example/", "/archive/2018/10/", "/about/#h-who", "/images/boat.jpg",
        "/about/?x=1", "/sitemap.xml",
    ],
)  # fmt: skip
def test_links_to_what_the_site_has_are_sound(link: str, tmp_path: Path) -> None:
    assert problems(tmp_path, {"topics/zoo.md": f"---\nname: Z\n---\n[x]({link})"}) == []


def test_an_empty_digest_has_its_indexes(tmp_path: Path) -> None:
    assert "/topics/" in addresses(Digest())
    assert check(Digest()) == ()
