"""A small fictional world: the strait of Karsk, its bridge, its ferries, and people who talk of them."""

from __future__ import annotations

from newsdesk.commentary.views import Counted, Frequency, FrequencyBar
from newsdesk.model.site import Feed, Link, Moment, PersonCard, QuotationCard, Site, StoryCard, TopicCard
from newsdesk.stories.views import Corrected, Figure, Note, Related, Told
from newsdesk.timelines.views import (
    Addition,
    Bar,
    Differing,
    Download,
    Entry,
    Narrowed,
    Narrowing,
    Period,
    Report,
    Sparkline,
    Strip,
)

SITE = Site(
    name="The Karsk Digest",
    url="https://digest.example",
    tagline="The strait, the bridge and the ferries, read for you",
    description="A fictional digest that shows what every page of this theme looks like.",
    nav=(
        Link("/topics/", "Topics"),
        Link("/experts/", "Experts"),
        Link("/editions/", "Editions"),
        Link("/archive/", "Archive"),
        Link("/about/", "About"),
    ),
    footer=(
        Link("/about/", "About"),
        Link("/authors/", "Authors"),
        Link("/sources/", "Sources"),
        Link("/blocks/", "Blocks"),
    ),
    stylesheet="/theme/style.css",
    reference_stylesheet="/theme/style.reference.css",
    feeds=(Feed("/feed.xml", "The Karsk Digest"), Feed("/feed.json", "The Karsk Digest", "application/feed+json")),
    contact="desk@digest.example",
)

BRIDGE = Link("/topics/karsk-bridge/", "The Karsk bridge")
FERRIES = Link("/topics/ferry-subsidies/", "Ferry subsidies")
MARROW = Link("/authors/ilse-marrow/", "Ilse Marrow")
VELDT = Link("/authors/tomas-veldt/", "Tomas Veldt")
GAZETTE = Link("/sources/strait-gazette/", "Strait Gazette")

OKONEK = PersonCard(
    "/experts/vera-okonek/", "Vera Okonek", "professor of structural engineering", "Holm Polytechnic", "expert", 3
)
LINDAHL = PersonCard(
    "/experts/per-lindahl/", "Per Lindahl", "transport economist", "Institute for Island Studies", "expert", 2
)
BRANDT = PersonCard("/experts/agnes-brandt/", "Agnes Brandt", "minister of works", "", "official", 1)
HARBOUR_MASTER = PersonCard("", "the harbour master of Vesterholm")


def moment(iso: str, words: str) -> Moment:
    return Moment(iso, words)


LEAD = StoryCard(
    url="/articles/karsk-bridge-opens/",
    headline="Karsk bridge opens to traffic nine years after the first pile",
    standfirst="The crossing halves the way to the islands. What becomes of the ferries, nobody at the ceremony said.",
    kicker=BRIDGE,
    date=moment("2031-06-14T08:00:00+02:00", "14 June 2031"),
    byline=(MARROW, VELDT),
    source=GAZETTE,
    corrected=True,
)
STORIES = (
    LEAD,
    StoryCard(
        "/articles/ferry-line-cuts/",
        "Ferry company announces cuts to the northern line",
        "Four sailings a day become two from September; the municipality asks for a year's grace.",
        FERRIES,
        moment("2031-06-12T16:30:00+02:00", "12 June 2031"),
        (VELDT,),
        GAZETTE,
    ),
    StoryCard(
        "/articles/what-a-toll-is-for/",
        "What a toll is for",
        "A price at the bridge is a decision about who pays for the sea beside it.",
        BRIDGE,
        moment("2031-06-09T07:00:00+02:00", "9 June 2031"),
        (MARROW,),
        kind="opinion",
    ),
    StoryCard(
        "/articles/le-pont-de-karsk/",
        "Le pont de Karsk vu du continent",
        "Un correspondant traverse le détroit à pied, avant les voitures.",
        BRIDGE,
        moment("2031-06-02T07:00:00+02:00", "2 June 2031"),
        kind="analysis",
        lang="fr",
    ),
    StoryCard(
        "/articles/wind-tests/",
        "Wind tests passed, with a limit for high-sided lorries",
        "",
        BRIDGE,
        moment("2031-05-21T07:00:00+02:00", "21 May 2031"),
        (VELDT,),
        draft=True,
    ),
)
TOPICS = (
    TopicCard(
        BRIDGE.url,
        BRIDGE.text,
        "From a parliamentary motion to the first car: how the strait was crossed, and what it cost.",
        12,
        moment("2031-06-14", "14 June 2031"),
    ),
    TopicCard(
        FERRIES.url,
        FERRIES.text,
        "Who keeps the island lines afloat, and for how long.",
        1,
        moment("2031-06-12", "12 June 2031"),
    ),
    TopicCard("/topics/herring/", "Herring quotas", "", 0),
)

