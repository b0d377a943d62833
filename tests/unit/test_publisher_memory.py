"""What publishing remembers: only what differs is read, the answer is the same, and a lost memory costs only time."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from newsdesk.publisher import manifest as manifests
from newsdesk.publisher.digests import YOUNG, Digests
from newsdesk.publisher.facts import Judge
from newsdesk.publisher.manifest import manifest_of
from newsdesk.publisher.memory import remembering
from newsdesk.publisher.publish import publish
from newsdesk.publisher.targets.directory import DirectoryTarget
from newsdesk.publisher.verify import Inspection, Rules, inspect

from tests.built_sites import CLOCK, FEED, SITE, URL, contents, page, traces, write_built

RULES = Rules(URL, CLOCK)
STUB = '<!doctype html><title>Moved</title><meta http-equiv="refresh" content="0; url=/topics/ports/"></html>'


def fragment(address: str) -> str:
    """What Pagefind keeps of a page, unpacked: the site's files are text here."""
    return json.dumps({"url": address, "content": "words"})


# What may become of a file: others link to it, name its parts, or do neither.
CHANGES: tuple[tuple[str, str | None], ...] = (
    ("about/index.html", page("About", "/topics/ports/#top-line")),
    ("about/index.html", page("About", "/topics/ports/#nowhere")),
    ("about/index.html", page("About", "/old/", "/later/", "/topics/piers/")),
    ("about/index.html", None),
    ("articles/bridge/index.html", page("Bridge", "/about/")),
    ("articles/bridge/index.html", page("Bridge", "/about/#part", body='<p id="part">x</p>')),
    ("articles/bridge/index.html", None),
    ("articles/harbour/index.html", page("Harbour", "/topics/piers/", "../bridge/")),
    ("articles/harbour/index.html", SITE["articles/harbour/index.html"]),
    ("topics/ports/index.html", page("Ports", "/articles/harbour/#top-line", "feed.xml")),
    ("topics/ports/index.html", page("Ports").replace("top-line", "first-line")),
    ("topics/ports/index.html", STUB.replace("/topics/ports/", "/articles/harbour/")),
    ("topics/piers/index.html", page("Piers")),
    ("topics/piers/index.html", page("Piers", "/articles/harbour/")),
    ("topics/piers/index.html", None),
    ("old/index.html", STUB),
    ("old/index.html", page("Old", "#part")),
    ("old/index.html", None),
    ("old", "a file in the way"),
    ("later", "x"),
    ("later/index.html", page("Later")),
    ("later/index.html", None),
    ("later", None),
    ("_redirects", "/old/ /topics/ports/ 301\n/later /about/ 301\n"),
    ("_redirects", "/later/ /about/ 301\n"),
    ("_redirects", None),
    ("_headers", "/*\n  Content-Security-Policy: default-src 'self'; style-src 'none'\n"),
    ("_headers", None),
    ("feed.xml", FEED.replace("articles/harbour", "articles/bridge")),
    ("feed.xml", FEED.replace("2018-10-13T", "2018-10-15T")),
    ("feed.xml", FEED),
    ("search.json", f'{{"url": "{URL}/articles/bridge/"}}'),
    ("search.json", None),
    ("pagefind/fragment/en_1.pf_fragment", fragment("/articles/bridge/")),
    ("pagefind/fragment/en_1.pf_fragment", None),
    ("pagefind/fragment/en_2.pf_fragment", fragment("/about/")),
    ("pagefind/fragment/en_2.pf_fragment", None),
)


def change(folder: Path, path: str, content: str | None) -> None:
    """Writes or removes a file, unless a folder or a file of that name is in the way."""
    there, above = folder / path, (folder / path).parent
    if there.is_dir() or any(parent.is_file() for parent in above.parents) or above.is_file():
        return
    write_built_one(there, content)
    if content is None and above != folder and above.is_dir() and not any(above.iterdir()):
        above.rmdir()


def write_built_one(file: Path, content: str | None) -> None:
    if content is None:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    packed = file.suffix == ".pf_fragment"
    file.write_bytes(gzip.compress(content.encode(), mtime=0) if packed else content.encode())


def inspected(folder: Path, memory: Path | None, rules: Rules = RULES) -> Inspection:
    with remembering(memory) as remembered:
        return inspect(folder, manifest_of(folder, remembered.digests), rules, remembered)


