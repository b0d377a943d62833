"""Many documents at once, again, and alike: what is done is not done again, and nothing an editor touched is lost."""

from __future__ import annotations

import io
import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from newsdesk.importer import batch
from newsdesk.importer.batch import Answer, prepare_all
from newsdesk.importer.command import Job, run
from newsdesk.importer.duplicates import Stories, likeness, runs_of
from newsdesk.importer.importing import Document
from newsdesk.importer.settling import Asked
from newsdesk.importer.sources.found import Found

from tests.sites import contents

WORDS = [
    f"{first}{last}" for first in ("har", "bri", "tun", "mar", "gar", "lan") for last in ("bour", "dge", "nel", "ket")
]


def story(number: int, *, tail: str = "") -> str:
    """A little story of made-up words that shares few of their runs with any other."""
    chosen = random.Random(number)
    lines = [f"The {' '.join(chosen.choices(WORDS, k=14))} was seen by the harbour office." for _ in range(8)]
    return f"A ferry opens as number {number}\n\nBy Ben Sample\n\n" + "\n\n".join(lines) + f"\n\n{tail}"


@dataclass
class Inbox:
    """A project folder, and imports into it."""

    folder: Path

    @property
    def content(self) -> Path:
        return self.folder / "content"

    def put(self, name: str, text: str) -> str:
        path = self.folder / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return str(path)

    def run(self, *names: str, job: Job | None = None, **asked: bool) -> tuple[int, dict[str, dict[str, object]]]:
        """The exit code, and what became of each document by its file's name."""
        out = io.StringIO()
        job = job or Job(names or (str(self.folder / "inbox"),), workers=2)
        wish = Asked(topic="ferries", year=2023, **asked)
        code = run(job, wish, content=self.content, cache=self.folder / "cache", json=True, out=out)
        documents = json.loads(out.getvalue())["documents"]
        return code, {Path(str(document["name"])).name: document for document in documents}

    def outcomes(self, *names: str, **asked: bool) -> dict[str, object]:
        return {name: document["outcome"] for name, document in self.run(*names, **asked)[1].items()}


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    return Inbox(tmp_path)


# --- Many ---
def test_one_bad_file_never_stops_the_rest_and_is_told(inbox: Inbox) -> None:
    for number in range(8):
        inbox.put(f"{number}.txt", story(number))
    inbox.put("4.txt", "")
    code, became = inbox.run()
    assert code == 1
    assert [document["outcome"] for document in became.values()] == ["draft"] * 4 + ["failure"] + ["draft"] * 3
    assert "empty" in str(became["4.txt"]["reason"])
    assert len(list(inbox.content.glob("articles/*/*.md"))) == 7


def test_workers_and_one_process_write_the_same(tmp_path: Path) -> None:
    trees = []
    for workers in (1, 2):
        inbox = Inbox(tmp_path / str(workers))
        for number in range(10):
            inbox.put(f"{number}.txt", story(number))
        inbox.run(job=Job((str(inbox.folder / "inbox"),), workers=workers))
        trees.append(contents(inbox.content))
    assert trees[0] == trees[1]
    assert len(trees[0]) >= 10


def _die_or_read(document: Document, published: object = None) -> Answer:
    if document.data == b"die":
        os.kill(os.getpid(), signal.SIGKILL)
    return document.name


def test_a_worker_that_dies_takes_only_its_document_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "prepare_one", _die_or_read)
    names = [str(number) for number in range(12)]
    found = [Found(name, Document(name, b"die" if name in "37" else b"x")) for name in names]
    answers = {item.name: answer for item, answer in prepare_all(found, workers=2)}
    assert list(answers) == names
    assert {name for name, answer in answers.items() if "died" in str(answer)} == {"3", "7"}


def test_what_was_done_is_not_done_again(inbox: Inbox) -> None:
    names = [inbox.put(f"{number}.txt", story(number)) for number in range(3)]
    assert set(inbox.outcomes().values()) == {"draft"}
    os.utime(names[0])  # touched, but the same
    inbox.put("3.txt", story(3))
    assert inbox.outcomes() == {"0.txt": "unchanged", "1.txt": "unchanged", "2.txt": "unchanged", "3.txt": "draft"}


def test_a_deleted_draft_comes_back_only_if_its_file_is_named(inbox: Inbox) -> None:
    name = inbox.put("0.txt", story(0))
    inbox.run()
    (draft,) = inbox.content.glob("articles/*/*.md")
    draft.unlink()
    assert inbox.outcomes() == {"0.txt": "unchanged"}
    assert inbox.outcomes(name) == {"0.txt": "draft"}
    assert draft.exists()


@pytest.mark.parametrize("damage", ["deleted", "damaged"])
def test_without_its_memory_an_import_overwrites_nothing(inbox: Inbox, damage: str) -> None:
    inbox.put("0.txt", story(0))
    inbox.run()
    before = contents(inbox.content)
    for file in (inbox.folder / "cache").iterdir():
        file.write_bytes(b"no database" * 999) if damage == "damaged" else file.unlink()
    assert inbox.outcomes() == {"0.txt": "draft"}  # the very same draft counts as written
    assert contents(inbox.content) == before


