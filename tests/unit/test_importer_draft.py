"""From a document to files: the draft article, draft profiles, and what an editor is told."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from newsdesk.importer.__main__ import main
from newsdesk.importer.command import Job, run
from newsdesk.importer.draft import Wishes
from newsdesk.importer.importing import Document, Options, import_document
from newsdesk.importer.known import read_known, with_files
from newsdesk.importer.reading import Block, Note, Reading
from newsdesk.importer.register import Profile
from newsdesk.importer.settling import Asked
from newsdesk.importer.speakers import Known, Speakers, is_official
from newsdesk.importer.speech import in_words, mark_quotations
from newsdesk.importer.writing import write_drafts
from newsdesk.language.analysis import Analysis, FoundPerson, FoundQuotation, KnownEvent, Speech
from newsdesk.language.quotations.trust import LIKELY
from newsdesk.model.problems import UsageError
from newsdesk.model.slugs import slugify
from newsdesk.source.reading import Context, read_article, read_expert

TEXT = """Ferry returns to the north harbour

By Ben Sample

NORTH HARBOUR – “The ferry sails again on Monday,” harbour master Ada Example said on Tuesday.

The town had waited for two years, and it came down to the quay to see the boat leave for the other shore.
"""


def import_text(text: str = TEXT, **options: object) -> dict[str, str]:
    document = Document("ferry.txt", text.encode())
    options = {"published": date(2023, 5, 3), "wishes": Wishes("ferries", "Example Post", 2023)} | options
    options.setdefault("known", Known(topics=frozenset(["ferries"])))
    return dict(import_document(document, Options(**options)).draft.files)  # type: ignore[arg-type]


def test_a_draft_is_an_article_that_reads_back() -> None:
    files = import_text()
    path = "articles/2023/ferry-returns-to-the-north-harbour.md"
    article = read_article(path, files[path].encode(), Context()).part
    assert article is not None
    assert (article.title, article.status, article.dateline) == (
        "Ferry returns to the north harbour", "draft", "NORTH HARBOUR",
    )  # fmt: skip
    assert article.topics == ("ferries",)
    assert [byline.name for byline in article.authors] == ["Ben Sample"]
    assert article.source is not None
    assert article.source.name == "Example Post"


def test_background_gets_the_date_of_a_confirmed_entry_of_its_topic(tmp_path: Path) -> None:
    (tmp_path / "experts").mkdir()
    story = "---\ntitle: The quay\ndate: 2023-01-05\ntopic: ferries\ntimeline:\n"
    entries = "  - date: 2021-03\n    title: Storm broke the old quay wall\n"
    proposed = "  - date: 2019\n    title: Town came down to the quay\n    proposed: true\n"
    for slug, topic in (("quay", "ferries"), ("other", "trains")):
        path = tmp_path / "articles" / "2023" / f"{slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((story + entries + proposed + "---\n\nWords.\n").replace("ferries", topic))
    known = replace(read_known(tmp_path, "ferries"), topics=frozenset(["ferries"]))
    assert known.told == (KnownEvent("2021-03", "Storm broke the old quay wall"),)
    draft = import_text(TEXT + "\nThe storm that broke the quay wall had also sunk two boats.\n", known=known)
    article = read_article("articles/2023/x.md", next(iter(draft.values())).encode(), Context()).part
    assert article is not None
    assert "2021-03" in [event.date.text for event in article.timeline if event.proposed]


def test_words_of_a_named_speaker_are_proposed_in_place() -> None:
    files = import_text()
    article = read_article("articles/2023/x.md", next(iter(files.values())).encode(), Context()).part
    assert article is not None
    (quotation,) = article.body.quotations
    assert quotation.proposed
    assert quotation.speaker == "ada-example"
    assert "The ferry sails again on Monday" in quotation.words
    assert "[" not in article.body.plain


def by_ada(start: int, end: int, speech: Speech, **more: Any) -> FoundQuotation:
    facts = {"speaker_name": "Ada Example", "speaker_kind": "person", "confidence": 0.73, "why": "“said”"} | more
    return FoundQuotation(start, end, speech, **facts)


def test_a_new_speaker_gets_a_draft_profile() -> None:
    files = import_text()
    expert = read_expert("experts/ada-example.md", files["experts/ada-example.md"].encode(), Context()).part
    assert expert is not None
    assert (expert.name, expert.status) == ("Ada Example", "draft")


def test_a_known_speaker_is_proposed_and_gets_no_second_profile() -> None:
    known = Known((Profile("ada-example", ("Ada Example",)),), frozenset(["ferries"]))
    files = import_text(known=known)
    assert list(files) == ["articles/2023/ferry-returns-to-the-north-harbour.md"]
    assert "said:ada-example?" in next(iter(files.values()))


def test_without_a_date_the_draft_says_so() -> None:
    text = next(iter(import_text(published=None).values()))
    assert "\ndate:" not in text
    assert "no publication date is in the text" in text


def test_a_missing_topic_is_noted_with_what_there_is() -> None:
    options = Options(date(2023, 5, 3), Wishes(), Known(topics=frozenset(["ferries"])))
    notes = import_document(Document("f", TEXT.encode()), options).draft.notes
    assert any("no topic was given" in note.what and "ferries" in note.what for note in notes)


def test_links_within_the_words_give_way_to_the_mark() -> None:
    plain = "Ada Example said the ferry is blue [really]."
    block = Block("paragraph", plain, "Ada Example said the [ferry](https://example.org/f) is *blue* \\[really\\].")
    at = plain.index("the ferry")
    found = by_ada(at, len(plain) - 1, "indirect", venue='to the "Post"')
    analysis = Analysis("en", (found,), (FoundPerson("Ada Example"),))
    notes: list[Note] = []
    text = mark_quotations([block], Reading(blocks=(block,)), analysis, Speakers(analysis, Known()), notes)
    mark = '[the ferry is *blue* \\[really\\]](said:ada-example? "to the Post")<!-- 0.73: “said” -->'
    assert text == f"Ada Example said {mark}."


def test_a_quotation_over_two_paragraphs_becomes_two_marks() -> None:
    blocks = [Block("paragraph", words, words) for words in ("“It sails.", "It is blue.”")]
    reading = Reading(blocks=tuple(blocks))
    found = by_ada(0, len(reading.body), "direct")
    analysis = Analysis("en", (found,), ())
    text = mark_quotations(blocks, reading, analysis, Speakers(analysis, Known()), [])
    why = "<!-- 0.73: “said” -->"
    assert text == f"[“It sails.](said:ada-example?){why}\n\n[It is blue.”](said:ada-example?){why}"


def test_what_is_likelier_wrong_than_right_is_noted_and_not_marked() -> None:
    plain = "It sails, the official said."
    block = Block("paragraph", plain, plain)
    found = by_ada(0, 8, "indirect", confidence=LIKELY - 0.01)
    speakers = Speakers(Analysis("en", (found,), ()), Known())
    notes: list[Note] = []
    assert mark_quotations([block], Reading(blocks=(block,)), Analysis("en", (found,), ()), speakers, notes) == plain
    assert speakers.profiles() == []
    assert str(notes[0]) == "unsure: perhaps words of Ada Example, not marked (0.59: “said”): It sails"


def test_a_ministry_gets_no_profile() -> None:
    found = replace(by_ada(0, 8, "indirect"), speaker_name="Ferry Board", speaker_kind="collective")
    speakers = Speakers(Analysis("en", (found,), ()), Known())
    assert (speakers.quotations, speakers.profiles()) == ((), [])


def test_a_reason_cannot_end_its_comment() -> None:
    assert in_words(by_ada(0, 8, "indirect", why="“a-->b”--")) == "0.73: “a  b”"


def test_of_many_people_the_likest_is_known_and_the_latest_count_too() -> None:
    def profile(name: str) -> tuple[str, str]:
        return f"experts/{slugify(name)}.md", f"---\nname: {name}\n---\n"

    known = with_files(Known(), [profile(f"{chr(97 + n % 26) * 3} {n} Roe") for n in range(250)])
    known = with_files(known, [profile("Ada Exemple"), profile("Otto Normal")])
    speakers = Speakers(Analysis("en", (by_ada(0, 8, "indirect"),), ()), known)
    assert speakers.slug_of("Ada Example") == "ada-exemple"
    found = known.likest(FoundPerson("Ccc 2 Roe"))
    assert found
    assert found[1].slug == "ccc-2-roe"
    assert known.likest(FoundPerson("Nikolay Petrov")) is None


def test_who_may_be_known_is_asked_where_the_editor_looks() -> None:
    known = Known((Profile("bea-example", ("Example",)),))
    profiles = dict(Speakers(Analysis("en", (by_ada(0, 8, "indirect"),), ()), known).profiles())
    assert "the same as bea-example (likeness 0.74)?" in profiles["experts/ada-example.md"]


@pytest.mark.parametrize(
    ("role", "official"),
    [("press secretary", True), ("prime minister", True), ("political scientist", False), ("former minister", False),
     ("president of a bank", False), ("", False)],
)  # fmt: skip
def test_a_state_office_makes_an_official(role: str, official: bool) -> None:
    assert is_official(FoundPerson("Ada Example", role=role)) is official


def test_nothing_is_ever_overwritten(tmp_path: Path) -> None:
    result = import_document(Document("f", TEXT.encode()), Options(date(2023, 5, 3), Wishes("ferries")))
    profile = tmp_path / "experts" / "ada-example.md"
    profile.parent.mkdir()
    profile.write_text("mine")
    with pytest.raises(UsageError, match=r"ada-example.md: is there already; nothing was written"):
        write_drafts(result, tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["ada-example.md"]
    assert profile.read_text() == "mine"


def test_a_dangling_link_counts_as_taken(tmp_path: Path) -> None:
    result = import_document(Document("f", TEXT.encode()), Options(date(2023, 5, 3), Wishes("ferries")))
    (tmp_path / "experts").mkdir()
    (tmp_path / "experts" / "ada-example.md").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError):
        write_drafts(result, tmp_path)
    assert not (tmp_path / "elsewhere").exists()


def test_the_command_tells_what_was_written_and_what_comes_next(tmp_path: Path) -> None:
    source, content, out = tmp_path / "ferry.txt", tmp_path / "content", io.StringIO()
    source.write_text(TEXT)
    asked = Asked(date(2023, 5, 3), "ferries")
    assert run(Job((str(source),)), asked, content=content, cache=tmp_path / "cache", out=out) == 0
    told = out.getvalue()
    assert "written: content/articles/2023/ferry-returns-to-the-north-harbour.md" in told
    assert "written: content/experts/ada-example.md" in told
    assert 'no topic "ferries"' in told
    assert "then ./desk check" in told


def test_one_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    good, bad, out = tmp_path / "a.txt", tmp_path / "missing.txt", io.StringIO()
    good.write_text(TEXT)
    job = Job((str(bad), str(good)))
    assert run(job, Asked(), content=tmp_path / "content", cache=tmp_path / "cache", out=out) == 1
    assert "missing.txt: not imported: cannot be read" in out.getvalue()
    assert "written:" in out.getvalue()
    assert "relative dates" in out.getvalue()


def test_the_machine_interface_prints_an_object_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = tmp_path / "a.txt"
    good.write_text(TEXT)
    assert main(["--json", "--published", "2023-05-03", str(good), str(tmp_path / "none")]) == 1
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert set(first) == {
        "path", "title", "authors", "date", "language", "place", "section", "source", "topics", "body", "markdown",
        "quotations", "events", "notes",
    }  # fmt: skip
    assert first["title"] == "Ferry returns to the north harbour"
    assert first["quotations"][0]["speaker"] == "Ada Example"
    assert set(second) == {"path", "error"}


def test_the_interface_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    main(["--json", str(tmp_path / "a.txt")])
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_slug_taken_in_another_year_is_refused(tmp_path: Path) -> None:
    (tmp_path / "content/articles/2018").mkdir(parents=True)
    (tmp_path / "content/articles/2018/ferry-returns-to-the-north-harbour.md").write_text("theirs")
    result = import_document(Document("x", TEXT.encode()), Options(None, Wishes("ferries")))
    with pytest.raises(
        UsageError, match=r"content/articles/2018/ferry-returns-to-the-north-harbour\.md: is there already"
    ):
        write_drafts(result, tmp_path / "content")
    assert [path.name for path in (tmp_path / "content").rglob("*.md")] == ["ferry-returns-to-the-north-harbour.md"]
