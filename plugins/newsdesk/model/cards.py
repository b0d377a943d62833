"""From a digest to the small cards that lists hold: stories, topics, people, quotations, and dates in words.

Pure functions. Whatever needs to be looked up is looked up by key in the digest's indexes, so that a card costs the
same in a digest of ten stories and of ten thousand. Addresses are root-relative without the site's prefix.

    story_card(article, digest).date.words → "13 October 2018"
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations
from urllib.parse import urlsplit

from newsdesk.model.digest import Article, Correction, Digest, Expert, Image, Quotation, Topic
from newsdesk.model.edtf import Edtf
from newsdesk.model.edtf_words import day_words, in_words
from newsdesk.model.hypertext import excerpt
from newsdesk.model.index import Index
from newsdesk.model.site import Feed, Link, Moment, PersonCard, QuotationCard, StoryCard, TopicCard
from newsdesk.model.words import in_a_row, say, spoken


# --- Dates ----------------------------------------------------------------------------------------------------------
def rfc3339(when: dt.datetime) -> str:
    """Date and time with its offset to the minute, as feeds and structured data want it (RFC 3339)."""
    text = when.isoformat(timespec="seconds")
    if len(text) != len("2018-10-12T14:30:00+03:00"):
        # Local mean times before standard time have odd seconds, which neither RFC 3339 nor HTML can write.
        minutes = (when.utcoffset() or dt.timedelta()) // dt.timedelta(minutes=1)
        zone = dt.timezone(dt.timedelta(minutes=minutes))
        text = when.replace(tzinfo=zone).isoformat(timespec="seconds")
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def moment(when: dt.datetime) -> Moment:
    """A story's date for a reader, in its own zone. Midnight is a date without a time: no false hour is told."""
    date = day(when.date())
    if not (when.hour or when.minute or when.second):
        return date
    return Moment(rfc3339(when), date.words)


def day(date: dt.date) -> Moment:
    return _day(date, spoken())


@lru_cache(maxsize=16384)
def _day(date: dt.date, catalogue: NullTranslations) -> Moment:  # remembered for each language
    return Moment(date.isoformat(), day_words(date.year, date.month, date.day))


def event_moment(date: Edtf) -> Moment:
    """An EDTF date for a reader. `iso` is a year, month or date that HTML's `datetime` can hold.

    It is empty for all else: intervals, seasons, quarters, decades, years outside 1–9999, and dates that are
    approximate or uncertain, since a machine would take the value without the "around" that stands beside it.
    """
    return _event_moment(date, spoken())


@lru_cache(maxsize=8192)
def _event_moment(date: Edtf, catalogue: NullTranslations) -> Moment:
    return Moment(_html_date(date), in_words(date))


def _html_date(date: Edtf) -> str:
    point = date.start
    if date.is_interval or point is None or point.mark or not 1 <= point.year <= 9999:
        return ""
    if point.precision not in ("year", "month", "day"):
        return ""
    parts = [f"{point.year:04}", *(f"{part:02}" for part in (point.month, point.day) if part)]
    return "-".join(parts)


def updated(article: Article) -> dt.datetime:
    """When the story last changed: its `modified` date or its latest correction, never before its own date."""
    moments = [article.date]
    if article.modified:
        moments.append(article.modified)
    moments += [dt.datetime.combine(c.date, dt.time(), tzinfo=article.date.tzinfo) for c in article.corrections]
    return max(moments)


def all_corrections(articles: Iterable[Article]) -> tuple[tuple[Correction, Article], ...]:
    """Every correction with its story, the latest first."""
    told = [(note, article) for article in articles for note in article.corrections]
    return tuple(sorted(told, key=lambda one: (one[0].date, one[1].date.timestamp(), one[1].slug), reverse=True))


def latest_change(articles: Iterable[Article]) -> str:
    """The last change of any of `articles` as RFC 3339, empty if there are none."""
    changes = [updated(article) for article in articles]
    return rfc3339(max(changes)) if changes else ""


# --- Links ----------------------------------------------------------------------------------------------------------
def front_page() -> Link:
    return Link("/", say("Home"))


def topics_list() -> Link:
    return Link("/topics/", say("Topics"))


def corrections_list() -> Link:
    return Link("/corrections/list/", say("Corrections"))


def find_topic_link(slug: str, digest: Digest) -> Link | None:
    """A link to the topic's page, or None if no file describes that topic (`check` refuses such a story)."""
    topic = digest.topic.get(slug)
    return Link(topic.url, topic.name) if topic else None


def topic_links(article: Article, digest: Digest) -> tuple[Link, ...]:
    return tuple(link for slug in article.topics if (link := find_topic_link(slug, digest)))


def find_kicker(article: Article, digest: Digest) -> Link | None:
    """The primary topic's link."""
    return find_topic_link(article.topics[0], digest) if article.topics else None


def find_source_link(article: Article) -> Link | None:
    """A link to the page of the story's source: what else came from there."""
    return Link(f"/sources/{article.source.slug}/", article.source.name) if article.source else None


def byline_links(article: Article) -> tuple[Link, ...]:
    return tuple(Link(f"/authors/{author.slug}/", author.name) for author in article.authors)


def find_web_link(url: str | None, text: str = "") -> Link | None:
    """A link out of the site, shown as `text` or its host; None for anything but http and https."""
    parts = _split(url or "")
    if parts is None:
        return None
    return Link(url or "", text or parts.removeprefix("www."))