def test_a_run_that_was_killed_goes_on_and_ends_the_same(tmp_path: Path) -> None:
    whole, cut = Inbox(tmp_path / "whole"), Inbox(tmp_path / "cut")
    for number in range(40):
        whole.put(f"{number:02}.txt", story(number))
        cut.put(f"{number:02}.txt", story(number))
    whole.run()
    program = (
        "import sys; from pathlib import Path; from tests.unit.test_importer_many import Inbox;"
        "Inbox(Path(sys.argv[1])).run()"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(cut.folder)], start_new_session=True)
    for _ in range(2000):
        if process.poll() is not None or len(list(cut.content.glob("articles/*/*.md"))) >= 5:
            break
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    done = len(list(cut.content.glob("articles/*/*.md")))
    assert done >= 5
    became = cut.outcomes()
    assert list(became.values()).count("unchanged") >= done - 1
    assert {path: data for path, data in contents(cut.content).items() if ".import-" not in path} == contents(
        whole.content
    )


# --- Alike ---
def test_likeness_is_of_words_not_of_marks() -> None:
    one = runs_of("---\ntitle: x\n---\n\nThe ferry [sails again](said:ada?) on Monday, she said.\n")
    assert likeness(one, runs_of("The ferry sails again on Monday, she said.")) == 1
    assert likeness(one, runs_of("The bridge is closed until further notice.")) == 0
    assert likeness(runs_of(""), runs_of("")) == 0


def test_a_story_in_two_outlets_is_told_with_its_likeness_and_path(inbox: Inbox) -> None:
    inbox.put("a.txt", story(0))
    inbox.put(
        "b.txt",
        story(0)
        .replace("A ferry opens as number 0", "Ferry number 0: now open")
        .replace("harbour office", "port office", 2),
    )
    inbox.put("c.txt", story(1))
    code, became = inbox.run()
    assert code == 0
    assert [document["outcome"] for document in became.values()] == ["draft", "duplicate", "draft"]
    assert became["b.txt"]["path"] == "content/articles/2023/a-ferry-opens-as-number-0.md"
    assert 80 <= int(str(became["b.txt"]["likeness"])) < 100
    assert inbox.outcomes()["b.txt"] == "unchanged"


def test_a_single_duplicate_is_refused_and_force_overrules(inbox: Inbox) -> None:
    first = inbox.put("a.txt", story(0))
    again = inbox.put("b.txt", story(0).replace("A ferry opens as number 0", "Ferry number 0: now open"))
    assert inbox.run(first)[0] == 0
    code, became = inbox.run(again)
    assert (code, became["b.txt"]["likeness"]) == (3, 100)
    assert inbox.outcomes(again, force=True) == {"b.txt": "draft"}


def test_another_story_with_the_same_headline_gets_a_number(inbox: Inbox) -> None:
    inbox.put("a.txt", story(0))
    inbox.put("b.txt", story(1).replace("number 1", "number 0"))
    assert set(inbox.outcomes().values()) == {"draft"}
    names = sorted(path.name for path in inbox.content.glob("articles/*/*.md"))
    assert names == ["a-ferry-opens-as-number-0-2.md", "a-ferry-opens-as-number-0.md"]


def test_the_index_follows_the_files(tmp_path: Path) -> None:
    content = tmp_path / "content"
    file = content / "articles" / "2023" / "a.md"
    file.parent.mkdir(parents=True)
    file.write_text(story(0))
    stories = Stories(tmp_path, content)
    stories.follow()
    assert stories.find_like(story(0)) is not None
    file.write_text(story(1))
    stories.follow()
    found = stories.find_like(story(1))
    assert stories.find_like(story(0)) is None
    assert (found.path, found.percent) == ("articles/2023/a.md", 100) if found else False
    file.unlink()
    stories.follow()
    assert stories.find_like(story(1)) is None


# --- Again ---
def test_a_changed_source_offers_a_diff_and_update_writes_it(inbox: Inbox) -> None:
    name = inbox.put("a.txt", story(0))
    inbox.run()
    (draft,) = inbox.content.glob("articles/*/*.md")
    before = draft.read_text()
    inbox.put("a.txt", story(0, tail="A last line was added to the story of the ferry."))
    _, became = inbox.run(name)
    assert became["a.txt"]["outcome"] == "changed"
    assert "+A last line was added" in str(became["a.txt"]["diff"])
    assert "--update" in str(became["a.txt"]["reason"])
    assert draft.read_text() == before
    assert inbox.outcomes(name, update=True) == {"a.txt": "updated"}
    assert "A last line was added" in draft.read_text()
    assert inbox.outcomes(name) == {"a.txt": "unchanged"}


