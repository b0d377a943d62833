"""English: who says, how, and where a name ends. Each table with the reason that it is apart."""

from __future__ import annotations

from newsdesk.language.quotations.tables import Table, words

# A clause may follow these without "that".
_SAYS = words("""
    said says say saids add adds added note notes noted states stated explain explains explained argue argues
    argued claim claims claimed insist insists insisted suggest suggests suggested acknowledge acknowledges
    acknowledged admit admits admitted announce announces announced write writes wrote tweet tweets tweeted conclude
    concludes concluded predict predicts predicted reply replies replied testify testifies testified stress stresses
    stressed emphasize emphasizes emphasized emphasise emphasises emphasised assert asserts asserted allege alleges
    alleged contend contends contended maintain maintains maintained declare declares declared confirm confirms
    confirmed indicate indicates indicated complain complains complained joke jokes joked concede concedes conceded
    warn warns warned think thinks thought believe believes believed report reports reported tell tells told estimate
    estimates estimated opine opines opined recount recounts recounted caution cautions cautioned boast boasts boasted
    clarify clarifies clarified reiterate reiterates reiterated lament laments lamented quip quips quipped figure
    figures figured guess guesses guessed reckon reckons reckoned proclaim proclaims proclaimed disclose discloses
    disclosed remark remarks remarked assume assumes assumed posit posits posited theorize theorized speculate
    speculates speculated inform informs informed remind reminds reminded assure assures assured
""")
# Only "that" or a mark tells that these report words: they have other work to do.
_THAT_ONLY = words("""
    agree agrees agreed imply implies implied hint hints hinted observe observes observed reveal reveals revealed
    deny denies denied doubt doubts doubted recall recalls recalled continue continues continued respond responds
    responded repeat repeats repeated comment comments commented mention mentions mentioned post posts posted recommend
    recommends recommended propose proposes proposed promise promises promised pledge pledges pledged vow vows vowed
    fear fears feared hope hopes hoped stipulate stipulates stipulated
    point pointed points rule rules ruled advise advises advised convince convinced
    demonstrate demonstrated illustrate illustrates vouch profess professed attest attests attested
    counter counters countered retort retorts retorted
    highlighted highlights underscore underscored underscores echo echoes echoed express expressed expresses
    charge charged charges
    worry worries worried
    tout touts touted sum sums summed
    ask asks asked wonder wonders wondered question questions questioned email emailed emails
    accuse accused
""")
# Only next to a quotation in marks.
_QUOTE_ONLY = words("""
    call calls called dub dubs dubbed describe describes described exclaim exclaims exclaimed shout shouts shouted
    yell yells yelled whisper whispers whispered cry cries cried scream screams screamed blurt blurted read reads
    sing sang chant chanted chants mutter muttered murmur murmured gush gushed rant ranted declaim crow crowed
    label labeled labelled demand demands demanded urge urges urged plead pleads pleaded beg begged answer
    answers answered begin began begins go goes went offer offered interject interjected muse mused muses vent vented
    laugh laughed laughs smile smiled sigh sighed voice voiced deadpan deadpanned recite recited snap snapped
    joked finish finished ends ended conclude open opened close closed enthuse enthused reflect reflected reflects
    sniff sniffed thunder thundered fume fumed chime chimed order ordered greet greeted scoff scoffed
    brand branded decry decried blast blasted slam slammed praise praised denounce denounced criticize criticized
    criticise criticised condemn condemned dismiss dismissed hail hailed bemoan bemoaned signed texted texts
    prayed pray implore implored instruct instructed commanded tells scolded rail railed
    characterize characterized characterizes characterise characterised
    feel feels felt
""")
# A noun may stand for what was said: "cited rising costs".
_OBJECTS = words("""
    cited cites cite describe describes described criticized criticised criticizes mentioned highlighted highlights
    denounced denounces decried decries predicted predicts suggested suggests explained explains announced announces
    acknowledged acknowledges claims claimed reported reports disputed disputes
""")
_PARTICIPLES = words("""
    saying adding noting stating explaining arguing claiming insisting suggesting acknowledging admitting announcing
    writing tweeting concluding predicting testifying stressing emphasizing emphasising asserting alleging contending
    maintaining declaring confirming indicating complaining joking conceding warning telling cautioning reiterating
    boasting reminding assuring proclaiming informing pointing describing citing calling denouncing criticizing
    criticising mentioning highlighting reporting clarifying observing quoting replying responding continuing
    commenting quipping lamenting estimating
""")
_NOUNS_TOO = words("""
    report reports claim claims note notes state states stress comment comments email emails post posts
    tweet tweets figure figures joke jokes promise promises pledge pledges vow vows fear fears hope hopes worry worries
    question questions point points rule rules charge charges call calls label offer answer answers cry cries
    read warning reply guess estimate estimates demand demands echo echoes counter remark remarks boast boasts doubt
    doubts voice order address thought writing reporting saying calling doubt quip quips laugh smile sigh express like
    close open begin sum brand repeat caution praise lament feel sign say
""")

_TIMES = words("""
    monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow tonight now later earlier
    recently then afterwards afterward morning afternoon evening night week month year weekend january february march
    april may june july august september october november december once again twice ago
    jan. feb. aug. sept. oct. nov. dec.
""")

