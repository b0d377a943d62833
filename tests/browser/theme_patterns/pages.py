"""One page of every kind, full, and one bare: every list empty, every optional value absent."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.commentary.views import CommentaryView, ExpertsView, ExpertView, QuotationGroup, SaidView
from newsdesk.editions.views import EditionCard, EditionsView, EditionView, HomeView, Item
from newsdesk.model.site import Feed, Link, Moment, Page, StoryCard, page_at
from newsdesk.stories.views import (
    CorrectionsView,
    IndexView,
    MissingView,
    PlainView,
    SearchView,
    Shelf,
    StoriesView,
    StoryView,
)
from newsdesk.timelines.views import EmbedView, TimelineView, TopicsView, TopicView

from . import values as v

_HOME = Link("/", "Front page")
_DATA = '{"@context":"https://schema.org","@type":"NewsArticle","headline":"A \\u003c and \\u003e, escaped"}'
_DAY = Moment("2031-06-14", "14 June 2031")

EDITION = EditionView(
    title="The strait becomes a road",
    number=2,
    date=_DAY,
    letter=v.LETTER,
    items=(Item(v.LEAD, "The accounts follow in autumn."), Item(v.STORIES[1]), Item(v.STORIES[2], "Our own view.")),
    newer=None,
    older=Link("/editions/2031-06-07/", "Wind and water"),
)
STORY = StoryView(
    headline=v.LEAD.headline,
    standfirst=v.LEAD.standfirst,
    kicker=v.BRIDGE,
    section="Islands",
    kind="analysis",
    byline=(v.MARROW, v.VELDT),
    date=v.LEAD.date,
    modified=Moment("2031-06-15T09:30:00+02:00", "15 June 2031"),
    dateline="VESTERHOLM",
    lang=None,
    source=v.GAZETTE,
    original=Link("https://gazette.example/karsk", "Strait Gazette"),
    original_author="Jon Aker",
    original_date=Moment("2031-06-13", "13 June 2031"),
    image=v.PICTURE,
    corrections=v.CORRECTIONS,
    body=v.BODY,
    topics=(v.BRIDGE, v.FERRIES),
    tags=("bridges", "tolls"),
    people=(v.OKONEK, v.LINDAHL, v.HARBOUR_MASTER),
    events=v.TOLD,
    more=v.RELATED,
    minutes=4,
    newer=Link(v.STORIES[1].url, v.STORIES[1].headline),
    older=Link(v.STORIES[2].url, v.STORIES[2].headline),
    citation="Ilse Marrow and Tomas Veldt: “The strait becomes a road”",
    licence="CC BY-ND 4.0",
    translated=True,
)
BARE_STORY = StoryView(
    headline="A line and no more",
    standfirst="",
    kicker=None,
    section="",
    kind="news",
    byline=(),
    date=_DAY,
    modified=None,
    dateline="",
    lang="fa",
    source=None,
    original=None,
    original_author="",
    original_date=None,
    image=None,
    corrections=(),
    body="<p>متن کوتاه برای آزمایش جهت نوشتن.</p>",
    topics=(),
    tags=(),
    people=(),
    events=(),
    more=(),
    minutes=0,
)
TOPIC = TopicView(
    name=v.BRIDGE.text,
    summary=v.TOPICS[0].summary,
    background=v.BACKGROUND,
    span="2019–2031",
    milestones=(v.FIRST_PILE, v.OPENING),
    periods=v.PERIODS,
    entries=4,
    stories=v.STORIES[:3],
    people=(v.OKONEK, v.LINDAHL, v.BRANDT, v.HARBOUR_MASTER),
    quotations=v.WORDS[:3],
    related=v.TOPICS[1:],
    commentary=Link("/topics/karsk-bridge/commentary/", "All that has been said on the Karsk bridge"),
    strip=v.STRIP,
    newest=Link("/topics/karsk-bridge/newest/", "Newest first"),
    narrowings=v.NARROWINGS,
    additions=v.ADDITIONS,
    downloads=v.DOWNLOADS,
    embed="/topics/karsk-bridge/embed/",
    snippet=v.SNIPPET,
)
_WHOLE = Link("/topics/karsk-bridge/#timeline", "The whole timeline, oldest first")
TIMELINE = TimelineView(
    v.BRIDGE, "The Karsk bridge, newest first", "The whole timeline.", v.PERIODS[::-1], 4, "2019–2031", _WHOLE
)
BARE_TIMELINE = TimelineView(v.BRIDGE, "The Karsk bridge in Nowhere", "", (), 0, "", _WHOLE)
EMBED = EmbedView(v.BRIDGE, "How we got here", (v.FIRST_PILE, v.OPENING), 4)
BARE_TOPIC = TopicView("Herring quotas", "", "", "", (), (), 0, (), (), (), (), None)
EXPERT = ExpertView(
    name=v.OKONEK.name,
    kind="expert",
    role=v.OKONEK.role,
    affiliation=v.OKONEK.affiliation,
    biography=v.BIOGRAPHY,
    interests="Sat on the wind panel of the Karsk bridge, unpaid, 2023–2030.",
    spellings=("Wera Okonek", "V. Okonek"),
    links=(Link("https://holm.example/okonek", "Page at Holm Polytechnic"),),
    photo="/images/okonek.svg",
    photo_alt="Vera Okonek at the north pier",
    photo_credit="Drawing: the digest",
    groups=(
        QuotationGroup("in-2031", Link("", "2031"), v.WORDS[:2]),
        QuotationGroup("in-2030", Link("", "2030"), v.WORDS[2:]),
    ),
    quotations=4,
    sources=(v.GAZETTE,),
    frequency=v.FREQUENCY,
    topics=v.BY_TOPIC,
)
PROLIFIC = replace(EXPERT, quotations=343, parts=v.BY_YEAR)
BY_TOPIC = SaidView(
    Link(v.OKONEK.url, v.OKONEK.name),
    "Vera Okonek, by topic",
    "What Vera Okonek said, topic by topic.",
    (
        QuotationGroup("on-karsk-bridge", v.BRIDGE, v.WORDS[:2], total=300),
        QuotationGroup("on-ferry-subsidies", v.FERRIES, v.WORDS[2:]),
    ),
    343,
    parts=v.BY_YEAR,
)
OF_A_YEAR = SaidView(
    Link("/topics/karsk-bridge/commentary/", "Commentary"),
    "Commentary on the Karsk bridge in 2031",
    "Who said what in 2031, newest first.",
    (QuotationGroup("in-2031-06", Link("", "June 2031"), v.WORDS),),
    4,
    speakers=True,
    topics=True,
    older=Link("/topics/karsk-bridge/commentary/2030/", "2030"),
    newer=Link("/topics/karsk-bridge/commentary/2032/", "2032"),
)
BARE_EXPERT = ExpertView("Agnes Brandt", "official", "", "", "", "", (), (), "", "", "", (), 0, (), draft=True)
COMMENTARY = CommentaryView(
    v.BRIDGE,
    (
        QuotationGroup("per-lindahl", Link(v.LINDAHL.url, v.LINDAHL.name), v.WORDS[1:3], v.LINDAHL),
        QuotationGroup("harbour-master", Link("", v.HARBOUR_MASTER.name), v.WORDS[3:], v.HARBOUR_MASTER, 12),
    ),
    14,
    2,
    Link("/topics/karsk-bridge/commentary/by-date/", "By date, newest first"),
    v.BY_YEAR[1:],
)


def _feed(url: str, title: str) -> tuple[Feed, ...]:
    return (Feed(f"{url}feed.xml", title),)


def _list(url: str, heading: str, *, stories: tuple[StoryCard, ...] = v.STORIES, **more: object) -> Page:
    view = StoriesView(heading, "Everything of this kind, newest first.", stories, **more)  # type: ignore[arg-type]
    return page_at(url, "stories.html", view, heading, feeds=_feed(url, heading), crumbs=(_HOME,))


_SHELVES = (
    Shelf("2031", (Link("/archive/2031/06/", "June"), Link("/archive/2031/05/", "May")), (4, 1)),
    Shelf("2030", (Link("/archive/2030/12/", "December"),), (12,)),
)
_EARLIER = Shelf("Earlier stories", (Link("/authors/ilse-marrow/1/", "May 2031 – June 2031"),), (100,))
_PLAIN = "<p>Who we are, and how to tell us that we are wrong.</p><h2>Corrections</h2><p>At the top of the story.</p>"
_GAZETTE_SITE = Link("https://gazette.example/", "gazette.example")

FULL: tuple[Page, ...] = (
    page_at(
        "/",
        "home.html",
        HomeView(EDITION, "/editions/2031-06-14/", v.STORIES[2:], v.TOPICS),
        v.SITE.name,
        description=v.SITE.description,
        data=_DATA,
    ),
    page_at(
        "/editions/2031-06-14/", "edition.html", EDITION, EDITION.title, crumbs=(_HOME, Link("/editions/", "Editions"))
    ),
    page_at(
        "/editions/",
        "editions.html",
        EditionsView(
            (
                EditionCard("/editions/2031-06-14/", EDITION.title, 2, _DAY, 3),
                EditionCard("/editions/2031-06-07/", "Wind and water", 1, Moment("2031-06-07", "7 June 2031"), 1),
            )
        ),
        "Editions",
        feeds=_feed("/editions/", "Editions"),
    ),
    page_at(
        v.LEAD.url,
        "story.html",
        STORY,
        STORY.headline,
        description=STORY.standfirst,
        data=_DATA,
        crumbs=(_HOME, v.BRIDGE),
        canonical="https://gazette.example/karsk",
        image="/images/karsk.svg",
    ),
    _list(v.MARROW.url, v.MARROW.text, older=_EARLIER.links[0], earlier=_EARLIER),
    _list(v.GAZETTE.url, v.GAZETTE.text, website=_GAZETTE_SITE),
    _list(
        "/archive/2031/06/",
        "June 2031",
        older=Link("/archive/2031/05/", "May 2031"),
        newer=Link("/archive/2031/07/", "July 2031"),
    ),
    page_at("/archive/", "index.html", IndexView("Archive", "Every story, by month.", _SHELVES), "Archive"),
    page_at(
        v.BRIDGE.url,
        "topic.html",
        TOPIC,
        TOPIC.name,
        description=TOPIC.summary,
        feeds=_feed(v.BRIDGE.url, TOPIC.name),
        crumbs=(_HOME, Link("/topics/", "Topics")),
    ),
    page_at("/topics/", "topics.html", TopicsView(v.TOPICS, v.ACTIVITY), "Topics"),
    page_at(
        "/topics/karsk-bridge/newest/",
        "timeline.html",
        TIMELINE,
        "The Karsk bridge: timeline, newest first",
        description=TIMELINE.standfirst,
        crumbs=(_HOME, Link("/topics/", "Topics"), v.BRIDGE),
        canonical=v.BRIDGE.url,
    ),
    page_at("/topics/karsk-bridge/embed/", "embed.html", EMBED, "The Karsk bridge: how we got here", noindex=True),
    page_at(
        "/topics/karsk-bridge/commentary/",
        "commentary.html",
        COMMENTARY,
        "Commentary on the Karsk bridge",
        description="Who said what, with the source of every quotation.",
        crumbs=(_HOME, v.BRIDGE),
    ),
    page_at(
        v.OKONEK.url,
        "expert.html",
        EXPERT,
        EXPERT.name,
        description="Professor of structural engineering",
        feeds=_feed(v.OKONEK.url, EXPERT.name),
        crumbs=(_HOME, Link("/experts/", "Experts")),
    ),
    page_at("/experts/prolific/", "expert.html", PROLIFIC, "Vera Okonek at length"),
    page_at("/experts/vera-okonek/by-topic/", "said.html", BY_TOPIC, BY_TOPIC.heading, canonical=v.OKONEK.url),
    page_at("/topics/karsk-bridge/commentary/2031/", "said.html", OF_A_YEAR, OF_A_YEAR.heading),
    page_at("/experts/", "experts.html", ExpertsView((v.OKONEK, v.LINDAHL), (v.BRANDT,), v.EXPERTS_ON), "Experts"),
    page_at(
        "/topics/karsk-bridge/experts/",
        "experts.html",
        ExpertsView(
            (v.OKONEK,),
            (),
            everyone=Link("/experts/", "All experts"),
            commentary=Link("/topics/karsk-bridge/commentary/", "What they said on the Karsk bridge"),
        ),
        "Experts on the Karsk bridge",
        description="Whom our stories quote.",
    ),
    page_at("/corrections/list/", "corrections.html", CorrectionsView(v.CORRECTED), "Corrections", description="All."),
    page_at("/about/", "page.html", PlainView("About", _PLAIN), "About"),
    page_at(
        "/search/",
        "search.html",
        SearchView(Shelf("", (v.BRIDGE, v.FERRIES), (9, 4)), _SHELVES, (Link("/authors/", "Authors"),)),
        "Find a story",
        description="By its words, its topic or its month.",
    ),
    page_at("/404.html", "404.html", MissingView(v.STORIES[:3], (v.BRIDGE, v.FERRIES)), "Page not found", noindex=True),
)

BARE: tuple[Page, ...] = (
    page_at("/bare/", "home.html", HomeView(None, "", (), ()), v.SITE.name),
    page_at("/bare/edition/", "edition.html", replace(EDITION, letter="", items=(), older=None), "Nothing new"),
    page_at("/bare/editions/", "editions.html", EditionsView(()), "Editions"),
    page_at("/bare/story/", "story.html", BARE_STORY, BARE_STORY.headline, lang="fa"),
    page_at("/bare/stories/", "stories.html", StoriesView("Nobody", "", ()), "Nobody"),
    page_at("/bare/index/", "index.html", IndexView("Sources", "", ()), "Sources"),
    page_at("/bare/topic/", "topic.html", BARE_TOPIC, BARE_TOPIC.name),
    page_at("/bare/timeline/", "timeline.html", BARE_TIMELINE, BARE_TIMELINE.heading, noindex=True),
    page_at("/bare/topics/", "topics.html", TopicsView(()), "Topics"),
    page_at("/bare/commentary/", "commentary.html", CommentaryView(v.BRIDGE, (), 0), "What experts say"),
    page_at("/bare/said/", "said.html", SaidView(v.BRIDGE, "Nothing said", "", (), 0), "Nothing said"),
    page_at("/bare/expert/", "expert.html", BARE_EXPERT, BARE_EXPERT.name, draft=True),
    page_at("/bare/experts/", "experts.html", ExpertsView((), ()), "Experts"),
    page_at("/bare/corrections/", "corrections.html", CorrectionsView(()), "Corrections"),
    page_at("/bare/search/", "search.html", SearchView(None, (), ()), "Find a story"),
    page_at("/bare/page/", "page.html", PlainView("Nothing", ""), "Nothing"),
    page_at("/bare/404.html", "404.html", MissingView((), ()), "Page not found", noindex=True),
)

ALL = FULL + BARE