@pytest.mark.parametrize("asked", [{}, {"update": True}, {"force": True}])
def test_an_edited_draft_is_never_touched(inbox: Inbox, asked: dict[str, bool]) -> None:
    name = inbox.put("a.txt", story(0))
    inbox.run()
    (draft,) = inbox.content.glob("articles/*/*.md")
    draft.write_text(draft.read_text().replace("status: draft", "status: published"))
    mine = contents(inbox.content)
    inbox.put("a.txt", story(0, tail="A last line was added to the story of the ferry."))
    _, became = inbox.run(name, **asked)
    assert became["a.txt"]["outcome"] == "changed"
    assert "edited since" in str(became["a.txt"]["reason"])
    assert contents(inbox.content) == mine


# --- Feeds ---
def feed_of(inbox: Inbox, summary: str, words: str = "A teaser.") -> Job:
    """A feed with one whole story and one of these words; neither has an address to fetch."""
    whole = "".join(f"<p>{line}</p>" for line in story(7).split("\n\n")[2:])
    items = [
        {"id": "1", "title": "A ferry opens", "date_published": "2023-05-01T08:00:00Z", "content_html": whole},
        {"id": "2", "title": "A pier opens", "date_published": "2023-05-02T08:00:00Z", "summary": summary,
         "content_html": words},
    ]  # fmt: skip
    text = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Harbour Weekly", "items": items})
    return Job(feeds=(inbox.put("feed.json", text),), workers=1)


def test_an_entry_that_failed_is_tried_again_only_if_something_is_new(inbox: Inbox) -> None:
    job = feed_of(inbox, "It opens.")
    code, became = inbox.run(job=job)
    assert code == 1
    assert became["feed.json#2"]["outcome"] == "failure"
    code, became = inbox.run(job=job)
    assert code == 0
    assert [document["outcome"] for document in became.values()] == ["unchanged"]
    assert "only a teaser" in str(became["feed.json#2"]["reason"])
    assert inbox.run(job=feed_of(inbox, "It opens in May."))[1]["feed.json#2"]["outcome"] == "failure"
    assert inbox.run(job=job, force=True)[1]["feed.json#2"]["outcome"] == "failure"


def test_an_entry_that_failed_takes_nobodys_place(inbox: Inbox) -> None:
    job = feed_of(inbox, "It opens.")
    one = Job(feeds=job.feeds, workers=1, limit=1)
    assert inbox.run(job=one)[1]["feed.json#2"]["outcome"] == "failure"
    became = inbox.run(job=one)[1]
    assert {name: document["outcome"] for name, document in became.items()} == {
        "feed.json#2": "unchanged",
        "feed.json#1": "draft",
    }


def test_an_entry_whose_draft_was_deleted_comes_back_only_with_force(inbox: Inbox) -> None:
    job = feed_of(inbox, "It opens.", "".join(f"<p>{line}</p>" for line in story(8).split("\n\n")[2:]))
    inbox.run(job=job)
    written = contents(inbox.content)
    gone = inbox.content / "articles/2023/a-ferry-opens.md"
    gone.unlink()
    assert inbox.run(job=job)[1] == {}
    became = inbox.run(job=job, force=True)[1]
    assert {name: document["outcome"] for name, document in became.items()} == {
        "feed.json#2": "unchanged",
        "feed.json#1": "draft",
    }
    assert contents(inbox.content) == written
    newest = Job(feeds=job.feeds, workers=1, limit=1)
    assert list(inbox.run(job=newest, force=True)[1]) == ["feed.json#2"]


def test_force_never_writes_over_what_came_of_an_entry(inbox: Inbox) -> None:
    lines = [f"<p>{line}</p>" for line in story(8).split("\n\n")[2:]]
    inbox.run(job=feed_of(inbox, "It opens.", "".join(lines)))
    edited = inbox.content / "articles/2023/a-pier-opens.md"
    edited.write_text(edited.read_text("utf-8").replace("status: draft", "status: published"), "utf-8")
    mine = contents(inbox.content)
    became = inbox.run(job=feed_of(inbox, "It opens.", "".join(lines[1:])), force=True)[1]
    assert became["feed.json#2"]["outcome"] == "changed"
    assert "edited since" in str(became["feed.json#2"]["reason"])
    assert contents(inbox.content) == mine


def test_an_entry_that_was_imported_and_fails_when_forced_is_told_once(inbox: Inbox) -> None:
    whole = "".join(f"<p>{line}</p>" for line in story(8).split("\n\n")[2:])
    inbox.run(job=feed_of(inbox, "It opens.", whole))
    teaser = feed_of(inbox, "It opens.")
    assert inbox.run(job=teaser, force=True)[1]["feed.json#2"]["outcome"] == "failure"
    assert inbox.run(job=teaser)[1] == {}


def test_an_entry_that_failed_comes_in_once_it_is_whole(inbox: Inbox) -> None:
    inbox.run(job=feed_of(inbox, "It opens."))
    whole = "".join(f"<p>{line}</p>" for line in story(8).split("\n\n")[2:])
    assert inbox.run(job=feed_of(inbox, "It opens.", whole))[1]["feed.json#2"]["outcome"] == "draft"
    assert inbox.run(job=feed_of(inbox, "It opens."))[1] == {}
