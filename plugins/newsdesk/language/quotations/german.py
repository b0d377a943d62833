"""German: direct speech, and reported speech with "dass". Each table with the reason that it is apart."""

from __future__ import annotations

from newsdesk.language.quotations.tables import Table, words

# Verbs that stand beside words in marks or before "dass"; "so" does the same (", so die Ministerin").
_SAYS = words("""
    sagte sagt sagten sagen gesagt erklärte erklärt erklärten betonte betont betonten meinte meint meinten schrieb
    schreibt schrieben ergänzte ergänzt kritisierte kritisiert warnte warnt warnten forderte fordert forderten
    kommentierte berichtete berichtet berichteten behauptete behauptet antwortete fragte urteilte klagte lobte glaubt
    glaubte findet fand räumte räumt bestätigte bestätigt versicherte versichert verkündete erläuterte erinnerte
    resümierte twitterte rief fügte so
""")

GERMAN = Table(
    says=_SAYS,
    that=words("dass daß"),
    according=(("laut",), ("nach", "angaben", "von"), ("nach", "angaben", "des"), ("nach", "ansicht", "von")),
    he=words("er"),
    she=words("sie"),
    his=words("ihm seiner"),
    their=words("ihnen"),
    other_pronouns=words("ich wir es man wer das dies"),
    who=words("der die das welcher welche"),
    helpers=words("""
        ist sind war waren hat haben hatte hatten wird werden wurde wurden sei seien habe hätte könne kann können muss
        müsse müssen soll solle sollen will wolle wollen darf dürfe
    """),
    adverbs=words("auch dann später zudem jedoch aber noch nun weiter daraufhin gegenüber am"),
    stops=words("dass weil wenn während obwohl und oder aber sondern denn als ob nicht"),
    prepositions=words("von in an auf mit für bei zu nach aus über unter vor durch gegen um im am zum zur beim vom"),
    determiners=words("der die das den dem des ein eine einen einem einer eines sein seine ihr ihre unser unsere"),
    conjunctions=words("und aber oder während obwohl weil da wenn als nachdem bevor"),
    times=words("montag dienstag mittwoch donnerstag freitag samstag sonntag heute gestern morgen abend mittag"),
    venues=words("interview erklärung gespräch rede brief mitteilung pressekonferenz bericht beitrag blog sendung"),
    roles=words("""
        präsident präsidentin kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin außenminister
        außenministerin innenminister sprecher sprecherin regierungssprecher professor professorin politologe
        politologin
        experte expertin ökonom ökonomin historiker historikerin leiter leiterin chef chefin vorsitzende vorsitzender
        direktor direktorin bürgermeister bürgermeisterin anwalt anwältin abgeordneter abgeordnete analyst analystin
        autor autorin wissenschaftler wissenschaftlerin trainer
    """),
    collectives=words("experten beobachter behörden polizei ministerium regierung partei medien analysten kritiker"),
    titles=words("herr frau dr. prof. präsident präsidentin kanzler kanzlerin minister ministerin bundeskanzler"),
    openers=words("""
        der die das ein eine am im in auf mit nach bei von zu für aber und doch auch so dann wenn als während er sie es
        wir ich man dies diese dieser seit vor laut
    """),
    inverted=True,
)