WORDS = (
    QuotationCard(
        url="/articles/karsk-bridge-opens/#q-okonek-1",
        paragraphs=("A bridge is a promise about wind. We made ours for a storm that none of us expects to see.",),
        speech="direct",
        speaker=OKONEK,
        attribution="professor of structural engineering, at the opening in Vesterholm",
        context="",
        date=moment("2031-06-14", "14 June 2031"),
        story=Link(LEAD.url, LEAD.headline),
        source=GAZETTE,
        topic=BRIDGE,
        anchor="q-okonek-1",
        corrected=moment("2031-06-15", "15 June 2031"),
        citation=f"Vera Okonek, quoted in “{LEAD.headline}” by Ilse Marrow, Strait Gazette, 14 June 2031",
    ),
    QuotationCard(
        url="/articles/what-a-toll-is-for/#q-lindahl-1",
        paragraphs=(
            "You can charge the driver, or the taxpayer, or the child who inherits the debt.",
            "There is no fourth person standing at the gate.",
        ),
        speech="direct",
        speaker=LINDAHL,
        attribution="to the Strait Gazette",
        context="Economists have been blunter than ministers. The institute's own reckoning runs to forty pages.",
        date=moment("2031-06-09", "9 June 2031"),
        story=Link("/articles/what-a-toll-is-for/", "What a toll is for"),
        source=GAZETTE,
        topic=BRIDGE,
        anchor="q-lindahl-1",
    ),
    QuotationCard(
        url="/articles/ferry-line-cuts/#q-lindahl-2",
        paragraphs=("expects the northern line to be gone within three winters unless it is bought out",),
        speech="indirect",
        speaker=LINDAHL,
        attribution="in a note to the municipality",
        context="Lindahl expects the northern line to be gone within three winters unless it is bought out.",
        date=moment("2031-06", "June 2031"),
        story=Link("/articles/ferry-line-cuts/", "Ferry company announces cuts to the northern line"),
        topic=FERRIES,
    ),
    QuotationCard(
        url="/articles/le-pont-de-karsk/#q-brandt-1",
        paragraphs=("Le pont « appartient aux îles », dit la ministre.",),
        speech="mixed",
        speaker=BRANDT,
        attribution="",
        context="",
        date=moment("2031-06-02", "2 June 2031"),
        story=Link("/articles/le-pont-de-karsk/", "Le pont de Karsk vu du continent"),
        lang="fr",
    ),
)