def _split(url: str) -> str | None:
    """The host of an http or https address, else None; never raises, whatever the text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") and parts.hostname else None


def image_url(image: Image) -> str:
    return f"/{image.file}"


def feeds_beside(url: str, title: str) -> tuple[Feed, ...]:
    """The Atom and the JSON feed that lie beside the page at `url`."""
    return (Feed(f"{url}feed.xml", title), Feed(f"{url}feed.json", title, "application/feed+json"))


def description(article: Article) -> str:
    """A plain sentence or two for search engines: the standfirst, else how the text opens."""
    return excerpt(article.summary or article.body.plain)


# --- Cards ----------------------------------------------------------------------------------------------------------
def story_card(article: Article, digest: Digest) -> StoryCard:
    """The story as lists show it, its kicker the primary topic."""
    return StoryCard(
        url=article.url,
        headline=article.title,
        standfirst=article.summary,
        kicker=find_kicker(article, digest),
        date=moment(article.date),
        byline=byline_links(article),
        source=find_source_link(article),
        kind=article.kind,
        lang=article.lang,
        draft=article.status == "draft",
        corrected=bool(article.corrections),
    )


def story_cards(articles: Iterable[Article], digest: Digest) -> tuple[StoryCard, ...]:
    return tuple(story_card(article, digest) for article in articles)


def topic_card(topic: Topic, index: Index) -> TopicCard:
    """The topic as lists show it, with how many stories it has and when the latest appeared."""
    stories = index.by_topic[topic.slug]
    return TopicCard(topic.url, topic.name, topic.summary, len(stories), moment(stories[0].date) if stories else None)


def person_card(person: Expert | str, quotations: int = 0) -> PersonCard:
    """A person as lists show them: an expert with a profile, or a plain name without one."""
    if isinstance(person, str):
        return PersonCard("", person, quotations=quotations)
    return PersonCard(person.url, person.name, person.role or "", person.affiliation or "", person.kind, quotations)


def describe_expert(expert: Expert) -> str:
    """Who this is, in a line: role and affiliation, else how the biography opens."""
    office = ", ".join(part for part in (expert.role, expert.affiliation) if part)
    return f"{expert.name}: {office}" if office else excerpt(expert.body.plain)


# --- Quotations -----------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class Said:
    """A quotation with the story it stands in."""

    article: Article
    quotation: Quotation


def accepted(article: Article) -> tuple[Quotation, ...]:
    """The story's quotations without a machine's proposals, in the order of the text."""
    return tuple(quotation for quotation in article.body.quotations if not quotation.proposed)


def speaker_key(quotation: Quotation, digest: Digest) -> str:
    """What tells speakers apart: the slug of a profile that readers may see, else the name with a blank before it.

    No slug holds a blank, so that a plain name never falls together with a profile.
    """
    if quotation.speaker in digest.expert:
        return str(quotation.speaker)
    return f" {quotation.speaker_name}"


def said_in(articles: Iterable[Article], digest: Digest) -> tuple[Said, ...]:
    """Every accepted quotation of these stories (newest first) once, in their order and that of each text.

    The same words of the same speaker, told by several stories, are one quotation: it stands with the story that told
    it first.
    """
    said: dict[tuple[str, str], Said] = {}
    for article in articles:
        for quotation in accepted(article):
            key = (speaker_key(quotation, digest), " ".join(quotation.words.casefold().split()))
            known = said.get(key)
            if known is None or known.article is not article:
                # What an older story tells stands where that story stands.
                said.pop(key, None)
                said[key] = Said(article, quotation)
    return tuple(said.values())


def said_by(expert: Expert, digest: Digest) -> tuple[Said, ...]:
    """What `said_in` finds of an expert in all of the digest's stories."""
    return tuple(one for one in said_in(digest.articles, digest) if one.quotation.speaker == expert.slug)


def speaker_card(quotation: Quotation, digest: Digest, quotations: int = 0) -> PersonCard:
    """Who said it. Equal for quotations whose `speaker_key` is the same, and only for them."""
    return person_card(digest.expert.get(quotation.speaker or "") or quotation.speaker_name, quotations)


def quotation_card(said: Said, digest: Digest) -> QuotationCard:
    """A quotation as it is gathered, with a link to its sentence in the story."""
    article, quotation = said.article, said.quotation
    retractions = tuple(note for note in article.corrections if note.retraction)
    return QuotationCard(
        url=f"{article.url}#{quotation.anchor}",
        paragraphs=tuple(part for part in quotation.words.split("\n\n") if part.strip()),
        speech=quotation.speech,
        speaker=speaker_card(quotation, digest),
        attribution=quotation.attribution,
        context=quotation.context,
        date=moment(article.date),
        story=Link(article.url, article.title),
        source=find_source_link(article),
        topic=find_kicker(article, digest),
        lang=article.lang,
        anchor=quotation.anchor,
        corrected=day(max(note.date for note in retractions or article.corrections)) if article.corrections else None,
        retracted=bool(retractions),
        citation=citation(said, digest),
    )


def citation(said: Said, digest: Digest) -> str:
    """`Ada Example, quoted in “Harbour opens” by Bo Writer, The Gull, 10 May 2031`: all but site and address."""
    article, source = said.article, said.article.source
    writers = [author.name for author in article.authors] or [source.author if source and source.author else ""]
    parts = {
        "speaker": speaker_card(said.quotation, digest).name,
        "title": article.title,
        "writers": in_a_row(writers),
        "source": f", {source.name}" if source else "",
        "date": moment(article.date).words,
    }
    if said.quotation.speech == "indirect":
        if parts["writers"]:
            return say("%(speaker)s, reported in “%(title)s” by %(writers)s%(source)s, %(date)s", **parts)
        return say("%(speaker)s, reported in “%(title)s”%(source)s, %(date)s", **parts)
    if parts["writers"]:
        return say("%(speaker)s, quoted in “%(title)s” by %(writers)s%(source)s, %(date)s", **parts)
    return say("%(speaker)s, quoted in “%(title)s”%(source)s, %(date)s", **parts)
