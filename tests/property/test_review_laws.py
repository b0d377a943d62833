"""Whatever is decided, in whatever order, changes the places decided and nothing else."""

from __future__ import annotations

import datetime as dt
import difflib
import os
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from newsdesk.importer.draft import Wishes
from newsdesk.importer.importing import Document, Options, import_document
from newsdesk.importer.speakers import Known
from newsdesk.model.digest import Article, Digest, Expert
from newsdesk.model.names import score
from newsdesk.review.deciding import Decision, UndecidableError, decide
from newsdesk.review.experts import overview
from newsdesk.review.merging import merge_experts
from newsdesk.review.proposals import OpenEvent, Proposal, find_proposals
from newsdesk.review.walk import Terminal, review
from newsdesk.source.dialect import Dialect
from newsdesk.source.reading import Context, read_article

DIALECT = Dialect()
CONTEXT = Context()
RUNS = settings(max_examples=40, suppress_health_check=list(HealthCheck))
SLUGS = st.sampled_from(["ada-novak", "bo", "ada", "cara-dorn-2"])
WORDS = st.lists(
    st.sampled_from(
        ["shut", "Ünïcode", "漢字", "😀", "[sic]", r"\]", "`code ]`", "*all*", "(so)", "“yes”", '"no"', "—", "1.",
         "#", "a&b", "![x](images/x.png)", "`said:ada?`", "\n", "don't"]
    ), min_size=1, max_size=6,
).map(" ".join).filter(
    lambda words: re.search(r"shut|漢|don't", words) and not re.search(r"^\s|\s$|\n *[#1!]", words)
)  # fmt: skip
TITLES = st.sampled_from(["", ' "to (reporters)"', " 'at \"noon\"'", ' "in Ünïcode"'])
LINKS = st.tuples(WORDS, st.sampled_from(["said", "expert"]), SLUGS, st.sampled_from(["?", "?", ""]), TITLES).map(
    lambda parts: f"[{parts[0]}]({parts[1]}:{parts[2]}{parts[3]}{parts[4]})"
)
PARAGRAPHS = st.lists(LINKS | st.sampled_from(["He said", "plain, text.", "\\[", "`[x](said:bo?)`"]), max_size=5).map(
    " and ".join
)
EVENTS = st.tuples(
    st.sampled_from(["", "  # likely .91: Ünïcode\n"]),
    st.sampled_from(
        [
            '  - date: 2031-05-09\n    title: "Shut # 漢"  # sure\n    proposed: true\n',
            "  - proposed: true\n    date: 2031\n    title: Cracks\n    level: entry\n",
            "  - {date: 2031-05, title: Flow, proposed: true}\n",
            "  - date: 2031~\n    title: Kept\n",
            (
                "  - title: Divers\n    proposed: true  # guessed\n    date: 2031\n"
                "    text: |\n      Two.\n\n      # Three.\n"
            ),
        ]
    ),
).map("".join)

CHOICES = st.tuples(st.integers(0, 20), st.sampled_from(["accept", "reject", "other"]), SLUGS)


@st.composite
def stories(draw: st.DrawFn) -> str:
    """A draft as an importer or a person may write it: proposals anywhere, either line end, with or without a BOM."""
    timeline = "".join(draw(st.lists(EVENTS, max_size=4)))
    front = "---\ntitle: The pier  # check\ndate: 2031-05-10\ntopic: harbour\n"
    front += f"timeline:\n{timeline}" if timeline else ""
    body = "\n\n".join(draw(st.lists(PARAGRAPHS, max_size=4)))
    text = f"{front}# the end\nstatus: draft\n---\n\n{body}\n"
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from(["", "\ufeff"])) + text


def found_in(text: str) -> tuple[Proposal, ...]:
    found = find_proposals(text, DIALECT)
    assert found is not None
    return found


def read(text: str) -> Article:
    reading = read_article("articles/2031/pier.md", text.encode(), CONTEXT)
    assert reading.part is not None, reading.problems
    return reading.part


def decision_for(proposal: Proposal, verb: str, slug: str) -> Decision:
    if verb == "other":
        return Decision("milestone") if isinstance(proposal, OpenEvent) else Decision("speaker", slug)
    return Decision("reject" if verb == "reject" else "accept")


def facts(article: Article) -> tuple[int, int, int, int]:
    """Open and accepted: references, then events."""
    references, events = article.body.references, article.timeline
    return (
        sum(r.proposed for r in references), sum(not r.proposed for r in references),
        sum(e.proposed for e in events), sum(not e.proposed for e in events),
    )  # fmt: skip


@given(
    stories(),
    st.lists(st.tuples(st.integers(0, 20), st.sampled_from(["accept", "reject", "other"]), SLUGS), max_size=5),
)
@RUNS
def test_any_sequence_of_decisions_is_counted_read_back_and_touches_nothing_else(
    text: str, choices: list[tuple[int, str, str]]
) -> None:
    plain = read(text).body.plain
    for number, verb, slug in choices:
        before, open_ones = facts(read(text)), found_in(text)
        if not open_ones:
            return
        proposal = open_ones[number % len(open_ones)]
        decision = decision_for(proposal, verb, slug)
        made = decide(text, proposal, decision, DIALECT)
        kept = 0 if decision.verb == "reject" else 1
        shift = (0, 0, -1, kept) if isinstance(proposal, OpenEvent) else (-1, kept, 0, 0)
        assert facts(read(made)) == tuple(a + b for a, b in zip(before, shift, strict=True))
        assert read(made).body.plain == plain
        assert len(found_in(made)) == len(open_ones) - 1
        check_elsewhere(text, made, proposal)
        text = made