OPENING = Entry(
    id="e-opening",
    when=moment("2031-06-14", "14 June 2031"),
    precision="day",
    title=LEAD.headline,
    milestone=True,
    story=True,
    people=(OKONEK, HARBOUR_MASTER),
    reports=(Report(Link(LEAD.url, LEAD.headline), moment("2031-06-14", "14 June 2031"), GAZETTE),),
)
FIRST_PILE = Entry(
    id="e-first-pile",
    when=moment("2022-04", "April 2022"),
    precision="month",
    title="The first pile is driven",
    text="Work begins on the mainland side after two years of appeals.",
    milestone=True,
    place="Vesterholm",
    people=(BRANDT,),
    quote="since the first pile in April 2022",
    reports=(
        Report(Link(LEAD.url + "#q-okonek-1", LEAD.headline), moment("2031-06-14", "14 June 2031"), GAZETTE),
        Report(Link("/articles/what-a-toll-is-for/", "What a toll is for"), moment("2031-06-09", "9 June 2031")),
    ),
)
MOTION = Entry(
    id="e-motion", when=moment("2019", "around 2019"), precision="year", title="A motion asks for a fixed crossing"
)
HEARING = Entry(
    id="e-hearing",
    when=moment("", "first quarter of 2031"),
    precision="quarter",
    title="A hearing on tolls is promised",
    text="No date has been set.",
    reports=(Report(Link("/articles/ferry-line-cuts/", STORIES[1].headline), moment("2031-06-12", "12 June 2031")),),
    draft=True,
    sources=(Link("https://gazette.example/hearing", "gazette.example"),),
    differs=(Differing(moment("2031-02-03", "3 February 2031"), (GAZETTE,), "#e-opening"),),
    added="2031-06-12",
)
PERIODS = (
    Period("p-2019", "2019", (MOTION,)),
    Period("p-2022", "2022", (FIRST_PILE,)),
    Period("p-2031", "2031", (HEARING, OPENING)),
)

STRIP = Strip(
    width=13 * 24,
    height=72,
    bars=(
        Bar(0, 42, 24, 29, "#p-2019", "2019", 1, 0),
        Bar(72, 42, 24, 29, "#p-2022", "2022", 1, 1),
        Bar(288, 13, 24, 58, "#p-2031", "2031", 2, 1),
    ),
    unit="year",
    first="2019",
    last="2031",
    busiest="2031",
    most=2,
)
NARROWINGS = (
    Narrowing(
        "People",
        (
            Narrowed(Link("/topics/karsk-bridge/person/agnes-brandt/", "Agnes Brandt"), 1),
            Narrowed(Link("/topics/karsk-bridge/person/vera-okonek/", "Vera Okonek"), 2),
        ),
        "person",
    ),
    Narrowing(
        "Sources", (Narrowed(Link("/topics/karsk-bridge/source/strait-gazette/", "Strait Gazette"), 3),), "source"
    ),
)
ADDITIONS = (
    Addition(moment("2031-06-12", "12 June 2031"), HEARING.when, HEARING.title, "#e-hearing"),
    Addition(moment("2031-06-09", "9 June 2031"), FIRST_PILE.when, FIRST_PILE.title, "#e-first-pile"),
)
DOWNLOADS = (
    Download("/topics/karsk-bridge/timeline.ics", "Calendar", "events whose days are known", "text/calendar"),
    Download("/topics/karsk-bridge/topic.json", "JSON", "everything, for programs", "application/json"),
)
SNIPPET = '<iframe src="https://digest.example/topics/karsk-bridge/embed/" title="The Karsk bridge"></iframe>'
FREQUENCY = Frequency(
    width=26 * 12,
    height=56,
    bars=(
        FrequencyBar(0, 28, 9, 27, "May 2029", 1),
        FrequencyBar(60, 1, 9, 54, "October 2029", 2),
        FrequencyBar(300, 28, 9, 27, "June 2031", 1),
    ),
    unit="month",
    first="May 2029",
    last="June 2031",
    words="4 quotations from May 2029 to June 2031; most in October 2029: 2.",
)
BY_TOPIC = (
    Counted(Link("/experts/vera-okonek/by-topic/#on-karsk-bridge", "The Karsk bridge"), 3),
    Counted(Link("/experts/vera-okonek/by-topic/#on-ferry-subsidies", "Ferry subsidies"), 1),
)
BY_YEAR = (
    Counted(Link("/experts/vera-okonek/2031/2/", "2031, part 2: June"), 112, current=True),
    Counted(Link("/experts/vera-okonek/2031/", "2031, part 1: January to June"), 200),
    Counted(Link("/experts/vera-okonek/2030/", "2030"), 31),
)
EXPERTS_ON = (
    Counted(Link("/topics/karsk-bridge/experts/", "The Karsk bridge"), 3),
    Counted(Link("/topics/ferry-subsidies/experts/", "Ferry subsidies"), 1),
)
ACTIVITY = (
    Sparkline("M2 22 L7 22 L12 12 L17 2 L22 22", 119, 24, "3 stories in the 24 months to June 2031"),
    Sparkline("M2 22 L7 22 L12 22 L17 22 L22 2", 119, 24, "1 story in the 24 months to June 2031"),
    None,
)