ENGLISH = Table(
    says=_SAYS,
    that_only=_THAT_ONLY,
    quote_only=_QUOTE_ONLY,
    objects=_OBJECTS,
    participles=_PARTICIPLES,
    nouns_too=_NOUNS_TOO,
    # A listener stands between these and what was said.
    listeners=words("""
        tell tells told telling inform informs informed informing remind reminds reminded reminding assure assures
        assured assuring convince convinced warn warns warned warning advise advised advises ask asked asks
    """),
    that=words("that"),
    according=(
        ("according", "to"),
        ("in", "the", "words", "of"),
        ("in", "the", "opinion", "of"),
        ("in", "the", "view", "of"),
        ("from", "the", "point", "of", "view", "of"),
    ),
    his=words("his him"),
    her=words("her hers"),
    their=words("their them"),
    # "In her opinion, …": the possessive is the speaker.
    views=words("opinion view words estimation assessment account"),
    he=words("he"),
    she=words("she"),
    they=words("they"),
    other_pronouns=words("i we it you one others some many who which this these those both"),
    who=words("who which that"),
    helpers=words("""
        has have had is are was were be been being will would can could may might must shall should do does did to
        having 's 've 'd 'll
    """),
    adverbs=words("""
        also then later previously already again still even just now recently repeatedly once often sometimes never
        further earlier always today yesterday famously reportedly publicly privately instead too only not n't first
        finally further simply flatly once
    """),
    stops=words("""
        that because when while if although though as since after before until unless whether how why what where
        is are was were be been has have had will would can could may might must shall should do does did but and or
        nor so yet than than not
    """),
    prepositions=words("""
        of for in at from with to on by about under over near into against between among within without during
        outside inside behind across through including familiar
    """),
    determiners=words("""
        the a an his her its their our my your this that these those some many most several all both one two three
        four five six other another each every any no
    """),
    conjunctions=words("and but or while as although though because whereas so yet since if when after before"),
    times=_TIMES,
    venues=words("""
        statement interview tweet tweets email e-mail letter post blog speech report conference release memo article
        column essay briefing call message testimony remarks press filing ruling decision hearing affidavit video
        appearance debate rally opinion note text op-ed editorial commentary paper study facebook twitter television
        cnn fox msnbc nbc abc cbs radio show program programme broadcast complaint lawsuit court testimony series
        response reply order book autobiography news episode comment comments podcast
    """),
    # Nouns for one person in a capacity; a phrase with one of them may mean a person named before.
    roles=words("""
        analyst scientist professor expert economist lawyer attorney spokesman spokeswoman spokesperson minister
        president governor mayor senator congressman congresswoman lawmaker official officer judge justice director
        manager chief head leader chairman chairwoman chair secretary deputy ambassador diplomat general colonel captain
        sergeant historian psychologist sociologist researcher scholar author writer journalist columnist editor
        reporter critic activist politician candidate nominee billionaire businessman businesswoman executive ceo
        founder owner coach player star actor actress singer director artist musician doctor physician nurse teacher
        student principal dean chancellor premier king queen prince princess pope bishop priest pastor reverend father
        mother son daughter brother sister wife husband man woman boy girl resident neighbor neighbour farmer
        commissioner prosecutor detective sheriff investigator commentator host strategist adviser advisor consultant
        aide veteran democrat republican mogul magnate pundit blogger biologist physicist chemist engineer astronomer
        philosopher theologian representative councillor councilman councilwoman speaker winner victim witness
        defendant plaintiff suspect mp mep envoy coordinator president-elect businessperson caddie golfer quarterback
        pollster socialist independent firebrand developer
    """),
    # Nouns for many or for nobody in particular.
    collectives=words("""
        officials experts analysts observers critics sources authorities police lawmakers residents scientists
        researchers economists lawyers attorneys prosecutors investigators supporters opponents voters people members
        protesters activists leaders others some many government ministry department agency office company campaign
        committee court commission council party team group union bank report study statement survey poll newspaper
        media website post article document documents letter tweet email administration white_house kremlin pentagon
        republicans democrats conservatives liberals aides advisers spokespeople witnesses doctors parents students
        teachers diplomats politicians historians professors editors reporters journalists workers employees families
        friends neighbors neighbours organizers organisers pundits pollsters board editorial organization
        organisation association institute university foundation network firm service source insiders rivals
        academics psychologists specialists veterans detractors
    """),
    titles=words("""
        mr. mrs. ms. mx. dr. prof. sen. rep. gov. gen. lt. col. capt. sgt. rev. maj. adm. det. supt. hon. mr mrs ms dr
        sir lord lady dame president senator governor congressman congresswoman representative minister premier
        chancellor secretary mayor judge justice professor doctor king queen prince princess pope general colonel
        captain lieutenant sergeant major admiral detective constable sheriff officer reverend pastor father sister
        ambassador chairman chairwoman coach director attorney speaker councillor commissioner superintendent inspector
        deputy vice prime chief former ex-president bishop archbishop cardinal rabbi imam sheikh ayatollah
    """),
    openers=words("""
        the a an but and or so yet if when while although though because since after before until as at in on by for
        from with of to into about against among between during under over near this that these those it he she they
        we i you there here his her its their our my your who what why how where which not no yes meanwhile however
        moreover still also then now later earlier instead perhaps maybe according despite even once just only more
        most many some several few all both one two other another each every any such like unlike including last next
        first second third asked speaking less watch read story related photo see
    """),
    inverted=True,
    conditional=True,
)
