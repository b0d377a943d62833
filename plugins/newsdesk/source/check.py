"""What no single file can show: references between files, names that collide, proposals left in published stories.

Works on a digest, without building and without a clock. `check_tree` reads a content tree and says all there is to
say about it; `check` judges a digest that was read already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from newsdesk.model.digest import Article, Digest, Edition, Expert, Image, Topic
from newsdesk.model.problems import Place, Problem, did_you_mean
from newsdesk.model.slugs import is_slug
from newsdesk.source.addresses import guess_image
from newsdesk.source.bodies import check_bodies
from newsdesk.source.collisions import check_collisions
from newsdesk.source.locating import Locate, locate_in, nowhere
from newsdesk.source.tree import prefix_of, read_tree


def check_tree(content: Path, *, zone: ZoneInfo, base: str = "") -> tuple[Digest, tuple[Problem, ...]]:
    """The digest of a content tree and every problem in it, sorted by place. Raises OSError if the disk fails."""
    digest, problems = read_tree(content, zone=zone, base=base)
    found = check(digest, prefix=prefix_of(content), locate=locate_in(content), broken=_paths(problems, content))
    return digest, tuple(sorted({*problems, *found}))


def check(
    digest: Digest, *, prefix: str = "content/", locate: Locate = nowhere, broken: frozenset[str] = frozenset()
) -> tuple[Problem, ...]:
    """Every problem between the parts of a digest, sorted by place.

    `broken` are paths of files that could not be read: what refers to them is not called missing, since the file is
    there and is reported itself.
    """
    whole = _Whole(digest, locate, broken)
    problems = [
        *check_collisions(digest, locate),
        *check_bodies(digest, prefix, whole.is_broken),
        *(problem for article in digest.articles for problem in whole.check_article(article)),
        *(problem for topic in digest.topics for problem in whole.check_topic(topic)),
        *(problem for expert in digest.experts for problem in whole.check_expert(expert)),
        *(problem for edition in digest.editions for problem in whole.check_edition(edition)),
    ]
    return tuple(sorted(set(problems)))


class _Whole:
    """The digest that single parts are held against."""

    def __init__(self, digest: Digest, locate: Locate, broken: frozenset[str]) -> None:
        self._digest = digest
        self._locate = locate
        self._images = frozenset(digest.images)
        self._broken = {(path.split("/")[0], Path(path).stem) for path in broken}

    def is_broken(self, folder: str, slug: str) -> bool:
        """Whether the file of that name is there but could not be read."""
        return (folder, slug) in self._broken

    def check_article(self, article: Article) -> Iterator[Problem]:
        for number, slug in enumerate(article.topics):
            if slug not in self._digest.topic and not self.is_broken("topics", slug):
                place = self._either(article.path, "topic", f"topics[{number}]")
                yield _missing(place, "topic", slug, self._digest.topic)
        for number, event in enumerate(article.timeline):
            yield from self._check_people(article, number, event.people)
            if event.proposed and article.status == "published":
                remedy = "Accept it by deleting the line `proposed: true`, or delete the entry."
                place = self._locate(article.path, f"timeline[{number}].proposed")
                yield Problem(place, f'a published article holds the proposal "{event.title}"', remedy, "proposal")
        yield from self._check_image(article.path, "image", article.image)
        if article.status == "published" and not article.body.plain and not article.summary:
            remedy = "Write it, or set `status: draft`."
            yield Problem(
                self._locate(article.path, ""), "a published article has no text", remedy, "article", "warning"
            )

    def check_topic(self, topic: Topic) -> Iterator[Problem]:
        for number, slug in enumerate(topic.related):
            place = f"related[{number}]"
            if slug == topic.slug:
                yield Problem(
                    self._locate(topic.path, place), "a topic is related to itself", "Delete it.", "reference"
                )
            elif slug not in self._digest.topic and not self.is_broken("topics", slug):
                yield _missing(self._locate(topic.path, place), "topic", slug, self._digest.topic)

    def check_expert(self, expert: Expert) -> Iterator[Problem]:
        yield from self._check_image(expert.path, "photo", expert.photo)

    def check_edition(self, edition: Edition) -> Iterator[Problem]:
        seen: set[str] = set()
        for number, item in enumerate(edition.items):
            article = self._digest.article.get(item.article)
            key = f"items[{number}].article"
            if article is None:
                if not self.is_broken("articles", item.article):
                    yield _missing(self._locate(edition.path, key), "article", item.article, self._digest.article)
            elif article.status == "draft" and edition.status == "published":
                remedy = "Publish the article, or set `status: draft` here."
                fault = f'the article "{item.article}" is a draft and would be left out'
                yield Problem(self._locate(edition.path, key), fault, remedy, "reference")
            if item.article in seen:
                fault = f'the article "{item.article}" stands twice in the edition'
                yield Problem(self._locate(edition.path, key), fault, "Delete one.", "reference")
            seen.add(item.article)

    def _check_people(self, article: Article, number: int, people: tuple[str, ...]) -> Iterator[Problem]:
        for index, person in enumerate(people):
            if is_slug(person) and person not in self._digest.expert and not self.is_broken("experts", person):
                place = self._locate(article.path, f"timeline[{number}].people[{index}]")
                yield _missing(
                    place, "expert", person, self._digest.expert, "A person without a profile stands by name."
                )

    def _check_image(self, path: str, key: str, image: Image | None) -> Iterator[Problem]:
        if image and image.file not in self._images:
            place = self._locate(path, f"{key}.file")
            remedy = f"{guess_image(image.file, self._images)} Put the file there, or correct its name.".strip()
            yield Problem(place, f'there is no file "{image.file}"', remedy, "image")

    def _either(self, path: str, one: str, other: str) -> Place:
        place = self._locate(path, one)
        return place if place.line else self._locate(path, other)


def _missing(place: Place, what: str, slug: str, known: Iterable[str], hint: str = "") -> Problem:
    add = f"articles/<year>/{slug}.md" if what == "article" else f"{what}s/{slug}.md"
    near = did_you_mean(slug, known)
    remedy = " ".join(filter(None, (near, f"{'Otherwise add' if near else 'Add'} {add}.", hint)))
    return Problem(place, f'there is no {what} "{slug}"', remedy, "reference")


def _paths(problems: tuple[Problem, ...], content: Path) -> frozenset[str]:
    prefix = prefix_of(content)
    return frozenset(problem.place.path.removeprefix(prefix) for problem in problems if problem.level == "error")
