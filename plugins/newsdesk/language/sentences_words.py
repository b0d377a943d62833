"""Abbreviations after which a full stop is rarely the end of a sentence; lower case, without the last stop.

One pool for all languages: the stop decides, not the language, and news prose mixes them. Kept to what news uses.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name, a number or a further word follows. Grouped: en · de · fr es it pt nl · pl cs · ru uk be.
TITLES = _words("""
    mr mrs ms mx dr prof rev fr hon st ste gen col lt maj capt cmdr cpl sgt adm sen rep pres supt insp det msgr amb
    atty messrs mt ft vs v no nos art arts sec fig vol eq pp approx ca
    hr hrn frl dipl ing mag phil habil hl sog z.b d.h u.a z.t o.ä i.d.r v.a vgl nr abs bd evtl ggf inkl max min rd str
    mme mmes mlle mm dra sra srta sres dña ud uds sig dott avv on exmo dhr mevr mw drs
    hab inż mgr św ul al pl p tzw tzn im red płk por ppłk mjr kpt sierż mudr judr phdr rndr
    г г-н г-жа г-на г-же им ул просп пл стр рис тел акад проф доц канд сен св зам пом см ср напр вул ім див т.зв т.н
    т.е т.к ст обл р-н пос дер м с д
""")

# These end no sentence before a digit or a mark; before a capital they may.
ABBREVIATIONS = _words("""
    esq ph.d m.d b.a m.a u.s.s.r l.a a.m p.m a.d b.c etc e.g i.e cf al est dept univ assn ave blvd rd jan feb mar apr
    jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun hrs sq lb oz km kg mph
    usw bzw jh jhdt mrd mio mill tsd okt dez mär chr n.chr v.chr geb gest mo di mi do sa so dgl
    env av janv févr avr juil déc ap j.-c
    млн млрд тыс трлн руб коп гг вв т.д т.п др пр н.э янв фев февр мар апр авг сен сент окт ноя нояб дек чел грн
    tsp tzv tj např atd apod r zł tys ww
""")

# These stand inside names as often as at the end ("U.S. Army", "Acme Inc. said"): the next word decides.
INSIDE_NAMES = _words("u.s u.k u.n e.u u.s.a d.c inc corp co ltd bros jr sr gov")
OPENERS = _words("""
    The A An In On At But And He She It They We I You This That These Those There As If When While After Before For
    However Since His Her Its Their Some Many Most Both All No Not To From By With According Earlier Last Also
""")

# Words that are abbreviations only before a number ("No. 3", "Art. 5") and plain words at the end of a sentence.
BEFORE_NUMBERS = _words("no art sec min max im al on p")

# One or two digits and a stop are an ordinal in these: "am 12. Oktober", "1. ministr", "den 3. oktober".
ORDINALS = _words("de cs sk sl hr bs sr da no nb nn fi et hu lv is tr pl")
