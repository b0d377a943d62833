"""A news-like corpus of any size, the same for the same size and seed, as content of ours.

Stories have 1 to 3 topics of very unequal size, 1 or 2 of fifty authors, 500 to 700 words with links, emphasis and
quotations, some of them by experts with a profile, and every third an event in a timeline. `read_neutral` takes the
neutral form of another bench instead (one JSON object a line: slug, title, date, topics, authors, tags, summary, body),
so that several generators can be measured on the same stories.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_SYLLABLES = [
    "al",
    "ar",
    "bel",
    "bo",
    "ca",
    "cor",
    "dan",
    "de",
    "dor",
    "el",
    "en",
    "fa",
    "fer",
    "gal",
    "ga",
    "hal",
    "is",
    "ka",
    "ker",
    "la",
    "len",
    "lo",
    "mar",
    "mi",
    "nor",
    "o",
    "pel",
    "ra",
    "ren",
    "ro",
    "sa",
    "sel",
    "ta",
    "tor",
    "u",
    "val",
    "ve",
    "vin",
    "wo",
    "ze",
]
_FIRST = [
    "Ada",
    "Bo",
    "Cleo",
    "Dag",
    "Eva",
    "Finn",
    "Gro",
    "Hal",
    "Ida",
    "Jon",
    "Kit",
    "Lea",
    "Max",
    "Nia",
    "Ole",
    "Pia",
    "Rolf",
    "Siv",
    "Tor",
    "Una",
]
EXPERTS = 40


@dataclass(frozen=True, slots=True)
class Story:
    slug: str
    title: str
    date: str
    topics: tuple[str, ...]
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    body: str


def make_stories(count: int, seed: int = 7) -> Iterator[Story]:
    """`count` stories over five years, oldest first."""
    chance = random.Random(f"{seed}/{count}")  # a corpus, not a secret
    words = make_words(chance, 2500)
    topics = _names(chance, words, max(5, count // 50))
    weights = [1 / rank for rank in range(1, len(topics) + 1)]
    authors = sorted({f"{chance.choice(_FIRST)} {chance.choice(words).title()}" for _ in range(50)})
    experts = expert_names()
    start = dt.datetime(2020, 1, 1, 6, tzinfo=dt.UTC)
    for number in range(count):
        title = _sentence(chance, words, 6, 11)[:-1]
        yield Story(
            slug=f"{_slug(title)[:60].rstrip('-')}-{number}",
            title=title,
            date=(start + dt.timedelta(minutes=number * 2_600_000 // count)).strftime("%Y-%m-%d %H:%M"),
            topics=tuple(dict.fromkeys(chance.choices(topics, weights, k=chance.randint(1, 3)))),
            authors=tuple(dict.fromkeys(chance.choices(authors, k=chance.choice((1, 1, 2))))),
            tags=tuple(dict.fromkeys(chance.choices(words[:300], k=3))),
            summary=_sentence(chance, words, 12, 22),
            body=_body(chance, words, experts),
        )


def make_words(chance: random.Random, count: int) -> list[str]:
    """So many made-up words, the commonest first if they are drawn by rank."""
    return ["".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 4))) for _ in range(count)]


def read_neutral(path: Path) -> Iterator[Story]:
    """Stories in the neutral form of another bench."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            story = json.loads(line)
            body = re.sub(r"\]\(/a/([a-z0-9-]+)/\)", r"](https://digest.example/\1)", story["body"])
            yield Story(
                slug=f"{_slug(story['slug'])[:60].rstrip('-')}-{story['id']}",
                title=story["title"],
                date=story["date"],
                topics=tuple(_slug(topic) for topic in story["topics"]),
                authors=tuple(story["authors"]),
                tags=tuple(story["tags"]),
                summary=story["summary"].replace("*", ""),
                body=body,
            )