def check_elsewhere(before: str, after: str, proposal: Proposal) -> None:
    """Lines other than those of the proposal are the same, with their ends."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, low, high, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if isinstance(proposal, OpenEvent):
            assert high <= old.index(next(line for line in old if line.startswith("# the end")))
        else:
            # A link's words may begin lines before its target.
            assert all(
                "[" in line or "](" in line or number < proposal.line for number, line in enumerate(old[low:high])
            )
            assert high - low == last - first
        assert all(line.endswith("\r\n") == old[0].endswith("\r\n") for line in new[first:last])


@given(st.text(max_size=200) | stories())
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_nothing_raises_on_any_text(text: str) -> None:
    for body in (text, f"---\ntimeline:\n- a\n- proposed: true\n---\n{text}", f"---\n{text}\n---\n[x](said:a?)"):
        for proposal in find_proposals(body, DIALECT) or ():
            for verb in ("accept", "reject", "other"):
                try:
                    decide(body, proposal, decision_for(proposal, verb, "bo"), DIALECT)
                except UndecidableError:
                    continue


@given(stories())
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
def test_merging_changes_the_slug_and_nothing_else(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    content = tmp_path_factory.mktemp("merge") / "content"
    for slug, name in (("ada-novak", "Ada Novak"), ("eve-other", "Eve Other")):
        (content / "experts").mkdir(parents=True, exist_ok=True)
        (content / f"experts/{slug}.md").write_text(f"---\nname: {name}\n---\n", "utf-8")
    story = content / "articles/2031/pier.md"
    story.parent.mkdir(parents=True)
    story.write_bytes(text.encode())
    merge_experts(content, "ada-novak", into="eve-other", write=True)
    assert story.read_bytes().decode() == re.sub(r"(?<=(?:said|pert):)ada-novak(?=[? )])", "eve-other", text)


# --- Drafts of the importer ------------------------------------------------------------------------------------------
FERRY = """Ferry returns to the north harbour

By Ben Sample

NORTH HARBOUR – “The ferry sails again on Monday,” harbour master Ada Example said on Tuesday.

“We waited [sic] for two years,” said Bo Lindqvist, a teacher. “It was too long.”

On May 1, 2023 the town council voted for the ferry. Ms Example told reporters that the pier had been mended.
"""


def drafted(text: str, day: dt.date) -> tuple[tuple[str, str], ...]:
    options = Options(published=day, wishes=Wishes("ferries", "", day.year), known=Known(topics=frozenset(["ferries"])))
    return import_document(Document("raw.txt", text.encode()), options).draft.files


def walk_through(content: Path, files: tuple[tuple[str, str], ...]) -> None:
    """Accept and reject in turn, leaving half-way once."""
    for path, text in files:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_bytes(text.encode())
    story = content / files[0][0]
    many = len(found_in(files[0][1]))
    assert many
    answers = iter([*("ar" * (many // 4)), "q", *("ra" * many)])
    terminal = Terminal(lambda _: next(answers), lambda _: None)
    first, second = review(content, "", terminal), review(content, story.stem, terminal)
    assert first.accepted + first.rejected + sum(count for _, count in first.left) == many
    assert (second.left, first.accepted + first.rejected + second.accepted + second.rejected) == ((), many)
    article = read_article(files[0][0], story.read_bytes(), CONTEXT).part
    before = read_article(files[0][0], files[0][1].encode(), CONTEXT).part
    assert article is not None
    assert before is not None
    assert facts(article)[0] == facts(article)[2] == 0
    assert facts(article)[1] + facts(article)[3] == first.accepted + second.accepted
    assert article.body.plain == before.body.plain


def test_a_draft_of_the_importer_is_reviewed_to_its_end(tmp_path: Path) -> None:
    walk_through(tmp_path / "content", drafted(FERRY, dt.date(2023, 5, 3)))


EXAMPLE = os.environ.get("NEWSDESK_EXAMPLE", "")


@pytest.mark.skipif(not EXAMPLE, reason="NEWSDESK_EXAMPLE names no raw article")
def test_a_draft_of_a_real_article_is_reviewed_to_its_end(tmp_path: Path) -> None:
    walk_through(tmp_path / "content", drafted(Path(EXAMPLE).read_text("utf-8"), dt.date(2018, 10, 13)))


# --- Suspicions ------------------------------------------------------------------------------------------------------
@given(st.lists(st.sampled_from(["Ada Novak", "Ada Nowak", "Bo Lind", "Nikolay Petrov", "Nikolai Petrov"]), max_size=5))
@RUNS
def test_suspicions_are_pairs_once_and_as_sure_as_their_names(names: list[str]) -> None:
    experts = tuple(Expert(f"e-{n}", f"experts/e-{n}.md", name) for n, name in enumerate(names))
    pairs = overview(Digest(experts=experts)).suspicions
    assert len({frozenset((pair.first, pair.second)) for pair in pairs}) == len(pairs)
    for pair in pairs:
        one, other = (names[int(slug[2:])] for slug in (pair.first, pair.second))
        assert pair.score == round(score(one, other), 2)
        assert pair.verdict == ("likely" if score(one, other) >= 0.80 else "ask")
