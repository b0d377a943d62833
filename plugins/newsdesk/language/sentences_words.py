"""Abbreviations after which a full stop is rarely the end of a sentence, a table a language; lower case, no last stop.

`TITLES` never end a sentence: a name follows. `ABBREVIATIONS` do not end one before a small letter or a digit, and
`OPEN` not even before a capital (German "Nr. Eins"). `ORDINALS` lists languages that write ordinals with a stop.
Source: the style books of the languages; kept to what news prose uses.
"""

from __future__ import annotations

TITLES = frozenset(
    # en
    "mr mrs ms mx dr prof rev fr hon sr.a st ste gen col lt maj capt cmdr cpl sgt adm gov sen rep pres supt insp det "
    "msgr amb atty messrs mt ft vs v no nos art arts sec fig vol eq pp approx ca "
    # de
    "hr hrn frl dipl ing mag rer phil jur med nat habil hl sog bzw usw.a z.b d.h u.a z.t o.ä i.d.r v.a vgl nr abs "
    "bd evtl ggf inkl max min ca rd str tel "
    # fr, es, it, pt, nl
    "mme mmes mlle mm dra sra srta sres dña ud uds sig dott avv on prof.ssa ing arq exmo dhr mevr mw drs "
    # pl, cs
    "prof hab inż mgr św ul al pl p tzw tzn im red gen płk por ppłk mjr kpt sierż mudr judr phdr rndr "
    # ru, uk, be
    "г гг.x г-н г-жа г-на г-же им ул пр просп пл стр рис тел тыс.x акад проф доц канд сен св о.x зам пом см ср напр "
    "вул просп ім проф акад напр див т.зв т.н т.е т.к т.д.x ст обл р-н пос дер вул м с д"
    "".split()
)

ABBREVIATIONS = frozenset(
    "inc ltd co corp bros jr sr esq ph.d m.d b.a m.a u.s u.k u.n e.u u.s.a u.s.s.r d.c l.a a.m p.m a.d b.c etc e.g i.e "
    "cf al est dept univ assn ave blvd rd jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur "
    "thurs fri sat sun min max hrs sq ft lb oz km kg mph "
    "usw bzw jh jhdt mrd mio mill tsd okt dez mär chr n.chr v.chr geb gest jan mo di mi do fr sa so dgl etc "
    "env av apr janv févr avr juil déc ap j.-c "
    "млн млрд тыс трлн руб коп гг вв т.д т.п др пр н.э янв фев февр мар апр авг сен сент окт ноя нояб дек чел грн "
    "in tsp tzv tj např atd apod r zł tys ww".split()
)

# These stand inside names as often as at the end ("U.S. Army", "Acme Inc. said"): the next word decides.
INSIDE_NAMES = frozenset("u.s u.k u.n e.u u.s.a d.c inc corp co ltd bros jr sr gov".split())
OPENERS = frozenset(
    "The A An In On At But And He She It They We I You This That These Those There As If When While After Before For "
    "However Since His Her Its Their Some Many Most Both All No Not To From By With According Earlier Last Also".split()
)

# One or two digits and a stop are an ordinal in these: "am 12. Oktober", "1. ministr", "den 3. oktober".
ORDINALS = frozenset(
    ("de", "cs", "sk", "sl", "hr", "bs", "sr", "da", "no", "nb", "nn", "fi", "et", "hu", "lv", "is", "tr", "pl")
)
