"""Where the pages and files beside a topic's page lie, and which of them a timeline can be taken away in."""

from __future__ import annotations

from newsdesk.model.digest import Topic
from newsdesk.model.site import Link, path_of
from newsdesk.model.words import say
from newsdesk.timelines.views import Download

CALENDAR, JSON, TIMELINEJS = "timeline.ics", "topic.json", "timelinejs.json"


def newest(topic: Topic) -> Link:
    """The timeline with the newest first."""
    return Link(f"{topic.url}newest/", say("Newest first"))


def embed(topic: Topic) -> str:
    """The page for frames on other sites."""
    return f"{topic.url}embed/"


def file_path(topic: Topic, name: str) -> str:
    """The path in the output of a file beside the topic's page."""
    return path_of(f"{topic.url}{name}")


def downloads(topic: Topic) -> tuple[Download, ...]:
    """The timeline as files for other programs."""
    return (
        Download(
            f"{topic.url}{CALENDAR}",
            say("Calendar"),
            say("events whose days are known, for calendars"),
            "text/calendar",
        ),
        Download(f"{topic.url}{JSON}", "JSON", say("everything, for programs"), "application/json"),
        Download(f"{topic.url}{TIMELINEJS}", "TimelineJS", say("for that library's slides"), "application/json"),
    )