@pytest.mark.parametrize("seed", range(8))
def test_after_any_changes_the_answer_is_that_of_a_look_at_everything(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    site, memory = write_built(tmp_path / "site"), tmp_path / "memory"
    sound = 0
    for _ in range(40):
        for path, content in chance.sample(CHANGES, chance.choice((1, 1, 2))):
            change(site, path, content)
        found = inspected(site, memory)
        assert found == inspected(site, None)
        sound += not found.problems
        if found.problems and chance.random() < 0.7:  # somebody mends it all
            for path in contents(site).keys() - SITE.keys():
                change(site, path, None)
            write_built(site)
    assert sound > 5


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Paths of the files that the verifier looks into, in order."""
    paths: list[str] = []
    facts_of = Judge.facts_of

    def noted(self: Judge, path: str, content: bytes) -> object:
        paths.append(path)
        return facts_of(self, path, content)

    monkeypatch.setattr(Judge, "facts_of", noted)
    return paths


def test_only_what_differs_is_looked_into(tmp_path: Path, looked_at: list[str]) -> None:
    site, memory = write_built(tmp_path / "site"), tmp_path / "memory"
    inspected(site, memory)
    assert sorted(looked_at) == sorted(SITE)
    looked_at.clear()
    write_built(site, {"about/index.html": page("About", "/")})
    inspected(site, memory)
    inspected(site, memory)
    assert looked_at == ["about/index.html"]


def test_a_search_index_that_changes_does_not_ask_for_a_look_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, memory = write_built(tmp_path / "site"), tmp_path / "memory"
    change(site, "pagefind/fragment/en_1.pf_fragment", fragment("/articles/bridge/"))
    inspected(site, memory)
    change(site, "pagefind/fragment/en_1.pf_fragment", None)
    change(site, "pagefind/fragment/en_2.pf_fragment", fragment("/articles/bridge/"))
    monkeypatch.setattr("newsdesk.publisher.verify.link_faults", lambda *_: pytest.fail("all links were looked at"))
    assert inspected(site, memory).problems == ()


@pytest.mark.parametrize(
    "rules",
    [Rules("https://elsewhere.example", CLOCK), Rules(URL, CLOCK, allow_local=True)],
)
def test_other_rules_ask_for_a_new_look(tmp_path: Path, looked_at: list[str], rules: Rules) -> None:
    site, memory = write_built(tmp_path / "site"), tmp_path / "memory"
    inspected(site, memory)
    looked_at.clear()
    inspected(site, memory, rules)
    assert sorted(looked_at) == sorted(SITE)


def test_a_clock_that_is_set_back_is_noticed_without_a_new_look(tmp_path: Path, looked_at: list[str]) -> None:
    site, memory = write_built(tmp_path / "site"), tmp_path / "memory"
    inspected(site, memory)
    looked_at.clear()
    early = inspected(site, memory, Rules(URL, CLOCK.replace(day=12)))
    assert {problem.rule for problem in early.problems} == {"future"}
    assert looked_at == []


def cut_in_half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite_the_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[5000:] = os.urandom(len(content) - 5000)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "damage",
    [cut_in_half, overwrite_the_middle, lambda path: path.write_text("no database"), lambda path: path.unlink()],
)
def test_a_lost_or_damaged_memory_costs_only_time(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    site, memory = write_built(tmp_path / "site"), tmp_path / "memory"
    inspected(site, memory)
    damage(memory)
    write_built(site, {"about/index.html": page("About", "/none/")})
    assert inspected(site, memory) == inspected(site, None)
    assert inspected(site, memory) == inspected(site, None)


def test_where_nothing_can_be_remembered_it_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert inspected(write_built(tmp_path / "site"), tmp_path / "file" / "memory").problems == ()


def test_files_that_are_as_they_were_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, memory, read = write_built(tmp_path / "site"), tmp_path / "memory", list[str]()
    for path in site.rglob("*"):
        os.utime(path, (1_540_000_000,) * 2)
    whole = manifest_of(site)
    with remembering(memory) as remembered:
        manifest_of(site, remembered.digests)
    open_plain = manifests.open_plain

    def noted(path: str | Path) -> object:
        read.append(str(path))
        return open_plain(path)

    monkeypatch.setattr(manifests, "open_plain", noted)
    with remembering(memory) as remembered:
        assert manifest_of(site, remembered.digests) == whole
        assert read == []
        (site / "index.html").write_text(page("Gnome"))  # as long as before, a second later
        os.utime(site / "index.html", (1_540_000_001,) * 2)
        (site / "feed.xml").replace(site / "rss.xml")
        (site / "feed.xml").write_text(FEED)
        found = manifest_of(site, remembered.digests)
    monkeypatch.undo()
    assert sorted(Path(path).name for path in read) == ["feed.xml", "index.html"]
    assert found == manifest_of(site)


def test_a_file_as_young_as_the_look_at_it_is_read_again(tmp_path: Path) -> None:
    path, digests = tmp_path / "a", Digests()
    path.write_text("x")
    state = path.stat()
    os.utime(path, ns=(state.st_mtime_ns + 10 * YOUNG,) * 2)
    digests.keep(path.stat(), "0")
    assert digests.find(path.stat()) is None
    os.utime(path, (1_540_000_000,) * 2)
    digests.keep(path.stat(), "0")
    assert digests.find(path.stat()) == "0"


def test_a_release_costs_what_changed_and_shares_the_rest(tmp_path: Path) -> None:
    with remembering(tmp_path / "memory") as memory:
        target = DirectoryTarget(tmp_path / "live", digests=memory.digests)
        for number in range(3):
            site = write_built(tmp_path / str(number), {"note.txt": str(number)})
            publish(site, target, site_url=URL, clock=CLOCK, environ={}, memory=memory)
    places = list((tmp_path / "live" / "releases").iterdir())
    inodes = {name: {(place / name).stat().st_ino for place in places} for name in contents(places[0])}
    assert {name for name, found in inodes.items() if len(found) > 1} == {"note.txt"}
    assert {(place / "note.txt").read_text() for place in places} == {"0", "1", "2"}


def test_a_live_file_that_somebody_edited_is_shared_no_further(tmp_path: Path) -> None:
    target = DirectoryTarget(tmp_path / "live")
    first = write_built(tmp_path / "first", {"note.txt": "1"})
    publish(first, target, site_url=URL, clock=CLOCK, environ={})
    (target.current / "index.html").chmod(0o644)
    (target.current / "index.html").write_text("by hand")
    second = write_built(tmp_path / "second", {"note.txt": "2"})
    publish(second, target, site_url=URL, clock=CLOCK, environ={})
    assert contents(target.current) == contents(second)


@pytest.mark.parametrize("meddled", [False, True])
def test_a_release_that_had_its_day_is_made_use_of_and_nothing_of_it_is_left(tmp_path: Path, meddled: bool) -> None:
    target, inodes = DirectoryTarget(tmp_path / "live", keep=2), set[int]()
    for number in range(6):
        site = write_built(tmp_path / str(number), files_that_come_and_go(number))
        for spare in (tmp_path / "live" / "releases").glob(".spare-*"):
            inodes.add(spare.stat().st_ino)
            if meddled:
                (spare / "index.html").unlink()
                (spare / "index.html").write_text("by hand")
                (spare / "404.html").chmod(0o666)
                (spare / "feed.xml").unlink()
                shutil.rmtree(spare / "topics")
                (spare / "articles" / "passwd").symlink_to("/etc/passwd")
                (spare / "articles" / "bridge" / "added").mkdir()
        publish(site, target, site_url=URL, clock=CLOCK, environ={}, force="files come and go")
        assert contents(target.current) == contents(site)
        assert inodes <= {target.current.resolve().stat().st_ino} or number < 3
        inodes.clear()
        assert target.is_tidy()
        assert len(target.present()) <= 2
    assert len(list((tmp_path / "live" / "releases").iterdir())) == 3


def files_that_come_and_go(number: int) -> dict[str, str | bytes | None]:
    changes = "changes" if number % 2 else "changes/log.txt"
    return {f"old{number}/deep/{number}.txt": "x", "note.txt": str(number), changes: "a file, or a folder"}


def test_a_spare_release_of_which_nothing_is_known_is_removed(tmp_path: Path) -> None:
    target = DirectoryTarget(tmp_path / "live")
    spare = tmp_path / "live" / "releases" / ".spare-0123456789ab"
    write_built(spare, {"strange.txt": "x"})
    site = write_built(tmp_path / "site")
    publish(site, target, site_url=URL, clock=CLOCK, environ={})
    assert contents(target.current) == contents(site)
    assert not spare.exists()


@pytest.mark.parametrize("where", ["spare", "live"])
def test_a_link_in_a_release_leads_nobody_out_of_it(tmp_path: Path, where: str) -> None:
    target, outside = DirectoryTarget(tmp_path / "live", keep=2), write_built(tmp_path / "outside")
    for number in range(3):
        site = write_built(tmp_path / str(number), {"note.txt": str(number)})
        publish(site, target, site_url=URL, clock=CLOCK, environ={})
    (spare,) = (tmp_path / "live" / "releases").glob(".spare-*")
    place = spare if where == "spare" else target.current.resolve()
    shutil.rmtree(place / "articles")
    (place / "articles").symlink_to(outside / "articles")
    if where == "live":
        shutil.rmtree(spare)
    before = traces(outside)
    new = write_built(tmp_path / "new", {"articles/bridge/index.html": page("Bridge, later"), "note.txt": "new"})
    publish(new, target, site_url=URL, clock=CLOCK, environ={})
    assert contents(target.current) == contents(new)
    assert traces(outside) == before