def expert_names() -> tuple[str, ...]:
    """The people with profiles."""
    chance = random.Random("experts")
    names = (f"{chance.choice(_FIRST)} {''.join(chance.choices(_SYLLABLES, k=3)).title()}" for _ in range(EXPERTS * 3))
    return tuple(dict.fromkeys(names))[:EXPERTS]


def write_content(stories: Iterable[Story], content: Path) -> int:
    """Writes stories, and the profiles of topics and experts that they need; returns how many stories."""
    count, topics = 0, set()
    for story in stories:
        path = content / "articles" / story.date[:4] / f"{story.slug}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(story, event=count % 3 == 0), "utf-8")
        topics.update(story.topics)
        count += 1
    for topic in sorted(topics):
        name = topic.replace("-", " ").title()
        _write(
            content / "topics" / f"{topic}.md",
            f"---\nname: {json.dumps(name)}\nsummary: About {topic}.\n---\n\n{name}.\n",
        )
    for name in expert_names():
        profile = f"---\nname: {name}\nrole: observer\nstatus: published\n---\n\nKnows much.\n"
        _write(content / "experts" / f"{_slug(name)}.md", profile)
    return count


def article(story: Story, *, event: bool = False) -> str:
    """A story's file."""
    lines = [
        "---",
        f"title: {json.dumps(story.title, ensure_ascii=False)}",
        f"date: {story.date.replace(' ', 'T')}Z",  # a local time may not exist, or come twice
        f"topics: [{', '.join(story.topics)}]",
        f"authors: [{', '.join(story.authors)}]",
        f"summary: {json.dumps(story.summary, ensure_ascii=False)}",
        f"tags: {json.dumps(list(story.tags), ensure_ascii=False)}",
        *_source(story),
        *(_event(story) if event else ()),
        "status: published",
        "---",
    ]
    return "\n".join(lines) + f"\n\n{story.body}"


# Both follow from the slug, which an edit leaves alone: an edit of a title shall be one of the title.
def _source(story: Story) -> Iterator[str]:
    yield "source:"
    yield f"  name: Courier {len(story.slug) % 20}"


def _event(story: Story) -> Iterator[str]:
    yield "timeline:"
    yield f"  - date: {story.date[:7] if len(story.slug) % 2 else story.date[:10]}"
    yield f"    title: {json.dumps('Told: ' + story.slug.replace('-', ' ')[:50], ensure_ascii=False)}"
    if len(story.title) % 5 == 0:
        yield "    level: milestone"


def _body(chance: random.Random, words: list[str], experts: tuple[str, ...]) -> str:
    blocks: list[str] = []
    length, target = 0, chance.randint(480, 680)
    while length < target:
        text = " ".join(_sentence(chance, words, 9, 22) for _ in range(chance.randint(3, 6)))
        if chance.random() < 0.5:
            text += f" See [{chance.choice(words)}](https://example.com/{chance.randrange(10**6)})."
        if chance.random() < 0.3:
            name = chance.choice(experts)
            text += f' {name} [{_sentence(chance, words, 8, 14)[:-1].lower()}](said:{_slug(name)} "on the day").'
        length += len(text.split())
        blocks.append(text)
        if len(blocks) in (2, 6):
            speaker = chance.choice(experts)
            blocks.append(f"> {_sentence(chance, words, 15, 40)}\n>\n> — {speaker}, observer")
        if len(blocks) == 5:
            blocks.append(f"## {_sentence(chance, words, 3, 5)[:-1]}")
    return "\n\n".join(blocks) + "\n"


def _names(chance: random.Random, words: list[str], count: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names["-".join(chance.choices(words, k=chance.randint(1, 3)))] = None
    return list(names)


def _sentence(chance: random.Random, words: list[str], low: int, high: int) -> str:
    chosen = [chance.choice(words) for _ in range(chance.randint(low, high))]
    if chance.random() < 0.1:
        chosen[-1] = f"*{chosen[-1]}*"
    return " ".join(chosen).capitalize() + "."


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
