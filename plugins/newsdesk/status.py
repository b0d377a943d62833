"""Where things stand: what is published, scheduled and in draft, which proposals are open, what is live."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from newsdesk.model.digest import Article, Digest, Edition, Expert

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Standing:
    """One story that readers do not see yet: its file, headline, moment, and how many proposals are open in it."""

    path: str
    title: str
    date: str
    proposals: int = 0


@dataclass(frozen=True)
class Status:
    """`next_due` is when `publish` must run next for a scheduled story; times are ISO with their zone.

    `unpublished` are the files of experts and editions in draft; `drift` names files of the live site that are not as
    they were published; `held` is when a rollback put publishing on hold.
    """

    clock: str
    published: int
    topics: int
    experts: int
    editions: int
    scheduled: tuple[Standing, ...]
    drafts: tuple[Standing, ...]
    unpublished: tuple[str, ...]
    next_due: str | None
    problems: int
    release: str | None
    released: str | None
    drift: tuple[str, ...] = ()
    held: str | None = None

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    @property
    def summary(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        people = f"{self.experts} experts, {self.editions} editions"
        yield f"published  {self.published} stories, {self.topics} topics, {people}"
        yield f"scheduled  {len(self.scheduled)}{f', next due {self.next_due}' if self.next_due else ''}"
        yield from (f"             {story.date}  {story.path}" for story in self.scheduled[:_SHOWN])
        if len(self.scheduled) > _SHOWN:
            yield f"             … and {len(self.scheduled) - _SHOWN} more"
        open_ = sum(story.proposals for story in self.drafts)
        yield f"drafts     {len(self.drafts)}{f', with {open_} open proposals' if open_ else ''}"
        yield from (f"             {story.path}{_open(story)}" for story in self.drafts[:_SHOWN])
        if len(self.drafts) > _SHOWN:
            yield f"             … and {len(self.drafts) - _SHOWN} more"
        if self.unpublished:
            yield f"also draft {len(self.unpublished)} profiles and editions"
            yield from (f"             {path}" for path in self.unpublished[:_SHOWN])
            if len(self.unpublished) > _SHOWN:
                yield f"             … and {len(self.unpublished) - _SHOWN} more"
        if self.problems:
            yield f"faults     {self.problems}; ./desk check names them"
        yield f"live       {f'release {self.release}, published {self.released}' if self.release else 'nothing yet'}"
        if self.drift:
            yield f"drift      {len(self.drift)} files are not as they were published; ./desk publish mends them"
            yield from (f"             {fault}" for fault in self.drift[:_SHOWN])
        if self.held:
            yield f"on hold    since the rollback of {self.held}; ./desk resume lets the next publish go ahead"


def status(
    digest: Digest,
    clock: dt.datetime,
    *,
    problems: int = 0,
    release: str | None = None,
    released: str | None = None,
    drift: tuple[str, ...] = (),
    held: str | None = None,
) -> Status:
    """The standing of a digest at `clock` (with a zone); `release` and `released` are the live one's id and time."""
    drafts = [article for article in digest.articles if article.status == "draft"]
    waiting = sorted((a for a in digest.articles if a.status == "published" and a.date > clock), key=lambda a: a.date)
    parts: tuple[Expert | Edition, ...] = (*digest.experts, *digest.editions)
    return Status(
        clock=clock.isoformat(timespec="seconds"),
        published=len(digest.articles) - len(drafts) - len(waiting),
        topics=len(digest.topics),
        experts=sum(expert.status == "published" for expert in digest.experts),
        editions=sum(edition.status == "published" and edition.date <= clock.date() for edition in digest.editions),
        scheduled=tuple(_standing(article) for article in waiting),
        drafts=tuple(_standing(article) for article in drafts),
        unpublished=tuple(f"content/{part.path}" for part in parts if part.status == "draft"),
        next_due=waiting[0].date.isoformat(timespec="minutes") if waiting else None,
        problems=problems,
        release=release,
        released=released,
        drift=drift,
        held=held,
    )


def _standing(article: Article) -> Standing:
    # Every mark in the text is a reference, a proposed quotation too: with the events, these are all there are.
    proposals = sum(event.proposed for event in article.timeline)
    proposals += sum(reference.proposed for reference in article.body.references)
    return Standing(f"content/{article.path}", article.title, article.date.date().isoformat(), proposals)


def _open(story: Standing) -> str:
    return f"  ({story.proposals} open proposals)" if story.proposals else ""