PICTURE = Figure(
    "/images/karsk.svg", "A bridge over calm water, seen from the north pier", "Drawing: the digest", 1200, 675
)
CORRECTIONS = (
    Note(moment("2031-06-15", "15 June 2031"), "An earlier version gave the length of the span in feet as metres."),
)
TOLD = (
    Told(moment("2022-04", "April 2022"), "The first pile is driven", "/topics/karsk-bridge/#e-first-pile"),
    Told(moment("2031-06-14", "14 June 2031"), "The bridge opens", "/topics/karsk-bridge/#e-opening"),
)

BODY = """
<p>The first car over the strait of Karsk was a bread van, and it did not stop for the ribbon. Nine years after work
began, the bridge between <a href="/topics/karsk-bridge/">the mainland</a> and the islands opened on Saturday to a
crowd that had mostly come by ferry.</p>
<figure class="quotation" id="q-okonek-1" data-speaker="vera-okonek"><blockquote><p>A bridge is a
promise about wind. We made ours for a storm that none of us expects to see.</p></blockquote><figcaption>— <a
href="/experts/vera-okonek/">Vera Okonek</a>, professor of structural engineering, at the opening in
Vesterholm</figcaption></figure>
<h2>What it cost</h2>
<p>The final account is due in autumn. Okonek <span class="said" id="q-okonek-2" data-speech="indirect">expects the
figure to be within a tenth of the estimate</span>, and the economist Per Lindahl called the toll <span class="said"
id="q-lindahl-9" data-speech="direct">“the least bad of three bad ideas”</span>.
See <a href="https://gazette.example/accounts">the accounts</a>.</p>
<ul><li>Span: 1,240 metres</li><li>Lanes: two, and one for bicycles</li></ul>
<h3>Per crossing</h3>
<table><thead><tr><th scope="col">Vehicle</th><th scope="col">Toll</th></tr></thead><tbody>
<tr><td>Bicycle</td><td>0</td></tr><tr><td>Car</td><td>18</td></tr><tr><td>Lorry</td><td>64</td></tr></tbody></table>
<figure class="quotation" id="q-brandt-2" data-proposed="true"><blockquote><p>Nobody on the islands will
be worse connected on Monday than on Friday.</p></blockquote><figcaption>— Agnes Brandt, minister of
works</figcaption></figure>
<p>The ferry company has <a href="/articles/ferry-line-cuts/">said otherwise</a>. A line of code,
<code>span = 1240</code>,
and an address that is long enough to break any narrow column,
<a
href="https://gazette.example/long">https://gazette.example/a/very/long/address/that/has/no/end/and/no/spaces/in/it</a>.</p>
<blockquote><p>A plain quotation, of nobody in particular, from an old sea song.</p></blockquote>
<hr>
<p>Reporting by the fictional desk.</p>
"""
LETTER = """
<p>Dear readers, this is the edition in which the strait becomes a road. We have kept the ceremony short and the sums
long. <em>The desk</em></p>
"""
BACKGROUND = """
<p>Until 2031 the islands were reached by three ferry lines, all of them older than their captains. A fixed crossing was
first asked for <a href="#e-motion">around 2019</a>; the motion passed at the second reading.</p>
<p>The bridge was paid for by a loan which the toll is to repay over thirty years.</p>
"""
BIOGRAPHY = """
<p>Vera Okonek has taught at Holm Polytechnic since 2014. She sat on the panel that set the wind limit of the Karsk
bridge, and writes on <a href="/topics/karsk-bridge/">long spans in cold water</a>.</p>
"""
CORRECTED = tuple(
    Corrected(note.date, note.text, Link(f"{LEAD.url}#corrections", LEAD.headline)) for note in CORRECTIONS
)
RELATED = (
    Related(STORIES[1], "person", Link(OKONEK.url, OKONEK.name)),
    Related(STORIES[2], "topic", BRIDGE),
    Related(STORIES[3], "topic", BRIDGE),
)
